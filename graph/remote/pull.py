"""A graph of a triple store -> its triples as the bytes of a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO, cast

import pyoxigraph as ox
from requests import Response
from urllib3.exceptions import HTTPError

from graph.errors import GraphError
from graph.namespaces import PREFIXES
from graph.remote.connection import Connection, Credentials
from graph.remote.push import find_target
from graph.remote.servers import Target
from graph.remote.source import FORMATS

_PAGE = 50_000
_ACCEPT = "application/n-triples, text/turtle;q=0.5"
_MEDIA: Mapping[str, ox.RdfFormat] = {
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/plain": ox.RdfFormat.N_TRIPLES,  # as N-Triples was labelled before 2014
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/x-turtle": ox.RdfFormat.TURTLE,
}


def pull(
    url: str,
    suffix: str = ".ttl",
    *,
    graph: str | None = None,
    who: Credentials | None = None,
    kind: str = "auto",
    timeout: float = 600.0,
) -> tuple[bytes, int]:
    """Return a graph of a triple store as a file, and its number of triples; the same bytes for the same triples.

    Args:
        url: a graph store, or a server of a known kind.
        suffix: .ttl, .nt, .nq or .trig.
        graph: IRI of the graph; None for the default graph.
        who: user and password.
        kind: a name of `KINDS`, or "auto" to find out.
        timeout: seconds to wait for an answer.

    Raises:
        GraphError: the server cannot be reached, says no, has no such graph or breaks off.
    """
    if suffix not in FORMATS:
        raise GraphError(suffix or "no ending", "is no known format", f"name the file with {', '.join(FORMATS)}")
    with Connection(url, who, timeout=timeout) as line:
        target = find_target(line, url, kind)
        if graph is None and not target.kind.has_default:
            raise GraphError(url, f"has no default graph ({target.kind.name})", "give --graph IRI")
        with line.read(target.graph_url(graph), _ACCEPT) as answer:
            found = _triples(url, answer)
        if target.kind.cuts and graph is not None:
            found |= _rest(line, target, graph, found)
    triples = sorted(found, key=str)
    name = ox.NamedNode(graph) if graph is not None else ox.DefaultGraph()
    prefixes = {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}
    if suffix in (".nq", ".trig"):
        quads = [ox.Quad(t.subject, t.predicate, t.object, name) for t in triples]
        return ox.serialize(quads, format=FORMATS[suffix], prefixes=prefixes) or b"", len(triples)
    return ox.serialize(triples, format=FORMATS[suffix], prefixes=prefixes) or b"", len(triples)


def _triples(url: str, answer: Response) -> set[ox.Triple]:
    """Return the triples of an answer."""
    media = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if (form := _MEDIA.get(media)) is None:
        raise GraphError(url, f"answers in {media or 'no known format'}", "give the address of its graph store")
    try:
        return {quad.triple for quad in ox.parse(cast("IO[bytes]", answer.raw), format=form)}
    except (SyntaxError, OSError, ValueError, HTTPError) as error:
        raise GraphError(url, f"sends what is no RDF, or breaks off ({str(error)[:200]})", "try again") from None


def _rest(line: Connection, target: Target, graph: str, found: set[ox.Triple]) -> set[ox.Triple]:
    """Return what an answer lacks that the server has cut, page by page, until all are there that it counts.

    The pages of an unordered query are those of one run over an index, and Virtuoso sorts no more than 10,000 rows; so
    the count at the end is what makes sure that they fit together.
    """
    where, address = f"GRAPH <{graph}> {{ ?s ?p ?o }}", target.query_url()
    with line.ask(address, f"SELECT (COUNT(*) AS ?n) WHERE {{ {where} }}", "text/csv") as answer:
        total = int(answer.text.split()[-1].strip('"'))
    rest: set[ox.Triple] = set()
    offset = 0
    while len(found | rest) < total:
        page = f"SELECT ?s ?p ?o WHERE {{ {where} }} LIMIT {_PAGE} OFFSET {offset}"
        query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {{ {page} }} }}"
        with line.ask(address, query, "application/n-triples") as answer:
            triples = _triples(address, answer)
        if not triples:
            lacking = f"counts {total} triples and sends {len(found | rest)}"
            raise GraphError(target.url, lacking, "raise its limit of rows (Virtuoso: ResultSetMaxRows), or try again")
        rest |= triples
        offset += len(triples)
    return rest
