"""What stands for a country: its posts, its bodies, 拜登政府, 中方, 中美."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence

from graph.model import Entity, Extraction, Holding, Position
from graph.resolve.known import Knowledge
from graph.resolve.labels import from_gazetteer
from graph.resolve.normalise import normalise

Denoted = Mapping[tuple[str, int], tuple[str, ...]]

SIDE = re.compile("方面|方(?![面向式案法针便])|政府|當局|当局")
"""What after a country's name still denotes the country as a party: 中方, 美国政府."""


def add_represented(
    entities: dict[str, Entity], positions: Sequence[Position], holdings: Sequence[Holding], known: Knowledge
) -> None:
    """Set `represents`: the country of a present post, or of a former one if there is no other."""
    posts = {p.id: p for p in positions}
    for former in (True, False):
        for h in holdings:
            owner = posts[h.position].of
            if h.former is not former or owner is None:
                continue
            body = entities.get(owner)
            if body is None:
                continue
            countries = (owner,) if body.type == "Country" else body.represents
            if countries:
                entities[h.person] = dataclasses.replace(entities[h.person], represents=tuple(countries))
    add_countries(entities, known)


def add_countries(entities: dict[str, Entity], known: Knowledge) -> None:
    """Set the country of government bodies that their name tells, and add every country that somebody represents."""
    for entity in list(entities.values()):
        if entity.type == "GovernmentBody" and not entity.represents:
            name = normalise(entity.label)
            country = next(
                (known.countries[name[:n]] for n in range(len(name) - 1, 1, -1) if name[:n] in known.countries), None
            )
            if country:
                entities[entity.id] = dataclasses.replace(entity, represents=(country,))
    for entity in list(entities.values()):
        for country in entity.represents:
            if country not in entities and country in known.entities:
                entities[country] = from_gazetteer(known.entities[country])


def take_governments(
    of: Denoted, entities: dict[str, Entity], known: Knowledge
) -> dict[tuple[str, int], tuple[str, ...]]:
    """Take out the bodies called 拜登政府 where 拜登 is known, and return what their mentions denote: his country."""
    people = people_by_name(entities)
    into: dict[str, str] = {}
    for key in sorted(entities):
        label = entities[key].label
        for word in known.government if entities[key].type not in ("Person", "Country") else ():
            holders = people.get(label.removesuffix(word), []) if label.endswith(word) else []
            countries = [c for p in holders for c in entities[p].represents if c in entities]
            if countries:
                into.setdefault(key, countries[0])
    for key, country in into.items():
        gone = entities.pop(key)
        hidden = {*entities[country].hidden, gone.label, *gone.alt}
        entities[country] = dataclasses.replace(entities[country], hidden=tuple(sorted(hidden)))
    return {k: (into[ids[0]],) for k, ids in of.items() if len(ids) == 1 and ids[0] in into}


def people_by_name(entities: Mapping[str, Entity]) -> dict[str, list[str]]:
    """Return normalised name -> ids of the persons called so."""
    people: dict[str, list[str]] = {}
    for key in sorted(k for k, e in entities.items() if e.type == "Person"):
        for name in sorted({normalise(n) for n in (entities[key].label, *entities[key].alt, *entities[key].hidden)}):
            people.setdefault(name, []).append(key)
    return people


def add_hidden_labels(extractions: Sequence[Extraction], of: Denoted, entities: dict[str, Entity]) -> None:
    """Keep as a hidden label what stands for a country in an article: 中方, 中国政府, 拜登政府."""
    hidden: dict[str, set[str]] = {}
    for e in extractions:
        for both, form in _written_together(e, of, entities):
            for key in both:
                hidden.setdefault(key, set()).add(form)
        for i, m in enumerate(e.mentions):
            ids = of.get((e.article.id, i), ())
            if len(ids) != 1 or entities[ids[0]].type != "Country":
                continue
            if m.kind == "nominal" and m.type == "GovernmentBody":
                hidden.setdefault(ids[0], set()).add(m.surface)
            tail = SIDE.match(e.article.text, m.span.end) if m.kind == "name" else None
            if tail:
                hidden.setdefault(ids[0], set()).add(m.surface + tail[0])
    for key, forms in hidden.items():
        entity = entities[key]
        entities[key] = dataclasses.replace(entity, hidden=tuple(sorted({*entity.hidden, *forms} - {*entity.alt})))


def _written_together(e: Extraction, of: Denoted, entities: Mapping[str, Entity]) -> list[tuple[list[str], str]]:
    """Return the runs of one-character names of countries (中美, 日美澳菲), each with the countries it denotes."""
    runs: list[tuple[list[str], str]] = []
    end = -1
    for i, m in enumerate(e.mentions):
        ids = of.get((e.article.id, i), ())
        if m.kind != "name" or len(m.surface) != 1 or len(ids) != 1 or entities[ids[0]].type != "Country":
            continue
        if m.span.start == end:
            runs[-1] = ([*runs[-1][0], ids[0]], runs[-1][1] + m.surface)
        else:
            runs.append(([ids[0]], m.surface))
        end = m.span.end
    return [(ids, form) for ids, form in runs if len(ids) > 1]
