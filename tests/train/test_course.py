"""From sentences to a model that reads, and on from there: needs torch."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("torch")
pytest.importorskip("onnx")

from graph.extract.frames import FrameModel
from graph.model import Span
from graph.train.__main__ import main
from graph.train.course import Help, prepare, read_course, train
from graph.train.fitting import Plan

PLACES = ("东京", "巴黎", "首尔", "柏林", "开罗", "悉尼", "曼谷", "维也纳")


def write(path: Path, kind: str, trigger: str) -> Path:
    rows = [
        {
            "id": place, "split": "dev" if place == "维也纳" else "train", "text": f"外长周三{trigger}{place}。",
            "frames": [
                {
                    "type": kind, "trigger": trigger, "status": "occurred",
                    "roles": {"actor": ["外长"], "recipient": [place]},
                }
            ],
        }
        for place in PLACES
    ]  # fmt: skip
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def test_learns_reads_and_goes_on_with_a_new_type(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    visits, first, second = write(tmp_path / "visits.jsonl", "Visit", "抵达"), tmp_path / "first", tmp_path / "second"
    assert main(["--data", str(visits), "--out", str(first), "--epochs", "60", "--rate", "0.005"]) == 0
    assert "triggers (type too)" in capsys.readouterr().out
    course = read_course([visits])
    docs, _ = prepare(course, ["维也纳"], FrameModel.load(first).tables)
    (found,) = FrameModel.load(first).predict(docs)
    assert [(c.type, c.trigger) for c in found] == [("Visit", Span(4, 6))]

    course = read_course([write(tmp_path / "rescues.jsonl", "Rescue", "援救")])
    second.mkdir()
    train(
        course,
        [s for s in course.sentences if s.split == "train"],
        Plan(epochs=40, rate=5e-3),
        second,
        Help(start=first),
    )
    model = FrameModel.load(second)
    assert model.classes == {"Visit": "Visit", "Rescue": "Rescue"}
    docs, _ = prepare(course, ["维也纳"], model.tables)
    (found,) = model.predict(docs)
    assert {c.type for c in found} == {"Rescue"}
    assert found[0].trigger.start == 4


def test_same_seed_same_weights(tmp_path: Path) -> None:
    course = read_course([write(tmp_path / "visits.jsonl", "Visit", "抵达")])
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        train(course, course.sentences, Plan(epochs=2), tmp_path / name, Help())
    for name in ("frames.onnx", "frames-roles.onnx", "frames.json"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
