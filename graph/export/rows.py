"""RDF -> rows: events, tellings, entities and direct relations as plain records, for tables and networks.

A row of an event carries its day, status, sources and sentences with it, so that a table cut loose from its graph can
still say where each of its lines comes from. Rows are sorted by IRI; lists within them too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.namespace import SKOS
from rdflib.term import Node

from graph.namespaces import ENT, EV, NG, NGC, OA, SCHEMA, local_name, within
from graph.vocabulary import Ontology

ROLES = (
    *("actor", "participant", "recipient", "object", "content"),
    *("topic", "place", "destination", "origin", "position"),
)
LINKS = ("inResponseTo", "purpose", "causes", "subEventOf")
_OF_TELLINGS = {
    "according_to": "sources",
    "relayed_by": "relays",
    "outlet": "outlets",
    "article": "articles",
    "url": "urls",
    "published": "published",
    "sentence": "sentences",
}
"""Column of a telling -> column of the event that gathers it, each value once."""
Row = dict[str, Any]
"""Column -> str, int, float, bool, None where nothing is told, or a list of str."""


@dataclass(frozen=True)
class Rows:
    """The rows of a graph, read with its vocabulary."""

    graph: Graph
    ontology: Ontology

    @cached_property
    def events(self) -> list[Row]:
        """One row an event. Roles come twice: as names, and as IRIs in `…_iri`."""
        events = {*self.graph.subjects(NG.evidence), *self.graph.subjects(NG.status)}
        return [self._event(node) for node in sorted(events, key=str)]

    @cached_property
    def tellings(self) -> list[Row]:
        """One row a telling of an event: which sentence of which article, whose word, how sure."""
        told = sorted(self.graph.subject_objects(NG.evidence), key=lambda pair: (str(pair[0]), str(pair[1])))
        return [self._telling(event, mention) for event, mention in told]

    @cached_property
    def entities(self) -> list[Row]:
        """One row an entity: its names, class, and what it represents."""
        classed = self.graph.subject_objects(RDF.type)
        nodes = {node for node, cls in classed if self.ontology.is_a(local_name(cls), "Entity") and within(ENT, node)}
        return [self._entity(node) for node in sorted(nodes, key=str)]

    @cached_property
    def relations(self) -> list[Row]:
        """One row a direct triple, `ng:` or `ngc:`, with the number of events behind it and their days."""
        return list(self._relations())

    # ----------------------------------------------------------------------------------------------------- single rows

    def _event(self, node: Node) -> Row:
        type_ = self.class_of(node)
        status = self._name(node, NG.status)
        tellings = self._tellings_of.get(node, [])
        row: Row = {
            "event": str(node),
            "type": type_,
            "type_zh": self.term(type_, "zh"),
            "type_en": self.term(type_, "en"),
            "group": self.ontology.group_of(type_),
            "label": self.label(node),
            "status": status,
            "factuality": self.ontology.modalities.get(status, ""),
            "contested": self._text(node, NG.contested) in ("true", "1"),
            "begin": self._text(node, NG.begin),
            "end": self._text(node, NG.end),
            "edtf": self._text(node, NG.edtf),
            "precision": self._text(node, NG.precision),
            "time_text": self._text(node, NG.timeText),
            "duration": self._text(node, NG.duration),
            "quote": self._text(node, NG.quote),
        }
        for role in (*ROLES, *LINKS):
            fillers = sorted(self.graph.objects(node, NG[role]), key=str)
            row[role] = [self.label(filler) for filler in fillers]
            row[f"{role}_iri"] = [str(filler) for filler in fillers]
        for told, column in _OF_TELLINGS.items():
            row[column] = _distinct(telling[told] for telling in tellings)
        row["first_published"] = min((t["published"] for t in tellings if t["published"]), default=None)
        return row | {"articles_count": len(row["articles"]), "tellings_count": len(tellings)}

    @cached_property
    def _tellings_of(self) -> dict[Node, list[Row]]:
        found: dict[Node, list[Row]] = {}
        for row in self.tellings:
            found.setdefault(URIRef(row["event"]), []).append(row)
        return found

    def _telling(self, event: Node, mention: Node) -> Row:
        article = self.graph.value(mention, NG.inDocument)
        publisher = self.graph.value(article, SCHEMA.publisher, any=True)
        return {
            "mention": str(mention),
            "event": str(event),
            "type": self.class_of(event),
            "label": self.label(event),
            "modality": self._name(mention, NG.modality),
            "modality_cue": self._text(mention, NG.modalityCue),
            "according_to": self.labels(mention, NG.accordingTo),
            "according_to_iri": self._iris(mention, NG.accordingTo),
            "relayed_by": self.labels(mention, NG.relayedBy),
            "relayed_by_iri": self._iris(mention, NG.relayedBy),
            "confidence": self._number(mention, NG.confidence),
            "sentence": self._text(mention, OA.exact),
            "start": self._number(mention, OA.start),
            "end": self._number(mention, OA.end),
            "trigger": self._text(mention, NG.trigger),
            "trigger_start": self._number(mention, NG.triggerStart),
            "article": None if article is None else str(article),
            "headline": self._text(article, SCHEMA.headline),
            "url": self._text(article, SCHEMA.url),
            "published": self._text(article, SCHEMA.datePublished),
            "outlet": None if publisher is None else self.label(publisher),
            "outlet_iri": None if publisher is None else str(publisher),
        }

    def _entity(self, node: Node) -> Row:
        type_ = self.class_of(node)
        names = {str(name) for p in (SKOS.altLabel, RDFS.label) for name in self.graph.objects(node, p)}
        return {
            "entity": str(node),
            "type": type_,
            "type_zh": self.term(type_, "zh"),
            "type_en": self.term(type_, "en"),
            "label": self.label(node),
            "label_en": self.label(node, "en"),
            "other_names": sorted(names - {self.label(node)}),
            "misspelt": sorted(str(name) for name in self.graph.objects(node, SKOS.hiddenLabel)),
            "represents": self.labels(node, NG.represents),
            "represents_iri": self._iris(node, NG.represents),
            "articles_count": sum(1 for _ in self.graph.subjects(SCHEMA.mentions, node)),
        }

    def _relations(self) -> Iterator[Row]:
        for name in sorted({shortcut.property for shortcut in self.ontology.shortcuts}):
            for factual, property_ in ((True, NG[name]), (False, NGC[name])):
                for s, o in sorted(
                    self.graph.subject_objects(property_), key=lambda pair: (str(pair[0]), str(pair[1]))
                ):
                    events = sorted(map(str, self._behind(s, name, o, factual)))
                    days = [self._days.get(event, (None, None)) for event in events]
                    yield {
                        "subject": str(s),
                        "subject_label": self.label(s),
                        "relation": name,
                        "relation_zh": self.term(name, "zh"),
                        "object": str(o),
                        "object_label": self.label(o),
                        "factual": factual,
                        "events": events,
                        "weight": max(len(events), 1),
                        "begin": min((begin for begin, _ in days if begin), default=None),
                        "end": max((end for _, end in days if end), default=None),
                    }

    # ---------------------------------------------------------------------------------------------------- what is where

    def _behind(self, subject: Node, relation: str, object_: Node, factual: bool) -> set[Node]:
        """Return the events that a direct triple follows from."""
        if within(EV, object_) or within(EV, subject):
            return {node for node in (subject, object_) if within(EV, node)}
        found: set[Node] = set()
        for shortcut in self.ontology.shortcuts:
            if shortcut.property == relation:
                events = set(self.graph.subjects(NG[shortcut.subject], subject))
                events &= set(self.graph.subjects(NG[shortcut.object], object_))
                found |= {event for event in events if self.ontology.is_a(self.class_of(event), shortcut.type)}
        return {event for event in found if self._is_factual(event) == factual}

    def _is_factual(self, event: Node) -> bool:
        return self.ontology.modalities.get(self._name(event, NG.status)) == "Factual"

    @cached_property
    def _days(self) -> dict[str, tuple[str | None, str | None]]:
        return {row["event"]: (row["begin"], row["end"]) for row in self.events}

    def class_of(self, node: Node) -> str:
        """Return the local name of a node's class, the first by name where there are several."""
        return min((local_name(cls) for cls in self.graph.objects(node, RDF.type) if within(NG, cls)), default="")

    def label(self, node: Node, language: str = "zh") -> str:
        """Return the name of a node: in the language if there is one, else any; "" in English means none."""
        labels = (o for o in self.graph.objects(node, RDFS.label) if isinstance(o, Literal))
        found = sorted((o.language or "", str(o)) for o in labels)
        told = next((text for tag, text in found if tag == language), "")
        if told or language == "en":
            return told
        return found[0][1] if found else local_name(node)

    def labels(self, node: Node, predicate: URIRef) -> list[str]:
        """Return the names of what a node has, in the order of their IRIs."""
        return [self.label(o) for o in sorted(self.graph.objects(node, predicate), key=str)]

    def term(self, name: str, language: str) -> str:
        """Return a term of the vocabulary in a language, the name itself if it has none."""
        label = self.ontology.labels.get(name)
        return (getattr(label, language) if label else "") or name

    def _iris(self, node: Node, predicate: URIRef) -> list[str]:
        return sorted(str(o) for o in self.graph.objects(node, predicate))

    def _text(self, node: Node | None, predicate: URIRef) -> str | None:
        return min((str(o) for o in self.graph.objects(node, predicate)), default=None) if node is not None else None

    def _name(self, node: Node, predicate: URIRef) -> str:
        return min((local_name(o) for o in self.graph.objects(node, predicate)), default="")

    def _number(self, node: Node, predicate: URIRef) -> int | float | None:
        value = self.graph.value(node, predicate, any=True)
        told = value.toPython() if isinstance(value, Literal) else None
        return float(told) if isinstance(told, Decimal) else told if isinstance(told, int | float) else None


def _distinct(values: Iterator[Any]) -> list[str]:
    flat = (part for value in values for part in (value if isinstance(value, list) else [value]) if part)
    return sorted(set(flat))
