from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph

from graph.query.explain import explain
from graph.query.names import Names, normalise
from graph.vocabulary import Label, Ontology

KERRY = "https://w3id.org/newsgraph/id/person-约翰·克里"


@pytest.mark.parametrize(
    ("thing", "iri"),
    [
        ("约翰·克里", KERRY),
        ("約翰‧克里", KERRY),
        ("约翰克里", KERRY),
        ("克里", KERRY),
        ("john  KERRY", KERRY),
        ("person-约翰·克里", KERRY),
        ("ent:person-约翰·克里", KERRY),
        (f"<{KERRY}>", KERRY),
        (KERRY, KERRY),
        ("謝振華", "https://w3id.org/newsgraph/id/person-解振华"),
        ("ＣＣＴＶ", "https://w3id.org/newsgraph/id/outlet-中国中央电视台"),
        ("佩洛西訪問台灣", "https://w3id.org/newsgraph/event/Visit-0f293f558e"),
        ("ev:Visit-0f293f558e", "https://w3id.org/newsgraph/event/Visit-0f293f558e"),
    ],
)
def test_thing_is_found_by_any_of_its_names(graph: Graph, ontology: Ontology, thing: str, iri: str) -> None:
    told = explain(graph, thing, ontology)
    assert told.found
    assert told.iri == iri


def test_entity_tells_names_posts_and_events_by_date(graph: Graph, ontology: Ontology) -> None:
    told = explain(graph, "克里", ontology)
    assert told.label == Label("约翰·克里", "John Kerry")
    assert told.type == Label("人物", "Person")
    assert told.misspelt == ("约翰-克里",)
    assert [(post.post, post.former) for post in told.posts] == [("美国气候特使", False)]
    assert "气候特使" in told.posts[0].evidence[0].sentence
    assert [event.label for event in told.events] == [
        "克里9月访华",
        "克里表示",
        "克里访问中国",
        "克里与解振华会谈",
        "中国邀请克里",
    ]
    assert told.articles == ("2023-05-04 克里说中国已邀请他近期访问", "2023-07-17 中美在北京开始气候对话")


def test_statement_carries_sentence_outlet_date_status_and_chain(graph: Graph, ontology: Ontology) -> None:
    (event,) = explain(graph, "中国邀请克里", ontology).events
    (place,) = event.evidence
    assert event.status == Label("已发生", "Happened")
    assert (place.outlet, place.published[:10]) == ("自由亚洲电台", "2023-05-04")
    assert (place.according_to, place.relayed_by) == (("约翰·克里",), ("路透社",))
    assert place.sentence[place.offset :].startswith(place.trigger)
    assert place.cue == "已经"


def test_event_tells_roles_and_what_it_answers(graph: Graph, ontology: Ontology) -> None:
    (event,) = explain(graph, "中国中止气候谈判", ontology).events
    assert {label.en: names for label, names in event.roles} == {"actor": ("中国",), "object": ("中美气候谈判",)}
    assert [(label.en, other) for label, other in event.links] == [("in response to", "佩洛西访问台湾")]
    assert (event.date, event.time_text) == ("2022-22", "去年夏天")


def test_source_tells_what_stands_on_its_word(graph: Graph, ontology: Ontology) -> None:
    told = explain(graph, "美国国务院", ontology)
    assert told.events == ()
    assert told.attributed == ("2021-09 克里9月访华",)
    assert told.facts == ((Label("代表", "represents"), ("美国",)),)


def test_text_holds_what_the_record_holds(graph: Graph, ontology: Ontology) -> None:
    text = explain(graph, "克里", ontology).text
    for part in (
        "约翰·克里 John Kerry   [人物 Person]",
        "now: 约翰·克里, 美国气候特使",
        "中国已经【邀请】他在近期内访问",
        "约翰·克里 ← 路透社 ← 自由亚洲电台, 2023-05-04, 已发生 Happened by 已经",
        "2021-09  克里9月访华   [访问 Visit; 未证实 Unconfirmed]",
        "no date  中国邀请克里",
        "mentioned in:\n  2023-05-04 克里说中国已邀请他近期访问",
    ):
        assert part in text


@pytest.mark.parametrize(("thing", "near"), [("克礼", "克里"), ("路透", "路透社"), ("Jon Kery", "John Kerry")])
def test_near_names_are_offered_for_an_unknown_one(graph: Graph, ontology: Ontology, thing: str, near: str) -> None:
    told = explain(graph, thing, ontology)
    assert not told.found
    assert near in told.near
    assert "did you mean" in told.text


@pytest.mark.parametrize("thing", ["", "   ", "\n", "<>", "a b<c>", "完全不相干的东西XYZQ"])
def test_nonsense_is_not_found_and_does_no_harm(graph: Graph, ontology: Ontology, thing: str) -> None:
    assert explain(graph, thing, ontology).found is False


def test_further_meanings_of_a_name_are_named(ontology: Ontology) -> None:
    graph = Graph().parse(
        data="""
        @prefix ng: <https://w3id.org/newsgraph/ns#> . @prefix ent: <https://w3id.org/newsgraph/id/> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        ent:person-甲·史密斯 a ng:Person ; rdfs:label "甲·史密斯"@zh ; skos:altLabel "史密斯"@zh .
        ent:person-乙·史密斯 a ng:Person ; rdfs:label "乙·史密斯"@zh ; skos:altLabel "史密斯"@zh ;
          ng:represents ent:country-某国 .
        ent:country-某国 a ng:Country ; rdfs:label "某国"@zh ; ng:metonymOf ent:person-乙·史密斯 .
        """,
        format="turtle",
    )
    told = explain(graph, "史密斯", ontology)
    assert told.label.zh == "乙·史密斯"  # more is told of it
    assert len(told.others) == 1
    assert told.others[0].startswith("甲·史密斯")


@given(st.text(alphabet="abcXYZ约翰克里·- 　"))
def test_blanks_case_and_dots_make_no_difference(text: str) -> None:
    assert normalise(f" {text.upper()}・") == normalise(text.replace("·", "").lower())


def test_a_canonical_name_beats_another_thing_s_alias(graph: Graph) -> None:
    assert str(Names(graph).find("中国")[0]).endswith("country-中国")


def test_a_post_told_often_is_quoted_three_times_and_addresses_are_readable(ontology: Ontology) -> None:
    tellings = "".join(
        f"""
        men:m{number} a ng:PositionMention ; ng:holder ent:person-甲 ; ng:post ent:position-乙 ; ng:former false ;
          ng:inDocument art:a ; oa:exact "甲任乙之{number}"@zh .
        """
        for number in range(5)
    )
    graph = Graph().parse(
        data=f"""
        @prefix ng: <https://w3id.org/newsgraph/ns#> . @prefix ent: <https://w3id.org/newsgraph/id/> .
        @prefix art: <https://w3id.org/newsgraph/article/> . @prefix men: <https://w3id.org/newsgraph/mention/> .
        @prefix oa: <http://www.w3.org/ns/oa#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix schema: <https://schema.org/> .
        art:a a schema:NewsArticle ; schema:url <https://example.org/%E7%94%B2> .
        ent:person-甲 a ng:Person ; rdfs:label "甲"@zh ; ng:holdsPosition ent:position-乙 .
        ent:position-乙 a ng:Position ; rdfs:label "乙"@zh .
        {tellings}
        """,
        format="turtle",
    )
    told = explain(graph, "甲", ontology)
    assert len(told.posts[0].evidence) == 5
    assert told.text.count("甲任乙") == 3
    assert "and 2 more" in told.text
    assert "https://example.org/甲" in told.text
