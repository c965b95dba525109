"""One of two graphs, with the look-ups that aligning and comparing it take."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property

from rdflib import RDF, RDFS, XSD, Graph, Literal, URIRef
from rdflib.namespace import SKOS
from rdflib.term import Node

from graph.namespaces import ENT, NG, SCHEMA, local_name, within
from graph.vocabulary import Ontology

Triple = tuple[Node, Node, Node]
Place = tuple[str, str, str]
"""Article, and first character and letters of a trigger: where a text tells an event, whatever it was taken for."""


@dataclass(frozen=True)
class Side:
    """A graph to compare."""

    graph: Graph
    ontology: Ontology

    @cached_property
    def triples(self) -> frozenset[Triple]:
        """All triples, values that mean the same written alike: a store gives back 0.9 for 0.90, and 1 for true."""
        return frozenset((s, p, _plain(o)) for s, p, o in self.graph)

    @cached_property
    def articles(self) -> frozenset[Node]:
        """The articles."""
        return frozenset(self.graph.subjects(RDF.type, SCHEMA.NewsArticle))

    @cached_property
    def entities(self) -> frozenset[Node]:
        """The entities: persons, countries, bodies, places, posts, topics."""
        classed = self.graph.subject_objects(RDF.type)
        is_a = self.ontology.is_a
        return frozenset(node for node, cls in classed if within(ENT, node) and is_a(local_name(cls), "Entity"))

    @cached_property
    def events(self) -> frozenset[Node]:
        """The events."""
        return frozenset(self.graph.subjects(NG.evidence)) | frozenset(self.graph.subjects(NG.status))

    @cached_property
    def by_name(self) -> dict[str, set[Node]]:
        """Normalised name -> the entities that have it."""
        found: dict[str, set[Node]] = {}
        for node in self.entities:
            for name in self.names(node):
                found.setdefault(name, set()).add(node)
        return found

    def names(self, node: Node) -> frozenset[str]:
        """Return all names of an entity, normalised; misspelt ones too."""
        return frozenset(self._texts(node, (RDFS.label, SKOS.altLabel, SKOS.hiddenLabel)))

    def own_names(self, node: Node) -> frozenset[str]:
        """Return the names that an entity goes by first, normalised."""
        return frozenset(self._texts(node, (RDFS.label,)))

    def _texts(self, node: Node, predicates: Iterable[URIRef]) -> Iterable[str]:
        return (_normalised(str(o)) for predicate in predicates for o in self.graph.objects(node, predicate))

    def class_of(self, node: Node) -> str:
        """Return the local name of a node's class, the first by name where there are several."""
        return min((local_name(cls) for cls in self.graph.objects(node, RDF.type) if within(NG, cls)), default="")

    def label(self, node: Node, language: str) -> str:
        """Return a node's name in a language if it has one there, else in Chinese, else any."""
        labels = (o for o in self.graph.objects(node, RDFS.label) if isinstance(o, Literal))
        ranks = {language: 0, "zh": 1}
        told = sorted((ranks.get(str(o.language), 2), str(o)) for o in labels)
        return told[0][1] if told else local_name(node)

    def text(self, node: Node, predicate: URIRef) -> str:
        """Return a value as text, the first where there are several, "" where there is none."""
        return min((str(o) for o in self.graph.objects(node, predicate)), default="")

    def fillers(self, event: Node) -> dict[str, frozenset[Node]]:
        """Return role -> fillers, of the roles that are filled."""
        told = {role: frozenset(self.graph.objects(event, NG[role])) for role in self.ontology.roles}
        return {role: nodes for role, nodes in told.items() if nodes}

    def mentions(self, event: Node) -> dict[Place, Node]:
        """Return where an event is told, and the mention of each place."""
        mentions = sorted(self.graph.objects(event, NG.evidence), key=str)
        return {
            (self.text(m, NG.inDocument), self.text(m, NG.triggerStart), self.text(m, NG.trigger)): m for m in mentions
        }

    def places(self, event: Node) -> frozenset[Place]:
        """Return where an event is told."""
        return frozenset(self.mentions(event))

    def other_names(self, node: Node) -> set[str]:
        """Return the names of an entity beyond those that it goes by first, as they are written."""
        return {str(o) for predicate in (SKOS.altLabel, SKOS.hiddenLabel) for o in self.graph.objects(node, predicate)}

    def name(self, node: Node, predicate: URIRef) -> str:
        """Return the local name of a value, "" where there is none."""
        return min((local_name(o) for o in self.graph.objects(node, predicate)), default="")

    def days(self, event: Node) -> tuple[str, ...]:
        """Return all that is told of an event's time."""
        return tuple(self.text(event, NG[what]) for what in ("edtf", "begin", "end", "precision"))

    def when(self, event: Node) -> str:
        """Return the time of an event as it is shown: EDTF, else its days, "" for none."""
        edtf, begin, end, _ = self.days(event)
        return edtf or ("/".join((begin, end)) if begin or end else "")

    def window(self, event: Node) -> tuple[str, str]:
        """Return the first and the last day on which an event can lie, "" where that is open."""
        return self.text(event, NG.begin), self.text(event, NG.end)


def _normalised(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def _plain(node: Node) -> Node:
    """Return a value in the shortest way to write it, so that two stores' ways are equal."""
    if isinstance(node, Literal) and node.datatype == XSD.decimal:
        try:
            return Literal(format(Decimal(str(node)).normalize(), "f"), datatype=XSD.decimal)
        except InvalidOperation:
            return node
    if isinstance(node, Literal) and node.datatype == XSD.dateTime:
        return Literal(str(node).replace("+00:00", "Z"), datatype=XSD.dateTime, normalize=False)
    if isinstance(node, Literal) and node.datatype == XSD.boolean:
        return Literal({"1": "true", "0": "false"}.get(str(node), str(node)), datatype=XSD.boolean)
    return node
