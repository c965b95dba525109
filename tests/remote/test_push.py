from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
import requests
from rdflib import RDFS, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic

from graph.cli import main
from graph.errors import GraphError
from graph.namespaces import ENT, NG
from graph.remote import Credentials, pull, push

EX = Namespace("https://example.org/")
SEEDS = Path(__file__).parents[1] / "golden" / "seeds.ttl"


def lines(count: int) -> str:
    return "".join(f'<{EX}s{n}> <{RDFS.label}> "第{n}条"@zh .\n' for n in range(count))


REAL = pytest.mark.server


@pytest.fixture
def many(tmp_path) -> Path:
    path = tmp_path / "many.nt"
    path.write_text(lines(25), encoding="utf-8")
    return path


# ------------------------------------------------------------------------------------------------------- real servers


@REAL
def test_what_is_pulled_is_what_was_pushed(server, tmp_path):
    graph = f"{EX}seeds"
    result = push(SEEDS, server.url, graph=graph, who=server.who, batch=1000, replace=True)
    expected = Graph().parse(SEEDS)
    assert result.triples == len(expected) == server.count(graph)
    content, count = pull(server.url, ".nt", graph=graph, who=server.who)
    assert count == len(expected)
    back = Graph().parse(data=content, format="nt")
    assert isomorphic(plain(back), plain(expected))


@REAL
def test_what_a_server_cuts_is_fetched_page_by_page(virtuoso):
    graph = f"{EX}cut"
    push(SEEDS, virtuoso.url, graph=graph, who=virtuoso.who, replace=True)
    address = f"{virtuoso.url}/sparql-graph-crud-auth?graph={graph}"
    auth = requests.auth.HTTPDigestAuth("dba", virtuoso.who.password)
    cut = requests.get(address, auth=auth, headers={"Accept": "application/n-triples"}, timeout=60)
    assert cut.ok
    assert cut.text.count("\n") < 3000  # ResultSetMaxRows in its settings; not a word of it in the answer
    assert pull(virtuoso.url, ".nt", graph=graph, who=virtuoso.who)[1] == len(Graph().parse(SEEDS))


def test_what_a_server_never_sends_is_said(stub, many):
    stub.name = "Virtuoso/07"
    url = stub.url.replace("/gsp", "/sparql-graph-crud")
    push(many, url, graph=f"{EX}g")
    replies = {1: (200, {"Content-Type": "text/csv"}, b'"n"\n40\n')}
    nothing = (200, {"Content-Type": "application/n-triples"}, b"")
    begun = stub.posts()
    stub.fail = lambda method, number: replies.get(number - begun, nothing) if method == "POST" else None
    with pytest.raises(GraphError, match="counts 40 triples and sends 25"):
        pull(url, ".nt", graph=f"{EX}g")


def plain(graph: Graph) -> Graph:
    """Return a graph with values as the servers write them: 0.90 is 0.9 there, PT4H is 14400.0 in Virtuoso."""
    out = Graph()
    for s, p, o in graph:
        if isinstance(o, Literal) and o.datatype == XSD.decimal:
            o = Literal(str(Decimal(str(o)).normalize()), datatype=XSD.decimal)
        if p == NG.duration:
            seconds = o.toPython().total_seconds() if str(o).startswith("P") else float(str(o))
            o = Literal(seconds)
        out.add((s, p, o))
    return out


@REAL
def test_hostile_and_rare_text_arrives_whole(server, tmp_path):
    graph, told = f"{EX}hostile", Graph()
    texts = ["𠮷野家", 'say "hi" \\ \n\t', "</script><script>", "' OR 1=1", "\u2028‮", "é" * 40_000, "_:b0 . <x>"]
    for number, text in enumerate(texts):
        told.add((ENT[f"person-约翰·克里/{number}"], RDFS.label, Literal(text, lang="zh")))
    path = tmp_path / "hostile.ttl"
    told.serialize(path, format="turtle", encoding="utf-8")
    push(path, server.url, graph=graph, who=server.who)
    content, _ = pull(server.url, ".nt", graph=graph, who=server.who)
    assert isomorphic(Graph().parse(data=content, format="nt"), told)


@REAL
def test_pushing_again_adds_nothing_and_replacing_takes_away(server, tmp_path, many):
    graph = f"{EX}again"
    push(many, server.url, graph=graph, who=server.who, replace=True)
    push(many, server.url, graph=graph, who=server.who, batch=7)
    assert server.count(graph) == 25
    fewer = tmp_path / "fewer.nt"
    fewer.write_text(lines(3), encoding="utf-8")
    push(fewer, server.url, graph=graph, who=server.who)
    assert server.count(graph) == 25
    push(fewer, server.url, graph=graph, who=server.who, batch=1, replace=True)
    assert server.count(graph) == 3


@REAL
def test_named_graphs_go_to_their_own_places(server, tmp_path):
    path = tmp_path / "articles.nq"
    quads = "".join(
        f'<{EX}s{n}> <{RDFS.label}> "{n}" <https://w3id.org/newsgraph/article/{n % 3}> .\n' for n in range(30)
    )
    path.write_text(quads, encoding="utf-8")
    push(path, server.url, who=server.who, batch=8, replace=True)
    assert [server.count(f"https://w3id.org/newsgraph/article/{n}") for n in range(3)] == [10, 10, 10]
    push(path, server.url, who=server.who, graph=f"{EX}one", replace=True)
    assert server.count(f"{EX}one") == 30


@REAL
def test_a_store_on_disk_is_pushed(oxigraph, tmp_path):
    store = ox.Store(str(tmp_path / "store"))
    store.extend(ox.parse(lines(12), format=ox.RdfFormat.N_TRIPLES))
    store.flush()
    del store
    assert push(tmp_path / "store", oxigraph.url, graph=f"{EX}store", batch=5).triples == 12
    assert oxigraph.count(f"{EX}store") == 12


@REAL
def test_of_a_store_that_holds_all_in_its_default_graph_that_is_enough_for_one_graph(oxigraph, tmp_path):
    store = ox.Store(str(tmp_path / "store"))
    for quad in ox.parse(lines(12), format=ox.RdfFormat.N_TRIPLES):
        store.add(quad)
        store.add(ox.Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode(f"{EX}article")))
    store.flush()
    del store
    assert push(tmp_path / "store", oxigraph.url, graph=f"{EX}merged").triples == 12
    assert push(tmp_path / "store", oxigraph.url).triples == 24
    assert (oxigraph.count(f"{EX}merged"), oxigraph.count(f"{EX}article")) == (12, 12)


@REAL
def test_a_wrong_password_is_said_before_anything_is_sent(virtuoso, many):
    with pytest.raises(GraphError, match="does not know 'dba'") as caught:
        push(many, virtuoso.url, graph=f"{EX}no", who=Credentials("dba", "wrong"))
    assert "wrong" not in str(caught.value)
    with pytest.raises(GraphError, match="wants a user"):
        push(many, virtuoso.url, graph=f"{EX}no")
    with pytest.raises(GraphError, match="virtuoso has none; give --graph"):
        push(many, virtuoso.url, who=virtuoso.who)


# ------------------------------------------------------------------------------------------------ a stand-in that fails


def test_a_busy_server_is_asked_again(stub, many, monkeypatch):
    waits: list[float] = []
    monkeypatch.setattr("graph.remote.connection.Connection.wait", lambda line, pause: waits.append(pause))
    replies = {1: (503, {}, b""), 2: (429, {"Retry-After": "7"}, b""), 3: (0, {}, b"")}
    stub.fail = lambda method, number: replies.get(number) if method == "POST" else None
    assert push(many, stub.url, graph=f"{EX}g").triples == 25
    assert len(stub.graphs[f"{EX}g"]) == 25
    assert waits == [0.5, 7.0, 2.0]


def test_a_mistake_is_not_repeated(stub, many):
    stub.fail = lambda method, number: (400, {}, b"line 3: no") if method == "POST" else None
    with pytest.raises(GraphError, match=r"answers 400 .*line 3: no"):
        push(many, stub.url, graph=f"{EX}g")
    assert stub.posts() == 1


def test_a_deadlock_of_virtuoso_is_tried_again(stub, many, monkeypatch):
    stub.name = "Virtuoso/07"
    monkeypatch.setattr("graph.remote.connection.Connection.wait", lambda line, pause: None)
    deadlock = (500, {}, b"Virtuoso 40001 Error SR172: Transaction deadlocked")
    stub.fail = lambda method, number: deadlock if method == "POST" and number == 1 else None
    push(many, stub.url.replace("/gsp", "/sparql-graph-crud"), graph=f"{EX}g")
    assert len(stub.graphs[f"{EX}g"]) == 25
    assert {media for method, _, media, _ in stub.requests if method == "POST"} == {"text/turtle"}


def test_a_push_that_broke_goes_on_where_it_was(stub, many):
    stub.fail = lambda method, number: (500, {}, b"disk full") if (method, number) == ("POST", 3) else None
    with pytest.raises(GraphError, match=r"disk full.*20 triples are there: run the same again to go on"):
        push(many, stub.url, graph=f"{EX}g", batch=10)
    (checkpoint,) = many.parent.glob(".many.nt.*.push")
    stub.fail = lambda method, number: None
    before = stub.posts()
    assert push(many, stub.url, graph=f"{EX}g", batch=10).triples == 25
    assert stub.posts() == before + 1
    assert len(stub.graphs[f"{EX}g"]) == 25
    assert not checkpoint.exists()


def test_a_source_that_has_changed_is_pushed_from_its_start(stub, many):
    stub.fail = lambda method, number: (500, {}, b"") if (method, number) == ("POST", 2) else None
    with pytest.raises(GraphError):
        push(many, stub.url, graph=f"{EX}g", batch=10)
    stub.fail = lambda method, number: None
    many.write_text(lines(25).replace("第0条", "第零条"), encoding="utf-8")
    before = stub.posts()
    push(many, stub.url, graph=f"{EX}g", batch=10)
    assert stub.posts() == before + 3
    assert any("第零条" in line for line in stub.graphs[f"{EX}g"])


def test_replacing_is_not_done_twice_when_going_on(stub, tmp_path):
    path = tmp_path / "two.nq"
    path.write_text("".join(f'<{EX}s{n}> <{EX}p> "{n}" <{EX}g{n // 4}> .\n' for n in range(8)), encoding="utf-8")
    stub.graphs = {f"{EX}g0": {"old"}, f"{EX}g1": {"old"}}
    stub.fail = lambda method, number: (500, {}, b"") if (method, number) == ("POST", 3) else None
    with pytest.raises(GraphError):
        push(path, stub.url, batch=3, replace=True)
    stub.fail = lambda method, number: None
    push(path, stub.url, batch=3, replace=True)
    assert {name: len(found) for name, found in stub.graphs.items()} == {f"{EX}g0": 4, f"{EX}g1": 4}


def test_a_killed_push_goes_on_to_the_same_triples(stub, many):
    third, killed = threading.Event(), threading.Event()

    def hold(method: str, number: int) -> tuple[int, dict[str, str], bytes] | None:
        if (method, number) == ("POST", 3):
            third.set()
            assert killed.wait(30)
            return 0, {}, b""
        return None

    stub.fail = hold
    command = [sys.executable, "-m", "graph", "push", str(many), "--to", stub.url, "--graph", f"{EX}g", "--batch", "4"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    assert third.wait(60)
    os.kill(process.pid, signal.SIGKILL)
    process.wait(30)
    killed.set()
    assert len(stub.graphs[f"{EX}g"]) == 8
    before = stub.posts()
    assert main(["push", str(many), "--to", stub.url, "--graph", f"{EX}g", "--batch", "4", "--quiet"]) == 0
    assert stub.posts() == before + 5
    assert len(stub.graphs[f"{EX}g"]) == 25


def test_blank_nodes_stay_one_thing_over_batches_and_runs(stub, tmp_path):
    path, told = tmp_path / "blank.ttl", Graph()
    node = BNode()
    for number in range(10):
        told.add((node, EX[f"p{number}"], Literal(number)))
    told.serialize(path, format="turtle", encoding="utf-8")
    stub.fail = lambda method, number: (500, {}, b"") if (method, number) == ("POST", 2) else None
    with pytest.raises(GraphError):
        push(path, stub.url, graph=f"{EX}g", batch=3)
    stub.fail = lambda method, number: None
    push(path, stub.url, graph=f"{EX}g", batch=3)
    subjects = {line.split(" ")[0] for line in stub.graphs[f"{EX}g"]}
    assert len(stub.graphs[f"{EX}g"]) == 10
    assert len(subjects) == 1
    assert "/.well-known/genid/" in subjects.pop()


@pytest.mark.parametrize("auth", ["auto", "basic"])
def test_basic_authentication(stub, many, auth):
    def guarded(method: str, number: int) -> tuple[int, dict[str, str], bytes] | None:
        if "Authorization" in stub.requests[-1][3]:
            return None
        return 401, {"WWW-Authenticate": 'Basic realm="store"'}, b""

    stub.fail = guarded
    push(many, stub.url, graph=f"{EX}g", who=Credentials("许", "密码", auth))
    assert len(stub.graphs[f"{EX}g"]) == 25


def test_a_token_is_sent_as_bearer(stub, many):
    push(many, stub.url, graph=f"{EX}g", who=Credentials(password="abc", auth="bearer"))
    assert stub.requests[-1][3]["Authorization"] == "Bearer abc"


def test_a_redirect_is_not_followed(stub, many):
    stub.fail = lambda method, number: (
        (307, {"Location": "http://elsewhere.example/"}, b"") if method == "POST" else None
    )
    with pytest.raises(GraphError, match=r"has moved to http://elsewhere\.example/"):
        push(many, stub.url, graph=f"{EX}g")


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["push", "{many}", "--to", "ftp://127.0.0.1/"], "is no address of a server"),
        (["push", "{many}", "--to", "http://me:secret@127.0.0.1/"], "a name or password stands in the address"),
        (["push", "{many}", "--to", "http://127.0.0.1:1/"], "cannot be reached (connection refused)"),
        (["push", "{many}.txt", "--to", "{url}"], "does not exist"),
        (["push", "{broken}", "--to", "{url}"], "broken.ttl, line 2: is broken"),
        (["push", "{many}", "--to", "{url}", "--user", "me"], "set NEWSGRAPH_PASSWORD"),
        (["pull", "{url}", "-o", "{many}.xls"], ".xls: is no known format"),
        (["pull", "{url}", "-o", "{many}.ttl", "--graph", "urn:none"], "has no such graph"),
    ],
)
def test_misuse_is_told_with_what_to_do(stub, many, capsys, monkeypatch, arguments, found):
    monkeypatch.delenv("NEWSGRAPH_PASSWORD", raising=False)
    monkeypatch.setattr("graph.remote.connection.Connection.wait", lambda line, pause: None)
    broken = many.with_name("broken.ttl")
    broken.write_text(f"<{EX}s> <{EX}p> 1 .\n<{EX}s> <{EX}p> .\n", encoding="utf-8")
    asked = [part.format(many=many, broken=broken, url=stub.url) for part in arguments]
    assert main(asked) == 2
    told = capsys.readouterr().err
    assert found in told
    assert "secret" not in told


def test_the_password_comes_from_the_environment(stub, many, capsys, monkeypatch):
    monkeypatch.setenv("NEWSGRAPH_PASSWORD", "geheim")
    graph = f"{EX}g"
    assert main(["push", str(many), "--to", stub.url, "--graph", graph, "--user", "me", "--auth", "basic", "-v"]) == 0
    out, err = capsys.readouterr()
    assert f"25 triples -> {stub.url} <{graph}>" in out
    assert "geheim" not in out + err
    back = many.with_name("back.trig")
    assert main(["pull", stub.url, "-o", str(back), "--graph", graph, "--user", "me"]) == 0
    quads = list(ox.parse(path=str(back)))
    assert {quad.graph_name for quad in quads} == {ox.NamedNode(graph)}
    assert len(quads) == 25


def test_pull_gives_the_same_bytes_whatever_the_order(stub):
    triples = [f'<{EX}s{n}> <{NG.status}> "{n}"' for n in range(50)]
    answers = []
    for order in (triples, triples[::-1]):
        stub.fail = lambda method, number, order=order: (
            (200, {"Content-Type": "text/turtle"}, " .\n".join([*order, ""]).encode()) if method == "GET" else None
        )
        answers.append([pull(stub.url, suffix)[0] for suffix in (".ttl", ".nt", ".nq", ".trig")])
    assert answers[0] == answers[1]
    assert (URIRef(f"{EX}s7"), NG.status, Literal("7")) in Graph().parse(data=answers[0][0], format="turtle")


def test_ctrl_c_says_how_to_go_on(stub, many, capsys, monkeypatch):
    def interrupt(line: object, *told: object, **more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("graph.remote.connection.Connection.send", interrupt)
    assert main(["push", str(many), "--to", stub.url]) == 130
    assert "the same command goes on from there" in capsys.readouterr().err
