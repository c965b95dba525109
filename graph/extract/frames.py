"""Event frames read by a small trained model: what triggers an event, of which type, and who plays which part in it.

In: annotated Docs with the tagger's states. Out: candidates with probabilities, for the extractor to weigh against the
lexicon; nothing is decided here, and no entity is resolved. Spans are code points of the Doc's text.

Words carry the tagger's states, embeddings of word, characters, tag and name; two bidirectional LSTM layers read the
sentence (Hochreiter and Schmidhuber 1997); a softmax gives each word an event type or none. For each trigger a second
network reads the sentence again, every word joined with the trigger and its distance from it, through dilated
convolutions (Yu and Koltun 2016), and says for every word whether it is inside a span of each role and whether it opens
one. It sees the trigger's words, never its type: so it serves types that it was not trained on. Training: graph/train.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime
from spacy.tokens import Doc

from graph.errors import SettingsError
from graph.extract.frame_inputs import Batch, Floats, Ints, Vocabulary, Words, distances, make_batches, read_words
from graph.model import Span

HERE = Path(__file__).parent
READER, SCORER, TABLES = "frames.onnx", "frames-roles.onnx", "frames.json"
"""The files of a model: the reader of sentences, the scorer of roles, and their tables of strings."""

EVENT, ROLE, HINT, SHOWN = 0.35, 0.45, 0.2, 0.01
"""Least probability of an event for a trigger, of a span for a role, and of a span for a hint; below SHOWN types are
not told."""

INSIDE, OPENS, WEIGHT = 0.2, 0.7, 0.3
"""A span of a role goes on while words are inside with INSIDE and none opens the next with OPENS; its probability is
the mean of its words', with WEIGHT given to that of its first word's opening it. Chosen on sentences held back from
training: F1 of exact spans is .628 with a low bar for words and a higher one for spans, .595 with .5 for both."""


Asked = dict[int, list[tuple[int, int, int]]]
"""Sentence -> number, first word and last word of each trigger that the caller asks about."""


@dataclass(frozen=True, slots=True)
class RoleCandidate:
    """A span that may fill a role: actor, recipient, place, time, theme or source; probability 0..1."""

    role: str
    span: Span
    probability: float


@dataclass(frozen=True, slots=True)
class FrameCandidate:
    """A word or two that may trigger an event.

    types: type -> probability, likeliest first. `Other`: an event of no known type. probability: that it tells an event
    at all; the rest to 1 is for "no event".
    statuses: occurred, planned, requested, negated, unconfirmed -> probability, likeliest first.
    roles: in the order role, place in the text; hints: spans too unlikely to count as roles, likewise.
    asked: the caller named the trigger; the model may think nothing of it.
    """

    trigger: Span
    types: Mapping[str, float]
    statuses: Mapping[str, float]
    roles: tuple[RoleCandidate, ...]
    probability: float
    asked: bool = False
    hints: tuple[RoleCandidate, ...] = ()

    @property
    def type(self) -> str:
        """The likeliest type."""
        return next(iter(self.types), "Other")

    @property
    def status(self) -> str:
        """The likeliest status."""
        return next(iter(self.statuses), "occurred")


class FrameModel:
    """The trained model. `classes` leads from its types to classes of the ontology."""

    def __init__(self, reader: onnxruntime.InferenceSession, scorer: onnxruntime.InferenceSession, tables: Vocabulary):
        self._reader, self._scorer, self.tables = reader, scorer, tables

    @classmethod
    def load(cls, path: Path | None = None) -> FrameModel:
        """Load the model of a folder, or the one that comes with the package.

        Raises:
            SettingsError: the folder holds no model.
        """
        folder = path or HERE
        for name in (READER, SCORER, TABLES):
            if not (folder / name).is_file():
                raise SettingsError(str(folder), f"no {name} of a frame model", "train one with python -m graph.train")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        sessions = [
            onnxruntime.InferenceSession(str(folder / name), options, providers=["CPUExecutionProvider"])
            for name in (READER, SCORER)
        ]
        return cls(sessions[0], sessions[1], Vocabulary.read(folder / TABLES))

    @property
    def classes(self) -> Mapping[str, str]:
        """Class of the ontology for each type of the model; none for `Other`."""
        return self.tables.classes

    def predict(
        self,
        docs: Sequence[Doc],
        asked: Sequence[Sequence[Span]] | None = None,
        threshold: float = EVENT,
        role_threshold: float = ROLE,
    ) -> list[tuple[FrameCandidate, ...]]:
        """Return the candidates of each Doc, leftmost first.

        asked: for each Doc, triggers found by other means (code points): each is given roles, types and status too, as
        a candidate of its own; a trigger that the model finds by itself and that overlaps one of them is not repeated.

        Raises:
            GraphError: a Doc has no states.
        """
        words = read_words(docs, self.tables)
        spans, wanted = _find_asked(words, asked or [()] * len(docs))
        found: list[list[FrameCandidate]] = [[] for _ in docs]
        for batch in make_batches(words):
            for doc, candidate in self._read(words, batch, spans, wanted, (threshold, role_threshold)):
                found[doc].append(candidate)
        return [tuple(sorted(some, key=lambda c: c.trigger)) for some in found]

    def roles(self, doc: Doc, triggers: Sequence[Span]) -> list[tuple[RoleCandidate, ...]]:
        """Return the roles of triggers in one Doc, whatever their type, in the order of `triggers`."""
        found = {c.trigger: c.roles for c in self.predict([doc], [triggers], threshold=2.0)[0]}
        return [found.get(trigger, ()) for trigger in triggers]

    def _read(
        self, words: Words, batch: Batch, spans: list[Span], wanted: Asked, thresholds: tuple[float, float]
    ) -> list[tuple[int, FrameCandidate]]:
        """The candidates of one batch with the number of their Doc."""
        types, read, as_word = self._reader.run(
            None, {"states": batch.states, "ids": batch.ids, "lengths": batch.lengths.astype(np.int32)}
        )
        triggers = self._triggers(batch, types, wanted, thresholds[0])
        if not len(triggers):
            return []
        sentence, head = triggers[:, 0], triggers[:, 3]
        scores, statuses = self._scorer.run(
            None,
            {
                "triggers": read[sentence, head],
                "words": as_word[sentence],
                "distances": distances(head, batch.rows.shape[1]),
                "mask": (batch.rows[sentence] >= 0).astype(np.float32),
            },
        )
        spans_of = self._roles(words, batch, sentence, scores, min(HINT, thresholds[1]))
        rows = batch.rows[sentence]
        out = []
        for i, (s, first, last, at, number) in enumerate(triggers.tolist()):
            span = (
                spans[number] if number >= 0 else Span(int(words.start[rows[i, first]]), int(words.end[rows[i, last]]))
            )
            likely = _likely(types[s, at, 1:], self.tables.types[1:])
            status = _likely(statuses[i], self.tables.statuses)
            event = round(1 - float(types[s, at, 0]), 4)
            roles = tuple(r for r in spans_of[i] if r.probability >= thresholds[1])
            hints = tuple(r for r in spans_of[i] if r.probability < thresholds[1])
            out.append(
                (int(words.doc[rows[i, at]]), FrameCandidate(span, likely, status, roles, event, number >= 0, hints))
            )
        return out

    def _triggers(self, batch: Batch, types: Floats, wanted: Asked, threshold: float) -> Ints:
        """Rows of sentence, first word, last word, head word, number of the asked trigger or -1."""
        event = np.where(batch.rows >= 0, 1 - types[..., 0], 0)
        best = types[..., 1:].argmax(-1)
        begins, ends = _runs(event >= threshold, _changes(best))
        rows = [
            (s, a, b, a + int(event[s, a : b + 1].argmax()), -1)
            for s, a, b in zip(begins[0].tolist(), begins[1].tolist(), ends[1].tolist(), strict=True)
        ]
        asked = [
            (s, a, b, a + int(event[s, a : b + 1].argmax()), number)
            for s, sentence in enumerate(batch.sentences.tolist())
            for number, a, b in wanted.get(sentence, ())
        ]
        taken = {(s, w) for s, a, b, *_ in asked for w in range(a, b + 1)}
        rows = [r for r in rows if not any((r[0], w) in taken for w in range(r[1], r[2] + 1))]
        triggers: Ints = np.array(asked + rows, np.int64).reshape(-1, 5)
        return triggers

    def _roles(
        self, words: Words, batch: Batch, sentence: Ints, scores: Floats, threshold: float
    ) -> list[tuple[RoleCandidate, ...]]:
        """The spans of each trigger's roles; scores: [triggers, length, roles, (inside, opens)]."""
        inside = np.where((batch.rows[sentence] >= 0)[:, None], scores[..., 0].transpose(0, 2, 1), 0)
        opens = scores[..., 1].transpose(0, 2, 1)
        begins, ends = _runs(inside > INSIDE, opens >= OPENS)
        total = np.cumsum(inside, -1)
        trigger, role, first = begins
        last = ends[2]
        sums = total[trigger, role, last] - total[trigger, role, first] + inside[trigger, role, first]
        chances = (1 - WEIGHT) * sums / (last - first + 1) + WEIGHT * opens[begins]
        trigger, role, first, last, chances = (x[chances >= threshold] for x in (trigger, role, first, last, chances))
        rows = batch.rows[sentence[trigger]]
        line = np.arange(len(trigger))
        start, end = words.start[rows[line, first]].tolist(), words.end[rows[line, last]].tolist()
        found: list[list[RoleCandidate]] = [[] for _ in sentence]
        for t, r, a, b, p in zip(trigger.tolist(), role.tolist(), start, end, chances.tolist(), strict=True):
            found[t].append(RoleCandidate(self.tables.roles[r], Span(a, b), round(p, 4)))
        return [tuple(some) for some in found]


def _runs(on: npt.NDArray[np.bool_], opens: npt.NDArray[np.bool_]) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """Where runs of `on` begin and where they end along the last axis; one also begins wherever `opens` says so."""
    before = np.zeros_like(on)
    before[..., 1:] = on[..., :-1]
    begin = on & (~before | opens)
    after = np.ones_like(on)
    after[..., :-1] = ~on[..., 1:] | begin[..., 1:]
    return np.nonzero(begin), np.nonzero(on & after)


def _changes(values: Ints) -> npt.NDArray[np.bool_]:
    """Where a value differs from the one before it."""
    changes = np.zeros(values.shape, bool)
    changes[:, 1:] = values[:, 1:] != values[:, :-1]
    return changes


def _likely(probabilities: Floats, names: Sequence[str]) -> dict[str, float]:
    """Name -> probability for the likeliest and those that matter, likeliest first."""
    order = np.argsort(-probabilities, kind="stable")
    some = order[: max(1, int((probabilities >= SHOWN).sum()))].tolist()
    return {names[i]: round(float(probabilities[i]), 4) for i in some}


def _find_asked(words: Words, asked: Sequence[Sequence[Span]]) -> tuple[list[Span], Asked]:
    """The asked triggers, and by sentence their numbers, first and last words; one that spans two sentences is cut."""
    spans: list[Span] = []
    by_sentence: Asked = {}
    bounds = np.searchsorted(words.doc, np.arange(len(asked) + 1)).tolist()
    for (low, high), some in zip(pairwise(bounds), asked, strict=True):
        start, end = words.start[low:high], words.end[low:high]
        for span in some:
            a = low + int(np.searchsorted(end, span.start, side="right"))
            b = low + int(np.searchsorted(start, span.end, side="left")) - 1
            if a <= b:
                sentence = int(np.searchsorted(words.first, a, side="right")) - 1
                first, last = int(words.first[sentence]), int(words.last[sentence])
                by_sentence.setdefault(sentence, []).append((len(spans), a - first, min(b, last - 1) - first))
                spans.append(span)
    return spans, by_sentence
