"""Time until the page of a made-up graph can be used, beside the page that pyvis writes of the same nodes and edges.

    python benchmarks/page.py [NODES …]          # 500 and 2000 nodes if none is given
    python benchmarks/page.py --ours 20000       # without pyvis, which does not come to rest at such a size

Each page is opened in the system's Chromium, headless. Ours can be used when it says that it is ready (its layout is
part of the page); it is opened as it comes, with the 300 most told events drawn, and with all that it holds. That of
pyvis, with its physics as they come, when it has laid its picture out and takes the loading bar away, though nodes may
still drift then; 120 s at most. An answer is a filter's: from the click until the picture is drawn anew, all drawn.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page, Playwright, sync_playwright
from pyvis.network import Network
from rdflib import RDF, RDFS, Graph, Literal

from graph.config import Settings
from graph.export.html import PageOptions, write_html
from graph.namespaces import ART, ENT, EV, MEN, NG, OA, SCHEMA
from graph.pipeline import read_ontology

LONGEST = 120.0
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
TYPES = ("Meeting", "Visit", "Support", "Criticism", "Agreement", "Suspension")
PARTIES = ("actor", "recipient", "recipient", "participant", "participant")
ANSWER = """(key) => { const input = document.querySelector(`#legend input[data-key="${key}"]`);
  const begin = performance.now(); input.click(); network.redraw(); return performance.now() - begin; }"""
REST = """() => { window.rest = false;
  const rests = () => { window.rest = true; };
  for (const name of ["stabilizationIterationsDone", "stabilized"]) network.once(name, rests); }"""


def made_up(nodes: int) -> Graph:
    """Return a graph of a third persons and two thirds events, each between five of them, some far more often."""
    chance, graph = random.Random(1), Graph()
    people = [ENT[f"person-{number}"] for number in range(nodes // 3)]
    graph.add((ART["a"], RDF.type, SCHEMA.NewsArticle))
    graph.add((ART["a"], SCHEMA.headline, Literal("题", lang="zh")))
    for number, person in enumerate(people):
        graph.add((person, RDF.type, NG.Person))
        graph.add((person, RDFS.label, Literal(f"人物{number}", lang="zh")))
    for number in range(nodes - len(people)):
        event, telling, type = EV[f"e{number}"], MEN[f"m{number}"], chance.choice(TYPES)
        graph.add((event, RDF.type, NG[type]))
        graph.add((event, RDFS.label, Literal(f"事件{number}", lang="zh")))
        graph.add((event, NG.status, NG.Happened))
        graph.add((event, NG.begin, Literal(f"2024-{1 + number % 12:02}-{1 + number % 28:02}")))
        graph.add((event, NG.evidence, telling))
        for role in PARTIES:
            graph.add((event, NG[role], people[int(len(people) * chance.random() ** 2)]))
        graph.add((telling, RDF.type, NG.Mention))
        graph.add((telling, NG.inDocument, ART["a"]))
        graph.add((telling, NG.modality, NG.Happened))
        graph.add((telling, OA.exact, Literal("句子。", lang="zh")))
    return graph


def plain(graph: Graph) -> str:
    """Return the page that pyvis writes of the graph by itself, its script inside."""
    network = Network(cdn_resources="in_line")
    names = {node: str(label) for node, label in graph.subject_objects(RDFS.label)}
    for node, name in sorted(names.items()):
        network.add_node(str(node), label=name)
    for role in sorted(set(PARTIES)):
        for event, person in sorted(graph.subject_objects(NG[role])):
            network.add_edge(str(event), str(person))
    return str(network.generate_html())


def seconds(page: Page, address: str, ready: Callable[[Page], Any]) -> float:
    """Return how long it takes from asking for a page until it is ready, LONGEST if it never is."""
    begin = time.perf_counter()
    try:
        page.goto(address, wait_until="domcontentloaded", timeout=LONGEST * 1000)
        ready(page)
    except Error:
        return LONGEST
    return time.perf_counter() - begin


def _says_ready(page: Page) -> None:
    while not page.evaluate("document.documentElement.dataset.ready === 'yes'"):
        page.wait_for_timeout(10)


def _rests(page: Page) -> None:
    page.evaluate(REST)
    page.wait_for_function("window.rest", timeout=LONGEST * 1000)


@contextmanager
def _tab(playwright: Playwright) -> Iterator[Page]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
    page = browser.new_page(viewport={"width": 1360, "height": 820})
    page.route("http*://**", lambda route: route.abort())  # pyvis asks for style sheets
    yield page
    browser.close()


def ours(playwright: Playwright, file: Path, size: int) -> float:
    """Measure our page, print a line, and return the seconds until all that it holds is drawn."""
    with _tab(playwright) as page:
        first = seconds(page, file.as_uri(), _says_ready)
    with _tab(playwright) as page:
        whole = seconds(page, file.as_uri() + "#most=all", _says_ready)
        nodes, edges = page.evaluate("[seen.nodes.size, seen.edges.size]")
        answers = sorted(page.evaluate(ANSWER, key) for key in ("ContactEvent", "CooperationEvent", "Happened") * 2)
    sys.stdout.write(
        f"{size:6} nodes: {file.stat().st_size / 1e6:.1f} MB, opens in {first:.2f} s, with all {nodes} nodes and "
        f"{edges} edges in {whole:.2f} s; a filter answers in {answers[len(answers) // 2]:.0f} ms, at most "
        f"{answers[-1]:.0f} ms\n"
    )
    return whole


def main(sizes: list[int], alone: bool) -> None:
    """Measure both pages at each size and print two lines."""
    vocabulary = read_ontology(Settings()).graph
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        mine, theirs = Path(name, "ours.html"), Path(name, "theirs.html")
        for size in sizes:
            graph = made_up(size)
            begin = time.perf_counter()
            mine.write_bytes(write_html(graph, vocabulary, PageOptions()))
            sys.stdout.write(f"{size:6} nodes: page written in {time.perf_counter() - begin:.1f} s\n")
            whole = ours(playwright, mine, size)
            if alone:
                continue
            theirs.write_text(plain(graph), encoding="utf-8")
            with _tab(playwright) as page:
                plainly = seconds(page, theirs.as_uri(), _rests)
            more = " or more" if plainly >= LONGEST else ""
            sys.stdout.write(f"{size:6} nodes: pyvis alone {plainly:.2f} s{more}, {plainly / whole:.0f} times\n")


if __name__ == "__main__":
    given = [argument for argument in sys.argv[1:] if argument != "--ours"]
    main([int(size) for size in given] or [500, 2000], "--ours" in sys.argv)
