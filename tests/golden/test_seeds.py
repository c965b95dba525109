"""The graph of the seeds: what it was when last looked at, valid, and the same in every run.

After a change that is meant, `pytest tests/golden --renew-golden` writes it anew; look at the difference before you
keep it.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import RDF, RDFS, Graph, URIRef
from rdflib.compare import isomorphic
from rdflib.term import Node

from graph.namespaces import EV, MEN, NG, local_name, new_graph, within
from graph.pipeline import build
from graph.store.validate import validate
from graph.vocabulary import load_ontology

GOLDEN = Path(__file__).parent / "seeds.ttl"
ROLES = ("actor", "recipient", "participant", "destination", "object", "content")
SHOWN = 60
"""Lines of difference that a failure shows."""


def events(graph: Graph) -> set[str]:
    """Return every event on a line without its id, which changes with whatever identifies it."""

    def name(node: Node) -> str:
        labels = sorted(str(label) for label in graph.objects(node, RDFS.label) if label.language in (None, "zh"))
        return labels[0] if labels else local_name(node)

    def names(event: Node, predicate: URIRef) -> str:
        return "+".join(sorted(name(node) for node in graph.objects(event, predicate)))

    out = set()
    for event in set(graph.subjects(NG.evidence)):
        roles = " ".join(f"{role}={found}" for role in ROLES if (found := names(event, NG[role])))
        edtf = graph.value(event, NG.edtf) or ""
        out.add(f"{names(event, RDF.type)}: {roles} {names(event, NG.status)} {edtf}")
    return out


def others(graph: Graph) -> set[str]:
    """Return the triples between things that are neither events nor mentions, as text."""
    names = new_graph().namespace_manager
    return {
        " ".join(term.n3(names) for term in triple)
        for triple in graph
        if not any(within(space, term) for space in (EV, MEN) for term in triple)
    }


def difference(old: Graph, new: Graph) -> list[str]:
    """Return what is gone and what has come, events first."""
    out = []
    for read in (events, others):
        before, after = read(old), read(new)
        changed = [(line, "-") for line in before - after] + [(line, "+") for line in after - before]
        out += [f"{sign} {line}" for line, sign in sorted(changed)]
    return out or ["only tellings or ids of events differ; compare the two files"]


def test_graph_is_the_expected_one(built, renew):
    if renew:
        GOLDEN.write_bytes(built_turtle(built.graph))
    golden = Graph().parse(GOLDEN)
    if isomorphic(built.graph, golden):
        return
    told = difference(golden, built.graph)
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

    return EXPORTERS["graph.ttl"](ExportRequest(graph, load_ontology().graph))


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
