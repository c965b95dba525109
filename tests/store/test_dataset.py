from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import RDF, RDFS, Dataset, Graph, Literal, URIRef

from graph.model import Event, Resolution
from graph.namespaces import ART, ENT, EV, NG, SCHEMA, new_graph
from graph.store.dataset import article_quads, owners, to_dataset
from graph.store.triples import to_graph
from graph.vocabulary import Ontology

SEEDS = Path(__file__).parent.parent / "golden" / "seeds.ttl"
ROLES = ("actor", "recipient", "participant", "object", "content", "place", "destination")
THINGS = (
    "person-约翰·克里",
    "person-解振华",
    "country-中国",
    "country-美国",
    "city-北京",
    "gov-美国国务院",
    "outlet-路透社",
)


@pytest.fixture
def graph(resolution: Resolution, ontology: Ontology) -> Graph:
    return to_graph(resolution, ontology)


def graphs(graph: Graph, ontology: Ontology) -> dict[str, Graph]:
    return {str(named.identifier): named for named in to_dataset(graph, ontology).graphs()}


def union(dataset: Dataset) -> set[tuple[Any, ...]]:
    return {(s, p, o) for s, p, o, _ in dataset.quads()}


def test_the_graphs_of_the_articles_add_up_to_the_graph_of_the_seeds(ontology: Ontology) -> None:
    seeds = new_graph().parse(SEEDS)
    dataset = to_dataset(seeds, ontology)
    assert union(dataset) == set(seeds)
    assert len(dataset.default_graph) == 0
    assert {named.identifier for named in dataset.graphs()} - {dataset.default_graph.identifier} == set(
        seeds.subjects(RDF.type, SCHEMA.NewsArticle)
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_graphs_add_up_whoever_tells_what(data: Any, resolution: Resolution, ontology: Ontology) -> None:
    tellings = [telling for event in resolution.events for telling in event.tellings]
    events = tuple(
        replace(
            event,
            roles={
                role: tuple(data.draw(st.lists(st.sampled_from(THINGS), max_size=2, unique=True)))
                for role in data.draw(st.lists(st.sampled_from(ROLES), max_size=3, unique=True))
            },
            tellings=tuple(data.draw(st.lists(st.sampled_from(tellings), min_size=1, max_size=4, unique=True))),
        )
        for event in resolution.events
    )
    graph = to_graph(replace(resolution, events=events), ontology)
    quads = list(article_quads(graph, ontology))
    assert {quad[:3] for quad in quads} == set(graph)
    nameless = {s for s, _, _, article in quads if article is None}  # entities of the sample that nothing speaks of now
    assert not [s for s, _, o in graph if o in nameless and s not in nameless]
    shuffled = new_graph()
    for triple in sorted(graph, key=lambda triple: str(triple)[::-1]):
        shuffled.add(triple)
    assert list(article_quads(shuffled, ontology)) == quads


def test_an_event_stands_in_the_graph_of_each_article_that_tells_it_with_its_own_evidence(
    resolution: Resolution, ontology: Ontology
) -> None:
    invitation, meeting = (next(e for e in resolution.events if e.type == type) for type in ("Invitation", "Meeting"))
    shared = replace(meeting, tellings=(*meeting.tellings, *invitation.tellings))
    parts = graphs(to_graph(replace(resolution, events=(shared,)), ontology), ontology)
    for name, count in (("dialogue", 2), ("invitation", 1)):
        part = parts[str(ART[name])]
        node = EV[shared.id]
        assert part.value(node, NG.status) == NG.Happened
        assert set(part.objects(node, SCHEMA.subjectOf)) == {ART[name]}
        mentions = set(part.objects(node, NG.evidence))
        assert len(mentions) == count
        assert {part.value(mention, NG.inDocument) for mention in mentions} == {ART[name]}
    assert node not in set(parts[str(ART.rumour)].subjects())


def test_a_role_is_told_by_those_articles_that_name_its_filler(
    resolution: Resolution, ontology: Ontology, make: Callable[..., Event]
) -> None:
    invitation = next(e for e in resolution.events if e.type == "Invitation")
    met = make("Meeting", "会谈", participant=("person-约翰·克里", "person-解振华"))
    met = replace(met, tellings=(*met.tellings, *invitation.tellings))  # "invitation" mentions 克里, but not 解振华
    parting = owners(to_graph(replace(resolution, events=(met,)), ontology), ontology)
    kerry, xie = ENT["person-约翰·克里"], ENT["person-解振华"]
    assert parting[EV[met.id], NG.participant, kerry] == {ART.dialogue, ART.invitation}
    assert parting[EV[met.id], NG.participant, xie] == {ART.dialogue}
    assert parting[kerry, NG.meets, xie] == {ART.dialogue}


def test_who_holds_a_post_stands_where_it_is_told(graph: Graph, ontology: Ontology) -> None:
    parting = owners(graph, ontology)
    kerry, envoy = ENT["person-约翰·克里"], ENT["position-美国气候特使"]
    assert parting[kerry, NG.holdsPosition, envoy] == {ART.invitation}
    assert parting[envoy, RDF.type, NG.Position] == {ART.invitation}


def test_each_graph_can_be_read_by_itself(graph: Graph, ontology: Ontology) -> None:
    known = set(graph.subjects(RDFS.label))
    for part in graphs(graph, ontology).values():
        named = {o for o in part.objects() if isinstance(o, URIRef) and o in known and str(o).startswith(str(ENT))}
        assert all((entity, RDFS.label, None) in part for entity in named)


def test_what_no_article_leads_to_stays_in_the_default_graph(graph: Graph, ontology: Ontology) -> None:
    stray = (ENT["person-某人"], RDFS.label, Literal("某人", lang="zh"))
    graph.add(stray)
    dataset = to_dataset(graph, ontology)
    assert set(dataset.default_graph) == {stray}
    assert union(dataset) == set(graph)


@pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")  # rdflib calls what it deprecates
@pytest.mark.parametrize("form", ["trig", "nquads"])
def test_the_dataset_is_the_same_when_it_is_read_back(graph: Graph, ontology: Ontology, form: str) -> None:
    dataset = to_dataset(graph, ontology)
    read = Dataset()
    read.parse(data=dataset.serialize(format=form), format=form)
    assert set(read.quads()) == set(dataset.quads())
