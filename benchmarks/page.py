"""Time until the page of a made-up graph can be used, beside the page that pyvis writes of the same nodes and edges.

    python benchmarks/page.py [NODES …]          # 500 and 2000 nodes if none is given

Each page is opened in the system's Chromium, headless. Ours can be used when it says that it is ready (its layout is
part of the page); that of pyvis, with its physics as they come, when it has laid its picture out and takes the loading
bar away, though nodes may still drift then; 120 s at most.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page, sync_playwright
from pyvis.network import Network
from rdflib import RDF, RDFS, Graph, Literal

from graph.config import Settings
from graph.export.html import write_html
from graph.namespaces import ART, ENT, EV, MEN, NG, OA, SCHEMA
from graph.pipeline import read_ontology

LONGEST = 120.0
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
TYPES = ("Meeting", "Visit", "Support", "Criticism", "Agreement", "Suspension")
REST = """() => { window.rest = false;
  const rests = () => { window.rest = true; };
  for (const name of ["stabilizationIterationsDone", "stabilized"]) network.once(name, rests); }"""


def made_up(nodes: int) -> Graph:
    """Return a graph of a third persons and two thirds events, each between three of them, some far more often."""
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
        graph.add((event, NG.evidence, telling))
        for role in ("actor", "recipient", "participant"):
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
    for role in ("actor", "recipient", "participant"):
        for event, person in sorted(graph.subject_objects(NG[role])):
            network.add_edge(str(event), str(person))
    return str(network.generate_html())


def seconds(page: Page, file: Path, ready: Callable[[Page], Any]) -> float:
    """Return how long it takes from asking for a page until it is ready, LONGEST if it never is."""
    begin = time.perf_counter()
    try:
        page.goto(file.as_uri(), wait_until="domcontentloaded", timeout=LONGEST * 1000)
        ready(page)
    except Error:
        return LONGEST
    return time.perf_counter() - begin


def _says_ready(page: Page) -> None:
    page.wait_for_function("document.documentElement.dataset.ready === 'yes'", timeout=LONGEST * 1000)


def _rests(page: Page) -> None:
    page.evaluate(REST)
    page.wait_for_function("window.rest", timeout=LONGEST * 1000)


def main(sizes: list[int]) -> None:
    """Measure both pages at each size and print a line."""
    vocabulary = read_ontology(Settings()).graph
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("chromium-browser")
        ours, theirs = Path(name, "ours.html"), Path(name, "theirs.html")
        for size in sizes:
            graph = made_up(size)
            begin = time.perf_counter()
            ours.write_bytes(write_html(graph, vocabulary))
            made = time.perf_counter() - begin
            theirs.write_text(plain(graph), encoding="utf-8")
            times = []
            for file, ready in ((ours, _says_ready), (theirs, _rests)):
                browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
                page = browser.new_page()
                page.route("http*://**", lambda route: route.abort())  # pyvis asks for style sheets
                times.append(seconds(page, file, ready))
                browser.close()
            sys.stdout.write(
                f"{size:6} nodes: page {times[0]:6.2f} s (written in {made:.1f} s), "
                f"pyvis alone {times[1]:6.2f} s{' or more' if times[1] >= LONGEST else ''}, "
                f"{times[1] / times[0]:.0f} times\n"
            )


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [500, 2000])
