import pytest

from graph.annotate import load
from graph.annotate.gazetteer import Gazetteer
from graph.annotate.names import find_names
from graph.annotate.tokens import place
from graph.vocabulary import load_ontology

NLP = load()
NAMES = Gazetteer(load_ontology())


def cut(marked):
    """Return the names of a text cut into words by hand: "美国/LOC 联邦/n 法院/n"."""
    words = [tuple(word.rsplit("/", 1)) for word in marked.split()]
    text = "".join(word for word, _ in words)
    return [(name.span.of(text), name.type) for name in find_names(text, place(words, 0), NAMES)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        # a country and a run of nouns that ends like a body
        ("印度/LOC 国家/n 人权/n 委员会/n 说/v", [("印度国家人权委员会", "GovernmentBody")]),
        ("日本/LOC 经济/n 产业/n 省/n 大臣/n", [("日本经济产业省", "GovernmentBody")]),
        ("印度/LOC 学生/n 说/v", [("印度", "Country")]),
        ("印度/LOC 的/u 委员会/n", [("印度", "Country")]),
        # … with fields joined inside it, or before it
        ("印度/LOC 疾病/n 控制/vn 与/c 预防/vn 中心/n", [("印度疾病控制与预防中心", "Organization")]),
        ("粮食/n 及/c 渔业局/ORG 表示/v", [("粮食及渔业局", "GovernmentBody")]),
        ("美国/LOC 和/c 渔业局/ORG 表示/v", [("美国", "Country"), ("渔业局", "GovernmentBody")]),
        # a body and the part of it that is named; a party and a parliament are two
        ("工人党/ORG 纪律委员会/ORG 说/v", [("工人党纪律委员会", "GovernmentBody")]),
        ("工人党/ORG 国会/ORG 议员/n", [("工人党", "PoliticalParty"), ("国会", "GovernmentBody")]),
        # a body that begins with how far it reaches, and offices of those who hold a post
        ("全国/ORG 零售/vn 协会/n 估计/v", [("全国零售协会", "CivilOrganization")]),
        ("国际/n 禁核/vn 组织/n 表示/v", [("国际禁核组织", "Organization")]),
        ("全国/n 大会/n 开幕/v", []),
        ("以色列/LOC 总理/n 办公室/n 说/v", [("以色列总理办公室", "GovernmentBody")]),
        # what is no part of a name
        ("以色列公司/ORG 的/u", [("以色列", "Country")]),
        ("联同渔业局/ORG 表示/v", [("渔业局", "GovernmentBody")]),
        ("拜登通/ORG 电话/n", [("拜登", "Person")]),
        ("岛国/n 公司/n Run/nz 说/v", [("Run", "Company")]),
        ("ABC/nz 记者/n 说/v", [("ABC", "MediaOutlet")]),
    ],
)
def test_bodies_are_whole(words, expected):
    assert cut(words) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("美日菲三国领导人在东京会晤。", ["美", "日", "菲", "东京"]),
        ("俄土两国的贸易增长。", ["俄", "土"]),
        ("一对老夫妇在南亚裔社区生活。", []),
    ],
)
def test_short_names_of_countries(text, expected):
    assert [ent.text for ent in NLP(text).ents] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a short form that the text itself gives, wherever it stands
        (
            "民间互助支援基金（下称互助基金）成立。互助基金说，互助基金不会解散。",
            ["民间互助支援基金"] + ["互助基金"] * 3,
        ),
        ("绿叶电动车集团（以下简称绿叶）裁员，绿叶拒绝置评。", ["绿叶电动车集团", "绿叶", "绿叶"]),
        ("美国防长奥斯汀在奥斯汀发表演说。", ["美国", "奥斯汀", "奥斯汀"]),
        ("驱逐舰霍普金斯号和潜艇圣胡安号失联。", ["霍普金斯号", "圣胡安号"]),
        ("大批港大學生和波音公司員工到場。", ["港大", "波音公司"]),
    ],
)
def test_names_that_the_text_or_the_gazetteer_knows(text, expected):
    assert [ent.text for ent in NLP(text).ents] == expected


def test_a_title_tells_the_person_from_the_city():
    assert [ent.label_ for ent in NLP("美国防长奥斯汀在奥斯汀市发表演说。").ents] == ["Country", "Person", "City"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        # a name and a line of business, or a place called after somebody
        ("承建商/n 坤隆/PER 建筑/n 说/v", [("坤隆建筑", "Company")]),
        ("坤隆建筑/ORG 裁员/v", [("坤隆建筑", "Company")]),
        ("「/w 柚子/nz 科技/n 」/w 说/v", [("柚子科技", "Company")]),
        ("在/p 麦克伦/PER 机场/n 视察/v", [("麦克伦机场", "Facility")]),
        ("一家/m 船东/ORG 公司/n 说/v", [("船东", "Organization")]),
        ("奥运/nz 工程/n 承包商/n", []),
        # two names in one word, or a name and what its bearer leads
        ("南海仁爱礁菲军/ORG 据点/n", [("南海", "Place"), ("仁爱礁", "Place"), ("菲军", "ArmedGroup")]),
        ("印/PER 军/n 说/v", [("印军", "ArmedGroup")]),
        ("马杜罗政权/ORG 说/v", [("马杜罗", "Person")]),
        ("奥地利赖夫森地产/ORG 说/v", [("奥地利", "Country"), ("赖夫森地产", "Company")]),
        ("布鲁塞尔会/LOC 继续/v", [("布鲁塞尔", "City")]),
        ("德黑兰密/PER 使/v", [("德黑兰", "City")]),
        # a verb that says what a body does, and the office of a post
        ("墨西哥/LOC 企业/n 协调/v 委员会/n", [("墨西哥企业协调委员会", "GovernmentBody")]),
        ("要求/v 国会/n 成立/vn 委员会/n", [("国会", "GovernmentBody")]),
        ("巴西/LOC 总/d 检察/v 长/a 办公室/n", [("巴西总检察长办公室", "GovernmentBody")]),
        ("慕尼黑/LOC 法庭/n 驳回/v", [("慕尼黑法庭", "GovernmentBody")]),
        ("吁安理会/ORG 介入/v", [("安理会", "InternationalOrganization")]),
    ],
)
def test_bodies_that_the_tagger_cut_or_ran_together(words, expected):
    assert cut(words) == expected
