"""Lexicon and model together: who decides what."""

from __future__ import annotations

import pytest

from graph.extract.frames import FrameCandidate, RoleCandidate
from graph.extract.lexicon import Frame
from graph.extract.roles import Roles
from graph.extract.weighing import ADD, DROP, SURE, judged, merge_roles, role_of, weigh
from graph.model import Mention, Span

from .tagged import Tagged

CLASSES = {"Visit": "Visit", "Criticism": "Criticism", "Attendance": "Conference"}


def frame(
    span: Span, kind: str, likely: float, status: str = "occurred", asked: bool = True, roles=()
) -> FrameCandidate:
    return FrameCandidate(span, {kind: likely}, {status: 0.9}, tuple(roles), likely, asked)


@pytest.fixture(scope="module")
def visit(reader) -> Tagged:
    return Tagged("[马克龙:Person] 走访/n [北京:City] 访问/v [上海:City]", reader.lexicon)


@pytest.mark.parametrize(("likely", "stands"), [(DROP - 0.01, False), (DROP + 0.01, True)])
def test_the_model_turns_down_a_word_that_tells_nothing(visit, likely, stands):
    candidate = visit.trigger("访问")
    read = {candidate.span: frame(candidate.span, "Visit", likely)}
    standing, refused = weigh([candidate], [], visit.syntax, read, CLASSES, visit.lexicon)
    assert [w.candidate.text for w in standing] == (["访问"] if stands else [])
    assert [(r.extractor, r.surface) for r in refused] == ([] if stands else [("model", "访问")])


def test_the_lexicon_names_the_type(visit):
    candidate = visit.trigger("访问")
    read = {candidate.span: frame(candidate.span, "Criticism", 0.9)}
    ((weighed,), _) = weigh([candidate], [], visit.syntax, read, CLASSES, visit.lexicon)
    assert weighed.candidate.entry.type == "Visit"


def test_without_a_model_the_lexicon_stands_alone(visit):
    candidate = visit.trigger("访问")
    standing, refused = weigh([candidate], [], visit.syntax, {}, {}, visit.lexicon)
    assert [(w.candidate, w.frame) for w in standing] == [(candidate, None)]
    assert refused == []


@pytest.mark.parametrize(("likely", "added"), [(ADD - 0.01, False), (ADD + 0.01, True)])
def test_the_model_adds_a_word_that_nobody_listed(visit, likely, added):
    span = visit.parse.words[1].span
    read = {span: frame(span, "Visit", likely, asked=False)}
    standing, refused = weigh([], [], visit.syntax, read, CLASSES, visit.lexicon)
    assert [(w.candidate.text, w.candidate.entry.rule) for w in standing] == ([("走访", "model")] if added else [])
    assert [r.reason for r in refused] == ([] if added else ["unsure"])


def test_a_type_that_the_ontology_lacks_is_not_added(visit):
    span = visit.parse.words[1].span
    read = {span: frame(span, "Rumour", 0.9, asked=False)}
    assert weigh([], [], visit.syntax, read, CLASSES, visit.lexicon) == ([], [])


ROLES = [
    ("actor", Frame(), "actor"),
    ("recipient", Frame(), "recipient"),
    ("recipient", Frame(recipient_is="destination"), "destination"),
    ("actor", Frame(actor_is="recipient"), "recipient"),
    ("actor", Frame(subject="participant"), "participant"),
    ("place", Frame(), "place"),
    ("Other", Frame(), ""),
]


@pytest.mark.parametrize(("role", "shape", "expected"), ROLES)
def test_roles_of_the_model_in_the_words_of_the_ontology(role, shape, expected):
    assert role_of(role, shape) == expected


MENTIONS = (Mention(Span(0, 3), "马克龙", "Person"), Mention(Span(5, 7), "李强", "Person"))


def merged(
    *said: tuple[str, Span], shape: Frame | None = None, **before: list[tuple[int, bool]]
) -> dict[str, list[int]]:
    roles = Roles(dict(before))
    read = FrameCandidate(Span(3, 5), {"Meeting": 0.9}, {}, tuple(RoleCandidate(r, s, 0.9) for r, s in said), 0.9)
    merge_roles(roles, read, shape or Frame(), MENTIONS, lambda role, mention: True, 0, len(MENTIONS))
    return {role: sorted(m for m, _ in fillers) for role, fillers in roles.fillers.items() if fillers}


def test_a_span_fills_its_role_with_the_name_it_ends_with():
    assert merged(("actor", Span(0, 3)), ("recipient", Span(3, 7))) == {"actor": [0], "recipient": [1]}


def test_where_the_model_is_silent_phrases_speak():
    assert merged(("actor", Span(0, 3)), recipient=[(1, False)]) == {"actor": [0], "recipient": [1]}


def test_equal_parties_are_participants():
    read = merged(("actor", Span(0, 3)), ("recipient", Span(5, 7)), shape=Frame(symmetric=True))
    assert read == {"participant": [0, 1]}


JUDGED = [
    ("", "", "planned", 0.9, ("Planned", "model")),
    ("Planned", "将", "planned", 0.9, ("Planned", "将")),
    ("Denied", "否认", "negated", 0.9, ("Denied", "否认")),
    ("Ongoing", "正在", "occurred", 0.9, ("Ongoing", "正在")),
    ("Planned", "将", "occurred", SURE - 0.01, ("Planned", "将")),
    ("", "", "occurred", 0.9, ("", "")),
]


@pytest.mark.parametrize(("modality", "cue", "status", "likely", "expected"), JUDGED)
def test_status(modality, cue, status, likely, expected):
    read = FrameCandidate(Span(0, 2), {"Visit": 0.9}, {status: likely}, (), 0.9)
    assert judged(modality, cue, read) == expected


def test_status_without_a_model_is_that_of_the_cue():
    assert judged("Negated", "没有", None) == ("Negated", "没有")
