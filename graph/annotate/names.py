"""Names in a text: the model's PER, LOC and ORG, repaired by the gazetteer and by how Chinese names are written.

Every rule gives candidates; the earlier rule wins where two overlap, and within a rule the longer. All works on the
Simplified twin of the text; offsets are the same.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.annotate.gazetteer import Gazetteer, find_known
from graph.annotate.short_names import find_short
from graph.annotate.tokens import Word
from graph.model import Span

MODEL = {"PER": "Person", "nr": "Person", "LOC": "Place", "ORG": "Organization"}
PROPER = frozenset(("PER", "LOC", "ORG", "nr", "ns", "nt", "nz", "nw"))
FORMS_OF_ADDRESS = ("先生", "女士", "小姐", "夫人", "同志", "太太", "爵士")

IDEOGRAPHS = "\u3400-\u9fff"
SEPARATED = re.compile(f"[{IDEOGRAPHS}]{{1,8}}(?:\\s?[·‧•・‒–—﹒\\-]\\s?[{IDEOGRAPHS}]{{1,8}}){{1,4}}")
"""约翰·克里, 让-皮埃尔·拉法兰: parts joined by any sign that is printed between them."""

DOTTED = re.compile(r"[·‧•・]")
LATIN = re.compile(r"[A-Z][A-Za-zÀ-ž.'’&-]*(?:\s(?:[A-Z][A-Za-zÀ-ž.'’&-]*|of|the|and|de|van|von|al|bin|for|da))*")
GLOSS = re.compile(rf"\s?[（(]\s?(?:[^（()）]{{0,8}}[:：]\s?)?({LATIN.pattern})\s?(?:[，,][^（()）]{{0,12}})?[)）]")
"""What stands in brackets behind a name: its Latin form, 约翰·克里（John Kerry）."""

FORMER = frozenset("前原")
DIRECTION = re.compile("[东南西北中沿附境领海近]")
"""What is left of 本州北部地区 behind 本州 is no name."""

ABBREVIATED = frozenset("众参驻前总副首")
"""What is left of a country's name where the model cut a title in two: 美国众|议长."""

SHIP = re.compile(f'[“「『"]([{IDEOGRAPHS}]{{1,7}}号)[”」』"]')
VESSEL = re.compile("[舰艇船轮机星]")
"""「黄蜂号」 is the name of a vessel if one is named right before it."""

BOOK = re.compile(r"《\s?([^《》\n]{2,20}?)\s?》")


@dataclass(frozen=True, slots=True)
class Name:
    """A name at its place: entity class, and the gazetteer's id or ""."""

    span: Span
    type: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """What the rules look at: Simplified text, its words, and the places where a word starts or ends."""

    simplified: str
    words: Sequence[Word]
    gazetteer: Gazetteer
    starts: frozenset[int]
    ends: frozenset[int]

    def of(self, span: Span) -> str:
        """Return the characters of a span."""
        return span.of(self.simplified)

    def covering(self, span: Span) -> Sequence[Word]:
        """Return the words that share a character with a span."""
        first = bisect_right(self.words, span.start, key=lambda word: word.span.end)
        return self.words[first : bisect_left(self.words, span.end, key=lambda word: word.span.start)]


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
    again = [*_repeated(text, found)]
    return sorted(_with(found, again), key=lambda name: name.span)


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


# ------------------------------------------------------------------------------------------------------ the rules


def _books(text: Text, _: Sequence[Name]) -> Iterator[Name]:
    """《华盛顿邮报》: an outlet in title marks, known or told by its ending."""
    for match in BOOK.finditer(text.simplified):
        known = text.gazetteer.names.get(match.group(1))
        if known and known.type == "MediaOutlet":
            yield Name(Span(*match.span(1)), known.type, known.key)
        elif text.gazetteer.class_by_suffix(match.group(1), ("MediaOutlet",)):
            yield Name(Span(*match.span(1)), "MediaOutlet")


def _separated(text: Text, _: Sequence[Name]) -> Iterator[Name]:
    """约翰-克里: one name, though the model cuts it; its ends are ends of words."""
    for match in SEPARATED.finditer(text.simplified):
        dotted = DOTTED.search(match.group()) is not None
        start = _left_end(text, match)
        end = _right_end(text, match)
        parts = re.split(r"\s?[·‧•・‒–—﹒\-]\s?", text.simplified[start:end])
        known = [part for part in parts if part in text.gazetteer.names or part in text.gazetteer.short]
        tags = {word.tag for word in text.covering(Span(start, end))}
        if len(parts) > 1 and all(parts) and not known and (dotted or "PER" in tags):
            yield Name(Span(start, end), "Person")


def _left_end(text: Text, match: re.Match[str]) -> int:
    first = next(at for at in range(*match.span()) if not _ideograph(text.simplified[at]))
    for at in range(first - 1, match.start() - 1, -1):
        if at in text.starts:
            return _after_title(text, at, first)
    return match.start()


def _right_end(text: Text, match: re.Match[str]) -> int:
    last = next(at for at in range(match.end() - 1, match.start(), -1) if not _ideograph(text.simplified[at]))
    for at in range(last + 2, match.end() + 1):
        if at in text.ends:
            return _before_title(text, last + 1, at)
    return match.end()


def _known(text: Text, found: Sequence[Name]) -> Iterator[Name]:
    """Names of the gazetteer, where words do not cut through them; a longer name of the model takes them in."""
    for start, end, known in find_known(text.gazetteer, text.simplified):
        span = Span(start, end)
        covering = text.covering(span)
        if any(word.span.covers(span) and word.span != span and _is_longer(text, word, span) for word in covering):
            continue
        if _fits(text, span, covering, known.type):
            yield _extended(text, Name(span, known.type, known.key))


def _is_longer(text: Text, word: Word, span: Span) -> bool:
    """Tell whether a word is a name of its own that only holds a known one: 北京大学, 麦加拉, 奥巴马.

    菲律宾巴拉望岛, 北京人民大会堂 and 孟加拉政府 are not: there the rest is a name, or a word, by itself.
    """
    names, joins = text.gazetteer.names, text.gazetteer.joins
    before, after = text.simplified[word.span.start : span.start], text.simplified[span.end : word.span.end]
    if word.tag == "ORG":
        return bool(text.gazetteer.class_by_suffix(text.of(word.span))) and after not in joins
    if word.tag == "LOC":
        big = names[text.of(span)].type in ("Country", "City")
        first = not before or before in names
        apart = after in names or after in joins or after in ABBREVIATED or DIRECTION.match(after) is not None
        return not (first and (not after or apart or (big and len(after) > 2)))
    return word.tag in ("PER", "nr") and bool(before or after not in joins)


def _fits(text: Text, span: Span, covering: Sequence[Word], cls: str) -> bool:
    whole = span.start in text.starts and span.end in text.ends
    if any(word.tag == "v" and word.span.covers(span) for word in covering) and cls not in ("Country", "City"):
        return False
    proper = any(word.tag in PROPER for word in covering)
    length = span.end - span.start
    if whole:
        return proper or length > 2 or cls not in ("Company", "Place", "Facility")
    one_end = span.start in text.starts or span.end in text.ends
    return one_end and (
        proper or length > 3 or (length > 1 and cls == "Country" and all(w.tag != "v" for w in covering))
    )


def _extended(text: Text, name: Name) -> Name:
    """Return the name with the body behind it: 德国 + 外交部 are one name, and 中国政府 is the country."""
    end = name.span.end
    if name.type not in ("Country", "Place", "City") or text.simplified[end - 1].isascii():
        return name
    after = next(iter(text.covering(Span(end, end + 1))), Word(Span(end, end), "w"))
    if after.span.start > end:
        return name
    tail = next((tail for tail in _tails(text, end) if tail in text.gazetteer.joins), "")
    cls = text.gazetteer.joins.get(tail, "")
    inside = end + len(tail) < after.span.end
    if tail and inside and after.tag not in ("ORG", "LOC"):
        return name
    if after.tag == "ORG" and after.span.start == end and not inside and len(tail) < after.span.end - end:
        tail = text.of(after.span)
        cls = text.gazetteer.class_by_suffix(tail)
        if tail in text.gazetteer.names:
            return name
    if not cls:
        return name
    if cls == "Country":
        return Name(Span(name.span.start, end + len(tail)), *_government(name))
    return Name(Span(name.span.start, end + len(tail)), cls)


def _government(name: Name) -> tuple[str, str]:
    return ("Country", name.key) if name.type == "Country" else ("GovernmentBody", "")


def _tails(text: Text, start: int) -> Iterator[str]:
    return (text.simplified[start : start + length] for length in range(6, 1, -1))


def _persons(text: Text, _: Sequence[Name]) -> Iterator[Name]:
    """The model's persons, titles and forms of address cut off."""
    for word in text.words:
        if MODEL.get(word.tag) != "Person":
            continue
        start = _after_title(text, word.span.start, word.span.end)
        end = _before_title(text, start, word.span.end)
        while end > start and not text.simplified[end - 1].isalnum():
            end -= 1
        if _is_person(text, text.simplified[start:end]):
            yield Name(Span(start, end), "Person")


def _organizations(text: Text, found: Sequence[Name]) -> Iterator[Name]:
    """The model's organisations and places, their class told by the ending; behind a known place, what is left."""
    ends = frozenset(name.span.end for name in found)
    for word in text.words:
        if MODEL.get(word.tag, "Person") == "Person":
            continue
        start = max((at for at in range(*_inside(word.span)) if at in ends), default=word.span.start)
        if start == word.span.start and text.simplified[start] in FORMER:
            start += 1
        rest = Word(Span(start, word.span.end), word.tag)
        surface = text.of(rest.span)
        if len(surface) < 2 or not surface[-1].isalnum() or surface.isascii() or surface in text.gazetteer.titles:
            continue
        if surface.endswith("政府") or (rest != word and DIRECTION.match(surface)):
            continue
        behind = _after_title(text, start, word.span.end)
        if behind > start and not text.gazetteer.class_by_suffix(surface) and word.span.end - behind in (2, 3, 4):
            yield Name(Span(behind, word.span.end), "Person")
        elif not text.gazetteer.is_common(surface):
            yield _typed(text, rest)


def _inside(span: Span) -> tuple[int, int]:
    return span.start + 1, span.end


def _typed(text: Text, word: Word) -> Name:
    places = ("City", "Place", "Facility", "Organization", "GovernmentBody", "ArmedGroup", "Company", "MediaOutlet")
    surface, span = text.of(word.span), word.span
    cls = text.gazetteer.class_by_suffix(surface, places if word.tag == "LOC" else ())
    if not cls and word.tag == "ORG" and (shorter := text.gazetteer.class_by_suffix(surface[:-1])):
        return Name(Span(span.start, span.end - 1), shorter)
    if word.tag == "ORG" and cls in ("Place", "City"):
        cls = "Organization"
    return Name(span, cls or MODEL[word.tag])


def _is_person(text: Text, surface: str) -> bool:
    return len(surface) > 1 and surface[0].isalpha() and not surface.isascii() and surface not in text.gazetteer.titles


def _after_title(text: Text, start: int, end: int) -> int:
    """Return where a name starts behind a title that the model took in: 国务卿布林肯."""
    for at in range(end - 2, start, -1):
        if any(text.simplified[max(0, before) : at] in text.gazetteer.titles for before in range(start - 3, start + 1)):
            return at
    return start


def _before_title(text: Text, start: int, end: int) -> int:
    """Return where a name ends before a title that the model took in: 林郑月娥特首, 克里先生."""
    for at in range(start + 2, end):
        tail = text.simplified[at:end]
        if tail in FORMS_OF_ADDRESS or (len(tail) > 1 and tail in text.gazetteer.titles):
            return at
    return end


def _glosses(text: Text, found: Sequence[Name]) -> Iterator[Name]:
    """约翰·克里（John Kerry）: the Latin name is of the class of the name before the bracket."""
    for name in found:
        closing = name.span.end + (text.simplified[name.span.end : name.span.end + 1] in ("》", "”", "」"))
        match = GLOSS.match(text.simplified, closing)
        if match and name.type not in ("Country", "City", "Place"):
            yield Name(Span(*match.span(1)), name.type, name.key)


def _latin(text: Text, _: Sequence[Name]) -> Iterator[Name]:
    """John Kerry outside brackets: words that the model takes for a name, joined over blanks."""
    tags = {word.span.start: word.tag for word in text.words}
    for match in LATIN.finditer(text.simplified):
        told = Counter(tags[at] for at in range(*match.span()) if tags.get(at) in MODEL)
        if told and len(match.group()) > 1:
            yield Name(Span(*match.span()), MODEL[told.most_common(1)[0][0]])


def _shorts(text: Text, found: Sequence[Name]) -> Iterator[Name]:
    named = frozenset(name.key for name in found)
    for span, key in find_short(text.simplified, text.words, text.gazetteer, named):
        yield Name(span, text.gazetteer.types[key], key)


def _bare(text: Text, _: Sequence[Name]) -> Iterator[Name]:
    """国务院, 众议院 by themselves."""
    for start in sorted(text.starts):
        surface = next((tail for tail in _tails(text, start) if tail in text.gazetteer.bare), "")
        if surface:
            yield Name(Span(start, start + len(surface)), text.gazetteer.bare[surface])


def _vessels(text: Text, _: Sequence[Name]) -> Iterator[Name]:
    """潜艇「圣胡安号」: a named vessel."""
    for match in SHIP.finditer(text.simplified):
        if VESSEL.search(text.simplified[max(0, match.start() - 4) : match.start()]):
            yield Name(Span(*match.span(1)), "Organization")


def _frequent(text: Text, _: Sequence[Name]) -> Iterator[Name]:
    """A person of three characters or more is found wherever the characters stand, if no part is told more often."""
    told = Counter(text.of(word.span) for word in text.words if MODEL.get(word.tag) == "Person")
    for surface, count in sorted(told.items()):
        if len(surface) < 3 or not _is_person(text, surface) or surface in text.gazetteer.names:
            continue
        if not any(part != surface and part in surface and told[part] > count for part in told):
            for match in re.finditer(re.escape(surface), text.simplified):
                start = _after_title(text, *match.span())
                end = _before_title(text, start, match.end())
                yield Name(Span(start, end), "Person")


def _again(text: Text, found: Sequence[Name]) -> Iterator[Name]:
    """A person stays one where the model saw a place or a body in the same word (克里)."""
    return (name for name in _repeated(text, found) if name.type == "Person")


RULES: Sequence[Callable[[Text, Sequence[Name]], Iterator[Name]]] = (
    _books, _vessels, _separated, _known, _shorts, _frequent, _persons, _again, _organizations, _glosses, _latin, _bare,
)  # fmt: skip
"""In the order of trust."""


def _repeated(text: Text, found: Sequence[Name]) -> Iterator[Name]:
    """A name told once is a name wherever it stands as a word; so is the last part of a full foreign name."""
    told: dict[str, Name] = {}
    for name in found:
        surface = text.of(name.span)
        told.setdefault(surface, name)
        if name.type == "Person" and len(parts := re.split(r"\s?[·‧•・‒–—﹒\-]\s?", surface)) > 1:
            told.setdefault(parts[-1], name)
    lengths = sorted({len(surface) for surface in told if len(surface) > 1}, reverse=True)
    for start in sorted(text.starts):
        for length in lengths:
            name = told.get(text.simplified[start : start + length])  # type: ignore[assignment]
            if name is not None and (start + length in text.ends or length > 2):
                yield Name(Span(start, start + length), name.type, name.key)
                break


def _ideograph(sign: str) -> bool:
    return "\u3400" <= sign <= "\u9fff"
