"""Precision and F1 on eight short articles stay above the floors of floors.toml."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from graph.pipeline import build
from graph.vocabulary import load_ontology

from .scorer import SETS, Facts, count, measures, read_gold, read_graph

HERE = Path(__file__).parent
GOLD = sorted((HERE / "gold").glob("*.json"))
FLOORS = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def counts() -> dict[str, dict[str, tuple[int, int, int]]]:
    """Return for each article what is right, said and true of each set of facts."""
    result, ontology = build(HERE / "articles"), load_ontology()
    assert not result.failures
    out = {}
    for file in GOLD:
        gold, told = read_gold(file), json.loads(file.read_text(encoding="utf-8"))
        out[file.stem] = count(read_graph(result.graph, told["meta"]["title"], ontology, gold), gold)
    return out


@pytest.mark.parametrize(("facts", "measure"), [(facts, measure) for facts in SETS for measure in FLOORS[facts]])
def test_above_the_floor(counts, facts, measure):
    right, said, true = (sum(row[facts][i] for row in counts.values()) for i in range(3))
    reached = measures(right, said, true)[measure]
    each = " ".join(f"{name} {measures(*row[facts])[measure]:.2f}" for name, row in counts.items())
    assert reached >= FLOORS[facts][measure], (
        f"{facts} {measure} {reached:.3f} ({right} of {said} said, {true} true): {each}"
    )


def test_floors_are_near_what_is_reached(counts):
    """A floor far below would let much be lost unseen."""
    for facts, measured in FLOORS.items():
        right, said, true = (sum(row[facts][i] for row in counts.values()) for i in range(3))
        for name, floor in measured.items():
            assert measures(right, said, true)[name] - floor < 0.15, f"raise {facts} {name}"


@pytest.mark.parametrize("file", GOLD, ids=lambda file: file.stem)
def test_gold_is_sound(file):
    told = json.loads(file.read_text(encoding="utf-8"))
    text = (HERE / "articles" / f"{told['doc']}.txt").read_text(encoding="utf-8")
    ids = {entity["id"] for entity in told["entities"]}
    assert len(ids) == len(told["entities"])
    for entity in told["entities"]:
        assert [s for s in entity["surface"] if s not in text] == []
    for sentence in told["sentences"]:
        assert sentence["text"] in text
        for event in sentence["events"]:
            assert event["trigger"] in sentence["text"]
            assert {*event["actor"], *event["recipient"], *event["place"], *event["source"]} <= ids


def test_the_reader_himself_scores_all(counts):
    for file in GOLD:
        gold = read_gold(file)
        assert all(right == said == true for right, said, true in count(gold, gold).values())


def test_nothing_said_scores_nothing():
    gold = read_gold(GOLD[0])
    assert all(measures(*row)["f1"] == 0 for row in count(Facts(), gold).values())
