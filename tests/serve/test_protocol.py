"""The endpoint, asked over HTTP as any client would."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import requests

from graph.errors import QueryError
from graph.query.engines import EndpointEngine
from graph.serve.guard import check_allowed
from graph.serve.negotiation import ROWS, TRIPLES, chosen

pytestmark = pytest.mark.server

PEOPLE = "SELECT ?name { ?who a ng:Person ; rdfs:label ?name FILTER(LANG(?name) = 'zh') } ORDER BY ?name"
NAMES = ["王强", "王明", "阮文山"]
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a != ?k) }"
FORM = "application/x-www-form-urlencoded"


def ask(server: Any, method: str = "POST", accept: str = "", **given: Any) -> requests.Response:
    headers = {"Accept": accept, **given.pop("headers", {})}
    return server.session.request(method, server.url + "sparql", headers=headers, timeout=30, **given)


@pytest.mark.parametrize(
    "given",
    [
        {"method": "GET", "params": {"query": PEOPLE}},
        {"data": {"query": PEOPLE}},
        {"data": PEOPLE.encode(), "headers": {"Content-Type": "application/sparql-query"}},
        {"data": PEOPLE.encode(), "headers": {"Content-Type": "application/sparql-query; charset=utf-8"}},
    ],
    ids=["get", "form", "direct", "charset"],
)
def test_three_ways_to_ask_have_one_answer(server: Any, given: dict[str, Any]) -> None:
    answer = ask(server, **given)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/sparql-results+json"
    assert [row["name"]["value"] for row in answer.json()["results"]["bindings"]] == NAMES


@pytest.mark.parametrize(
    ("accept", "kind", "form"),
    [
        ("", "application/sparql-results+json", "JSON"),
        ("*/*", "application/sparql-results+json", "JSON"),
        ("application/json", "application/sparql-results+json", "JSON"),
        ("application/sparql-results+xml", "application/sparql-results+xml", "XML"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8", "TSV"),
        ("text/html;q=0.9, text/csv;q=0.5", "text/csv; charset=utf-8", ""),
    ],
)
def test_rows_come_as_the_client_likes_them(server: Any, accept: str, kind: str, form: str) -> None:
    answer = ask(server, accept=accept, data={"query": PEOPLE})
    assert answer.headers["Content-Type"] == kind
    if form:
        rows = ox.parse_query_results(answer.content, getattr(ox.QueryResultsFormat, form))
        assert [row["name"].value for row in rows] == NAMES
    else:
        assert answer.content.decode() == "name\r\n" + "".join(f"{name}\r\n" for name in NAMES)


@pytest.mark.parametrize(("accept", "form"), [("", "TURTLE"), ("application/n-triples", "N_TRIPLES")])
def test_triples_come_as_the_client_likes_them(server: Any, accept: str, form: str) -> None:
    answer = ask(server, accept=accept, data={"query": "CONSTRUCT WHERE { ?who ng:represents ?of }"})
    assert len(list(ox.parse(answer.content, format=getattr(ox.RdfFormat, form)))) == 3


def test_ask_answers_and_labels_of_the_vocabulary_are_there(server: Any) -> None:
    answer = ask(server, data={"query": 'ASK { ?e a ng:Meeting . ng:Meeting rdfs:label "会见"@zh }'})
    assert answer.json()["boolean"] is True


def test_our_own_client_reads_it(server: Any) -> None:
    with EndpointEngine(server.url + "sparql") as engine:
        assert engine.query(PEOPLE).values() == [(name,) for name in NAMES]
        with pytest.raises(QueryError) as caught:
            engine.query("SELECT ?x { ?x a ng:Person . FILTR(?x) }")
    assert caught.value.line == 1


@pytest.mark.parametrize(
    ("status", "given", "part"),
    [
        (400, {"data": {"query": "SELECT ?x {\n ?x a foo:Bar }"}}, "line 2, column 7"),
        (400, {"data": {"query": "SELECT ?x WHERE { ?x a ng:Person . FILTR(?x) }"}}, "did you mean FILTER?"),
        (400, {"data": {"query": "INSERT DATA { <a:a> <a:b> <a:c> }"}}, "changes a graph"),
        (400, {"data": {"query": "LOAD <file:///etc/hostname>"}}, "changes a graph"),
        (400, {"data": {"query": "SELECT * FROM <file:///etc/hostname> { ?s ?p ?o }"}}, "files cannot be asked"),
        (400, {"data": {"query": PEOPLE, "default-graph-uri": "file:///etc/hostname"}}, "files cannot be asked"),
        (400, {"data": {"query": PEOPLE, "named-graph-uri": "no iri"}}, "absolute IRI"),
        (400, {"data": {"query": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"}}, "SERVICE"),
        (400, {"data": {"nothing": "x"}}, "give one query, not 0"),
        (400, {"data": [("query", PEOPLE), ("query", PEOPLE)]}, "not 2"),
        (400, {"data": b"query=%FF%FE", "headers": {"Content-Type": FORM}}, "UTF-8"),
        (400, {"data": b"\xff\xfe", "headers": {"Content-Type": "application/sparql-query"}}, "UTF-8"),
        (403, {"data": {"update": "CLEAR ALL"}}, "reading only"),
        (403, {"data": b"CLEAR ALL", "headers": {"Content-Type": "application/sparql-update"}}, "reading only"),
        (405, {"method": "PUT", "data": b""}, ""),
        (405, {"method": "DELETE"}, ""),
        (406, {"data": {"query": PEOPLE}, "accept": "image/png"}, "text/csv"),
        (413, {"data": {"query": "#" * 1_100_000}}, "larger"),
        (415, {"data": b"{}", "headers": {"Content-Type": "application/json"}}, FORM),
        (503, {"data": {"query": "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 20000"}}, "LIMIT"),
    ],
)
def test_what_is_not_answered_is_told_why(server: Any, status: int, given: dict[str, Any], part: str) -> None:
    answer = ask(server, **given)
    assert (answer.status_code, part in answer.text) == (status, True), answer.text


def test_a_query_over_its_time_is_stopped_and_others_go_on(server: Any) -> None:
    begin = time.monotonic()
    answer = ask(server, data={"query": ENDLESS})
    assert answer.status_code == 503
    assert "stopped after 2 s" in answer.text
    assert time.monotonic() - begin < 10
    assert ask(server, data={"query": PEOPLE}).status_code == 200


def test_more_than_may_run_at_once_wait_or_are_sent_away(start: Callable[..., Any]) -> None:
    server = start(str(Path(__file__).parents[1] / "query" / "talks.ttl"), "--query-timeout", "6.5", "--workers", "1")
    answers: list[int] = []
    threads = [
        threading.Thread(
            target=lambda: answers.append(
                requests.post(server.url + "sparql", {"query": ENDLESS}, timeout=60).status_code
            )
        )
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [503, 503]  # one was stopped, the other had no turn in five seconds
    assert ask(server, data={"query": PEOPLE}).status_code == 200
    assert server.stop() == 0


def test_named_graphs_of_the_protocol_are_the_whole_dataset(start: Callable[..., Any], tmp_path: Path) -> None:
    file = tmp_path / "two.nq"
    file.write_text(
        "<http://a/s> <http://a/p> <http://a/1> <http://a/g1> .\n"
        "<http://a/s> <http://a/p> <http://a/2> <http://a/g2> .\n"
    )
    server = start(str(file))

    def count(pattern: str, **graphs: Any) -> int:
        answer = ask(server, data={"query": f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}", **graphs})
        return int(answer.json()["results"]["bindings"][0]["n"]["value"])

    plain, named = "<http://a/s> ?p ?o", "GRAPH ?g { <http://a/s> ?p ?o }"
    assert (count(plain), count(named)) == (2, 2)
    assert count(plain, **{"default-graph-uri": "http://a/g1"}) == 1
    assert count(named, **{"default-graph-uri": "http://a/g1"}) == 0
    assert count(named, **{"named-graph-uri": ["http://a/g1", "http://a/g2"]}) == 2
    assert count(plain, **{"named-graph-uri": "http://a/g1"}) == 0
    assert server.stop() == 0


def test_a_store_that_is_written_to_is_read_anew(start: Callable[..., Any], tmp_path: Path) -> None:
    def write(name: str) -> None:
        store = ox.Store(str(tmp_path / "store"))
        node = ox.NamedNode("http://a/" + name)
        store.add(ox.Quad(node, node, node))
        store.flush()
        del store

    write("first")
    server = start(str(tmp_path / "store"))
    query = {"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}

    def count() -> str:
        return str(ask(server, data=query).json()["results"]["bindings"][0]["n"]["value"])

    assert [count() for _ in range(3)] == ["1"] * 3
    write("second")
    assert [count() for _ in range(3)] == ["2"] * 3
    assert server.stop() == 0


def test_description_health_and_pages(server: Any) -> None:
    described = ask(server, "GET", "text/turtle")
    triples = {
        str(quad.predicate.value).rpartition("#")[2] for quad in ox.parse(described.content, format=ox.RdfFormat.TURTLE)
    }
    assert {"endpoint", "supportedLanguage", "resultFormat"} <= triples
    assert ask(server, "GET", "text/html", allow_redirects=False).status_code == 303
    assert server.session.get(server.url + "health", timeout=10).json()["status"] == "ok"
    page = server.session.get(server.url + "graph", timeout=60)
    assert "王明会见阮文山" in page.text
    index = server.session.get(server.url, timeout=10)
    assert "谁会见了谁" in index.text
    assert "default-src 'none'" in index.headers["Content-Security-Policy"]
    assert server.session.get(server.url + "static/..%2Fapp.py", timeout=10).status_code == 404
    assert "MIT" in server.session.get(server.url + "static/LICENSES.txt", timeout=10).text


def test_another_host_s_name_is_refused(server: Any) -> None:
    assert server.session.get(server.url, headers={"Host": "evil.example"}, timeout=10).status_code == 400


def test_ctrl_c_ends_it_with_a_query_running(start: Callable[..., Any]) -> None:
    server = start(str(Path(__file__).parents[1] / "query" / "talks.ttl"), "--query-timeout", "3")
    asking = threading.Thread(target=lambda: requests.post(server.url + "sparql", {"query": ENDLESS}, timeout=60))
    asking.start()
    assert server.session.get(server.url + "health", timeout=10).status_code == 200
    assert server.stop() == 0
    asking.join(timeout=20)
    assert not asking.is_alive()


@pytest.mark.parametrize("way", ["interrupt", "terminate"])
def test_nothing_is_left_behind(
    start: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    server = start(str(Path(__file__).parents[1] / "query" / "talks.ttl"))
    assert list(tmp_path.iterdir())
    assert ask(server, data={"query": PEOPLE}).status_code == 200
    if way == "terminate":
        server.process.terminate()
        server.process.wait(timeout=20)
    assert server.stop() == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://a/> { ?s ?p ?o } }",
        "SELECT * { service silent ?x { ?s ?p ?o } }",
        "SELECT * { SERVICE#c\n<http://a/> { ?s ?p ?o } }",
        "SELECT * { ?a ?b ?c.SERVICE$x{ ?s ?p ?o } }",
        "PREFIX x: <http://a/> SELECT * { SERVICE x:y { ?s ?p ?o } }",
        "SELECT * { ?a ?b ?c FILTER(?a<?b)SERVICE#>\n<http://a/> { ?s ?p ?o } }",
        "SELECT * { <http://a/'> ?p ?o FILTER(?o<?p)SERVICE#>'\n<http://a/> { ?s ?p ?o } }",
        'SELECT * { <http://a/"#> ?p ?o . SERVICE ?x { ?s ?p ?o } } #"',
    ],
)
def test_no_way_leads_to_another_host(query: str) -> None:
    with pytest.raises(QueryError, match="SERVICE"):
        check_allowed(query)


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s rdfs:label "Secret Service" }',
        'SELECT * { ?s rdfs:label ?l FILTER(CONTAINS(?l, "the service industry")) }',
        "PREFIX ex: <http://a/> SELECT ?service { ?service ex:service <http://a/service> FILTER(?service<3) }",
    ],
)
def test_the_word_service_in_a_text_or_name_is_no_harm(query: str) -> None:
    check_allowed(query)


@pytest.mark.parametrize(
    ("accept", "offered", "expected"),
    [
        ("text/csv, */*;q=0.1", ROWS, "text/csv"),
        ("application/*", ROWS, "application/sparql-results+json"),
        ("application/*, application/sparql-results+json;q=0", ROWS, "application/sparql-results+xml"),
        ("text/turtle;q=0.2, application/n-triples;q=0.7", TRIPLES, "application/n-triples"),
        ("image/png", TRIPLES, None),
        ("text/csv;q=high", ROWS, None),
    ],
)
def test_the_type_liked_best_is_chosen(accept: str, offered: tuple[str, ...], expected: str | None) -> None:
    assert chosen(accept, offered) == expected
