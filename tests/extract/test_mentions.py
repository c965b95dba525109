import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.extract.mentions import find_mentions


def found(marked, word_lists, text, simplified=""):
    article, doc, sentences = marked(text, simplified)
    return find_mentions(article, doc, sentences, word_lists)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "[克里:Person] 说/v ，/w 他/r 将/d 前往/v [中国:Country]",
            [("克里", "name"), ("他", "pronoun"), ("中国", "name")],
        ),
        ("[中国:Country] 公布/v 了/u 其/r 计划/n", [("中国", "name"), ("其", "pronoun")]),
        ("其中/r 一项/m", []),
        ("两国/n 恢复/v 对话/n", [("两国", "plural")]),
        ("两/m 国/n 恢复/v 对话/n", [("两国", "plural")]),
        ("这/r 将/d 是/v 这位/r 前/f 国务卿/n 第二次/m 访问/v", [("这位前国务卿", "nominal")]),
        ("该/r 公司/n 拒绝/v 评论/v", [("该公司", "nominal")]),
        ("该/r 报告/n 说/v", []),
        ("两位/m 消息/n 人士/n 说/v", [("两位消息人士", "nominal")]),
        ("[美国:Country] 官员/n 说/v", [("美国", "name"), ("官员", "nominal")]),
        ("[拜登:Person] 政府/n 认为/v", [("拜登政府", "nominal")]),
        ("拜登政府/ORG 认为/v", [("拜登政府", "nominal")]),
        ("[拜登:Person] 说/v\n拜登政府/n 认为/v", [("拜登", "name"), ("拜登政府", "nominal")]),
        ("总统/n 在/p 竞选/v 时/n 说/v 过/u", [("总统", "nominal")]),
        ("就任/v 总统/n", []),
    ],
)
def test_what_denotes_is_found_with_its_kind(marked, word_lists, text, expected):
    mentions, _, _ = found(marked, word_lists, text)
    assert [(m.surface, m.kind) for m in mentions] == expected


def test_definite_noun_may_hold_a_name(marked, word_lists):
    mentions, _, _ = found(marked, word_lists, "这位/r [白宫:Organization] 安全/an 顾问/n 说/v")
    assert [(m.surface, m.type) for m in mentions] == [("这位白宫安全顾问", "Person"), ("白宫", "Organization")]


def test_unnamed_group_is_a_group(marked, word_lists):
    mentions, _, _ = found(marked, word_lists, "多名/m 消息/n 人士/n 透露/v")
    assert [m.type for m in mentions] == ["Group"]


def test_head_noun_gives_the_type(marked, word_lists):
    for text, kind in [("该/r 党/n", "PoliticalParty"), ("该国/r", "Country"), ("该/r 公司/n", "Company")]:
        mentions, _, _ = found(marked, word_lists, text + " 说/v")
        assert [m.type for m in mentions] == [kind]


def test_surface_keeps_the_script_of_the_article(marked, word_lists):
    mentions, _, _ = found(marked, word_lists, "兩國/n 恢復/v", "两国恢复")
    assert [m.surface for m in mentions] == ["兩國"]


def test_name_keeps_its_key_and_sentence(marked, word_lists):
    mentions, _, _ = found(marked, word_lists, "他/r 说/v\n[中国:Country=country-中国] 说/v")
    assert (mentions[1].key, mentions[1].sentence) == ("country-中国", 1)


@pytest.mark.parametrize(
    ("text", "pair", "reason"),
    [
        ("[约翰·克里:Person] （/w John_Kerry/nz ）/w 说/v", ("约翰·克里", "John Kerry"), "gloss"),
        ("《/w [华盛顿邮报:MediaOutlet] 》/w （/w Washington_Post/nz ）/w", ("华盛顿邮报", "Washington Post"), "gloss"),
        ("[欧盟:Organization] （/w 简称/v EU/nz ）/w", ("欧盟", "EU"), "gloss"),
        ("[欧洲联盟:Organization] （/w 简称/v 欧盟/nz ）/w", ("欧洲联盟", "欧盟"), "alias"),
        ("[央视:MediaOutlet] [CCTV:MediaOutlet] 报道/v", ("央视", "CCTV"), "apposition"),
        ("（/w 按/v ：/w SY/nz 指/v [钟士元:Person] ）/w", ("钟士元", "SY"), "alias"),
    ],
)
def test_text_says_that_two_names_are_one(marked, word_lists, text, pair, reason):
    mentions, same, _ = found(marked, word_lists, text)
    assert [((mentions[s.first].surface, mentions[s.second].surface), s.reason) for s in same] == [(pair, reason)]


@pytest.mark.parametrize(
    "text",
    [
        "[克里:Person] （/w 左/f ）/w 说/v",
        "[美国:Country] （/w USMCA/nz ）/w 协定/n",
        "[谷歌:Company] [DeepMind:Company] 说/v",
    ],
)
def test_other_brackets_are_no_gloss(marked, word_lists, text):
    _, same, _ = found(marked, word_lists, text)
    assert same == ()


PIECES = [
    "[美国:Country]",
    "前/f",
    "国务卿/n",
    "[克里:Person]",
    "（/w",
    "John/nz",
    "）/w",
    "他/r",
    "两国/n",
    "这位/r",
    "和/c",
    "说/v",
    "\n",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=14))
def test_every_mention_spells_its_surface(marked, word_lists, pieces):
    text = " ".join(pieces)
    if not text.strip():
        return
    article, doc, sentences = marked(text)
    mentions, same, positions = find_mentions(article, doc, sentences, word_lists)
    assert all(m.span.of(article.text) == m.surface for m in mentions)
    assert list(mentions) == sorted(mentions, key=lambda m: (m.span.start, -m.span.end, m.kind))
    assert all(0 <= i < len(mentions) for s in same for i in (s.first, s.second))
    assert all(0 <= p.holder < len(mentions) and (p.of is None or 0 <= p.of < len(mentions)) for p in positions)
