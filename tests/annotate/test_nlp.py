import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from graph.annotate import annotate, load
from graph.errors import SettingsError
from graph.model import Article, Block, Published, Span

NLP = load()


def ents(text):
    return [(ent.text, ent.label_) for ent in NLP(text).ents]


def article(name, text):
    blocks = (Block(Span(0, len(text)), "paragraph"),)
    return Article(name, f"{name}.txt", text, blocks, "", Published(dt.date(2023, 7, 1)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("法国前总理让-皮埃尔·拉法兰抵达东京。", ["法国", "让-皮埃尔·拉法兰", "东京"]),
        ("美國特使約翰‧克里（John Kerry）表示樂觀。", ["美國", "約翰‧克里", "John Kerry"]),
        ("德国外交部和英国议会没有回应。", ["德国外交部", "英国议会"]),
        ("《纽约时报》引述消息人士。", ["纽约时报"]),
        ("中方强调，外长访美期间与美方会谈。", ["中", "美", "美"]),
        ("日韩关系改善，中美两国恢复对话。", ["日", "韩", "中", "美"]),
        ("他在市中心买了美丽的英勇骑士画，日前送到法律学院。", []),
        ("潜艇「圣胡安号」上周失去联络。", ["圣胡安号"]),
    ],
)
def test_names_are_whole(text, expected):
    assert [surface for surface, _ in ents(text)] == expected


@pytest.mark.parametrize(
    ("name", "text", "cls", "key"),
    [
        ("中国政府", "中国政府宣布了新政策。", "Country", "country-中国"),
        ("華盛頓", "會議在華盛頓舉行。", "City", "city-华盛顿"),
        ("香港", "他昨日返回香港。", "Place", "place-香港"),
        ("北约", "北约秘书长抵达基辅。", "InternationalOrganization", "intorg-北大西洋公约组织"),
        ("哈马斯", "以色列与哈马斯交火。", "ArmedGroup", "armed-哈马斯"),
        ("辛巴威", "辛巴威总统发表演说。", "Country", "country-津巴布韦"),
        ("路透社", "路透社报道了此事。", "MediaOutlet", "outlet-路透社"),
    ],
)
def test_names_are_known(name, text, cls, key):
    found = [(ent.text, ent.label_, ent.kb_id_) for ent in NLP(text).ents]
    assert (name, cls, key) in found


def test_a_name_is_one_token_and_keeps_the_articles_script():
    doc = NLP("前國務卿約翰·克里訪華。")
    assert {"約翰·克里": "PER", "華": "LOC"}.items() <= {token.text: token.tag_ for token in doc}.items()
    assert [token.text for token in doc][-3:] == ["訪", "華", "。"]
    assert doc._.simplified == "前国务卿约翰·克里访华。"


def test_the_last_part_of_a_full_name_is_the_person():
    found = ents("作家米歇尔·多尼兰（Michelle Donelan）周一到访。\n多尼兰表示满意。")
    assert found == [("米歇尔·多尼兰", "Person"), ("Michelle Donelan", "Person"), ("多尼兰", "Person")]


def test_sentences_start_at_tokens():
    doc = NLP("标题\n他说：“我来了。你呢？”她走了。")
    assert [sent.text.strip() for sent in doc.sents] == ["标题", "他说：“我来了。", "你呢？”", "她走了。"]


def test_articles_together_give_what_each_gives_alone():
    texts = ["美国总统访问北京。", "", "欧盟与日本签署协议。\n双方表示满意。", "天气很好。"]
    articles = [article(f"a{i}", text) for i, text in enumerate(texts)]
    docs = list(annotate(articles, NLP))
    assert [doc._.article_id for doc in docs] == ["a0", "a1", "a2", "a3"]
    for text, doc in zip(texts, docs, strict=True):
        alone = NLP(text)
        assert doc.text == text
        assert [(t.text, t.tag_) for t in doc] == [(t.text, t.tag_) for t in alone]
        assert [(e.text, e.label_) for e in doc.ents] == [(e.text, e.label_) for e in alone.ents]


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="中美国约翰-·克里（John ）《报》访华，。\n 　「號」1", max_size=40))
def test_the_text_is_never_changed(text):
    doc = NLP(text)
    assert doc.text == text
    assert len(doc._.simplified) == len(text)
    assert all(not ent.text.isspace() and "\n" not in ent.text for ent in doc.ents)


def test_words_and_entities_of_another_model_are_repaired():
    words = ["约翰", "-", "克里", "访华", "。", "他", "走", "了", "。"]
    tags = ["NR", "PU", "NR", "VV", "PU", "PN", "VV", "SP", "PU"]
    heads, deps = [3, 0, 0, 3, 3, 6, 6, 6, 6], ["nsubj", *["dep"] * 2, "ROOT", "punct", "nsubj", "ROOT", "dep", "punct"]
    doc = Doc(NLP.vocab, words, spaces=[False] * 9, tags=tags, heads=heads, deps=deps, ents=["B-PERSON", *["O"] * 8])
    for name in ("newsgraph_sentences", "newsgraph_names"):
        doc = NLP.get_pipe(name)(doc)
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("约翰-克里", "Person"), ("华", "Country")]
    assert [sent.text for sent in doc.sents] == ["约翰-克里访华。", "他走了。"]
    assert [token.pos_ for token in doc] == ["PROPN", "VERB", "PROPN", "PUNCT", "PRON", "VERB", "PART", "PUNCT"]


def test_a_model_that_is_not_installed_is_named():
    with pytest.raises(SettingsError, match="zh_no_such_model"):
        load("zh_no_such_model")
