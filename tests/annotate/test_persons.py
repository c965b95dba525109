import pytest

from graph.annotate import load
from graph.annotate.gazetteer import Gazetteer
from graph.annotate.names import find_names
from graph.annotate.tokens import place
from graph.vocabulary import load_ontology

NLP = load()
NAMES = Gazetteer(load_ontology())


def ents(text):
    return [(ent.text, ent.label_) for ent in NLP(text).ents]


def cut(marked):
    """Return the names of a text cut into words by hand: "拜登/PER 说/v"."""
    words = [tuple(word.rsplit("/", 1)) for word in marked.split()]
    text = "".join(word for word, _ in words)
    return [(name.span.of(text), name.type) for name in find_names(text, place(words, 0), NAMES)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        # a word that no name can hold shows where the name ends
        ("霍夫曼通/PER 电话/n 说/v", [("霍夫曼", "Person")]),
        ("陈大文指/PER ，/w 政府/n", [("陈大文", "Person")]),
        ("林郑上任/PER 两年/TIME", [("林郑", "Person")]),
        # … and a name of two characters may have lost the third
        ("黄大/PER 家/n 20日/TIME 在/p", [("黄大家", "Person")]),
        ("李强/PER 说/v ，/w", [("李强", "Person")]),
        ("总裁/n 方小/PER 为/v （/w Ann/nz Fang/nz ）/w", [("方小为", "Person"), ("AnnFang", "Person")]),
        # family names that the model cut off
        ("特首/n 何/n 陈美玉/PER 说/v", [("何陈美玉", "Person")]),
        ("特首林/PER 陈美玉/PER 说/v", [("林陈美玉", "Person")]),
        ("和/c 陈美玉/PER 说/v", [("陈美玉", "Person")]),
        ("大臣/n 上/f 川阳子/PER 感谢/v", [("上川阳子", "Person")]),
        ("教授/n 欧阳/PER 自明/d 接受/v", [("欧阳自明", "Person")]),
        # one post, one person; two persons elsewhere
        ("法官/n 东姑/PER 麦伦/PER 宣读/v", [("东姑麦伦", "Person")]),
        ("总统/n 拜登/PER 马克龙/PER 会晤/v", [("拜登", "Person"), ("马克龙", "Person")]),
        # what stands around a name tells what it is
        ("首都/n 奈洛塔/PER 举行/v", [("奈洛塔", "City")]),
        ("选手/n 维基奇/nz ，/w", [("维基奇", "Person")]),
        ("助理/n 符/v 大/v 富/n 。/w", [("符大富", "Person")]),
        ("助理/n 说/v 明/v 了/u", []),
        ("嫦娥六号/PER 返回/v", []),
        ("廿七日/PER 到/v", []),
    ],
)
def test_where_a_person_starts_and_ends(words, expected):
    assert cut(words) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("約翰·史密斯教授和瑪麗·史密斯博士發表論文。", ["約翰·史密斯", "瑪麗·史密斯"]),
        ("决赛在苏珊·朗格伦球场举行。", ["苏珊·朗格伦球场"]),
        ("以色列总理内塔尼亚胡通电话告诉法国总统马克龙。", ["以色列", "内塔尼亚胡", "法国", "马克龙"]),
        ("教宗方济各会见了哈萨克斯坦总统托卡耶夫。", ["方济各", "哈萨克斯坦", "托卡耶夫"]),
    ],
)
def test_foreign_names_are_whole(text, expected):
    assert [surface for surface, _ in ents(text)] == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        # what a post before it or a verb behind it shows to be part of a transliterated name
        ("检察长/n 波利/PER 休克/v 说/v", [("波利休克", "Person")]),
        ("上校/n 别/d 尔莫/PER 抵达/v", [("别尔莫", "Person")]),
        ("首/n 相布/v 雷尔/PER 辞职/v", [("布雷尔", "Person")]),
        ("部长/n 斯特恩/PER 贝格/PER 反驳/v", [("斯特恩贝格", "Person")]),
        ("领袖/n 别克图/ORG 罗娃直/PER 斥/v", [("别克图罗娃", "Person")]),
        ("议长/n 埃里克·海/PER 于格兰/p 在/p", [("埃里克·海于格兰", "Person")]),
        ("负责人/n 齐里/PER 马说/v ，/w", [("齐里马", "Person")]),
        ("，/w 奥花/nz 云费/n 在/p", [("奥花云费", "Person")]),
        # … but not every such character is
        ("总统/n 普京/PER 因/p 病/n", [("普京", "Person")]),
        ("总统/n 马克龙/PER 约/d 三点/TIME", [("马克龙", "Person")]),
        # family names left to the post before, given names left to the sentence
        ("发言/v 人区/n 达文/PER 说/v", [("区达文", "Person")]),
        ("发言人/n 阮氏/PER 碧玉/n 说/v", [("阮氏碧玉", "Person")]),
        ("作家/n 松冈/PER 节子/n 去世/v", [("松冈节子", "Person")]),
        # when and how it is done is no part of the name, nor is the trade
        ("主席/n 余德文昨/PER 到/v", [("余德文", "Person")]),
        ("大臣/n 罗宾臣次晨/PER 离开/v", [("罗宾臣", "Person")]),
        ("霍今日/PER 到/v", []),
        ("设备/n 商维林特/PER 说/v", [("维林特", "Person")]),
    ],
)
def test_names_that_the_tagger_cut(words, expected):
    assert cut(words) == expected
