"""Stores and files -> rdflib: one graph with everything merged, or a dataset with one named graph an article."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox
from rdflib import Dataset, Graph

from graph.errors import GraphError
from graph.namespaces import PREFIXES, new_graph
from graph.store.dataset import to_dataset
from graph.store.embedded import UNNAMED, VOCABULARY, is_store
from graph.terms import to_rdflib
from graph.vocabulary import Ontology

FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
}
"""Suffix of a file that can be read -> its format; another suffix is read as Turtle."""


def read_graph(path: Path) -> Graph:
    """Return all triples of a store or file as one graph, without the vocabulary that a store holds.

    Raises:
        GraphError: it is missing or cannot be parsed.
    """
    graph, term = new_graph(), lru_cache(maxsize=100_000)(to_rdflib)
    for quad in read_quads(path):
        graph.add((term(quad.subject), term(quad.predicate), term(quad.object)))
    return graph


def read_dataset(path: Path, ontology: Ontology) -> Dataset:
    """Return the quads of a store or file as a dataset; the triples of a .ttl or .nt file are parted by article.

    Raises:
        GraphError: it is missing or cannot be parsed.
    """
    if not is_store(path) and path.suffix not in (".nq", ".trig"):
        return to_dataset(read_graph(path), ontology)
    dataset, term = Dataset(default_union=True), lru_cache(maxsize=100_000)(to_rdflib)
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace, override=True)
    graphs = {ox.DefaultGraph(): dataset.default_graph, ox.NamedNode(UNNAMED): dataset.default_graph}
    for quad in read_quads(path):
        if quad.graph_name not in graphs:
            graphs[quad.graph_name] = dataset.graph(term(quad.graph_name))
        graphs[quad.graph_name].add((term(quad.subject), term(quad.predicate), term(quad.object)))
    return dataset


def read_quads(path: Path) -> Iterator[ox.Quad]:
    """Yield the quads of a store or file as they are, one by one; of a store those of its articles' graphs.

    Raises:
        GraphError: it is missing or cannot be parsed.
    """
    if is_store(path):
        return _stored(open_readonly(path))
    if path.is_dir():
        raise GraphError(str(path), "is a folder, but no store", "make one with `newsgraph build --store`")
    return _parsed(path)


def open_readonly(path: Path) -> ox.Store:
    """Return a store's triples, to look at only: what a run that is writing meanwhile has not finished is not seen.

    Raises:
        GraphError: the store cannot be opened.
    """
    try:
        return ox.Store.read_only(str(path))
    except OSError as error:
        raise GraphError(str(path), f"cannot be opened as a store ({error})", "give another folder") from None


def _stored(triples: ox.Store) -> Iterator[ox.Quad]:
    """Yield the quads of the named graphs but the vocabulary's; of the default graph where nothing is named."""
    names = sorted(triples.named_graphs(), key=str)
    for name in names or (ox.DefaultGraph(),):
        if name != ox.NamedNode(VOCABULARY):
            yield from triples.quads_for_pattern(None, None, None, name)


def _parsed(path: Path) -> Iterator[ox.Quad]:
    form = FORMATS.get(path.suffix.lower(), ox.RdfFormat.TURTLE)
    try:
        with path.open("rb") as file:
            yield from ox.parse(file, format=form)
    except OSError as error:
        do = "build it first: newsgraph build"
        raise GraphError(str(path), f"cannot be read ({error.strerror})", do) from None
    except SyntaxError as error:
        known = ", ".join(FORMATS)
        raise GraphError(str(path), f"is no {form.name} file ({_place(error)})", f"give a {known} file") from None


def _place(error: SyntaxError) -> str:
    return str(error).partition("\n")[0][:200]
