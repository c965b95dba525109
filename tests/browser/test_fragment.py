"""The page inside another page: nothing of either reaches the other."""

from pathlib import Path
from typing import Any

import pytest
from rdflib import RDFS, Graph, Literal

from graph.export.html import PageOptions, write_fragment
from graph.namespaces import ENT

from .pages import READY, until

HOST = """<!DOCTYPE html><html><head><meta charset="utf-8"><style>
* {{ color: rgb(255, 0, 0) !important; font-size: 40px !important; }} button {{ display: none !important; }}
</style></head><body><h1>Host</h1><button id="search">x</button>{}<p id="after">after</p></body></html>"""


@pytest.fixture
def host(browser: Any, vocabulary: Graph, sample: Graph, tmp_path: Path, watch: Any) -> Any:
    sample.add((ENT["person-林海"], RDFS.label, Literal("'\"><script>parent.document.title = 'taken'</script>")))
    fragment = write_fragment(sample, vocabulary, PageOptions("题'\"<b>"), height=500).decode()
    page = browser.new_page(viewport={"width": 1000, "height": 900})
    watch.over(page)
    file = tmp_path / "host.html"
    file.write_text(HOST.format(fragment), encoding="utf-8")
    page.goto(file.as_uri())
    until(page.frames[1], READY)
    yield page
    page.close()
    assert watch.complaints == []
    assert set(watch.requests) <= {file.as_uri(), "about:srcdoc"}


def test_page_works_inside_a_host_and_styles_leak_neither_way(host: Any) -> None:
    inside = host.frames[1]
    assert inside.evaluate("seen.nodes.size") > 5
    assert inside.evaluate("getComputedStyle(document.body).color") != "rgb(255, 0, 0)"
    assert inside.evaluate("getComputedStyle(document.getElementById('fit')).display") != "none"
    assert host.evaluate("getComputedStyle(document.getElementById('after')).color") == "rgb(255, 0, 0)"
    assert host.evaluate("getComputedStyle(document.body).overflow") == "visible"
    assert host.evaluate("typeof THINGS") == "undefined"
    assert host.evaluate("document.querySelector('iframe').offsetHeight") == 500
    inside.fill("#search", "阮文山")
    inside.press("#search", "Enter")
    assert inside.inner_text("#panel h3") == "阮文山"
    inside.click("#hide")
    inside.click("#undo")
    assert "阮文山" in inside.evaluate("[...seen.nodes].map((id) => THINGS[id].zh)")
    with host.expect_download() as download:
        inside.click("#turtle")
    assert len(Graph().parse(download.value.path(), format="turtle")) > 50


def test_what_is_inside_cannot_reach_the_host(host: Any) -> None:
    assert host.title() != "taken"
    reached = host.frames[1].evaluate(
        "() => { try { return parent.document.title; } catch (error) { return error.name; } }"
    )
    assert reached == "SecurityError"
