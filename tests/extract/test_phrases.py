"""Who stands where in a sentence tagged by hand."""

from __future__ import annotations

import pytest

from .tagged import Tagged


@pytest.fixture(scope="module")
def ask(reader):
    return lambda marked: Tagged(marked, reader.lexicon)


SUBJECTS = [
    ("[马克龙:Person] 昨天/TIME 抵达/v [北京:City]", "抵达", ["马克龙"]),
    ("[马克龙:Person] 与/p [朔尔茨:Person] 会谈/v", "会谈", ["马克龙"]),
    ("论坛/n 由/p [外务省:Organization] 举办/v", "举办", ["外务省"]),
    ("[美国:Country] 敦促/v [以色列:Country] 撤军/v", "撤军", ["以色列"]),
    ("[法国:Country] 表示/v [德国:Country] 支持/v [波兰:Country]", "支持", ["德国"]),
    ("在/p [北京:City] 访问/v 期间/f [马克龙:Person] 说/v", "说", ["马克龙"]),
    ("昨天/TIME 抵达/v [北京:City]", "抵达", []),
]


@pytest.mark.parametrize(("marked", "verb", "expected"), SUBJECTS)
def test_subject(ask, marked, verb, expected):
    asked = ask(marked)
    assert asked.names(asked.syntax.subject(asked.verb(verb))) == expected


OBJECTS = [
    ("[美国:Country] 批评/v 了/u [伊朗:Country]", "批评", ["伊朗"]),
    ("[美国:Country] 批评/v ，/w [伊朗:Country] 回应/v", "批评", []),
    ("[美国:Country] 谴责/v [伊朗:Country] 和/c [俄罗斯:Country]", "谴责", ["伊朗", "俄罗斯"]),
]


@pytest.mark.parametrize(("marked", "verb", "expected"), OBJECTS)
def test_object(ask, marked, verb, expected):
    asked = ask(marked)
    assert asked.names(asked.syntax.object(asked.verb(verb))) == expected


def test_object_brought_forward(ask):
    asked = ask("[英国:Country] 把/p [伊万诺夫:Person] 驱逐/v 出境/v")
    assert asked.names(asked.syntax.fronted(asked.verb("驱逐"))) == ["伊万诺夫"]


def test_preposition_phrases(ask):
    asked = ask("[李强:Person] 在/p [巴黎:City] 与/p [马克龙:Person] 会谈/v")
    places = {p.marker: asked.names(p.filler) for p in asked.syntax.places(asked.verb("会谈"))}
    assert places == {"在": ["巴黎"], "与": ["马克龙"]}


PASSIVES = [
    ("[陈志强:Person] 被/p [警方:Group] 逮捕/v", "逮捕", (True, ["警方"])),
    ("[陈志强:Person] 被/p 逮捕/v", "逮捕", (True, [])),
    ("[基辅:City] 遭到/v [俄罗斯:Country] 袭击/v", "袭击", (True, ["俄罗斯"])),
    ("[警方:Group] 逮捕/v [陈志强:Person]", "逮捕", (False, [])),
]


@pytest.mark.parametrize(("marked", "verb", "expected"), PASSIVES)
def test_passive(ask, marked, verb, expected):
    asked = ask(marked)
    passive, agent = asked.syntax.passive_agent(asked.verb(verb))
    assert (passive, asked.names(agent)) == expected


def test_head_of_a_relative_clause(ask):
    asked = ask("正在/d [北京:City] 访问/v 的/u [法国:Country] 总统/n [马克龙:Person] 说/v")
    assert asked.names(asked.syntax.relative_head(asked.verb("访问"))) == ["马克龙"]


def test_subject_of_the_clause_before_is_carried(ask):
    asked = ask("[范明政:Person] 抵达/v [北京:City] ，/w 会见/v [李强:Person]")
    carried = asked.syntax.carried(asked.verb("会见"))
    assert asked.names(carried) == ["范明政"]
    assert carried.carried


def test_what_is_left_over_for_the_next_sentence(ask):
    asked = ask("[尹锡悦:Person] 抵达/v [伦敦:City] 。/w")
    assert asked.names(asked.syntax.left_over()) == ["尹锡悦"]
