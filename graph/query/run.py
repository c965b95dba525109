"""SPARQL over a graph together with its vocabulary: labels of types, class tree and modalities are there to query."""

from __future__ import annotations

import difflib
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

from pyparsing import ParseException
from rdflib import Graph
from rdflib.plugins.sparql import prepareQuery

from graph.errors import GraphError, QueryError
from graph.query.results import PREFIX_IRIS, QueryResult
from graph.query.syntax import check_prefixes, is_update, mistake
from graph.vocabulary import Ontology

__all__ = ["QueryResult", "query_names", "read_query", "run_query"]


def run_query(graph: Graph, query: str, ontology: Ontology | None = None) -> QueryResult:
    """Run a SPARQL query; the project's prefixes are known in it without being declared.

    Args:
        graph: a graph of articles.
        query: SPARQL 1.1 text.
        ontology: its `terms` are queried along with the graph; None for the graph alone.

    Raises:
        QueryError: the text is no SPARQL query; `what` names the line.
    """
    prepared = _prepared(query)
    result = (graph if ontology is None else graph + ontology.terms).query(prepared)
    if result.type == "ASK":
        return QueryResult(answer=result.askAnswer)
    if result.graph is not None:
        return QueryResult(triples=result.graph.serialize(format="nt").encode())
    columns = tuple(str(name) for name in result.vars or ())
    return QueryResult(columns, tuple(tuple(row) for row in result))  # type: ignore[arg-type]


def read_query(asked: str) -> str:
    """Return the text of a query: itself, a file of the user's, or one that is shipped (`cq01`, `shortcuts`).

    Raises:
        GraphError: there is no such file or query.
    """
    path = Path(asked[:255])
    try:
        if path.suffix == ".rq" and path.exists():
            return path.read_text(encoding="utf-8-sig")
        if any(char in asked for char in "{\n") or len(asked.split()) > 1:
            return asked
        return _shipped(path.stem)
    except (OSError, UnicodeDecodeError) as error:
        near = difflib.get_close_matches(asked, query_names(), n=3, cutoff=0.5) or query_names()
        do = f"give SPARQL text, a .rq file or one of {', '.join(near)}"
        raise GraphError(asked, f"no such query ({type(error).__name__})", do) from None


def query_names() -> list[str]:
    """Return the names of the shipped queries, sorted."""
    folder = files("ontology").joinpath("queries")
    return sorted(item.name.removesuffix(".rq") for item in folder.iterdir() if item.name.endswith(".rq"))


def _shipped(stem: str) -> str:
    return files("ontology").joinpath("queries", f"{stem}.rq").read_text(encoding="utf-8")


def _prepared(query: str) -> Any:
    check_prefixes(query, PREFIX_IRIS)
    if is_update(query):
        raise QueryError("changes a graph", "ask with SELECT, ASK or CONSTRUCT")
    try:
        return prepareQuery(query, initNs=PREFIX_IRIS)
    except ParseException as error:
        near = error.line.strip()[:80]
        raise mistake(query, error.loc, f"is no SPARQL near {near!r}", "look for a typing error") from None
    except Exception as error:  # rdflib raises a plain Exception for some mistakes
        raise QueryError(re.sub(r"\s+", " ", str(error))[:200], "correct the query") from None
