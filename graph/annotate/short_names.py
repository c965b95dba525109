"""One-character names of countries: 中美, 访华, 中方, 菲总统. A character is one only where its neighbours say so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from graph.annotate.gazetteer import Gazetteer
from graph.annotate.tokens import Word
from graph.model import Span

COUNTED = re.compile("[两三四五](?=国|方)")
NUMBERS = {"两": 2, "三": 3, "四": 4, "五": 5}
COMPASS = re.compile("[东南西北中]$")
"""南亚裔 is of no country whose short name is 亚."""

VERBLIKE = frozenset(("v", "vn", "n", "nz", "p", "d", "vd"))
NAMELIKE = frozenset(("LOC", "ORG", "PER", "nz", "n", "ns", "nt", "j", "nr"))


def find_short(
    text: str, words: Sequence[Word], gazetteer: Gazetteer, named: frozenset[str]
) -> Iterator[tuple[Span, str]]:
    """Yield the one-character names of a text with the id each stands for.

    Args:
        text: in Simplified script.
        words: its words, in order.
        gazetteer: the names.
        named: ids that the article names in full.
    """
    for span, keys in _counted(text, gazetteer, named):
        yield from ((Span(at, at + 1), key) for at, key in zip(range(span.start, span.end), keys, strict=True))
    previous = Word(Span(0, 0), "w")
    for word, after in pairwise([*words, Word(Span(len(text), len(text)), "w")]):
        for at in _places(text, previous, word, after, gazetteer, named):
            if key := gazetteer.country(text[at], named):
                yield Span(at, at + 1), key
        previous = word


def _counted(text: str, gazetteer: Gazetteer, named: frozenset[str]) -> Iterator[tuple[Span, list[str]]]:
    """Yield the runs of short names that are counted right behind, with what each stands for: 美日菲三国, 俄土两国."""
    for match in COUNTED.finditer(text):
        number = NUMBERS[match.group()[0]]
        signs = text[max(0, match.start() - number) : match.start()]
        keys = [gazetteer.country(sign, named) for sign in signs if sign in gazetteer.short]
        if len(keys) == number == len({key for key in keys if key}):
            yield Span(match.start() - number, match.start()), keys


def _places(
    text: str, previous: Word, word: Word, after: Word, gazetteer: Gazetteer, named: frozenset[str]
) -> Iterator[int]:
    surface, start, end = word.span.of(text), word.span.start, word.span.end
    words = gazetteer.words
    if surface in words["notShort"]:
        return
    if len(surface) == 1:
        usual = surface in words["pairCore"] or surface in gazetteer.first
        sure = usual or gazetteer.country(surface, named) in named
        if surface in gazetteer.short and sure and _alone(text, previous, word, after, gazetteer):
            yield start
    elif _all_short(surface, gazetteer, named):
        behind = after.span.of(text)
        if word.tag in ("LOC", "nz", "ORG", "ns", "PER") or behind.startswith(tuple(words["pairBehind"])):
            yield from range(start, end)
    elif len(surface) == 2 and surface[0] in words["verbBefore"] and surface[1] in gazetteer.short:
        if word.tag in VERBLIKE:
            yield start + 1
    elif surface[1:] in words["nounBehind"] and word.tag in NAMELIKE and gazetteer.country(surface[0], named):
        yield start


def _alone(text: str, previous: Word, word: Word, after: Word, gazetteer: Gazetteer) -> bool:
    """Tell whether a word of one character is a country: by its tag, or by the word before or behind it."""
    if word.tag == "LOC":
        return not COMPASS.search(previous.span.of(text))
    if word.tag in ("PER", "v", "d", "c", "u", "m", "q", "f", "r", "xc"):
        return False
    before, behind = previous.span.of(text), after.span.of(text)
    if behind in gazetteer.words["nounBehind"] and behind not in ("机", "商", "府", "方", "籍"):
        return True
    if word.tag == "p":
        return False
    return before in gazetteer.words["verbBefore"] and previous.tag in ("v", "p", "vn")


def _all_short(surface: str, gazetteer: Gazetteer, named: frozenset[str]) -> bool:
    """Tell whether a word is nothing but one-character names of different countries: 中美, 日美韩."""
    if not 2 <= len(surface) <= 5 or len(set(surface)) < len(surface):
        return False
    keys = [gazetteer.country(sign, named) for sign in surface if sign in gazetteer.short]
    sure = all(key in named or sign in gazetteer.words["pairCore"] for sign, key in zip(surface, keys, strict=False))
    return sure and len(keys) == len(surface) and all(keys) and len(set(keys)) == len(keys)
