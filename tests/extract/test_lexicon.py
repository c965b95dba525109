"""The ontology's words in the form that the extractor walks."""

from __future__ import annotations

import pytest

from graph.extract.lexicon import compile_lexicon
from graph.vocabulary import load_ontology

PREFIXES = """\
@prefix ng: <https://w3id.org/newsgraph/ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""


@pytest.fixture
def compiled(tmp_path):
    def load(turtle: str):
        (tmp_path / "mine.ttl").write_text(PREFIXES + turtle, encoding="utf-8")
        return compile_lexicon(load_ontology([tmp_path / "mine.ttl"]))

    return load


def test_same_ontology_same_lexicon(reader):
    assert compile_lexicon(load_ontology()) == compile_lexicon(load_ontology()) == reader.lexicon


def test_every_form_evokes_an_event_class(reader):
    for form, entries in reader.lexicon.entries.items():
        assert entries
        assert len(form) <= reader.lexicon.longest
        assert all(reader.ontology.is_a(entry.type, "Event") and entry.form == form for entry in entries)


WORDS = [("会谈", "Meeting"), ("访问", "Visit"), ("谴责", "Criticism"), ("逮捕", "Arrest"), ("收购", "Transaction")]


@pytest.mark.parametrize(("word", "kind"), WORDS)
def test_common_words(reader, word, kind):
    assert kind in {entry.type for entry in reader.lexicon.entries[word]}


def test_a_frame_is_inherited_and_the_nearest_line_wins(compiled):
    lexicon = compiled(
        """ng:Duel a owl:Class ; rdfs:subClassOf ng:Attack ; rdfs:label "决斗"@zh , "Duel"@en ;
        rdfs:comment "Two fight."@en ;
        ng:verb "决斗"@zh ; ng:case "向{participant}"@zh ."""
    )
    (entry,) = lexicon.entries["决斗"]
    assert entry.frame.subject == "actor"
    assert entry.frame.cases["向"] == "participant"
    assert entry.frame.cases["被"] == "actor"
    assert lexicon.frames["Attack"].cases["向"] == "recipient"


def test_an_entry_differs_from_its_class(compiled):
    lexicon = compiled(
        """ng:mine a ng:LexicalEntry ; ng:form "上门"@zh ; ng:evokes ng:Visit ; ng:objectFills ng:recipient ;
        ng:ifTag "v" ; ng:ifAfter "拜访"@zh ."""
    )
    (entry,) = lexicon.entries["上门"]
    assert (entry.type, entry.frame.object, entry.tags, entry.after) == ("Visit", "recipient", {"v"}, ("拜访",))
    assert entry.conditions


def test_a_pattern_is_slots_and_words(compiled):
    lexicon = compiled('ng:Meeting ng:pattern "{participant}和{participant}碰头"@zh .')
    (pattern,) = [p for p in lexicon.patterns if p.text.endswith("碰头")]
    assert pattern.parts == (("slot", "participant"), ("word", "和"), ("slot", "participant"), ("word", "碰头"))


def test_links_are_looked_up_longest_first(reader):
    lengths = [len(words) for words, _, _ in reader.lexicon.links]
    assert lengths == sorted(lengths, reverse=True)


@pytest.mark.parametrize(("word", "modality"), [("将", "Planned"), ("没有", "Negated"), ("可能", "Unconfirmed")])
def test_cues(reader, word, modality):
    assert reader.lexicon.cues[word] == modality


def test_word_classes(reader):
    assert reader.lexicon.is_in("邀请", "PivotVerb")
    assert not reader.lexicon.is_in("邀请", "PassiveMarker")
    assert not reader.lexicon.is_in("邀请", "NoSuchClass")
