"""The trigger lexicon as data: what anybody who edits ontology/lexicon-zh.ttl must keep true."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from opencc import OpenCC
from rdflib import OWL, RDF, RDFS, Graph, Literal, Namespace, URIRef

NG = Namespace("https://w3id.org/newsgraph/ns#")
SKOS_IN_SCHEME = URIRef("http://www.w3.org/2004/02/skos/core#inScheme")
ONTOLOGY = Path(__file__).parents[1] / "ontology"
SLOT = re.compile(r"\{([^}]*)\}")
WORDS = (NG.verb, NG.noun, NG.form, NG.notIn, NG.cue, NG.marker, NG.word, NG.case, NG.pattern)
LIMITS = (NG.ifObject, NG.notObject, NG.ifBefore, NG.notBefore, NG.ifAfter, NG.notAfter)
SLOTS = {"event", "content"}
SCRIPT_SHARED = {"著"}  # characters that the converter changes although Simplified text uses them
FEW: dict[str, str] = {}  # type -> why the language has fewer than 15 words for it


@pytest.fixture(scope="module")
def lexicon() -> Graph:
    return Graph().parse(ONTOLOGY / "lexicon-zh.ttl")


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(ONTOLOGY / "newsgraph.ttl")


def local(term: object) -> str:
    return str(term).rsplit("#", 1)[-1]


def types(ontology: Graph) -> set[URIRef]:
    """The event types: classes below ng:Event that are no group of types."""
    below = {c for c in ontology.transitive_subjects(RDFS.subClassOf, NG.Event) if isinstance(c, URIRef)}
    groups = {NG.Event} | {c for c in below if (c, RDFS.subClassOf, NG.Event) in ontology}
    return below - groups


def roles(ontology: Graph) -> set[URIRef]:
    """The object properties whose domain is ng:Event."""
    return {p for p in ontology.subjects(RDFS.domain, NG.Event) if (p, RDF.type, OWL.ObjectProperty) in ontology}  # type: ignore[misc]


def literals(graph: Graph) -> list[tuple[str, str]]:
    return [(local(s), str(o)) for p in (*WORDS, *LIMITS) for s, o in graph.subject_objects(p)]


def test_words_are_simplified(lexicon: Graph) -> None:
    convert = OpenCC("t2s").convert
    wrong = [(s, w) for s, w in literals(lexicon) if convert(w) != w and not SCRIPT_SHARED & set(w)]
    assert wrong == []


def test_words_are_nfc_and_clean(lexicon: Graph) -> None:
    wrong = [(s, w) for s, w in literals(lexicon) if unicodedata.normalize("NFC", w) != w or w != w.strip() or not w]
    assert wrong == []


def test_words_carry_their_language(lexicon: Graph) -> None:
    terms = [o for p in (*WORDS, *LIMITS) for o in lexicon.objects(None, p)]
    assert [o for o in terms if not (isinstance(o, Literal) and o.language == "zh")] == []


def test_no_word_twice_in_a_class(ontology: Graph) -> None:
    """RDF drops repeated triples silently, so the text itself is counted."""
    text = (ONTOLOGY / "lexicon-zh.ttl").read_text(encoding="utf-8")
    repeated = []
    for statement in re.split(r" \.\n", text):
        for part in re.split(r" ;\s", statement):
            values = re.findall(r'"([^"]*)"@zh', part)
            repeated += [(statement.split()[:1], w) for w, n in Counter(values).items() if n > 1]
    assert repeated == []


def test_verbs_of_two_types_carry_a_condition(lexicon: Graph) -> None:
    """A bare verb must not stand for two types: the choice would be an accident of sorting."""
    owners = defaultdict(set)
    for cls, word in lexicon.subject_objects(NG.verb):
        owners[str(word)].add(local(cls))
    assert {w: sorted(c) for w, c in owners.items() if len(c) > 1} == {}


def test_every_type_has_labels_and_triggers(lexicon: Graph, ontology: Graph) -> None:
    short = {}
    for cls in types(ontology):
        labels = {label.language for label in ontology.objects(cls, RDFS.label) if isinstance(label, Literal)}
        assert "zh" in labels, cls
        words = {str(o) for p in (NG.verb, NG.noun) for o in lexicon.objects(cls, p)}
        for entry in lexicon.subjects(NG.evokes, cls):
            words |= {str(o) for o in lexicon.objects(entry, NG.form)}
        if len(words) < 15 and local(cls) not in FEW:
            short[local(cls)] = len(words)
    assert short == {}


def test_subjects_are_terms_of_the_ontology(lexicon: Graph, ontology: Graph) -> None:
    known = set(ontology.subjects()) | set(lexicon.subjects(RDF.type, None))
    named = {s for p in (*WORDS, *LIMITS) for s in lexicon.subjects(p)} | set(lexicon.objects(None, NG.evokes))
    assert sorted(local(s) for s in named if s not in known) == []


def test_roles_exist(lexicon: Graph, ontology: Graph) -> None:
    known = roles(ontology)
    used = {o for p in (NG.subjectFills, NG.objectFills) for o in lexicon.objects(None, p)}
    used |= set(lexicon.subjects(NG.marker))
    used |= {NG[slot] for o in lexicon.objects(None, NG.case) for slot in SLOT.findall(str(o))}
    assert sorted(local(r) for r in used - known) == []


def test_cases_have_one_word_and_one_slot(lexicon: Graph) -> None:
    wrong = [str(o) for o in lexicon.objects(None, NG.case) if not re.fullmatch(r"[^{}]+\{[a-z]+\}", str(o))]
    assert wrong == []


def test_patterns_compile(lexicon: Graph, ontology: Graph) -> None:
    known = {local(r) for r in roles(ontology)} | SLOTS
    for text in map(str, lexicon.objects(None, NG.pattern)):
        assert text.count("{") == text.count("}") > 0, text
        assert {slot.split(".")[0] for slot in SLOT.findall(text)} <= known, text
        assert SLOT.sub("", text), text


def test_modalities_exist(lexicon: Graph, ontology: Graph) -> None:
    known = set(ontology.subjects(SKOS_IN_SCHEME, NG.ModalityScheme))
    used = set(lexicon.subjects(NG.cue)) | set(lexicon.objects(None, NG.contentModality))
    assert used
    assert used <= known


def test_a_cue_announces_one_modality(lexicon: Graph) -> None:
    owners = defaultdict(set)
    for modality, word in lexicon.subject_objects(NG.cue):
        owners[str(word)].add(local(modality))
    assert {w: sorted(m) for w, m in owners.items() if len(m) > 1} == {}


def test_exceptions_contain_a_trigger(lexicon: Graph) -> None:
    """A `notIn` string that holds no form of its class, or is itself one, says nothing or silences the form."""
    forms: dict[str, set[str]] = defaultdict(set)
    for p in (NG.verb, NG.noun, NG.cue):
        for s, o in lexicon.subject_objects(p):
            forms[local(s)].add(str(o))
    for entry, cls in lexicon.subject_objects(NG.evokes):
        forms[local(cls)] |= {str(o) for o in lexicon.objects(entry, NG.form)}
    idle = [
        (local(s), str(o))
        for s, o in lexicon.subject_objects(NG.notIn)
        if str(o) in forms[local(s)] or not any(f in str(o) for f in forms[local(s)])
    ]
    assert idle == []


def test_entries_are_complete(lexicon: Graph) -> None:
    for entry in lexicon.subjects(RDF.type, NG.LexicalEntry):
        assert list(lexicon.objects(entry, NG.form)), entry
        assert len(list(lexicon.objects(entry, NG.evokes))) == 1, entry
