"""Quads -> the bodies of requests: N-Triples for one graph, or N-Quads where a server takes them."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from itertools import groupby, islice

import pyoxigraph as ox

from graph.errors import GraphError
from graph.remote.servers import Target
from graph.remote.source import Source

N_QUADS = "application/n-quads"


@dataclass(frozen=True, slots=True)
class Batch:
    """One request. graphs: those that it adds to, None for the default graph."""

    url: str
    media: str
    body: bytes
    triples: int
    graphs: tuple[str | None, ...]


def batches(source: Source, target: Target, graph: str | None, size: int) -> Generator[Batch, None, None]:
    """Yield the requests that load a source, the same ones each time.

    Args:
        source: what to load.
        target: where to.
        graph: the one graph to load all into; None leaves each quad in its own graph.
        size: quads in a request at most.

    Raises:
        GraphError: the source is broken, or goes into a default graph that the target does not have.
    """
    quads = source.quads(merged=graph is not None)
    one_graph = graph is not None or not source.many_graphs
    while window := list(islice(quads, size)):
        if one_graph:
            yield _of_one_graph(source, target, graph, window)
        elif target.kind.quads is not None:
            body = _body(source, window)
            yield Batch(target.quads_url(), N_QUADS, body, len(window), tuple(dict.fromkeys(map(_graph_of, window))))
        else:
            ordered = sorted(window, key=lambda quad: _graph_of(quad) or "")
            for name, members in groupby(ordered, key=_graph_of):
                yield _of_one_graph(source, target, name, list(members))


def _of_one_graph(source: Source, target: Target, graph: str | None, quads: list[ox.Quad]) -> Batch:
    if graph is None and not target.kind.has_default:
        raise GraphError(
            str(source.path), f"is for a default graph, and {target.kind.name} has none", "give --graph IRI"
        )
    if source.many_graphs:
        quads = [ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads]
    body = _body(source, quads)
    return Batch(target.graph_url(graph, loading=True), target.kind.triples, body, len(quads), (graph,))


def _body(source: Source, quads: list[ox.Quad]) -> bytes:
    """Return quads as N-Quads, which without a graph is N-Triples, free of blank nodes."""
    body = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
    if b"_:" in body:  # a blank node, or letters of a literal
        body = ox.serialize(source.named(quads), format=ox.RdfFormat.N_QUADS) or b""
    return body


def _graph_of(quad: ox.Quad) -> str | None:
    return quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else None
