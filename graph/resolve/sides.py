"""The other side of talks that a telling names one side of: 克里将重启谈判, in an article on China and America.

In: the event mentions of one corpus with their fillers resolved. Out: the same, completed in place. Talks and common
work need two; where a telling names but one country, or one who speaks for it, the other is the one that the nearest
telling of the same article has with that country. Articles without such a pair stay as they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Protocol

from rdflib import URIRef

from graph.model import Entity, EventMention
from graph.namespaces import NG
from graph.vocabulary import Ontology

SHOWN_BY = ("Meeting", "Call", "Visit")
"""Events that show which two countries an article is about, besides those between sides and what is done to them."""

NEXT, OBJECT = 3, 30
"""How many tellings and characters on the object of a verb is looked for."""

PARTIES = ("actor", "participant", "recipient", "destination")


class Telling(Protocol):
    """One event mention with its fillers: what `graph.resolve.events` makes of it."""

    at: tuple[str, int]
    mention: EventMention
    roles: dict[str, tuple[str, ...]]


def complete_sides(told: Sequence[Telling], entities: Mapping[str, Entity], ontology: Ontology) -> None:
    """Give talks and what is done to them the side that they leave out.

    Args:
        told: tellings, those of an article in the order of its text; changed in place.
        entities: by id; whom a person or body represents.
        ontology: what counts as which kind of event.
    """
    common = _marked(ontology, NG.betweenSides)  # talks, common work, agreements
    turns = _marked(ontology, NG.objectEvokes)  # what stops talks or takes them up again
    shown_by = (*common, *turns, *SHOWN_BY)
    pairs: dict[str, list[tuple[int, frozenset[str]]]] = defaultdict(list)
    for i, telling in enumerate(told):
        if _is(telling, shown_by, ontology) and len(pair := _sides(telling, entities)) == 2:
            pairs[telling.at[0]].append((i, pair))
    for here, telling in enumerate(told):
        own = _sides(telling, entities)
        if len(own) != 1 or telling.roles.get("destination"):
            continue
        near = [(i > here, abs(i - here), pair) for i, pair in pairs.get(telling.at[0], ()) if own < pair]
        if not near:
            continue
        other = min(near, key=lambda row: row[:2])[2] - own
        if _is(telling, common, ontology):
            known = own if _is_borrowed(telling, entities) else frozenset(telling.roles.get("participant", ()))
            telling.roles["participant"] = tuple(sorted(known | other))
        elif _is(telling, turns, ontology) and _turns(telling, told[here + 1 : here + NEXT], common, ontology):
            role = "recipient" if telling.roles.get("actor") else "participant"
            telling.roles[role] = tuple(sorted({*telling.roles.get(role, ()), *other}))


def _is_borrowed(telling: Telling, entities: Mapping[str, Entity]) -> bool:
    """Tell whether the parties are but persons taken from another verb: the talks of 克里将重启谈判 are states'."""
    parties = [a for a in telling.mention.arguments if a.role in PARTIES]
    people = all(entities[p].type == "Person" for p in telling.roles.get("participant", ()))
    return people and bool(parties) and all(a.carried for a in parties)


def _turns(telling: Telling, after: Sequence[Telling], common: Sequence[str], ontology: Ontology) -> bool:
    """Tell whether what is stopped or taken up again, named right after it, are talks or common work."""
    end = telling.mention.trigger.end
    return any(
        _is(t, common, ontology)
        and (t.at[0], t.mention.sentence) == (telling.at[0], telling.mention.sentence)
        and 0 <= t.mention.trigger.start - end <= OBJECT
        for t in after
    )


def _marked(ontology: Ontology, mark: URIRef) -> tuple[str, ...]:
    """Return the classes that Turtle gives a property."""
    return tuple(sorted(str(c).removeprefix(str(NG)) for c in ontology.graph.subjects(mark, None)))


def _is(telling: Telling, kinds: Sequence[str], ontology: Ontology) -> bool:
    return any(ontology.is_a(telling.mention.type, kind) for kind in kinds)


def _sides(telling: Telling, entities: Mapping[str, Entity]) -> frozenset[str]:
    """Return the countries of the parties; empty if one of them stands for none."""
    found: set[str] = set()
    for role in PARTIES:
        for party in telling.roles.get(role, ()):
            entity = entities.get(party)
            if entity is None or entity.type == "Group":
                continue
            if entity.type == "Country":
                found.add(party)
            elif entity.type in ("Person", "GovernmentBody") and entity.represents:
                found.add(entity.represents[0])
            elif role != "destination":
                return frozenset()
    return frozenset(found)
