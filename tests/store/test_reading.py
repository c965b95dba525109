from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph

from graph import read_graph
from graph.errors import GraphError
from graph.export.quads import write_nquads, write_trig
from graph.model import Resolution
from graph.namespaces import ART
from graph.pipeline import read_dataset
from graph.store.dataset import article_quads
from graph.store.embedded import load_file, open_store
from graph.store.reading import open_readonly
from graph.store.triples import to_graph
from graph.vocabulary import Ontology


@pytest.fixture
def graph(resolution: Resolution, ontology: Ontology) -> Graph:
    return to_graph(resolution, ontology)


@pytest.fixture
def places(tmp_path: Path, graph: Graph, ontology: Ontology) -> dict[str, Path]:
    """Return where the graph of the sample lies, in each form in which it can be read."""
    places = {form: tmp_path / f"graph.{form}" for form in ("ttl", "nt", "nq", "trig")} | {"store": tmp_path / "store"}
    for form, syntax in (("ttl", "turtle"), ("nt", "nt")):
        graph.serialize(places[form], format=syntax, encoding="utf-8")
    places["nq"].write_bytes(write_nquads(article_quads(graph, ontology)))
    places["trig"].write_bytes(write_trig(article_quads(graph, ontology)))
    with open_store(places["store"]) as store:
        store.write(graph, ontology)
    return places


def values(graph: Graph) -> set[tuple[object, ...]]:
    """Return the triples with numbers by their value: Oxigraph gives 0.90 back as 0.9."""
    return {(s, p, o.toPython() if hasattr(o, "toPython") else o) for s, p, o in graph}


def test_a_graph_is_the_same_from_a_store_and_from_every_kind_of_file(places: dict[str, Path], graph: Graph) -> None:
    for place in places.values():
        read = read_graph(place)
        assert values(read) == values(graph), place
        assert len(read) == len(graph)
        assert read.query("ASK { ?e a ng:Meeting }").askAnswer


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # rdflib's own patterns call what it deprecates
def test_a_dataset_has_the_same_graphs_wherever_it_is_read_from(places: dict[str, Path], graph: Graph) -> None:
    datasets = {form: read_dataset(place) for form, place in places.items()}
    for name in (ART.dialogue, ART.invitation, ART.rumour):
        parts = {form: values(dataset.graph(name)) for form, dataset in datasets.items()}
        assert parts["ttl"]
        assert all(part == parts["ttl"] for part in parts.values()), name
    for dataset in datasets.values():
        assert len(set(dataset.triples((None, None, None)))) == len(graph)  # plain patterns see the union


@pytest.mark.parametrize(
    ("name", "found"), [("none.ttl", "cannot be read"), ("empty", "no store"), ("bad.nt", "is no")]
)
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str, found: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad.nt").write_text("<a> <b>")
    with pytest.raises(GraphError, match=found) as raised:
        read_graph(tmp_path / name)
    assert raised.value.what == str(tmp_path / name)


@pytest.mark.parametrize("form", ["ttl", "nt", "nq", "trig"])
def test_a_loaded_file_is_asked_like_a_built_store(places: dict[str, Path], graph: Graph, form: str) -> None:
    folder = places[form].parent / "loaded"
    load_file(places[form], folder)
    assert values(read_graph(folder)) == values(graph)
    asked = open_readonly(folder).query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert isinstance(asked, ox.QuerySolutions)
    assert [row["n"].value for row in asked] == [str(len(graph))]
    with pytest.raises(GraphError, match="already"):
        load_file(places[form], folder)


def test_a_broken_file_is_not_loaded(tmp_path: Path) -> None:
    (tmp_path / "bad.nt").write_text("<a> <b>")
    with pytest.raises(GraphError, match="cannot be loaded"):
        load_file(tmp_path / "bad.nt", tmp_path / "store")
