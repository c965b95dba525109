"""Bodies that only a title names: 广播处处长 tells of 广播处, 马会前主席 of 马会.

The finder of names passes over many of them; in front of a post they can be told by how they end. 司 is left out of the
doubled ones: 政务司司长 is an office, there is no body 政务司.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.extract.positions import Held
from graph.extract.reading import Reading
from graph.extract.titles import Titles
from graph.model import Mention, Span

DOUBLED = frozenset("部局处署厅院会")
SHORTEST = 2  # characters of a body's name


def find_bodies(reading: Reading, held: Sequence[Held], titles: Titles, text: str) -> list[Mention]:
    """Return the bodies in the titles of the posts held, in the order of the text; `text` is the article's own."""
    found: dict[Span, Mention] = {}
    for item in held:
        span = _body(reading, item, titles)
        if span is not None and not any(n.span.overlaps(span) for n in reading.names):
            government = reading.text[span.end - 1] in DOUBLED - {"会", "院"}
            kind = "GovernmentBody" if government else "Organization"
            found[span] = Mention(span, span.of(text), kind)
    return [found[s] for s in sorted(found)]


def _body(reading: Reading, item: Held, titles: Titles) -> Span | None:
    raw = item.post.span.of(reading.text)
    head = titles.head(raw)
    prefix = raw.removesuffix(head)
    for mark in sorted(titles.former, key=lambda m: (-len(m), m)):
        prefix = prefix.removesuffix(mark)
    start = 0
    for mark in sorted(titles.former | titles.incumbent, key=lambda m: (-len(m), m)):
        start = len(mark) if prefix.startswith(mark) else start
    doubled = len(head) == 2 and head[1] == "长" and head[0] in DOUBLED and prefix.endswith(head[0])
    owned = head in titles.owned and any(prefix.endswith(e) for e in titles.body_ends)
    if not (doubled or owned) or len(prefix) - start < SHORTEST:
        return None
    return Span(item.post.span.start + start, item.post.span.start + len(prefix))
