"""The graph of the seeds in four stores: as many triples, and the same answers to the ten competency questions."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph

from graph.namespaces import new_graph
from graph.query.run import read_query
from graph.remote import push
from graph.vocabulary import load_ontology

ROOT = Path(__file__).parents[2]
GRAPH = "https://example.org/seeds"
GOLDEN = json.loads((ROOT / "tests" / "golden" / "answers.json").read_text(encoding="utf-8"))
pytestmark = pytest.mark.server
QUESTIONS = [f"cq{number:02d}" for number in range(1, 11)]
Answers = set[tuple[tuple[str, str | None], ...]]
Ask = Callable[[str], Answers]


@pytest.fixture(scope="session")
def seeds() -> Graph:
    """The graph with the classes and labels of its vocabulary, which the questions need."""
    graph = new_graph().parse(ROOT / "tests" / "golden" / "seeds.ttl")
    for triple in load_ontology().terms:
        graph.add(triple)
    return graph


@pytest.fixture(scope="session")
def file(seeds, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("seeds") / "seeds.ttl"
    seeds.serialize(path, format="turtle", encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def in_rdflib(seeds) -> tuple[int, Ask]:
    return len(seeds), lambda query: answers(seeds.query(query).serialize(format="json"))


@pytest.fixture(scope="session")
def in_pyoxigraph(file) -> tuple[int, Ask]:
    store = ox.Store()
    store.bulk_load(path=str(file))
    return len(store), lambda query: answers(store.query(query).serialize(format=ox.QueryResultsFormat.JSON))


@pytest.fixture(scope="session")
def in_oxigraph(file, oxigraph) -> tuple[int, Ask]:
    push(file, oxigraph.url, graph=GRAPH, replace=True)
    return oxigraph.count(GRAPH), lambda query: rows(oxigraph.select(query, **{"default-graph-uri": GRAPH}))


@pytest.fixture(scope="session")
def in_virtuoso(file, virtuoso) -> tuple[int, Ask]:
    push(file, virtuoso.url, graph=GRAPH, who=virtuoso.who, replace=True)
    return virtuoso.count(GRAPH), lambda query: rows(virtuoso.select(query, **{"default-graph-uri": GRAPH}))


def answers(told: bytes) -> Answers:
    return rows(json.loads(told)["results"]["bindings"])


def rows(bindings: list[dict[str, dict[str, str]]]) -> Answers:
    """Return answers as a set; an IRI as short as the golden file has it, a literal by its letters alone.

    Beyond that nothing is made alike: what the questions ask for is texts, days and whole numbers, and those all four
    keep as they are.
    """
    short = new_graph().namespace_manager.normalizeUri
    return {
        tuple(sorted((name, short(t["value"]) if t["type"] == "uri" else t["value"]) for name, t in row.items()))
        for row in bindings
    }


@pytest.mark.parametrize("store", ["in_rdflib", "in_pyoxigraph", "in_oxigraph", "in_virtuoso"])
def test_every_store_gives_the_golden_answers(store, request, seeds):
    count, ask = request.getfixturevalue(store)
    assert count == len(seeds)
    for name in QUESTIONS:
        expected = {tuple(sorted((k, v) for k, v in row.items() if v is not None)) for row in GOLDEN[name]}
        assert expected, name
        assert ask(read_query(name)) == expected, name
