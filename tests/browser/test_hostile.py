"""Whatever an article holds is text, and nothing is asked for."""

from collections.abc import Callable
from typing import Any

from rdflib import RDFS, Graph, Literal
from rdflib.namespace import SDO, SKOS

from graph.export.html import PageOptions
from graph.namespaces import ART, ENT, EV, NG, OA

from .pages import click_node, search

Open = Callable[..., Any]
HOSTILE = '"><img src=x onerror=alert(1)><script>alert(2)</script></script><script>alert(3)</script> href'


def test_hostile_articles_show_as_text(open_page: Open, sample: Graph) -> None:
    text = Literal(HOSTILE, lang="zh")
    for subject, relation in (
        (ENT["person-林海"], RDFS.label),
        (ENT["person-林海"], SKOS.altLabel),
        (ENT["outlet-晨报"], RDFS.label),
        (ART.a1, SDO.headline),
        (EV["Meeting-01"], RDFS.label),
        (EV["Meeting-01"], NG.timeText),
    ):
        sample.set((subject, relation, text))
    for mention in set(sample.objects(EV["Meeting-01"], NG.evidence)):
        sample.set((mention, OA.exact, text))
        sample.set((mention, NG.trigger, Literal("<b>")))
    sample.set((ART.a1, SDO.url, Literal("javascript:alert(4)")))
    page = open_page(sample, options=PageOptions(HOSTILE))
    assert page.inner_text("h1") == HOSTILE
    page.fill("#search", "onerror")
    assert HOSTILE in page.inner_text("#hits")
    page.press("#search", "Enter")
    assert page.inner_text("#panel h3") == HOSTILE
    page.click("#panel summary")
    page.click("#path")
    assert HOSTILE in page.inner_text("#pick")
    search(page, "河内")
    click_node(page, "河内")
    page.mouse.move(500, 400)
    page.evaluate("choose(BY_ID.get('Meeting-01'))")
    assert HOSTILE in page.inner_text("#panel .telling")
    assert HOSTILE in page.inner_text("#legend")
    page.click("#overview")
    page.keyboard.press("?")
    assert page.locator("img, #panel a, #panel script, #hits script, #legend script, #help script").count() == 0


def test_hostile_names_are_quoted_in_the_triples(open_page: Open, sample: Graph) -> None:
    sample.set((ENT["person-林海"], RDFS.label, Literal(HOSTILE + '"""\\\n', lang="zh")))
    page = open_page(sample)
    said = Graph().parse(data=page.evaluate("turtleOfView()"), format="turtle")
    assert set(said) <= set(sample)
    assert len(said) > 50


def test_injected_script_is_stopped_by_the_policy(open_page: Open, sample: Graph, watch: Any) -> None:
    page = open_page(sample)
    markup = '<img src="https://example.org/x.png" onerror="window.ran = 1">'
    with page.expect_event("requestfailed", timeout=5_000) as failed:
        page.evaluate("(markup) => document.body.insertAdjacentHTML('beforeend', markup)", markup)
    assert "csp" in failed.value.failure.lower()
    page.evaluate("fetch('https://example.org/x.json').catch(() => 0)")
    assert page.evaluate("window.ran") is None
    assert watch.complaints
    assert all("Content Security Policy" in complaint for complaint in watch.complaints)
    watch.complaints.clear()
    watch.requests.clear()
