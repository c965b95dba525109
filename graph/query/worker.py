"""A process of its own that runs queries in Oxigraph, so that one that takes too long can be killed.

    python -m graph.query.worker

Reads requests from standard input, a JSON object a line, and answers each on standard output with a JSON object on one
line, whose `bytes` says how many bytes of result follow it. The first request opens a graph: `store` (a folder) or
`file` with `format`, `also` (N-Triples to add to a file's triples), and `memory`, the most bytes of memory that queries
may take beyond that (0: no limit). Each other one asks: `query`, `prefixes`, `default_graphs` and `named_graphs` (lists
of IRIs, null for what the query says), `union` (plain patterns see all graphs), `format` (a media type), `rows` (the
most rows, null for all), `size` (the most bytes of result), `seconds`. It ends when standard input does, in the midst
of a query too.

Imports nothing but pyoxigraph, so that it starts in a blink.
"""

from __future__ import annotations

import contextlib
import io
import itertools
import json
import os
import queue
import sys
import threading
from typing import Any

import pyoxigraph as ox

JSON_RESULTS = "application/sparql-results+json"
N_TRIPLES = "application/n-triples"


class TooLargeError(Exception):
    """The result is larger than was asked for."""


class _Bounded(io.BytesIO):
    """Takes at most some bytes."""

    def __init__(self, most: int | None) -> None:
        super().__init__()
        self.most = most

    def write(self, content: Any) -> int:
        if self.most is not None and self.tell() + len(content) > self.most:
            raise TooLargeError
        return super().write(content)


def open_graph(asked: dict[str, Any]) -> ox.Store:
    """Return the store of an opening request."""
    if asked.get("store"):
        return ox.Store.read_only(asked["store"])
    store = ox.Store()
    form = ox.RdfFormat.from_extension(asked["format"])
    if form is None:
        raise ValueError(f"no format {asked['format']}")
    store.bulk_load(path=asked["file"], format=form)
    if next(iter(store.quads_for_pattern(None, None, None, ox.DefaultGraph())), None) is None:
        # a union of named graphs has a triple as often as graphs have it, which counts wrong; a graph has it once
        store.bulk_extend([ox.Quad(quad.subject, quad.predicate, quad.object) for quad in store])
    if asked.get("also"):
        store.bulk_load(asked["also"].encode(), format=ox.RdfFormat.N_TRIPLES)
    return store


def answer(store: ox.Store, asked: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Return the head and the bytes of the answer to a request."""
    try:
        found = store.query(
            asked["query"],
            prefixes=asked.get("prefixes"),
            use_default_graph_as_union=bool(asked.get("union")),
            default_graph=_nodes(asked.get("default_graphs")),
            named_graphs=_nodes(asked.get("named_graphs")),
        )
        return _written(found, asked)
    except SyntaxError as error:
        return {"error": "syntax", "message": str(error)}, b""
    except TooLargeError:
        return {"error": "size", "message": ""}, b""
    except MemoryError:
        return {"error": "memory", "message": ""}, b""
    except Exception as error:  # of the query, as far as this process can know: SERVICE that fails, a broken store
        return {"error": "run", "message": f"{type(error).__name__}: {error}"}, b""


def _written(found: Any, asked: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    out, wanted = _Bounded(asked.get("size")), asked.get("format") or ""
    if isinstance(found, ox.QueryTriples):
        syntax = ox.RdfFormat.from_media_type(wanted) or ox.RdfFormat.N_TRIPLES
        triples, more = _first(found, asked.get("rows"))
        ox.serialize(triples, out, format=syntax, prefixes=asked.get("prefixes"))
        return {"kind": "triples", "type": syntax.media_type, "more": more}, out.getvalue()
    form = ox.QueryResultsFormat.from_media_type(wanted) or ox.QueryResultsFormat.JSON
    if isinstance(found, ox.QuerySolutions) and asked.get("rows") is not None:
        rows, more = _first(found, asked["rows"])
        out.write(_json(found.variables, rows))
        return {"kind": "rows", "type": JSON_RESULTS, "more": more}, out.getvalue()
    found.serialize(out, format=form)
    kind = "rows" if isinstance(found, ox.QuerySolutions) else "boolean"
    return {"kind": kind, "type": form.media_type, "more": False}, out.getvalue()


def _first(found: Any, most: int | None) -> tuple[Any, bool]:
    """Return the first items, and whether there are more of them."""
    if most is None:
        return found, False
    items = list(itertools.islice(found, most + 1))
    return items[:most], len(items) > most


def _json(variables: list[ox.Variable], rows: list[Any]) -> bytes:
    names = [variable.value for variable in variables]
    bindings = [{name: _term(row[name]) for name in names if row[name] is not None} for row in rows]
    return json.dumps({"head": {"vars": names}, "results": {"bindings": bindings}}, ensure_ascii=False).encode()


def _term(term: Any) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if not isinstance(term, ox.Literal):
        return {"type": "literal", "value": str(term)}  # a quoted triple: RDF 1.2
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}


def _nodes(iris: list[str] | None) -> list[Any] | None:
    return None if iris is None else [ox.NamedNode(iri) for iri in iris]


def _limit(store: ox.Store | None, memory: int, seconds: float | None) -> None:
    """Have the system stop this process where nobody else does: when its parent was killed, or memory runs out."""
    with contextlib.suppress(ImportError, OSError, ValueError):  # no such limits on this system
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if seconds:
            used = resource.getrusage(resource.RUSAGE_SELF)
            most = int(used.ru_utime + used.ru_stime + seconds) + 10
            resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))
        if store is not None and memory:
            with open("/proc/self/statm") as file:
                held = int(file.read().split()[5]) * resource.getpagesize()
            resource.setrlimit(resource.RLIMIT_DATA, (held + memory, resource.getrlimit(resource.RLIMIT_DATA)[1]))


def _requests() -> queue.Queue[dict[str, Any]]:
    """Return a queue of what comes in; the thread that reads it ends the process when nothing more can come."""
    waiting: queue.Queue[dict[str, Any]] = queue.Queue()

    def read() -> None:
        for line in sys.stdin.buffer:
            waiting.put(json.loads(line))
        os._exit(0)

    threading.Thread(target=read, daemon=True).start()
    return waiting


def _reply(head: dict[str, Any], content: bytes = b"") -> None:
    sys.stdout.buffer.write(json.dumps(head | {"bytes": len(content)}).encode() + b"\n")
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def main() -> None:
    """Open a graph, then answer requests until standard input ends."""
    waiting = _requests()
    asked = waiting.get()
    _limit(None, 0, asked.get("seconds"))
    try:
        store = open_graph(asked)
        default = next(iter(store.quads_for_pattern(None, None, None, ox.DefaultGraph())), None) is not None
        _reply({"kind": "open", "default": default, "named": next(iter(store.named_graphs()), None) is not None})
    except Exception as error:  # told to the parent, which knows what the user gave
        _reply({"error": "open", "message": f"{type(error).__name__}: {error}"})
        return
    _limit(store, asked.get("memory") or 0, None)
    while True:
        asked = waiting.get()
        _limit(None, 0, asked.get("seconds"))
        _reply(*answer(store, asked))


if __name__ == "__main__":
    main()
