"""Compares what a graph says about an article with what a reader wrote down: see gold/*.json and floors.toml.

Both sides become four sets of facts over the same names; an entity of the graph is the reader's that shares most names.
"""

from __future__ import annotations

import itertools
import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from rdflib import RDF, RDFS, SKOS, Graph
from rdflib.term import Node

from graph.namespaces import NG, SCHEMA
from graph.vocabulary import Ontology

ENTITIES = {
    "Person": "Person",
    "Country": "Country",
    "MediaOutlet": "Outlet",
    "Place": "Place",
    "Organization": "Organization",
}
"""Class of the graph -> type of the reader, the first that fits."""

EVENTS = {
    "Postponement": "Suspension",
    "Cancellation": "Suspension",
    "Request": "Demand",
    "Rejection": "Denial",
    "Protest": "Criticism",
    "Aid": "Support",
    "Election": "Appointment",
    "LeaveOffice": "Departure",
    "LegalAction": "Arrest",
    "Investigation": "Arrest",
    "Expulsion": "Sanction",
}
"""Class of the graph -> type of the reader where the words differ."""

EQUAL = {"Meeting", "Call", "Negotiation", "Agreement", "Cooperation", "Resumption"}
SETS = ("entities", "triggers", "triples", "roles")


@dataclass
class Facts:
    """What is said of one article: entity -> (type, names); an event is type, trigger, actors, recipients, places."""

    entities: dict[str, tuple[str, set[str]]] = field(default_factory=dict)
    events: list[tuple[str, str, frozenset[str], frozenset[str], frozenset[str]]] = field(default_factory=list)

    def sets(self) -> dict[str, Counter[tuple[str, ...]]]:
        """Return the facts by kind; triggers are counted, the others are there or not."""
        triples: set[tuple[str, ...]] = set()
        roles: set[tuple[str, ...]] = set()
        for kind, _, actors, recipients, places in self.events:
            if kind in EQUAL:
                actors, recipients = actors | recipients, frozenset()
                triples |= {(a, kind, b) for a, b in itertools.combinations(sorted(actors), 2)}
            triples |= {(a, kind, b) for a in actors for b in recipients}
            for role, fillers in (("actor", actors), ("recipient", recipients), ("place", places)):
                roles |= {(kind, role, filler) for filler in fillers}
        return {
            "entities": Counter((name, kind) for name, (kind, _) in self.entities.items()),
            "triggers": Counter((kind, trigger) for kind, trigger, *_ in self.events),
            "triples": Counter(triples),
            "roles": Counter(roles),
        }


def read_gold(path: Path) -> Facts:
    """Return what a reader wrote down."""
    told = json.loads(path.read_text(encoding="utf-8"))
    facts = Facts({e["id"]: (e["type"], {e["name"], *e["surface"]}) for e in told["entities"]})
    for sentence in told["sentences"]:
        for event in sentence["events"]:
            fillers = (frozenset(event[role]) for role in ("actor", "recipient", "place"))
            facts.events.append((event["type"], event["trigger"], *fillers))
    return facts


def read_graph(graph: Graph, headline: str, ontology: Ontology, gold: Facts) -> Facts:
    """Return what a graph says of the article with a headline, in the names of the reader."""
    (article,) = [a for a, title in graph.subject_objects(SCHEMA.headline) if str(title) == headline]
    publisher = set(graph.objects(article, SCHEMA.publisher))  # who prints it is no part of what it tells
    names = _named(graph, set(graph.objects(article, SCHEMA.mentions)) - publisher, ontology, gold)
    facts = Facts({name: (_kind(graph, node, ontology), set()) for node, name in names.items()})
    for mention in sorted(graph.subjects(NG.inDocument, article)):
        for event in graph.subjects(NG.evidence, mention):
            kind = _event_kind(graph, event, ontology)
            if kind:
                facts.events.append(_event(graph, event, kind, str(graph.value(mention, NG.trigger)), names))
    facts.events = [e for e in facts.events if e[2] or e[3]]
    return facts


def _event(graph: Graph, event: Node, kind: str, trigger: str, names: dict[Node, str]):  # type: ignore[no-untyped-def]
    def filled(*roles: str) -> frozenset[str]:
        return frozenset(names[n] for r in roles for n in graph.objects(event, NG[r]) if n in names)

    actors, recipients = filled("actor", "participant"), filled("recipient", "destination")
    if kind == "Conference":
        kind = "Hosting" if filled("actor") else "Attendance"
    if kind == "Interview":
        actors, recipients = recipients, actors
    return kind, trigger, actors, recipients, filled("place")


def _kind(graph: Graph, node: Node, ontology: Ontology) -> str:
    types = [str(t).rpartition("#")[2] for t in graph.objects(node, RDF.type)]
    return next((name for cls, name in ENTITIES.items() for t in types if ontology.is_a(t, cls)), "")


def _event_kind(graph: Graph, node: Node, ontology: Ontology) -> str:
    types = sorted(str(t).rpartition("#")[2] for t in graph.objects(node, RDF.type))
    return next((EVENTS.get(t, t) for t in types if ontology.is_a(t, "Event")), "")


def _named(graph: Graph, nodes: set[Node], ontology: Ontology, gold: Facts) -> dict[Node, str]:
    """Return node -> the reader's name for it, else its own; each of the reader's entities is given away once."""
    shared = []
    labels = {}
    for node in nodes:
        if not _kind(graph, node, ontology):
            continue
        labels[node] = {str(o) for p in (RDFS.label, SKOS.altLabel, SKOS.hiddenLabel) for o in graph.objects(node, p)}
        shared += [(-len(labels[node] & known), str(node), name, node) for name, (_k, known) in gold.entities.items()]
    names: dict[Node, str] = {}
    for score, _text, name, node in sorted(shared, key=lambda row: row[:3]):
        if score and node not in names and name not in names.values():
            names[node] = name
    return {node: names.get(node, "?" + str(node)) for node in labels}


def count(said: Facts, true: Facts) -> dict[str, tuple[int, int, int]]:
    """Return set -> (right, said, true). A trigger is right if it holds or is held by one of the same type."""
    mine, gold = said.sets(), true.sets()
    out = {
        name: (sum((mine[name] & gold[name]).values()), sum(mine[name].values()), sum(gold[name].values()))
        for name in SETS
    }
    free, right = list(mine["triggers"].elements()), 0
    for kind, word in sorted(gold["triggers"].elements()):
        hit = next((m for m in sorted(free) if m[0] == kind and (m[1] in word or word in m[1])), None)
        if hit is not None:
            free.remove(hit)
            right += 1
    out["triggers"] = (right, *out["triggers"][1:])
    return out


def measures(right: int, said: int, true: int) -> dict[str, float]:
    """Return precision, recall and their harmonic mean, 0 where nothing is said."""
    return {
        "precision": right / said if said else 0.0,
        "recall": right / true if true else 0.0,
        "f1": 2 * right / (said + true) if said + true else 0.0,
    }
