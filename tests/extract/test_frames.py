"""The frame model reads sentences that it has never seen: triggers, types, status and roles."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from graph import attributes
from graph.annotate import annotate, load
from graph.errors import GraphError, SettingsError
from graph.extract.frame_inputs import BUCKETS, distances, make_batches, read_words
from graph.extract.frames import FrameCandidate, FrameModel, _runs
from graph.model import Article, Block, Span


@pytest.fixture(scope="module")
def model() -> FrameModel:
    return FrameModel.load()


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load(states=True)


def docs_of(nlp: Language, *texts: str) -> list[Doc]:
    articles = (Article(str(i), "", t, (Block(Span(0, len(t)), "paragraph"),), "") for i, t in enumerate(texts))
    return list(annotate(articles, nlp))


def shown(candidate: FrameCandidate, text: str) -> tuple[str, set[tuple[str, str]]]:
    return candidate.trigger.of(text), {(r.role, r.span.of(text)) for r in candidate.roles}


CASES = [
    ("法国外长科洛纳周三抵达东京。", "抵达", "Visit", "occurred", {("actor", "科洛纳"), ("recipient", "东京")}),
    ("韩国总统尹锡悦邀请泽连斯基访问首尔。", "邀请", "Invitation", "occurred", {("actor", "尹锡悦")}),
    ("警方周五逮捕了前市长张德文。", "逮捕", "Arrest", "occurred", {("actor", "警方"), ("recipient", "张德文")}),
    ("欧盟宣布将对白俄罗斯实施新的制裁。", "制裁", "Sanction", "planned", {("actor", "欧盟")}),
    ("世卫组织否认曾收到有关报告。", "否认", "Denial", "occurred", {("actor", "世卫组织")}),
]


@pytest.mark.parametrize(("text", "trigger", "kind", "status", "roles"), CASES)
def test_reads_a_plain_sentence(model, nlp, text, trigger, kind, status, roles):
    (found,) = model.predict(docs_of(nlp, text))
    best = next(c for c in found if c.trigger.of(text) == trigger)
    assert (best.type, best.status) == (kind, status)
    assert roles <= shown(best, text)[1]


def test_traditional_script_is_read_like_simplified(model, nlp):
    simplified, traditional = "法国外长周三抵达东京，会见首相岸田文雄。", "法國外長周三抵達東京，會見首相岸田文雄。"
    mine, theirs = model.predict(docs_of(nlp, simplified, traditional))
    assert mine == theirs
    assert {c.type for c in mine} >= {"Visit", "Meeting"}


NEW_TYPES = [  # of a kind that the model was not taught: rescue, and the award of a prize
    ("消防员周二救出了三名矿工。", "救出", {("actor", "消防员"), ("time", "周二")}),
    ("海军在近海救起十二名渔民。", "救起", {("actor", "海军")}),
    ("瑞典学院把文学奖颁给了韩江。", "颁给", {("actor", "瑞典学院"), ("recipient", "韩江")}),
    ("市政府周一表彰了王建国。", "表彰", {("actor", "市政府"), ("recipient", "王建国")}),
]


@pytest.mark.parametrize(("text", "trigger", "roles"), NEW_TYPES)
def test_fills_roles_of_types_it_was_not_taught(model, nlp, text, trigger, roles):
    (doc,) = docs_of(nlp, text)
    at = text.index(trigger)
    (found,) = model.roles(doc, [Span(at, at + len(trigger))])
    assert roles <= {(r.role, r.span.of(text)) for r in found}


def test_asked_triggers_are_told_once_and_all(model, nlp):
    text = "法国外长周三抵达东京，会见首相岸田文雄。"
    (doc,) = docs_of(nlp, text)
    asked = [Span(text.index(t), text.index(t) + 2) for t in ("抵达", "东京")]
    (found,) = model.predict([doc], [asked])
    assert [c.trigger for c in found if c.asked] == sorted(asked)
    assert not [c for c in found if not c.asked and any(c.trigger.overlaps(a) for a in asked)]
    assert next(c for c in found if c.trigger == asked[0]).probability > 0.5
    assert next(c for c in found if c.trigger == asked[1]).probability < 0.5


def test_a_doc_reads_the_same_alone_and_in_company(model, nlp):
    texts = [text for text, *_ in CASES] + ["市政府周一表彰了王建国。他说，谢谢大家。", "", "。"]
    together = model.predict(docs_of(nlp, *texts))
    for text, among in zip(texts, together, strict=True):
        (alone,) = model.predict(docs_of(nlp, text))
        assert [shown(c, text) for c in alone] == [shown(c, text) for c in among]
        for mine, theirs in zip(alone, among, strict=True):
            assert mine.probability == pytest.approx(theirs.probability, abs=1e-3)


def test_every_span_lies_in_the_sentence_of_its_trigger(model, nlp):
    text = "总统周一抵达巴黎。\n外长称，双方将签署协议，警方逮捕了两人。财长没有出席会议。"
    (doc,) = docs_of(nlp, text)
    sentences = [Span(s.start_char, s.end_char) for s in doc.sents]
    (found,) = model.predict([doc], threshold=0.05)
    assert len(found) > 3
    for candidate in found:
        (home,) = (s for s in sentences if s.covers(candidate.trigger))
        assert all(home.covers(r.span) and 0 < r.probability <= 1 for r in candidate.roles)
        assert 0 < sum(candidate.types.values()) <= 1.01


def test_no_docs_and_empty_docs(model, nlp):
    assert model.predict([]) == []
    assert model.predict(docs_of(nlp, "", "\n")) == [(), ()]


def test_doc_without_states_is_told(model):
    attributes.register()
    with pytest.raises(GraphError, match="no states"):
        model.predict([Doc(Vocab(), words=["外长", "抵达"], spaces=[False, False])])


def test_folder_without_a_model_is_told(tmp_path):
    with pytest.raises(SettingsError, match=r"no frames\.onnx"):
        FrameModel.load(tmp_path)


def test_every_class_is_of_the_ontology(model):
    from graph.vocabulary import load_ontology

    ontology = load_ontology(None)
    assert set(model.classes.values()) <= ontology.event_classes


def test_words_and_batches_cover_every_word_once(model, nlp):
    texts = [text for text, *_ in CASES] * 3 + ["甲\n乙丙。"]
    words = read_words(docs_of(nlp, *texts), model.tables)
    assert [
        t for d, a, b in zip(words.doc, words.start, words.end, strict=True) if not (t := texts[d][a:b]).strip()
    ] == []
    assert "".join(texts[d][a:b] for d, a, b in zip(words.doc, words.start, words.end, strict=True)) == "".join(
        "".join(t.split()) for t in texts
    )
    rows = np.concatenate([batch.rows.ravel() for batch in make_batches(words, 40)])
    assert sorted(rows[rows >= 0].tolist()) == list(range(len(words.doc)))


def spans_by_hand(on: list[bool], opens: list[bool]) -> Iterator[tuple[int, int]]:
    start = None
    for i, inside in enumerate(on):
        if start is not None and (not inside or opens[i]):
            yield start, i - 1
            start = None
        if inside and start is None:
            start = i
    if start is not None:
        yield start, len(on) - 1


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=12))
def test_runs_are_those_found_by_hand(marks):
    on, opens = ([m[k] for m in marks] for k in range(2))
    (begins,), (ends,) = _runs(np.array(on), np.array(opens))
    assert list(zip(begins.tolist(), ends.tolist(), strict=True)) == list(spans_by_hand(on, opens))


@given(st.integers(0, 80), st.integers(1, 900))
def test_distances_grow_with_distance_and_mirror(head, length):
    (row,) = distances(np.array([min(head, length - 1)]), length)
    assert row.min() >= 1
    assert row.max() <= 2 * BUCKETS + 1
    assert (np.diff(row) >= 0).all()
    assert row[min(head, length - 1)] == BUCKETS + 1
