"""Events -> direct triples: 克里 ng:meets 解振华 beside the event node that says when, where and who tells it.

Factual events give the property in ng:, all others its claimed twin in ngc:. The same as `shortcuts.rq` and
`shortcuts-sources.rq`, which derive them from a finished graph; a test holds the two together.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

from rdflib import RDF, Graph
from rdflib.term import Node

from graph.model import Event
from graph.namespaces import NG, NGC, SCHEMA
from graph.store.mint import event_iri
from graph.vocabulary import Ontology, Shortcut

Triple = tuple[Node, Node, Node]

MOST_PARTIES = 6
"""Beyond it no pair of participants gets a triple of its own: a G20 meeting would make 380 (PLOVER manual, 2024)."""

STATED = frozenset({"Happened", "Ongoing", "Planned", "Requested"})
"""Modalities in which a speaker stands by what is told; a ministry that does not confirm a visit does not state it."""


def add_shortcuts(graph: Graph, events: Sequence[Event], ontology: Ontology) -> None:
    """Add the direct triples of the events, whose nodes and roles stand in the graph."""
    for event in events:
        for triple, _ in list(direct_triples(graph, event_iri(event.id), event.type, event.status, ontology)):
            graph.add(triple)


def add_sources(graph: Graph, events: Sequence[Event], ontology: Ontology) -> None:
    """Add who reports and who states each event; acts of communication are left out, they name their own sources."""
    for event in events:
        for triple, _ in list(source_triples(graph, event_iri(event.id), event.type, ontology)):
            graph.add(triple)


def direct_triples(
    graph: Graph, event: Node, type: str, status: str, ontology: Ontology
) -> Iterator[tuple[Triple, tuple[Triple, ...]]]:
    """Yield each direct triple that an event gives, with the role triples that it follows from.

    Args:
        graph: holds the roles of the event.
        event: the event's node.
        type: local name of its class.
        status: local name of its status.
        ontology: says which relations the class yields.
    """
    factual = ontology.modalities.get(status) == "Factual"
    for shortcut in ontology.shortcuts_of(type):
        predicate = (NG if factual else NGC)[shortcut.property]
        for subject, object_ in _pairs(graph, event, shortcut):
            ends = ((shortcut.subject, subject), (shortcut.object, object_))
            yield (subject, predicate, object_), tuple((event, NG[role], end) for role, end in ends if role != "self")


def source_triples(graph: Graph, event: Node, type: str, ontology: Ontology) -> Iterator[tuple[Triple, Node]]:
    """Yield who reports and who states an event, each with the mention of the event that says so."""
    if ontology.is_a(type, "CommunicationEvent"):
        return
    for mention in graph.objects(event, NG.evidence):
        for outlet in _reporting(graph, mention, ontology):
            yield (outlet, NG.reports, event), mention
        for speaker in _stating(graph, mention, ontology):
            yield (speaker, NG.states, event), mention


def _pairs(graph: Graph, event: Node, shortcut: Shortcut) -> Iterable[tuple[Node, Node]]:
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
