"""The graph of the seeds: what it was when last looked at, valid, and the same in every run.

After a change that is meant, `pytest tests/golden --renew-golden` writes it anew; look at the difference before you
keep it.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.compare import graph_diff, isomorphic, to_isomorphic

from graph.namespaces import new_graph
from graph.pipeline import build
from graph.store.validate import validate
from graph.vocabulary import load_ontology

GOLDEN = Path(__file__).parent / "seeds.ttl"
SHOWN = 60
"""Lines of difference that a failure shows."""


def lines(graph: Graph, sign: str) -> list[str]:
    """Return the triples of a graph as sorted lines of N-Triples behind a sign."""
    names = new_graph().namespace_manager
    return sorted(f"{sign} {' '.join(term.n3(names) for term in triple)}" for triple in graph)


def test_graph_is_the_expected_one(built, renew):
    if renew:
        GOLDEN.write_bytes(built_turtle(built.graph))
    golden = Graph().parse(GOLDEN)
    if isomorphic(built.graph, golden):
        return
    _, gone, come = graph_diff(to_isomorphic(golden), to_isomorphic(built.graph))
    told = lines(gone, "-") + lines(come, "+")
    more = f"\n… and {len(told) - SHOWN} more" if len(told) > SHOWN else ""
    pytest.fail(
        "the graph of the seeds has changed; if it is meant: pytest tests/golden --renew-golden\n"
        + "\n".join(told[:SHOWN])
        + more,
        pytrace=False,
    )


def built_turtle(graph: Graph) -> bytes:
    """Return a graph as the program writes it."""
    from graph.export.base import EXPORTERS, ExportRequest

    return EXPORTERS["graph.ttl"](ExportRequest(graph, load_ontology().graph, "", "zh", ()))


def test_written_files_are_one_graph(built, folder):
    turtle, triples = Graph().parse(folder / "graph.ttl"), Graph().parse(folder / "graph.nt", format="nt")
    assert isomorphic(turtle, triples)
    assert isomorphic(turtle, built.graph)


@pytest.mark.parametrize("order", ["again", "backwards"])
def test_same_bytes_in_every_run_and_order(built, seeds, folder, tmp_path, order):
    build(seeds if order == "again" else seeds[::-1], tmp_path)
    names = sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())
    assert {"graph.ttl", "graph.nt", "graph.html", "report.json"} <= set(names)
    assert sorted(str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*") if p.is_file()) == names
    assert [n for n in names if (folder / n).read_bytes() != (tmp_path / n).read_bytes()] == []


def test_breaks_no_shape(built):
    findings = validate(built.graph, load_ontology())
    assert [str(f) for f in findings if f.severity == "violation"] == []
