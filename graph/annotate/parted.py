"""What the model of names took for one name though it holds two, or a name and a common noun.

仁爱礁菲军           a place, and the army of a country named by one character
马杜罗政权           a person, and what he leads
哥伦比亚安第斯航空   a country, and a company with a name of its own
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.annotate.marks import Name, Text
from graph.annotate.tokens import Word
from graph.annotate.transliterated import spells
from graph.model import Span

HELD = ("竞选团队", "政权", "团队", "阵营", "家族", "内阁")
"""What a person leads is no body with a name of its own."""

TROOPS = re.compile("(?<=.[岛礁滩海湾洋省州县市镇])(.)军$")
ARMY = "军"
OWN = ("Company", "MediaOutlet", "ArmedGroup")
"""Classes of bodies that are called without their country: 安第斯航空."""

WHERE = ("Country", "City", "Place")
TAILS = ("武装", "公司", "集团")
"""With one of these a known name is still the same: 胡塞武装."""

HOLDER = 3  # characters of a person's name that is not known, at least
STEM = 2  # characters of a company's own name, at least


def parted(text: Text, _: Sequence[Name]) -> Iterator[Name]:
    """Names inside one word of the model's, and a country's army that it left in two words: 印|军."""
    for word in text.words:
        if word.tag in ("ORG", "LOC") and word.span.end - word.span.start > STEM:
            yield from _troops(text, word) or _held(text, word) or _with_country(text, word)
        elif word.tag in ("PER", "LOC") and text.of(word.span) in text.gazetteer.short:
            after = text.word_at(word.span.end)
            if text.of(after.span) == ARMY:
                yield Name(Span(word.span.start, after.span.end), "ArmedGroup")


def _troops(text: Text, word: Word) -> list[Name]:
    match = TROOPS.search(text.of(word.span))
    if match is None or match.group(1) not in text.gazetteer.short or text.of(word.span) in text.gazetteer.names:
        return []
    border = word.span.start + match.start()
    first = _known_start(text, Span(word.span.start, border))
    start = first[0].span.end if first else word.span.start
    cls = text.gazetteer.class_by_suffix(text.simplified[start:border], WHERE) or "Place"
    return [*first, Name(Span(start, border), cls), Name(Span(border, word.span.end), "ArmedGroup")]


def _known_start(text: Text, span: Span) -> list[Name]:
    """Return the longest known place that a span begins with, as a list of one or none."""
    for end in range(span.end - STEM, span.start + 1, -1):
        known = text.gazetteer.names.get(text.simplified[span.start : end])
        if known and known.type in WHERE:
            return [Name(Span(span.start, end), known.type, known.key)]
    return []


def _held(text: Text, word: Word) -> list[Name]:
    surface = text.of(word.span)
    tail = next((tail for tail in HELD if surface.endswith(tail)), "")
    holder = surface.removesuffix(tail)
    person = holder in text.gazetteer.persons.foreign or (len(holder) >= HOLDER and spells(text, holder))
    if not tail or not person or holder in text.gazetteer.names:
        return []
    return [Name(Span(word.span.start, word.span.start + len(holder)), "Person")]


def _with_country(text: Text, word: Word) -> list[Name]:
    """Return a place and the body with its own name behind it, told by being known or by foreign spelling."""
    if text.of(word.span) in text.gazetteer.names:
        return []
    first = _known_start(text, word.span)
    if not first:
        return []
    rest = Span(first[0].span.end, word.span.end)
    surface = text.of(rest)
    shorter = next((surface.removesuffix(tail) for tail in TAILS if surface.endswith(tail)), surface)
    known = text.gazetteer.names.get(surface) or text.gazetteer.names.get(shorter)
    if known and known.type in OWN:
        return [*first, Name(rest, known.type, known.key)]
    cls = text.gazetteer.class_by_suffix(surface, OWN)
    stem = next((surface[:at] for at in range(1, len(surface)) if text.gazetteer.ending_class(surface[at:])), "")
    return [*first, Name(rest, cls)] if cls and len(stem) >= STEM and spells(text, stem) else []
