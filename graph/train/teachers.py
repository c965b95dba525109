"""Teachers: trained networks whose mean answers are mixed into the lessons of the next (Hinton, Vinyals, Dean 2015).

What an ensemble knows goes into one network of the size of any of them; its doubts also soften errors of annotation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch

from graph.extract.frame_inputs import Floats, Words, distances
from graph.train.fitting import make_lot
from graph.train.network import Network
from graph.train.sentences import Lesson


@dataclass(frozen=True, slots=True)
class Teacher:
    """A trained network, and the words of the lessons in the numbers of its own tables."""

    network: Network
    words: Words


def soften(lessons: Sequence[Lesson], teachers: Sequence[Teacher], share: float) -> list[Lesson]:
    """Return the lessons with a share (0..1) of the teachers' mean answers in them.

    The teachers must have been trained on the same types, statuses and roles, in the same order.
    """
    answers = [_answers(lessons, teacher) for teacher in teachers]
    out = []
    for i, lesson in enumerate(lessons):
        types, statuses, roles = (np.mean([given[i][k] for given in answers], 0) for k in range(3))
        out.append(
            replace(
                lesson,
                types=_mix(lesson.types, types, share),
                statuses=_mix(lesson.statuses, statuses, share),
                roles=_mix(lesson.roles, roles, share),
            )
        )
    return out


@torch.no_grad()
def _answers(lessons: Sequence[Lesson], teacher: Teacher) -> list[tuple[Floats, Floats, Floats]]:
    """Types, statuses and roles of each lesson as the teacher has them, shaped like the lesson's own."""
    network = teacher.network.eval()
    out = []
    for lesson in lessons:
        lot = make_lot(teacher.words, [lesson])
        types, statuses, as_trigger, as_word = network.reader(lot.states, lot.ids, lot.lengths)
        away = torch.from_numpy(distances(lot.head.numpy(), lesson.length))
        mask = torch.ones(len(lot.head), lesson.length)
        scores = network.scorer(as_trigger[0, lot.head], as_word.expand(len(lot.head), -1, -1), away, mask)
        status = statuses[0, lot.head].softmax(-1)
        out.append((types[0].softmax(-1).numpy(), status.numpy(), scores.sigmoid().numpy().reshape(lesson.roles.shape)))
    return out


def _mix(old: Floats, new: Floats, share: float) -> Floats:
    mixed: Floats = ((1 - share) * old + share * new).astype(np.float32)
    return mixed
