"""RDF -> what the page shows, as plain values ready for JSON. Reads the graph and the vocabulary, nothing else.

Everything that is text here came from an article and may be hostile: it goes into the page as data only.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from rdflib import RDF, RDFS, Graph, URIRef
from rdflib.namespace import SDO, SKOS
from rdflib.term import Node

from graph.export.edges import LINKS, ROLES, Edge, edges_of, factuality, kinds_of
from graph.export.scope import Scope, events_in
from graph.namespaces import NG, OA, local_name

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class View:
    """What a page shows. entities, events, articles: IRI -> record; types, words: local name -> how to show it.

    edges: all lines. left_out: how many events the graph has beyond those shown.
    focus: IRIs of what the page is built around, as far as it shows them.
    """

    entities: dict[str, Record] = field(default_factory=dict)
    events: dict[str, Record] = field(default_factory=dict)
    articles: dict[str, Record] = field(default_factory=dict)
    types: dict[str, Record] = field(default_factory=dict)
    words: dict[str, Record] = field(default_factory=dict)
    edges: tuple[Edge, ...] = ()
    left_out: int = 0
    focus: tuple[str, ...] = ()


def view_of(graph: Graph, vocabulary: Graph, scope: Scope | None = None) -> View:
    """Return what the page shows of a graph; the same for the same triples, in whatever order they came.

    Args:
        graph: the graph of a build.
        vocabulary: the ontology's own triples.
        scope: which events; None for the most told of the whole graph.
    """
    return _Reader(graph, vocabulary, scope or Scope()).view()


class _Reader:
    def __init__(self, graph: Graph, vocabulary: Graph, scope: Scope) -> None:
        self.graph, self.vocabulary, self.scope = graph, vocabulary, scope

    def view(self) -> View:
        ranked, left_out = events_in(self.graph, self.scope)
        edges = edges_of(self.graph, self.vocabulary, ranked)
        events = {str(node): self._event(node) | {"rank": rank} for rank, node in enumerate(ranked)}
        used = {end for edge in edges if edge.kind != "fact" for end in (edge.source, edge.target)}
        used |= {str(iri) for event in ranked for iri in self._tellers(event)} | set(self.scope.focus)
        entities = {str(node): self._entity(node) for node in self._typed(NG.Entity) if str(node) in used}
        shown = entities.keys() | events.keys()
        told = {telling["article"] for event in events.values() for telling in event["tellings"]}
        types = sorted({record["type"] for record in (*entities.values(), *events.values())})
        return View(
            entities,
            events,
            {str(node): self._article(node) for node in self._typed(SDO.NewsArticle) if str(node) in told},
            {name: self._type(NG[name]) for name in types},
            self._words(edges, ranked),
            tuple(edge for edge in edges if edge.source in shown and edge.target in shown),
            left_out,
            tuple(iri for iri in self.scope.focus if iri in shown),
        )

    def _tellers(self, event: URIRef) -> Iterator[Node]:
        """Yield who tells an event: sources, outlets on the way, publishers."""
        for telling in self.graph.objects(event, NG.evidence):
            for relation in (NG.accordingTo, NG.relayedBy):
                yield from self.graph.objects(telling, relation)
            for article in self.graph.objects(telling, NG.inDocument):
                yield from self.graph.objects(article, SDO.publisher)

    def _words(self, edges: Iterable[Edge], events: Iterable[URIRef]) -> dict[str, Record]:
        """Return how to say roles, relations and modalities; for the latter also what they lie under."""
        tellings = {telling for event in events for telling in self.graph.objects(event, NG.evidence)}
        modalities = {o for event in events for o in self.graph.objects(event, NG.status)}
        modalities |= {o for telling in tellings for o in self.graph.objects(telling, NG.modality)}
        words = {name: self._labels(NG[name], self.vocabulary) for name in {edge.label for edge in edges}}
        for modality in modalities:
            kinds = kinds_of(self.vocabulary, modality)
            kind = next((kind for kind in ("Factual", "CounterFactual") if kind in kinds), "NonFactual")
            words[local_name(modality)] = self._labels(modality, self.vocabulary) | {"kind": kind}
        return dict(sorted(words.items()))

    # ------------------------------------------------------------------------------------------- what the nodes are

    def _typed(self, top: URIRef) -> list[URIRef]:
        """Return the nodes whose class is `top` or under it, sorted."""
        below = set(self.vocabulary.transitive_subjects(RDFS.subClassOf, top)) | {top}
        return sorted({s for s, c in self.graph.subject_objects(RDF.type) if c in below and isinstance(s, URIRef)})

    def _class(self, node: Node) -> URIRef:
        """Return the class of a node; the first by name where there are several."""
        classes = sorted(str(c) for c in self.graph.objects(node, RDF.type) if str(c).startswith(NG))
        return URIRef(classes[0]) if classes else NG.Thing

    def _type(self, node: URIRef) -> Record:
        lines = _upwards(self.vocabulary, node)
        group = next((local_name(c) for c in lines if (c, RDFS.subClassOf, NG.Event) in self.vocabulary), "")
        record = self._labels(node, self.vocabulary)
        for key, annotation, default in (
            ("color", NG.color, "#8a94a3"),
            ("shape", NG.shape, "dot"),
            ("order", NG.legendOrder, "999"),
        ):
            record[key] = next((str(v) for c in lines for v in self.vocabulary.objects(c, annotation)), default)
        record["order"] = int(record["order"])
        if group:
            record["group"] = group
            record["groupLabels"] = self._labels(NG[group], self.vocabulary)
        return record

    def _labels(self, node: Node, graph: Graph) -> Record:
        labels = sorted((getattr(o, "language", None) or "", str(o)) for o in graph.objects(node, RDFS.label))
        by_language = dict(reversed(labels))
        zh = by_language.get("zh") or by_language.get("") or by_language.get("en") or local_name(node)
        english = by_language.get("en")
        return {"zh": zh, "en": english} if english and english != zh else {"zh": zh}

    # ------------------------------------------------------------------------------------------------------ entities

    def _entity(self, node: URIRef) -> Record:
        record = self._labels(node, self.graph) | {"type": local_name(self._class(node))}
        labels = {str(o) for o in self.graph.objects(node, RDFS.label)}
        record["names"] = sorted({str(o) for o in self.graph.objects(node, SKOS.altLabel)} - labels)
        record["misspelt"] = sorted({str(o) for o in self.graph.objects(node, SKOS.hiddenLabel)} - labels)
        for key, relation in (("holds", NG.holdsPosition), ("held", NG.heldPosition), ("represents", NG.represents)):
            record[key] = sorted(self._labels(o, self.graph)["zh"] for o in self.graph.objects(node, relation))
        return {key: value for key, value in record.items() if value not in ([], "")}

    # -------------------------------------------------------------------------------------------------------- events

    def _event(self, node: URIRef) -> Record:
        value = self.graph.value
        record: Record = self._labels(node, self.graph) | {
            "type": local_name(self._class(node)),
            "status": local_name(value(node, NG.status, any=True) or NG.Happened),
            "roles": {role: fillers for role in (*ROLES, *LINKS) if (fillers := self._names(node, NG[role]))},
            "tellings": [self._telling(mention) for mention in sorted(self.graph.objects(node, NG.evidence), key=str)],
        }
        for key in ("begin", "end", "edtf", "timeText", "duration", "quote"):
            if (found := value(node, NG[key], any=True)) is not None:
                record[key] = str(found)
        if value(node, NG.contested) is not None:
            record["contested"] = True
        record["kind"] = factuality(self.graph, self.vocabulary, node)
        return record

    def _names(self, node: Node, relation: URIRef) -> list[str]:
        return sorted(str(o) for o in self.graph.objects(node, relation))

    def _telling(self, mention: Node) -> Record:
        value = self.graph.value
        start, at = value(mention, OA.start), value(mention, NG.triggerStart)
        record: Record = {
            "article": str(value(mention, NG.inDocument)),
            "text": str(value(mention, OA.exact) or ""),
            "trigger": str(value(mention, NG.trigger) or ""),
            "at": int(str(at)) - int(str(start)) if at is not None and start is not None else -1,
            "modality": local_name(value(mention, NG.modality) or NG.Happened),
        }
        if (source := value(mention, NG.accordingTo)) is not None:
            record["source"] = str(source)
        if relays := self._names(mention, NG.relayedBy):
            record["relays"] = relays
        if origin := self._origin(mention):
            record["origin"] = origin
        return record

    def _origin(self, mention: Node) -> str:
        """Return the outlet where a telling begins: the source if it is one, else the first that relays it; "" if none.

        Two outlets that both pass on a third are one independent telling, not two.
        """
        source = self.graph.value(mention, NG.accordingTo)
        if source is not None and (source, RDF.type, NG.MediaOutlet) in self.graph:
            return str(source)
        return next(iter(self._names(mention, NG.relayedBy)), "")

    def _article(self, node: URIRef) -> Record:
        value = self.graph.value
        publisher = value(node, SDO.publisher, any=True)
        record: Record = {"title": str(value(node, SDO.headline, any=True) or local_name(node))}
        if publisher is not None:
            record["outlet"] = str(publisher)
            record["outletName"] = self._labels(publisher, self.graph)["zh"]
        if (date := value(node, SDO.datePublished, any=True)) is not None:
            record["date"] = str(date)[:10]
        if _is_web_address(url := str(value(node, SDO.url, any=True) or "")):
            record["url"] = url
        return record


def first_day(event: Record) -> str:
    """Return the day an event is sorted by, "" if it has none: its first possible day, else its last."""
    day = event.get("begin") or event.get("end") or ""
    try:
        return dt.date.fromisoformat(day).isoformat()
    except ValueError:
        return ""


def _upwards(vocabulary: Graph, node: URIRef) -> Sequence[Node]:
    """Return a class and all above it, nearest first; of equals the first by name."""
    lines: list[Node] = []
    layer: list[Node] = [node]
    while layer:
        lines.extend(layer)
        above = {c for low in layer for c in vocabulary.objects(low, RDFS.subClassOf)}
        layer = sorted(above - set(lines), key=str)
    return lines


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not any(c.isspace() or c < " " for c in url)
