"""RDF -> one named graph an article: for each triple, which articles lead to it.

What leads to a triple is written in the graph itself, by the contract of the ontology, so a graph read from a file can
be parted just as well as one that was built a moment ago:

- the triples of an article and of the mentions in it are that article's;
- an event's triples are those of every article that tells it; one that names a thing, of those among them that mention
  the thing (a role is told where its filler is), of all of them where none does;
- a direct triple is that of every article to which the roles, or the mention, lead that it follows from;
- what is said of an entity stands in the graph of every article that names it, or names what it is said of (the country
  that a body represents), so that each article's graph can be read by itself.

The union of the named graphs is the graph. Decision 008 tells why it is done so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import groupby
from typing import Any

from rdflib import RDF, Dataset, Graph, Literal, URIRef
from rdflib.term import Node

from graph.namespaces import ENT, NG, PREFIXES, SCHEMA, local_name, within
from graph.store.shortcuts import Triple, direct_triples, source_triples
from graph.vocabulary import Ontology

_NOBODY: frozenset[Node] = frozenset()


def to_dataset(graph: Graph, ontology: Ontology) -> Dataset:
    """Return a graph of articles as a dataset with one named graph an article, its name the article's IRI.

    Serialise it with `format="trig"` or `"nquads"`. Plain queries see the union of the graphs (`default_union`).

    Args:
        graph: what `build` gives or `read_graph` reads.
        ontology: the vocabulary that it was built with (`graph.pipeline.read_ontology`).
    """
    dataset = Dataset(default_union=True)
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace, override=True)
    for name, triples in groupby(article_quads(graph, ontology), key=lambda quad: quad[3]):
        named = dataset.default_graph if name is None else dataset.graph(name)
        for s, p, o, _ in triples:
            named.add((s, p, o))
    return dataset


def article_quads(graph: Graph, ontology: Ontology) -> Iterator[tuple[Node, Node, Node, URIRef | None]]:
    """Yield the triples of a graph with the article that each stands in, article by article, sorted within each.

    A triple that several articles lead to comes several times. One that no article leads to (none, in a graph that
    this project wrote) comes last, with None.
    """
    graphs: dict[str, list[Triple]] = defaultdict(list)
    for triple, articles in owners(graph, ontology).items():
        for article in articles:
            graphs[str(article)].append(triple)
        if not articles:
            graphs[""].append(triple)
    for name in sorted(graphs, key=lambda name: (not name, name)):
        for s, p, o in sorted(graphs[name], key=_order):
            yield s, p, o, URIRef(name) if name else None


def owners(graph: Graph, ontology: Ontology) -> dict[Triple, frozenset[Node]]:
    """Return each triple of a graph with the articles that lead to it, by the rules at the head of this module."""
    told = _Told(graph, ontology)
    found = {triple: told.articles(triple) for triple in graph}
    reach = _reach(found)
    return {triple: articles or frozenset(reach.get(triple[0], _NOBODY)) for triple, articles in found.items()}


class _Told:
    """What articles tell: look-ups over a graph, and from them the articles of each triple about more than names."""

    def __init__(self, graph: Graph, ontology: Ontology) -> None:
        self._graph = graph
        self._document = dict(graph.subject_objects(NG.inDocument))
        self._articles = set(graph.subjects(RDF.type, SCHEMA.NewsArticle))
        self._tellers = _gathered((event, self._document.get(m)) for event, m in graph.subject_objects(NG.evidence))
        self._namers = self._mentioned()
        self._followed = _gathered(self._direct(ontology))

    def articles(self, triple: Triple) -> frozenset[Node]:
        """Return the articles of a triple; none for what describes an entity."""
        subject, predicate, value = triple
        if triple in self._followed:
            return frozenset(self._followed[triple])
        if subject in self._articles:
            return frozenset((subject,))
        if subject in self._document:
            return frozenset((self._document[subject],))
        return self._of_event(self._tellers.get(subject, _NOBODY), predicate, value)

    def _of_event(self, tellers: Set[Node], predicate: Node, value: Node) -> frozenset[Node]:
        if value in self._articles:
            return frozenset((value,))
        if predicate == NG.evidence and value in self._document:
            return frozenset((self._document[value],))
        naming = self._tellers.get(value) or self._namers.get(value) or _NOBODY
        return frozenset(tellers & naming or tellers)

    def _mentioned(self) -> dict[Node, set[Node]]:
        """Return entity -> the articles that name it, or in which a mention does."""
        pairs: list[tuple[Node, Node | None]] = []
        pairs += [(entity, article) for article, entity in self._graph.subject_objects(SCHEMA.mentions)]
        for predicate in (NG.accordingTo, NG.relayedBy, NG.holder, NG.post):
            pairs += [(entity, self._document.get(m)) for m, entity in self._graph.subject_objects(predicate)]
        return _gathered(pairs)

    def _direct(self, ontology: Ontology) -> Iterator[tuple[Triple, Node | None]]:
        """Yield the triples that follow from others, each with the articles of what it follows from."""
        graph = self._graph
        for event in self._tellers:
            type, status = (local_name(graph.value(event, p) or event) for p in (RDF.type, NG.status))
            for triple, roles in direct_triples(graph, event, type, status, ontology):
                tellers = self._tellers[event]
                common = tellers.intersection(*(self._of_event(tellers, p, o) for _, p, o in roles))
                yield from ((triple, article) for article in common or tellers)
            for triple, mention in source_triples(graph, event, type, ontology):
                yield triple, self._document.get(mention)
        for mention, person in graph.subject_objects(NG.holder):
            for former in graph.objects(mention, NG.former):
                holds = NG.heldPosition if former == Literal(True) else NG.holdsPosition
                for post in graph.objects(mention, NG.post):
                    yield (person, holds, post), self._document.get(mention)


def _reach(told: Mapping[Triple, frozenset[Node]]) -> dict[Node, set[Node]]:
    """Return entity -> the articles that name it, or name an entity whose description leads to it."""
    reach: dict[Node, set[Node]] = defaultdict(set)
    for (subject, _, value), articles in told.items():
        for end in (subject, value) if articles else ():
            if within(ENT, end):
                reach[end] |= articles
    leads = [(s, o) for (s, _, o), articles in told.items() if not articles and within(ENT, o)]
    growing = True
    while growing:  # as often as the longest chain of such links is long: a city, its country
        growing = False
        for subject, value in leads:
            if not reach[value] >= reach[subject]:
                reach[value] |= reach[subject]
                growing = True
    return reach


def _gathered(pairs: Iterable[tuple[Any, Node | None]]) -> dict[Any, set[Node]]:
    found: dict[Any, set[Node]] = defaultdict(set)
    for key, article in pairs:
        if article is not None:
            found[key].add(article)
    return found


def _order(triple: Triple) -> tuple[str, str, str]:
    subject, predicate, value = triple
    return str(subject), str(predicate), value.n3()
