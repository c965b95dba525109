"""Marks at the head of a text in the forms of many outlets, in both scripts, and sentences that only look like them."""

import pytest

from graph.ingest import read_article

LEDE = "总统会见了议长，双方讨论了农业合作的问题。"

# mark before the lede: the outlet that wrote it, the agency that it is based on
MARKS = [
    ("中央社利馬6日專電", "中央通讯社", None),
    ("（中央社利馬6日專電）", None, "中央通讯社"),
    ("中央社記者陳小鹽利馬6日電 ", "中央通讯社", None),
    ("（中央社紐約16日綜合外電報導）", None, "中央通讯社"),
    ("新华社北京16日电", "新华社", None),
    ("新华社联合国总部16日电（记者王某）", "新华社", None),
    ("新华社快讯：", "新华社", None),
    ("中新社香港16日电 ", "中国新闻社", None),
    ("法新社巴黎16日电", "法新社", None),
    ("法新社巴黎十六日電 ", "法新社", None),
    ("美联社华盛顿5月9日电 ", "美联社", None),
    ("【共同社东京8日电】", "共同社", None),
    ("【共同社东京8日】", "共同社", None),
    ("（时事社东京8日）", None, "时事社"),
    ("(路透社倫敦電)", None, "路透社"),
    ("路透社倫敦電 ", "路透社", None),
    ("路透北京电——", "路透社", None),
    ("路透伦敦5月9日 - ", "路透社", None),
    ("彭博5月9日讯 ", "彭博社", None),
    ("彭博資訊紐約9日電 ", "彭博社", None),
    ("韩联社首尔9日电 ", "韩联社", None),
    ("塔斯社莫斯科16日電訊 ", "塔斯社", None),
    ("参考消息网5月9日报道 ", "参考消息", None),
    ("BBC中文5月9日报道：", "英国广播公司", None),
    ("BBC中文網倫敦報道：", "英国广播公司", None),
    ("BBC中文记者李明报道：", "英国广播公司", None),
    ("美國之音記者黃某華盛頓報導：", "美国之音", None),
    ("德国之声5月9日报道：", "德国之声", None),
    ("自由亚洲电台报道：", "自由亚洲电台", None),
    ("环球网报道 ", "环球时报", None),
    ("美联社华盛顿消息：", "美联社", None),
    ("中央社東京9日綜合外電報導 ", "中央通讯社", None),
    ("新京报讯（记者 王某）", "新京报", None),
    ("新京报5月9日报道（记者 王某）", "新京报", None),
    ("央广网北京5月9日消息（记者王某）", "中央人民广播电台", None),
    ("国际在线报道：", "中国国际广播电台", None),
    ("《明報》專訊 ", "明报", None),
    ("法新社平壤／首爾9日電 ", "法新社", None),
    ("VOA华盛顿电 ", "美国之音", None),
    ("本报讯", None, None),
    ("本報訊 ", None, None),
    ("本报讯（记者 王某）", None, None),
    ("本台消息：", None, None),
    ("本報記者陳小鹽／台北報導 ", None, None),
    ("综合外电 ", None, None),
    ("綜合外電報導：", None, None),
]

# whole ledes that stay as they are: somebody else's report is the news, or the words are a sentence's own
SENTENCES = [
    "据法新社巴黎16日电，会议已经结束了。",
    "法新社巴黎分社16日电话采访了议长，双方谈到农业。",
    "共同社8日电邮回复说，会议已经结束。",
    "法新社16日电称，会议已经结束。",
    "外交部16日电贺新总统就职，双方将继续合作。",
    "总统16日电慰灾民，说政府会帮助他们。",
    "供电合作社16日电力中断，村民点起了蜡烛。",
    "路透社报道，总统会见了议长。",
    "路透社报道：总统会见了议长。",
    "《纽约时报》报道，总统会见了议长。",
    "新京报报道（见本版）说，总统会见了议长。",
    "法国广播电台报道 ，总统会见了议长。",
    "路透社5月9日报道称，总统会见了议长。",
    "参考消息网5月9日报道了这次会议，引起争议。",
    "BBC中文报道了这次会议的内容，引起争议。",
    "国务院5月9日报道了灾情，要求各地救援。",
    "本报讯问了三位议员，他们都反对法案。",
    "本报记者获悉，总统会见了议长。",
    "综合外电报道，总统会见了议长。",
    "综合报道显示，总统会见了议长。",
]


def read(lede, head=""):
    return read_article(f"{head}# 总统会见议长\n\n{lede}\n\n第二段说，会谈还会在明天继续。\n", "a.md")


def first_paragraph(article):
    return next(block.span.of(article.text) for block in article.blocks if block.kind == "paragraph")


@pytest.mark.parametrize(("mark", "outlet", "agency"), MARKS)
def test_mark_names_the_outlet_or_the_agency_and_leaves_the_text(mark, outlet, agency):
    article = read(mark + LEDE)
    assert first_paragraph(article) == LEDE
    assert (article.outlet, article.based_on) == (outlet, (agency,) if agency else ())
    assert article.published is None, "a day without a year is no date"


@pytest.mark.parametrize(
    "mark", ["（中央社利馬6日專電）", "新华社北京16日电", "路透社倫敦電", "本報訊", "BBC中文5月9日报道"]
)
def test_mark_on_a_line_of_its_own_is_no_paragraph(mark):
    assert first_paragraph(read(f"{mark}\n\n{LEDE}")) == LEDE


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentence_that_looks_like_a_mark_stays_and_names_no_outlet(sentence):
    article = read(sentence)
    assert first_paragraph(article) == sentence
    assert article.outlet is None


@pytest.mark.parametrize(
    ("url", "day"), [("https://example.org/2023/05/17/a.html", "2023-05-16"), ("https://example.org/a.html", None)]
)
def test_day_of_the_mark_takes_month_and_year_from_the_page_or_gives_no_date(url, day):
    article = read("新华社北京16日电 " + LEDE, f"---\nurl: {url}\n---\n")
    assert (str(article.published.day) if article.published else None) == day
