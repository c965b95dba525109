"""Who and what the articles talk of: one entity for each thing, whatever it is called and wherever.

Names are compared as profiles (one per article and name), joined by rules with reasons, and what they denote is then
used to resolve pronouns, definite nouns and plurals. The result does not depend on the order of the articles.
Needs the whole corpus at once: unlike the stages before it, it cannot stream.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from rdflib import Graph

from graph.identifiers import entity_id
from graph.model import Entity, EntityMention, Extraction, Holding, Position
from graph.resolve.clusters import Clusters, Judgement
from graph.resolve.compare import across, by_name, differences, within_article
from graph.resolve.known import Knowledge, read_knowledge
from graph.resolve.labels import from_gazetteer, make_entity
from graph.resolve.normalise import normalise, simplify
from graph.resolve.posts import merge_posts
from graph.resolve.profiles import Profile, make_profiles
from graph.resolve.salience import Scene, resolve_pronouns

SIDE = re.compile("方面|方(?![面向式案法针便])|政府|當局|当局")
"""What after a country's name still denotes the country as a party: 中方, 美国政府."""


class HasGraph(Protocol):
    """All that is asked of the ontology here: its Turtle, parsed."""

    @property
    def graph(self) -> Graph:
        """The ontology's triples."""
        ...


@dataclass(frozen=True, slots=True)
class EntityResolution:
    """The entities of a corpus and what each mention denotes; all tuples sorted by id.

    of: (article id, mention index) -> entity ids: one for a name or pronoun, several for 两国, none if unresolved.
    outlets: article id -> entity id of its publisher, where the article names one.
    judgements: every two names taken as one, and why.
    """

    entities: tuple[Entity, ...]
    positions: tuple[Position, ...]
    holdings: tuple[Holding, ...]
    mentions: tuple[EntityMention, ...]
    of: Mapping[tuple[str, int], tuple[str, ...]]
    outlets: Mapping[str, str] = field(default_factory=dict)
    judgements: tuple[Judgement, ...] = ()


def resolve_entities(extractions: Sequence[Extraction], ontology: HasGraph) -> EntityResolution:
    """Return the entities, posts and holdings of all articles, and what every mention denotes."""
    known = read_knowledge(ontology.graph)
    ordered = sorted(extractions, key=lambda e: e.article.id)
    profiles, at = make_profiles(ordered, known)
    clusters, judgements = _cluster(profiles, ordered, at, known)
    entities, named = _entities(clusters, profiles, known)
    of: dict[tuple[str, int], tuple[str, ...]] = {key: (named[clusters.find(node)],) for key, node in at.items()}
    _add_fixed(ordered, entities, known)
    _add_groups(ordered, of, entities, known)
    positions, holdings = merge_posts(ordered, of, entities, known)
    _represent(entities, positions, holdings, known)
    of |= _governments_of_people(of, entities, known)
    held, people = _held(positions, holdings), _people(entities)
    for extraction in ordered:
        article = extraction.article.id
        mine = {i: of[(article, i)] for i in range(len(extraction.mentions)) if (article, i) in of}
        scene = Scene(extraction, mine, entities, known, held=held, people=people)
        resolve_pronouns(scene)
        of |= {(article, i): ids for i, ids in scene.of.items()}
    positions, holdings = merge_posts(ordered, of, entities, known)
    _represent(entities, positions, holdings, known)
    outlets = _outlets(ordered, entities, known)
    mentions = [
        EntityMention(e.article.id, entity, m.span, m.kind)
        for e in ordered
        for i, m in enumerate(e.mentions)
        for entity in of.get((e.article.id, i), ())
    ]
    _name_definites(ordered, of, entities)
    return EntityResolution(
        tuple(entities[k] for k in sorted(entities)),
        positions,
        holdings,
        tuple(sorted(mentions, key=lambda m: (m.article, m.span, m.entity))),
        of,
        outlets,
        tuple(sorted(judgements)),
    )


def _cluster(
    profiles: dict[str, Profile], extractions: Sequence[Extraction], at: Mapping[tuple[str, int], str], known: Knowledge
) -> tuple[Clusters, list[Judgement]]:
    rows = [profiles[n] for n in sorted(profiles)]
    clusters = Clusters(profiles, sorted(set(differences(rows, known))))
    first = [*_said(extractions, at), *by_name(rows, known), *within_article(rows, known)]
    clusters.merge(first)
    second = list(across(rows, {n: clusters.find(n) for n in profiles}, known))
    clusters.merge(second)
    return clusters, [*first, *second]


def _said(extractions: Sequence[Extraction], at: Mapping[tuple[str, int], str]) -> list[Judgement]:
    found = []
    for e in extractions:
        for same in e.same:
            a, b = at.get((e.article.id, same.first)), at.get((e.article.id, same.second))
            if a and b and a != b:
                names = f"{e.mentions[same.first].surface} = {e.mentions[same.second].surface}"
                found.append(Judgement(0, min(a, b), max(a, b), f"文中说明（{same.reason}）：{names}"))
    return found


def _entities(
    clusters: Clusters, profiles: dict[str, Profile], known: Knowledge
) -> tuple[dict[str, Entity], dict[str, str]]:
    """Return id -> entity and root -> id; clusters of one label and kind get numbers, in the order of their names."""
    entities: dict[str, Entity] = {}
    named: dict[str, str] = {}
    for root, nodes in clusters.sets().items():
        entity = make_entity([profiles[n] for n in nodes], clusters.reasons[root], known)
        if entity.id in entities and entity.id in known.entities:
            entity = _joined(entities[entity.id], entity)
        else:
            number = 2
            base = entity.id
            while entity.id in entities:
                entity = dataclasses.replace(entity, id=f"{base}_{number}")
                number += 1
        entities[entity.id] = entity
        named[root] = entity.id
    return entities, named


def _joined(a: Entity, b: Entity) -> Entity:
    return dataclasses.replace(
        a,
        alt=tuple(sorted({*a.alt, *b.alt})),
        hidden=tuple(sorted({*a.hidden, *b.hidden})),
        reasons=tuple(sorted({*a.reasons, *b.reasons})),
    )


def _add_fixed(extractions: Sequence[Extraction], entities: dict[str, Entity], known: Knowledge) -> None:
    """Add the entities that a plural of fixed meaning denotes: 两韩."""
    for e in extractions:
        for m in e.mentions:
            for key in known.denotes.get(simplify(m.surface), ()) if m.kind == "plural" else ():
                if key in known.entities:
                    entities.setdefault(key, from_gazetteer(known.entities[key]))


def _add_groups(
    extractions: Sequence[Extraction],
    of: dict[tuple[str, int], tuple[str, ...]],
    entities: dict[str, Entity],
    known: Knowledge,
) -> None:
    """Add unnamed groups: 美国官员 and 两位美国官员 are one node, 官员 without more another."""
    for e in extractions:
        for i, m in enumerate(e.mentions):
            if m.type != "Group":
                continue
            owner: tuple[str, ...] = ()
            for j in range(i - 1, -1, -1):
                before = e.mentions[j]
                if e.article.text[before.span.end : m.span.start] in ("", "的") and before.kind == "name":
                    owner = of.get((e.article.id, j), ())
                break
            label = (entities[owner[0]].label if owner else "") + _bare(normalise(m.surface), known)
            key = entity_id("Group", label)
            whose = owner if owner and entities[owner[0]].type != "Person" else ()
            entities.setdefault(key, Entity(key, "Group", label, represents=whose))
            of[(e.article.id, i)] = (key,)


def _bare(name: str, known: Knowledge) -> str:
    """Return what a group is called without its number: 两位消息人士 -> 消息人士."""
    for word in known.quantifiers:
        if name.startswith(word) and len(name) > len(word):
            return _bare(name.removeprefix(word), known)
    return name.removesuffix("们")


def _represent(
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


def _held(positions: Sequence[Position], holdings: Sequence[Holding]) -> dict[str, list[tuple[str, bool]]]:
    posts = {p.id: p for p in positions}
    held: dict[str, list[tuple[str, bool]]] = {}
    for h in holdings:
        held.setdefault(h.person, []).append((posts[h.position].title, h.former))
    return held


def _people(entities: Mapping[str, Entity]) -> dict[str, list[str]]:
    """Return normalised name -> ids of the persons called so."""
    people: dict[str, list[str]] = {}
    for key in sorted(k for k, e in entities.items() if e.type == "Person"):
        for name in sorted({normalise(n) for n in (entities[key].label, *entities[key].alt, *entities[key].hidden)}):
            people.setdefault(name, []).append(key)
    return people


def _governments_of_people(
    of: Mapping[tuple[str, int], tuple[str, ...]], entities: dict[str, Entity], known: Knowledge
) -> dict[tuple[str, int], tuple[str, ...]]:
    """Take out the bodies called 拜登政府 where 拜登 is known, and return what their mentions denote: his country."""
    people = _people(entities)
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


def _outlets(extractions: Sequence[Extraction], entities: dict[str, Entity], known: Knowledge) -> dict[str, str]:
    outlets: dict[str, str] = {}
    for e in extractions:
        if not e.article.outlet:
            continue
        name = normalise(e.article.outlet)
        ids = [k for k in known.names.get(name, ()) if known.entities[k].type == "MediaOutlet"]
        ids += sorted(k for k, x in entities.items() if x.type == "MediaOutlet" and name == normalise(x.label))
        key = ids[0] if ids else entity_id("MediaOutlet", name)
        if key not in entities:
            entry = known.entities.get(key)
            entities[key] = from_gazetteer(entry) if entry else Entity(key, "MediaOutlet", name)
        outlets[e.article.id] = key
    return outlets


def _name_definites(
    extractions: Sequence[Extraction], of: Mapping[tuple[str, int], tuple[str, ...]], entities: dict[str, Entity]
) -> None:
    """Keep as a hidden label what stands for a country in an article: 中方, 中国政府, 拜登政府."""
    hidden: dict[str, set[str]] = {}
    for e in extractions:
        for ids, form in _written_together(e, of, entities):
            for key in ids:
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


def _written_together(
    e: Extraction, of: Mapping[tuple[str, int], tuple[str, ...]], entities: Mapping[str, Entity]
) -> list[tuple[list[str], str]]:
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
