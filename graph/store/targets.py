"""What the shapes look at, by the thousand: the nodes of their classes, each with the triples that its shapes need.

A node of a batch is looked at as a whole; what it refers to is there with its types alone. So that this is not taken
for a node with everything missing, the shapes are for twins of their classes, which only the nodes of the batch have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyoxigraph as ox
from rdflib import RDF, RDFS, SH, SKOS, Graph, URIRef
from rdflib.term import Node

from graph.namespaces import NG, local_name, new_graph, within
from graph.terms import to_rdflib
from graph.vocabulary import Ontology

_TYPE = ox.NamedNode(str(RDF.type))
Focus = tuple[ox.NamedNode, ox.NamedNode]
"""A node and the first of its classes."""


class Targets:
    """The shapes without their SPARQL rules, and the nodes that they are for.

    shapes: for twins of their classes.
    """

    def __init__(self, shapes: Graph, ontology: Ontology) -> None:
        self.shapes, self._schema = new_graph(), new_graph()
        self._classes: dict[ox.NamedNode, list[URIRef]] = {}
        for s, p, o in shapes:
            if p not in (SH.sparql, SH.select, SH.targetSubjectsOf):
                self.shapes.add((s, p, _twin(o) if p == SH.targetClass else o))
        for target in sorted(set(shapes.objects(None, SH.targetClass)), key=str):
            for cls in _below(target, ontology):
                self._classes.setdefault(ox.NamedNode(str(cls)), []).append(_twin(target))
        for s, p, o in ontology.terms:
            if p in (RDFS.subClassOf, SKOS.inScheme, SKOS.broader):
                self._schema.add((s, p, o))

    def nodes(self, store: ox.Store) -> Iterator[Focus]:
        """Yield each node that a shape is for, once."""
        for cls in self._classes:
            for quad in store.quads_for_pattern(None, _TYPE, cls, ox.DefaultGraph()):
                node = quad.subject
                if isinstance(node, ox.NamedNode) and cls == next(self._classes_of(node, store)):
                    yield node, cls

    def count(self, store: ox.Store) -> int:
        """Return about how many nodes there are: one of several classes counts for each."""
        return sum(1 for cls in self._classes for _ in store.quads_for_pattern(None, _TYPE, cls, ox.DefaultGraph()))

    def data(self, batch: Sequence[Focus], store: ox.Store) -> Graph:
        """Return the triples of some nodes, the types of what they refer to, and the vocabulary that shapes look at."""
        data = new_graph()
        data += self._schema
        values: set[ox.NamedNode] = set()
        for node, _ in batch:
            for quad in store.quads_for_pattern(node, None, None, ox.DefaultGraph()):
                data.add(_triple(quad))
                if isinstance(quad.object, ox.NamedNode):
                    values.add(quad.object)
            for cls in self._classes_of(node, store):
                for twin in self._classes[cls]:
                    data.add((URIRef(node.value), RDF.type, twin))
        for value in values:
            for quad in store.quads_for_pattern(value, _TYPE, None, ox.DefaultGraph()):
                data.add(_triple(quad))
        return data

    def _classes_of(self, node: ox.NamedNode, store: ox.Store) -> Iterator[ox.NamedNode]:
        types = {quad.object for quad in store.quads_for_pattern(node, _TYPE, None, ox.DefaultGraph())}
        return (cls for cls in self._classes if cls in types)


def _below(cls: Node, ontology: Ontology) -> list[Node]:
    """Return a class and those below it."""
    if not within(NG, cls):
        return [cls]
    return [NG[name] for name in sorted(ontology.parents) if ontology.is_a(name, local_name(cls))] or [cls]


def _twin(cls: Node) -> URIRef:
    return URIRef(f"urn:newsgraph:focus:{cls}")


def _triple(quad: ox.Quad) -> tuple[Node, Node, Node]:
    return to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object)
