"""Where a node of a graph was read from: an article and a sentence of it, found in an Oxigraph store."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pyoxigraph as ox
from rdflib import URIRef

from graph.namespaces import NG, OA, SCHEMA, local_name, new_graph
from graph.terms import Term

NEARBY = 1000
"""Triples that are looked at for an event that a node takes part in: a country takes part in very many."""


class Evidence:
    """Looks up the evidence of nodes in the default graph of a store."""

    def __init__(self, store: ox.Store) -> None:
        self._store, self._names = store, new_graph().namespace_manager

    def of(self, node: Term) -> tuple[str, str]:
        """Return the id of the article and the sentence that a node was read from, "" for what is not known.

        A node's own mention comes first, then those of the event that it is, then of one that it takes part in, then
        an article that mentions it.
        """
        if isinstance(node, ox.Literal):
            return "", ""
        for mention in self._mentions(node):
            article, sentence = self._value(mention, NG.inDocument), self._value(mention, OA.exact)
            if article is not None and sentence is not None:
                return local_name(URIRef(article)), sentence
        naming = min(map(str, self._subjects(SCHEMA.mentions, node)), default="")
        return local_name(URIRef(naming.strip("<>"))) if naming else "", ""

    def short(self, term: object) -> str:
        """Return an IRI as it is written with the project's prefixes, the letters of a literal, "" for None."""
        if isinstance(term, ox.NamedNode):
            return self._names.normalizeUri(term.value)
        return "" if term is None else str(getattr(term, "value", term))

    def _mentions(self, node: ox.NamedNode | ox.BlankNode) -> Iterator[ox.NamedNode | ox.BlankNode]:
        yield node
        yield from self._least(self._objects(node, NG.evidence))
        for event in self._least(self._told(node)):
            yield from self._least(self._objects(event, NG.evidence))

    def _told(self, node: ox.NamedNode | ox.BlankNode) -> Iterator[Term]:
        """Yield the events that a node takes part in."""
        naming = self._store.quads_for_pattern(None, None, node, ox.DefaultGraph())
        for quad in itertools.islice(naming, NEARBY):
            event = quad.subject
            if not isinstance(event, ox.Triple) and next(self._objects(event, NG.evidence), None) is not None:
                yield event

    def _least(self, terms: Iterator[Term]) -> Iterator[ox.NamedNode | ox.BlankNode]:
        """Yield the first in the order of letters, none if there is none: the same one in whatever order they come."""
        least = min(terms, key=str, default=None)
        if isinstance(least, ox.NamedNode | ox.BlankNode):
            yield least

    def _objects(self, node: ox.NamedNode | ox.BlankNode, predicate: URIRef) -> Iterator[Term]:
        for quad in self._store.quads_for_pattern(node, ox.NamedNode(predicate), None, ox.DefaultGraph()):
            assert not isinstance(quad.object, ox.Triple)
            yield quad.object

    def _subjects(self, predicate: URIRef, node: Term) -> Iterator[Term]:
        for quad in self._store.quads_for_pattern(None, ox.NamedNode(predicate), node, ox.DefaultGraph()):
            if not isinstance(quad.subject, ox.Triple):
                yield quad.subject

    def _value(self, node: ox.NamedNode | ox.BlankNode, predicate: URIRef) -> str | None:
        return min((str(getattr(term, "value", term)) for term in self._objects(node, predicate)), default=None)
