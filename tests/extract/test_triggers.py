"""Which words may tell an event, on sentences tagged by hand."""

from __future__ import annotations

import pytest

from graph.extract.patterns import find_patterns
from graph.extract.triggers import find_triggers

from .tagged import Tagged

FOUND = [
    ("[马克龙:Person] 抵达/v [北京:City]", [("抵达", "Visit", False)]),
    ("[法国:Country] 与/p [德国:Country] 的/u 谈判/vn", [("谈判", "Negotiation", True)]),
    (
        "[日本:Country] 推迟/v 了/u 对/p [印度:Country] 的/u 访问/vn",
        [("推迟", "Postponement", False), ("访问", "Visit", True)],
    ),
    ("[何立峰:Person] 会面/v", [("会面", "Meeting", False)]),
    ("天气/n 转/v 冷/a", []),
]


@pytest.mark.parametrize(("marked", "expected"), FOUND)
def test_triggers(reader, marked, expected):
    tagged = Tagged(marked, reader.lexicon)
    found, _ = find_triggers(tagged.syntax, reader.lexicon)
    assert [(c.text, c.entry.type, c.nominal) for c in found] == expected
    assert [c.span.of(tagged.text) for c in found] == [c.text for c in found]


REFUSED = [
    ("[莫迪:Person] 说服/v 了/u [泽连斯基:Person]", "说"),
    ("[罗琳:Person] 的/u 小说/n", "说"),
]


@pytest.mark.parametrize(("marked", "word"), REFUSED)
def test_a_word_inside_another_is_no_trigger(reader, marked, word):
    tagged = Tagged(marked, reader.lexicon)
    assert [c.text for c in find_triggers(tagged.syntax, reader.lexicon)[0] if c.text == word] == []


def test_a_name_holds_no_trigger(reader):
    tagged = Tagged("[访问记者协会:Organization] 成立/v", reader.lexicon)
    assert [c.text for c in find_triggers(tagged.syntax, reader.lexicon)[0] if c.text == "访问"] == []


def test_refusals_tell_their_reason(reader):
    tagged = Tagged("[美国:Country] 的/u 称号/n 与/p 名称/n 被/p 指责/v 为/v 说法/n", reader.lexicon)
    _, refused = find_triggers(tagged.syntax, reader.lexicon)
    assert all(r.reason and r.extractor == "lexicon" for r in refused)


PATTERNS = [
    ("[马克龙:Person] 接受/v [路透社:MediaOutlet] 专访/vn", "专访", {"recipient": ["马克龙"], "actor": ["路透社"]}),
    ("[马克龙:Person] 接受/v [路透社:MediaOutlet] 访问/vn", "访问", {"recipient": ["马克龙"], "actor": ["路透社"]}),
]


@pytest.mark.parametrize(("marked", "trigger", "roles"), PATTERNS)
def test_patterns_fill_their_slots(reader, marked, trigger, roles):
    tagged = Tagged(marked, reader.lexicon)
    (found,) = find_patterns(tagged.syntax, reader.lexicon)
    assert (found.text, found.entry.type) == (trigger, "Interview")
    assert {role: [tagged.mentions[m].surface for m in heads] for role, heads in found.pattern.items()} == roles


@pytest.mark.parametrize("marked", ["[马克龙:Person] 接受/v 了/u 建议/n", "[马克龙:Person] 访问/v [北京:City]"])
def test_no_pattern(reader, marked):
    assert find_patterns(Tagged(marked, reader.lexicon).syntax, reader.lexicon) == []
