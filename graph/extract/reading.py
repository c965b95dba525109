"""One article as the mention finders walk over it: tokens in Simplified script, and which name stands where."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc

from graph.model import Mention, Span

ENDS = frozenset("。！？!?；;\n")
OPEN = frozenset('“「『《〈"‘（(【[')
CLOSE = frozenset('”」』》〉"’）)】]')
NAME_TAGS = frozenset({"PER", "LOC", "ORG", "nr", "ns", "nt"})
PLACES = frozenset({"Country", "City", "Place", "Facility"})


@dataclass(frozen=True, slots=True)
class Word:
    """A token: its span in the article, its text in Simplified script, LAC's tag, and its sentence."""

    span: Span
    text: str
    tag: str
    sentence: int


def _cut(start: int, end: int, borders: Sequence[int]) -> list[tuple[int, int]]:
    """Return the pieces of a token that a name begins or ends in (国务卿布林肯 as one word)."""
    inside = borders[bisect_right(borders, start) : bisect_left(borders, end)]
    return list(pairwise([start, *inside, end]))


class Reading:
    """Tokens (blank ones left out) and the names among them.

    names: name mentions in order; `name_at[w]` is the index of the name that word w belongs to, or -1;
    `first[k]`, `last[k]` are the first and last words of name k.
    """

    def __init__(self, doc: Doc, sentences: Sequence[Span], names: Sequence[Mention]) -> None:
        simplified: str = doc._.simplified or doc.text
        self.text = simplified
        self.sentences = sentences
        self.names = list(names)
        starts = [s.start for s in sentences]
        self.words: list[Word] = []
        borders = sorted({b for n in names for b in (n.span.start, n.span.end)})
        for token in doc:
            for start, end in _cut(token.idx, token.idx + len(token.text), borders):
                text = simplified[start:end]
                if text.strip() or "\n" in text:
                    whole = end - start == len(token.text)
                    tag = token.tag_ if whole or token.tag_ not in NAME_TAGS else "n"
                    line = text if text.strip() else "\n"
                    self.words.append(Word(Span(start, end), line, tag, bisect_right(starts, start) - 1))
        self.at = {w.span.start: i for i, w in enumerate(self.words)}
        self.name_at = [-1] * len(self.words)
        self.first: list[int] = []
        self.last: list[int] = []
        i = 0
        for k, name in enumerate(self.names):
            while i < len(self.words) and self.words[i].span.end <= name.span.start:
                i += 1
            j = i
            while j < len(self.words) and self.words[j].span.start < name.span.end:
                self.name_at[j] = k
                j += 1
            self.first.append(i)
            self.last.append(max(j - 1, i))

    def sentence_of(self, offset: int) -> int:
        """Return the index of the sentence that holds a character, -1 if none does."""
        i = bisect_right([s.start for s in self.sentences], offset) - 1
        return i if i >= 0 and offset < self.sentences[i].end else -1

    def type_at(self, word: int) -> str:
        """Return the type of the name that a word belongs to, "" if it belongs to none."""
        return self.names[self.name_at[word]].type if 0 <= word < len(self.words) and self.name_at[word] >= 0 else ""

    def text_at(self, word: int) -> str:
        """Return a word's text, "" beyond the ends."""
        return self.words[word].text if 0 <= word < len(self.words) else ""

    def tag_at(self, word: int) -> str:
        """Return a word's tag, "" beyond the ends."""
        return self.words[word].tag if 0 <= word < len(self.words) else ""
