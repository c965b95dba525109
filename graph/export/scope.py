"""RDF -> which events a page shows: the most told ones, or those around something.

A hop goes from a thing to the events it has a part in, or from an event to one that it names; the parties of an event
come with it. So one hop from a person is what that person did, two hops also what the others in it did.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from rdflib import Graph, URIRef
from rdflib.term import Node

from graph.export.edges import LINKS, ROLES
from graph.namespaces import NG, NGC

MOST = 1_500
"""Events on one page: beyond it a picture says nothing and a browser is slow."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a page is built around.

    focus: IRIs of entities or events; none for the whole graph. hops: how far from them, 1 or more.
    most: events shown at most.
    """

    focus: tuple[str, ...] = ()
    hops: int = 2
    most: int = MOST


def events_in(graph: Graph, scope: Scope) -> tuple[tuple[URIRef, ...], int]:
    """Return the events to show, the nearest first, of equals those that most articles tell, and how many are left out.

    The order is the same for the same triples, in whatever order they came.
    """
    events = {node for node in graph.subjects(NG.status) if isinstance(node, URIRef)}
    distance = _distances(graph, events, scope) if scope.focus else dict.fromkeys(events, 0)
    ranked = sorted(distance, key=lambda event: (distance[event], *told(graph, event), str(event)))
    kept = tuple(ranked[: scope.most])
    return kept, len(events) - len(kept)


def told(graph: Graph, event: Node) -> tuple[int, int]:
    """Return minus the number of articles that tell an event, and minus that of its tellings: a key to sort by."""
    tellings = list(graph.objects(event, NG.evidence))
    articles = {article for telling in tellings for article in graph.objects(telling, NG.inDocument)}
    return -len(articles), -len(tellings)


def _distances(graph: Graph, events: Set[URIRef], scope: Scope) -> dict[URIRef, int]:
    """Return the events within reach of the focus with the number of hops to each."""
    beside: Mapping[Node, list[URIRef]] = _events_of(graph, events)
    wanted = {URIRef(name) for name in scope.focus}
    distance = {event: 0 for event in wanted if event in events}
    seen: set[Node] = set(wanted)
    layer = wanted | {party for event in distance for party in _parties(graph, event)}
    told_by = {event for node in wanted for p in (NG.reports, NGC.reports) for event in graph.objects(node, p)}
    for hop in range(1, scope.hops + 1):
        touched = {event for node in layer for event in beside.get(node, ())}
        found = {event for event in events - distance.keys() if event in touched or (hop == 1 and event in told_by)}
        distance |= dict.fromkeys(found, hop)
        seen |= layer
        layer = ({party for event in found for party in _parties(graph, event)} | found) - seen
    return distance


def _events_of(graph: Graph, events: Iterable[URIRef]) -> dict[Node, list[URIRef]]:
    """Return thing -> the events that name it, and event -> the events that it names or that name it."""
    beside: dict[Node, list[URIRef]] = defaultdict(list)
    for event in events:
        for party in _parties(graph, event):
            beside[party].append(event)
            if isinstance(party, URIRef):
                beside[event].append(party)
    return beside


def _parties(graph: Graph, event: Node) -> list[Node]:
    return [filler for role in (*ROLES, *LINKS) for filler in graph.objects(event, NG[role])]
