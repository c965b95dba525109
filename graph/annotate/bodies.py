"""Names of places and bodies: those of the gazetteer, and the model's, whole and with the class that they show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.annotate.gazetteer import find_known
from graph.annotate.marks import MODEL, Name, Text, tails
from graph.annotate.parted import HELD
from graph.annotate.persons import FULL, after_title, breaks, is_person
from graph.annotate.tokens import Word
from graph.model import Span

PROPER = frozenset(("PER", "LOC", "ORG", "nr", "ns", "nt", "nz", "nw"))
PLACES = frozenset(("Country", "City", "Place", "Facility"))
SAME = ("公司", "集团", "俱乐部")
"""With one of these a company's name is still the company's: 波音公司."""

GATHERINGS = ("峰会", "大会", "会议", "会谈", "年会", "晚会")
PART_ENDS = frozenset("会部系局处院所团队社署组办")
"""港大校委会 is a body of its own, 港大新春 is not."""

FORMER = frozenset("前原")
DIRECTION = re.compile("[东南西北中沿附境领海近]")
"""What is left of 本州北部地区 behind 本州 is no name."""

ABBREVIATED = frozenset("众参驻前总副首")
"""What is left of a country's name where the model cut a title in two: 美国众|议长."""


def known(text: Text, found: Sequence[Name]) -> Iterator[Name]:
    """Names of the gazetteer, where words do not cut through them; a longer name of the model takes them in."""
    for start, end, known in find_known(text.gazetteer, text.simplified):
        span = Span(start, end)
        covering = text.covering(span)
        if any(word.span.covers(span) and word.span != span and _is_longer(text, word, span) for word in covering):
            continue
        if known.type in PLACES and text.simplified[end : end + 1] == "号":  # 圣胡安号 is a vessel
            continue
        if known.type in PLACES and text.of(span) in text.gazetteer.persons.foreign and _is_titled(text, span):
            yield Name(span, "Person")  # 防长奥斯汀 is not the city
        elif _fits(text, span, covering, known.type):
            yield _extended(text, Name(span, known.type, known.key))


def _is_longer(text: Text, word: Word, span: Span) -> bool:
    """Tell whether a word is a name of its own that only holds a known one: 北京大学, 麦加拉, 奥巴马.

    菲律宾巴拉望岛, 北京人民大会堂 and 孟加拉政府 are not: there the rest is a name, or a word, by itself.
    """
    names, joins = text.gazetteer.names, text.gazetteer.joins
    before, after = text.simplified[word.span.start : span.start], text.simplified[span.end : word.span.end]
    if word.tag == "ORG":
        body = names[text.of(span)].type not in PLACES
        if body and (after in SAME or (len(after) > 1 and after[-1] in PART_ENDS)):
            return after not in SAME and after not in text.gazetteer.titles and not after.endswith(GATHERINGS)
        alone = after in joins or (after in text.gazetteer.generic and names[text.of(span)].type == "Country")
        return bool(text.gazetteer.class_by_suffix(text.of(word.span))) and not alone
    if word.tag == "LOC":
        big = names[text.of(span)].type in ("Country", "City")
        first = not before or before in names
        says = first and big and after in text.gazetteer.persons.goes_on  # 布鲁塞尔|会
        apart = says or after in names or after in joins or after in ABBREVIATED or DIRECTION.match(after) is not None
        return not (first and (not after or apart or (big and len(after) > 2)))
    if word.tag not in ("PER", "nr"):
        return False
    cut = not before and len(after) == 1 and after not in text.gazetteer.persons.spelling
    if cut and names[text.of(span)].type in PLACES and span.end - span.start >= FULL:
        return False  # 德黑兰|密
    return bool(before or after not in joins)


def _fits(text: Text, span: Span, covering: Sequence[Word], cls: str) -> bool:
    whole = span.start in text.starts and span.end in text.ends
    if span.start not in text.starts and len(covering) > 1 and span.end - span.start == 2:  # 习马|会 is no 马会
        return False
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
    same = next((word for word in SAME if text.simplified.startswith(word, end)), "")
    if same and name.type not in PLACES and end + len(same) in text.ends:
        return Name(Span(name.span.start, end + len(same)), name.type, name.key)
    committee = text.simplified[end : end + 1] == "委" and text.simplified[end - 1] in "省市县区州镇"
    if committee and text.simplified[end + 1 : end + 2] not in "员会托任派":  # 辽宁省委 is the party's committee there
        return Name(Span(name.span.start, end + 1), "PoliticalParty")
    if name.type not in ("Country", "Place", "City") or text.simplified[end - 1].isascii():
        return name
    after = next(iter(text.covering(Span(end, end + 1))), Word(Span(end, end), "w"))
    if after.span.start > end:
        return name
    tail = next((tail for tail in tails(text, end) if tail in text.gazetteer.joins), "")
    cls = text.gazetteer.joins.get(tail, "")
    inside = end + len(tail) < after.span.end
    if tail and inside and after.tag not in ("ORG", "LOC"):
        return name
    if after.tag == "ORG" and after.span.start == end and not inside and len(tail) < after.span.end - end:
        tail = text.of(after.span)
        cls = text.gazetteer.class_by_suffix(tail)
        if tail in text.gazetteer.names or tail in text.gazetteer.generic:
            return name
    if not cls:
        return name
    if cls == "Country":
        return Name(Span(name.span.start, end + len(tail)), *_government(name))
    return Name(Span(name.span.start, end + len(tail)), cls)


def _government(name: Name) -> tuple[str, str]:
    return ("Country", name.key) if name.type == "Country" else ("GovernmentBody", "")


def organizations(text: Text, found: Sequence[Name]) -> Iterator[Name]:
    """The model's organisations and places, their class told by the ending; behind a known place, what is left."""
    ends = frozenset(name.span.end for name in found)
    for word in text.words:
        if MODEL.get(word.tag, "Person") == "Person":
            continue
        start = max((at for at in range(*_inside(word.span)) if at in ends), default=word.span.start)
        rest = Word(_bounded(text, Span(start, word.span.end), start == word.span.start), word.tag)
        surface = text.of(rest.span)
        if len(surface) < 2 or not surface[-1].isalnum() or surface.isascii() or surface in text.gazetteer.titles:
            continue
        if (body := text.gazetteer.names.get(surface)) and start < rest.span.start:  # 恳望|安理会
            yield Name(rest.span, body.type, body.key)
            continue
        if surface.endswith("政府") or (
            start > word.span.start
            and (DIRECTION.match(surface) or surface in {*HELD, *text.gazetteer.persons.goes_on})
        ):
            continue
        behind = after_title(text, rest.span.start, rest.span.end)
        if (
            behind > rest.span.start
            and not text.gazetteer.class_by_suffix(surface)
            and len(surface) - 4 <= (behind - rest.span.start) < len(surface) - 1
        ):
            yield Name(Span(behind, rest.span.end), "Person")
        elif _is_left_over(text, found, start) and not text.gazetteer.class_by_suffix(surface):
            if len(surface) == FULL and text.gazetteer.persons.is_chinese(surface):  # 新民党|叶国谦
                yield Name(rest.span, "Person")
        elif not text.gazetteer.is_common(surface):
            yield _typed(text, rest)


def _is_left_over(text: Text, found: Sequence[Name], start: int) -> bool:
    """Tell whether a known body ends in the middle of a word right here: 新春 of 港大新春 is no name."""
    return start not in text.starts and any(n.span.end == start and n.key and n.type not in PLACES for n in found)


def _bounded(text: Text, span: Span, whole: bool) -> Span:
    """Return a name without the verb or the former mark before it and without the verb that it runs into."""
    start, end = span.start, span.end
    while verb := next((verb for verb in text.gazetteer.not_start if text.simplified.startswith(verb, start)), ""):
        if start + len(verb) > end - 2:
            break
        start += len(verb)
    if whole and start == span.start and text.simplified[start] in FORMER:
        start += 1
    told = bool(text.gazetteer.class_by_suffix(text.simplified[start:end]))
    sizes = range(2, end - start if not told else 0)
    return Span(start, next((start + size for size in sizes if breaks(text, Span(start, start + size))), end))


def _inside(span: Span) -> tuple[int, int]:
    return span.start + 1, span.end


def _is_titled(text: Text, span: Span) -> bool:
    person = any(MODEL.get(word.tag) == "Person" for word in text.covering(span))
    return bool(text.title_before(span.start)) and (person or text.word_before(span.start).tag == "n")


def _typed(text: Text, word: Word) -> Name:
    places = ("City", "Place", "Facility", "Organization", "GovernmentBody", "ArmedGroup", "Company", "MediaOutlet")
    surface, span = text.of(word.span), word.span
    if surface in text.gazetteer.persons.foreign:
        return Name(span, "Person")
    cls = text.gazetteer.class_by_suffix(surface, places if word.tag == "LOC" else ())
    if not cls and word.tag == "ORG" and (shorter := text.gazetteer.class_by_suffix(surface[:-1])):
        return Name(Span(span.start, span.end - 1), shorter)
    if word.tag == "ORG" and cls in ("Place", "City"):
        cls = "Organization"
    if word.tag == "ORG" and not cls and len(surface) > FULL and surface[-2:] in text.gazetteer.business:
        cls = "Company"
    words = text.gazetteer.persons
    married = words.is_married(surface) and not text.gazetteer.class_by_suffix(surface)
    if word.tag == "ORG" and married and _is_titled(text, span):  # 委员方黄吉雯
        cls = "Person"
    if word.tag == "LOC" and not cls and _is_titled(text, span) and is_person(text, surface):
        cls = "Person"
    return Name(span, cls or MODEL[word.tag])
