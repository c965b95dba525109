"""Posts of the whole corpus: one node for each post of each country or body, and who holds or held it when last told.

One person's 财长, 财政部长 and 部长 of the same country are one post; 主席 and 副主席 are two.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.identifiers import entity_id
from graph.model import Entity, Extraction, Holding, Position, PositionMention, Span
from graph.resolve.known import Knowledge
from graph.resolve.normalise import abbreviates, normalise

BODIES = ("GovernmentBody", "Organization", "Company", "CivilOrganization", "ArmedGroup", "MediaOutlet")
BARE = ("部长", "副部长")  # the post at the head of the body named before it
DEPUTIES = ("副", "代理", "助理", "候任", "候补", "前任", "总统候选人")


@dataclass(frozen=True, slots=True)
class Told:
    """One telling: who, which title as told, whose post (entity id or None), former or not, and where."""

    person: str
    title: str
    of: str | None
    former: bool
    article: str
    day: str
    span: Span


def merge_posts(
    extractions: Sequence[Extraction],
    of: Mapping[tuple[str, int], tuple[str, ...]],
    entities: Mapping[str, Entity],
    known: Knowledge,
) -> tuple[tuple[Position, ...], tuple[Holding, ...]]:
    """Return the posts and who holds them, both sorted. A holder that is no resolved person is left out."""
    told = [t for e in extractions for p in e.positions if (t := _told(e, p, of, entities, known)) is not None]
    people: dict[str, list[Told]] = defaultdict(list)
    for t in told:
        people[t.person].append(t)
    holdings: dict[tuple[str, str, str | None], list[Told]] = defaultdict(list)
    for person in sorted(people):
        for key, group in sorted(
            _groups(people[person], entities, known).items(), key=lambda g: (g[0][0], g[0][1] or "")
        ):
            holdings[(person, key[0], _state_of(key[0], key[1], entities, known))] += group
    positions: dict[tuple[str, str | None], Position] = {}
    told_of: dict[tuple[str, str | None], list[Told]] = defaultdict(list)
    for (_, full, owner), group in holdings.items():
        told_of[(full, owner)] += group
    for (full, owner), group in told_of.items():
        label = entities[owner].label if owner else ""
        name = full if full.startswith(label) else label + full
        positions[(full, owner)] = Position(entity_id("Position", name), _shown(group, full), owner)
    rows_of: dict[tuple[str, str], list[Told]] = defaultdict(list)  # 众议院议长 of 美国 and 议长 of 美国众议院 are one
    for (person, full, owner), group in holdings.items():
        rows_of[(person, positions[(full, owner)].id)] += group
    rows = [
        Holding(person, position, _is_former(group), tuple(sorted({(t.article, t.span) for t in group})))
        for (person, position), group in rows_of.items()
    ]
    return (
        tuple(sorted({p.id: p for p in positions.values()}.values(), key=lambda p: p.id)),
        tuple(sorted(rows, key=lambda h: (h.person, h.position))),
    )


def _told(
    extraction: Extraction,
    p: PositionMention,
    of: Mapping[tuple[str, int], tuple[str, ...]],
    entities: Mapping[str, Entity],
    known: Knowledge,
) -> Told | None:
    article = extraction.article
    holder = of.get((article.id, p.holder), ())
    if len(holder) != 1 or entities[holder[0]].type != "Person":
        return None
    owner = of.get((article.id, p.of), ()) if p.of is not None else ()
    whose = owner[0] if len(owner) == 1 else None
    if whose and entities[whose].type not in ("Country", "Place", "City") and p.of is not None:
        body = normalise(extraction.mentions[p.of].surface)
        inside = p.title.startswith(body) or any(
            p.title.startswith(normalise(n)) for n in (entities[whose].label, *entities[whose].alt)
        )
        if inside:
            whose = next((c for c in entities[whose].represents if c in entities), whose)
    whose = _state_of(p.title, whose, entities, known)
    day = article.published.day.isoformat() if article.published else ""
    title = p.title
    if whose:
        for name in sorted({entities[whose].label, *entities[whose].alt}, key=lambda n: (-len(n), n)):
            rest = title.removeprefix(normalise(name))
            if entities[whose].type == "Country" and rest != title and len(rest) > 1 and len(normalise(name)) > 1:
                title = rest
                break
    return Told(holder[0], title, whose, p.former, article.id, day, p.span)


def _state_of(title: str, owner: str | None, entities: Mapping[str, Entity], known: Knowledge) -> str | None:
    """Return whose a post is: one of the state's is the country's, also where its ruling party is named: 中共外长."""
    if owner is None:
        return None
    kind = entities[owner].type
    own = title.startswith(tuple(normalise(n) for n in (entities[owner].label, *entities[owner].alt)))
    another = kind == "GovernmentBody" and title.endswith(known.state_titles) and not own and title not in BARE
    if another or (kind == "PoliticalParty" and title.endswith(known.state_titles)):
        return next((c for c in entities[owner].represents if c in entities), owner)
    return owner


def _groups(
    told: Sequence[Told], entities: Mapping[str, Entity], known: Knowledge
) -> dict[tuple[str, str | None], list[Told]]:
    """Group what is told of one person by post: (full title, whose) -> tellings."""
    owners: dict[str, Counter[str]] = defaultdict(Counter)
    for t in told:
        if t.of:
            owners[expanded(t.title, known)][t.of] += 1
    everyone = Counter(t.of for t in told if t.of and entities[t.of].type not in BODIES)  # a body's post is its own
    groups: dict[tuple[str, str | None], list[Told]] = defaultdict(list)
    for t in told:
        owner = t.of or _most(owners[expanded(t.title, known)]) or _most(everyone)
        groups[(expanded(t.title, known), owner)].append(t)
    return _joined(groups)


def _most(counts: Counter[str]) -> str | None:
    return min(counts, key=lambda k: (-counts[k], k)) if counts else None


def _joined(groups: dict[tuple[str, str | None], list[Told]]) -> dict[tuple[str, str | None], list[Told]]:
    """Join titles of one owner that abbreviate each other; the one told most often stands, the longer among equals."""
    keys = sorted(groups, key=lambda k: (-len(groups[k]), -len(k[0]), k[0], k[1] or ""))
    into: dict[tuple[str, str | None], tuple[str, str | None]] = {}
    for key in keys:
        mate = next(
            (k for k in keys if k in into.values() and k != key and k[1] == key[1] and same_post(k[0], key[0])), None
        )
        into[key] = into.get(mate, mate) if mate else key
    result: dict[tuple[str, str | None], list[Told]] = defaultdict(list)
    for key in keys:
        result[into[key]] += groups[key]
    return result


def same_post(a: str, b: str) -> bool:
    """Tell whether two titles of one person under one owner are one post: 气候特使 and 气候变化特使."""
    short, long = sorted((a, b), key=len)
    if a == b:
        return True
    if any((d in long) != (d in short) for d in DEPUTIES):
        return False
    return abbreviates(short, long)


def expanded(title: str, known: Knowledge) -> str:
    """Return the full form of a title: 财长 -> 财政部长, 外交部部长 -> 外交部长, 副外长 -> 副外交部长."""
    title = contracted(title)
    for short in sorted(known.titles, key=lambda s: (-len(s), s)):
        if title.endswith(short):
            rest, full = title.removesuffix(short), known.titles[short]
            return full if rest and full.startswith(rest) else rest + full
    return title


def contracted(title: str) -> str:
    """Return a title without the doubled 部 of 外交部部长."""
    return title.replace("部部长", "部长")


def _shown(group: Sequence[Told], full: str) -> str:
    """Return the full title as the news writes it: 统一部部长 where nobody writes 统一部长."""
    written = Counter(t.title for t in group if contracted(t.title) == full)
    return min(written, key=lambda t: (-written[t], t)) if written else full


def _is_former(group: Sequence[Told]) -> bool:
    """Tell whether the latest article that tells of the post speaks of it as past (all its tellings do)."""
    last = max(t.day for t in group)
    return all(t.former for t in group if t.day == last)
