"""A dataset of one named graph an article -> TriG and N-Quads, sorted."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox
from rdflib import BNode, Literal, URIRef
from rdflib.term import Node

from graph.namespaces import PREFIXES

Quads = Iterable[tuple[Node, Node, Node, URIRef | None]]


def write_nquads(quads: Quads) -> bytes:
    """Return quads as N-Quads, in the order of their lines."""
    lines = (ox.serialize([_quad(quad)], format=ox.RdfFormat.N_QUADS) or b"" for quad in quads)
    return b"".join(sorted(lines))


def write_trig(quads: Quads) -> bytes:
    """Return quads as TriG with the project's prefixes, graph by graph."""
    prefixes = {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}
    ordered = sorted((_quad(quad) for quad in quads), key=lambda q: (str(q.graph_name), str(q.triple)))
    return ox.serialize(ordered, format=ox.RdfFormat.TRIG, prefixes=prefixes) or b""


def _quad(quad: tuple[Node, Node, Node, URIRef | None]) -> ox.Quad:
    subject, predicate, value, graph = quad
    name = ox.DefaultGraph() if graph is None else ox.NamedNode(str(graph))
    return ox.Quad(_node(subject), ox.NamedNode(str(predicate)), _term(value), name)


def _node(node: Node) -> ox.NamedNode | ox.BlankNode:
    return ox.BlankNode(str(node)) if isinstance(node, BNode) else ox.NamedNode(str(node))


def _term(node: Node) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if not isinstance(node, Literal):
        return _node(node)
    if node.language:
        return ox.Literal(str(node), language=node.language)
    return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype))) if node.datatype else ox.Literal(str(node))
