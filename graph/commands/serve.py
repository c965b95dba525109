"""`newsgraph serve`: a graph for reading over HTTP, with a page to write queries."""

from __future__ import annotations

import argparse
import contextlib
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from graph.commands.asking import waiting
from graph.commands.base import DONE, GRAPHS, Command, settings_of, source_of, vocabulary_arguments
from graph.errors import GraphError

if TYPE_CHECKING:
    from graph.serve.app import PageMaker

_EXAMPLES = """\
examples:
  newsgraph serve
  newsgraph serve out/store --port 8000 --query-timeout 10
  curl -s --data-urlencode 'query=SELECT ?who { ?who a ng:Person }' http://127.0.0.1:7878/sparql

gives  /         a page to write queries, with the ready questions
       /sparql   the endpoint (SPARQL 1.1 Protocol, for reading only)
       /graph    the graph page
       /health   whether it is up
a file is copied into a store of its own first; a store is opened for reading, and read again after it was built anew
exit code: 0 stopped with Ctrl-C, 2 misuse"""

_SMALL = 30_000_000
"""Bytes of a graph file up to which a page of it is made when somebody asks for it."""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "graph", nargs="?", metavar="GRAPH", help=f"a store folder or a file ({', else '.join(GRAPHS)})"
    )
    parser.add_argument("--host", default="127.0.0.1", metavar="NAME", help="where to listen (%(default)s)")
    parser.add_argument("--port", type=int, default=7878, metavar="N", help="port, 0 for a free one (%(default)s)")
    parser.add_argument(
        "--query-timeout",
        type=float,
        default=30.0,
        metavar="SECONDS",
        help="stop a query after that long (%(default)s)",
    )
    parser.add_argument("--memory", type=int, default=2048, metavar="MB", help="most memory of a query (%(default)s)")
    parser.add_argument(
        "--result-size", type=int, default=64, metavar="MB", help="most bytes of an answer (%(default)s)"
    )
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="queries at the same time (%(default)s)")
    parser.add_argument(
        "--questions", action="append", default=[], metavar="FOLDER", help="more questions, as .rq files"
    )
    vocabulary_arguments(parser)


def _run(asked: argparse.Namespace) -> int:
    try:
        import starlette  # noqa: F401
        import uvicorn
    except ImportError as error:
        raise GraphError("serve", f"needs {error.name}", "pip install 'newsgraph[serve]'") from None
    from graph.query.questions import read_questions
    from graph.serve.app import make_app
    from graph.serve.pool import Limits, Pool

    source = Path(source_of(asked))
    limits = Limits(asked.query_timeout, asked.memory * 1024**2, asked.result_size * 1024**2, asked.workers)
    _check(asked, limits)
    with _ended_like_ctrl_c(), _store_of(source, asked) as store:
        pool = Pool(store, limits)
        try:
            pool.start()
            app = make_app(pool, _page_of(source, asked), read_questions(asked.questions), asked.host)
            server = uvicorn.Server(uvicorn.Config(app, asked.host, asked.port, log_level="warning", lifespan="on"))
            _listen(server, source, asked)
        finally:
            pool.close()
    return DONE


@contextlib.contextmanager
def _ended_like_ctrl_c() -> Iterator[None]:
    """Have SIGTERM do what Ctrl-C does, so that a service manager's stop leaves nothing behind either."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _check(asked: argparse.Namespace, limits: object) -> None:
    for name in ("query_timeout", "memory", "result_size", "workers"):
        if not getattr(asked, name) > 0:
            raise GraphError(f"--{name.replace('_', '-')}", f"is {getattr(asked, name)}", "give a number above 0")


def _listen(server: object, source: Path, asked: argparse.Namespace) -> None:
    """Listen until Ctrl-C; say where once it is so."""
    import asyncio
    import socket

    import uvicorn

    assert isinstance(server, uvicorn.Server)
    family = socket.AF_INET6 if ":" in asked.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((asked.host, asked.port))
            listening.listen(128)  # before it is said where: whoever reads it may come at once
        except (OSError, OverflowError) as error:
            do = "choose another with --host and --port"
            raise GraphError(f"{asked.host}:{asked.port}", f"cannot be listened at ({error})", do) from None
        shown = f"[{asked.host}]" if ":" in asked.host else asked.host
        print(f"{source} at http://{shown}:{listening.getsockname()[1]}/  (Ctrl-C stops)", flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(server.serve(sockets=[listening]))


@contextlib.contextmanager
def _store_of(source: Path, asked: argparse.Namespace) -> Iterator[Path]:
    """Give the store to serve: the folder itself, or a new one with what is in the file, gone at the end."""
    from graph.query.engines import open_engine
    from graph.query.terms import shipped_terms

    if str(source).startswith(("http:/", "https:/")):
        raise GraphError(str(asked.graph), "is an endpoint already", "ask it with `newsgraph query --graph`")
    open_engine(source).close()  # complains if there is nothing of the kind
    if source.is_dir():
        yield source
        return
    import pyoxigraph as ox

    settings = settings_of(asked)
    terms = shipped_terms()
    if settings.ontology:
        from graph.pipeline import read_ontology

        terms = read_ontology(settings).terms.serialize(format="nt").encode()
    folder = Path(tempfile.mkdtemp(prefix="newsgraph-"))
    try:
        with waiting(f"reading {source} …"):
            store = ox.Store(str(folder))
            try:
                store.bulk_load(path=str(source))
            except (SyntaxError, ValueError, OSError) as error:
                raise GraphError(str(source), f"cannot be read ({error})", "give a graph that is whole") from None
            if next(iter(store.quads_for_pattern(None, None, None, ox.DefaultGraph())), None) is None:
                store.bulk_extend([ox.Quad(quad.subject, quad.predicate, quad.object) for quad in store])
            store.bulk_load(terms, format=ox.RdfFormat.N_TRIPLES)
            store.flush()
            del store
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _page_of(source: Path, asked: argparse.Namespace) -> PageMaker | None:
    """Return what gives the graph page: the file that the build wrote beside the graph, or one made of the graph."""
    beside = source.parent / "graph.html"
    if source.name in ("store", "graph.ttl", "graph.nt") and beside.is_file():
        return beside.read_bytes
    if source.is_file() and source.stat().st_size > _SMALL:
        return None

    def made() -> bytes:
        from graph.pages import make_page
        from graph.pipeline import read_graph

        return make_page(read_graph(source), settings=settings_of(asked)).html()

    return made


COMMAND = Command("serve", "serve a graph for reading over HTTP, with a query page", _EXAMPLES, _arguments, _run)
