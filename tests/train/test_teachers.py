"""What teachers answer becomes lessons, with triggers of their own where nobody annotated any."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from graph.extract.frame_inputs import STATES, Words  # noqa: E402
from graph.train.network import Network, Sizes  # noqa: E402
from graph.train.sentences import Lesson  # noqa: E402
from graph.train.teachers import Teacher, find_heads, soften, tell  # noqa: E402

SIZES = Sizes(
    words=5, chars=5, tags=5, names=4, types=3, statuses=2, roles=2, input_width=16, hidden=6, trigger_hidden=8,
    status_hidden=6, pair_width=8, dilations=(1,),
)  # fmt: skip
LENGTHS = (4, 7, 5)


@pytest.fixture
def teacher() -> Teacher:
    torch.manual_seed(1)
    dice = np.random.default_rng(1)
    last = np.cumsum(LENGTHS)
    none = np.zeros(last[-1], np.int64)
    states = dice.normal(size=(last[-1], 2 * STATES)).astype(np.float32)
    words = Words(none, none, none, dice.integers(1, 4, (last[-1], 5)), states, last - LENGTHS, last)
    return Teacher(Network(SIZES), words)


def lesson(sentence: int, *heads: int) -> Lesson:
    length = LENGTHS[sentence]
    types = np.eye(3, dtype=np.float32)[[1 if i in heads else 0 for i in range(length)]]
    statuses = np.tile(np.array([1, 0], np.float32), (len(heads), 1))
    return Lesson(
        sentence, types, np.array(heads, np.int64), statuses, np.zeros((len(heads), length, 2, 2), np.float32)
    )


def test_a_share_of_the_answer_is_mixed_in(teacher):
    own = [lesson(0, 2), lesson(1, 0, 5), lesson(2)]
    none, half, all_ = (soften(own, [teacher], share) for share in (0.0, 0.5, 1.0))
    for i in range(3):
        np.testing.assert_array_equal(none[i].types, own[i].types)
        np.testing.assert_allclose(half[i].types, (own[i].types + all_[i].types) / 2, atol=1e-6)
        np.testing.assert_allclose(half[i].roles, all_[i].roles / 2, atol=1e-6)
        np.testing.assert_allclose(all_[i].types.sum(-1), 1, atol=1e-5)
        np.testing.assert_array_equal(all_[i].heads, own[i].heads)
    assert all_[1].roles.shape == (2, 7, 2, 2)


def test_an_answer_does_not_depend_on_the_other_sentences(teacher):
    own = [lesson(0, 2), lesson(1, 0, 5), lesson(2)]
    together = soften(own, [teacher], 1.0)
    for i, one in enumerate(own):
        (alone,) = soften([one], [teacher], 1.0)
        np.testing.assert_allclose(alone.types, together[i].types, atol=1e-5)
        np.testing.assert_allclose(alone.roles, together[i].roles, atol=1e-5)


def test_triggers_nobody_annotated_are_found(teacher):
    told = tell([lesson(i) for i in range(3)], [teacher])
    for i, one in enumerate(told):
        np.testing.assert_array_equal(one.heads, find_heads(one.types))
        assert one.statuses.shape == (len(one.heads), 2)
        assert one.roles.shape == (len(one.heads), LENGTHS[i], 2, 2)
    assert sum(len(one.heads) for one in told)


def test_one_trigger_a_run_of_one_type():
    none, first, surer, other = [0.9, 0.1, 0.0], [0.5, 0.5, 0.0], [0.2, 0.8, 0.0], [0.4, 0.0, 0.6]
    types = np.array([first, surer, none, other, first, first], np.float32)
    assert find_heads(types).tolist() == [1, 3, 4]
    assert find_heads(np.array([none], np.float32)).tolist() == []
