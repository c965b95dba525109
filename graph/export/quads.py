"""A dataset of one named graph an article -> TriG and N-Quads, sorted."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox
from rdflib import URIRef
from rdflib.term import Node

from graph.namespaces import PREFIXES
from graph.terms import to_quad

Quads = Iterable[tuple[Node, Node, Node, URIRef | None]]


def write_nquads(quads: Quads) -> bytes:
    """Return quads as N-Quads, in the order of their lines."""
    lines = (ox.serialize([to_quad(*quad)], format=ox.RdfFormat.N_QUADS) or b"" for quad in quads)
    return b"".join(sorted(lines))


def write_trig(quads: Quads) -> bytes:
    """Return quads as TriG with the project's prefixes, graph by graph."""
    prefixes = {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}
    ordered = sorted((to_quad(*quad) for quad in quads), key=lambda q: (str(q.graph_name), str(q.triple)))
    return ox.serialize(ordered, format=ox.RdfFormat.TRIG, prefixes=prefixes) or b""
