import pytest
from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.namespace import OWL, SDO

from graph.export.edges import Edge
from graph.export.scope import Scope
from graph.export.view import view_of
from graph.namespaces import ART, ENT, EV, NG


def edges_of(view, kind):
    return {
        (edge.source.rpartition("/")[2], edge.label, edge.target.rpartition("/")[2])
        for edge in view.edges
        if edge.kind == kind
    }


def test_status_says_what_is_solid_dashed_or_crossed(sample, vocabulary):
    view = view_of(sample, vocabulary)
    assert {event["zh"]: event["kind"] for event in view.events.values()} == {
        "林海会见阮文山": "Factual",
        "林海访问越南": "NonFactual",
        "越南暂停渔业谈判": "CounterFactual",
        "阮文山表示": "Factual",
    }
    assert view.words["Denied"] == {"zh": "被否认", "en": "Denied", "kind": "CounterFactual"}


def test_two_parties_and_nothing_more_make_a_line(sample, vocabulary):
    assert edges_of(view_of(sample, vocabulary), "line") == {
        ("person-林海", "Visit", "country-越南"),
        ("country-越南", "Suspension", "process-渔业谈判"),
    }


def test_symmetric_event_of_two_is_a_line_without_arrow_and_one_denied_is_a_line_of_its_own(sample, vocabulary):
    sample.remove((EV["Meeting-01"], NG.place, None))
    for role in (NG.actor, NG.recipient):
        sample.remove((EV["Meeting-01"], role, None))
    for triple in list(sample.triples((EV["Meeting-01"], None, None))):
        sample.add((EV["Meeting-09"], *triple[1:]))
    sample.set((EV["Meeting-09"], NG.status, NG.Denied))
    lines = [edge for edge in view_of(sample, vocabulary).edges if edge.kind == "line" and edge.label == "Meeting"]
    ends = (str(ENT["person-林海"]), str(ENT["person-阮文山"]))
    assert sorted(lines, key=lambda edge: edge.events) == [
        Edge(*ends, "line", "Meeting", True, (str(EV[name]),)) for name in ("Meeting-01", "Meeting-09")
    ]


def test_party_with_a_sharper_role_is_not_drawn_as_participant_too(sample, vocabulary):
    roles = {edge[1] for edge in edges_of(view_of(sample, vocabulary), "role") if "Meeting-01" in edge}
    assert roles == {"actor", "recipient", "place"}


def test_outlet_that_passes_another_on_is_not_independent(sample, vocabulary):
    view = view_of(sample, vocabulary)
    origins = {telling.get("origin") for telling in view.events[str(EV["Meeting-01"])]["tellings"]}
    assert origins == {str(ENT["outlet-晨报"]), str(ENT["outlet-半岛通讯"])}
    (telling,) = view.events[str(EV["Suspension-03"])]["tellings"]
    assert "origin" not in telling  # the country says so: the publisher is where it begins


def test_telling_says_source_chain_and_where_the_trigger_stands(sample, vocabulary):
    (telling,) = view_of(sample, vocabulary).events[str(EV["Visit-02"])]["tellings"]
    assert telling["text"][telling["at"] :].startswith(telling["trigger"])
    assert (telling["source"], telling["relays"]) == (str(ENT["person-阮文山"]), [str(ENT["outlet-半岛通讯"])])
    assert telling["modality"] == "Planned"


def test_names_and_misspellings_are_told_apart(sample, vocabulary):
    entities = view_of(sample, vocabulary).entities
    assert entities[str(ENT["person-林海"])]["names"] == ["林外长"]
    assert entities[str(ENT["person-阮文山"])]["misspelt"] == ["阮文珊"]
    record = entities[str(ENT["person-林海"])]
    assert (record["holds"], record["represents"]) == (["中国外长"], ["中国"])


def test_type_added_by_a_user_takes_colour_and_shape_of_its_group(sample, vocabulary):
    extended = vocabulary + Graph()
    extended.add((NG.Salute, RDF.type, OWL.Class))
    extended.add((NG.Salute, RDFS.subClassOf, NG.ContactEvent))
    extended.add((NG.Salute, RDFS.label, Literal("致敬", lang="zh")))
    sample.set((EV["Meeting-01"], RDF.type, NG.Salute))
    types = view_of(sample, extended).types
    assert types["Salute"]["group"] == "ContactEvent"
    assert (types["Salute"]["color"], types["Salute"]["shape"]) == (types["Visit"]["color"], types["Visit"]["shape"])
    assert types["Salute"]["zh"] == "致敬"


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a?b=1#c", True),
        ("http://example.org/新闻", True),
        ("javascript:alert(1)", False),
        ("data:text/html,<script>alert(1)</script>", False),
        ("file:///etc/passwd", False),
        ("//example.org/a", False),
        ("https://[broken", False),
        ("https:", False),
        ("java\nscript:alert(1)", False),
    ],
)
def test_only_web_addresses_become_links(sample, vocabulary, url, kept):
    sample.set((ART.a1, SDO.url, Literal(url)))
    assert ("url" in view_of(sample, vocabulary).articles[str(ART.a1)]) is kept


def test_empty_graph_gives_an_empty_view(vocabulary):
    view = view_of(Graph(), vocabulary)
    assert (view.entities, view.events, view.edges) == ({}, {}, ())


def test_event_that_lacks_everything_optional_is_shown_all_the_same(vocabulary):
    graph = Graph()
    event, person = URIRef(EV["Arrest-9"]), URIRef(ENT["person-甲"])
    graph.add((event, RDF.type, NG.Arrest))
    graph.add((event, NG.status, NG.Happened))
    graph.add((event, NG.recipient, person))
    graph.add((person, RDF.type, NG.Person))
    view = view_of(graph, vocabulary)
    assert view.events[str(event)]["zh"] == "Arrest-9"
    assert len(view.edges) == 1


def test_of_too_many_events_the_most_told_are_shown_and_the_rest_counted(sample, vocabulary):
    view = view_of(sample, vocabulary, Scope(most=1))
    assert list(view.events) == [str(EV["Meeting-01"])]
    assert view.left_out == 3
    assert {edge.label for edge in view.edges if edge.kind == "role"} == {"actor", "place", "recipient"}
    ends = {end for edge in view.edges for end in (edge.source, edge.target)}
    assert ends <= view.entities.keys() | view.events.keys()
    assert str(ENT["process-渔业谈判"]) not in view.entities


def test_events_come_most_told_first(sample, vocabulary):
    events = view_of(sample, vocabulary).events
    assert next(iter(events)) == str(EV["Meeting-01"])
    assert [event["rank"] for event in events.values()] == [0, 1, 2, 3]
