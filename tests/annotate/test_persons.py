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
