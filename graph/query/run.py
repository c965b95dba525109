"""SPARQL over a graph together with its vocabulary: labels of types, class tree and modalities are there to query."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from pyparsing import ParseException
from rdflib import Graph, Literal
from rdflib.plugins.sparql import prepareQuery
from rdflib.term import Node

from graph.errors import GraphError
from graph.namespaces import PREFIXES, new_graph
from graph.vocabulary import Ontology


@dataclass(frozen=True, slots=True)
class QueryResult:
    """What a query gives.

    columns, rows: of a SELECT, in the query's order; a cell is an RDF term, None where nothing is bound.
    answer: of an ASK, else None. graph: of a CONSTRUCT or DESCRIBE, else None.
    """

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Node | None, ...], ...] = ()
    answer: bool | None = None
    graph: Graph | None = None

    def values(self) -> list[tuple[Any, ...]]:
        """Return the rows as Python values: numbers, dates and texts for literals, short names for IRIs."""
        manager = new_graph().namespace_manager

        def value(cell: Node | None) -> Any:
            if isinstance(cell, Literal):
                return cell.toPython()
            return None if cell is None else manager.normalizeUri(str(cell))

        return [tuple(str(v) if isinstance(v := value(cell), Literal) else v for cell in row) for row in self.rows]


def run_query(graph: Graph, query: str, ontology: Ontology | None = None) -> QueryResult:
    """Run a SPARQL query; the project's prefixes are known in it without being declared.

    Args:
        graph: a graph of articles.
        query: SPARQL 1.1 text.
        ontology: its `terms` are queried along with the graph; None for the graph alone.

    Raises:
        GraphError: the text is no SPARQL query; `what` names the line.
    """
    prepared = _prepared(query)
    result = (graph if ontology is None else graph + ontology.terms).query(prepared)
    if result.type == "ASK":
        return QueryResult(answer=result.askAnswer)
    if result.type in ("CONSTRUCT", "DESCRIBE"):
        return QueryResult(graph=result.graph)
    columns = tuple(str(name) for name in result.vars or ())
    return QueryResult(columns, tuple(tuple(row) for row in result))  # type: ignore[arg-type]


def read_query(name: str) -> str:
    """Return the text of a query: a file of the user's, or one that is shipped (`cq01`, `shortcuts`).

    Raises:
        GraphError: there is no such file or query.
    """
    path = Path(name)
    try:
        return path.read_text(encoding="utf-8") if path.suffix == ".rq" and path.exists() else _shipped(path.stem)
    except (OSError, UnicodeDecodeError) as error:
        do = f"give a .rq file or one of {', '.join(query_names())}"
        raise GraphError(name, f"no such query ({type(error).__name__})", do) from None


def query_names() -> list[str]:
    """Return the names of the shipped queries, sorted."""
    folder = files("ontology").joinpath("queries")
    return sorted(item.name.removesuffix(".rq") for item in folder.iterdir() if item.name.endswith(".rq"))


def _shipped(stem: str) -> str:
    return files("ontology").joinpath("queries", f"{stem}.rq").read_text(encoding="utf-8")


def _prepared(query: str) -> Any:
    try:
        return prepareQuery(query, initNs=dict(PREFIXES))
    except ParseException as error:
        near = error.line.strip()[:80]
        raise GraphError(
            f"query, line {error.lineno}", f"is no SPARQL near {near!r}", "look for a typing error"
        ) from None
    except Exception as error:  # rdflib raises a plain Exception for an unknown prefix
        raise GraphError("query", str(error)[:200], "declare the prefix or correct the query") from None
