"""Two aligned graphs -> what is new, gone and changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rdflib import RDF, Graph
from rdflib.term import Node

from graph.changes.align import Alignment, align
from graph.changes.side import Side, Triple
from graph.namespaces import NG
from graph.vocabulary import Ontology

TIES = ("holdsPosition", "heldPosition", "represents", "metonymOf", "basedIn")
"""What is told of an entity beyond its names."""

Pairs = Mapping[Node, Node]


@dataclass(frozen=True, slots=True)
class Change:
    """What is otherwise in one respect.

    what: type, label, names, status, contested, time, evidence, or the name of a role or of one of TIES.
    before, after: the value; of names, evidence, roles and ties what went and what came. Local names of the vocabulary
    for type and status, IRIs of the second graph for things, else texts.
    """

    what: str
    before: tuple[Node | str, ...] = ()
    after: tuple[Node | str, ...] = ()


@dataclass(frozen=True, slots=True)
class Changed:
    """A thing that both graphs have. old, new: its node in each. changes: in a fixed order."""

    old: Node
    new: Node
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Difference:
    """What two graphs differ in. All lists are sorted."""

    old: Side
    new: Side
    alignment: Alignment

    def __repr__(self) -> str:
        """Return how many of what, not the graphs themselves."""
        events = f"{len(self.new_events)} new, {len(self.gone_events)} gone, {len(self.changed_events)} changed events"
        return f"Difference({events}, {len(self.new_triples)} new, {len(self.gone_triples)} gone triples)"

    @property
    def is_empty(self) -> bool:
        """Whether both say the same, name for name."""
        return self.old.triples == self.new.triples

    # ------------------------------------------------------------------------------------------------------ as triples

    @cached_property
    def carried(self) -> frozenset[Triple]:
        """The first graph's triples with the second's IRIs for what is in both."""
        of = self.alignment.of
        return frozenset((of(s), p, of(o)) for s, p, o in self.old.triples)

    @property
    def gone_triples(self) -> list[Triple]:
        """Triples of the first graph, in the second's IRIs, that the second has no more."""
        return sorted(self.carried - self.new.triples, key=_order)

    @property
    def new_triples(self) -> list[Triple]:
        """Triples of the second graph that the first does not have."""
        return sorted(self.new.triples - self.carried, key=_order)

    # ------------------------------------------------------------------------------------------------------- as things

    @property
    def gone_articles(self) -> list[Node]:
        """Articles that only the first graph has."""
        return sorted(self.old.articles - self.new.articles, key=str)

    @property
    def new_articles(self) -> list[Node]:
        """Articles that only the second graph has."""
        return sorted(self.new.articles - self.old.articles, key=str)

    @property
    def gone_entities(self) -> list[Node]:
        """Entities of the first graph that are none of the second."""
        known = self.alignment.entities.keys() | self.alignment.merged.keys()
        return sorted(self.old.entities - self.new.entities - known, key=str)

    @property
    def new_entities(self) -> list[Node]:
        """Entities of the second graph that were none of the first."""
        known = {*self.alignment.entities.values(), *self.alignment.split}
        return sorted(self.new.entities - self.old.entities - known, key=str)

    @property
    def gone_events(self) -> list[Node]:
        """Events of the first graph that are none of the second."""
        return sorted(self.old.events - self.new.events - self.alignment.events.keys(), key=str)

    @property
    def new_events(self) -> list[Node]:
        """Events of the second graph that were none of the first."""
        return sorted(self.new.events - self.old.events - set(self.alignment.events.values()), key=str)

    @cached_property
    def changed_entities(self) -> list[Changed]:
        """Entities that go by another name or class, have other names, posts or ties."""
        pairs = {node: node for node in self.old.entities & self.new.entities} | self.alignment.entities
        return self._changed(pairs, self._entity_changes)

    @cached_property
    def changed_events(self) -> list[Changed]:
        """Events with another status, time, type, party or source."""
        pairs = {node: node for node in self.old.events & self.new.events} | self.alignment.events
        return self._changed(pairs, self._event_changes)

    def _changed(self, pairs: Pairs, changes_of: Callable[[Node, Node], Iterator[Change]]) -> list[Changed]:
        found = []
        for old, new in pairs.items():
            changes = tuple(change for change in changes_of(old, new) if change.before or change.after)
            if changes:
                found.append(Changed(old, new, changes))
        return sorted(found, key=lambda thing: str(thing.new))

    def _entity_changes(self, one: Node, other: Node) -> Iterator[Change]:
        before, after = self.old.label(one, "zh"), self.new.label(other, "zh")
        yield _value("type", self.old.class_of(one), self.new.class_of(other))
        yield _value("label", before, after)
        gone, come = self.old.other_names(one), self.new.other_names(other)
        yield _parts("names", gone - {before, after}, come - {before, after})
        for relation in TIES:
            yield self._links(relation, one, other)

    def _event_changes(self, one: Node, other: Node) -> Iterator[Change]:
        yield _value("type", self.old.class_of(one), self.new.class_of(other))
        for what in ("status", "contested"):
            yield _value(what, self.old.name(one, NG[what]), self.new.name(other, NG[what]))
        if self.old.days(one) != self.new.days(other):
            yield Change("time", (self.old.when(one),), (self.new.when(other),))
        for role in (*sorted(self.old.ontology.roles), "evidence"):
            yield self._links(role, one, other)

    def _links(self, relation: str, one: Node, other: Node) -> Change:
        before = {self.alignment.of(o) for o in self.old.graph.objects(one, NG[relation])}
        return _parts(relation, before, set(self.new.graph.objects(other, NG[relation])))


def _value(what: str, before: str, after: str) -> Change:
    return Change(what) if before == after else Change(what, (before,), (after,))


def _parts(what: str, before: set[Any], after: set[Any]) -> Change:
    return Change(what, tuple(sorted(before - after, key=str)), tuple(sorted(after - before, key=str)))


def diff(old: Graph, new: Graph, ontology: Ontology) -> Difference:
    """Return what the second of two graphs says otherwise than the first.

    Args:
        old: the earlier graph.
        new: the later one.
        ontology: the vocabulary that both were built with.
    """
    one, other = Side(old, ontology), Side(new, ontology)
    return Difference(one, other, align(one, other))


def _order(triple: Triple) -> tuple[str, bool, str, str]:
    return str(triple[0]), triple[1] != RDF.type, str(triple[1]), triple[2].n3()
