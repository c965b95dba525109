"""Where a query is wrong, and what is near it."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import QueryError
from graph.query.endpoint import declarations
from graph.query.results import PREFIX_IRIS
from graph.query.syntax import check_prefixes, explained, form_of, has_dataset, has_order, is_update, tokens_of


def complaint(query: str) -> QueryError:
    """Return what the user is told of a query, as the engines find it."""
    with pytest.raises(QueryError) as caught:
        _ask(query)
    return caught.value


def _ask(query: str) -> None:
    check_prefixes(query, PREFIX_IRIS)
    try:
        ox.Store().query(query, prefixes=PREFIX_IRIS)
    except SyntaxError as error:
        raise explained(query, str(error)) from None


@pytest.mark.parametrize(
    ("query", "line", "at", "parts"),
    [
        ("SELEKT ?x WHERE { ?x a ?y }", 1, "SELEKT", ("did you mean SELECT?",)),
        ("SELECT ?x WHERE {\n  ?x a foo:Bar }", 2, "foo:Bar", ("foo: is not known", "foaf:", "ng:")),
        ("SELECT ?x\nWHERE { ?x a ng:Meeting", 2, "{ ?x", ("no partner",)),
        ("SELECT ?x WHERE { ?x a ng:Meeting )", 1, ")", ("no partner",)),
        ("SELECT ?x WHERE { ?x rdfs:label '会见 }", 1, "'会见", ("no partner",)),
        ("SELECT ?x WHERE { ?x a ng:Meeting } ORDRE BY ?x", 1, "ORDRE", ("did you mean ORDER?",)),
        ("SELECT ?x WHERE { ?x a ng:Meeting .\n FILTR(?x = 1) }", 2, "FILTR", ("did you mean FILTER?",)),
        ('SELECT ?x WHERE { ?x rdfs:label "北京"@zh ng:x }', 1, "ng:x", ("near 'ng:x'",)),
        ("SELECT ?x WHERE { ?x a ?y } LIMIT many", 1, "many", ()),
        ("SELECT * { ?s ?p ?o } GROUP BY", 1, "", ("ends here",)),
        ("", 1, "", ("ends here",)),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", 1, "INSERT", ("changes a graph",)),
        ("PREFIX ng: <http://a/>\nDELETE WHERE { ?s ?p ?o }", 2, "DELETE", ("changes a graph",)),
    ],
)
def test_a_mistake_is_shown_where_it_is(query: str, line: int, at: str, parts: tuple[str, ...]) -> None:
    error = complaint(query)
    assert error.line == line
    assert error.text[error.column - 1 :].startswith(at), (error.column, error.text)
    assert all(part in str(error) for part in parts), str(error)
    shown, caret = error.picture.split("\n")
    assert shown.strip() == error.text.strip()
    assert caret.strip() == "^"


def test_the_caret_stands_under_wide_characters_too() -> None:
    error = complaint('SELECT ?x { ?x rdfs:label "北京"@zh ng:x }')
    assert error.picture.split("\n")[1].index("^") == 2 + error.column - 1 + 2


def test_a_mistake_without_a_place_is_told_in_words() -> None:
    error = complaint("SELECT ?x (COUNT(?y) AS ?n) WHERE { ?x a ?y }")
    assert error.line == 0
    assert "variable that is unbound" in str(error)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?x { ?x a ng:Person } # foo:bar",
        'SELECT ?x { ?x rdfs:label "foo:bar" }',
        "SELECT ?x { ?x a <foo:bar> }",
        "PREFIX foo: <http://a/> SELECT ?x { ?x a foo:bar }",
        "SELECT ?x { _:b ng:actor ?x }",
        "SELECT ?x { ent:person-约翰·克里 ng:meets ?x }",
    ],
)
def test_only_real_prefixes_are_asked_for(query: str) -> None:
    check_prefixes(query, PREFIX_IRIS)


@pytest.mark.parametrize(
    ("query", "form", "order", "dataset"),
    [
        ("SELECT * { ?s ?p ?o } ORDER BY ?s", "SELECT", True, False),
        ("SELECT * { { SELECT ?s { ?s ?p ?o } ORDER BY ?s LIMIT 1 } ?s ?p ?o }", "SELECT", False, False),
        ('# ASK\nSELECT * FROM <http://a/> { ?s ?p "ORDER BY" }', "SELECT", False, True),
        ("PREFIX select: <http://a/> ASK { ?order ?from ?o }", "ASK", False, False),
        ("construct where { ?s ?p ?o }", "CONSTRUCT", False, False),
    ],
)
def test_what_a_query_is_can_be_told(query: str, form: str, order: bool, dataset: bool) -> None:
    assert (form_of(query), has_order(query), has_dataset(query)) == (form, order, dataset)
    assert not is_update(query)


@given(st.text())
def test_tokens_are_in_the_text_where_they_say(text: str) -> None:
    for token in tokens_of(text):
        assert text[token.start : token.start + len(token.text)] == token.text


def test_an_endpoint_is_told_the_prefixes_that_a_query_uses_and_does_not_declare() -> None:
    told = declarations("PREFIX oa: <http://x/> SELECT * { ?s ng:actor ?o ; oa:exact 'ev:1' }")
    assert told == "PREFIX ng: <https://w3id.org/newsgraph/ns#> "
