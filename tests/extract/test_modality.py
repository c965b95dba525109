"""What the words around a trigger say of whether it happened."""

from __future__ import annotations

import pytest

from graph.extract.modality import own_modality

from .tagged import Tagged

CASES = [
    ("[莫迪:Person] 将/d 访问/v [德国:Country]", "访问", ("Planned", "将")),
    ("[莫迪:Person] 没有/v 访问/v [德国:Country]", "访问", ("Negated", "没有")),
    ("[莫迪:Person] 已经/d 访问/v [德国:Country]", "访问", ("Happened", "已经")),
    ("[莫迪:Person] 访问/v 了/u [德国:Country]", "访问", ("Happened", "了")),
    ("[莫迪:Person] 访问/v [德国:Country]", "访问", ("", "")),
    ("[莫迪:Person] 可能/v 访问/v [德国:Country]", "访问", ("Unconfirmed", "可能")),
    ("[莫迪:Person] 可能/v 将/d 访问/v [德国:Country]", "访问", ("Unconfirmed", "可能")),
    ("[莫迪:Person] 不/d 会/v 访问/v [德国:Country]", "访问", ("Negated", "不会")),
    ("如果/c [莫迪:Person] 访问/v [德国:Country]", "访问", ("Hypothetical", "如果")),
    ("[莫迪:Person] 正在/d 访问/v [德国:Country]", "访问", ("Ongoing", "正在")),
    # what is proposed is asked for, a protest that is made is made; a negation stays with a verb whose object acts
    ("[莫迪:Person] 提出/v 访问/v [德国:Country]", "访问", ("Requested", "提出")),
    ("[莫迪:Person] 不会/v 削弱/v [德国:Country] 访问/v [法国:Country]", "访问", ("", "")),
    # a cue does not reach over a verb that takes a clause, nor over a comma
    ("[莫迪:Person] 没有/v 说/v [拜登:Person] 访问/v [德国:Country]", "访问", ("", "")),
    ("[莫迪:Person] 将/d 离开/v ，/w [拜登:Person] 访问/v [德国:Country]", "访问", ("", "")),
]


@pytest.mark.parametrize(("marked", "trigger", "expected"), CASES)
def test_cues(reader, marked, trigger, expected):
    tagged = Tagged(marked, reader.lexicon)
    assert own_modality(tagged.syntax, reader.lexicon, tagged.trigger(trigger)) == expected
