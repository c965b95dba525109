"""RDF -> the lines of the page: who takes part in an event, which two an event joins, who reports it, what lies where.

`direct_triples` gives the direct relations of the graph with the events that each was made of; the page draws none, but
its download of triples has them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from rdflib import RDF, RDFS, Graph, URIRef
from rdflib.namespace import SDO, SKOS
from rdflib.term import Node

from graph.namespaces import NG, NGC, local_name, within

ROLES = (  # in the order in which the panel names them
    *("actor", "participant", "recipient", "object", "content"),
    *("topic", "place", "destination", "origin", "position"),
)
LINKS = ("inResponseTo", "purpose", "causes", "subEventOf")
FACTS = (NG.represents, NG.metonymOf, NG.basedIn, SDO.containedInPlace)


@dataclass(frozen=True, slots=True)
class Edge:
    """A line of the page.

    kind: role, link, report or fact; or line, an event of two parties and nothing more, drawn in place of its node.
    label: local name of the property, of the class of the event for a line.
    symmetric: without an arrow; events: what it stands for.
    """

    source: str
    target: str
    kind: str
    label: str
    symmetric: bool = False
    events: tuple[str, ...] = ()


def edges_of(graph: Graph, vocabulary: Graph, shown: Collection[URIRef]) -> tuple[Edge, ...]:
    """Return the lines between some events and what they touch, in a fixed order, and the facts of all entities."""
    events = sorted(shown)
    return (
        *_role_edges(graph, events),
        *_line_edges(graph, vocabulary, events),
        *_report_edges(graph, frozenset(events)),
        *_fact_edges(graph),
    )


def factuality(graph: Graph, vocabulary: Graph, event: Node) -> str:
    """Return Factual, NonFactual or CounterFactual: what the status of an event lies under."""
    kinds = {kind for status in graph.objects(event, NG.status) for kind in kinds_of(vocabulary, status)}
    return next((kind for kind in ("Factual", "CounterFactual") if kind in kinds), "NonFactual")


def kinds_of(vocabulary: Graph, status: Node) -> list[str]:
    """Return the local names of the concepts above a modality."""
    return sorted(local_name(kind) for kind in vocabulary.objects(status, SKOS.broader))


def _role_edges(graph: Graph, events: Collection[Node]) -> Iterator[Edge]:
    for event in events:
        for role, filler in _fillers(graph, event):
            ends = (str(filler), str(event)) if role in ("actor", "participant") else (str(event), str(filler))
            yield Edge(*ends, "role", role, role == "participant", (str(event),))
        for link in LINKS:
            for other in sorted(graph.objects(event, NG[link]), key=str):
                yield Edge(str(event), str(other), "link", link, False, (str(event),))


def _fillers(graph: Graph, event: Node) -> Iterator[tuple[str, Node]]:
    """Yield role and filler; a participant that another role names more exactly comes once, with that role."""
    named = {o for role in ("actor", "recipient") for o in graph.objects(event, NG[role])}
    for role in ROLES:
        for filler in sorted(graph.objects(event, NG[role]), key=str):
            if role != "participant" or filler not in named:
                yield role, filler


def _line_edges(graph: Graph, vocabulary: Graph, events: Collection[Node]) -> Iterator[Edge]:
    """Yield a line for each two things and class of events between them and nobody else, what is denied apart."""
    lines: dict[tuple[str, str, str, bool, str], list[str]] = defaultdict(list)
    for event in events:
        parties = list(_fillers(graph, event))
        if len(parties) != 2 or parties[0][1] == parties[1][1] or any(_is_event(graph, o) for _, o in parties):
            continue
        if any((event, NG[link], None) in graph or (None, NG[link], event) in graph for link in LINKS):
            continue
        symmetric = {role for role, _ in parties} == {"participant"}
        type_ = min((local_name(c) for c in graph.objects(event, RDF.type) if within(NG, c)), default="Event")
        (_, first), (_, second) = parties  # an actor comes before what is done to whom
        lines[str(first), str(second), type_, symmetric, factuality(graph, vocabulary, event)].append(str(event))
    for (source, target, type_, symmetric, _), behind in sorted(lines.items()):
        yield Edge(source, target, "line", type_, symmetric, tuple(behind))


def _report_edges(graph: Graph, events: Collection[Node]) -> Iterator[Edge]:
    pairs = {pair for p in (NG.reports, NGC.reports) for pair in graph.subject_objects(p) if pair[1] in events}
    for outlet, event in sorted(pairs, key=str):
        yield Edge(str(outlet), str(event), "report", "reports", events=(str(event),))


def _fact_edges(graph: Graph) -> Iterator[Edge]:
    for relation in FACTS:
        for s, o in sorted(graph.subject_objects(relation), key=str):
            yield Edge(str(s), str(o), "fact", local_name(relation))


def direct_triples(graph: Graph, vocabulary: Graph) -> Iterator[tuple[Node, URIRef, Node, tuple[str, ...]]]:
    """Yield each direct triple (`ng:` and `ngc:`) with the IRIs of the events that it was made of, in a fixed order."""
    for relation in sorted(set(vocabulary.subjects(NG.shortcutOf)), key=str):
        for claimed, property_ in ((False, NG[local_name(relation)]), (True, NGC[local_name(relation)])):
            for s, o in sorted(graph.subject_objects(property_), key=str):
                behind = {
                    str(event)
                    for event in _behind(graph, vocabulary, relation, s, o)
                    if event in (s, o) or (factuality(graph, vocabulary, event) != "Factual") == claimed
                }
                yield s, property_, o, tuple(sorted(behind))


def _behind(graph: Graph, vocabulary: Graph, relation: Node, subject: Node, object_: Node) -> Iterator[Node]:
    """Yield the events that a direct triple was made of: the one it touches, or those with both ends in its roles."""
    ends = [end for end in (subject, object_) if _is_event(graph, end)]
    if ends:
        yield from ends
        return
    classes = {
        below
        for cls in vocabulary.objects(relation, NG.shortcutOf)
        for below in vocabulary.transitive_subjects(RDFS.subClassOf, cls)
    }
    second = [NG[local_name(role)] for role in vocabulary.objects(relation, NG.objectRole)]
    for role in vocabulary.objects(relation, NG.subjectRole):
        for event in graph.subjects(NG[local_name(role)], subject):
            fits = any((event, other, object_) in graph for other in second)
            if fits and classes & set(graph.objects(event, RDF.type)):
                yield event


def _is_event(graph: Graph, node: Node) -> bool:
    return (node, NG.status, None) in graph
