"""What the seeds answer to ten questions: all answers as they were last looked at, and those that must be there.

`pytest tests/golden --renew-golden` writes answers.json anew; look at the difference before keeping it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.namespaces import ENT, NG, NGC
from graph.query.run import read_query, run_query
from graph.vocabulary import load_ontology

GOLDEN = Path(__file__).parent / "answers.json"
QUESTIONS = [f"cq{number:02d}" for number in range(1, 11)]
KERRY, HE = ENT["person-约翰·克里"], ENT["person-何立峰"]


@pytest.fixture(scope="session")
def ask(built) -> Callable[[str], list[dict[str, Any]]]:
    """Return a function from the name of a question to its answers: one row a dict of texts."""
    ontology = load_ontology()
    known: dict[str, list[dict[str, Any]]] = {}

    def asked(name: str) -> list[dict[str, Any]]:
        if name not in known:
            result = run_query(built.graph, read_query(name), ontology)
            known[name] = [
                dict(zip(result.columns, (None if v is None else str(v) for v in row), strict=True))
                for row in result.values()
            ]
        return known[name]

    return asked


@pytest.mark.parametrize("name", QUESTIONS)
def test_answers_are_the_expected_ones(ask, renew, name):
    if renew:
        kept = json.loads(GOLDEN.read_text(encoding="utf-8")) if GOLDEN.exists() else {}
        kept[name] = ask(name)
        GOLDEN.write_text(json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    assert ask(name) == json.loads(GOLDEN.read_text(encoding="utf-8"))[name]


def test_whom_kerry_met(ask):
    met = {row["who"] for row in ask("cq01")}
    assert {"解振华", "王毅", "李强"} <= met
    assert not met & {"约翰·克里", "南希·佩洛西", "珍妮特·耶伦", "耶伦"}


def test_who_invited_whom_on_whose_word(ask):
    row = {"inviter": "中国", "invitee": "约翰·克里", "speaker": "约翰·克里", "publisher": "自由亚洲电台"}
    assert row | {"relay": "路透社"} in ask("cq04")


def test_visits_that_are_only_announced(ask):
    rows = ask("cq05")
    assert {"计划中"} <= {row["modality"] for row in rows}
    assert [row for row in rows if "克里" in row["visit"] and (row["edtf"] or "").startswith("2021-09")]


def test_evidence_of_an_edge_is_the_sentence_that_tells_it(ask, built):
    texts = {article.url: article.text for article in built.articles}
    rows = ask("cq06")
    assert rows
    for row in rows:
        sentence = texts[row["url"].strip("<>")][int(row["start"]) : int(row["end"])]
        assert row["trigger"] in sentence
        assert "克里" in sentence or "他" in sentence


def test_what_can_have_happened_in_the_summer_of_2022(ask):
    assert [row for row in ask("cq07") if row["edtf"] == "2022-22" and row["precision"] == "season"]


def test_who_suspended_what(ask):
    rows = [row for row in ask("cq02") if row["country"] == "中国" and row["edtf"] == "2022-22"]
    assert any("气候谈判" in row["what"] for row in rows)


def test_a_visit_told_by_two_outlets_is_one(ask):
    (row,) = [row for row in ask("cq08") if row["event"] == "南希·佩洛西访问台湾"]
    assert int(row["publishers"]) >= 2


def test_posts(ask):
    posts = {(row["person"], row["how"], row["post"]) for row in ask("cq09")}
    assert ("约翰·克里", "held", "美国国务卿") in posts
    assert ("拜登", "holds", "美国总统") in posts


def test_countries_talk_and_quarrel(ask):
    pairs = {(row["from"], row["to"]) for row in ask("cq10")}
    assert {("中国", "美国"), ("美国", "中国")} <= pairs
    assert {"CONSULT", "COOPERATE"} <= {row["plover"] for row in ask("cq10")}


def test_only_what_happened_gives_a_plain_relation(built):
    graph = built.graph
    people = {str(node): node for node in graph.subjects(NG.meets, None)}
    assert str(KERRY) in people
    (yellen,) = {s for s in graph.subjects() if "耶伦" in str(s) and str(s).startswith(str(ENT["person-"]))}
    assert (yellen, NG.meets, HE) not in graph  # both articles say that they will meet
    assert (yellen, NGC.meets, HE) in graph


def test_one_node_for_one_person(built):
    """谢振华, 约翰-克里, 约翰‧克里 and 佩洛西 are ways to write people named elsewhere."""
    people = {str(s).removeprefix(str(ENT)) for s in built.graph.subjects() if str(s).startswith(str(ENT["person-"]))}
    assert not {"person-谢振华", "person-克里", "person-约翰-克里", "person-佩洛西"} & people
    assert {"person-约翰·克里", "person-解振华", "person-南希·佩洛西"} <= people


def test_a_capital_that_acts_is_its_country(built):
    """北京承诺 is a promise of China's; 北京 as a place stays a place."""
    graph = built.graph
    promises = [e for e in graph.subjects(NG.actor, ENT["country-中国"]) if "Commitment" in str(e)]
    assert promises
    assert not list(graph.subjects(NG.actor, ENT["city-北京"]))
    assert list(graph.subjects(NG.place, ENT["city-北京"]))
