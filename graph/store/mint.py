"""Ids -> IRIs. Ids are minted where things are identified (`graph.identifiers`); here they only get their namespace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from urllib.parse import quote

from rdflib import URIRef

from graph.identifiers import mention_id
from graph.model import Event, Span, Telling
from graph.namespaces import ART, ENT, EV, MEN

_UNSAFE = ' <>"{}|\\^`%'
"""What RFC 3987 keeps out of an IRI, and the percent sign, so that quoting can be undone."""


def entity_iri(id: str) -> URIRef:
    """Return the IRI of an entity or position: `country-中国` -> ent:country-中国."""
    return ENT[_safe(id)]


def event_iri(id: str) -> URIRef:
    """Return the IRI of an event: `Meeting-1a2b3c4d5e` -> ev:Meeting-1a2b3c4d5e."""
    return EV[_safe(id)]


def article_iri(id: str) -> URIRef:
    """Return the IRI of an article."""
    return ART[_safe(id)]


def mention_iris(events: Iterable[Event]) -> Mapping[tuple[str, Telling], URIRef]:
    """Return (event id, telling) -> the IRI of the mention; one that two events share in every respect is one node.

    The name is article, scope and type; the trigger's start is added where two tellings would share it, and the event's
    hash where they still do, so that a name depends on what is told and never on an order.
    """
    told = {(event.id, telling) for event in events for telling in event.tellings}
    scopes = Counter(_scope(telling) for telling in {telling for _, telling in told})
    triggers = Counter((_scope(telling), telling.trigger.start) for telling in {telling for _, telling in told})
    names: dict[tuple[str, Telling], URIRef] = {}
    for event, telling in told:
        alone = scopes[_scope(telling)] == 1
        start = None if alone else telling.trigger.start
        name = mention_id(telling.article, telling.scope.start, telling.scope.end, telling.type, start)
        if triggers[_scope(telling), telling.trigger.start] > 1:
            name += "-" + event.rpartition("-")[2]
        names[event, telling] = MEN[name]
    return names


def holding_iri(article: str, title: Span, person: str) -> URIRef:
    """Return the IRI of the mention in which an article says who holds a post; `title` is where the post is named."""
    return MEN[_safe(mention_id(article, title.start, title.end, "Holding") + "-" + person)]


def _scope(telling: Telling) -> tuple[str, Span, str]:
    return telling.article, telling.scope, telling.type


def _safe(name: str) -> str:
    return "".join(quote(char) if char in _UNSAFE or ord(char) < 0x20 else char for char in name)
