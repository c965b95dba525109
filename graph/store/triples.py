"""Resolution -> RDF: articles, entities, posts, events with their mentions, and the direct triples on top.

The form is the contract of the ontology: roles, time and place on the event; modality, source and place in the text on
the mention (after GAF and GRaSP, Fokkens et al. 2013 and 2017; here in one node a mention). No blank node is written,
so that Turtle comes out the same whatever the order of the records.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from rdflib import ORG, RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef

from graph.model import Article, Entity, Event, Holding, Position, Published, Resolution, Span, Telling
from graph.namespaces import NG, OA, SCHEMA, new_graph
from graph.store.mint import article_iri, entity_iri, event_iri, holding_iri, mention_iris
from graph.store.outlets import Outlets
from graph.store.shortcuts import add_shortcuts, add_sources
from graph.vocabulary import Ontology

_HAN = re.compile("[㐀-鿿\U00020000-\U0003ffff]")
_STOPS = "。！？!?；;\n"


def to_graph(resolution: Resolution, ontology: Ontology) -> Graph:
    """Return the graph of a resolution: events with their evidence, and the direct triples that follow from them.

    The vocabulary itself is not in it; queries and validation add `ontology.terms`.
    """
    writer = _Writer(resolution, ontology)
    for article in resolution.articles:
        writer.write_article(article)
    for entity in writer.outlets.entities:
        writer.write_entity(entity)
    for position in resolution.positions:
        writer.write_position(position)
    for holding in resolution.holdings:
        writer.write_holding(holding)
    for event in resolution.events:
        writer.write_event(event)
    add_shortcuts(writer.graph, resolution.events, ontology)
    add_sources(writer.graph, resolution.events, ontology)
    return writer.graph


class _Writer:
    """Holds what all the writers below need: the graph, and look-ups over the resolution."""

    def __init__(self, resolution: Resolution, ontology: Ontology) -> None:
        self.graph = new_graph()
        self.ontology = ontology
        self.outlets = Outlets(resolution, ontology)
        self.articles = {article.id: article for article in resolution.articles}
        self.entities = {entity.id: entity for entity in self.outlets.entities}
        self.events = {event.id for event in resolution.events}
        self.mentions = mention_iris(resolution.events)
        self.named: dict[str, set[str]] = {}
        for mention in resolution.mentions:
            self.named.setdefault(mention.article, set()).add(mention.entity)

    def add(self, subject: URIRef, values: Mapping[URIRef, object]) -> None:
        """Add a triple for each value that is not None or ""; a list or tuple stands for its items."""
        for predicate, value in values.items():
            for item in value if isinstance(value, list | tuple) else (value,):
                if item is not None and item != "":
                    self.graph.add((subject, predicate, item if isinstance(item, URIRef | Literal) else Literal(item)))

    def things(self, ids: Iterable[str | None]) -> list[URIRef]:
        """Return the IRIs of entities; those that the resolution does not hold are left out, nothing dangles."""
        return [entity_iri(id) for id in ids if id in self.entities]

    def write_article(self, article: Article) -> None:
        publisher = self.outlets.publisher_of(article)
        self.add(
            article_iri(article.id),
            {
                RDF.type: SCHEMA.NewsArticle,
                SCHEMA.headline: Literal(article.title, lang=article.language),
                SCHEMA.url: URIRef(article.url) if article.url and _is_iri(article.url) else None,
                SCHEMA.datePublished: _date(article.published),
                SCHEMA.dateModified: _date(article.modified),
                SCHEMA.publisher: self.things([publisher]),
                SCHEMA.author: article.author,
                SCHEMA.editor: article.editor,
                SCHEMA.inLanguage: article.language,
                SCHEMA.mentions: self.things(self.named.get(article.id, ())),
                NG.basedOnReportingOf: self.things(self.outlets.named(name) for name in article.based_on),
                NG.textDigest: "sha256:" + hashlib.sha256(article.text.encode()).hexdigest(),
            },
        )

    def write_entity(self, entity: Entity) -> None:
        names = {entity.label, entity.label_en}
        self.add(
            entity_iri(entity.id),
            {
                RDF.type: NG[entity.type],
                RDFS.label: [Literal(entity.label, lang="zh"), *_literals([entity.label_en or ""], "en")],
                SKOS.altLabel: [_name(name) for name in entity.alt if name not in names],
                SKOS.hiddenLabel: [_name(name) for name in entity.hidden if name not in names],
                SKOS.editorialNote: list(entity.reasons),
                NG.represents: self.things(entity.represents),
                NG.metonymOf: self.things([entity.metonym_of]),
                NG.basedIn: self.things([entity.based_in]),
                SCHEMA.containedInPlace: self.things([entity.contained_in]),
                SCHEMA.sameAs: [URIRef(iri) for iri in entity.same_as if _is_iri(iri)],
            },
        )

    def write_position(self, position: Position) -> None:
        of = self.entities.get(position.of or "")
        known = of is not None and not position.title.startswith(of.label)
        label = f"{of.label}{position.title}" if of is not None and known else position.title
        self.add(
            entity_iri(position.id),
            {
                RDF.type: NG.Position,
                RDFS.label: Literal(label, lang="zh"),
                SKOS.altLabel: Literal(position.title, lang="zh") if label != position.title else None,
                ORG.postIn: self.things([position.of]),
            },
        )

    def write_holding(self, holding: Holding) -> None:
        person, position = entity_iri(holding.person), entity_iri(holding.position)
        self.add(person, {NG.heldPosition if holding.former else NG.holdsPosition: position})
        for id, span in holding.told:
            article = self.articles[id]
            mention = holding_iri(id, span, holding.person)
            self._write_place(mention, article, _sentence_around(article.text, span), span)
            values = {RDF.type: NG.PositionMention, NG.holder: person, NG.post: position}
            self.add(mention, {**values, NG.former: Literal(holding.former)})
            self.add(mention, {NG.accordingTo: entity_iri(self.outlets.source_of(article))})

    def write_event(self, event: Event) -> None:
        node = event_iri(event.id)
        label = event.label or self.ontology.labels[event.type].zh
        self.add(
            node,
            {
                RDF.type: NG[event.type],
                RDFS.label: Literal(label, lang="zh"),
                NG.status: NG[event.status],
                NG.contested: Literal(True) if event.contested else None,
                NG.begin: Literal(event.begin) if event.begin else None,
                NG.end: Literal(event.end) if event.end else None,
                NG.precision: event.precision,
                NG.edtf: event.edtf,
                NG.timeText: _literals([event.time_text], "zh"),
                NG.duration: Literal(event.duration, datatype=XSD.duration) if event.duration else None,
                NG.quote: _literals([event.quote], "zh"),
                SCHEMA.subjectOf: [article_iri(telling.article) for telling in event.tellings],
            },
        )
        for role, fillers in event.roles.items():
            self.add(node, {NG[role]: [self._filler(filler) for filler in fillers]})
        for relation, others in event.links.items():
            self.add(node, {NG[relation]: [event_iri(other) for other in others if other in self.events]})
        for telling in event.tellings:
            mention = self.mentions[event.id, telling]
            self.add(node, {NG.evidence: mention})
            self._write_telling(mention, telling)

    def _filler(self, id: str) -> URIRef:
        return event_iri(id) if id in self.events else entity_iri(id)

    def _write_telling(self, mention: URIRef, telling: Telling) -> None:
        article = self.articles[telling.article]
        self._write_place(mention, article, telling.scope, telling.trigger)
        self.add(
            mention,
            {
                RDF.type: NG.Mention,
                NG.modality: NG[telling.modality],
                NG.modalityCue: telling.cue,
                NG.accordingTo: entity_iri(telling.according_to or self.outlets.source_of(article)),
                NG.relayedBy: [entity_iri(outlet) for outlet in telling.relayed_by],
                NG.confidence: Literal(Decimal(f"{telling.confidence:.2f}")),
            },
        )

    def _write_place(self, mention: URIRef, article: Article, scope: Span, trigger: Span) -> None:
        self.add(
            mention,
            {
                NG.inDocument: article_iri(article.id),
                OA.start: Literal(scope.start),
                OA.end: Literal(scope.end),
                OA.exact: Literal(scope.of(article.text), lang=article.language),
                NG.trigger: trigger.of(article.text),
                NG.triggerStart: Literal(trigger.start),
            },
        )


def _date(published: Published | None) -> Literal | None:
    """Return the instant with its zone if it is known, else the day."""
    if published is None:
        return None
    return Literal(published.moment or published.day, datatype=XSD.dateTime if published.moment else XSD.date)


def _literals(texts: Iterable[str], language: str) -> list[Literal]:
    return [Literal(text, lang=language) for text in texts if text]


def _name(name: str) -> Literal:
    """Return a name as a literal: tagged as Chinese if it has a Chinese character, else without a language (CCTV)."""
    return Literal(name, lang="zh" if _HAN.search(name) else None)


def _is_iri(text: str) -> bool:
    return re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]+", text) is not None


def _sentence_around(text: str, span: Span) -> Span:
    """Return the sentence that a span stands in, its stop included, blanks at its ends not."""
    start = max(text.rfind(stop, 0, span.start) for stop in _STOPS) + 1
    ends = [end for stop in _STOPS if (end := text.find(stop, span.end)) >= 0]
    end = min(ends, default=len(text) - 1) + 1
    inner = text[start:end]
    return Span(start + len(inner) - len(inner.lstrip()), end - len(inner) + len(inner.rstrip()))
