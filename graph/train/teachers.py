"""Teachers: trained networks whose mean answers are learnt by the next (Hinton, Vinyals, Dean 2015).

On annotated sentences their doubts soften errors of annotation; on sentences that nobody has annotated they are all
there is to learn from, and that is where what a large tutor knows goes over into a small network.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch

from graph.extract.frame_inputs import Floats, Ints, Words, distances
from graph.train.fitting import make_lot
from graph.train.network import Network
from graph.train.sentences import Lesson

EVENT = 0.3
"""Least probability of an event for a word whose roles and status are asked for."""

AT_ONCE = 32
"""Sentences in one batch."""


@dataclass(frozen=True, slots=True)
class Teacher:
    """A trained network, and the words of the lessons in the numbers of its own tables."""

    network: Network
    words: Words


def soften(lessons: Sequence[Lesson], teachers: Sequence[Teacher], share: float) -> list[Lesson]:
    """Return the lessons with a share (0..1) of the teachers' mean answers in them.

    The teachers must have been trained on the same types, statuses and roles, in the same order.
    """
    return [
        replace(
            own,
            types=_mix(own.types, told.types, share),
            statuses=_mix(own.statuses, told.statuses, share),
            roles=_mix(own.roles, told.roles, share),
        )
        for own, told in zip(lessons, _ask(lessons, teachers, find=False), strict=True)
    ]


def tell(lessons: Sequence[Lesson], teachers: Sequence[Teacher]) -> list[Lesson]:
    """Return lessons of the same sentences as the teachers have them, triggers too; for sentences without frames."""
    told: list[Lesson] = _ask(lessons, teachers, find=True)  # its decorator is untyped where torch is not installed
    return told


@torch.no_grad()
def _ask(lessons: Sequence[Lesson], teachers: Sequence[Teacher], find: bool) -> list[Lesson]:
    """What the teachers answer; find: which words trigger events too, else those of the lessons."""
    out = list(lessons)
    for numbers in _batches(lessons):
        chosen = [lessons[i] for i in numbers]
        read = [teacher.network.eval().reader(*_given(teacher, chosen)) for teacher in teachers]
        types = torch.stack([r[0].softmax(-1) for r in read]).mean(0).numpy()
        for row, i in enumerate(numbers):
            own = types[row, : lessons[i].length]
            heads = find_heads(own) if find else lessons[i].heads
            statuses = torch.stack([r[1][row, heads].softmax(-1) for r in read]).mean(0).numpy()
            roles = np.mean([_roles(t, r, row, heads, len(own)) for t, r in zip(teachers, read, strict=True)], 0)
            shape = (len(heads), len(own), *lessons[i].roles.shape[2:])
            out[i] = Lesson(lessons[i].sentence, own, heads, statuses, roles.reshape(shape))
    return out


def _given(teacher: Teacher, lessons: Sequence[Lesson]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    lot = make_lot(teacher.words, lessons)
    return lot.states, lot.ids, lot.lengths


def _batches(lessons: Sequence[Lesson]) -> Iterator[list[int]]:
    """Numbers of lessons of about one length."""
    order = sorted(range(len(lessons)), key=lambda i: lessons[i].length)
    yield from (order[i : i + AT_ONCE] for i in range(0, len(order), AT_ONCE))


def _roles(teacher: Teacher, read: tuple[torch.Tensor, ...], row: int, heads: Ints, length: int) -> Floats:
    away, mask = torch.from_numpy(distances(heads, length)), torch.ones(len(heads), length)
    words = read[3][row, :length].expand(len(heads), -1, -1)
    scores: Floats = teacher.network.scorer(read[2][row, heads], words, away, mask).sigmoid().numpy()
    return scores


def find_heads(types: Floats) -> Ints:
    """Return the likeliest word of every run of words [words, types] that tell one event."""
    event, best = 1 - types[:, 0], types[:, 1:].argmax(-1)
    on = event >= EVENT
    opens = on & np.concatenate([[True], ~on[:-1] | (best[1:] != best[:-1])])
    starts = np.flatnonzero(opens)
    run = np.where(on, np.cumsum(opens), 0)
    return np.array([a + int(event[a:][run[a:] == run[a]].argmax()) for a in starts.tolist()], np.int64)


def _mix(old: Floats, new: Floats, share: float) -> Floats:
    mixed: Floats = ((1 - share) * old + share * new).astype(np.float32)
    return mixed
