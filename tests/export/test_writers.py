import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef
from rdflib.compare import isomorphic

from graph.export.base import EXPORTERS, ExportRequest
from graph.export.ntriples import write_ntriples
from graph.export.report import BuildRecord, write_report
from graph.export.turtle import write_turtle
from graph.model import Rejection, Span


@pytest.mark.parametrize(("write", "form"), [(write_turtle, "turtle"), (write_ntriples, "nt")])
def test_what_is_written_reads_back_the_same(sample, write, form):
    assert isomorphic(Graph().parse(data=write(sample), format=form), sample)


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_exporter_gives_the_same_bytes_in_any_order(sample, vocabulary, name):
    again = Graph(namespace_manager=sample.namespace_manager)
    for triple in sorted(sample, reverse=True):
        again.add(triple)
    assert EXPORTERS[name](ExportRequest(sample, vocabulary)) == EXPORTERS[name](ExportRequest(again, vocabulary))


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_survives_ntriples(text):
    graph = Graph()
    graph.add((URIRef("https://example.org/路·1"), URIRef("https://example.org/p"), Literal(text, lang="zh")))
    written = write_ntriples(graph)
    assert written.isascii()
    assert set(Graph().parse(data=written, format="nt")) == set(graph)


def test_report_counts_the_graph_and_the_rejected(sample):
    dropped = Rejection(Span(0, 2), "峰会", "Conference", "lexicon", "inside a name")
    failure = {"source": "b.html", "found": "is empty", "do": ""}
    report = json.loads(write_report(sample, BuildRecord((failure,), (dropped, dropped), {"text/a1.txt": "sha256:0"})))
    assert report["articles"] == {"built": 2, "failed": 1}
    assert report["entities"]["by_type"]["Person"] == 2
    assert report["events"]["by_status"] == {"Denied": 1, "Happened": 2, "Planned": 1}
    assert report["events"]["total"] == sum(report["events"]["by_type"].values()) == 4
    assert report["mentions"] == 5
    assert report["triples"] == len(sample)
    assert report["failures"] == [failure]
    assert report["rejected"] == {"total": 2, "by_reason": {"inside a name": 2}, "by_extractor": {"lexicon": 2}}
