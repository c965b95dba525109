"""Parties that one event of a sentence leaves out and another names."""

from __future__ import annotations

import pytest

CASES = [
    # who invites is where the guest goes
    ("法国总统马克龙邀请莫迪访问。", "Visit 访问", "destination", {"马克龙", "法国"}),
    # the parties of the talks are those who stop or resume them
    ("中国暂停了与美国的谈判。", "Negotiation 谈判", "participant", {"中国", "美国"}),
    ("印度與巴基斯坦恢復談判。", "Negotiation 談判", "participant", {"印度", "巴基斯坦"}),
]


@pytest.mark.parametrize(("text", "event", "role", "expected"), CASES)
def test_parties(reader, text, event, role, expected):
    kind, trigger = event.split()
    extraction = reader(text)
    filled = reader.roles(extraction, reader.find(extraction, trigger, kind)).get(role, set())
    assert filled <= expected
    if role == "participant":
        assert filled == expected


ONCE = ["他补充说，法国支持乌克兰。", "路透社报道称，马克龙抵达基辅。", "莫迪補充說，印度支持法國。"]


@pytest.mark.parametrize("text", ONCE)
def test_two_words_of_one_statement_are_one_event(reader, text):
    extraction = reader(text)
    said = [e for e in extraction.events if e.type in ("Statement", "Report")]
    assert len(said) == 1


ABOUT_TWO = "中美会谈周一开始。美国和中国将讨论气候。中美两国都是排放大国。"
LENT = [
    (ABOUT_TWO + "他说，我们需要合作。", "Cooperation 合作", {"中", "美", "中国", "美国"}),
    (ABOUT_TWO + "双方谈判中断。", "Suspension 中断", {"中", "美", "中国", "美国"}),
]


@pytest.mark.parametrize(("text", "event", "sides"), LENT)
def test_talks_that_name_nobody_are_those_of_the_two_sides(reader, text, event, sides):
    kind, trigger = event.split()
    extraction = reader(text)
    roles = reader.roles(extraction, reader.find(extraction, trigger, kind))
    parties = {name for role in ("actor", "participant", "recipient") for name in roles.get(role, set())}
    assert len(parties) == 2
    assert parties <= sides


@pytest.mark.parametrize(
    "text",
    [
        "日本和韩国会谈。中美贸易下降。他说，我们需要合作。",  # about nobody in particular
        ABOUT_TWO + "去年夏天，工厂停产。",  # no talks
    ],
)
def test_no_sides_are_lent(reader, text):
    extraction = reader(text)
    stopped = [e for e in extraction.events if e.trigger.of(text) in ("合作", "停产")]
    assert not stopped
