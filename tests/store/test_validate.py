from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from rdflib import RDF, RDFS, SKOS, Graph, Literal

from graph.model import Event, Resolution
from graph.namespaces import ENT, EV, MEN, NG, NGC, OA, new_graph
from graph.store.triples import to_graph
from graph.store.validate import Finding, shortcut_shapes, validate
from graph.vocabulary import Ontology

MENTION = MEN["dialogue-12-68-Meeting"]
Break = Callable[[Graph], object]


@pytest.fixture
def graph(resolution: Resolution, ontology: Ontology) -> Graph:
    return to_graph(resolution, ontology)


def violations(graph: Graph, ontology: Ontology) -> list[Finding]:
    return [finding for finding in validate(graph, ontology) if finding.severity == "violation"]


def test_sample_conforms(graph: Graph, ontology: Ontology) -> None:
    found = validate(graph, ontology)
    assert {finding.severity for finding in found} == {"warning"}  # the rumour has neither outlet nor address
    assert {finding.focus for finding in found} == {"art:rumour"}


def _event(graph: Graph, label: str = "克里与解振华会谈") -> object:
    return next(graph.subjects(RDFS.label, Literal(label, lang="zh")))


@pytest.mark.parametrize(
    ("breaks", "focus", "message"),
    [
        (lambda g: g.remove((_event(g), NG.evidence, None)), "ev:Meeting", "at least one mention"),
        (lambda g: g.add((_event(g), NG.place, ENT["person-解振华"])), "ev:Meeting", "ng:Place"),
        (lambda g: g.add((_event(g), NG.actor, ENT["process-中美气候谈判"])), "ev:Meeting", "an actor is an agent"),
        (lambda g: g.set((_event(g), NG.status, NG.Perhaps)), "ev:Meeting", "status"),
        (lambda g: g.set((_event(g), NG.begin, Literal("2023-07-18", datatype=_date()))), "ev:Meeting", "ng:end"),
        (lambda g: g.set((MENTION, OA.end, Literal(70))), "men:dialogue", "as long as end minus start"),
        (lambda g: g.set((MENTION, NG.triggerStart, Literal(41))), "men:dialogue", "trigger lies inside"),
        (lambda g: g.set((MENTION, NG.confidence, Literal(1.5))), "men:dialogue", "confidence"),
        (lambda g: g.remove((MENTION, NG.accordingTo, None)), "men:dialogue", "has a source"),
        (lambda g: g.add((ENT["person-南希·佩洛西"], NG.meets, ENT["person-解振华"])), "佩洛西", "factual Meeting"),
        (lambda g: g.add((ENT["person-约翰·克里"], NG.visits, ENT["country-中国"])), "克里", "a factual Visit"),
        (
            lambda g: g.add((ENT["country-中国"], NGC.invites, ENT["person-约翰·克里"])),
            "中国",
            "non-factual Invitation",
        ),
        (lambda g: g.add((ENT["person-解振华"], NG.reports, _event(g))), "解振华", "factual Report"),
        (lambda g: g.add((ENT["person-解振华"], RDFS.label, Literal("谢振华", lang="zh"))), "解振华", "label"),
        (lambda g: g.remove((MEN["dialogue-14-18-Holding-person-解振华"], NG.post, None)), "men:dialogue", "post"),
    ],
)
def test_broken_data_is_caught(graph: Graph, ontology: Ontology, breaks: Break, focus: str, message: str) -> None:
    breaks(graph)
    found = violations(graph, ontology)
    assert any(focus in finding.focus and message in finding.message for finding in found), list(map(str, found))


def test_a_finding_names_article_and_sentence(graph: Graph, ontology: Ontology) -> None:
    graph.add((ENT["person-南希·佩洛西"], NG.meets, ENT["person-解振华"]))
    (finding,) = violations(graph, ontology)
    assert finding.article == "dialogue"
    assert "佩洛西" in finding.sentence
    assert finding.value == "ent:person-解振华"
    assert "\n    dialogue: " in str(finding)


def test_a_missing_role_is_a_warning_only(
    resolution: Resolution, ontology: Ontology, make: Callable[..., Event]
) -> None:
    event = make("Invitation", "邀请", actor=("country-中国",))
    found = validate(to_graph(replace(resolution, events=(event,)), ontology), ontology)
    assert not [finding for finding in found if finding.severity == "violation"]
    assert [f for f in found if f.focus == f"ev:{event.id}" and "recipient" in f.message]


def test_a_territory_can_act_without_being_a_state(
    resolution: Resolution, ontology: Ontology, make: Callable[..., Event]
) -> None:
    event = make("Criticism", "批评", actor=("place-台湾",), recipient=("country-中国",))
    assert violations(to_graph(replace(resolution, events=(event,)), ontology), ontology) == []


def test_events_as_ends_of_direct_triples_conform(
    resolution: Resolution, ontology: Ontology, make: Callable[..., Event]
) -> None:
    events = (
        make("Conference", "主办", actor=("country-中国",), participant=("country-中国", "country-美国")),
        make("Disaster", "地震", place=("city-北京",)),
        make("Disaster", "可能的洪水", "Unconfirmed", place=("city-北京",)),
        make("Announcement", "公布", actor=("country-中国",), object=("process-中美气候谈判",)),
    )
    graph = to_graph(replace(resolution, events=events), ontology)
    assert violations(graph, ontology) == []
    graph.remove((EV[events[1].id], NG.place, None))
    graph.set((EV[events[0].id], NG.status, NG.Denied))
    caught = {finding.focus for finding in violations(graph, ontology)}
    assert {f"ev:{events[1].id}", "ent:country-中国", "ent:country-美国"} <= caught


def test_every_direct_relation_has_a_shape(ontology: Ontology) -> None:
    shapes = shortcut_shapes(ontology)
    assert len(set(shapes.subjects(RDF.type))) == 2 * len({s.property for s in ontology.shortcuts})


def test_an_empty_graph_conforms(ontology: Ontology) -> None:
    assert validate(new_graph(), ontology) == []


def test_modalities_are_known_to_the_shapes(ontology: Ontology) -> None:
    assert (NG.Happened, SKOS.inScheme, NG.ModalityScheme) in ontology.terms


def _date() -> str:
    return "http://www.w3.org/2001/XMLSchema#date"
