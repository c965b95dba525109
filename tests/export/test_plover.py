"""Codes of events: PLOVER's and CAMEO's, by the rules of the ontology."""

from __future__ import annotations

import csv
import io

import pytest
from rdflib import RDF, RDFS, Graph, Literal

from graph.export.plover import Coder
from graph.export.rows import Rows
from graph.namespaces import ART, ENT, EV, MEN, NG, OA, SCHEMA, new_graph
from graph.vocabulary import Ontology, load_ontology


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


def event(kind: str, status: str = "Happened", trigger: str = "", **roles: str) -> Graph:
    """Return a graph of one event; roles are `Class:name`, several with a comma."""
    graph = new_graph()
    graph += [(EV.e, RDF.type, NG[kind]), (EV.e, RDFS.label, Literal("某事", lang="zh")), (EV.e, NG.status, NG[status])]
    for role, fillers in roles.items():
        for filler in fillers.split(","):
            cls, _, name = filler.partition(":")
            node = ENT[f"{cls.lower()}-{name}"]
            graph += [(EV.e, NG[role], node), (node, RDF.type, NG[cls]), (node, RDFS.label, Literal(name, lang="zh"))]
    graph += [(EV.e, NG.evidence, MEN.m), (MEN.m, NG.inDocument, ART.a), (MEN.m, NG.trigger, Literal(trigger))]
    graph += [(MEN.m, OA.exact, Literal("原文一句。", lang="zh")), (ART.a, RDF.type, SCHEMA.NewsArticle)]
    graph += [(ART.a, SCHEMA.url, Literal("https://example.org/a")), (ART.a, SCHEMA.publisher, ENT["outlet-晨报"])]
    return graph


CASES = [
    # type, status, trigger, roles -> category, mode, root, quad
    ("Meeting", "Happened", "会见", {}, ("CONSULT", "", "04", 1)),
    ("Meeting", "Planned", "会见", {}, ("AGREE", "", "03", 1)),
    ("Visit", "Planned", "访问", {}, ("AGREE", "", "03", 1)),
    ("Aid", "Planned", "援助", {}, ("AGREE", "", "03", 1)),
    ("Aid", "Happened", "援助", {}, ("AID", "", "07", 2)),
    ("Attack", "Planned", "袭击", {}, ("ASSAULT", "", "19", 4)),
    ("Withdrawal", "Happened", "撤军", {"origin": "Country:甲国"}, ("RETREAT", "withdraw", "08", 2)),
    ("Withdrawal", "Planned", "撤军", {"origin": "Country:甲国"}, ("CONCEDE", "", "08", 2)),
    ("Withdrawal", "Happened", "退出", {"origin": "Accord:某公约"}, ("SANCTION", "withdraw", "16", 4)),
    (
        "Withdrawal",
        "Planned",
        "退出",
        {"origin": "InternationalOrganization:某组织"},
        ("SANCTION", "withdraw", "16", 4),
    ),
    ("LegalAction", "Happened", "起诉", {}, ("ACCUSE", "allege", "11", 3)),
    ("LegalAction", "Happened", "判處", {}, ("SANCTION", "convict", "17", 4)),
    ("Deployment", "Happened", "军演", {"actor": "Country:甲国"}, ("MOBILIZE", "troops", "15", 4)),
    ("Deployment", "Happened", "聯合軍演", {"actor": "Country:甲国,Country:乙国"}, ("COOPERATE", "", "06", 2)),
    ("Deployment", "Happened", "增兵", {"actor": "Country:甲国,Country:乙国"}, ("MOBILIZE", "troops", "15", 4)),
    ("Concession", "Happened", "让步", {}, ("CONCEDE", "", "08", 2)),
    ("Denial", "Happened", "否认", {}, ("REJECT", "", "01", 1)),
]


@pytest.mark.parametrize(("kind", "status", "trigger", "roles", "expected"), CASES)
def test_code_of_an_event(ontology, kind, status, trigger, roles, expected):
    (row,) = Coder(Rows(event(kind, status, trigger, **roles), ontology)).table()
    assert (row["category"], row["mode"], row["cameo_root"], row["quad_class"]) == expected
    assert row["sentences"] == ["原文一句。"]
    assert row["outlets"]
    assert row["urls"] == ["https://example.org/a"]


@pytest.mark.parametrize(("kind", "status"), [("Meeting", "Negated"), ("Attack", "Denied"), ("Report", "Happened")])
def test_what_did_not_happen_or_has_no_category_is_left_out(ontology, kind, status):
    assert Coder(Rows(event(kind, status), ontology)).table() == []


@pytest.mark.parametrize(
    ("kind", "context"), [("Election", "election"), ("Legislation", "legislative"), ("Disaster", "disasters")]
)
def test_a_type_without_a_category_has_its_context(ontology, kind, context):
    (row,) = Coder(Rows(event(kind), ontology)).table()
    assert (row["category"], row["context"], row["quad_class"]) == ("", context, None)


def test_equals_all_stand_on_the_side_of_the_actor(ontology):
    roles = {"actor": "Person:林海", "recipient": "Person:阮文山", "participant": "Person:林海,Person:阮文山"}
    graph = event("Meeting", **roles)
    graph.add((ENT["person-林海"], NG.represents, ENT["country-中国"]))
    graph.add((ENT["country-中国"], RDFS.label, Literal("中国", lang="zh")))
    (row,) = Coder(Rows(graph, ontology)).table()
    assert (row["actors"], row["recipients"]) == (["林海", "阮文山"], [])
    assert row["actor_countries"] == ["中国"]
    (row,) = Coder(Rows(event("Criticism", actor="Country:甲国", recipient="Country:乙国"), ontology)).table()
    assert (row["actors"], row["recipients"]) == (["甲国"], ["乙国"])


def test_what_is_only_told_so_says_so(ontology):
    aux = {
        status: Coder(Rows(event("Meeting", status), ontology)).table()[0]["aux"]
        for status in ("Happened", "Planned", "Hypothetical", "Requested")
    }
    assert aux == {"Happened": "", "Planned": "future", "Hypothetical": "hypothetical", "Requested": ""}


def test_a_users_type_takes_the_code_of_the_class_above_it(ontology, tmp_path):
    mine = tmp_path / "mine.ttl"
    mine.write_text(
        "@prefix ng: <https://w3id.org/newsgraph/ns#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        'ng:DroneStrike a owl:Class ; rdfs:subClassOf ng:Attack ; rdfs:label "无人机袭击"@zh ; ng:verb "炸袭"@zh .\n',
        encoding="utf-8",
    )
    (row,) = Coder(Rows(event("DroneStrike"), load_ontology([mine]))).table()
    assert (row["category"], row["cameo_root"], row["score"]) == ("ASSAULT", "19", -9.0)


def test_csv_of_the_sample(sample, ontology):
    from graph import export_graph

    (content,) = export_graph(sample, "plover", ontology=ontology).values()
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [(row["category"], row["status"], row["begin"]) for row in rows] == [
        ("CONSULT", "Happened", "2024-03-04"),
        ("AGREE", "Planned", "2024-06-01"),
    ]
