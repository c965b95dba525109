"""Terms of rdflib <-> terms of Oxigraph. What this project writes has no blank nodes."""

from __future__ import annotations

import pyoxigraph as ox
from rdflib import BNode, Literal, URIRef
from rdflib.term import Node

Term = ox.NamedNode | ox.BlankNode | ox.Literal


def to_oxigraph(node: Node) -> Term:
    """Return a term of rdflib as one of Oxigraph."""
    if isinstance(node, URIRef):
        return ox.NamedNode(str(node))
    if isinstance(node, BNode):
        return ox.BlankNode(str(node))
    assert isinstance(node, Literal)  # rdflib has no other kind in data
    if node.language:
        return ox.Literal(str(node), language=node.language)
    return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype)) if node.datatype else None)


def to_triple(subject: Node, predicate: Node, value: Node) -> ox.Triple:
    """Return a triple of rdflib as one of Oxigraph."""
    return ox.Triple(to_oxigraph(subject), ox.NamedNode(str(predicate)), to_oxigraph(value))  # type: ignore[arg-type]


def to_quad(subject: Node, predicate: Node, value: Node, graph: Node | None) -> ox.Quad:
    """Return a triple of rdflib in a named graph, or in the default graph (None), as a quad of Oxigraph."""
    name = ox.DefaultGraph() if graph is None else ox.NamedNode(str(graph))
    return ox.Quad(to_oxigraph(subject), ox.NamedNode(str(predicate)), to_oxigraph(value), name)  # type: ignore[arg-type]


def to_rdflib(term: object) -> URIRef | BNode | Literal:
    """Return a term of Oxigraph as one of rdflib, its letters as they are."""
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    assert isinstance(term, ox.Literal)  # RDF 1.2's triple terms are not written by this project
    if term.language:
        return Literal(term.value, lang=term.language)
    kind = term.datatype.value
    return Literal(term.value, datatype=None if kind == _STRING else URIRef(kind), normalize=False)


_STRING = "http://www.w3.org/2001/XMLSchema#string"
"""Plain texts: rdflib keeps them without a datatype."""
