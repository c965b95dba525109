from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import RDFS, Graph

from graph.errors import OntologyError
from graph.namespaces import NG, NGC, within
from graph.vocabulary import Ontology, load_ontology

PREFIXES = """\
@prefix ng: <https://w3id.org/newsgraph/ns#> .
@prefix ent: <https://w3id.org/newsgraph/id/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix schema: <https://schema.org/> .
"""


@pytest.fixture(scope="module")
def shipped() -> Ontology:
    return load_ontology()


@pytest.fixture
def extended(tmp_path: Path):
    def load(turtle: str) -> Ontology:
        file = tmp_path / "mine.ttl"
        file.write_text(PREFIXES + turtle, encoding="utf-8")
        return load_ontology([file])

    return load


@pytest.mark.parametrize(
    ("cls", "ancestor", "expected"),
    [
        ("Country", "Place", True),
        ("Country", "Agent", True),
        ("City", "Agent", False),
        ("MediaOutlet", "Organization", True),
        ("Announcement", "CommunicationEvent", True),
        ("Meeting", "Meeting", True),
        ("Meeting", "Entity", False),
        ("Nonsense", "Event", False),
        ("Nonsense", "Nonsense", False),
    ],
)
def test_class_lies_below_its_ancestors(shipped: Ontology, cls: str, ancestor: str, expected: bool) -> None:
    assert shipped.is_a(cls, ancestor) is expected


def test_every_event_class_lies_in_one_group(shipped: Ontology) -> None:
    assert len(shipped.event_groups) == 10
    assert len(shipped.event_classes) >= 47
    for cls in shipped.event_classes:
        assert sum(shipped.is_a(cls, group) for group in shipped.event_groups) == 1, cls
    assert shipped.group_of("Ceasefire") == "SecurityEvent"
    assert shipped.group_of("Person") == ""


def test_types_of_equal_parties_are_symmetric(shipped: Ontology) -> None:
    expected = {"Meeting", "Call", "Negotiation", "Agreement", "Cooperation", "Ceasefire", "Resumption"}
    assert shipped.symmetric == expected


def test_shortcuts_name_roles_and_a_subclass_takes_those_above(shipped: Ontology) -> None:
    rows = {(s.property, s.type, s.subject, s.object) for s in shipped.shortcuts}
    assert ("authorizes", "Authorization", "actor", "recipient") in rows
    assert {("announces", "Announcement", "actor", "content"), ("announces", "Announcement", "actor", "object")} <= rows
    assert ("hits", "Disaster", "self", "place") in rows
    assert {s.property for s in shipped.shortcuts_of("Announcement")} == {"announces", "states", "tells"}


def test_roles_know_what_may_fill_them(shipped: Ontology) -> None:
    assert shipped.roles["place"] == "Place"
    assert shipped.roles["content"] == "Event"
    named = "participant actor recipient object content topic place destination origin position"
    assert sorted(shipped.roles) == sorted(named.split(" "))


def test_modalities_are_facts_or_not(shipped: Ontology) -> None:
    assert shipped.modalities["Ongoing"] == "Factual"
    assert shipped.modalities["Requested"] == "NonFactual"
    assert shipped.modalities["Denied"] == "CounterFactual"
    assert len(shipped.modalities) == 8


def test_words_are_read_for_any_annotation(shipped: Ontology) -> None:
    assert "会晤" in shipped.words("verb")["Meeting"]
    assert "将" in shipped.words("cue")["Planned"]
    assert shipped.words("shortcutOf")["meets"] == ("Meeting",)
    assert shipped.words("nothingCarriesThis") == {}


def test_every_shipped_term_has_both_labels_and_a_comment() -> None:
    graph = Graph().parse(Path("ontology/newsgraph.ttl"))
    terms = {term for term in graph.subjects() if within(NG, term) or within(NGC, term)}
    assert len(terms) > 180
    for term in terms:
        assert {label.language for label in graph.objects(term, RDFS.label)} == {"zh", "en"}, term
        assert graph.value(term, RDFS.comment), term


def test_every_shortcut_has_its_claimed_twin(shipped: Ontology) -> None:
    for shortcut in shipped.shortcuts:
        assert (NGC[shortcut.property], RDFS.subPropertyOf, NGC.relatedTo) in shipped.graph


def test_names_of_the_gazetteer_are_no_part_of_the_terms(shipped: Ontology) -> None:
    assert len(shipped.gazetteer) > 300
    reuters = shipped.gazetteer["outlet-路透社"]
    assert (reuters.type, reuters.label_en) == ("MediaOutlet", "Reuters")
    assert "https://reuters.com/" in reuters.urls
    assert not any("newsgraph/id/" in str(subject) for subject in shipped.terms.subjects())
    assert len(shipped.terms) < len(shipped.graph)


def test_three_lines_make_a_new_type_with_its_words(extended) -> None:
    ontology = extended("""
        ng:Pardon a owl:Class ; rdfs:subClassOf ng:PoliticalEvent ; rdfs:label "特赦"@zh ;
          ng:verb "特赦"@zh , "赦免"@zh ; ng:noun "特赦令"@zh .
        ng:pardons rdfs:label "特赦"@zh ; ng:shortcutOf ng:Pardon ;
          ng:subjectRole ng:actor ; ng:objectRole ng:recipient .
    """)
    assert ontology.group_of("Pardon") == "PoliticalEvent"
    assert ontology.words("verb")["Pardon"] == ("特赦", "赦免")
    assert ontology.labels["Pardon"].zh == "特赦"
    assert [s.property for s in ontology.shortcuts_of("Pardon")] == ["pardons"]
    twin = [str(label) for label in ontology.graph.objects(NGC.pardons, RDFS.label)]
    assert twin == ["据称特赦"]


def test_a_word_a_pattern_an_exception_a_cue_and_a_marker_can_be_added(extended) -> None:
    ontology = extended("""
        ng:Suspension ng:verb "喊停"@zh .   ng:Interview ng:pattern "{recipient}接受{actor}问询"@zh .
        ng:Statement ng:notIn "游说"@zh .   ng:Planned ng:cue "拟于"@zh .   ng:recipient ng:marker "朝"@zh .
    """)
    assert "喊停" in ontology.words("verb")["Suspension"]
    assert "{recipient}接受{actor}问询" in ontology.words("pattern")["Interview"]
    assert "游说" in ontology.words("notIn")["Statement"]
    assert "拟于" in ontology.words("cue")["Planned"]
    assert "朝" in ontology.words("marker")["recipient"]


def test_an_entity_can_be_added(extended) -> None:
    entry = extended("""
        ent:city-某城 a ng:City ; rdfs:label "某城"@zh , "Someplace"@en ; skos:altLabel "某市"@zh ;
          ng:metonymOf ent:country-某国 ; schema:containedInPlace ent:country-某国 .
    """).gazetteer["city-某城"]
    assert (entry.label, entry.label_en, entry.alt) == ("某城", "Someplace", ("某市",))
    assert entry.metonym_of == entry.contained_in == "country-某国"


def test_folders_are_read_whole(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "words.ttl").write_text(PREFIXES + 'ng:Visit ng:verb "驾临"@zh .', encoding="utf-8")
    assert "驾临" in load_ontology([tmp_path]).words("verb")["Visit"]


@pytest.mark.parametrize(
    ("turtle", "parts"),
    [
        ('ng:Visit ng:verb "驾临"@zh\nng:Meeting ng:verb "聚首"@zh .', ("mine.ttl, line 8", "no Turtle", "ng:Meeting")),
        ('foo:Visit ng:verb "驾临"@zh .', ("mine.ttl, line", "foo", "@prefix")),
        ('ng:Meetting ng:verb "聚首"@zh .', ("mine.ttl, line 7", "ng:Meetting is no event class", "ng:Meeting")),
        ('ng:Person ng:verb "某"@zh .', ("ng:Person is no event class",)),
        (
            "ng:X a owl:Class ; rdfs:subClassOf ng:PoliticalEvnt .",
            ("ng:PoliticalEvnt is no class", "ng:PoliticalEvent"),
        ),
        ("ng:ContactEvent rdfs:subClassOf ng:Meeting .", ("lies below itself", "circle")),
        ("ng:greets ng:shortcutOf ng:Meeting ; ng:subjectRole ng:actor .", ("ng:greets has no ng:objectRole",)),
        (
            "ng:greets ng:shortcutOf ng:Meeting ; ng:subjectRole ng:actor ; ng:objectRole ng:recipent .",
            ("ng:recipent is no role", "ng:recipient"),
        ),
        ('ng:Visit ng:verbs "驾临"@zh .', ("mine.ttl, line 7", "ng:verbs is no term", "ng:verb")),
        ('<http://example.org/a> a ng:City ; rdfs:label "某城"@zh .', ("outside the namespace", "@prefix ent:")),
    ],
)
def test_what_does_not_fit_is_named_with_file_line_and_remedy(extended, turtle: str, parts: tuple[str, ...]) -> None:
    with pytest.raises(OntologyError) as caught:
        extended(turtle)
    assert all(part in str(caught.value) for part in parts), str(caught.value)
    assert "\n" not in str(caught.value)


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"absent\.ttl: no such file"):
        load_ontology([tmp_path / "absent.ttl"])
    wrong = tmp_path / "gbk.ttl"
    wrong.write_bytes("# 中文".encode("gb18030"))
    with pytest.raises(OntologyError, match=r"gbk\.ttl: is not UTF-8"):
        load_ontology([wrong])
