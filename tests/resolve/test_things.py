"""What events are about: one node for one process, accord or topic, however it is worded."""

from __future__ import annotations

import pytest

from graph.model import Argument, Article, Entity, EventMention, Extraction, Mention, Span
from graph.resolve.things import Namer, resolve_things
from graph.vocabulary import load_ontology

ONTOLOGY = load_ontology()
ENTITIES = {
    e.id: e
    for e in (
        Entity("country-中国", "Country", "中国"),
        Entity("country-法国", "Country", "法国"),
        Entity("person-马克龙", "Person", "马克龙"),
    )
}
BOTH = ("country-中国", "country-法国")


@pytest.fixture(scope="module")
def namer() -> Namer:
    return Namer(ONTOLOGY, ENTITIES)


NAMES = [
    ("气候谈判", BOTH, "Process", "中法气候谈判"),
    ("中法气候谈判", BOTH, "Process", "中法气候谈判"),
    ("与法国的气候谈判", BOTH, "Process", "中法气候谈判"),
    ("双边贸易谈判", BOTH, "Process", "中法贸易谈判"),
    ("“气候谈判”", BOTH, "Process", "中法气候谈判"),
    ("这项谈判", BOTH, "Process", "中法谈判"),
    ("气候谈判", ("country-中国",), "Process", "气候谈判"),
    ("气候谈判", ("country-中国", "person-马克龙"), "Process", "气候谈判"),
    ("《巴黎协定》", (), "Accord", "巴黎协定"),
    ("养老金亏空", (), "Topic", "养老金亏空"),
    ("其养老金亏空", (), "Topic", "养老金亏空"),
]


@pytest.mark.parametrize(("phrase", "parties", "kind", "label"), NAMES)
def test_name_of_a_thing(namer, phrase, parties, kind, label):
    made = namer.name(phrase, parties)
    assert made is not None
    assert made[:2] == (kind, label)


@pytest.mark.parametrize(
    "phrase", ["", "事", "，", "其", "该国总统昨天在会上反复强调必须尽快完成的各项经济改革任务和目标"]
)
def test_what_is_no_name(namer, phrase):
    assert namer.name(phrase, BOTH) is None


def extraction(name: str, phrase: str, parties: str) -> tuple[Extraction, dict[tuple[str, int], tuple[str, ...]]]:
    """Return an article that suspends what a phrase says, and what its mentions denote."""
    ids = {e.label: e.id for e in ENTITIES.values()}
    labels = parties.split("+")
    text = f"暂停{phrase}"
    arguments = [Argument("actor", Span(0, 1), mention=i) for i, _ in enumerate(labels)]
    arguments.append(Argument("object", Span(2, len(text))))
    event = EventMention("Suspension", Span(0, 2), 0, Span(0, len(text)), tuple(arguments))
    mentions = tuple(Mention(Span(0, 1), label, "Country") for label in labels)
    of = {(name, i): (ids[label],) for i, label in enumerate(labels)}
    return Extraction(Article(name, name, text, (), ""), (Span(0, len(text)),), mentions, events=(event,)), of


def test_one_process_over_two_articles_and_scripts():
    a, of_a = extraction("a", "气候谈判", "中国+法国")
    b, of_b = extraction("b", "與法國的氣候談判", "中国+法国")
    found, things = resolve_things([a, b], of_a | of_b, ENTITIES, ONTOLOGY)
    assert [e.id for e in found] == ["process-中法气候谈判"]
    assert things == {(name, 0): ("object", "process-中法气候谈判") for name in "ab"}
    assert "气候谈判" in found[0].alt


def test_other_parties_have_a_process_of_their_own():
    a, of_a = extraction("a", "气候谈判", "中国+法国")
    b, of_b = extraction("b", "气候谈判", "法国")
    found, things = resolve_things([a, b], of_a | of_b, ENTITIES, ONTOLOGY)
    assert things[("a", 0)] != things[("b", 0)]
    assert [e.id for e in found] == sorted({things[("a", 0)][1], things[("b", 0)][1]})
