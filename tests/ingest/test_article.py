"""Pages of the seeds and pages written in the style of large outlets, as articles."""

import datetime as dt
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import ArticleError
from graph.ingest import read_article

PAGES = Path(__file__).parent / "pages"
SEEDS = Path(__file__).parents[2] / "seeds"

# seed: title, day, outlet, number of paragraphs, how the first paragraph begins, how the last one ends
SEED_FACTS = [
    (
        "000_ceb5781c6d82650d",
        "美国气候特使克里说中国已邀请他近期访问会谈",
        "2023-05-04",
        "自由亚洲电台",
        12,
        "路透社独家报道",
        "简短的交谈。",
    ),
    (
        "001_822c60affd969093",
        '美国气候特使克里即将访华 "重启两个最大污染国间的气候谈判"',
        "2023-07-07",
        "法国国际广播电台",
        11,
        "美国国务院官员周五",
        "合作的领域。",
    ),
    (
        "002_abd40adf4a3030f6",
        "美国特使克里：中美气候关系有“更多工作”要做",
        "2023-07-19",
        "美国之音",
        22,
        "美国气候特使约翰·克里（John Kerry）表示",
        "我们可以实现的事情。",
    ),
    (
        "003_bb15b30a490eaf3f",
        "世界两大污染国中美在北京开始气候对话",
        "2023-07-17",
        "法国国际广播电台",
        11,
        "美国气候特使约翰-克里与",
        "逗留至周三。",
    ),
    (
        "004_48c78df7aa8e8c42",
        "为拜登习近平会晤做铺垫？传克里9月再访华",
        "2021-08-26",
        "大纪元",
        17,
        "传美国总统气候变化特使",
        "基本责任。”",
    ),
]

# page: charset, title, day, outlet, paragraphs in order (their heads), headings
PAGE_FACTS = [
    (
        "bbc.html",
        "utf-8",
        "海峡渡轮停航三天后恢复 两国交通部长通电话",
        "2023-07-11",
        "英国广播公司",
        ["停航三天的海峡渡轮", "法国交通部", "英国方面表示", "一名工会代表"],
        ["谁来负责？"],
    ),
    (
        "zaobao.html",
        "utf-8",
        "湄公河五国同意共享水文数据",
        "2023-07-18",
        "联合早报",
        ["湄公河流域五个国家", "泰国副总理", "越南代表"],
        [],
    ),
    (
        "xinhua.html",
        "gb18030",
        "三省联合开展防洪演练",
        "2022-11-03",
        "新华社",
        ["河南、湖北、安徽三省3日", "水利部副部长", "参加演练的单位"],
        [],
    ),
    (
        "cna.html",
        "utf-8",
        "總統接見友邦國會議長 盼深化農業合作",
        "2023-07-17",
        "中央通讯社",
        ["總統今天", "總統指出", "議長表示"],
        [],
    ),
    (
        "initium.html",
        "big5hkscs",
        "鹽田裏的最後一代人",
        "2019-05-20",
        "端传媒",
        ["「我父親曬鹽", "五月的台南", "村裏原有", "「關場那天", "文化局"],
        ["一個村子的鹽"],
    ),
    (
        "dw.html",
        "utf-8",
        "柏林计划再建三条自行车快道",
        "2023-09-05",
        "德国之声",
        ["柏林市政府周二", "柏林交通部门", "反对党议员"],
        ["反对党：钱从哪里来？"],
    ),
    (
        "nytimes.html",
        "utf-8",
        "一座沙漠城市如何学会节水",
        "2022-08-15",
        "纽约时报",
        ["菲尼克斯——八月", "市政府从去年起", "“我们没有"],
        [],
    ),
    (
        "caixin.html",
        "gb18030",
        "地方债新规将出台 监管要求年底前报送",
        "2021-10-12",
        "财新",
        ["财政部正在", "两名接近", "中国社科院"],
        [],
    ),
    (
        "ltn.html",
        "utf-8",
        "港口漏油 環保署要求業者三日內清除",
        "2022-04-21",
        "自由时报",
        ["基隆港昨晚", "環保署說", "港務公司"],
        [],
    ),
    (
        "table_layout.html",
        "gb18030",
        "渔业协定续签谈判破裂",
        "2004-03-09",
        None,
        ["欧盟与摩洛哥", "欧盟谈判代表", "摩洛哥外交部"],
        [],
    ),
    (
        "english.html",
        "utf-8",
        "River states sign water pact",
        "2023-07-18",
        "路透社",
        ["Five river states", '"It is a late step,"'],
        [],
    ),
    (
        "plain.txt",
        "utf-16",
        "港珠航线复航首日 两地官员互致贺电",
        "2024-01-08",
        "星岛日报",
        ["港珠航线星期一", "运输署署长", "国家交通部长"],
        [],
    ),
    (
        "mirror.md",
        "utf-8-sig",
        "两国外长在雅加达会晤",
        "2022-08-08",
        "共同社",
        ["日本和印度尼西亚外长", "双方将在年底前"],
        ["下一轮对话"],
    ),
]


def parts(article, kind):
    return [block.span.of(article.text) for block in article.blocks if block.kind == kind]


@pytest.mark.parametrize(("name", "title", "day", "outlet", "count", "head", "tail"), SEED_FACTS)
def test_seed_gives_title_day_outlet_and_whole_body(name, title, day, outlet, count, head, tail):
    article = read_article((SEEDS / f"{name}.txt").read_bytes(), f"seeds/{name}.txt")
    paragraphs = parts(article, "paragraph")
    assert (article.id, article.title, str(article.published.day), article.outlet) == (name, title, day, outlet)
    assert len(paragraphs) == count
    assert paragraphs[0].startswith(head)
    assert paragraphs[-1].endswith(tail)
    assert "published" in article.found


def test_inline_tags_never_split_a_sentence_of_the_seeds():
    article = read_article((SEEDS / "004_48c78df7aa8e8c42.txt").read_bytes(), "a.txt")
    assert "\n克里访华的消息最早是路透社报导的。报导援引" in article.text
    article = read_article((SEEDS / "000_ceb5781c6d82650d.txt").read_bytes(), "a.txt")
    assert "约翰-克里（John Kerry）周三（5月3日）表示" in article.text


@pytest.mark.parametrize(("name", "charset", "title", "day", "outlet", "heads", "headings"), PAGE_FACTS)
def test_page_of_unknown_make_gives_only_its_article(name, charset, title, day, outlet, heads, headings):
    data = (PAGES / name).read_text("utf-8").encode(charset, "strict")
    article = read_article(data, name)
    paragraphs = parts(article, "paragraph")
    assert (article.title, str(article.published.day), article.outlet) == (title, day, outlet)
    assert [text[: len(head)] for text, head in zip(paragraphs, heads, strict=True)] == heads
    assert parts(article, "heading") == headings


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("（法新社日内瓦8日电）世卫组织周一宣布解除警报。", "based_on", ("法新社",)),
        ("世卫组织周一宣布解除警报。</p><p>（本文参考了美联社的报道。）", "based_on", ("美联社",)),
        ("世卫组织周一宣布解除警报，路透社引述了这一消息。", "based_on", ()),
        ("世卫组织周一宣布解除警报。</p><p>责任编辑：王某某 #", "editor", "王某某"),
        ("【明報專訊】世衞周一宣布解除警報。", "outlet", "明报"),
    ],
)
def test_datelines_and_sign_offs_tell_of_the_article_and_leave_the_body(text, field, value):
    article = read_article(f"<h1>警报解除</h1><p>{text}</p>", "a.html")
    assert getattr(article, field) == value
    assert parts(article, "paragraph")[0].startswith("世")
    assert len(parts(article, "paragraph")) == 1


def test_attribution_in_the_body_is_no_dateline():
    article = read_article("<h1>标题在此</h1><p>据新华社北京7月17日电，气象台发布了预警。</p>", "a.html")
    assert parts(article, "paragraph") == ["据新华社北京7月17日电，气象台发布了预警。"]


@pytest.mark.parametrize("heading", ["主编辞职", "最新进展", "中国记者获释", "今日开幕"])
def test_headings_that_only_look_like_furniture_stay(heading):
    article = read_article(
        f"<h1>标题在此</h1><p>会议在周一开始。</p><h2>{heading}</h2><p>会议在周五结束。</p>", "a.html"
    )
    assert parts(article, "heading") == [heading]


def test_page_without_date_is_an_article():
    article = read_article(
        "<html><body><h1>山火蔓延</h1><p>消防部门说，山火已烧毁三千公顷林地。</p></body></html>", "a.html"
    )
    assert article.published is None


def test_day_in_utc_becomes_the_day_the_page_shows():
    article = read_article((PAGES / "zaobao.html").read_bytes(), "z.html")
    assert article.published.day == dt.date(2023, 7, 18)
    assert article.published.moment == dt.datetime(2023, 7, 17, 16, 40, tzinfo=dt.UTC)


def test_fetch_time_is_the_last_resort_and_says_so():
    article = read_article(
        "<!--1660003200000-->\n[山火蔓延](https://example.org/a)\n---\n<p>消防部门说，山火已烧毁林地。</p>", "a"
    )
    assert (str(article.published.day), article.found["published"]) == ("2022-08-09", "time of fetching")


def test_json_object_reads_the_fields_it_is_told():
    data = '{"h": "山火蔓延", "b": "消防部门说，山火已烧毁林地。\\n居民已撤离。", "t": "2023-08-01"}'
    article = read_article(data, "news.jsonl#4", id="news-4", fields={"title": "h", "text": "b", "published": "t"})
    assert article.title == "山火蔓延"
    assert article.published.day == dt.date(2023, 8, 1)
    assert parts(article, "paragraph") == ["消防部门说，山火已烧毁林地。", "居民已撤离。"]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"%PDF-1.7 ....", "PDF"),
        (b"PK\x03\x04....", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        ("新闻".encode() + b"\x00" * 50, "binary"),
        ("山火蔓延，消防部门说已经控制。".encode().decode("latin-1").encode() * 9, "garbled"),
        ("山火蔓延，消防部门说已经控制火势。".encode().decode("gb18030", "replace").encode() * 20, "garbled"),
        (b"<html><head><title>x</title></head><body><div id=app></div></body></html>", "no text"),
        (b'{"title": "a"}', "no field of text"),
        (b"x" * 6_000_000, "too big"),
    ],
)
def test_bad_page_is_one_line_that_names_it(data, found):
    with pytest.raises(ArticleError) as caught:
        read_article(data, "bad/page.html")
    assert found in caught.value.found
    assert str(caught.value).startswith("bad/page.html: ")
    assert caught.value.do
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "html",
    [
        "<h1>标题在此</h1>" + "<div>" * 3000 + "很深的地方，有一句完整的话。" + "</div>" * 3000,
        "<h1>标题在此</h1><p>没有关上的标签，<b>还有一句<p>第二段也在这里，</i></div>完。",
        "<html><body><p>只有正文没有标题，这句话很完整。",
    ],
)
def test_broken_html_is_read_as_far_as_it_goes(html):
    article = read_article(html, "broken.html")
    assert "句" in article.text


TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<br>",
        "<div class='caption'>",
        "</div>",
        "<a href='x'>",
        "</a>",
        "<h1>",
        "</h1>",
        "# ",
        "\n\n",
        "---\n",
        "<!--",
        "-->",
        "<html>",
        "<title>",
        "[a](b)",
        "[[zh:中]]",
        "【",
        "】",
        "（",
        "）",
        "2023年7月1日",
        "记者",
        "。",
        "\u0301",
        "{",
        '"',
    ]
)
PIECES = st.lists(
    st.one_of(TAGS, st.text(max_size=12), st.just("会谈周一在日内瓦开始，双方没有发表声明。")), max_size=30
)


def check_message(message):
    assert message.startswith("any: ")
    assert "\n" not in message


def check(article):
    assert unicodedata.is_normalized("NFC", article.text)
    assert article.text == "\n".join(block.span.of(article.text) for block in article.blocks)
    assert article.blocks[0].kind == "title"
    assert all(block.span.of(article.text).strip() for block in article.blocks)


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.binary(max_size=300), PIECES.map("".join), PIECES.map(lambda p: "".join(p).encode("utf-8", "replace")))
)
def test_any_input_gives_an_article_whose_blocks_tile_its_text_or_an_article_error(data):
    try:
        article = read_article(data, "any")
    except ArticleError as error:
        article, message = None, str(error)
        check_message(message)
    if article:
        check(article)
