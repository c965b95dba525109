"""Events -> direct triples: 克里 ng:meets 解振华 beside the event node that says when, where and who tells it.

Factual events give the property in ng:, all others its claimed twin in ngc:. The same as `shortcuts.rq` and
`shortcuts-sources.rq`, which derive them from a finished graph; a test holds the two together.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from rdflib import RDF, Graph, URIRef
from rdflib.term import Node

from graph.model import Event
from graph.namespaces import NG, NGC, SCHEMA
from graph.store.mint import event_iri
from graph.vocabulary import Ontology, Shortcut

MOST_PARTIES = 6
"""Beyond it no pair of participants gets a triple of its own: a G20 meeting would make 380 (PLOVER manual, 2024)."""

STATED = frozenset({"Happened", "Ongoing", "Planned", "Requested"})
"""Modalities in which a speaker stands by what is told; a ministry that does not confirm a visit does not state it."""


def add_shortcuts(graph: Graph, events: Sequence[Event], ontology: Ontology) -> None:
    """Add the direct triples of the events, whose nodes and roles stand in the graph."""
    for event in events:
        factual = ontology.modalities.get(event.status) == "Factual"
        for shortcut in ontology.shortcuts_of(event.type):
            predicate = (NG if factual else NGC)[shortcut.property]
            for subject, object_ in _pairs(graph, event_iri(event.id), shortcut):
                graph.add((subject, predicate, object_))


def add_sources(graph: Graph, events: Sequence[Event], ontology: Ontology) -> None:
    """Add who reports and who states each event; acts of communication are left out, they name their own sources."""
    for event in events:
        if ontology.is_a(event.type, "CommunicationEvent"):
            continue
        node = event_iri(event.id)
        for mention in graph.objects(node, NG.evidence):
            for outlet in _reporting(graph, mention, ontology):
                graph.add((outlet, NG.reports, node))
            for speaker in _stating(graph, mention, ontology):
                graph.add((speaker, NG.states, node))


def _pairs(graph: Graph, event: URIRef, shortcut: Shortcut) -> Iterable[tuple[Node, Node]]:
    subjects, objects = (
        [event] if role == "self" else list(graph.objects(event, NG[role]))
        for role in (shortcut.subject, shortcut.object)
    )
    if shortcut.subject == shortcut.object and len(subjects) > MOST_PARTIES:
        return ()
    return ((s, o) for s, o in itertools.product(subjects, objects) if s != o)


def _reporting(graph: Graph, mention: Node, ontology: Ontology) -> Iterable[Node]:
    for article in graph.objects(mention, NG.inDocument):
        yield from graph.objects(article, SCHEMA.publisher)
    yield from graph.objects(mention, NG.relayedBy)
    yield from (who for who in graph.objects(mention, NG.accordingTo) if _is_a(graph, who, "MediaOutlet", ontology))


def _stating(graph: Graph, mention: Node, ontology: Ontology) -> Iterable[Node]:
    modalities = {str(modality).removeprefix(str(NG)) for modality in graph.objects(mention, NG.modality)}
    if not modalities <= STATED:
        return
    for who in graph.objects(mention, NG.accordingTo):
        if _is_a(graph, who, "Agent", ontology) and not _is_a(graph, who, "MediaOutlet", ontology):
            yield who


def _is_a(graph: Graph, node: Node, ancestor: str, ontology: Ontology) -> bool:
    return any(ontology.is_a(str(c).removeprefix(str(NG)), ancestor) for c in graph.objects(node, RDF.type))
