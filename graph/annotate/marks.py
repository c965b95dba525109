"""What the rules for names look at, and what they give."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.annotate.gazetteer import Gazetteer
from graph.annotate.tokens import Word
from graph.model import Span

MODEL = {"PER": "Person", "nr": "Person", "LOC": "Place", "ORG": "Organization"}
"""Tag of the model of names -> class."""

IDEOGRAPHS = "\u3400-\u9fff"


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

    def word_at(self, start: int) -> Word:
        """Return the word that starts at an offset, an empty sign if none does."""
        found = next(iter(self.covering(Span(start, start + 1))), None)
        return found if found is not None and found.span.start == start else Word(Span(start, start), "w")

    def word_before(self, end: int) -> Word:
        """Return the word that ends at an offset, an empty sign if none does."""
        found = next(iter(self.covering(Span(end - 1, end))), None) if end else None
        return found if found is not None and found.span.end == end else Word(Span(end, end), "w")

    def title_before(self, end: int) -> str:
        """Return the post that ends right before an offset, "" if none does: 外长 in 外长王毅."""
        texts = (self.simplified[max(0, end - size) : end] for size in range(6, 1, -1))
        return next((text for text in texts if text in self.gazetteer.titles), "")


def tails(text: Text, start: int) -> Iterator[str]:
    """Yield the stretches of six to two characters that start at an offset, the longest first."""
    return (text.simplified[start : start + length] for length in range(6, 1, -1))


def is_ideograph(sign: str) -> bool:
    """Tell whether a character is Chinese."""
    return "\u3400" <= sign <= "\u9fff"
