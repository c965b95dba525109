"""One query, whatever holds the graph; and a query that does not end is stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph

from graph import ask_graph, cli, query_graph
from graph.errors import GraphError, QueryError, QueryStoppedError
from graph.query.engines import EndpointEngine, OxigraphEngine, QueryEngine, open_engine
from graph.query.results import PREFIX_IRIS, to_csv, to_json, to_tsv, to_turtle
from graph.query.run import read_query
from graph.query.terms import shipped_terms
from graph.vocabulary import Ontology

ROOT = Path(__file__).parents[2]
TALKS = Path(__file__).parent / "talks.ttl"
WHO = "SELECT ?who ?name { ?who a ng:Person ; rdfs:label ?name FILTER(LANG(?name) = 'zh') } ORDER BY ?who"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a != ?k) }"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store") / "store"
    made = ox.Store(str(folder))
    made.load(path=str(TALKS))
    made.load(shipped_terms(), format=ox.RdfFormat.N_TRIPLES)
    made.flush()
    return folder


@pytest.fixture(scope="module")
def server(store: Path) -> Iterator[str]:
    """Oxigraph's own server, read only, on a free port."""
    port = 20000 + os.getpid() % 20000
    program = Path(sys.executable).with_name("oxigraph")
    process = subprocess.Popen(
        [program, "serve-read-only", "--location", store, "--bind", f"127.0.0.1:{port}"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    said = process.stdout.readline()
    assert "Listening" in said, said
    yield f"http://127.0.0.1:{port}/query"
    process.terminate()
    process.wait(timeout=10)
    process.stdout.close()


def test_store_file_endpoint_and_rdflib_answer_alike(store: Path, server: str, ontology: Ontology) -> None:
    rows = []
    for source in (store, TALKS, server, Graph().parse(TALKS)):
        with open_engine(source, ontology if isinstance(source, Graph) else None) as engine:
            rows.append(engine.query(WHO).values())
            assert engine.query("ASK { ng:Visit rdfs:subClassOf ng:ContactEvent }").answer is True
            assert engine.query("CONSTRUCT WHERE { ?who ng:represents ?of }").graph is not None
    assert rows[0] == [("ent:person-王强", "王强"), ("ent:person-王明", "王明"), ("ent:person-阮文山", "阮文山")]
    assert rows[0] == rows[1] == rows[2] == rows[3]


@pytest.mark.parametrize("suffix", ["nq", "trig"])
def test_a_triple_of_two_named_graphs_is_one(tmp_path: Path, suffix: str) -> None:
    line = "<http://a/s> <http://a/p> <http://a/o> "
    file = tmp_path / f"graph.{suffix}"
    if suffix == "nq":
        file.write_text(f"{line}<http://a/1> .\n{line}<http://a/2> .\n")
    else:
        file.write_text(f"<http://a/1> {{ {line}}} <http://a/2> {{ {line}}}")
    with OxigraphEngine(file, b"") as engine:
        assert engine.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").values() == [(1,)]
        assert engine.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }").values() == [(2,)]
        assert engine.query("SELECT (COUNT(*) AS ?n) FROM <http://a/1> { ?s ?p ?o }").values() == [(1,)]


def test_a_query_that_does_not_end_is_stopped_and_the_next_one_answered() -> None:
    with OxigraphEngine(TALKS) as engine:
        assert engine.query(WHO).rows
        begin = time.monotonic()
        with pytest.raises(QueryStoppedError, match="after 1 s"):
            engine.query(ENDLESS, timeout=1)
        assert time.monotonic() - begin < 5
        assert engine.query(WHO).rows


def test_an_endpoint_that_does_not_answer_in_time_is_left(server: str) -> None:
    with EndpointEngine(server) as engine, pytest.raises(QueryStoppedError):
        engine.query(ENDLESS, timeout=1)


def test_a_worker_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    program = (
        "import sys, threading, time; from pathlib import Path; from graph.query.engines import OxigraphEngine\n"
        f"e = OxigraphEngine(Path({str(TALKS)!r})); e.start(); print(e.pid, flush=True)\n"
        f"e.query({ENDLESS!r}, timeout=None)\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)}
    )
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    until = time.monotonic() + 20
    while _runs(worker) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _runs(worker)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="the limit of memory is the system's")
def test_a_query_that_takes_too_much_memory_is_stopped() -> None:
    with OxigraphEngine(TALKS, memory=50_000_000) as engine:
        with pytest.raises(QueryStoppedError, match="memory"):
            engine.query("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?f ?i", timeout=120)
        assert engine.query(WHO).rows


def test_a_store_without_a_vocabulary_is_told_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bare = ox.Store(str(tmp_path / "bare"))
    bare.load(path=str(TALKS))
    bare.flush()
    del bare
    assert cli.main(["query", WHO, "--graph", str(tmp_path / "bare")]) == cli.DONE
    said = capsys.readouterr()
    assert "holds no vocabulary" in said.err
    assert "王明" in said.out


def test_one_call_asks_from_python() -> None:
    assert query_graph(TALKS, WHO).values() == query_graph(Graph().parse(TALKS), WHO).values()
    assert query_graph(TALKS, WHO, limit=1).more is True


def test_no_more_rows_than_asked_for() -> None:
    with OxigraphEngine(TALKS) as engine:
        some = engine.query("SELECT * { ?s ?p ?o }", limit=3)
        assert (len(some.rows), some.more) == (3, True)
        made = engine.query("CONSTRUCT WHERE { ?s ?p ?o }", limit=3)
        assert made.triples is not None
        assert (len(made.triples.splitlines()), made.more) == (3, True)
        assert engine.query(WHO, limit=3).more is False


def test_a_ready_question_is_answered_by_a_store_and_by_an_endpoint(store: Path, server: str) -> None:
    for name, given in (
        ("visited", {"place": "南国"}),
        ("path", {"from": "阮文山", "to": "河湾"}),
        ("dyads", {"from": "北国"}),
    ):
        told = [ask_graph(source, name, **given).shown() for source in (TALKS, store, server)]
        assert told[0][1]
        assert told[0] == told[1] == told[2]


@pytest.mark.parametrize("kind", ["file", "endpoint"])
def test_a_mistake_has_its_place_whoever_found_it(server: str, kind: str) -> None:
    with open_engine(TALKS if kind == "file" else server) as engine, pytest.raises(QueryError) as caught:
        engine.query("SELECT ?x WHERE { ?x a ng:Person . FILTR(?x = 1) }")
    assert caught.value.text[caught.value.column - 1 :].startswith("FILTR")


@pytest.mark.parametrize(
    ("name", "content", "part"),
    [
        ("missing.ttl", None, "no such graph"),
        ("graph.pdf", b"x", "unknown kind"),
        ("broken.ttl", b"<a> <b> .", "cannot be opened"),
    ],
)
def test_what_is_no_graph_is_named(tmp_path: Path, name: str, content: bytes | None, part: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(GraphError, match=part) as caught, open_engine(tmp_path / name) as engine:
        engine.query(WHO)
    assert name in str(caught.value)


def test_a_folder_that_is_no_store_and_a_host_that_is_not_there_are_named(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="no store"):
        open_engine(tmp_path)
    with open_engine("http://127.0.0.1:9/sparql") as engine, pytest.raises(GraphError, match="cannot be reached"):
        engine.query(WHO)


def test_the_vocabulary_is_the_one_that_the_ontology_holds(ontology: Ontology) -> None:
    shipped = set(ox.parse(shipped_terms(), format=ox.RdfFormat.N_TRIPLES))
    held = ontology.terms.serialize(format="nt").encode()
    assert {(q.subject, q.predicate) for q in shipped} == {
        (q.subject, q.predicate) for q in ox.parse(held, format=ox.RdfFormat.N_TRIPLES)
    }


def test_competency_questions_have_one_answer_in_both_engines(graph: Graph, ontology: Ontology, tmp_path: Path) -> None:
    file = tmp_path / "graph.nt"
    graph.serialize(file, format="nt", encoding="utf-8")
    with OxigraphEngine(file) as fast, open_engine(graph, ontology) as slow:
        engines: tuple[QueryEngine, ...] = (fast, slow)
        for name in ("cq01", "cq02", "cq04", "cq05", "cq06", "cq08", "cq09", "cq10", "cq13"):
            first, second = ([list(map(str, row)) for row in e.query(read_query(name)).values()] for e in engines)
            assert first == second, name


def test_results_are_written_as_the_standards_have_them() -> None:
    with OxigraphEngine(TALKS) as engine:
        found = engine.query(
            'SELECT ?s ?n ?t ?none { VALUES (?s ?n ?t) { (ent:person-王明 7 "甲\\t\\"乙\\",\\n丙"@zh) } }'
        )
        triples = engine.query("CONSTRUCT WHERE { ?who ng:represents ?of }").triples
    for text, form in ((to_tsv(found), "TSV"), (to_json(found), "JSON")):
        parsed = list(ox.parse_query_results(text.encode(), getattr(ox.QueryResultsFormat, form)))
        (row,) = parsed
        assert row["t"] == ox.Literal('甲\t"乙",\n丙', language="zh")
        assert row["n"] == ox.Literal("7", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer"))
        assert row["s"] == ox.NamedNode("https://w3id.org/newsgraph/id/person-王明")
        assert row["none"] is None
    assert to_csv(found) == 's,n,t,none\r\nhttps://w3id.org/newsgraph/id/person-王明,7,"甲\t""乙"",\n丙",\r\n'
    assert triples is not None
    written = to_turtle(triples)
    assert b"ent:person-\xe7\x8e\x8b\xe6\x98\x8e ng:represents ent:country-" in written
    assert len(Graph().parse(written, format="turtle")) == 3
    assert to_turtle(b"".join(reversed(triples.splitlines(True)))) == written


def test_a_killed_worker_is_replaced() -> None:
    with OxigraphEngine(TALKS) as engine:
        engine.start()
        assert engine.pid is not None
        os.kill(engine.pid, signal.SIGKILL)
        with pytest.raises(QueryStoppedError):
            engine.query(WHO)
        assert engine.query(WHO).rows


def test_prefixes_reach_the_engine() -> None:
    assert PREFIX_IRIS["ng"] == "https://w3id.org/newsgraph/ns#"
    with OxigraphEngine(TALKS) as engine:
        assert engine.query("ASK { ent:person-王明 a ng:Person }").answer is True
