"""All that a graph says of one thing, each statement with the sentence, outlet and date that it stands on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from rdflib import ORG, RDF, RDFS, SKOS, Graph, Literal
from rdflib.term import Node

from graph.namespaces import EV, NG, OA, SCHEMA, local_name, within
from graph.query.explanation import EventAccount, Evidence, Explanation, PostAccount
from graph.query.names import Names
from graph.query.render import render
from graph.vocabulary import Label, Ontology, load_ontology

_FACTS = (NG.represents, NG.metonymOf, NG.basedIn, SCHEMA.containedInPlace, ORG.postIn, SCHEMA.sameAs)
_LINKS = (NG.inResponseTo, NG.purpose, NG.causes, NG.subEventOf)
_FACT_LABELS = {SCHEMA.containedInPlace: Label("位于", "lies in"), ORG.postIn: Label("属于", "post of")}


def explain(graph: Graph, thing: str, ontology: Ontology | None = None) -> Explanation:
    """Return what a graph says of a thing.

    Args:
        graph: a graph of articles.
        thing: a name in either script, an alias, an English name, the label of an event, an id, or an IRI.
        ontology: labels of types and roles; None reads the shipped one.

    Returns:
        An explanation with `found` False and names that look alike if the graph knows no such thing.
    """
    names = Names(graph)
    nodes = names.find(thing)
    if not nodes:
        told = Explanation(thing, False, near=names.near(thing))
    else:
        reader = _Reader(graph, ontology or load_ontology())
        told = reader.account(thing, nodes[0])
        others = tuple(f"{reader.name(node)} ({_short(graph, node)})" for node in nodes[1:6])
        told = replace(told, others=others)
    return replace(told, text=render(told))


class _Reader:
    """Reads accounts out of a graph; holds nothing but the graph and the labels of the vocabulary."""

    def __init__(self, graph: Graph, ontology: Ontology) -> None:
        self.graph, self.ontology = graph, ontology

    def account(self, asked: str, node: Node) -> Explanation:
        """Return the account of an entity, or of an event if the node is one."""
        events = (node,) if within(EV, node) else self._events_with(node)
        told = Explanation(
            asked,
            True,
            iri=str(node),
            label=self._label(node),
            type=self._type(node),
            names=self._texts(node, SKOS.altLabel),
            misspelt=self._texts(node, SKOS.hiddenLabel),
            reasons=self._texts(node, SKOS.editorialNote),
            facts=tuple(self._facts(node)),
            events=tuple(sorted((self._event(event) for event in events), key=_by_date)),
        )
        if within(EV, node):
            return told
        return replace(
            told,
            posts=tuple(self._posts(node)),
            attributed=self._attributed(node, set(events)),
            articles=tuple(self._headlines(node)),
        )

    def name(self, node: Node) -> str:
        """Return the Chinese label of a node, or another one, or its local name."""
        label = self._label(node)
        return label.zh or label.en or local_name(node)

    def _label(self, node: Node) -> Label:
        found = {x.language: str(x) for x in self.graph.objects(node, RDFS.label) if isinstance(x, Literal)}
        return Label(found.get("zh") or "", found.get("en") or "")

    def _type(self, node: Node) -> Label:
        names = sorted(local_name(cls) for cls in self.graph.objects(node, RDF.type))
        return self._term(names[0]) if names else Label()

    def _term(self, name: str) -> Label:
        known = self.ontology.labels.get(name, Label())
        return Label(known.zh or name, known.en or name)

    def _texts(self, node: Node, predicate: Node) -> tuple[str, ...]:
        return tuple(sorted(str(value) for value in self.graph.objects(node, predicate)))

    def _names_of(self, nodes: Iterable[Node]) -> tuple[str, ...]:
        return tuple(sorted(self.name(node) for node in nodes))

    def _facts(self, node: Node) -> Iterable[tuple[Label, tuple[str, ...]]]:
        for predicate in _FACTS:
            if others := self._names_of(self.graph.objects(node, predicate)):
                yield _FACT_LABELS.get(predicate) or self._term(local_name(predicate)), others

    def _events_with(self, node: Node) -> tuple[Node, ...]:
        """Return the events that a thing fills a role of."""
        roles = {NG[role] for role in self.ontology.roles}
        return tuple({event for event, role in self.graph.subject_predicates(node) if role in roles})

    def _event(self, event: Node) -> EventAccount:
        graph = self.graph
        begin, end, edtf = (str(graph.value(event, p) or "") for p in (NG.begin, NG.end, NG.edtf))
        roles = ((NG[role], self._term(role)) for role in self.ontology.roles)
        filled = ((label, self._names_of(graph.objects(event, role))) for role, label in roles)
        links = ((self._term(local_name(p)), self.name(o)) for p in _LINKS for o in graph.objects(event, p))
        return EventAccount(
            iri=str(event),
            label=self.name(event),
            type=self._type(event),
            date=edtf or (f"{begin}/{end}" if begin != end else begin),
            time_text=str(graph.value(event, NG.timeText) or ""),
            status=self._term(local_name(graph.value(event, NG.status) or NG.Happened)),
            contested=bool(graph.value(event, NG.contested)),
            roles=tuple((label, names) for label, names in filled if names),
            links=tuple(sorted(links, key=str)),
            evidence=self._evidence(graph.objects(event, NG.evidence)),
            quote=str(graph.value(event, NG.quote) or ""),
        )

    def _evidence(self, mentions: Iterable[Node]) -> tuple[Evidence, ...]:
        return tuple(sorted((self._place(mention) for mention in mentions), key=str))

    def _place(self, mention: Node) -> Evidence:
        graph = self.graph
        article = graph.value(mention, NG.inDocument)
        start, trigger = graph.value(mention, OA.start), graph.value(mention, NG.triggerStart)
        modality = graph.value(mention, NG.modality)
        return Evidence(
            published=str(graph.value(article, SCHEMA.datePublished) or ""),
            article=local_name(article) if article is not None else "",
            outlet=", ".join(self._names_of(graph.objects(article, SCHEMA.publisher))),
            sentence=str(graph.value(mention, OA.exact) or ""),
            trigger=str(graph.value(mention, NG.trigger) or ""),
            offset=int(str(trigger)) - int(str(start)) if trigger is not None and start is not None else -1,
            modality=self._term(local_name(modality)) if modality is not None else Label(),
            cue=str(graph.value(mention, NG.modalityCue) or ""),
            according_to=self._names_of(graph.objects(mention, NG.accordingTo)),
            relayed_by=self._names_of(graph.objects(mention, NG.relayedBy)),
            headline=str(graph.value(article, SCHEMA.headline) or ""),
            url=str(graph.value(article, SCHEMA.url) or ""),
        )

    def _posts(self, node: Node) -> Iterable[PostAccount]:
        """Yield the posts of a person, or the holders of a post, present ones first."""
        for predicate, former in ((NG.holdsPosition, False), (NG.heldPosition, True)):
            pairs = [(node, post) for post in self.graph.objects(node, predicate)]
            pairs += [(holder, node) for holder in self.graph.subjects(predicate, node)]
            for holder, post in sorted(pairs, key=str):
                told = set(self.graph.subjects(NG.holder, holder)) & set(self.graph.subjects(NG.post, post))
                said = [m for m in told if (m, NG.former, Literal(former)) in self.graph]
                yield PostAccount(self.name(holder), self.name(post), former, self._evidence(said))

    def _attributed(self, node: Node, known: set[Node]) -> tuple[str, ...]:
        mentions = {m for p in (NG.accordingTo, NG.relayedBy) for m in self.graph.subjects(p, node)}
        events = {event for mention in mentions for event in self.graph.subjects(NG.evidence, mention)} - known
        told = sorted((self._event(event) for event in events), key=_by_date)
        return tuple(f"{event.date} {event.label}".strip() for event in told)

    def _headlines(self, node: Node) -> Iterable[str]:
        rows = {
            (
                str(self.graph.value(article, SCHEMA.datePublished) or ""),
                str(self.graph.value(article, SCHEMA.headline)),
            )
            for article in self.graph.subjects(SCHEMA.mentions, node)
        }
        yield from (f"{date[:10]} {headline}".strip() for date, headline in sorted(rows))


def _by_date(event: EventAccount) -> tuple[bool, str, str]:
    """Order by date, an open beginning by its end; what has no date comes last."""
    return not event.date, event.date.removeprefix("../"), event.iri


def _short(graph: Graph, node: Node) -> str:
    return str(graph.namespace_manager.normalizeUri(str(node)))
