"""What a query gives: the record, and its forms on paper (SPARQL 1.1 results in CSV, TSV and JSON; RDF as Turtle)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Node

from graph.namespaces import PREFIXES, new_graph

PREFIX_IRIS = {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}
"""Prefix -> IRI, as engines take them."""

Row = tuple[Node | None, ...]


@dataclass(frozen=True, slots=True)
class QueryResult:
    """What a query gives.

    columns, rows: of a SELECT, in the query's order; a cell is an RDF term, None where nothing is bound.
    answer: of an ASK, else None. triples: of a CONSTRUCT or DESCRIBE as N-Triples, else None.
    more: True if there are further rows or triples than were asked for.
    """

    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    answer: bool | None = None
    triples: bytes | None = None
    more: bool = False

    @property
    def graph(self) -> Graph | None:
        """The triples of a CONSTRUCT or DESCRIBE as a new graph, else None."""
        return None if self.triples is None else new_graph().parse(self.triples, format="nt")

    def values(self) -> list[tuple[Any, ...]]:
        """Return the rows as Python values: numbers, dates and texts for literals, short names for IRIs."""
        manager = new_graph().namespace_manager

        def value(cell: Node | None) -> Any:
            if isinstance(cell, Literal):
                return cell.toPython()
            return None if cell is None else manager.normalizeUri(str(cell))

        return [tuple(str(v) if isinstance(v := value(cell), Literal) else v for cell in row) for row in self.rows]

    def sorted(self) -> QueryResult:
        """Return the result with its rows in the order of their cells, column by column."""
        return QueryResult(self.columns, tuple(sorted(self.rows, key=_order)), self.answer, self.triples, self.more)


def read_json(content: bytes) -> QueryResult:
    """Return the result that SPARQL 1.1 Query Results JSON holds.

    Raises:
        ValueError: it is something else.
    """
    told = json.loads(content)
    try:
        if "boolean" in told:
            return QueryResult(answer=bool(told["boolean"]))
        columns = tuple(told["head"]["vars"])
        rows = told["results"]["bindings"]
        return QueryResult(columns, tuple(tuple(_term(row.get(name)) for name in columns) for row in rows))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no SPARQL results ({error!r})") from None


def to_csv(result: QueryResult) -> str:
    """Return rows as CSV: texts and IRIs without signs around them, line ends as the standard has them (CR LF)."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(result.columns)
    writer.writerows(["" if cell is None else _plain(cell) for cell in row] for row in result.rows)
    return out.getvalue()


def to_tsv(result: QueryResult) -> str:
    """Return rows as TSV with terms as in Turtle: `<iri>`, `"text"@zh`, a number; nothing where nothing is bound."""
    lines = ["\t".join(f"?{name}" for name in result.columns)]
    lines += ["\t".join("" if cell is None else _turtle(cell) for cell in row) for row in result.rows]
    return "".join(line + "\n" for line in lines)


def to_json(result: QueryResult) -> str:
    """Return rows or the answer of an ASK as SPARQL 1.1 Query Results JSON."""
    if result.answer is not None:
        return json.dumps({"head": {}, "boolean": result.answer}) + "\n"
    bindings = [
        {name: _told(cell) for name, cell in zip(result.columns, row, strict=True) if cell is not None}
        for row in result.rows
    ]
    told = {"head": {"vars": list(result.columns)}, "results": {"bindings": bindings}}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def to_turtle(triples: bytes) -> bytes:
    """Return N-Triples as Turtle with the project's prefixes, sorted."""
    import pyoxigraph as ox

    lines = sorted(set(triples.splitlines(keepends=True)))
    parsed = ox.parse(b"".join(lines), format=ox.RdfFormat.N_TRIPLES)
    return bytes(ox.serialize(parsed, format=ox.RdfFormat.TURTLE, prefixes=PREFIX_IRIS) or b"").rstrip() + b"\n"


def short(cell: Node | None) -> str:
    """Return a cell for people: the text of a literal, a short IRI, "" for None."""
    if cell is None:
        return ""
    return str(cell) if isinstance(cell, Literal | BNode) else str(_NAMES.normalizeUri(str(cell)))


_NAMES = new_graph().namespace_manager


def _order(row: Iterable[Node | None]) -> list[tuple[int, Any, str, str]]:
    return [_rank(cell) for cell in row]


def _rank(cell: Node | None) -> tuple[int, Any, str, str]:
    """Order cells as SPARQL does where it says how: nothing, blank nodes, IRIs, literals; numbers by their value."""
    if not isinstance(cell, Literal):
        return (0 if cell is None else 1 if isinstance(cell, BNode) else 2, 0, str(cell), "")
    number = cell.value if isinstance(cell.value, int | float) and not isinstance(cell.value, bool) else None
    if number is not None and number == number:
        return (3, number, str(cell), "")
    return (4, 0, str(cell), str(cell.language or cell.datatype or ""))


def _term(told: Any) -> Node | None:
    if told is None:
        return None
    if told["type"] == "uri":
        return URIRef(told["value"])
    if told["type"] == "bnode":
        return BNode(told["value"])
    if told.get("xml:lang"):
        return Literal(str(told["value"]), lang=told["xml:lang"])
    datatype = told.get("datatype")
    plain = datatype in (None, "http://www.w3.org/2001/XMLSchema#string")
    return Literal(str(told["value"]), datatype=None if plain else URIRef(datatype), normalize=False)


def _told(cell: Node) -> dict[str, str]:
    if not isinstance(cell, Literal):
        return {"type": "bnode" if isinstance(cell, BNode) else "uri", "value": str(cell)}
    told = {"type": "literal", "value": str(cell)}
    if cell.language:
        return told | {"xml:lang": cell.language}
    return told | ({"datatype": str(cell.datatype)} if cell.datatype else {})


def _plain(cell: Node) -> str:
    return f"_:{cell}" if isinstance(cell, BNode) else str(cell)


def _turtle(cell: Node) -> str:
    if isinstance(cell, Literal):
        number = str(cell.datatype or "").rpartition("#")[2] in ("integer", "decimal", "double")
        text = str(cell).replace("\\", "\\\\").replace('"', '\\"')
        for char, sign in (("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
            text = text.replace(char, sign)
        end = f"@{cell.language}" if cell.language else f"^^<{cell.datatype}>" if cell.datatype else ""
        return str(cell) if number else f'"{text}"{end}'
    return f"_:{cell}" if isinstance(cell, BNode) else f"<{cell}>"
