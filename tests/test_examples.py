"""The annotated sentences that come with the project: whole, consistent, and nobody else's."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

import graph

FOLDER = Path(graph.__file__).parent / "train" / "examples"
TYPES = set(json.loads((FOLDER.parent.parent / "extract" / "frames.json").read_text(encoding="utf-8"))["types"]) - {""}
STATUSES = {"occurred", "planned", "requested", "negated", "unconfirmed"}
ROLES = {"actor", "recipient", "place", "time", "theme", "source"}
FILES = sorted(FOLDER.glob("*.jsonl"))


def rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_frame_stands_in_its_sentence(path):
    for row in rows(path):
        seen = Counter(frame["trigger"] for frame in row["frames"])
        assert all(row["text"].count(trigger) >= times for trigger, times in seen.items()), row["id"]
        for frame in row["frames"]:
            assert frame["type"] in TYPES, row["id"]
            assert frame["status"] in STATUSES, row["id"]
            assert set(frame["roles"]) <= ROLES, row["id"]
            assert all(filler in row["text"] for some in frame["roles"].values() for filler in some), row["id"]


def test_no_sentence_stands_twice():
    every = [row for path in FILES for row in rows(path)]
    assert len({row["text"] for row in every}) == len({row["id"] for row in every}) == len(every) > 6000
