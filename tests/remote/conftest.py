"""Real triple stores on loopback, started once for all tests of this folder, and a stand-in that fails on demand."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox
import pytest
import requests

from graph.remote import Credentials

PASSWORD = "open sesame"
READY = 60.0
"""Seconds in which a server must be up."""


@dataclass(frozen=True)
class Server:
    """A running triple store: its address, the address for queries, and who may write."""

    url: str
    query: str
    who: Credentials = field(default_factory=Credentials)

    def count(self, graph: str | None) -> int:
        pattern = f"GRAPH <{graph}> {{ ?s ?p ?o }}" if graph else "?s ?p ?o"
        query = f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}"
        return int(self.select(query)[0]["n"]["value"])

    def select(self, query: str, **more: str) -> list[dict[str, dict[str, str]]]:
        headers = {"Accept": "application/sparql-results+json"}
        answer = requests.post(self.query, data={"query": query, **more}, headers=headers, timeout=60)
        assert answer.ok, f"{answer.status_code} {answer.text[:500]}"
        return answer.json()["results"]["bindings"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_up(process: subprocess.Popen[bytes], url: str) -> None:
    end = time.monotonic() + READY
    while time.monotonic() < end:
        assert process.poll() is None, f"the server of {url} ended with {process.returncode}"
        try:
            requests.get(url, timeout=5)
        except requests.ConnectionError:
            time.sleep(0.05)
        else:
            return
    pytest.fail(f"{url} was not up in {READY} s")


def stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(20)


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An Oxigraph server with a store on disk."""
    program = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    assert program, "the oxigraph server comes with the extra `dev`"
    port, folder = free_port(), tmp_path_factory.mktemp("oxigraph")
    command = [program, "serve", "--location", str(folder / "store"), "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until_up(process, f"http://127.0.0.1:{port}/")
        yield Server(f"http://127.0.0.1:{port}", f"http://127.0.0.1:{port}/query")
    finally:
        stop(process)


_INI = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
[HTTPServer]
ServerPort = 127.0.0.1:{web}
ServerRoot = {folder}
[SPARQL]
ResultSetMaxRows = 2000
"""


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Virtuoso 7 server; skipped where it is not installed, unless NEWSGRAPH_VIRTUOSO=required."""
    program = shutil.which("virtuoso-t")
    if program is None:
        why = "no virtuoso-t here (Debian: virtuoso-opensource-7-bin)"
        if os.environ.get("NEWSGRAPH_VIRTUOSO") == "required":
            pytest.fail(why)
        pytest.skip(why)
    folder, web = tmp_path_factory.mktemp("virtuoso"), free_port()
    ini = folder / "virtuoso.ini"
    ini.write_text(_INI.format(folder=folder, sql=free_port(), web=web), encoding="ascii")
    start = [program, "+configfile", str(ini), "+foreground"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    # the first run only sets the password, and ends
    subprocess.run(
        [*start, "+pwdold", "dba", "+pwddba", PASSWORD, "+pwddav", PASSWORD], check=True, timeout=READY, **quiet
    )
    process = subprocess.Popen(start, **quiet)
    try:
        wait_until_up(process, f"http://127.0.0.1:{web}/sparql")
        yield Server(f"http://127.0.0.1:{web}", f"http://127.0.0.1:{web}/sparql", Credentials("dba", PASSWORD))
    finally:
        stop(process)


@pytest.fixture(params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest) -> Server:
    return request.getfixturevalue(request.param)


@dataclass
class Stub:
    """A graph store in memory that answers as it is told to.

    fail: asked before each request with its method and number among those of the method, from 1; returns the answer
        to give instead (status, headers, body), or None. requests: method, path, content type and headers of all.
    """

    url: str = ""
    graphs: dict[str, set[str]] = field(default_factory=dict)
    requests: list[tuple[str, str, str, dict[str, str]]] = field(default_factory=list)
    fail: Callable[[str, int], tuple[int, dict[str, str], bytes] | None] = lambda method, number: None
    name: str = "Stub/1"

    def posts(self) -> int:
        return sum(method == "POST" for method, *_ in self.requests)


@pytest.fixture
def stub() -> Iterator[Stub]:
    told = Stub()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def version_string(self) -> str:
            return told.name

        def log_message(self, *told: object) -> None:
            pass

        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            media = self.headers.get("Content-Type", "")
            told.requests.append((self.command, self.path, media, dict(self.headers)))
            number = sum(method == self.command for method, *_ in told.requests)
            said = told.fail(self.command, number)
            status, headers, content = said if said is not None else self.obey(body, media)
            if status == 0:  # hang up without a word
                self.close_connection = True
                return
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)

        do_GET = do_HEAD = do_POST = do_DELETE = answer  # noqa: N815 - names of http.server

        def obey(self, body: bytes, media: str) -> tuple[int, dict[str, str], bytes]:
            graph = parse_qs(urlsplit(self.path).query, keep_blank_values=True).get("graph", [""])[0]
            if self.command == "POST":
                form = ox.RdfFormat.N_QUADS if media == "application/n-quads" else ox.RdfFormat.N_TRIPLES
                for quad in ox.parse(body, format=form):
                    named = isinstance(quad.graph_name, ox.NamedNode)
                    told.graphs.setdefault(quad.graph_name.value if named else graph, set()).add(str(quad.triple))
                return 204, {}, b""
            if self.command == "DELETE":
                return (204 if told.graphs.pop(graph, None) is not None else 404), {}, b""
            if graph not in told.graphs:
                return 404, {}, b""
            lines = "".join(f"{line} .\n" for line in sorted(told.graphs[graph]))
            return 200, {"Content-Type": "application/n-triples"}, lines.encode()

    served = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.url = f"http://127.0.0.1:{served.server_port}/gsp"
    thread = threading.Thread(target=served.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield told
    finally:
        served.shutdown()
        thread.join()
        served.server_close()
