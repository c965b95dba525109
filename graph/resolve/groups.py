"""Entities that no name denotes: unnamed groups (美国官员), and the countries of a plural of fixed meaning (两韩)."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from graph.identifiers import entity_id
from graph.model import Entity, Extraction
from graph.resolve.known import Knowledge
from graph.resolve.labels import from_gazetteer
from graph.resolve.normalise import normalise, simplify


def add_fixed(extractions: Sequence[Extraction], entities: dict[str, Entity], known: Knowledge) -> None:
    """Add the entities that a plural of fixed meaning denotes: 两韩."""
    for e in extractions:
        for m in e.mentions:
            for key in known.denotes.get(simplify(m.surface), ()) if m.kind == "plural" else ():
                if key in known.entities:
                    entities.setdefault(key, from_gazetteer(known.entities[key]))


def add_groups(
    extractions: Sequence[Extraction],
    of: dict[tuple[str, int], tuple[str, ...]],
    entities: dict[str, Entity],
    known: Knowledge,
) -> None:
    """Add unnamed groups: 美国官员 and 两位美国官员 are one node, 官员 without more another.

    None is added for who speaks for a body, which is that body saying it (统一部发言人), nor for 军方 after 缅甸军方.
    """
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
            form = _bare(simplify(m.surface), known)
            if owner and form in known.spokesmen and entities[owner[0]].type not in ("Person", "Group"):
                of[(e.article.id, i)] = owner
                continue
            if not owner and form in known.bodies and (body := _body_before(e, i, form, of)):
                of[(e.article.id, i)] = body
                continue
            label = (entities[owner[0]].label if owner else "") + _bare(normalise(m.surface), known)
            key = entity_id("Group", label)
            whose = owner if owner and entities[owner[0]].type != "Person" else ()
            entities.setdefault(key, Entity(key, "Group", label, represents=whose))
            of[(e.article.id, i)] = (key,)


def _body_before(
    extraction: Extraction, i: int, form: str, of: dict[tuple[str, int], tuple[str, ...]]
) -> tuple[str, ...]:
    """Return the body last named whose name ends in what mention i is called: 缅甸军方 for 军方."""
    for j in range(i - 1, -1, -1):
        name = simplify(extraction.mentions[j].surface)
        if extraction.mentions[j].kind == "name" and name.endswith(form) and name != form:
            return of.get((extraction.article.id, j), ())
    return ()


def _bare(name: str, known: Knowledge) -> str:
    """Return what a group is called without its number: 两位消息人士 -> 消息人士."""
    for word in known.quantifiers:
        if name.startswith(word) and len(name) > len(word):
            return _bare(name.removeprefix(word), known)
    return name.removesuffix("们")


def add_governments(
    extractions: Sequence[Extraction], of: dict[tuple[str, int], tuple[str, ...]], entities: dict[str, Entity]
) -> None:
    """Add as bodies of their own the governments that stand for no known country: 港英政府."""
    for e in extractions:
        for i, m in enumerate(e.mentions):
            if m.kind != "nominal" or m.type != "GovernmentBody" or of.get((e.article.id, i)):
                continue
            label = normalise(m.surface)
            key = entity_id("GovernmentBody", label)
            alt = () if m.surface == label else (m.surface,)
            known = entities.setdefault(key, Entity(key, "GovernmentBody", label, alt=alt))
            if alt and alt[0] not in known.alt:
                entities[key] = dataclasses.replace(known, alt=tuple(sorted({*known.alt, *alt})))
            of[(e.article.id, i)] = (key,)
