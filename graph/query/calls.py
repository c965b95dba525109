"""Ask a graph in one call, from Python.

query_graph("out/store", "SELECT ?who { ?who a ng:Person }").values()
ask_graph("out/store", "met", party="克里").shown()
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rdflib import Graph

from graph.query.ask import ROWS, Answer, ask
from graph.query.engines import LONGEST, open_engine
from graph.query.questions import find_question, read_questions
from graph.query.results import QueryResult

Source = str | Path | Graph


def query_graph(source: Source, text: str, *, limit: int | None = None, timeout: float | None = LONGEST) -> QueryResult:
    """Return what a SPARQL query gives.

    Args:
        source: a store folder, a file, the URL of an endpoint, or an rdflib graph.
        text: SPARQL 1.1; the project's prefixes need no declaration.
        limit: the most rows, None for all.
        timeout: seconds until it is stopped, None for never; an rdflib graph cannot be stopped.

    Raises:
        QueryError: the text is no SPARQL query, with the place of the mistake.
        QueryStoppedError: it took too long.
        GraphError: the graph cannot be read or reached.
    """
    with open_engine(source) as engine:
        return engine.query(text, limit=limit, timeout=timeout)


def ask_graph(
    source: Source,
    question: str,
    *,
    language: str = "zh",
    limit: int | None = ROWS,
    timeout: float | None = LONGEST,
    questions: Sequence[str | Path] = (),
    **given: str,
) -> Answer:
    """Return the answer to a ready question; `shown()` of it is what people look at.

    Args:
        source: as for `query_graph`.
        question: one of its names (`met`, `谁会见了谁`).
        language: of the labels, zh or en.
        limit: the most rows, None for all.
        timeout: seconds for each query.
        questions: folders of more questions.
        given: parameter -> value, as a user writes it.

    Raises:
        GraphError: there is no such question, or what is given does not fit it.
    """
    found = find_question(read_questions(questions), question)
    with open_engine(source) as engine:
        return ask(engine, found, given, language=language, limit=limit, timeout=timeout)
