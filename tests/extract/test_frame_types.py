"""The benchmark of triggers by type: what counts as right, and that all three ways of reading are measured."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from graph.model import Span


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    path = Path(__file__).parents[2] / "benchmarks" / "frame_types.py"
    spec = importlib.util.spec_from_file_location("frame_types", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_an_annotated_trigger_is_taken_once(benchmark: ModuleType) -> None:
    gold = [[("Visit", Span(4, 6)), ("Visit", Span(9, 11)), ("Meeting", Span(20, 22))]]
    found = [[("Visit", Span(5, 7)), ("Visit", Span(4, 6)), ("Meeting", Span(22, 24)), ("Arrest", Span(9, 11))]]
    counts = benchmark.count(gold, found)
    assert dict(counts) == {"Visit": (1, 2, 2), "Meeting": (0, 1, 1), "Arrest": (0, 1, 0)}
    assert benchmark.figures(counts.values()) == "0.25 / 0.33 / 0.29"
    assert benchmark.figures([(0, 0, 0)]) == "0.00 / 0.00 / 0.00"


def test_a_row_a_type_and_three_ways(benchmark: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = {"法国总统马克龙周三访问北京。": ("Visit", "访问"), "日本外务省谴责朝鲜。": ("Criticism", "谴责")}
    rows = [
        {
            "id": text, "split": "dev", "date": "2024-05-06", "text": text,
            "frames": [{"type": kind, "trigger": trigger, "status": "occurred", "roles": {}}],
        }
        for text, (kind, trigger) in texts.items()
    ]  # fmt: skip
    rows.append({"id": "x", "split": "train", "date": None, "text": "他抵达了。", "frames": []})
    (tmp_path / "some.jsonl").write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), "utf-8")
    assert benchmark.main([str(tmp_path / "some.jsonl")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "| type | annotated | lexicon P / R / F1 | model P / R / F1 | both P / R / F1 |"
    whole = " | ".join(["1.00 / 1.00 / 1.00"] * 3)
    assert lines[2:] == [f"| Criticism | 1 | {whole} |", f"| Visit | 1 | {whole} |", f"| all | 2 | {whole} |"]
