"""Who and what the articles talk of: one entity for each thing, whatever it is called and wherever.

Names are compared as profiles (one per article and name), joined by rules with reasons, and what they denote is then
used to resolve pronouns, definite nouns and plurals. The result does not depend on the order of the articles.
Needs the whole corpus at once: unlike the stages before it, it cannot stream.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from rdflib import Graph

from graph.model import Entity, EntityMention, Extraction, Holding, Position
from graph.resolve.clusters import Clusters, Judgement
from graph.resolve.compare import across, by_name, differences, within_article
from graph.resolve.countries import add_countries, add_hidden_labels, add_represented, people_by_name, take_governments
from graph.resolve.groups import add_fixed, add_governments, add_groups
from graph.resolve.known import Knowledge, read_knowledge
from graph.resolve.labels import make_entity
from graph.resolve.posts import merge_posts
from graph.resolve.profiles import Profile, make_profiles
from graph.resolve.salience import resolve_pronouns
from graph.resolve.scene import Scene


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
    judgements: every two names taken as one, and why.
    """

    entities: tuple[Entity, ...]
    positions: tuple[Position, ...]
    holdings: tuple[Holding, ...]
    mentions: tuple[EntityMention, ...]
    of: Mapping[tuple[str, int], tuple[str, ...]]
    judgements: tuple[Judgement, ...] = ()


def resolve_entities(extractions: Sequence[Extraction], ontology: HasGraph) -> EntityResolution:
    """Return the entities, posts and holdings of all articles, and what every mention denotes."""
    known = read_knowledge(ontology.graph)
    ordered = sorted(extractions, key=lambda e: e.article.id)
    profiles, at = make_profiles(ordered, known)
    clusters, judgements = _cluster(profiles, ordered, at, known)
    entities, named = _entities(clusters, profiles, known)
    of: dict[tuple[str, int], tuple[str, ...]] = {key: (named[clusters.find(node)],) for key, node in at.items()}
    add_fixed(ordered, entities, known)
    add_groups(ordered, of, entities, known)
    add_countries(entities, known)
    positions, holdings = merge_posts(ordered, of, entities, known)
    add_represented(entities, positions, holdings, known)
    of |= take_governments(of, entities, known)
    held, people = _held(positions, holdings), people_by_name(entities)
    for extraction in ordered:
        article = extraction.article.id
        mine = {i: of[(article, i)] for i in range(len(extraction.mentions)) if (article, i) in of}
        scene = Scene(extraction, mine, entities, known, held=held, people=people)
        resolve_pronouns(scene)
        of |= {(article, i): ids for i, ids in scene.of.items()}
    add_governments(ordered, of, entities)
    positions, holdings = merge_posts(ordered, of, entities, known)
    add_represented(entities, positions, holdings, known)
    mentions = [
        EntityMention(e.article.id, entity, m.span, m.kind)
        for e in ordered
        for i, m in enumerate(e.mentions)
        for entity in of.get((e.article.id, i), ())
    ]
    add_hidden_labels(ordered, of, entities)
    return EntityResolution(
        tuple(entities[k] for k in sorted(entities)),
        positions,
        holdings,
        tuple(sorted(mentions, key=lambda m: (m.article, m.span, m.entity))),
        of,
        tuple(sorted(judgements)),
    )


def _cluster(
    profiles: dict[str, Profile], extractions: Sequence[Extraction], at: Mapping[tuple[str, int], str], known: Knowledge
) -> tuple[Clusters, list[Judgement]]:
    rows = [profiles[n] for n in sorted(profiles)]
    clusters = Clusters(profiles, sorted(set(differences(rows, known))))
    first = [*_said(extractions, at), *by_name(rows, known), *within_article(rows, known)]
    clusters.merge(first)
    second = list(across(rows, {n: clusters.find(n) for n in profiles}, known, clusters.differ))
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


def _held(positions: Sequence[Position], holdings: Sequence[Holding]) -> dict[str, list[tuple[str, bool]]]:
    posts = {p.id: p for p in positions}
    held: dict[str, list[tuple[str, bool]]] = {}
    for h in holdings:
        held.setdefault(h.person, []).append((posts[h.position].title, h.former))
    return held
