"""One way to ask, whatever holds the graph: a store folder, a file, an endpoint, or an rdflib graph in memory.

    with open_engine("out/store") as engine:
        result = engine.query("SELECT …", timeout=10)

Stores and files are asked by Oxigraph in a process of its own (`graph.query.worker`), which is killed when the time is
over: nothing else stops a query that is in the midst of a join. Endpoints are asked by the SPARQL 1.1 Protocol.
"""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType
from typing import Protocol

from rdflib import Graph

from graph.errors import GraphError, QueryError, QueryStoppedError
from graph.query.endpoint import Endpoint
from graph.query.process import Answer, WorkerProcess
from graph.query.results import PREFIX_IRIS, QueryResult, read_json
from graph.query.run import run_query
from graph.query.syntax import check_prefixes, explained, has_dataset, is_update
from graph.query.terms import shipped_terms
from graph.vocabulary import Ontology

FORMATS = {"ttl": "Turtle", "nt": "N-Triples", "nq": "N-Quads", "trig": "TriG", "n3": "N3", "jsonld": "JSON-LD"}
"""Suffix -> format of files that can be asked."""

LONGEST = 60.0
"""Seconds that a query may take if nobody says otherwise."""


class QueryEngine(Protocol):
    """Whatever answers SPARQL queries. The project's prefixes are known in them without being declared."""

    def query(self, text: str, *, limit: int | None = None, timeout: float | None = LONGEST) -> QueryResult:
        """Return what a query gives.

        Args:
            text: SPARQL 1.1 text, no update.
            limit: the most rows or triples to return; None for all.
            timeout: seconds after which the query is stopped; None never.

        Raises:
            QueryError: the text is no SPARQL query, with the place of the mistake.
            QueryStoppedError: it took too long.
            GraphError: the graph cannot be read or reached.
        """
        ...

    def close(self) -> None:
        """Let go of what the engine holds: processes, connections."""
        ...

    def __enter__(self) -> QueryEngine: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None: ...


class _Closing:
    """Closes at the end of a `with`."""

    def close(self) -> None:
        """Hold nothing."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


class RdflibEngine(_Closing):
    """Asks an rdflib graph, in this process: for small graphs; a timeout cannot stop it and is not taken."""

    def __init__(self, graph: Graph, ontology: Ontology | None = None) -> None:
        self._graph = graph if ontology is None else graph + ontology.terms

    def query(self, text: str, *, limit: int | None = None, timeout: float | None = None) -> QueryResult:
        """Return what a query gives; see `QueryEngine.query`."""
        found = run_query(self._graph, text)
        more = limit is not None and len(found.rows) > limit
        return QueryResult(found.columns, found.rows[:limit], found.answer, found.triples, more)

    def __enter__(self) -> RdflibEngine:
        return self


class OxigraphEngine(_Closing):
    """Asks a store folder, opened for reading only, or a file, which is read into memory once.

    Args:
        path: the folder or file.
        vocabulary: N-Triples that are asked along with a file, None for the shipped ones; a store brings its own.
        memory: bytes that queries may take, 0 for no limit.
    """

    def __init__(self, path: Path, vocabulary: bytes | None = None, memory: int = 0) -> None:
        self._path, self._vocabulary, self._memory = path, vocabulary, memory
        self._process: WorkerProcess | None = None

    def query(self, text: str, *, limit: int | None = None, timeout: float | None = LONGEST) -> QueryResult:
        """Return what a query gives; see `QueryEngine.query`."""
        check_query(text)
        return result_of(text, self.ask(text, {"rows": limit}, timeout))

    def ask(self, text: str, request: dict[str, object], timeout: float | None) -> Answer:
        """Return the worker's own answer to a request; the keys of one stand in `graph.query.worker`.

        Raises:
            QueryStoppedError: it took longer than `timeout` seconds; its process is gone, the next query has another.
        """
        process = self._process or self._started(timeout)
        union = not process.has_default and process.has_named and not has_dataset(text)
        asked = {"query": text, "prefixes": PREFIX_IRIS, "union": union, **request}
        try:
            return process.call(asked, timeout)
        finally:
            if not process.alive:
                self._process = None

    def start(self, timeout: float | None = None) -> None:
        """Open the graph now instead of at the first query."""
        self._process = self._process or self._started(timeout)

    @property
    def pid(self) -> int | None:
        """Number of the process that asks, None while there is none."""
        return None if self._process is None else self._process.pid

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process = None

    def __enter__(self) -> OxigraphEngine:
        return self

    def _started(self, timeout: float | None) -> WorkerProcess:
        opening: dict[str, object] = {"memory": self._memory}
        if self._path.is_dir():
            opening |= {"store": str(self._path)}
        else:
            also = shipped_terms() if self._vocabulary is None else self._vocabulary
            form = self._path.suffix.removeprefix(".").lower()
            opening |= {"file": str(self._path), "format": form, "also": also.decode()}
        self._process = WorkerProcess(str(self._path), opening, timeout)
        return self._process


class EndpointEngine(_Closing):
    """Asks an endpoint by the SPARQL 1.1 Protocol. Its vocabulary is its own affair."""

    def __init__(self, url: str) -> None:
        self._endpoint = Endpoint(url)

    def query(self, text: str, *, limit: int | None = None, timeout: float | None = LONGEST) -> QueryResult:
        """Return what a query gives; see `QueryEngine.query`."""
        check_query(text)
        found = self._endpoint.query(text, timeout)
        if limit is None or len(found.rows) <= limit:
            return found
        return QueryResult(found.columns, found.rows[:limit], more=True)

    def close(self) -> None:
        """Close the connection."""
        self._endpoint.close()

    def __enter__(self) -> EndpointEngine:
        return self


def open_engine(source: str | Path | Graph, ontology: Ontology | None = None) -> QueryEngine:
    """Return the engine for a store folder, a file, the URL of an endpoint, or an rdflib graph.

    Args:
        source: where the graph is.
        ontology: its terms are asked along with a file or an rdflib graph; None: the shipped vocabulary with a file,
            nothing with an rdflib graph. Stores and endpoints hold their own.

    Raises:
        GraphError: there is no such thing, or nothing that can be asked.
    """
    if isinstance(source, Graph):
        return RdflibEngine(source, ontology)
    if str(source).startswith(("http://", "https://")):
        return EndpointEngine(str(source))
    path = Path(source)
    if not path.exists():
        do = "build one with `newsgraph build`, or give a store folder, a file or the URL of an endpoint"
        raise GraphError(str(source), "no such graph", do)
    if path.is_file() and path.suffix.removeprefix(".").lower() not in FORMATS:
        known = ", ".join(f".{suffix}" for suffix in FORMATS)
        raise GraphError(str(source), f"is a file of an unknown kind ({path.suffix or 'no suffix'})", f"give {known}")
    if path.is_dir() and not (path / "CURRENT").exists():
        raise GraphError(str(source), "is a folder, but no store", "make one with `newsgraph build --store`")
    terms = None if ontology is None else ontology.terms.serialize(format="nt").encode()
    return OxigraphEngine(path, terms, memory=_half_of_memory())


def _half_of_memory() -> int:
    """Return half the bytes of this machine's memory, so that no query takes it all; 0 where they cannot be told."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2
    except (AttributeError, ValueError, OSError):
        return 0


def check_query(text: str) -> None:
    """Complain of what can be seen in a query before an engine reads it.

    Raises:
        QueryError: an unknown prefix, or an update.
    """
    if is_update(text):
        raise explained(text, "error at 1:1: expected [_]")
    check_prefixes(text, PREFIX_IRIS)


def result_of(text: str, answer: Answer) -> QueryResult:
    """Return the result that a worker's answer holds.

    Raises:
        QueryError: the query is wrong.
        QueryStoppedError: it was stopped at a limit.
        GraphError: it broke off.
    """
    if answer.error == "syntax":
        raise explained(text, answer.message)
    if answer.error in ("memory", "size"):
        raise QueryStoppedError("query", f"was stopped: it needs more {answer.error} than it may", "ask for less")
    if answer.error:
        raise GraphError("query", f"broke off ({answer.message[:300]})", "look at the graph it was asked of")
    if answer.kind == "triples":
        return QueryResult(triples=answer.content, more=answer.more)
    found = read_json(answer.content)
    return QueryResult(found.columns, found.rows, found.answer, None, answer.more)


__all__ = ["EndpointEngine", "OxigraphEngine", "QueryEngine", "QueryError", "RdflibEngine", "open_engine"]
