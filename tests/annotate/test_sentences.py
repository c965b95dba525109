import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.annotate.sentences import LIMIT, cut_long, find_sentences
from graph.model import Span


@pytest.mark.parametrize(
    "sentences",
    [
        ["他说：“我来了。", "你呢？”", "她走了。"],
        ["外长說：「沒有這回事！」", "會議隨後結束。"],
        ["“你去吗？”记者问。", "他没有回答。"],
        ['他说 "这是第一点。', '这是第二点。"', "会议结束。"],
        ["通胀率为3.5%，U.S. Steel没有回应；工会反对。"],
        ["报告（他看过吗？没有。）已经公布。", "反响很大。"],
        ["《谁是对手？》一书出版。"],
        ["真的！？", "是的……也许吧。"],
        ["等等……”", "他说完了。"],
    ],
)
def test_sentences_of_one_line(sentences):
    text = "".join(sentences)
    assert [span.of(text) for span in find_sentences(text)] == sentences


def test_a_headline_is_one_sentence():
    assert len(find_sentences("为会晤铺路？特使下月再访\n会议周一开始。代表已到。")) == 3


def test_line_breaks_and_blanks_end_sentences():
    text = "标题一\n\n  第二段。 \u3000第三句"
    assert [span.of(text) for span in find_sentences(text)] == ["标题一", "第二段。", "第三句"]


@given(st.text(alphabet='中国。！？”“（）"…\n .，A', max_size=60))
def test_sentences_hold_all_that_is_not_white_space(text):
    spans = find_sentences(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    covered = "".join(span.of(text) for span in spans)
    assert "".join(covered.split()) == "".join(text.split())
    assert all("\n" not in span.of(text) for span in spans)


@given(st.text(alphabet="中，国 ", min_size=1, max_size=LIMIT * 3))
def test_long_sentences_are_cut_into_pieces_that_join(text):
    pieces = list(cut_long(text, Span(0, len(text))))
    assert "".join(piece.of(text) for piece in pieces) == text
    assert all(piece.end - piece.start <= LIMIT for piece in pieces)
