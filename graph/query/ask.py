"""A ready question and its arguments -> the answer, with labels for people.

with open_engine("out/store") as engine:
    answer = ask(engine, read_questions()["visited"], {"place": "北京"})
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from rdflib import Literal, URIRef
from rdflib.term import Node

from graph.query.binding import values_of
from graph.query.engines import LONGEST, QueryEngine
from graph.query.evidence import with_tellings
from graph.query.lookup import Lookup
from graph.query.paths import walk
from graph.query.questions import Question, bind
from graph.query.results import QueryResult, short
from graph.query.terms import terms_of

ROWS = 200
"""Rows of an answer if nobody says how many."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a ready question gives.

    result: the rows as the query gives them. labels: IRI -> label, for the IRIs in them.
    sparql: the query with its values. notes: what the user should be told.
    """

    question: Question
    result: QueryResult
    labels: Mapping[str, str]
    sparql: str
    notes: tuple[str, ...] = ()

    def shown(self) -> tuple[list[str], list[list[str]]]:
        """Return the columns that people look at, and the rows with labels for IRIs, days without their hour."""
        kept = [n for n, name in enumerate(self.result.columns) if name not in self.question.hidden]
        kept = [n for n in kept if not self.result.rows or any(row[n] is not None for row in self.result.rows)]
        return [self.result.columns[n] for n in kept], [[self._cell(row[n]) for n in kept] for row in self.result.rows]

    def labelled(self) -> QueryResult:
        """Return the rows with a column `xLabel` behind each column `x` that holds IRIs with a label."""
        columns: list[str] = []
        cells: list[list[Node | None]] = [[] for _ in self.result.rows]
        for number, name in enumerate(self.result.columns):
            values = [row[number] for row in self.result.rows]
            also = any(isinstance(v, URIRef) and str(v) != self.labels.get(str(v)) for v in values)
            columns += [name, f"{name}Label"] if also else [name]
            for row, value in zip(cells, values, strict=True):
                label = Literal(self.labels[str(value)]) if str(value) in self.labels else None
                row += [value, label] if also else [value]
        return replace(self.result, columns=tuple(columns), rows=tuple(map(tuple, cells)))

    def _cell(self, cell: Node | None) -> str:
        if isinstance(cell, Literal):
            time = str(cell.datatype or "").endswith("#dateTime")
            number = str(cell.datatype or "").endswith("#decimal")
            return str(cell)[:10] if time else f"{float(str(cell)):.2f}" if number else str(cell)
        return self.labels.get(str(cell)) or short(cell)


def ask(
    engine: QueryEngine,
    question: Question,
    arguments: Mapping[str, str],
    *,
    language: str = "zh",
    limit: int | None = ROWS,
    timeout: float | None = LONGEST,
    vocabulary: bytes | None = None,
) -> Answer:
    """Return the answer to a ready question.

    Args:
        engine: the graph to ask.
        question: one of `graph.query.questions.read_questions`.
        arguments: parameter -> value as a user writes it; names in either script, IRIs, days.
        language: of the labels, zh or en.
        limit: the most rows, None for all.
        timeout: seconds for each query, None for any time.
        vocabulary: N-Triples of the vocabulary, None for the shipped one.

    Raises:
        GraphError: an argument is missing or does not fit, or the graph cannot be asked.
        QueryStoppedError: a query took too long.
    """
    lookup = Lookup(engine, terms_of(vocabulary), timeout)
    values = values_of(question, arguments, lookup)
    if question.kind == "path":
        result = walk(engine, question, values, timeout)
        sparql = question.sparql
    else:
        sparql = bind(question.sparql, values)
        result = engine.query(sparql, limit=limit, timeout=timeout)
        result = with_tellings(engine, result, timeout) if question.details else result
    labels = lookup.labels((cell for row in result.rows for cell in row if isinstance(cell, URIRef)), language)
    return Answer(question, result, labels, sparql, tuple(lookup.notes))
