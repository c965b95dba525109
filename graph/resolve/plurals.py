"""What plurals denote: 两国, 双方, 两人, 四国 are just so many things, those listed with them or the strongest."""

from __future__ import annotations

import re
from collections.abc import Callable

from graph.resolve.normalise import abbreviates
from graph.resolve.scene import Scene, is_agent, is_kind

REACH = 12  # sentences looked back
PEOPLE = 2  # sentences looked back for 两人
OFTEN = 0.5  # what each further naming adds to a party of 两国, in sentences


def denoted_by_plural(scene: Scene, i: int, form: str) -> tuple[str, ...]:
    """Return what mention i denotes, whose Simplified form is `form`; empty if there are not just so many."""
    wanted, number = scene.known.plurals.get(form, ("Person", 0))

    def fits(type_: str) -> bool:
        return is_agent(type_) if wanted == "Agent" else is_kind(type_, wanted)

    joined = _joined_before(scene, i, fits)
    if wanted == "Person" and form[1:2] == "国" and len(form) > 2:
        return _holders(scene, joined_countries(scene, i), form[2:], number)
    if number == 0:
        return joined if len(joined) > 1 else ()
    if len(joined) == number:
        return joined
    if number > 2:
        return _listed(scene, i, number, fits)
    if wanted == "Agent":
        return _sides(scene, i)
    return _strongest(scene, i, number, fits)


def joined_countries(scene: Scene, i: int) -> tuple[str, ...]:
    """Return the countries joined right before a plural, else the two that are strongest: 中菲 of 中菲两国外长."""
    joined = _joined_before(scene, i, lambda t: t == "Country")
    return joined or _strongest(scene, i, 2, lambda t: t == "Country")


def _holders(scene: Scene, countries: tuple[str, ...], title: str, number: int) -> tuple[str, ...]:
    """Return who of the article holds a post in each of some countries; nobody if one is missing: 两国外长."""
    heads = scene.known.leaders if title in scene.known.leaders else (title,)
    found: dict[str, str] = {}
    for entity in sorted({e for ids in scene.of.values() for e in ids if len(ids) == 1}):
        held = [post for post, former in scene.held.get(entity, ()) if not former]
        fits = any(post == head or abbreviates(head, post) for post in held for head in heads)
        for country in scene.entities[entity].represents if fits else ():
            if country in countries:
                found.setdefault(country, entity)
    return tuple(sorted(found.values())) if len(found) == number else ()


def _strongest(scene: Scene, i: int, number: int, fits: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the `number` things that fit and are nearest and named most often; a person brings in his country."""
    here = scene.extraction.mentions[i]
    near: dict[str, float] = {}
    counts: dict[str, float] = {}
    for j in range(i):
        other = scene.extraction.mentions[j]
        gap = here.sentence - other.sentence
        if other.kind == "plural" or (gap > PEOPLE and other.type == "Person" and fits("Person")):
            continue
        for entity in scene.of.get(j, ()):
            own = scene.entities[entity]
            for key, weight in [(entity, 1.0), *((c, 0.5) for c in own.represents if own.type == "Person")]:
                if key in scene.entities and fits(scene.entities[key].type):
                    counts[key] = counts.get(key, 0.0) + weight
                    score = -gap - (1 - weight) + other.span.start / 1e6
                    near[key] = max(near.get(key, score), score)
    within = [k for k in near if near[k] > -REACH]
    ranked = sorted(within, key=lambda k: (-(near[k] + min(counts[k], 6.0) * OFTEN), k))
    return tuple(sorted(ranked[:number])) if len(ranked) >= number else ()


def _sides(scene: Scene, i: int) -> tuple[str, ...]:
    """Return who 双方 are.

    Two people, if just two stand in this sentence and the last and they are of two countries; else two countries, else
    two bodies.
    """
    here = scene.extraction.mentions[i]
    people: list[str] = []
    for j in range(i - 1, -1, -1):
        if here.sentence - scene.extraction.mentions[j].sentence > 1:
            break
        if scene.type_of(j) == "Person" and scene.of[j][0] not in people:
            people.append(scene.of[j][0])
    if len(people) == 2:
        countries = [scene.entities[p].represents for p in people]
        if countries[0] != countries[1] or not countries[0]:
            return tuple(sorted(people))
    pair = _strongest(scene, i, 2, lambda t: t == "Country")
    return pair or _strongest(scene, i, 2, lambda t: is_agent(t) and t != "Person")


def _joined_before(scene: Scene, i: int, fits: Callable[[str], bool]) -> tuple[str, ...]:
    """Return what is joined right before a plural: 中美两国, 美国和英国两国."""
    mentions = scene.extraction.mentions
    found: list[str] = []
    end = mentions[i].span.start
    for j in range(i - 1, -1, -1):
        between = scene.text[mentions[j].span.end : end]
        if (
            between not in ("", "、", "和", "与", "及", "以及")
            or len(scene.of.get(j, ())) != 1
            or not fits(scene.type_of(j))
        ):
            break
        found.append(scene.of[j][0])
        end = mentions[j].span.start
    return tuple(sorted(set(found)))


def _listed(scene: Scene, i: int, number: int, fits: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the nearest list of exactly `number` names: 日美澳菲 for 四国; lists before the plural are nearer."""
    mentions, here = scene.extraction.mentions, scene.extraction.mentions[i].sentence
    lists: list[tuple[int, list[int]]] = []
    run: list[int] = []
    names = [j for j, m in enumerate(mentions) if m.kind == "name" and fits(scene.type_of(j))]
    for j in names:
        gap = (
            re.sub(r"[，,、\s]|以及|和|与|及", "", scene.text[mentions[run[-1]].span.end : mentions[j].span.start])
            if run
            else ""
        )
        if run and gap:
            lists.append((run[0], run))
            run = []
        run.append(j)
    if run:
        lists.append((run[0], run))
    exact = [(abs(start - i) + (0 if start < i else 1000), members) for start, members in lists]
    sized = [(d, m) for d, m in exact if len({scene.of[j][0] for j in m}) == number]
    if fits("Person"):  # 三人 may be any three: only a list just told is meant
        sized = [(d, m) for d, m in sized if m[0] < i and here - mentions[m[0]].sentence <= 1]
    if not sized:
        return ()
    return tuple(sorted({scene.of[j][0] for j in min(sized)[1]}))


def _joins(between: str) -> bool:
    """Tell whether the characters between two names only list them."""
    return not re.sub(r"[，,、\s]|以及|和|与|及", "", between)
