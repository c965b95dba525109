"""A graph that was built -> other people's formats and data structures: what a user's own code calls.

Beside `graph.pipeline`, which makes graphs, this is the only file that joins stages: `store` tells which article a
triple stands in, `export` writes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.errors import GraphError

if TYPE_CHECKING:
    import networkx
    import pandas
    from rdflib import Graph

    from graph.changes import Difference
    from graph.vocabulary import Ontology


def export_graph(graph: Graph, to: str, *, ontology: Ontology | None = None, view: str = "events") -> dict[str, bytes]:
    """Return a graph in a format: file name -> bytes, the same bytes for the same triples.

    Args:
        graph: what `build` gives or `read_graph` reads.
        to: turtle, ntriples, trig, nquads, jsonld, context, graphml, gexf, neo4j, csv, parquet or plover.
        ontology: the vocabulary it was built with; None for the shipped one.
        view: of a network: "events", or "entities" for entities alone, joined by direct relations.

    Raises:
        GraphError: there is no such format, or it needs an extra that is not installed.
    """
    from graph.export.formats import FORMATS, FormatRequest, write_format
    from graph.export.rows import Rows
    from graph.store.dataset import article_quads

    if to not in FORMATS:
        raise GraphError(to, "is no known format", f"give one of {', '.join(FORMATS)}")
    vocabulary = _ontology(ontology)
    return write_format(to, FormatRequest(Rows(graph, vocabulary), lambda: article_quads(graph, vocabulary), view))


def to_networkx(graph: Graph, *, ontology: Ontology | None = None, view: str = "events") -> networkx.MultiDiGraph:
    """Return a graph as a network whose nodes are IRIs; `graph.export.network` tells what nodes and edges carry."""
    from graph.export.network import VIEWS
    from graph.export.network import to_networkx as network_of
    from graph.export.rows import Rows

    if view not in VIEWS:
        raise GraphError(view, "is no known view", f"give one of {', '.join(VIEWS)}")
    return network_of(Rows(graph, _ontology(ontology)), view)


def to_pandas(graph: Graph, *, ontology: Ontology | None = None) -> dict[str, pandas.DataFrame]:
    """Return a graph as data frames: events, mentions, entities, relations. Needs the extra `tables`."""
    from graph.export.rows import Rows
    from graph.export.tables import to_pandas as frames_of

    return frames_of(Rows(graph, _ontology(ontology)))


def diff(old: Graph, new: Graph, *, ontology: Ontology | None = None) -> Difference:
    """Return what the second of two graphs says otherwise than the first: lists of what is new, gone and changed.

    `graph.changes.words.as_text` puts it in words; `graph.changes.triples` into triples.
    """
    from graph.changes import diff as difference_of

    return difference_of(old, new, _ontology(ontology))


def _ontology(given: Ontology | None) -> Ontology:
    from graph.vocabulary import load_ontology

    return given or load_ontology()
