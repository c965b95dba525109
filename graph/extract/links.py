"""Links between the events of one article: in response to, for the purpose of, because of.

In: the drafts of an article. Out: `EventLink`s. The words that link stand in the ontology (`ng:inResponseTo ng:pattern
"以抗议{event}"`): the event after them is the second, the main event of the clause before them the first.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.extract.drafts import Draft
from graph.extract.lexicon import Lexicon
from graph.model import EventLink


def find_links(drafts: Sequence[Draft], text: str, simplified: str, lexicon: Lexicon) -> tuple[EventLink, ...]:
    """Return the links, in the order of the text; indexes point into `drafts`."""
    out: list[EventLink] = []
    for i, d in enumerate(drafts):
        sentence = [j for j, o in enumerate(drafts) if o.sentence == d.sentence]
        begin = min(drafts[j].syntax.parse.words[0].span.start for j in sentence)
        end = d.syntax.parse.words[-1].span.end
        for words, closing, relation in lexicon.links:
            at = simplified.rfind(words, begin, d.candidate.span.start)
            if at < 0 or not words or closing not in simplified[d.candidate.span.end : end]:
                continue
            between = [
                j for j in sentence if at + len(words) <= drafts[j].candidate.span.start < d.candidate.span.start
            ]
            before = [j for j in sentence if drafts[j].candidate.span.end <= at and drafts[j].governor is None]
            if between or "。" in simplified[at : d.candidate.span.start]:
                continue
            main = next((j for j in reversed(before) if not drafts[j].candidate.nominal), None)
            if main is None:
                main = before[-1] if before else _main_after(i, sentence, drafts)
            if main is not None:
                out.append(EventLink(main, relation, i))
                break
    return tuple(out)


def _main_after(i: int, sentence: Sequence[int], drafts: Sequence[Draft]) -> int | None:
    """Return the first event of the clauses after event i: 为回应制裁，中国驱逐了外交官."""
    syntax = drafts[i].syntax
    end = syntax.segment[syntax.parse.at[drafts[i].candidate.last]][1]
    later = (j for j in sentence if syntax.parse.at[drafts[j].candidate.first] > end)
    return next((j for j in later if not drafts[j].candidate.nominal), None)
