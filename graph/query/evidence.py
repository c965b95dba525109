"""Rows about events -> rows with the tellings of each: who says so, who published it when, and the sentence.

Asked apart from the question and only for the rows that are shown: joined to all that a question finds, the tellings
would be most of the work.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import pyoxigraph as ox
from rdflib import URIRef
from rdflib.term import Node

from graph.query.engines import QueryEngine
from graph.query.questions import bind
from graph.query.results import QueryResult, Row

COLUMNS = ("modality", "source", "outlet", "published", "sentence")
_AT_ONCE = 200
_QUERY = """
SELECT ?event ?telling ?modality ?source ?outlet ?published ?sentence WHERE {
  VALUES ?event { UNDEF }
  VALUES ?telling { UNDEF }
  ?event ng:evidence ?telling .
  ?telling ng:inDocument ?article .
  OPTIONAL { ?telling ng:modality ?modality }
  OPTIONAL { ?telling ng:accordingTo ?source }
  OPTIONAL { ?telling oa:exact ?sentence }
  OPTIONAL { ?article schema:publisher ?outlet }
  OPTIONAL { ?article schema:datePublished ?published }
} ORDER BY ?event ?published ?telling ?source ?outlet"""


def with_tellings(engine: QueryEngine, result: QueryResult, timeout: float | None) -> QueryResult:
    """Return a row for each telling of the `event` of a row, or for its `telling` where there is that column.

    A row without any stays, with nothing in `COLUMNS`.
    """
    key = "telling" if "telling" in result.columns else "event"
    place = result.columns.index(key)
    told = _told(engine, key, [row[place] for row in result.rows], timeout)
    rows = [(*row, *more) for row in result.rows for more in told.get(str(row[place]), [(None,) * len(COLUMNS)])]
    hidden = [n for n, name in enumerate(result.columns) if name in ("event", "telling")]
    order = [n for n in range(len(result.columns) + len(COLUMNS)) if n not in hidden] + hidden
    columns = (*result.columns, *COLUMNS)
    return QueryResult(
        tuple(columns[n] for n in order), tuple(tuple(row[n] for n in order) for row in rows), more=result.more
    )


def _told(engine: QueryEngine, key: str, nodes: Sequence[Node | None], timeout: float | None) -> dict[str, list[Row]]:
    told: dict[str, list[Row]] = defaultdict(list)
    wanted = sorted({str(node) for node in nodes if isinstance(node, URIRef)})
    for start in range(0, len(wanted), _AT_ONCE):
        some = [ox.NamedNode(iri) for iri in wanted[start : start + _AT_ONCE]]
        query = bind(_QUERY, {"event": [], "telling": [], key: some})
        for event, telling, *more in engine.query(query, timeout=timeout).rows:
            told[str(event if key == "event" else telling)].append(tuple(more))
    return told
