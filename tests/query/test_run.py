from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph

from graph.errors import GraphError
from graph.query.run import query_names, read_query, run_query
from graph.vocabulary import Ontology

ANSWERS: dict[str, list[tuple[Any, ...]]] = {
    "cq01": [("解振华",)],
    "cq02": [("中国", "中美气候谈判", "2022-22", "佩洛西访问台湾")],
    "cq04": [("中国", "约翰·克里", "约翰·克里", "路透社", "自由亚洲电台")],
    "cq05": [
        ("克里9月访华", "2021-09", "未证实", "佚名"),
        ("克里9月访华", "2021-09", "未证实", "美国国务院"),
        ("克里访问中国", "2023-05-03/..", "计划中", "约翰·克里"),
    ],
    "cq06": [
        ("克里与解振华会谈", "<https://www.example.org/rfi/2.html>", 12, 68, "会谈"),
        ("克里与解振华会谈", "<https://www.example.org/rfi/2.html>", 68, 132, "会谈"),
    ],
    "cq07": [("中国中止气候谈判", "2022-22", "season")],
    "cq08": [],
    "cq09": [
        ("南希·佩洛西", "held", "美国众议院议长", "美国"),
        ("约翰·克里", "holds", "美国气候特使", "美国"),
        ("解振华", "holds", "中国气候特使", "中国"),
    ],
    "cq10": [
        ("中国", "美国", 1, "AGREE", 1),
        ("中国", "美国", 1, "CONSULT", 1),
        ("中国", "美国", 1, "SUPPORT", 1),
        ("美国", "中国", 1, "CONSULT", 1),
        ("美国", "中国", 1, "SUPPORT", 1),
    ],
    "cq11": [("解振华", "中美在北京开始气候对话")],
    "cq13": [("中美气候谈判", "suspended", dt.date(2022, 8, 31))],
}


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_competency_question_has_its_answer(graph: Graph, ontology: Ontology, name: str) -> None:
    assert run_query(graph, read_query(name), ontology).values() == ANSWERS[name]


def test_third_question_names_each_outlet_once_an_event(graph: Graph, ontology: Ontology) -> None:
    rows = run_query(graph, read_query("cq03"), ontology).values()
    assert ("中国中央电视台", "克里与解振华会谈", "会见") in rows
    assert ("路透社", "中国邀请克里", "邀请") in rows
    assert len(rows) == len(set(rows)) == 9


@pytest.mark.parametrize("name", query_names())
def test_every_shipped_query_runs(graph: Graph, ontology: Ontology, name: str) -> None:
    result = run_query(graph, read_query(name), ontology)
    assert bool(result.columns) or result.graph is not None


def test_prefixes_are_known_and_names_of_the_gazetteer_stay_out(graph: Graph, ontology: Ontology) -> None:
    rows = run_query(graph, "SELECT ?o WHERE { ?o a ng:MediaOutlet } ORDER BY ?o", ontology).values()
    assert rows == [
        ("ent:outlet-中国中央电视台",),
        ("ent:outlet-法国国际广播电台",),
        ("ent:outlet-自由亚洲电台",),
        ("ent:outlet-路透社",),
    ]


def test_cells_are_typed(graph: Graph) -> None:
    result = run_query(graph, "SELECT ?b ?n ?none WHERE { ?e ng:begin ?b . ?e ng:evidence/oa:start ?n } ORDER BY ?b ?n")
    assert result.columns == ("b", "n", "none")
    assert result.values()[0] == (dt.date(2021, 9, 1), 0, None)


def test_ask_and_construct_give_an_answer_and_a_graph(graph: Graph) -> None:
    assert run_query(graph, "ASK { ?e a ng:Meeting }").answer is True
    assert run_query(graph, "ASK { ?e a ng:Arrest }").answer is False
    made = run_query(graph, "CONSTRUCT { ?b ng:invitedBy ?a } WHERE { ?a ng:invites ?b }").graph
    assert made is not None
    assert len(made) == 1


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("SELECT ?x\nWHERE { ?x a ng:Meeting", ("query, line 2", "no SPARQL")),
        ("SELEKT ?x WHERE { ?x a ng:Meeting }", ("query, line 1", "SELEKT")),
        ("SELECT ?x WHERE { ?x a foo:Bar }", ("foo", "declare the prefix")),
        ("", ("query, line 1", "no SPARQL")),
    ],
)
def test_a_broken_query_is_named(graph: Graph, query: str, parts: tuple[str, ...]) -> None:
    with pytest.raises(GraphError) as caught:
        run_query(graph, query)
    assert all(part in str(caught.value) for part in parts), str(caught.value)


def test_a_query_of_the_users_own_is_read(tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_text("ASK { ?s ?p ?o }", encoding="utf-8")
    assert read_query(str(file)) == "ASK { ?s ?p ?o }"
    with pytest.raises(GraphError, match="cq01"):
        read_query("nonsense")
