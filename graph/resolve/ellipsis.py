"""What one telling of a journey leaves out and another of the same article says: who went, or where to.

In: the event mentions of one corpus with their fillers resolved. Out: the same, completed in place. 此行, 克里的访问
and 访华时间 name one side only; the nearest telling before (else after) that shares it gives the other.
Only within one article and only where that side agrees: two journeys of two people stay two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Protocol

from graph.model import EventMention
from graph.vocabulary import Ontology

SIDES = (("actor", "destination"), ("destination", "actor"))
"""Known side -> the side that may be taken over."""


class Telling(Protocol):
    """One event mention with its fillers: what `graph.resolve.events` makes of it."""

    at: tuple[str, int]
    mention: EventMention
    roles: dict[str, tuple[str, ...]]


def complete_journeys(told: Sequence[Telling], ontology: Ontology) -> None:
    """Give each journey the side that it leaves out.

    Args:
        told: tellings, those of an article in the order of its text; changed in place.
        ontology: what counts as a journey.
    """
    by_article: dict[str, list[Telling]] = defaultdict(list)
    for telling in told:
        if ontology.is_a(telling.mention.type, "Visit"):
            by_article[telling.at[0]].append(telling)
    for journeys in by_article.values():
        _complete(journeys)


def _complete(journeys: Sequence[Telling]) -> None:
    """Complete the journeys of one article."""
    given = {t.at: dict(t.roles) for t in journeys}  # only what a telling says itself is handed on
    for place, telling in enumerate(journeys):
        for known, missing in SIDES:
            if not telling.roles.get(known) or telling.roles.get(missing) or _has_object(telling.mention):
                continue
            order = [*reversed(journeys[:place]), *journeys[place + 1 :]]
            near = next(
                (
                    given[o.at]
                    for o in order
                    if given[o.at].get(missing) and set(given[o.at].get(known, ())) == set(telling.roles[known])
                ),
                None,
            )
            if near is not None:
                telling.roles[missing] = near[missing]


def _has_object(mention: EventMention) -> bool:
    """Tell whether a telling names where to in words that are no known place: 参观兵马俑."""
    return any(argument.role in ("object", "place") for argument in mention.arguments)
