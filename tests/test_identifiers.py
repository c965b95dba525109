from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph

from graph.identifiers import article_id, entity_id, event_id, local_part, mention_id
from graph.namespaces import ENT, new_graph


@pytest.mark.parametrize(
    ("kind", "label", "expected"),
    [
        ("Person", "约翰·克里", "person-约翰·克里"),
        ("Person", "约翰‧克里", "person-约翰·克里"),
        ("Person", "约翰•克里", "person-约翰·克里"),
        ("Person", "约翰・克里", "person-约翰·克里"),
        ("Person", "约翰･克里", "person-约翰·克里"),
        ("person", "约翰·克里", "person-约翰·克里"),
        ("MediaOutlet", "The  New York\tTimes", "outlet-The_New_York_Times"),
        ("MediaOutlet", "ＣＮＮ", "outlet-CNN"),
        ("MediaOutlet", "news.example.com", "outlet-news_example_com"),
        ("Accord", "《巴黎协定》", "accord-巴黎协定"),
        ("Company", "AT&T", "company-ATT"),
        ("Sect", "某派", "sect-某派"),
    ],
)
def test_spellings_of_one_name_give_one_id(kind: str, label: str, expected: str) -> None:
    assert entity_id(kind, label) == expected


def test_kind_keeps_a_city_and_a_paper_apart() -> None:
    assert entity_id("City", "华盛顿") != entity_id("MediaOutlet", "华盛顿")


def test_event_id_is_type_and_ten_digits_of_the_key() -> None:
    name, _, digits = event_id("Meeting", "a|b|2023-07-17").rpartition("-")
    assert name == "Meeting"
    assert len(digits) == 10
    assert int(digits, 16) >= 0
    assert event_id("Meeting", "a|b|2023-07-17") != event_id("Meeting", "a|b|2023-07-18")


def test_mention_id_adds_the_trigger_only_where_asked() -> None:
    assert mention_id("003_bb", 261, 317, "Meeting") == "003_bb-261-317-Meeting"
    assert mention_id("003_bb", 261, 317, "Meeting", 289) == "003_bb-261-317-Meeting-289"


def test_an_article_without_a_safe_character_gets_a_hash() -> None:
    assert article_id("2023-05-04 克里") == "2023-05-04_克里"
    assert len(article_id("！？")) == 16


@given(st.text() | st.text(alphabet="aé\u0301.!·约 ・-"))
def test_what_is_made_is_a_name_in_turtle_and_stays_when_made_again(text: str) -> None:
    name = local_part(text)
    assert local_part(name) == name
    graph = new_graph()
    iri = ENT["person-" + name]
    graph.add((iri, iri, iri))
    turtle = graph.serialize(format="turtle")
    assert f"ent:person-{name}" in turtle
    assert set(Graph().parse(data=turtle)) == {(iri, iri, iri)}
