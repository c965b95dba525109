"""Names in a text: the model's PER, LOC and ORG, repaired by the gazetteer and by how Chinese names are written.

Every rule gives candidates; the earlier rule wins where two overlap, and within a rule the longer. All works on the
Simplified twin of the text; offsets are the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from graph.annotate.bodies import known, organizations
from graph.annotate.body_runs import whole_bodies
from graph.annotate.businesses import businesses
from graph.annotate.gazetteer import Gazetteer
from graph.annotate.marks import IDEOGRAPHS, MODEL, Name, Text, tails
from graph.annotate.parted import parted
from graph.annotate.persons import again, foreign, frequent, introduced, persons, repeated, separated
from graph.annotate.short_names import find_short
from graph.annotate.tokens import Word
from graph.annotate.transliterated import cut_names
from graph.model import Span

LATIN = re.compile(r"[A-Z][A-Za-zÀ-ž0-9.:'’&-]*(?:\s(?:[A-Z][A-Za-zÀ-ž.'’&-]*|of|the|and|de|van|von|al|bin|for|da))*")
GLOSS = re.compile(rf"\s?[（(]\s?(?:[^（()）]{{0,8}}[:：]\s?)?({LATIN.pattern})\s?(?:[，,][^（()）]{{0,12}})?[)）]")
"""What stands in brackets behind a name: its Latin form, 约翰·克里（John Kerry）."""

SHIP = re.compile(f'[“「『"]([{IDEOGRAPHS}]{{1,7}}号)[”」』"]')
UNQUOTED_SHIP = re.compile(f"(?<=[舰艇船轮母])[{IDEOGRAPHS}]{{2,6}}?(?<![一二三四五六七八九十])号")
VESSEL = re.compile("[舰艇船轮机星]")
"""「黄蜂号」 is the name of a vessel if one is named right before it."""

NOUNS = frozenset(("n", "nz", "nt", "ns", "LOC", "ORG"))
DEFINED = re.compile(
    rf'[（(]\s?(?:以下)?(?:简称|下称|又称)为?[：:\s]*[“「《"]?([{IDEOGRAPHS}A-Za-z0-9]{{2,10}})[”」》"]?\s?[）)]'
)
"""A name and its short form, as the text itself gives it: 人道支援基金（以下简称基金会）."""

LONGEST_DEFINED = 20

BOOK = re.compile(r"《\s?([^《》\n]{2,20}?)\s?》")


def find_names(simplified: str, words: Sequence[Word], gazetteer: Gazetteer) -> list[Name]:
    """Return the names of a text, leftmost first, none overlapping.

    Args:
        simplified: the text in Simplified script.
        words: its words with LAC's tags, in order.
        gazetteer: names known beforehand.
    """
    borders = frozenset(word.span.start for word in words), frozenset(word.span.end for word in words)
    text = Text(simplified, words, gazetteer, *borders)
    found: list[Name] = []
    for rule in RULES:
        found = _with(found, rule(text, found))
    found = _with(found, [*repeated(text, found)])
    return whole_bodies(text, sorted(found, key=lambda name: name.span))


def _with(found: list[Name], new: Iterable[Name]) -> list[Name]:
    """Return the names with those of the new ones that overlap none, longest first."""
    taken = {at for name in found for at in range(name.span.start, name.span.end)}
    kept = list(found)
    for name in sorted(new, key=lambda name: (name.span.start - name.span.end, name.span)):
        place = range(name.span.start, name.span.end)
        if taken.isdisjoint(place):
            taken.update(place)
            kept.append(name)
    return kept


def _books(text: Text, _: Sequence[Name]) -> Iterator[Name]:
    """《华盛顿邮报》: an outlet in title marks, known or told by its ending."""
    for match in BOOK.finditer(text.simplified):
        known = text.gazetteer.names.get(match.group(1))
        if known and known.type == "MediaOutlet":
            yield Name(Span(*match.span(1)), known.type, known.key)
        elif text.gazetteer.class_by_suffix(match.group(1), ("MediaOutlet",)):
            yield Name(Span(*match.span(1)), "MediaOutlet")


def _glosses(text: Text, found: Sequence[Name]) -> Iterator[Name]:
    """约翰·克里（John Kerry）: the Latin name is of the class of the name before the bracket."""
    for name in found:
        closing = name.span.end + (text.simplified[name.span.end : name.span.end + 1] in ("》", "”", "」"))
        match = GLOSS.match(text.simplified, closing)
        if match and name.type not in ("Country", "City", "Place"):
            yield Name(Span(*match.span(1)), name.type, name.key)


def _defined(text: Text, found: Sequence[Name]) -> Iterator[Name]:
    """A short form that the text gives in brackets, wherever it stands, and what it is short for."""
    for match in DEFINED.finditer(text.simplified):
        short = match.group(1)
        full = next((name for name in found if name.span.end == match.start()), None)
        if full is None and (span := _spelt_out(text, short, match.start())):
            full = Name(span, text.gazetteer.class_by_suffix(text.of(span)) or "Organization")
            yield full
        if full is None or full.type in ("Person", "Country") or short in text.gazetteer.names:
            continue
        for place in re.finditer(re.escape(short), text.simplified):
            if place.start() in text.starts or place.end() in text.ends:
                yield Name(Span(*place.span()), full.type, full.key)


def _spelt_out(text: Text, short: str, end: int) -> Span | None:
    """Return the nouns before an offset that hold the characters of a short form in order, from its first one on."""
    for start in range(end - len(short) - 1, max(0, end - LONGEST_DEFINED) - 1, -1):
        stretch = text.simplified[start:end]
        if not stretch[0].isalnum() or any(word.tag in ("w", "u") for word in text.covering(Span(start, end))):
            break
        rest = iter(stretch)
        if start in text.starts and stretch[0] == short[0] and all(sign in rest for sign in short):
            while (before := text.word_before(start)).tag in NOUNS and before.span.start < start:
                start = before.span.start
            return Span(start, end)
    return None


def _latin(text: Text, _: Sequence[Name]) -> Iterator[Name]:
    """John Kerry outside brackets: what the model takes for a name, or a noun says to be one (公司Run:ai)."""
    tags = {word.span.start: word.tag for word in text.words}
    for match in LATIN.finditer(text.simplified):
        told = Counter(tags[at] for at in range(*match.span()) if tags.get(at) in MODEL)
        before = text.simplified[max(0, match.start() - 3) : match.start()].rstrip("“「『《 ")
        cls = next((cls for word, cls in text.gazetteer.announces.items() if before.endswith(word)), "")
        behind = text.simplified.startswith("记者", match.end())
        if cls or behind:
            yield Name(Span(*match.span()), cls or "MediaOutlet")
        elif told and len(match.group()) > 1:
            yield Name(Span(*match.span()), MODEL[told.most_common(1)[0][0]])


def _shorts(text: Text, found: Sequence[Name]) -> Iterator[Name]:
    named = frozenset(name.key for name in found)
    for span, key in find_short(text.simplified, text.words, text.gazetteer, named):
        yield Name(span, text.gazetteer.types[key], key)


def _bare(text: Text, _: Sequence[Name]) -> Iterator[Name]:
    """国务院, 众议院 by themselves."""
    for start in sorted(text.starts):
        surface = next((tail for tail in tails(text, start) if tail in text.gazetteer.bare), "")
        if surface:
            yield Name(Span(start, start + len(surface)), text.gazetteer.bare[surface])


def _vessels(text: Text, _: Sequence[Name]) -> Iterator[Name]:
    """潜艇「圣胡安号」: a named vessel."""
    for match in SHIP.finditer(text.simplified):
        if VESSEL.search(text.simplified[max(0, match.start() - 4) : match.start()]):
            yield Name(Span(*match.span(1)), "Organization")
    for match in UNQUOTED_SHIP.finditer(text.simplified):
        if match.start() in text.starts and match.end() in text.ends:
            yield Name(Span(*match.span()), "Organization")


RULES: Sequence[Callable[[Text, Sequence[Name]], Iterator[Name]]] = (
    _books, _vessels, separated, known, _shorts, foreign, businesses, cut_names, frequent, persons,
    again, parted, organizations, introduced,
    _defined, _glosses, _latin, _bare,
)  # fmt: skip
"""In the order of trust."""
