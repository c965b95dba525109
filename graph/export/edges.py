"""RDF -> the lines of the page: who takes part in an event, what follows directly between two, what lies where."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from rdflib import RDF, RDFS, Graph
from rdflib.namespace import SDO, SKOS
from rdflib.term import Node

from graph.namespaces import NG, NGC, local_name

ROLES = (  # in the order in which the panel names them
    *("actor", "participant", "recipient", "object", "content"),
    *("topic", "place", "destination", "origin", "position"),
)
LINKS = ("inResponseTo", "purpose", "causes", "subEventOf")
FACTS = (NG.represents, NG.metonymOf, NG.basedIn, SDO.containedInPlace)


@dataclass(frozen=True, slots=True)
class Edge:
    """A line of the page. kind: role, link, direct, report or fact; label: local name of the property.

    claimed: to be drawn dashed; events: what it stands for; symmetric: without an arrow.
    """

    source: str
    target: str
    kind: str
    label: str
    claimed: bool = False
    symmetric: bool = False
    events: tuple[str, ...] = ()


def edges_of(graph: Graph, vocabulary: Graph, shown: Collection[Node], left_out: Collection[Node]) -> tuple[Edge, ...]:
    """Return the lines between what is shown, in a fixed order; none that only a left-out event stands behind."""
    hidden = {str(event) for event in left_out}
    edges = (
        *_role_edges(graph, vocabulary, sorted(shown, key=str)),
        *_direct_edges(graph, vocabulary),
        *_fact_edges(graph),
    )
    return tuple(_without(hidden, edges))


def is_claimed(graph: Graph, vocabulary: Graph, event: Node) -> bool:
    """Tell whether an event is planned, rumoured, denied …: anything but told as fact."""
    statuses = graph.objects(event, NG.status)
    return not any((status, SKOS.broader, NG.Factual) in vocabulary for status in statuses)


def _role_edges(graph: Graph, vocabulary: Graph, events: Collection[Node]) -> Iterator[Edge]:
    for event in events:
        claimed = is_claimed(graph, vocabulary, event)
        named = {o for role in ("actor", "recipient") for o in graph.objects(event, NG[role])}
        for role in ROLES:
            for filler in sorted(graph.objects(event, NG[role]), key=str):
                if role == "participant" and filler in named:
                    continue  # said more exactly by the other role
                ends = (str(filler), str(event)) if role in ("actor", "participant") else (str(event), str(filler))
                yield Edge(*ends, "role", role, claimed, role == "participant", (str(event),))
        for link in LINKS:
            for other in sorted(graph.objects(event, NG[link]), key=str):
                yield Edge(str(event), str(other), "link", link, claimed, False, (str(event),))


def _direct_edges(graph: Graph, vocabulary: Graph) -> Iterator[Edge]:
    for relation in sorted(set(vocabulary.subjects(NG.shortcutOf)), key=str):
        name = local_name(relation)
        for claimed, property_ in ((False, NG[name]), (True, NGC[name])):
            pairs = set(graph.subject_objects(property_))
            for s, o in sorted(pairs, key=lambda pair: (str(pair[0]), str(pair[1]))):
                both = (o, s) in pairs
                if both and str(s) > str(o):
                    continue
                behind = {
                    str(event)
                    for event in _behind(graph, vocabulary, relation, s, o)
                    if (event in (s, o)) or is_claimed(graph, vocabulary, event) == claimed
                }
                kind = "report" if name == "reports" else "direct"
                yield Edge(str(s), str(o), kind, name, claimed, both, tuple(sorted(behind)))


def _behind(graph: Graph, vocabulary: Graph, relation: Node, subject: Node, object_: Node) -> Iterator[Node]:
    """Yield the events that a direct triple was made of: the one it touches, or those with both ends in its roles."""
    ends = [end for end in (subject, object_) if (end, NG.status, None) in graph]
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


def _fact_edges(graph: Graph) -> Iterator[Edge]:
    for relation in FACTS:
        for s, o in sorted(graph.subject_objects(relation), key=str):
            yield Edge(str(s), str(o), "fact", local_name(relation))


def _without(hidden: set[str], edges: Collection[Edge]) -> Iterator[Edge]:
    for edge in edges:
        events = tuple(event for event in edge.events if event not in hidden)
        if not {edge.source, edge.target} & hidden and (events or not edge.events):
            yield replace(edge, events=events)
