"""What a query may not do here, seen in its text before an engine reads it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

import pyoxigraph as ox

from graph.errors import QueryError
from graph.query.engines import check_query
from graph.query.syntax import mistake, tokens_of

_SERVICE = re.compile(r"(?<![?$:\w-])SERVICE(?=\s*(?:\#|SILENT\b|[<?$]|[^\s<>\"'{}()]*:))", re.I)
"""The word before what a SERVICE clause goes on with: a comment, SILENT, an IRI, a variable or a name with a prefix.

Looked for in the bare text, in strings and comments too. To know what is a string one has to know what is an IRI, which
`?a<?b` makes hard to tell without the whole grammar, and a mistake there would let a query out to any host. So a text
like "service: …" in a query is refused as well; that is the price.
"""


def check_allowed(query: str) -> None:
    """Complain of a query that asks another host, names a file as a graph, changes something, or has unknown prefixes.

    Raises:
        QueryError: with the place.
    """
    if found := _SERVICE.search(query):
        raise mistake(query, found.start(), "SERVICE is not allowed here", "ask the other endpoint by itself")
    tokens = tokens_of(query)
    for before, token in itertools.pairwise(tokens):
        if before.word in ("FROM", "NAMED") and token.kind == "iri" and _is_file(token.text[1:]):
            raise mistake(query, token.start, "files cannot be asked here", "name a graph of the store")
    check_query(query)


def check_graphs(iris: Sequence[str], name: str) -> list[str] | None:
    """Return the graphs that a parameter of the protocol names, None if it names none.

    Raises:
        QueryError: one is no absolute IRI, or a file.
    """
    for iri in iris:
        if _is_file(iri):
            raise QueryError(f"{name} is {iri}: files cannot be asked here", "name a graph of the store")
        try:
            ox.NamedNode(iri)
        except ValueError:
            raise QueryError(f"{name} is {iri!r}, which is no absolute IRI", "name a graph of the store") from None
    return list(iris) or None


def _is_file(iri: str) -> bool:
    return iri.strip().lower().startswith("file:")
