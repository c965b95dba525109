"""Extractions of all articles in, one world out: entities first, then the events between them.

Needs all of them at once.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.model import Extraction, Resolution
from graph.resolve.entities import resolve_entities
from graph.resolve.events import resolve_events
from graph.resolve.things import resolve_things
from graph.vocabulary import Ontology

__all__ = ["resolve"]


def resolve(extractions: Sequence[Extraction], ontology: Ontology) -> Resolution:
    """Return the entities and events of a corpus; the order of the extractions does not matter."""
    ordered = sorted(extractions, key=lambda e: e.article.id)
    people = resolve_entities(ordered, ontology)
    by_id = {e.id: e for e in people.entities}
    objects, things = resolve_things(ordered, people.of, by_id, ontology)
    by_id |= {e.id: e for e in objects}
    events = resolve_events(ordered, people.of, by_id, things, ontology)
    return Resolution(
        articles=tuple(e.article for e in ordered),
        entities=tuple(by_id[i] for i in sorted(by_id)),
        positions=people.positions,
        holdings=people.holdings,
        events=events,
        mentions=people.mentions,
    )
