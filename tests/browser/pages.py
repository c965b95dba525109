"""What the tests of the page do on it, and graphs to do it with."""

from __future__ import annotations

import random
from typing import Any

from rdflib import RDF, RDFS, Graph, Literal

from graph.namespaces import ART, ENT, EV, MEN, NG, OA, SCHEMA

TYPES = ("Meeting", "Visit", "Support", "Criticism", "Agreement", "Suspension")
READY = "document.documentElement.dataset.ready === 'yes'"


def until(page: Any, expression: str) -> None:
    """Wait until JavaScript says yes. Playwright's own way needs `eval`, which the page's policy forbids."""
    for _ in range(250):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(20)
    raise AssertionError(f"never true: {expression}")


def drawn(page: Any) -> set[str]:
    """Return the Chinese names of what is seen."""
    return set(page.evaluate("[...seen.nodes].map((id) => THINGS[id].zh)"))


def search(page: Any, text: str) -> None:
    page.fill("#search", text)
    page.press("#search", "Enter")


def place_of(page: Any, name: str) -> tuple[float, float]:
    """Return where a node stands on the screen."""
    x, y = page.evaluate(
        """(name) => { const id = THINGS.findIndex((thing) => thing.zh === name);
           const at = network.canvasToDOM(network.getPosition(id));
           const box = document.getElementById("network").getBoundingClientRect();
           return [at.x + box.left, at.y + box.top]; }""",
        name,
    )
    return x, y


def click_node(page: Any, name: str, **how: Any) -> None:
    page.evaluate("fit(false)")
    page.mouse.click(*place_of(page, name), **how)


def made_up(nodes: int, parties: int = 3, seed: int = 1) -> Graph:
    """Return a graph of a third persons and two thirds events, some persons and events told far more often."""
    chance, graph = random.Random(seed), Graph()
    people = [ENT[f"person-{number}"] for number in range(nodes // 3)]
    for number in range(20):
        graph.add((ART[f"a{number}"], RDF.type, SCHEMA.NewsArticle))
        graph.add((ART[f"a{number}"], SCHEMA.headline, Literal(f"题{number}", lang="zh")))
    for number, person in enumerate(people):
        graph.add((person, RDF.type, NG.Person))
        graph.add((person, RDFS.label, Literal(f"人物{number}", lang="zh")))
    for number in range(nodes - len(people)):
        event, type_ = EV[f"e{number}"], chance.choice(TYPES)
        graph.add((event, RDF.type, NG[type_]))
        graph.add((event, RDFS.label, Literal(f"事件{number}", lang="zh")))
        graph.add((event, NG.status, chance.choice((NG.Happened, NG.Happened, NG.Planned, NG.Denied))))
        graph.add((event, NG.begin, Literal(f"2024-{1 + number % 12:02}-{1 + number % 28:02}")))
        for place in chance.sample(range(len(people)), 1):
            graph.add((event, NG.actor, people[place]))
        for _ in range(parties - 1):
            graph.add((event, NG.recipient, people[int(len(people) * chance.random() ** 2)]))
        for telling in range(3 if number < 50 else 1):
            mention, article = MEN[f"m{number}-{telling}"], ART[f"a{(number + telling) % 20}"]
            graph.add((event, NG.evidence, mention))
            graph.add((mention, RDF.type, NG.Mention))
            graph.add((mention, NG.inDocument, article))
            graph.add((mention, NG.modality, NG.Happened))
            graph.add((mention, OA.exact, Literal("甲同乙会面。", lang="zh")))
    return graph
