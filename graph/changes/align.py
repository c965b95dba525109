"""Which thing of one graph is which of another.

Entities: by IRI; else by name, if one's own name is among the other's names and their classes fit. An entity of the
first graph whose name has come to be another name of one that both have is merged into that.
Events: by IRI; else by a place in a text that tells both; else by type, parties and time. Each at most once: where two
fit equally well, neither is taken.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from rdflib.term import Node

from graph.changes.side import Side


@dataclass(frozen=True, slots=True)
class Alignment:
    """Node of the first graph -> node of the second, for entities and events with another IRI there.

    mentions: the same for the tellings of the events that both have.
    merged: entities of the first that are, with others, one in the second. split: entity of the second -> the one of
    the first that it was a part of.
    """

    entities: dict[Node, Node] = field(default_factory=dict)
    events: dict[Node, Node] = field(default_factory=dict)
    merged: dict[Node, Node] = field(default_factory=dict)
    split: dict[Node, Node] = field(default_factory=dict)
    mentions: dict[Node, Node] = field(default_factory=dict)

    def of(self, node: Node) -> Node:
        """Return what a node of the first graph is in the second."""
        maps = (self.events, self.entities, self.merged, self.mentions)
        return next((found[node] for found in maps if node in found), node)


def align(old: Side, new: Side) -> Alignment:
    """Return which entities and events of two graphs are one; the same whatever the order of the triples."""
    gone, come = old.entities - new.entities, new.entities - old.entities
    entities = _best(gone, lambda node: _namesakes(old, node, new, come))
    merged = _best(gone - entities.keys(), lambda node: _namesakes(old, node, new, new.entities), once=False)
    split = _best(
        come - set(entities.values()), lambda node: _namesakes(new, node, old, old.entities & new.entities), once=False
    )
    events = _events(old, new, Alignment(entities, {}, merged))
    return Alignment(entities, events, merged, split, _mentions(old, new, events))


def _namesakes(here: Side, node: Node, there: Side, among: Iterable[Node]) -> dict[Node, tuple[int, ...]]:
    """Return the entities that share a name with one, with how well they fit."""
    names, own, wanted = here.names(node), here.own_names(node), frozenset(among)
    found: dict[Node, tuple[int, ...]] = {}
    for other in {other for name in names for other in there.by_name.get(name, ())} & wanted:
        shared, same = names & there.names(other), own & there.own_names(other)
        named = own & there.names(other) or there.own_names(other) & names
        if named and _fit(here, here.class_of(node), there.class_of(other)):
            found[other] = (len(same), here.class_of(node) == there.class_of(other), len(shared))
    return found


def _fit(side: Side, one: str, other: str) -> bool:
    return one == other or side.ontology.is_a(one, other) or side.ontology.is_a(other, one)


def _events(old: Side, new: Side, alignment: Alignment) -> dict[Node, Node]:
    """Return the events that are one; again with what was found, since an event may be the content of another."""
    gone, come = old.events - new.events, new.events - old.events
    found: dict[Node, Node] = {}
    while more := _more_events(old, new, replace(alignment, events=found), gone - found.keys(), come):
        found |= more
        come -= set(more.values())
    return found


def _more_events(
    old: Side, new: Side, alignment: Alignment, gone: Iterable[Node], come: Iterable[Node]
) -> dict[Node, Node]:
    index = _index(new, come)

    def likely(event: Node) -> dict[Node, tuple[int, ...]]:
        near = {other for key in _keys(old, event, alignment) for other in index.get(key, ())}
        return {other: score for other in near if (score := _alike(old, event, new, other, alignment))}

    return _best(gone, likely)


def _mentions(old: Side, new: Side, events: Mapping[Node, Node]) -> dict[Node, Node]:
    """Return the mentions of aligned events that tell them in the same place under another IRI."""
    found: dict[Node, Node] = {}
    for one, other in events.items():
        after = new.mentions(other)
        for place, mention in old.mentions(one).items():
            if place in after and after[place] != mention:
                found[mention] = after[place]
    return found


def _index(side: Side, events: Iterable[Node]) -> dict[Any, set[Node]]:
    found: defaultdict[Any, set[Node]] = defaultdict(set)
    for event in events:
        for key in _keys(side, event, Alignment()):
            found[key].add(event)
    return found


def _keys(side: Side, event: Node, alignment: Alignment) -> Iterable[Any]:
    """Yield what two events must share, one of them at least, to be compared at all."""
    yield side.class_of(event), frozenset(alignment.of(f) for fillers in side.fillers(event).values() for f in fillers)
    yield from side.places(event)


def _alike(old: Side, event: Node, new: Side, other: Node, alignment: Alignment) -> tuple[int, ...]:
    """Return how well two events fit, the better the greater; nothing if they are two."""
    told = len(old.places(event) & new.places(other))
    same_type = old.class_of(event) == new.class_of(other)
    roles = {(role, alignment.of(f)) for role, fillers in old.fillers(event).items() for f in fillers}
    others = {(role, f) for role, fillers in new.fillers(other).items() for f in fillers}
    parties, other_parties = {f for _, f in roles}, {f for _, f in others}
    overlap = _overlap(old.window(event), new.window(other))
    if told:
        return (told, same_type, overlap, len(roles & others))
    if same_type and parties == other_parties and parties and overlap:
        return (0, 1, overlap, len(roles & others))
    return ()


def _overlap(one: tuple[str, str], other: tuple[str, str]) -> int:
    """Return 2 for the same days, 1 for days in common or an undated event, 0 for days apart. ISO days sort as text."""
    if one == other:
        return 2
    return int((one[0] or "0") <= (other[1] or "9") and (other[0] or "0") <= (one[1] or "9"))


def _best(
    nodes: Iterable[Node], likely: Callable[[Node], Mapping[Node, tuple[int, ...]]], *, once: bool = True
) -> dict[Node, Node]:
    """Return node -> its best match, the best pairs first; a node that two fit equally well stays without.

    once: a match is given to one node only.
    """
    scores = {node: likely(node) for node in sorted(nodes, key=str)}
    pairs = [
        (score, str(node), str(other), node, other) for node, found in scores.items() for other, score in found.items()
    ]
    taken: set[Node] = set()
    matched: dict[Node, Node] = {}
    for score, _, _, node, other in sorted(pairs, key=lambda pair: pair[:3], reverse=True):
        if node in matched or (once and other in taken):
            continue
        rivals = [o for o, s in scores[node].items() if s == score and o not in taken and o != other]
        if not rivals:
            matched[node] = other
            taken.add(other)
    return matched
