from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pyshacl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import RDF, RDFS, SH, SKOS, Graph, Literal

from graph.export.quads import write_nquads
from graph.model import Event, Resolution
from graph.namespaces import ENT, EV, MEN, NG, NGC, OA, new_graph
from graph.store.dataset import article_quads
from graph.store.embedded import open_store
from graph.store.rules import rules
from graph.store.shapes import all_shapes, shortcut_shapes
from graph.store.triples import to_graph
from graph.store.validate import Finding, validate, validate_stored
from graph.terms import to_triple
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


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_rules_asked_of_a_whole_store_find_what_pyshacl_finds_node_by_node(
    data: Any, graph: Graph, ontology: Ontology
) -> None:
    broken = graph + Graph()
    events = sorted(set(graph.subjects(NG.evidence)))
    for event in data.draw(st.lists(st.sampled_from(events), max_size=4)):
        status = data.draw(st.sampled_from(["Happened", "Planned", "Denied"]))
        broken.set((event, NG.status, NG[status]))
    things = sorted({o for o in graph.objects() if str(o).startswith((str(ENT), str(EV)))})
    for _ in range(data.draw(st.integers(1, 5))):
        relation = data.draw(st.sampled_from(ontology.shortcuts)).property
        namespace = data.draw(st.sampled_from([NG, NGC]))
        broken.add((data.draw(st.sampled_from(things)), namespace[relation], data.draw(st.sampled_from(things))))
    roles = sorted((t for t in graph if t[1] in (NG.actor, NG.recipient, NG.participant, NG.precision)), key=str)
    for triple in data.draw(st.lists(st.sampled_from(roles), max_size=3)):
        broken.remove(triple)
    for mention in data.draw(st.lists(st.sampled_from(sorted(graph.subjects(RDF.type, NG.Mention))), max_size=2)):
        broken.set((mention, data.draw(st.sampled_from([NG.triggerStart, OA.end])), Literal(70)))

    store = ox.Store()
    for triple in broken + _tree(ontology):
        store.add(ox.Quad(*to_triple(*triple)))
    shapes = all_shapes(ontology)
    found = {(node.value, rule.message) for rule in rules(shapes, ontology) for node, _ in rule.faults(store)}
    _, report, _ = pyshacl.validate(broken + _tree(ontology), shacl_graph=shapes, inference="none", js=False)
    results = report.subjects(SH.sourceConstraintComponent, SH.SPARQLConstraintComponent)
    expected = {(str(report.value(r, SH.focusNode)), str(report.value(r, SH.resultMessage))) for r in results}
    assert found == expected


def _tree(ontology: Ontology) -> Graph:
    tree = new_graph()
    for s, p, o in ontology.terms:
        if p in (RDFS.subClassOf, SKOS.inScheme, SKOS.broader):
            tree.add((s, p, o))
    return tree


def test_what_is_found_does_not_depend_on_how_many_nodes_are_looked_at_at_a_time(
    graph: Graph, ontology: Ontology, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    graph.add((_event(graph), NG.place, ENT["person-解振华"]))
    graph.set((_event(graph), NG.status, NG.Perhaps))
    graph.remove((MENTION, NG.accordingTo, None))
    whole = validate(graph, ontology)
    assert len([finding for finding in whole if finding.severity == "violation"]) >= 3
    monkeypatch.setattr("graph.store.validate.BATCH", 3)
    assert validate(graph, ontology) == whole
    graph.serialize(tmp_path / "graph.ttl", format="turtle", encoding="utf-8")
    (tmp_path / "graph.nq").write_bytes(write_nquads(article_quads(graph, ontology)))
    with open_store(tmp_path / "store") as store:
        store.write(graph, ontology)
    for place in ("graph.ttl", "graph.nq", "store"):
        seen: dict[str, int] = {}
        found = list(validate_stored(tmp_path / place, ontology, lambda *told, seen=seen: seen.update([told[:2]])))
        assert sorted(set(found)) == whole
        assert list(seen) == ["read", "rules", "nodes"]


def test_a_type_without_a_shape_of_its_own_gets_one(
    resolution: Resolution, ontology: Ontology, make: Callable[..., Event]
) -> None:
    events = (make("Attack", "袭击", topic=("process-中美气候谈判",)), make("Attack", "炮击", actor=("country-美国",)))
    graph = to_graph(replace(resolution, events=events), ontology)
    assert [(f.severity, f.focus) for f in validate(graph, ontology) if "has no ng:actor" in f.message] == [
        ("warning", f"ev:{events[0].id}")
    ]


def test_every_event_class_is_looked_at(ontology: Ontology) -> None:
    targets = {str(cls).removeprefix(str(NG)) for cls in all_shapes(ontology).objects(None, SH.targetClass)}
    of_its_own = {cls for cls in ontology.event_classes if ontology.shortcuts_of(cls)}
    assert of_its_own <= targets | {c for c in of_its_own if any(ontology.is_a(c, t) for t in targets - {"Event"})}


def test_values_are_of_the_range_of_their_property(graph: Graph, ontology: Ontology) -> None:
    graph.add((_event(graph), NG.purpose, ENT["person-解振华"]))
    graph.add((ENT["person-解振华"], NG.holdsPosition, ENT["country-中国"]))
    graph.set((MENTION, NG.triggerStart, Literal("41")))
    found = {(f.focus.partition("-")[0], f.message.partition(":")[0]) for f in violations(graph, ontology)}
    assert {("ev:Meeting", "purpose"), ("ent:person", "holdsPosition"), ("men:dialogue", "triggerStart")} <= found


def test_an_empty_graph_conforms(ontology: Ontology) -> None:
    assert validate(new_graph(), ontology) == []


def test_modalities_are_known_to_the_shapes(ontology: Ontology) -> None:
    assert (NG.Happened, SKOS.inScheme, NG.ModalityScheme) in ontology.terms


def _date() -> str:
    return "http://www.w3.org/2001/XMLSchema#date"
