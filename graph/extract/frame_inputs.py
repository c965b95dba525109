"""What the frame model sees of a Doc: one row a word, and the batches they go in.

In: Docs with `doc._.states`, `doc._.simplified`, tags, names and sentences (graph/attributes.py). Out: arrays
of numbers. Nothing here knows the ontology or the network; training reads its sentences through the same functions, so
that what was learnt and what is read cannot drift apart.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from graph.errors import GraphError

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

LIKE = 0.8
"""Least length of a sentence beside the longest of its batch; with less, one article at a time costs a third more."""

STATES = 256
"""Width of the recurrent states of one character."""

NEAR, BUCKETS = 8, 15
"""Distances up to NEAR words have a number each; beyond, a third of an octave shares one; BUCKETS on either side."""

COLUMNS: list[int | str] = ["IDX", "LENGTH", "TAG", "ENT_TYPE", "ENT_IOB", "SENT_START", "IS_SPACE"]
"""What is read of every word of a Doc, in this order."""

BATCH_WORDS = 1000
"""Words of a batch, padding included: large enough for fast matrix products, small enough for the cache."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The tables from strings to numbers that the weights were trained with; number 0 is padding, 1 is unknown.

    types and statuses name the outputs; `types[0]` stands for no event. classes: type -> class of the ontology.
    """

    words: dict[str, int]
    chars: dict[str, int]
    tags: dict[str, int]
    names: dict[str, int]
    types: tuple[str, ...]
    statuses: tuple[str, ...]
    roles: tuple[str, ...]
    classes: dict[str, str]

    @classmethod
    def read(cls, path: Path) -> Vocabulary:
        """Read the tables from the JSON file beside the weights."""
        tables: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        words, chars, tags, names = (number(tables[key]) for key in ("words", "chars", "tags", "names"))
        types, statuses, roles = (tuple(tables[key]) for key in ("types", "statuses", "roles"))
        return cls(words, chars, tags, names, types, statuses, roles, dict(tables["classes"]))

    def write(self, path: Path) -> None:
        """Write the tables as `read` reads them."""
        tables: dict[str, Any] = {key: list(getattr(self, key)) for key in ("words", "tags", "names", "types")}
        tables |= {
            "chars": "".join(self.chars),
            "statuses": self.statuses,
            "roles": self.roles,
            "classes": self.classes,
        }
        path.write_text(json.dumps(tables, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def number(strings: Iterable[str]) -> dict[str, int]:
    """Return the numbers of strings in a table: their places, behind padding and unknown."""
    return {text: i + 2 for i, text in enumerate(strings)}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of some Docs, one row each, white space left out.

    doc, start, end: which Doc, and code points in it. ids: [words, 5] numbers of word, first and last character, tag,
    name. states: [words, 512], those of first and last character. first, last: words of each sentence, half-open.
    """

    doc: Ints
    start: Ints
    end: Ints
    ids: Ints
    states: Floats
    first: Ints
    last: Ints


@dataclass(frozen=True, slots=True)
class Batch:
    """Some sentences of about one length: `rows` [sentences, length] are rows of `Words`, -1 where there is no word."""

    sentences: Ints
    rows: Ints
    lengths: Ints
    ids: Ints
    states: Floats


def read_words(docs: Sequence[Doc], vocabulary: Vocabulary) -> Words:
    """Return the words of the Docs, in order.

    Raises:
        GraphError: a Doc has no states; annotate it with states switched on.
    """
    parts = [_read_doc(i, doc, vocabulary) for i, doc in enumerate(docs)]
    if not parts:
        none = np.zeros(0, np.int64)
        return Words(none, none, none, np.zeros((0, 5), np.int64), np.zeros((0, 2 * STATES), np.float32), none, none)
    doc, start, end, ids, states, opens = (np.concatenate([p[k] for p in parts]) for k in range(6))
    first = np.flatnonzero(opens)
    last = np.append(first[1:], len(doc)) if len(first) else first
    return Words(doc, start, end, ids, states, first, last)


def _read_doc(index: int, doc: Doc, vocabulary: Vocabulary) -> tuple[npt.NDArray[Any], ...]:
    """Columns of `Words` for one Doc; the last is true where a sentence opens."""
    table = doc.to_array(COLUMNS).astype(np.int64)
    sentence = np.cumsum(table[:, 5] == 1)
    table, sentence = table[table[:, 6] == 0], sentence[table[:, 6] == 0]
    start, end = table[:, 0], table[:, 0] + table[:, 1]
    opens = np.diff(sentence, prepend=-1) != 0
    states = doc._.states
    if states is None:
        raise GraphError(
            doc._.article_id or "text", "no states of the tagger", "annotate with states for the frame model"
        )
    text: str = doc._.simplified or doc.text
    words = [text[a:b] for a, b in zip(start.tolist(), end.tolist(), strict=True)]
    ids = np.empty((len(words), 5), np.int64)
    ids[:, 0] = [vocabulary.words.get(w, 1) for w in words]
    ids[:, 1] = [vocabulary.chars.get(w[0], 1) for w in words]
    ids[:, 2] = [vocabulary.chars.get(w[-1], 1) for w in words]
    ids[:, 3] = _numbers(doc, table[:, 2], vocabulary.tags)
    # names: 0 outside; two numbers for each class, one for its first word and one for the others
    ids[:, 4] = np.where(table[:, 3] == 0, 0, 2 * _numbers(doc, table[:, 3], vocabulary.names) - (table[:, 4] == 3))
    if len(words):
        states = np.concatenate([states[start], states[end - 1]], 1).astype(np.float32)
    else:
        states = np.zeros((0, 2 * STATES), np.float32)
    return np.full(len(words), index, np.int64), start, end, ids, states, opens


def _numbers(doc: Doc, keys: Ints, table: dict[str, int]) -> Ints:
    """The numbers of spaCy's string keys in a table; 1 for a string that the table does not know."""
    unique, inverse = np.unique(keys, return_inverse=True)
    known = [table.get(doc.vocab.strings[key], 1) for key in unique.astype(np.uint64).tolist()]
    return np.array(known, np.int64)[inverse] if len(known) else np.zeros(0, np.int64)


def make_batches(words: Words, size: int = BATCH_WORDS) -> Iterator[Batch]:
    """Yield the sentences in batches of like length, at most `size` words with the padding, longest first.

    A sentence shorter than LIKE times the longest begins a batch of its own: one article's sentences differ much.
    """
    lengths = words.last - words.first
    order = np.argsort(-lengths, kind="stable")
    order = order[lengths[order] > 0]
    at = 0
    while at < len(order):
        longest = int(lengths[order[at]])
        chosen = order[at : at + max(1, size // longest)]
        chosen = chosen[lengths[chosen] >= LIKE * longest]
        at += len(chosen)
        yield make_batch(words, chosen, longest)


def make_batch(words: Words, chosen: Ints, longest: int) -> Batch:
    """Return the batch of the chosen sentences, padded to `longest` words."""
    lengths = (words.last - words.first)[chosen]
    rows = words.first[chosen][:, None] + np.arange(longest)[None]
    rows = np.where(np.arange(longest)[None] < lengths[:, None], rows, -1)
    ids, states = words.ids[rows], words.states[rows]
    padding = rows < 0
    ids[padding], states[padding] = 0, 0
    return Batch(chosen, rows, lengths, ids, states)


def distances(heads: Ints, length: int) -> Ints:
    """Return the numbers [heads, length] of the distance from each head to each word."""
    numbers: Ints = _DISTANCE[np.clip(np.arange(length)[None] - heads[:, None], -_FAR, _FAR) + _FAR]
    return numbers


_FAR = 600


def _distance_numbers() -> Ints:
    away = np.arange(-_FAR, _FAR + 1)
    far = NEAR + 1 + np.floor(3 * np.log2(np.maximum(np.abs(away), NEAR) / NEAR)).astype(np.int64)
    near = np.minimum(np.where(np.abs(away) <= NEAR, np.abs(away), far), BUCKETS)
    return BUCKETS + 1 + np.sign(away) * near


_DISTANCE = _distance_numbers()
