"""Graphs of any size that look like those of real news, for measuring: made from nothing but a number.

    python benchmarks/synthetic.py --triples 1000000 out.nq

Writes N-Quads, one named graph an article (out.nq), or the same graph as N-Triples without the articles' graphs
(out.nt). `--triples` counts distinct triples; a triple that several articles tell has a line for each in N-Quads.
The same number and seed give the same bytes.

Articles come twelve at a time; within a dozen they tell the same events again. Persons, countries, bodies and outlets
are shared by all, a few named very often and most seldom. The records go through the project's own writer, so that the
vocabulary, the direct triples and the shapes are those of a build.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from rdflib import URIRef

from graph.identifiers import entity_id, event_id
from graph.model import (
    Article,
    Block,
    Entity,
    EntityMention,
    Event,
    Holding,
    Position,
    Published,
    Resolution,
    Span,
    Telling,
)
from graph.namespaces import ENT, within
from graph.store.dataset import article_quads
from graph.store.triples import to_graph
from graph.vocabulary import Ontology, load_ontology

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰文辉建国志远海波晨曦雨泽思涵"
BODIES = ("外交部", "商务部", "国防部", "财政部", "议会", "最高法院", "央行", "环境部")
TITLES = ("总统", "总理", "外长", "防长", "气候特使", "议长", "发言人", "财长")
THINGS = ("气候谈判", "贸易谈判", "边界谈判", "渔业协定", "核不扩散机制", "投资审查", "铁路项目", "疫苗计划")
FIRST_DAY = dt.date(2014, 1, 1)
DOZEN, SENTENCES = 12, (4, 18)
MODALITIES = ("Happened",) * 12 + ("Ongoing", "Planned", "Planned", "Planned", "Requested", "Unconfirmed", "Denied")

T = TypeVar("T")
Line = tuple[str, str, bool]
"""A triple and its article, as N-Quads writes them, and whether the triple comes for the first time."""


class World:
    """The things that all articles share, and a way to pick one: the first of a list far more often than the last."""

    def __init__(self, ontology: Ontology, chance: random.Random, persons: int) -> None:
        self.chance, self.ontology = chance, ontology
        self.countries, self.cities, self.outlets = (self._known(type) for type in ("Country", "City", "MediaOutlet"))
        self.bodies = [
            Entity(entity_id("GovernmentBody", c.label + body), "GovernmentBody", c.label + body, represents=(c.id,))
            for body in BODIES
            for c in self.countries
        ]
        self.persons = [self._person(number) for number in range(persons)]
        self.processes = [
            Entity(entity_id("Process", c.label + name), "Process", c.label + name)
            for name in THINGS
            for c in self.countries
        ]
        self.topics = [Entity(entity_id("Topic", name), "Topic", name) for name in THINGS]
        self.agents = (self.persons, self.persons, self.countries, self.bodies)
        self.posts = [
            Position(entity_id("Position", c.label + title), title, c.id) for title in TITLES for c in self.countries
        ]
        groups = (self.countries, self.cities, self.outlets, self.bodies, self.persons, self.processes, self.topics)
        self.entities = {entity.id: entity for group in groups for entity in group}
        self.types = sorted(ontology.event_classes - {"Statement"}) + ["Statement"] * 15  # a quarter of all, as in news
        self.verbs = ontology.words("verb")
        self.known_posts = {post.id: post for post in self.posts}

    def pick(self, things: Sequence[T]) -> T:
        """Return one of the things, the k-th with a chance that falls as k grows."""
        return things[int(len(things) * self.chance.random() ** 3)]

    def agent(self) -> str:
        """Return the id of a person, country or body."""
        return self.pick(self.chance.choice(self.agents)).id

    def roles(self, type: str, others: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Return what fills the roles that the direct relations of a type join; `others` are events it may tell of."""
        wanted = {role for shortcut in self.ontology.shortcuts_of(type) for role in (shortcut.subject, shortcut.object)}
        filled = {role: self._filler(role, others) for role in sorted(wanted - {"self"}) or ["actor", "object"]}
        if type == "Appointment":
            filled["position"] = self._filler("position", others)
        if "participant" in filled:
            filled["participant"] = tuple(sorted({self.agent(), self.agent(), self.pick(self.countries).id}))
        if self.chance.random() < 0.4:
            filled["place"] = (self.pick(self.cities).id,)
        if self.chance.random() < 0.2:
            filled["topic"] = (self.pick(self.topics).id,)
        return {role: ids for role, ids in filled.items() if ids}

    def _filler(self, role: str, others: Sequence[str]) -> tuple[str, ...]:
        if role == "content":
            return (self.chance.choice(others),) if others else ()
        kinds = {
            "destination": self.countries,
            "place": self.cities,
            "origin": self.countries,
            "object": self.processes,
        }
        if role == "position":
            return (self.pick(self.posts).id,)
        return (self.pick(kinds[role]).id,) if role in kinds else (self.agent(),)

    def _known(self, type: str) -> list[Entity]:
        entries = [e for e in self.ontology.gazetteer.values() if e.type == type and e.label]
        shuffled = sorted(entries, key=lambda e: self.chance.random())
        return [Entity(e.id, e.type, e.label, e.label_en or None, e.alt) for e in shuffled]

    def _person(self, number: int) -> Entity:
        name = (
            self.chance.choice(SURNAMES) + "".join(self.chance.choices(GIVEN, k=2)) + (f"·{number}" if number else "")
        )
        country = self.countries[number % len(self.countries)]
        return Entity(
            entity_id("Person", name), "Person", name, f"Person {number}", (name[1:3],), represents=(country.id,)
        )

    def name(self, id: str) -> str:
        """Return what an article calls a thing."""
        return self.entities[id].label if id in self.entities else id.partition("-")[2]


class Dozen:
    """Some articles and the events that they tell, as the stage before the writer would give them."""

    def __init__(self, world: World, number: int) -> None:
        self.world, self.number = world, number
        self.day = FIRST_DAY + dt.timedelta(days=number % 4000)
        self.texts = [[f"{self.day.year}年{self.day.month}月要闻之{number * DOZEN + k}"] for k in range(DOZEN)]
        self.named: set[tuple[str, str]] = set()
        self.publishers = [world.pick(world.outlets) for _ in range(DOZEN)]
        self.events = self._events()
        self.holdings = [self._holding(k) for k in range(0, DOZEN, 2)]

    def resolution(self) -> Resolution:
        """Return the records."""
        articles = [self._article(k) for k in range(DOZEN)]
        posts = {h.position for h in self.holdings} | {i for e in self.events for i in e.roles.get("position", ())}
        positions = [self.world.known_posts[id] for id in sorted(posts)]
        fillers = {i for e in self.events for ids in e.roles.values() for i in ids}
        sources = {t.according_to for e in self.events for t in e.tellings if t.according_to}
        needed = fillers | sources | {h.person for h in self.holdings} | {p.of for p in positions if p.of}
        entities = {id: self.world.entities[id] for id in needed if id in self.world.entities}
        entities |= {id: self.world.entities[id] for e in list(entities.values()) for id in e.represents}
        entities |= {outlet.id: outlet for outlet in self.publishers}
        return Resolution(
            articles=tuple(articles),
            entities=tuple(entities[id] for id in sorted(entities)),
            positions=tuple(positions),
            holdings=tuple(sorted(self.holdings, key=lambda h: (h.person, h.position))),
            events=tuple(sorted(self.events, key=lambda e: e.id)),
            mentions=tuple(EntityMention(a, e, Span(0, 1), "name") for a, e in sorted(self.named) if e in entities),
        )

    def _events(self) -> list[Event]:
        count = self.world.chance.randint(*SENTENCES) * DOZEN * 3 // 4
        events: list[Event] = []
        for number in range(count):
            type = self.world.chance.choice(self.world.types)
            roles = self.world.roles(type, [event.id for event in events[-5:]])
            events.append(self._event(type, f"{self.number}|{number}", roles))
        return events

    def _event(self, type: str, key: str, roles: dict[str, tuple[str, ...]]) -> Event:
        chance = self.world.chance
        status = chance.choice(MODALITIES)
        tellers = chance.sample(range(DOZEN), chance.choices((1, 2, 3), (80, 15, 5))[0])
        tellings = tuple(self._telling(k, type, status, roles) for k in sorted(tellers))
        parties = [self.world.name(ids[0]) for role, ids in roles.items() if role != "content"]
        day = self.day - dt.timedelta(days=chance.randint(0, 20))
        label = self.world.verbs.get(type, (type,))[0].join(parties[:2]) or type
        time = {"begin": day, "end": day, "precision": "day", "edtf": day.isoformat()} if chance.random() < 0.7 else {}
        quote = "我们对此表示高度关注" if type == "Statement" and "content" not in roles else ""
        return Event(event_id(type, key), type, label, roles, tellings, status, quote=quote, **time)  # type: ignore[arg-type]

    def _telling(self, k: int, type: str, modality: str, roles: dict[str, tuple[str, ...]]) -> Telling:
        chance, source = self.world.chance, None
        parties = [id for role, ids in roles.items() if role not in ("content", "position") for id in ids]
        self.named |= {(self._id(k), id) for id in parties}
        lead = "据知情人士周三表示，"
        if chance.random() < 0.4:
            source = self.world.agent()
            self.named.add((self._id(k), source))
            lead = f"{self.world.name(source)}在接受记者采访时说，"
        trigger = chance.choice(self.world.verbs.get(type, (type,)))
        names = [self.world.name(id) for id in parties] or ["有关方面"]
        head, tail = f"{lead}{names[0]}日前", f"{'、'.join(names[1:])}，双方就共同关心的问题深入交换了意见。"
        scope = self._write(k, head + trigger + tail)
        at = scope.start + len(head)
        span = Span(at, at + len(trigger))
        return Telling(self._id(k), scope, span, type, modality, source, (), chance.randint(50, 99) / 100)

    def _holding(self, k: int) -> Holding:
        person, post = self.world.pick(self.world.persons), self.world.pick(self.world.posts)
        self.named.add((self._id(k), person.id))
        head = self.world.name(post.of or "")
        scope = self._write(k, f"{head}{post.title}{person.label}当天出席了会议。")
        at = scope.start + len(head)
        former = self.world.chance.random() < 0.2
        return Holding(person.id, post.id, former, ((self._id(k), Span(at, at + len(post.title))),))

    def _write(self, k: int, sentence: str) -> Span:
        start = sum(len(line) + 1 for line in self.texts[k])
        self.texts[k].append(sentence)
        return Span(start, start + len(sentence))

    def _id(self, k: int) -> str:
        return f"synthetic-{self.number * DOZEN + k:07}"

    def _article(self, k: int) -> Article:
        id, title = self._id(k), self.texts[k][0]
        return Article(
            id=id,
            source=f"{id}.txt",
            text="\n".join(self.texts[k]),
            blocks=(Block(Span(0, len(title)), "title"),),
            title=title,
            published=Published(self.day),
            outlet=self.publishers[k].label,
            url=f"https://news.example.org/{id}.html",
        )


def synthetic_lines(triples: int, seed: int = 7) -> Iterator[Line]:
    """Yield the lines of a graph of at least so many distinct triples; it ends with the dozen that reaches them."""
    ontology = load_ontology()
    world = World(ontology, random.Random(seed), persons=max(60, triples // 300))
    count, shared, number = 0, set[str](), 0
    while count < triples:
        graph = to_graph(Dozen(world, number).resolution(), ontology)
        own = set[str]()
        for s, p, o, article in article_quads(graph, ontology):
            triple = f"{s.n3()} {p.n3()} {o.n3()}"
            seen = shared if within(ENT, s) else own  # dozens share nothing but what is said of entities
            yield triple, URIRef(article or "").n3(), triple not in seen
            count += triple not in seen
            seen.add(triple)
        number += 1


def write(triples: int, path: Path, seed: int = 7) -> int:
    """Write a graph to a .nq or .nt file and return the number of its lines."""
    merged, lines = path.suffix == ".nt", 0
    with path.open("w", encoding="utf-8") as file:
        for triple, article, new in synthetic_lines(triples, seed):
            if new or not merged:
                file.write(f"{triple} .\n" if merged else f"{triple} {article} .\n")
                lines += 1
    return lines


def main() -> None:
    """Read the command line and write the file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--triples", type=int, default=1_000_000, help="distinct triples (%(default)s)")
    parser.add_argument("--seed", type=int, default=7, help="another number, another graph (%(default)s)")
    parser.add_argument("out", type=Path, help="a .nq or .nt file")
    asked = parser.parse_args()
    sys.stderr.write(f"{asked.out}: {write(asked.triples, asked.out, asked.seed)} lines\n")


if __name__ == "__main__":
    main()
