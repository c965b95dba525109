"""The shortest chain of events between two things.

SPARQL 1.1 property paths say whether two things are connected, not by what. So the query of such a question gives one
step, ?near ?far ?step, for all things ?near that it is given at once, and the walk is done here: breadth first, from
both ends, always the side with fewer things to go on from (bidirectional search, Pohl 1971). It is bounded: by the
number of steps, and by the number of things that a side may reach, since news has hubs that touch everything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyoxigraph as ox
from rdflib import Literal, URIRef
from rdflib.term import Node

from graph.errors import GraphError
from graph.query.engines import QueryEngine
from graph.query.questions import Question, bind
from graph.query.results import QueryResult

COLUMNS = ("number", "from", "event", "to", "date", "status", "outlet", "sentence")
MOST_REACHED = 50_000
_AT_ONCE = 200
_TOLD = """
SELECT ?event ?date ?status ?outlet ?sentence WHERE {
  VALUES ?event { UNDEF }
  ?event ng:evidence ?telling ; ng:status ?status . OPTIONAL { ?event ng:edtf ?date }
  ?telling oa:exact ?sentence ; ng:inDocument ?article . OPTIONAL { ?article schema:publisher ?outlet }
} ORDER BY ?event ?telling"""

Steps = dict[str, tuple[str, str] | None]
"""Thing -> the thing one step nearer to the end and the event between them; None for the end itself."""


def walk(
    engine: QueryEngine, question: Question, values: Mapping[str, Sequence[Any]], timeout: float | None
) -> QueryResult:
    """Return one row a step, with the event and one telling of it; no row if there is no chain within the bounds.

    Args:
        engine: the graph.
        question: its query has ?near; its parameters are from, to, most and whatever else the query takes.
        values: parameter -> terms.
        timeout: seconds for each query.
    """
    start, goal = (str(values[name][0].value) for name in ("from", "to"))
    if start == goal:
        raise GraphError(question.name, "both ends are the same thing", "give two")
    most = int(values["most"][0].value)
    query = bind(question.sparql, {name: terms for name, terms in values.items() if name not in ("from", "to", "most")})
    sides: tuple[Steps, Steps] = ({start: None}, {goal: None})
    edges = ({start}, {goal})
    for _ in range(most):
        side = 0 if len(edges[0]) <= len(edges[1]) else 1
        new = _step(engine, query, edges[side], sides[side], timeout)
        edges = (new, edges[1]) if side == 0 else (edges[0], new)
        if meeting := new & set(sides[1 - side]):
            return _told(engine, min(_chain(sides, thing) for thing in meeting), timeout)
        if not new or len(sides[side]) > MOST_REACHED:
            break
    return QueryResult(COLUMNS)


def _step(engine: QueryEngine, query: str, edge: set[str], seen: Steps, timeout: float | None) -> set[str]:
    """Return the things one step further that were not seen yet, and note how they were reached."""
    waiting, new = sorted(edge), set[str]()
    for start in range(0, len(waiting), _AT_ONCE):
        near = [ox.NamedNode(iri) for iri in waiting[start : start + _AT_ONCE]]
        for row in engine.query(bind(query, {"near": near}), timeout=timeout).rows:
            origin, far, event = map(str, row)
            if far not in seen or (far in new and (origin, event) < (seen[far] or ("", ""))):
                seen[far] = (origin, event)
                new.add(far)
    return new


def _chain(sides: tuple[Steps, Steps], thing: str) -> list[tuple[str, str, str]]:
    """Return the steps (thing, event, thing) from the start over a thing that both sides reached to the goal."""
    chain = []
    at = thing
    while (step := sides[0][at]) is not None:
        chain.append((step[0], step[1], at))
        at = step[0]
    chain.reverse()
    at = thing
    while (step := sides[1][at]) is not None:
        chain.append((at, step[1], step[0]))
        at = step[0]
    return chain


def _told(engine: QueryEngine, chain: Sequence[tuple[str, str, str]], timeout: float | None) -> QueryResult:
    events = [ox.NamedNode(event) for event in dict.fromkeys(event for _, event, _ in chain)]
    told: dict[str, Sequence[Node | None]] = {}
    for event, *rest in engine.query(bind(_TOLD, {"event": events}), timeout=timeout).rows:
        told.setdefault(str(event), rest)
    rows = [
        (Literal(number), URIRef(near), URIRef(event), URIRef(far), *told.get(event, (None,) * 4))
        for number, (near, event, far) in enumerate(chain, 1)
    ]
    return QueryResult(COLUMNS, tuple(rows))
