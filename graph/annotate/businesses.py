"""Companies and places whose names the model of names cut before a common noun: 坤泰|建筑, 麦克莱伦|机场."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.annotate.marks import MODEL, Name, Text, is_ideograph
from graph.annotate.persons import FULL
from graph.annotate.tokens import Word
from graph.annotate.transliterated import post_before, spells
from graph.model import Span

STEMS = frozenset(("PER", "ORG", "nz", "nw", "LOC"))
NOUNS = frozenset(("n", "v", "vn", "nz", "a"))
TRADER = "商"
PLAIN = frozenset(("公司", "集团", "银行", "工程"))
"""With one of these a common noun is no name: 船东公司."""

STEM = (2, 5)  # characters of what the noun is joined to
CALLED = ("Facility", "ArmedGroup")
OPENING, CLOSING = frozenset('“「『"'), frozenset('”」』"')


def businesses(text: Text, found: Sequence[Name]) -> Iterator[Name]:
    """A word that is no known name and the line of business behind it; places and bands of fighters likewise."""
    for word in text.words:
        after = text.word_at(word.span.end)
        if word.tag not in STEMS or after.tag not in NOUNS:
            continue
        traded = text.simplified[word.span.start] == TRADER and text.word_before(word.span.start).tag == "n"
        word = Word(Span(word.span.start + traded, word.span.end), word.tag)  # 设备|商华岳|技术
        span = Span(word.span.start, after.span.end)
        if any(name.span.overlaps(span) for name in found):
            continue
        if cls := _class(text, word, text.of(after.span), span):
            yield Name(span, cls)


def _class(text: Text, word: Word, noun: str, whole: Span) -> str:
    """Return the class of what a word and the noun behind it name, "" if they are no name."""
    stem, words = text.of(word.span), text.gazetteer.persons
    if not STEM[0] <= len(stem) <= STEM[1] or not all(map(is_ideograph, stem)):
        return ""
    if stem in text.gazetteer.titles or text.gazetteer.is_common(stem) or post_before(text, word.span.start):
        return ""
    quoted = (
        text.simplified[whole.start - 1 : whole.start] in OPENING
        and text.simplified[whole.end : whole.end + 1] in CLOSING
    )
    person = stem in words.foreign or (MODEL.get(word.tag) == "Person" and len(stem) == FULL and words.is_chinese(stem))
    if noun in text.gazetteer.business:
        common = (noun in PLAIN or word.tag in ("LOC", "nz", "nw")) and not spells(text, stem)
        return "Company" if quoted or not (person or common) else ""
    cls = text.gazetteer.class_of_ending(noun)
    if MODEL.get(word.tag) != "Person" or cls not in CALLED or (cls != "Facility" and person):
        return ""
    return cls
