"""Another's store, asked by the SPARQL 1.1 Protocol."""

from __future__ import annotations

import itertools
import re
import time
from urllib.parse import urlsplit, urlunsplit

import requests

from graph.errors import GraphError, QueryError, QueryStoppedError
from graph.query.results import PREFIX_IRIS, QueryResult, read_json
from graph.query.syntax import explained, form_of, mistake, tokens_of

_ROWS = "application/sparql-results+json"
_TRIPLES = "application/n-triples, text/turtle;q=0.9"
_PIECE = 65536


class Endpoint:
    """An endpoint, given by its URL, in which `user:password@` may stand.

    Queries go by POST as a form, which every store takes; one media type is asked for at a time, since Virtuoso answers
    rows in RDF/XML when it may.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.url = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
        self._session = requests.Session()
        if parts.username is not None:
            self._session.auth = (parts.username, parts.password or "")

    def close(self) -> None:
        """Close the connection."""
        self._session.close()

    def query(self, text: str, timeout: float | None) -> QueryResult:
        """Return what a query gives.

        Raises:
            QueryError: the endpoint says that the query is wrong.
            QueryStoppedError: the answer was not whole after `timeout` seconds.
            GraphError: the endpoint cannot be reached, or answers something else.
        """
        rows = form_of(text) not in ("CONSTRUCT", "DESCRIBE")
        declared = declarations(text)
        try:
            status, kind, content = self._post(declared + text, _ROWS if rows else _TRIPLES, timeout)
        except requests.Timeout:
            raise _late(timeout) from None
        except requests.RequestException as error:
            found = f"cannot be reached ({type(error).__name__})"
            raise GraphError(self.url, found, "start the server, or correct the URL") from None
        if status != 200:
            raise self._complaint(text, declared, status, content)
        return self._read(kind, content, rows)

    def _post(self, text: str, accept: str, timeout: float | None) -> tuple[int, str, bytes]:
        until = time.monotonic() + timeout if timeout else None
        with self._session.post(
            self.url, data={"query": text}, headers={"Accept": accept}, timeout=timeout, stream=True
        ) as answer:
            pieces = []
            for piece in answer.iter_content(_PIECE):
                pieces.append(piece)
                if until and time.monotonic() > until:
                    raise requests.Timeout
            return answer.status_code, answer.headers.get("Content-Type", "").partition(";")[0], b"".join(pieces)

    def _read(self, kind: str, content: bytes, rows: bool) -> QueryResult:
        import pyoxigraph as ox

        try:
            if rows:
                return read_json(content)
            form = ox.RdfFormat.from_media_type(kind) or ox.RdfFormat.TURTLE
            triples = (quad.triple for quad in ox.parse(content, format=form))
            return QueryResult(triples=bytes(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""))
        except (ValueError, SyntaxError) as error:
            found = f"answers {kind or 'something'} that cannot be read ({error})"
            raise GraphError(self.url, found, "give the URL of a SPARQL endpoint") from None

    def _complaint(self, text: str, declared: str, status: int, content: bytes) -> GraphError:
        told = " ".join(content.decode("utf-8", "replace").split())[:300]
        if status == 400:
            error = _ours(declared + text, content) or explained(declared + text, told)
            if error.line == 1 and declared:  # they stand on the first line of what was sent
                error = mistake(text, max(0, error.column - 1 - len(declared)), error.found, error.do)
            return error
        if status in (408, 503, 504):
            return QueryStoppedError(self.url, f"stopped the query ({status}: {told})", "ask for less, or again later")
        do = "give user and password in the URL" if status in (401, 403) else "give the URL of a SPARQL endpoint"
        return GraphError(self.url, f"answers {status} ({told})", do)


def declarations(text: str) -> str:
    """Return PREFIX lines, on one line, for the project's prefixes that a query uses and does not declare."""
    tokens = tokens_of(text)
    names = {token.text.partition(":")[0] for token in tokens if token.kind == "name"}
    declared = {token.text.partition(":")[0] for before, token in itertools.pairwise(tokens) if before.word == "PREFIX"}
    wanted = sorted((names - declared) & set(PREFIX_IRIS))
    return "".join(f"PREFIX {prefix}: <{PREFIX_IRIS[prefix]}> " for prefix in wanted)


def _ours(query: str, content: bytes) -> QueryError | None:
    """Return the error of what `newsgraph serve` says, which has the place; None for what others say."""
    told = re.match(r"query, line (\d+), column (\d+): ([^\n]*)", content.decode("utf-8", "replace"))
    if told is None:
        return None
    line, column = int(told[1]), int(told[2])
    lines = query.split("\n")
    found, _, do = told[3].partition("; ")
    return QueryError(found, do, line, column, lines[line - 1] if line <= len(lines) else "")


def _late(timeout: float | None) -> QueryStoppedError:
    return QueryStoppedError("query", f"was stopped after {timeout:g} s", "ask for less, or allow more with --timeout")
