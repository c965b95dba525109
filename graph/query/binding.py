"""What a user gives to a ready question -> terms of RDF, put into its query.

No text of the user's is ever put into a query. A value becomes a term of pyoxigraph, which refuses what cannot be one,
and pyoxigraph writes the term; only that goes into the places that the question keeps for it, `VALUES ?x { UNDEF }`.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox

from graph.errors import GraphError
from graph.query.lookup import Lookup
from graph.query.questions import Parameter, Question

Term = ox.NamedNode | ox.Literal
_XSD = "http://www.w3.org/2001/XMLSchema#"
_DATE = re.compile(r"(\d{4})(?:[-/年](\d{1,2})(?:[-/月](\d{1,2})日?|月)?|年)?")


def values_of(question: Question, given: Mapping[str, str], lookup: Lookup) -> dict[str, tuple[Term, ...]]:
    """Return the terms for each parameter of a question; none for one that is left out.

    Args:
        question: what is asked.
        given: parameter -> what the user wrote; "" counts as left out.
        lookup: finds names in the graph, and types and statuses in the vocabulary.

    Raises:
        GraphError: a parameter is missing, unknown, or its value does not fit: an unknown name, no date.
    """
    for name in given:
        if name not in question.parameters:
            known = ", ".join(question.parameters) or "none"
            raise GraphError(f"{question.name} {name}", "no such parameter", f"known are {known}")
    missing = [p for p in question.parameters.values() if p.needed and not given.get(p.name, "").strip()]
    if missing:
        told = "; ".join(f"{p.name}: {p.zh} / {p.en}" for p in missing)
        raise GraphError(question.name, f"needs {', '.join(p.name for p in missing)}", f"give {told}")
    return {
        name: _terms(p, given.get(name, "").strip() or p.default, lookup) for name, p in question.parameters.items()
    }


def _terms(parameter: Parameter, text: str, lookup: Lookup) -> tuple[Term, ...]:
    if not text:
        return ()
    if any("\ud800" <= char <= "\udfff" for char in text):  # bytes of the command line that are no UTF-8
        raise GraphError(f"{parameter.name} {text!r}", "is no text", "write it in UTF-8")
    if parameter.type in ("entity", "event", "thing"):
        return (ox.NamedNode(lookup.node(text, parameter)),)
    if parameter.type == "type":
        return tuple(map(ox.NamedNode, lookup.types(text)))
    if parameter.type == "status":
        return tuple(map(ox.NamedNode, lookup.statuses(text)))
    if parameter.type == "date":
        return (ox.Literal(_day(parameter, text).isoformat(), datatype=ox.NamedNode(_XSD + "date")),)
    return (_number(parameter, text),) if parameter.type == "number" else (ox.Literal(text),)


def _day(parameter: Parameter, text: str) -> dt.date:
    match = _DATE.fullmatch(text.replace(" ", ""))
    try:
        if match is None:
            raise ValueError
        year, last = int(match[1]), parameter.bound == "last"
        month = int(match[2] or (12 if last else 1))
        day = int(match[3] or (calendar.monthrange(year, month)[1] if last else 1))
        return dt.date(year, month, day)
    except ValueError:  # calendar raises one of its kind for a month 13
        do = "write 2023, 2023-07, 2023-07-17 or 2023年7月17日"
        raise GraphError(f"{parameter.name} {text!r}", "is no day, month or year", do) from None


def _number(parameter: Parameter, text: str) -> ox.Literal:
    try:
        number = Decimal(text)
        if not number.is_finite():
            raise InvalidOperation
    except InvalidOperation:
        raise GraphError(f"{parameter.name} {text!r}", "is no number", "write digits") from None
    kind = "integer" if number == number.to_integral_value() and "." not in text else "decimal"
    return ox.Literal(f"{number:f}", datatype=ox.NamedNode(_XSD + kind))
