"""Event mentions of all articles -> events of the world: same key, one event, however many tell it.

In: extractions and the entities that their mentions denote. Out: events with their tellings, sorted by id.
Key and merging after rule 10 of the graph's contract: type, fillers, time, destination or object. Two mentions also
join when their fillers agree and the time of one lies within that of the other (去年 and 去年夏天), or when one of
the same article has no time. What only says the same in part stays apart.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import networkx as nx

from graph.identifiers import event_id
from graph.model import Entity, Event, EventMention, Extraction, Telling, TimeMention
from graph.resolve.ellipsis import complete_journeys
from graph.resolve.sides import complete_sides
from graph.vocabulary import Ontology

PARTIES = ("actor", "recipient", "participant", "destination", "origin", "position")
ORDER = ("Happened", "Ongoing", "Planned", "Requested", "Unconfirmed", "Hypothetical")
COUNTER = ("Negated", "Denied")
FACTUAL = ("Happened", "Ongoing")
BEHIND = re.compile(r"[^，,。；;\s]{0,4}(?:[之以过過]?[后後]|以[来來]|期间|期間)")
At = tuple[str, int]  # article id, index of the event mention


@dataclass(slots=True)
class Told:
    """One event mention with its fillers resolved."""

    at: At
    mention: EventMention
    roles: dict[str, tuple[str, ...]]
    content: tuple[At, ...] = ()
    objects: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    extraction: Extraction | None = None
    key: str = ""

    @property
    def days(self) -> tuple[dt.date, dt.date] | None:
        """First and last possible day, if its time has both."""
        time = self.mention.time
        if time is None or time.begin is None or time.end is None or time.precision == "unknown":
            return None
        return time.begin, time.end


def resolve_events(
    extractions: Sequence[Extraction],
    of: Mapping[tuple[str, int], tuple[str, ...]],
    entities: Mapping[str, Entity],
    things: Mapping[tuple[str, int], tuple[str, str]],
    ontology: Ontology,
) -> tuple[Event, ...]:
    """Return the events of a corpus.

    Args:
        extractions: what the articles say.
        of: (article, mention index) -> entities denoted.
        entities: by id.
        things: (article, event index) -> role and id of what it is about (processes, texts, topics).
        ontology: its short names of countries make labels shorter (访华).
    """
    told = [t for e in extractions for t in _told(e, of, entities, things)]
    complete_journeys(told, ontology)
    complete_sides(told, entities, ontology)
    by_at = {t.at: t for t in told}
    for t in told:
        t.content = tuple(a for a in t.content if a in by_at)
    for t in told:
        t.key = _key(t, by_at, ())
    clusters = _cluster(told)
    names: dict[At, str] = {}
    keys = [_cluster_key(cluster) for cluster in clusters]
    often = Counter(keys)
    for cluster, key in zip(clusters, keys, strict=True):
        if often[key] > 1:  # told alike but kept apart: where it is first told makes the difference
            key = f"{cluster[0].at[0]}:{cluster[0].mention.trigger.start}|{key}"
        name = event_id(cluster[0].mention.type, key)
        names.update({t.at: name for t in cluster})
    links: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for e in extractions:
        for link in e.links:
            first, second = names.get((e.article.id, link.first)), names.get((e.article.id, link.second))
            if first and second and first != second:
                links[first][link.relation].add(second)
    short = frozenset(name for entry in ontology.gazetteer.values() for name in entry.short_labels)
    events = [_event(cluster, names, links, entities, short) for cluster in clusters]
    return tuple(sorted(events, key=lambda e: e.id))


def _cluster_key(cluster: Sequence[Told]) -> str:
    """Return the key that makes an event's id."""
    key = min(f"{t.key}|{','.join(t.roles.get('matter', ()))}" for t in cluster)
    if all(t.days is None for t in cluster) and len(_parties(cluster[0])) < 2:
        key = f"{cluster[0].at[0]}|{key}"  # 克里说 without more is another event in every article
    return key


def _told(
    extraction: Extraction,
    of: Mapping[tuple[str, int], tuple[str, ...]],
    entities: Mapping[str, Entity],
    things: Mapping[tuple[str, int], tuple[str, str]],
) -> list[Told]:
    """Resolve the fillers of an article's event mentions; those left without any party are dropped."""
    article = extraction.article.id
    barred = _own_pivots(extraction, of)
    out: list[Told] = []
    for i, mention in enumerate(extraction.events):
        roles: dict[str, list[str]] = defaultdict(list)
        content: list[At] = []
        for argument in mention.arguments:
            if argument.event is not None:
                content.append((article, argument.event))
            elif argument.mention is not None and argument.mention not in barred:
                for entity in of.get((article, argument.mention), ()):
                    filler = _acting(entity, argument.role, entities)
                    if filler not in roles[argument.role]:
                        roles[argument.role].append(filler)
        _apart(roles)
        if not any(roles.get(r) for r in PARTIES):
            continue
        role, thing = things.get((article, i), ("", ""))
        if role == "topic":
            roles["topic"].append(thing)
        objects = {*roles.pop("object", ()), *([thing] if role == "object" else [])}
        roles["matter"] = [o for o in objects if o.startswith("topic-")]  # free words: they tell apart, not together
        sources = [s for m in mention.sources for s in of.get((article, m), ())]
        out.append(
            Told(
                (article, i),
                mention,
                {r: tuple(sorted(v)) for r, v in sorted(roles.items()) if v},
                tuple(content),
                tuple(sorted(o for o in objects if not o.startswith("topic-"))),
                tuple(dict.fromkeys(_acting(s, "actor", entities) for s in sources)),
                extraction,
            )
        )
    return out


def _acting(entity: str, role: str, entities: Mapping[str, Entity]) -> str:
    """Return the country for a capital that acts (北京拒绝), the entity itself otherwise."""
    if role in ("actor", "recipient", "participant"):
        known = entities.get(entity)
        if known is not None and known.metonym_of and known.type in ("City", "Place") and known.metonym_of in entities:
            return known.metonym_of
    return entity


def _own_pivots(extraction: Extraction, of: Mapping[tuple[str, int], tuple[str, ...]]) -> set[int]:
    """Return the pronouns for somebody whom their own clause's actor asks, who is not he himself: 他敦促其停火."""
    out: set[int] = set()
    for event in extraction.events:
        acts = [a.mention for a in event.arguments if a.role == "actor" and a.mention is not None]
        asked = [a.mention for a in event.arguments if a.role == "recipient" and a.mention is not None]
        who = {entity for m in acts for entity in of.get((extraction.article.id, m), ())}
        pronouns = (m for m in asked if extraction.mentions[m].kind in ("pronoun", "plural"))
        out |= {m for m in pronouns if who & set(of.get((extraction.article.id, m), ()))}
    return out


def _apart(roles: dict[str, list[str]]) -> None:
    """Nobody does a thing to himself: what is actor is not also recipient."""
    if roles.get("actor") and roles.get("recipient"):
        roles["recipient"] = [r for r in roles["recipient"] if r not in roles["actor"]]


def _key(t: Told, by_at: Mapping[At, Told], path: tuple[At, ...]) -> str:
    """Return the key of a told event; content counts by its own key, speech by the words said."""
    roles = ";".join(f"{r}={','.join(t.roles[r])}" for r in PARTIES if r in t.roles)
    time = f"{t.days[0]}/{t.days[1]}" if t.days else ""
    inner = ""
    if t.at not in path:
        inner = ",".join(sorted(_key(by_at[a], by_at, (*path, t.at)) for a in t.content if a not in path))
    said = ""
    if _speech(t.mention.type) and t.extraction is not None:
        said = "".join(t.mention.scope.of(t.extraction.article.text).split())
    return f"{t.mention.type}|{roles}|{time}|{','.join(t.objects)}|{inner if _speech(t.mention.type) else ''}|{said}"


def _speech(kind: str) -> bool:
    return kind in ("Statement", "Report", "Announcement", "Interview")


def _cluster(told: Sequence[Told]) -> list[list[Told]]:
    """Group the tellings of one event: blocks of equal type and fillers, then times that agree."""
    graph = nx.Graph()
    graph.add_nodes_from(t.at for t in told)
    blocks: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for t in told:
        key = t.key.split("|")
        blocks[(key[0], key[1] + ("|".join(key[4:]) if _speech(t.mention.type) else ""))].append(t)
    for block in blocks.values():
        dated = sorted((t for t in block if t.days), key=lambda t: (_length(t), t.at))
        for n, t in enumerate(dated):
            finer = [o for o in dated[:n] if _within(o, t) and _same_object(o, t)]
            equal = next((o for o in finer if o.days == t.days), None)
            if equal is not None:
                graph.add_edge(equal.at, t.at)
            elif len({o.days for o in finer}) == 1:  # two meetings in March: "in March" is neither for sure
                graph.add_edge(finer[0].at, t.at)
        undated = [t for t in block if not t.days]
        first: dict[str, list[Told]] = defaultdict(list)
        for t in sorted(undated, key=lambda t: t.at):
            same = [o for o in dated if o.at[0] == t.at[0] and _same_object(o, t) and _same_side(o, t)]
            same = [o for o in same if _same_matter(o, t) and not (_is_ahead(o, t) and _is_over(t))]
            if same:
                nearest = min(same, key=lambda o: (abs(o.mention.trigger.start - t.mention.trigger.start), o.at))
                graph.add_edge(nearest.at, t.at)
            else:
                mark = t.key if len(_parties(t)) > 1 else f"{t.at[0]}|{t.key}"
                alike = next((o for o in first[mark] if _same_matter(o, t)), None)
                if alike is not None:
                    graph.add_edge(alike.at, t.at)
                else:
                    first[mark].append(t)
    by_at = {t.at: t for t in told}
    groups = [sorted((by_at[a] for a in c), key=lambda t: t.at) for c in nx.connected_components(graph)]
    for group in groups:
        _foresee(group)
    return sorted(groups, key=lambda g: g[0].at)


def _is_ahead(dated: Told, telling: Told) -> bool:
    """Tell whether the time of one telling lies after the day on which the other was published."""
    published = telling.extraction.article.published if telling.extraction is not None else None
    return dated.days is not None and published is not None and dated.days[0] > published.day


def _is_over(telling: Told) -> bool:
    """Tell whether a telling itself says that the event lies behind: 克里访华后."""
    text = telling.extraction.article.text if telling.extraction is not None else ""
    end = telling.mention.trigger.end
    return telling.mention.modality in FACTUAL and bool(BEHIND.match(text[end : end + 10]))


def _foresee(cluster: Sequence[Told]) -> None:
    """Make plans of the tellings that speak of a coming event as if it were a fact; in place: 克里访华的消息."""
    for t in cluster:
        if t.mention.modality in FACTUAL and not t.days and any(_is_ahead(o, t) for o in cluster):
            t.mention = replace(t.mention, modality="Planned")


def _parties(t: Told) -> set[str]:
    return {f for r in PARTIES for f in t.roles.get(r, ())}


def _length(t: Told) -> int:
    return (t.days[1] - t.days[0]).days if t.days else 0


def _within(inner: Told, outer: Told) -> bool:
    a, b = inner.days, outer.days
    return a is not None and b is not None and b[0] <= a[0] and a[1] <= b[1]


def _same_object(a: Told, b: Told) -> bool:
    return not a.objects or not b.objects or bool(set(a.objects) & set(b.objects))


def _same_matter(a: Told, b: Told) -> bool:
    """Tell whether two undated tellings can be of one event by what they say it is about and whether it is so.

    The words of one must lie within those of the other; in one article one may be silent. Tellings of two articles must
    also agree whether it happened: a plan of May and a deed of July are two events unless a date says otherwise.
    """
    first, second = a.roles.get("matter", ()), b.roles.get("matter", ())
    apart = a.at[0] != b.at[0]
    if apart and (a.mention.modality in FACTUAL) != (b.mention.modality in FACTUAL):
        return False
    if not first or not second:
        return first == second or not apart
    names = [m.removeprefix("topic-") for m in (*first[:1], *second[:1])]
    return names[0] in names[1] or names[1] in names[0]


def _same_side(a: Told, b: Told) -> bool:
    """A thing that happened is not the same telling as one that did not."""
    return (a.mention.modality in COUNTER) == (b.mention.modality in COUNTER)


def _event(
    cluster: Sequence[Told],
    names: Mapping[At, str],
    links: Mapping[str, Mapping[str, set[str]]],
    entities: Mapping[str, Entity],
    short: frozenset[str],
) -> Event:
    """Make one event of its tellings."""
    first = cluster[0]
    name = names[first.at]
    roles: dict[str, set[str]] = defaultdict(set)
    for t in cluster:
        for role, fillers in t.roles.items():
            roles["object" if role == "matter" else role] |= set(fillers)
        roles["content"] |= {names[a] for a in t.content if names[a] != name}
        roles["object"] |= set(t.objects)
    dated = sorted((t for t in cluster if t.days), key=lambda t: (_length(t), t.at))
    time = (
        dated[0].mention.time if dated else next((t.mention.time for t in cluster if t.mention.time is not None), None)
    )
    status, contested = _status([t.mention.modality for t in cluster])
    begin, end, precision, edtf = _times(time, cluster, status)
    tellings = tuple(sorted((_telling(t) for t in cluster), key=lambda t: (t.article, t.scope, t.trigger)))
    quote = ""
    if first.mention.type in ("Statement", "Announcement") and not roles["content"] and first.extraction is not None:
        quote = first.mention.scope.of(first.extraction.article.text)
    return Event(
        id=name,
        type=first.mention.type,
        label=_label(first, roles, entities, short),
        roles={r: tuple(sorted(v)) for r, v in sorted(roles.items()) if v},
        tellings=tellings,
        status=status,
        contested=contested,
        begin=begin,
        end=end,
        precision=precision,
        edtf=edtf,
        time_text=time.surface if time else "",
        duration=next((t.mention.time.duration for t in cluster if t.mention.time and t.mention.time.duration), ""),
        links={r: tuple(sorted(v)) for r, v in sorted(links.get(name, {}).items())},
        quote=quote,
    )


def _status(modalities: Sequence[str]) -> tuple[str, bool]:
    """Return the most factual modality, and whether tellings contradict each other (rule 6 of the contract)."""
    positive = [m for m in modalities if m not in COUNTER]
    negative = [m for m in modalities if m in COUNTER]
    if not positive:
        return min(negative, key=COUNTER.index), False
    return min(positive, key=ORDER.index), bool(negative)


def _times(
    time: TimeMention | None, cluster: Sequence[Told], status: str
) -> tuple[dt.date | None, dt.date | None, str, str]:
    """Return begin, end, precision and EDTF; without a time, what happened did so by the day it was first told."""
    coming = time is not None and time.precision == "unknown" and time.end is None  # 近期: not when it happened
    if time is not None and (time.begin is not None or time.end is not None) and not (coming and status == "Happened"):
        return time.begin, time.end, time.precision, time.edtf
    days = sorted(
        t.extraction.article.published.day
        for t in cluster
        if t.extraction is not None and t.extraction.article.published is not None
    )
    if not days:
        return None, None, "", ""
    if status == "Happened":
        return None, days[0], "unknown", f"../{days[0]}"
    if status == "Planned":
        return days[0], None, "unknown", f"{days[0]}/.."
    return None, None, "", ""


def _telling(t: Told) -> Telling:
    m = t.mention
    return Telling(
        article=t.at[0],
        scope=m.scope,
        trigger=m.trigger,
        type=m.type,
        modality=m.modality,
        according_to=t.sources[0] if t.sources else None,
        relayed_by=tuple(s for s in t.sources[1:] if s.startswith("outlet-")),
        confidence=m.confidence,
        rule=m.rule,
        cue=m.cue,
    )


def _label(t: Told, roles: Mapping[str, set[str]], entities: Mapping[str, Entity], short: frozenset[str]) -> str:
    """Return a short Chinese label: who, what, whom (中国邀请约翰·克里)."""

    def show(role: str) -> str:
        named = [entities[e].label if e in entities else e for e in sorted(roles.get(role, ()))]
        return "、".join(named[:3]) + ("等" if len(named) > 3 else "")

    assert t.extraction is not None
    word = t.mention.trigger.of(t.extraction.article.text)
    if roles.get("participant"):
        return f"{show('participant')}{word}"
    whom = show("recipient") or show("destination")
    return f"{show('actor')}{word}{'' if len(word) == 2 and word[-1] in short else whom or show('object')}"
