"""What each article says of each name: the nodes that resolution compares.

One profile per article, family of types and normalised name. Family: "person", "place" or "body"; names of different
families are never one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from graph.model import Extraction, Mention
from graph.resolve.known import Knowledge
from graph.resolve.normalise import is_latin, normalise

NEAR = 20  # characters between a country and a body that may be its own: 中国外长王毅和国务院总理李强
PLACES = frozenset({"Country", "City", "Place", "Facility"})


def family(type_: str) -> str:
    """Return the family of an entity class."""
    if type_ == "Person":
        return "person"
    return "place" if type_ in PLACES else "body"


@dataclass(slots=True)
class Profile:
    """A name in an article.

    node: identifies the profile by its content. name: normalised. surfaces, types, keys: counted.
    glosses: normalised Latin names given for it. posts: (title, name of its country or body), as told in the article.
    mentions: indexes of the name mentions. realm: countries whose posts are told of a person, else "state" or
    "civil" (no post but outside the state): what tells namesakes of two articles apart.
    """

    node: str
    article: str
    family: str
    name: str
    surfaces: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    keys: Counter[str] = field(default_factory=Counter)
    glosses: set[str] = field(default_factory=set)
    posts: set[tuple[str, str]] = field(default_factory=set)
    mentions: list[int] = field(default_factory=list)
    realm: frozenset[str] = frozenset()


def make_profiles(
    extractions: Sequence[Extraction], known: Knowledge
) -> tuple[dict[str, Profile], dict[tuple[str, int], str]]:
    """Return node -> profile, and (article id, mention index) -> node for every name mention."""
    profiles: dict[str, Profile] = {}
    at: dict[tuple[str, int], str] = {}
    for extraction in extractions:
        article = extraction.article.id
        for i, mention in enumerate(extraction.mentions):
            if mention.kind != "name" or mention.type == "Group":
                continue
            shared = shared_head(i, extraction, known)
            name = shared or body_name(mention, i, extraction, known)
            key = (
                known_as(name, "body", known) if shared else mention.key or known_as(name, family(mention.type), known)
            )
            kind = "ArmedGroup" if shared else mention.type
            kind = known.entities[key].type if key in known.entities else kind
            node = f"{family(kind)}|{name}|{article}"
            profile = profiles.setdefault(node, Profile(node, article, family(kind), name))
            profile.surfaces[mention.surface] += 1
            profile.types[kind] += 1
            if key:
                profile.keys[key] += 1
            profile.mentions.append(i)
            at[(article, i)] = node
        _add_glosses(extraction, profiles, at)
        _add_posts(extraction, profiles, at, known)
    return profiles, at


def known_as(name: str, family_: str, known: Knowledge) -> str:
    """Return the gazetteer's id of a name that the finder of names did not link, "" if it has none or several."""
    for word in known.government:  # 美国政府 acts as the country
        if name.endswith(word) and name.removesuffix(word) in known.countries:
            return known.countries[name.removesuffix(word)]
    ids = [k for k in known.names.get(name, ()) if family(known.entities[k].type) == family_]
    return ids[0] if len(ids) == 1 and len(name) > 1 else ""


def body_name(mention: Mention, index: int, extraction: Extraction, known: Knowledge) -> str:
    """Return the normalised name; a government body without a country takes the country that stands before it.

    国务院 in a text on 美国国务院 is not China's: the nearest earlier name of a body that ends in it decides, else the
    country right before it.
    """
    name = normalise(mention.surface)
    if mention.type in PLACES and not mention.key:
        return inner_place(name, known)
    if mention.key or mention.type == "Person":
        return name
    name = with_country(name, known)
    if mention.type not in ("GovernmentBody", "Organization"):
        return name
    for other in reversed(extraction.mentions[max(index - 4, 0) : index]):
        gap = mention.span.start - other.span.end
        if other.type == "Country" and other.kind == "name" and other.sentence == mention.sentence and gap <= NEAR:
            full = country_label(other, known) + name
            if (gap == 0 and mention.type == "GovernmentBody") or full in known.names:
                return full
            break
    for other in reversed(extraction.mentions[:index]):
        full = normalise(other.surface)
        if other.kind == "name" and full != name and full.endswith(name) and full.removesuffix(name) in known.countries:
            return full
    return name


def shared_head(index: int, extraction: Extraction, known: Knowledge) -> str:
    """Return the force that a country's name in a list is short for, "" if none: 菲律宾海军 in 菲律宾、美国海军."""
    mentions, text = extraction.mentions, extraction.article.text
    if mentions[index].type != "Country" or mentions[index].kind != "name":
        return ""
    listed = text[: mentions[index].span.start].endswith("、")
    for before, other in pairwise(mentions[index:]):
        between = text[before.span.end : other.span.start]
        if other.kind != "name" or between not in ("、", "和", "与", "與", "及"):
            return ""
        listed = listed or between == "、"
        if other.type == "ArmedGroup":
            full = normalise(other.surface)
            tail = next((full[n:] for n in range(len(full) - 1, 1, -1) if full[:n] in known.countries), "")
            return country_label(mentions[index], known) + tail if tail and listed else ""
        if other.type != "Country":
            return ""
    return ""


def with_country(name: str, known: Knowledge) -> str:
    """Return a body's name with its country called by its label: 南韩统一部 -> 韩国统一部."""
    for size in range(len(name) - 2, 1, -1):
        key = known.countries.get(name[:size])
        if key in known.entities:
            return normalise(known.entities[key].label) + name[size:]
    return name


def inner_place(name: str, known: Knowledge) -> str:
    """Return a place's own name without the country or city written before it: 菲律宾巴拉望岛 -> 巴拉望岛."""
    for size in range(len(name) - 3, 1, -1):
        ids = known.names.get(name[:size], ())
        if name[-1] in known.place_ends and any(family(known.entities[k].type) == "place" for k in ids):
            return name[size:]
    return name


def country_label(mention: Mention, known: Knowledge) -> str:
    """Return the common name of the country that a mention names."""
    key = mention.key or known.countries.get(normalise(mention.surface), "")
    return normalise(known.entities[key].label) if key in known.entities else normalise(mention.surface)


def _add_glosses(extraction: Extraction, profiles: dict[str, Profile], at: dict[tuple[str, int], str]) -> None:
    article = extraction.article.id
    for same in extraction.same:
        first, second = at.get((article, same.first)), at.get((article, same.second))
        if first and second and is_latin(profiles[second].name):
            profiles[first].glosses.add(profiles[second].name)


def _add_posts(
    extraction: Extraction, profiles: dict[str, Profile], at: dict[tuple[str, int], str], known: Knowledge
) -> None:
    article = extraction.article.id
    for position in extraction.positions:
        node = at.get((article, position.holder))
        if node is None:
            continue
        of = extraction.mentions[position.of] if position.of is not None else None
        owner = (country_label(of, known) if of.type == "Country" else normalise(of.surface)) if of else ""
        profiles[node].posts.add((known.titles.get(position.title, position.title), owner))
    for node in {n for (a, _), n in at.items() if a == article}:
        profiles[node].realm = _realm(profiles[node].posts, known)


def _realm(posts: set[tuple[str, str]], known: Knowledge) -> frozenset[str]:
    """Return the countries whose posts somebody holds, {"civil"} for a professor or coach, nothing if none is told."""
    state = [(title, owner) for title, owner in posts if not title.endswith(known.civil_titles)]
    countries = {country for _, owner in state if (country := _country_of(owner, known)).startswith("country-")}
    kind = "state" if state else "civil"
    return frozenset(countries or {kind}) if posts else frozenset()


def of_two_realms(p: Profile, q: Profile) -> bool:
    """Tell whether the posts told of one name in two articles show two people: two countries', or a professor's."""
    civil = frozenset({"civil"})
    if not p.realm or not q.realm or p.article == q.article:
        return False
    if civil in (p.realm, q.realm):
        return p.realm != q.realm
    return "state" not in p.realm | q.realm and not p.realm & q.realm


def _country_of(owner: str, known: Knowledge) -> str:
    """Return the country that a body acts for by its name, "" if that does not tell."""
    ids = known.names.get(owner, ())
    represents = known.entities[ids[0]].represents if len(ids) == 1 else ()
    prefix = next((owner[:n] for n in range(len(owner), 1, -1) if owner[:n] in known.countries), "")
    return represents[0] if represents else known.countries.get(prefix, "")
