import pytest

from graph.extract.mentions import find_mentions


def held(marked, word_lists, text):
    article, doc, sentences = marked(text)
    mentions, _, positions = find_mentions(article, doc, sentences, word_lists)
    return [
        (mentions[p.holder].surface, p.title, mentions[p.of].surface if p.of is not None else None, p.former)
        for p in positions
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[美国:Country] 前/f 国务卿/n [克里:Person]", [("克里", "国务卿", "美国", True)]),
        ("[美国:Country] 气候/n 特使/n [克里:Person]", [("克里", "气候特使", "美国", False)]),
        ("[美国:Country] 总统/n 气候/n 特使/n [克里:Person]", [("克里", "气候特使", "美国", False)]),
        # two posts of one person
        (
            "国务委员/n 兼/v 外长/n [王明:Person]",
            [("王明", "国务委员", None, False), ("王明", "外长", None, False)],
        ),
        (
            "[卡塔尔:Country] 首相/n 兼/v 外交大臣/n [穆罕默德:Person]",
            [("穆罕默德", "首相", "卡塔尔", False), ("穆罕默德", "外交大臣", "卡塔尔", False)],
        ),
        (
            "[全国政协:GovernmentBody] 副主席/n 、/w 前/f 特首/n [董明:Person]",
            [("董明", "副主席", "全国政协", False), ("董明", "特首", None, True)],
        ),
        (
            "[拜登:Person] 总统/n 、/w 财长/n [耶伦:Person]",
            [("拜登", "总统", None, False), ("耶伦", "财长", None, False)],
        ),
        ("《/w [早报:MediaOutlet] 》/w 前/f 总编辑/n [李明:Person]", [("李明", "总编辑", "早报", True)]),
        ("担任/v 防卫大臣/n 期间/f ，/w [河野:Person] 说/v", [("河野", "防卫大臣", None, False)]),
        ("[陈明:Person] 被/p 撤销/v 两人/n 议员/n 资格/n", []),
        ("[佩洛西:Person] 议长/n 说/v", [("佩洛西", "议长", None, False)]),
        (
            "[美国众议院:GovernmentBody] 当时/TIME 的/u 议长/n [佩洛西:Person]",
            [("佩洛西", "美国众议院议长", "美国众议院", True)],
        ),
        ("[美国财政部:GovernmentBody] 长/n [耶伦:Person]", [("耶伦", "美国财政部长", "美国财政部", False)]),
        ("[财政部:GovernmentBody] 发言人/n [王明:Person]", [("王明", "发言人", "财政部", False)]),
        ("[美国:Country] 驻/v [联合国:Organization] 大使/n [克利:Person]", [("克利", "驻联合国大使", "美国", False)]),
        (
            "[英国:Country] 科学/n 、/w 创新/vn 和/c 技术/n 大臣/n [多尼兰:Person]",
            [("多尼兰", "科学、创新和技术大臣", "英国", False)],
        ),
        (
            "[美国:Country] 国务卿/n [布林肯:Person] 和/c 财长/n [耶伦:Person] 访问/v",
            [("布林肯", "国务卿", "美国", False), ("耶伦", "财长", "美国", False)],
        ),
        (
            "前/f 律政司/n 司长/n [梁爱诗:Person] 及/c [黄仁龙:Person]",
            [("梁爱诗", "律政司司长", None, True), ("黄仁龙", "律政司司长", None, True)],
        ),
        (
            "[美国:Country] 总统/n [拜登:Person] 的/u 气候/n 特使/n [克里:Person]",
            [("拜登", "总统", "美国", False), ("克里", "气候特使", "美国", False)],
        ),
        (
            "[克里:Person] 被/p [拜登:Person] 任命/v 为/v [美国:Country] 气候/n 特使/n",
            [("克里", "气候特使", "美国", False)],
        ),
        ("[拜登:Person] 任命/v [克里:Person] 为/v 特使/n", [("克里", "特使", None, False)]),
        ("[克里:Person] 就任/v 特使/n 后/f", [("克里", "特使", None, False)]),
        ("他/r 被/p 革除/v 副总统/n 职务/n", [("他", "副总统", None, True)]),
        ("当时/TIME 是/v 政务司/n 司长/n 的/u [林女士:Person] 说/v", [("林女士", "政务司司长", None, True)]),
        ("至于/p 前特/f 首/v [梁振英:Person]", [("梁振英", "特首", None, True)]),
        ("[李四:Person] （/w [日本:Country] 首相/n ）/w", [("李四", "首相", "日本", False)]),
    ],
)
def test_post_is_read(marked, word_lists, text, expected):
    assert held(marked, word_lists, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "[克里:Person] 访问/v [中国:Country]",
        "[美国:Country] 任命/v [克里:Person]",
        "[拜登:Person] 与/p [习近平:Person] 会晤/v",
        "[张三:Person] 可能/v 出任/v 总理/n",
        "先生/n [克里:Person]",
        "律师/n [张三:Person]",
        "总统府/n [张三:Person]",
    ],
)
def test_no_post_is_read(marked, word_lists, text):
    assert held(marked, word_lists, text) == []


def test_one_title_is_not_shared_by_the_next_name(marked, word_lists):
    text = "[美国:Country] 总统/n [拜登:Person] 和/c [习近平:Person] 会晤/v"
    assert held(marked, word_lists, text) == [("拜登", "总统", "美国", False)]


def test_who_resigned_holds_the_post_no_more(marked, word_lists):
    text = "总统/n [穆加贝:Person] 讲话/v\n日前/TIME [穆加贝:Person] 辞职/v"
    assert held(marked, word_lists, text) == [("穆加贝", "总统", None, True)]


def test_who_is_asked_to_resign_still_holds_it(marked, word_lists):
    text = "军人/n 要求/v 总统/n [穆加贝:Person] 下台/v"
    assert held(marked, word_lists, text) == [("穆加贝", "总统", None, False)]
