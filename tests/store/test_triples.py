from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef
from rdflib.compare import graph_diff, isomorphic, to_isomorphic

from graph.model import Article, Entity, Event, Published, Resolution
from graph.namespaces import ART, ENT, EV, MEN, NG, NGC, SCHEMA
from graph.store.triples import to_graph
from graph.vocabulary import Ontology

GOLDEN = Path(__file__).parent / "golden.ttl"
KERRY, XIE, CHINA = ENT["person-约翰·克里"], ENT["person-解振华"], ENT["country-中国"]


@pytest.fixture
def graph(resolution: Resolution, ontology: Ontology) -> Graph:
    return to_graph(resolution, ontology)


def test_sample_gives_the_golden_graph(graph: Graph) -> None:
    golden = Graph().parse(GOLDEN)
    _, missing, wrong = graph_diff(to_isomorphic(golden), to_isomorphic(graph))
    assert isomorphic(golden, graph), f"missing:\n{missing.serialize()}\nnot in the golden file:\n{wrong.serialize()}"


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_bytes_are_the_same_in_any_order_of_records(data: Any, resolution: Resolution, ontology: Ontology) -> None:
    names = ("articles", "entities", "positions", "holdings", "events", "mentions")
    shuffled = {name: tuple(data.draw(st.permutations(getattr(resolution, name)))) for name in names}
    for form in ("turtle", "nt11"):
        texts = [to_graph(r, ontology).serialize(format=form) for r in (resolution, replace(resolution, **shuffled))]
        first, second = (text if form == "turtle" else "\n".join(sorted(text.splitlines())) for text in texts)
        assert first == second


def test_there_are_no_blank_nodes_and_nothing_dangles(graph: Graph) -> None:
    assert all(isinstance(term, URIRef | Literal) for triple in graph for term in triple)
    ours = {o for o in graph.objects() if str(o).startswith((str(ENT), str(EV), str(ART), str(MEN)))}
    assert ours <= set(graph.subjects(RDF.type))


def test_factual_events_give_direct_triples_and_others_the_claimed_twin(graph: Graph) -> None:
    assert (KERRY, NG.meets, XIE) in graph
    assert (XIE, NG.meets, KERRY) in graph
    assert (KERRY, NGC.visits, CHINA) in graph
    assert (KERRY, NG.visits, CHINA) not in graph
    assert (CHINA, NG.resumes, ENT["process-中美气候谈判"]) in graph


def test_outlets_report_and_speakers_state_only_what_they_stand_by(graph: Graph) -> None:
    doubted = _event(graph, "克里9月访华")
    invited = _event(graph, "中国邀请克里")
    assert {ENT["outlet-路透社"], ENT["outlet-自由亚洲电台"]} == set(graph.subjects(NG.reports, invited))
    assert set(graph.subjects(NG.states, invited)) == {KERRY}
    assert not set(graph.subjects(NG.states, doubted))
    statement = _event(graph, "克里表示")
    assert not set(graph.subjects(NG.reports, statement))


def test_direct_triples_are_those_of_the_two_queries(graph: Graph, ontology: Ontology) -> None:
    _assert_same_as_queries(graph, ontology)


def test_queries_agree_on_a_type_below_another_and_on_events_as_ends(
    resolution: Resolution, ontology: Ontology, make: Callable[..., Event]
) -> None:
    events = (
        make("Announcement", "公布", actor=("country-中国",), object=("process-中美气候谈判",)),
        make("Conference", "主办", actor=("country-中国",), participant=("country-中国", "country-美国")),
        make("Disaster", "地震", place=("city-北京",)),
        make("Disaster", "可能的洪水", "Unconfirmed", place=("city-北京",)),
        make("LeaveOffice", "离任", recipient=("person-解振华",), position=("position-中国气候特使",)),
        make("Negotiation", "否认的谈判", "Denied", participant=("country-中国", "country-美国")),
    )
    graph = to_graph(replace(resolution, events=events), ontology)
    assert (ENT["city-北京"], None, None) in graph
    assert (EV[events[2].id], NG.hits, ENT["city-北京"]) in graph
    assert (EV[events[3].id], NGC.hits, ENT["city-北京"]) in graph
    assert (CHINA, NG.hosts, EV[events[1].id]) in graph
    _assert_same_as_queries(graph, ontology)


@pytest.mark.parametrize(("count", "pairs"), [(2, 2), (6, 30), (7, 0)])
def test_more_than_six_parties_make_no_pairs(
    resolution: Resolution, ontology: Ontology, make: Callable[..., Event], count: int, pairs: int
) -> None:
    parties = tuple(f"person-某人{number}" for number in range(count))
    entities = tuple(Entity(id, "Person", id.partition("-")[2]) for id in parties)
    crowd = replace(resolution, entities=entities, events=(make("Meeting", "峰会", participant=parties),))
    graph = to_graph(crowd, ontology)
    assert len(list(graph.triples((None, NG.meets, None)))) == pairs
    assert len(list(graph.objects(None, NG.participant))) == count
    if count == 7:
        _assert_same_as_queries(graph, ontology)


@pytest.mark.parametrize(
    ("outlet", "url", "publisher", "source"),
    [
        ("路透社", None, "outlet-路透社", "outlet-路透社"),
        ("路透", None, "outlet-路透社", "outlet-路透社"),
        ("某地晚报", None, "outlet-某地晚报", "outlet-某地晚报"),
        (None, "https://www.example.com/a/1.html", "outlet-example_com", "outlet-example_com"),
        (None, None, None, "group-佚名"),
    ],
)
def test_what_nobody_is_quoted_for_stands_on_the_publishers_word(
    resolution: Resolution,
    ontology: Ontology,
    make: Callable[..., Event],
    outlet: str | None,
    url: str | None,
    publisher: str | None,
    source: str,
) -> None:
    articles = tuple(replace(article, outlet=outlet, url=url) for article in resolution.articles)
    event = make("Visit", "访问", actor=("person-解振华",), destination=("country-美国",))
    graph = to_graph(replace(resolution, articles=articles, holdings=(), events=(event,)), ontology)
    assert graph.value(ART.dialogue, SCHEMA.publisher) == (ENT[publisher] if publisher else None)
    mention = graph.value(EV[event.id], NG.evidence)
    assert graph.value(mention, NG.accordingTo) == ENT[source]
    assert graph.value(ENT[source], RDFS.label) is not None


def test_instants_keep_their_zone_and_days_have_none(resolution: Resolution, ontology: Ontology) -> None:
    beijing = dt.timezone(dt.timedelta(hours=8))
    moment = dt.datetime(2023, 5, 4, 0, 30, tzinfo=beijing)
    dated = [_with_date(article, Published(moment.date(), moment, "minute")) for article in resolution.articles]
    graph = to_graph(replace(resolution, articles=tuple(dated)), ontology)
    published = graph.value(ART.dialogue, SCHEMA.datePublished)
    assert published == Literal("2023-05-04T00:30:00+08:00", datatype=XSD.dateTime)
    begin = graph.value(_event(graph, "克里与解振华会谈"), NG.begin)
    assert begin == Literal("2023-07-17", datatype=XSD.date)


def test_names_are_tagged_chinese_only_if_they_are(graph: Graph) -> None:
    names = set(graph.objects(ENT["outlet-中国中央电视台"], SKOS.altLabel))
    assert names == {Literal("央视", lang="zh"), Literal("CCTV")}


def test_where_a_post_is_told_is_kept_with_its_sentence(graph: Graph) -> None:
    (told,) = graph.subjects(NG.holder, ENT["person-南希·佩洛西"])
    assert graph.value(told, NG.former) == Literal(True)
    assert str(graph.value(told, NG.trigger)) == "众议院议长"
    sentence = "去年夏天，中国暂停了气候谈判，以抗议美国前众议院议长南希·佩洛西访问台湾。"
    assert (told, None, Literal(sentence, lang="zh")) in graph


def _with_date(article: Article, published: Published) -> Article:
    return replace(article, published=published)


def _event(graph: Graph, label: str) -> URIRef:
    (node,) = graph.subjects(RDFS.label, Literal(label, lang="zh"))
    assert isinstance(node, URIRef)
    return node


def _assert_same_as_queries(graph: Graph, ontology: Ontology) -> None:
    direct = {namespace[s.property] for s in ontology.shortcuts for namespace in (NG, NGC)}
    bare = Graph()
    for triple in graph:
        if triple[1] not in direct:
            bare.add(triple)
    for predicate in (RDFS.subClassOf, SKOS.broader, NG.shortcutOf, NG.subjectRole, NG.objectRole):
        for triple in ontology.terms.triples((None, predicate, None)):
            bare.add(triple)
    made = set()
    for name in ("shortcuts", "shortcuts-sources"):
        made |= set(bare.query(Path("ontology/queries", f"{name}.rq").read_text(encoding="utf-8")))
    assert made == {triple for triple in graph if triple[1] in direct}
