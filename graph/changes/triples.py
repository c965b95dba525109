"""A difference as RDF: Turtle in the ChangeSet vocabulary, or TriG with a graph of what went and one of what came.

ChangeSet (Tunnicliffe and Davis, Talis 2009): each triple that went or came is a statement of its own, so that plain
triples can tell of triples. Statements are named by their content, so that the bytes are always the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pyoxigraph as ox
from rdflib import OWL, RDF, Namespace
from rdflib.term import Node

from graph.changes.differences import Difference
from graph.changes.side import Triple
from graph.namespaces import PREFIXES, new_graph
from graph.terms import to_quad

CS = Namespace("http://purl.org/vocab/changeset/schema#")
CHANGE = Namespace("urn:newsgraph:change:")
GONE, NEW, SAME = CHANGE.gone, CHANGE.new, CHANGE.same


def as_turtle(found: Difference) -> bytes:
    """Return a change set with its statements, and owl:sameAs from the old to the new IRI of what is in both."""
    graph = new_graph()
    graph.bind("cs", CS)
    graph.bind("change", CHANGE)
    graph.add((CHANGE.set, RDF.type, CS.ChangeSet))
    for kind, triples in ((CS.removal, found.gone_triples), (CS.addition, found.new_triples)):
        for triple in triples:
            statement = CHANGE[hashlib.sha256(" ".join(term.n3() for term in triple).encode()).hexdigest()[:20]]
            graph.add((CHANGE.set, kind, statement))
            graph.add((statement, RDF.type, RDF.Statement))
            for part, term in zip((RDF.subject, RDF.predicate, RDF.object), triple, strict=True):
                graph.add((statement, part, term))
    for old, new in _aligned(found):
        graph.add((old, OWL.sameAs, new))
    return graph.serialize(format="turtle", encoding="utf-8")


def as_trig(found: Difference) -> bytes:
    """Return three graphs: change:gone, change:new, and change:same with the old and new IRIs of what is in both.

    Name the things of the first graph as change:same has it, take away change:gone and add change:new: that is the
    second graph.
    """
    same: list[Triple] = [(old, OWL.sameAs, new) for old, new in _aligned(found)]
    quads = [
        to_quad(s, p, o, graph)
        for graph, triples in ((GONE, found.gone_triples), (NEW, found.new_triples), (SAME, same))
        for s, p, o in triples
    ]
    prefixes = {prefix: str(namespace) for prefix, namespace in PREFIXES.items()} | {"change": str(CHANGE)}
    return ox.serialize(quads, format=ox.RdfFormat.TRIG, prefixes=prefixes) or b""


def _aligned(found: Difference) -> Iterator[tuple[Node, Node]]:
    alignment = found.alignment
    for mapping in (alignment.entities, alignment.merged, alignment.events, alignment.mentions):
        yield from sorted(mapping.items(), key=str)
