from __future__ import annotations

from dataclasses import replace

import pytest

from graph.model import Event, Resolution, Span
from graph.namespaces import ART, ENT, MEN
from graph.store.mint import article_iri, entity_iri, mention_iris


@pytest.mark.parametrize(
    ("name", "expected"), [("a.b-c_d", "a.b-c_d"), ("two words", "two%20words"), ("100%", "100%25"), ("<x>", "%3Cx%3E")]
)
def test_article_names_are_quoted_only_where_an_iri_needs_it(name: str, expected: str) -> None:
    assert article_iri(name) == ART[expected]


def test_chinese_stays_readable_in_an_iri() -> None:
    assert entity_iri("person-约翰·克里") == ENT["person-约翰·克里"]


def test_mention_is_named_by_article_scope_and_type(resolution: Resolution) -> None:
    names = set(mention_iris(resolution.events).values())
    assert MEN["dialogue-12-68-Meeting"] in names
    assert len(names) == sum(len(event.tellings) for event in resolution.events)


def test_two_triggers_of_one_type_in_one_scope_are_told_apart(resolution: Resolution) -> None:
    first = _visit(resolution)
    telling = first.tellings[0]
    second = replace(first, id="Visit-0000000000", tellings=(replace(telling, trigger=Span(20, 22)),))
    names = set(mention_iris([first, second]).values())
    scope = f"invitation-{telling.scope.start}-{telling.scope.end}-Visit"
    assert names == {MEN[f"{scope}-{telling.trigger.start}"], MEN[f"{scope}-20"]}


def test_one_trigger_told_in_two_ways_makes_two_mentions(resolution: Resolution) -> None:
    first = _visit(resolution)
    second = replace(first, id="Visit-0000000000", tellings=(replace(first.tellings[0], modality="Denied"),))
    names = mention_iris([first, second])
    assert len(set(names.values())) == 2
    assert mention_iris([second, first]) == names


def _visit(resolution: Resolution) -> Event:
    return next(event for event in resolution.events if event.label == "克里访问中国")
