"""Sentences that nobody wrote, for a tutor to read: those of the training data with words and names exchanged.

A verb gives way to one of like meaning, to one of another sentence, or to any common one; other words likewise, but
more rarely; a name to another of its kind (after the augmentation of TinyBERT, Jiao et al. 2020). Many make little
sense; what counts is that the tutor says what it would read there, for words that no annotated sentence has.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from spacy.tokens import Doc

from graph.extract.frame_inputs import Floats
from graph.train.senses import Common

CHANCE = {"v": 0.28, "n": 0.08, "a": 0.08, "d": 0.05}
"""How often a word of each kind is exchanged."""

NAME = 0.35
"""How often a name is."""

LIKE, SEEN = 0.45, 0.7
"""Share of words exchanged for one of like meaning; of verbs, up to this share, for one of another sentence."""

NEIGHBOURS = 25
"""Among how many of the nearest words one of like meaning is chosen."""


@dataclass(frozen=True, slots=True)
class Stock:
    """What words and names can be exchanged for; weights: running sums, by kind, of how often words are chosen."""

    words: Sequence[Common]
    vectors: Floats
    numbers: dict[str, int]
    by_kind: dict[str, list[int]]
    weights: dict[str, list[float]]
    verbs: Sequence[str]
    names: dict[str, list[str]]


def make_stock(docs: Iterable[Doc], words: Sequence[Common], vectors: Floats) -> Stock:
    """Return the stock of some Docs and the common words with their vectors, in the same order."""
    rows = vectors - vectors.mean(0)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    by_kind: dict[str, list[int]] = defaultdict(list)
    for i, common in enumerate(words):
        by_kind[common.kind].append(i)
    names: dict[str, list[str]] = defaultdict(list)
    verbs = []
    for doc in docs:
        text = doc._.simplified or doc.text
        for name in doc.ents:
            names[name.label_].append(text[name.start_char : name.end_char])
        verbs += [text[t.idx : t.idx + len(t)] for t in doc if t.tag_ in ("v", "vn") and len(t) > 1]
    weights = {kind: list(accumulate(words[i].count ** 0.5 for i in some)) for kind, some in by_kind.items()}
    numbers = {common.word: i for i, common in enumerate(words)}
    return Stock(words, rows, numbers, by_kind, weights, verbs, names)


def vary(docs: Iterable[Doc], stock: Stock, seed: int) -> list[str]:
    """Return a variant of each Doc's text, in simplified characters; a text in which nothing changed is left out."""
    dice = random.Random(seed)
    pairs = ((doc._.simplified or doc.text, _variant(doc, stock, dice)) for doc in docs)
    return [new for old, new in pairs if new != old]


def _variant(doc: Doc, stock: Stock, dice: random.Random) -> str:
    text = doc._.simplified or doc.text
    names = {i: name for name in doc.ents for i in range(name.start, name.end)}
    swapped: dict[str, str] = {}
    parts, i = [], 0
    while i < len(doc):
        name = names.get(i)
        if name is not None:
            old = text[name.start_char : name.end_char]
            if old not in swapped:  # the same one wherever it stands
                swapped[old] = dice.choice(stock.names[name.label_]) if dice.random() < NAME else old
            parts.append(swapped[old])
            i = name.end
            continue
        word = text[doc[i].idx : doc[i].idx + len(doc[i])]
        kind = "v" if doc[i].tag_ in ("v", "vn") else doc[i].tag_[:1]
        change = len(word) > 1 and doc[i].tag_ in ("v", "vn", "n", "a", "an", "ad", "d")
        parts.append(_exchange(word, kind, stock, dice) if change and dice.random() < CHANCE[kind] else word)
        i += 1
    return "".join(parts)


def _exchange(word: str, kind: str, stock: Stock, dice: random.Random) -> str:
    way = dice.random()
    if way < LIKE and word in stock.numbers:
        like = _nearest(stock.numbers[word], kind, stock)
        if like:
            return stock.words[dice.choice(like)].word
    if kind == "v" and way < SEEN:
        return dice.choice(stock.verbs)
    return stock.words[dice.choices(stock.by_kind[kind], cum_weights=stock.weights[kind])[0]].word


def _nearest(word: int, kind: str, stock: Stock) -> list[int]:
    """The words of one kind nearest to a word, nearest first."""
    likeness = stock.vectors @ stock.vectors[word]
    near = np.argpartition(-likeness, min(2 * NEIGHBOURS, len(likeness) - 1))[: 2 * NEIGHBOURS]
    like = [int(i) for i in near if i != word and stock.words[i].kind == kind]
    return sorted(like, key=lambda i: (-likeness[i], i))[:NEIGHBOURS]
