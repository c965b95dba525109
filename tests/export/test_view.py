import pytest
from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.namespace import OWL, SDO

from graph.export.edges import Edge
from graph.export.view import view_of
from graph.namespaces import ART, ENT, EV, NG


def edges_of(view, kind):
    return {
        (edge.source.rpartition("/")[2], edge.label, edge.target.rpartition("/")[2], edge.claimed)
        for edge in view.edges
        if edge.kind == kind
    }


def test_what_happened_is_solid_and_what_is_claimed_is_dashed(sample, vocabulary):
    assert edges_of(view_of(sample, vocabulary), "direct") == {
        ("person-林海", "meets", "person-阮文山", False),
        ("person-林海", "visits", "country-越南", True),
        ("country-越南", "suspends", "process-渔业谈判", True),
        ("person-阮文山", "states", "Visit-02", False),
    }


def test_symmetric_relation_is_one_line_without_arrow(sample, vocabulary):
    lines = [edge for edge in view_of(sample, vocabulary).edges if edge.label == "meets"]
    ends = (str(ENT["person-林海"]), str(ENT["person-阮文山"]))
    assert lines == [Edge(*ends, "direct", "meets", symmetric=True, events=(str(EV["Meeting-01"]),))]


def test_party_with_a_sharper_role_is_not_drawn_as_participant_too(sample, vocabulary):
    roles = {edge[1] for edge in edges_of(view_of(sample, vocabulary), "role") if "Meeting-01" in edge}
    assert roles == {"actor", "recipient", "place"}


def test_telling_says_source_chain_and_where_the_trigger_stands(sample, vocabulary):
    (telling,) = view_of(sample, vocabulary).events[str(EV["Visit-02"])]["tellings"]
    assert telling["text"][telling["at"] :].startswith(telling["trigger"])
    assert (telling["source"], telling["relays"]) == (str(ENT["person-阮文山"]), [str(ENT["outlet-半岛通讯"])])
    assert telling["modality"] == "Planned"


def test_entity_is_found_in_the_other_script(sample, vocabulary):
    record = view_of(sample, vocabulary).entities[str(ENT["person-林海"])]
    assert "林外長" in record["keys"]
    assert record["names"] == ["林外长"]
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
    view = view_of(sample, vocabulary, limit=1)
    assert list(view.events) == [str(EV["Meeting-01"])]
    assert view.left_out == 3
    assert {edge.label for edge in view.edges if edge.kind in ("role", "direct")} == {
        "actor",
        "meets",
        "place",
        "recipient",
    }
    ends = {end for edge in view.edges for end in (edge.source, edge.target)}
    assert ends <= view.entities.keys() | view.events.keys()
