"""The picture and the triples of a view."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rdflib import RDF, Graph
from rdflib.namespace import SDO

from graph.namespaces import ART, ENT, EV, NG, NGC, OA

from .pages import drawn, search

Open = Callable[..., Any]


def saved(page: Any, button: str) -> tuple[str, bytes]:
    with page.expect_download() as download:
        page.click(button)
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def triples(page: Any) -> Graph:
    name, content = saved(page, "#turtle")
    assert name == "graph.ttl"
    return Graph().parse(data=content, format="turtle")


def test_picture_can_be_saved(open_page: Open, sample: Graph) -> None:
    name, content = saved(open_page(sample), "#png")
    assert name == "graph.png"
    assert content.startswith(b"\x89PNG")


def test_triples_of_the_view_are_the_graph_s_own_with_their_evidence(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    said = triples(page)
    assert set(said) <= set(sample)
    assert {EV["Meeting-01"], EV["Visit-02"], EV["Suspension-03"]} == set(said.subjects(NG.status))
    assert (ENT["person-林海"], NG.meets, ENT["person-阮文山"]) in said
    assert (ENT["person-林海"], NGC.visits, ENT["country-越南"]) in said
    assert ART.a1 in set(said.subjects(RDF.type, SDO.NewsArticle))
    for event in said.subjects(NG.status):
        for mention in said.objects(event, NG.evidence):
            assert said.value(mention, OA.exact) == sample.value(mention, OA.exact)
            assert said.value(mention, NG.accordingTo) is not None


def test_what_is_filtered_out_or_hidden_is_not_in_the_triples(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    page.click('#legend input[data-key="Planned"]')
    search(page, "河内")
    page.click("#hide")
    said = triples(page)
    assert set(said.subjects(NG.status)) == {EV["Meeting-01"], EV["Suspension-03"]}
    assert ENT["city-河内"] not in set(said.objects()) | set(said.subjects())
    assert (ENT["person-林海"], NGC.visits, ENT["country-越南"]) not in said
    assert (ENT["person-林海"], NG.meets, ENT["person-阮文山"]) in said


@pytest.mark.parametrize("fragment", ["#as=lines", "#path=person-林海~city-河内", "#around=process-渔业谈判"])
def test_triples_follow_the_view(open_page: Open, sample: Graph, fragment: str) -> None:
    page = open_page(sample, fragment)
    said = triples(page)
    assert set(said) <= set(sample)
    events = {str(sample.value(event, NG.status)) and event for event in said.subjects(NG.status)}
    if "lines" in fragment:
        assert EV["Visit-02"] in events
    else:
        names = {page.evaluate("(iri) => THINGS[BY_IRI.get(iri)].zh", str(event)) for event in events}
        assert names <= drawn(page)


def test_view_of_nothing_is_turtle_too(open_page: Open, sample: Graph) -> None:
    assert len(triples(open_page(sample, "#from=1999-01-01&to=1999-01-02"))) == 0
