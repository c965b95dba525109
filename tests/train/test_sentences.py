"""Sentences of the frame format become lessons: places of strings, words, heads, tables."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from graph.extract.frame_inputs import STATES, Vocabulary, Words
from graph.model import Span
from graph.train.sentences import Sentence, locate, make_lessons, read_sentences, words_under

TABLES = Vocabulary(
    words={}, chars={}, tags={}, names={}, types=("", "Meeting", "Visit", "Other"), statuses=("occurred", "planned"),
    roles=("actor", "recipient"), classes={},
)  # fmt: skip


def words_of(*words: str) -> Words:
    ends = np.cumsum([len(w) for w in words])
    count = len(words)
    return Words(
        np.zeros(count, np.int64), ends - [len(w) for w in words], ends, np.zeros((count, 5), np.int64),
        np.zeros((count, 2 * STATES), np.float32), np.array([0]), np.array([count]),
    )  # fmt: skip


def sentence(text: str, *frames: dict[str, object]) -> Sentence:
    return Sentence("x", None, "train", text, frames)


def frame(trigger: str, kind: str = "Visit", status: str = "occurred", **roles: list[str]) -> dict[str, object]:
    return {"type": kind, "trigger": trigger, "status": status, "roles": roles}


EDGES = frozenset(range(100))


@pytest.mark.parametrize(
    ("text", "frames", "expected"),
    [
        ("外长抵达首都", [frame("抵达", actor=["外长"])], [(Span(2, 4), ("actor", Span(0, 2)))]),
        # the nearest of two places
        ("他说他抵达了", [frame("抵达", actor=["他"])], [(Span(3, 5), ("actor", Span(2, 3)))]),
        # the second frame with one trigger is the second place
        (
            "先访问甲国再访问乙国",
            [frame("访问", recipient=["甲国"]), frame("访问", recipient=["乙国"])],
            [(Span(1, 3), ("recipient", Span(3, 5))), (Span(6, 8), ("recipient", Span(8, 10)))],
        ),
    ],
)
def test_places_of_triggers_and_fillers(text, frames, expected):
    found = locate(sentence(text, *frames), EDGES)
    assert [(f.trigger, *f.roles) for f in found] == expected


def test_place_on_word_boundaries_is_preferred():
    text = "其他人等到他抵达"
    edges = frozenset((0, 3, 5, 6, 8))
    far = sentence("他和其他人抵达", frame("抵达", actor=["他"]))
    assert locate(sentence(text, frame("抵达", actor=["他"])), edges)[0].roles == (("actor", Span(5, 6)),)
    assert locate(far, frozenset((0, 1, 2, 5, 7)))[0].roles == (("actor", Span(0, 1)),)


def test_string_that_is_not_in_the_text_is_left_out():
    assert locate(sentence("外长抵达", frame("离开", actor=["外长"])), EDGES) == ()
    assert locate(sentence("外长抵达", frame("抵达", actor=["总统"])), EDGES)[0].roles == ()


def test_lesson_marks_words_and_span_starts():
    words = words_of("外长", "王", "明", "将", "访问", "东京")
    gold = locate(
        sentence("外长王明将访问东京", frame("访问", status="planned", actor=["王明"], recipient=["东京"])), EDGES
    )
    (lesson,) = make_lessons(words, [gold], TABLES)
    assert lesson.types.argmax(1).tolist() == [0, 0, 0, 0, 2, 0]
    assert lesson.heads.tolist() == [4]
    assert lesson.statuses.tolist() == [[0, 1]]
    assert lesson.roles[0, :, 0, 0].tolist() == [0, 1, 1, 0, 0, 0]
    assert lesson.roles[0, :, 0, 1].tolist() == [0, 1, 0, 0, 0, 0]
    assert lesson.roles[0, :, 1].tolist() == [[0, 0]] * 5 + [[1, 1]]


def test_word_longer_than_the_trigger_stands_for_it():
    words = words_of("他", "访华", "了")
    gold = locate(sentence("他访华了", frame("访", actor=["他"], recipient=["华"])), EDGES)
    (lesson,) = make_lessons(words, [gold], TABLES)
    assert lesson.types.argmax(1).tolist() == [0, 2, 0]
    assert lesson.roles[0, 1, 1].tolist() == [1, 1]


@pytest.mark.parametrize(
    ("span", "expected"), [(Span(0, 2), [0]), (Span(1, 3), [0, 1]), (Span(4, 6), [2]), (Span(9, 12), [])]
)
def test_words_under_a_span(span, expected):
    words = words_of("外长", "抵达", "首都")
    assert words_under(words.start, words.end, span) == expected


def test_reads_the_frame_format(tmp_path: Path):
    row = {"id": 7, "text": "外长抵达", "frames": [frame("抵达")]}
    path = tmp_path / "mine.jsonl"
    path.write_text(json.dumps(row, ensure_ascii=False) + "\n\n", encoding="utf-8")
    (only,) = read_sentences(path)
    assert (only.id, only.date, only.split, only.text) == ("7", None, "train", "外长抵达")
