"""How little text is still an article, and what the user is told where it is none."""

import pytest

from graph.errors import ArticleError
from graph.ingest import read_article

SHORT = [
    "会谈破裂！",
    "瑞典政府周三正式申请加入北约。",
    "外長邀請各國加入倡議。",
    "請關注此事的議員到場。",
    "北约欢迎芬兰加入。",
]
FORMS = [
    "# 两国签署协议\n\n2024年5月9日\n\n{}\n",
    "两国签署协议\n2024年5月9日\n{}",
    "---\ntitle: 两国签署协议\ndate: 2024-05-09\n---\n{}",
    "两国签署协议\n\n发布时间：2024-05-09\n\n{}",
]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("sentence", SHORT)
def test_one_sentence_under_a_title_and_a_date_is_an_article(form, sentence):
    article = read_article(form.format(sentence), "short.txt")
    assert article.text == f"两国签署协议\n{sentence}"
    assert str(article.published.day) == "2024-05-09"


@pytest.mark.parametrize("last", ["瑞典政府周三正式申请加入北约。", "主席邀請各國加入這一倡議。"])
def test_last_paragraph_that_tells_of_joining_stays(last):
    article = read_article(f"# 协议\n\n两国周一在日内瓦签署了协议。\n\n{last}\n", "a.md")
    assert article.text.endswith(last)


@pytest.mark.parametrize("last", ["欢迎加入我们的频道。", "请关注我们的公众号。"])
def test_request_to_the_reader_at_the_end_goes(last):
    article = read_article(f"# 协议\n\n两国周一在日内瓦签署了协议。\n\n{last}\n", "a.md")
    assert article.text.endswith("签署了协议。")


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<h1>两国签署协议</h1><p>会谈破裂！</p>", "too short for an article: 4 letters, the least is 8"),
        ("# 两国签署协议\n\n待续\n\n未完\n\n2024年5月9日", "no text"),
        ("# 两国签署协议\n\n2024年5月9日\n", "after its title or date line"),
        ("<h1>两国签署协议</h1><p>请登录并关注我们的公众号。</p>", "requests to the reader"),
    ],
)
def test_refusal_names_the_true_reason(page, found):
    with pytest.raises(ArticleError) as caught:
        read_article(page, "short.html")
    assert found in caught.value.found
