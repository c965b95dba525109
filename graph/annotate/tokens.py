"""A Doc's tokens: words of a text with tags, universal parts of speech and sentence starts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc
from spacy.vocab import Vocab

from graph import attributes
from graph.model import Span

UNIVERSAL = {
    "n": "NOUN", "nr": "PROPN", "ns": "PROPN", "nt": "PROPN", "nw": "PROPN", "nz": "PROPN",
    "PER": "PROPN", "LOC": "PROPN", "ORG": "PROPN", "TIME": "NOUN", "t": "NOUN", "s": "NOUN", "f": "ADP",
    "v": "VERB", "vd": "ADV", "vn": "NOUN", "a": "ADJ", "ad": "ADV", "an": "NOUN", "d": "ADV",
    "m": "NUM", "q": "NOUN", "r": "PRON", "p": "ADP", "c": "CCONJ", "u": "PART", "xc": "PART", "w": "PUNCT",
}  # fmt: skip
"""LAC's tag -> universal part of speech; a tag that is not here gives X."""

PIECES = re.compile(r"\S+|[^\S ]+| +")


@dataclass(frozen=True, slots=True, order=True)
class Word:
    """A word at its place in the text."""

    span: Span
    tag: str


def place(words: Iterable[tuple[str, str]], start: int) -> list[Word]:
    """Return (word, tag) pairs that follow each other as words of the text, the first one at `start`.

    No word holds white space: LAC's "John Kerry" becomes two.
    """
    placed: list[Word] = []
    for word, tag in words:
        for piece in PIECES.finditer(word):
            span = Span(start + piece.start(), start + piece.end())
            placed.append(Word(span, tag if not piece.group().isspace() else "w"))
        start += len(word)
    return placed


def fill(text: str, words: Iterable[Word]) -> list[Word]:
    """Return the words with what stands between them (white space) as words of its own, so that all is covered."""
    whole: list[Word] = []
    at = 0
    for word in words:
        if word.span.start > at:
            whole.extend(place([(text[at : word.span.start], "w")], at))
        whole.append(word)
        at = word.span.end
    return whole + (place([(text[at:], "w")], at) if at < len(text) else [])


def make_doc(vocab: Vocab, text: str, words: Sequence[Word], sentences: Sequence[Span] = ()) -> Doc:
    """Return a Doc whose text is `text`, from words that cover it.

    A single blank behind a word becomes the word's `whitespace_`; other white space is a token of its own.
    """
    attributes.register()
    kept: list[Word] = []
    blanks: list[bool] = []
    for word in words:
        if kept and word.span.of(text) == " " and not blanks[-1] and not kept[-1].span.of(text).isspace():
            blanks[-1] = True
        else:
            kept.append(word)
            blanks.append(False)
    starts = {_first_word(kept, span.start) for span in sentences}
    return Doc(
        vocab,
        words=[word.span.of(text) for word in kept],
        spaces=blanks,
        tags=[word.tag for word in kept],
        pos=["SPACE" if word.span.of(text).isspace() else UNIVERSAL.get(word.tag, "X") for word in kept],
        sent_starts=[i == 0 or i in starts for i in range(len(kept))],
    )


def _first_word(words: Sequence[Word], start: int) -> int:
    from bisect import bisect_right

    return bisect_right(words, start, key=lambda word: word.span.start) - 1
