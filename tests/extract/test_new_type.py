"""Two event types given in Turtle alone: their words are found, the model reads their roles, relations follow."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.config import Settings
from graph.namespaces import ENT, NG, NGC, OA
from graph.pipeline import build
from graph.store.validate import validate

FILE = Path(__file__).with_name("rescue.ttl")

CASES = [
    ("以色列军方周一营救了人质阿尔加马尼。", "Rescue 营救", "recipient=阿尔加马尼"),
    ("希臘營救了土耳其船員卡亞。", "Rescue 營救", "actor=希臘 recipient=卡亞"),
    ("希腊海军所营救的船长科斯塔斯感谢各界。", "Rescue 营救", "actor=希腊海军"),
    ("飞行员怀特被英国海军救出。", "Rescue 救出", "actor=英国海军 recipient=怀特"),
    ("歌手周志豪与演员林美珊昨天在首尔结婚。", "Wedding 结婚", "participant=周志豪+林美珊"),
    ("歌手周志豪與演員林美珊昨天在首爾完婚。", "Wedding 完婚", "participant=周志豪+林美珊"),
]


@pytest.fixture(scope="module")
def extended(reader):
    return type(reader)((str(FILE),))


@pytest.mark.parametrize(("text", "event", "filled"), CASES)
def test_new_type_is_read(extended, text, event, filled):
    kind, trigger = event.split()
    extraction = extended(text)
    roles = extended.roles(extraction, extended.find(extraction, trigger, kind))
    expected = {r: set(names.split("+")) for r, names in (part.split("=") for part in filled.split())}
    assert {role: roles.get(role, set()) for role in expected} == expected


def test_the_model_reads_roles_of_a_type_it_was_not_taught(extended):
    """By the order of words alone nobody would be rescued: 由 names who does it, and the subject has no role left."""
    text = "船长科斯塔斯由希腊军舰营救。"
    rescued = {}
    for model in (True, False):
        extraction = extended(text, model=model)
        event = extended.find(extraction, "营救", "Rescue")
        rescued[model] = extended.roles(extraction, event).get("recipient", set())
    assert rescued == {True: {"科斯塔斯"}, False: set()}


def test_shipped_vocabulary_does_not_know_it(reader):
    found = {e.type for text, *_ in CASES for e in reader(text).events}
    assert not found & {"Rescue", "Wedding"}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("articles")
    (folder / "sea.txt").write_text(
        "希腊海军救人\n2024-03-15\n\n希腊营救了船长科斯塔斯。\n\n意大利外长塔亚尼说，意大利将营救渔民卢卡。\n",
        encoding="utf-8",
    )
    (folder / "wedding.txt").write_text(
        "艺人婚讯\n2024-03-15\n\n歌手周志豪与演员林美珊昨天在首尔结婚。\n", encoding="utf-8"
    )
    return build(folder, settings=Settings(ontology=(str(FILE),)))


def test_relations_of_the_new_types_follow(built):
    graph = built.graph

    def pairs(relation):
        found = graph.subject_objects(relation)
        return {(str(s).removeprefix(str(ENT)), str(o).removeprefix(str(ENT))) for s, o in found}

    assert pairs(NG.rescues) == {("country-希腊", "person-科斯塔斯")}
    assert pairs(NGC.rescues) == {("country-意大利", "person-卢卡")}
    assert pairs(NG.marries) == {("person-周志豪", "person-林美珊"), ("person-林美珊", "person-周志豪")}


def test_each_has_its_sentence(built):
    graph = built.graph
    (event,) = graph.subjects(NG.recipient, ENT["person-科斯塔斯"])
    (mention,) = graph.objects(event, NG.evidence)
    assert str(graph.value(mention, OA.exact)) == "希腊营救了船长科斯塔斯。"


def test_graph_with_new_types_breaks_no_shape(built, extended):
    assert [str(f) for f in validate(built.graph, extended.ontology) if f.severity == "violation"] == []
