"""RDF -> Turtle, made to be read: short names, sorted, no blank nodes."""

from __future__ import annotations

from rdflib import Graph


def write_turtle(graph: Graph) -> bytes:
    """Return the graph as UTF-8 Turtle.

    The bytes depend on the triples and the bound prefixes alone: rdflib sorts subjects and predicates, and what this
    project writes has no blank nodes, whose order would leak in.
    """
    return graph.serialize(format="turtle", encoding="utf-8")
