import dataclasses
import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph

from graph.export.html import PageOptions, write_html

from .pages import READY, until

ROOT = Path(__file__).parents[2]
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
FLAGS += ["--disable-background-networking", "--disable-component-update"]


def _chromium() -> str | None:
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """A headless Chromium of the system. NEWSGRAPH_BROWSER=required makes its absence a failure."""
    path = _chromium()
    if path is None:
        reason = "no Chromium on this machine; install the package chromium to test the page"
        if os.environ.get("NEWSGRAPH_BROWSER") == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def vocabulary() -> Graph:
    graph = Graph()
    for name in ("newsgraph.ttl", "page.ttl"):
        graph.parse(ROOT / "ontology" / name)
    return graph


@pytest.fixture
def sample() -> Graph:
    return Graph().parse(ROOT / "tests" / "data" / "sample.ttl")


@dataclasses.dataclass
class Watch:
    """What a page asked for, and what it complained of."""

    requests: list[str] = dataclasses.field(default_factory=list)
    complaints: list[str] = dataclasses.field(default_factory=list)

    def over(self, page: Any) -> None:
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: (self.complaints.append("dialog"), dialog.dismiss()))


@pytest.fixture
def watch() -> Watch:
    return Watch()


@cache
def _page(triples: frozenset[Any], vocabulary: Graph, options: PageOptions) -> bytes:
    graph = Graph()
    for triple in triples:
        graph.add(triple)
    return write_html(graph, vocabulary, options)


@pytest.fixture
def open_page(browser: Any, vocabulary: Graph, tmp_path: Path, watch: Watch) -> Iterator[Callable[..., Any]]:
    """Return what opens the page of a graph; at the end nothing may have been asked for or complained of."""
    page = browser.new_page(viewport={"width": 1300, "height": 800}, reduced_motion="reduce")
    watch.over(page)
    file = tmp_path / "graph.html"

    def open_(graph: Graph, fragment: str = "", options: PageOptions | None = None) -> Any:
        options = options or PageOptions(hidden=("CommunicationEvent",))
        file.write_bytes(_page(frozenset(graph), vocabulary, options))
        if page.url != "about:blank":
            page.goto("about:blank")  # another fragment of the same address would load nothing
        page.goto(file.as_uri() + fragment)
        until(page, READY)
        return page

    yield open_
    page.close()
    assert watch.complaints == []
    assert {url.partition("#")[0] for url in watch.requests} <= {file.as_uri(), "about:blank"}
