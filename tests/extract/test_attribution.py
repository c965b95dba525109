"""Quotations, and which acts of speech cover a place in the text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.extract.attribution import Speech, chain, quotes
from graph.model import Span

QUOTES = [
    ("他说：“好。走吧。”完", ["好。走吧。"]),
    ("他說：「好。走吧。」完", ["好。走吧。"]),
    ("“甲”和“乙”", ["甲", "乙"]),
    ("「他說『是』。」", ["他說『是』。"]),
    ("没有引号。", []),
]


@pytest.mark.parametrize(("text", "expected"), QUOTES)
def test_quotes(text, expected):
    assert [span.of(text) for span in quotes(text, 0, len(text))] == expected


def test_a_quotation_left_open_ends_with_its_paragraph():
    text = "他说：“好。走吧。\n第二段。"
    (span,) = quotes(text, 0, len(text))
    assert span.of(text).strip() == "好。走吧。"


@given(st.text(alphabet='“”「」『』"甲乙。\n', max_size=40))
def test_quotes_lie_in_the_text_and_apart(text):
    found = quotes(text, 0, len(text))
    assert all(0 <= span.start <= span.end <= len(text) for span in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all("\n" not in span.of(text).rstrip("\n") for span in found)


def speech(event: int, start: int, end: int) -> Speech:
    return Speech(event, 0, Span(start - 1, start), (event,), [Span(start, end)], False)


def test_innermost_speech_comes_first():
    said = [speech(0, 2, 30), speech(1, 10, 30)]
    assert [s.event for s in chain(said, 20)] == [1, 0]
    assert [s.event for s in chain(said, 5)] == [0]
    assert [s.event for s in chain(said, 30)] == []


def test_nobody_is_his_own_source():
    said = [speech(0, 2, 30), speech(1, 10, 30)]
    assert [s.event for s in chain(said, 20, own=1)] == [0]
