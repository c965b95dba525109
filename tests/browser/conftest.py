import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import Graph

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
