"""The query page of `newsgraph serve` in a real browser: it works, and asks nothing of another host."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.server

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "graph", "serve", str(ROOT / "tests" / "query" / "talks.ttl"), "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    found = re.search(r"http://\S+/", process.stdout.readline())
    assert found
    yield found[0]
    process.terminate()
    process.wait(timeout=20)
    process.stdout.close()


@pytest.fixture
def page(browser: Any, url: str) -> Iterator[Any]:
    """The open page; at the end there must be no complaint and no request to another host."""
    opened = browser.new_page()
    complaints: list[str] = []
    asked: list[str] = []
    opened.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(url)
    opened.wait_for_function("document.documentElement.dataset.ready === 'yes'")
    yield opened
    opened.close()
    assert complaints == []
    assert [address for address in asked if not address.startswith((url, "data:", "blob:"))] == []
    assert url + "static/yasgui.min.js" in asked


def run(page: Any) -> list[str]:
    """Run what stands in the editor and return the rows shown."""
    with page.expect_response(lambda answer: answer.url.endswith("/sparql")) as answer:
        page.click(".yasqe_queryButton")
    assert answer.value.status == 200
    page.wait_for_selector(".yasr table tbody tr")
    return [str(text) for text in page.locator(".yasr table tbody tr").all_inner_texts()]


def write(page: Any, query: str) -> None:
    page.evaluate("query => document.querySelector('.CodeMirror').CodeMirror.setValue(query)", query)


def test_the_first_query_shows_rows(page: Any) -> None:
    rows = run(page)
    assert any("ng:Meeting" in row for row in rows)


def test_a_ready_question_is_put_into_the_editor_and_answered(page: Any) -> None:
    labels = page.locator("#examples option").all_inner_texts()
    page.select_option("#examples", index=next(n for n, label in enumerate(labels) if "谁会见了谁" in label))
    rows = run(page)
    assert any("王明会见阮文山" in row for row in rows)


def test_prefixes_need_no_declaration(page: Any) -> None:
    write(page, "SELECT ?name { ?who a ng:Person ; rdfs:label ?name }")
    assert any("王明" in row for row in run(page))


def test_typing_asks_no_other_host_for_terms(page: Any) -> None:
    write(page, "")
    page.click(".CodeMirror")
    page.keyboard.type("PREFIX foaf: SELECT * { ?s a foaf:Per")
    page.keyboard.press("Control+Space")
    page.wait_for_function("document.querySelector('.CodeMirror').CodeMirror.getValue().includes('foaf:Per')")


def test_the_graph_page_is_a_link_away(page: Any, url: str) -> None:
    page.click("text=graph page")
    page.wait_for_function("document.documentElement.dataset.ready === 'yes'")
    assert page.url == url + "graph"
