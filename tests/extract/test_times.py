"""Time expressions: what is found, and with which value."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from graph.attributes import register
from graph.extract.time_values import number
from graph.extract.times import find_times
from graph.model import Published, TimeMention

register()
_VOCAB = Vocab()
_THURSDAY = Published(dt.date(2023, 5, 4))
_EDTF = re.compile(
    r"(\.\.|[0-9X]{4}(-[0-9X]{2}(-[0-9X]{2})?)?[?~%]?)(/(\.\.|[0-9X]{4}(-[0-9X]{2}(-[0-9X]{2})?)?[?~%]?))?"
)


def times(text: str, published: Published | None = _THURSDAY, simplified: str | None = None) -> tuple[TimeMention, ...]:
    doc = Doc(_VOCAB, words=[text] if text else [], spaces=[False] if text else [])
    doc._.simplified = simplified or text
    return find_times(doc, published)


def told(text: str, published: Published | None = _THURSDAY) -> list[tuple[str, str]]:
    return [(m.surface, m.edtf) for m in times(text, published)]


@pytest.mark.parametrize(
    ("text", "surface", "edtf", "precision"),
    [
        # days
        ("部长2023年7月19日抵达", "2023年7月19日", "2023-07-19", "day"),
        ("条约于二〇二三年三月一日生效", "二〇二三年三月一日", "2023-03-01", "day"),
        ("他1984年 6 月 5 日出生", "1984年 6 月 5 日", "1984-06-05", "day"),
        ("２０２１年１月６日的骚乱", "２０２１年１月６日", "2021-01-06", "day"),
        ("法院昨晚裁定", "昨晚", "2023-05-03", "day"),
        ("他今天上午10时30分到场", "今天上午10时30分", "2023-05-04", "day"),
        ("会议后天开幕", "后天", "2023-05-06", "day"),
        ("当地时间5月2日，法院裁定", "当地时间5月2日", "2023-05-02", "day"),
        ("上月30日签署", "上月30日", "2023-04-30", "day"),
        ("廿七日开庭审理了此案", "廿七日", "2023-04-27", "day"),
        ("三天前他辞职了", "三天前", "2023-05-01", "day"),
        # weekdays
        ("总统周三表示，他将访问法国", "周三", "2023-05-03", "day"),
        ("两国外长周四会晤", "周四", "2023-05-04", "day"),
        ("总统将于周三访问法国", "周三", "2023-05-10", "day"),
        ("上周五的会谈", "上周五", "2023-04-28", "day"),
        ("谈判下星期二重启", "下星期二", "2023-05-09", "day"),
        ("议员马英九周一启程", "周一", "2023-05-01", "day"),
        # one expression of two
        ("克里周三（5月3日）表示", "周三（5月3日）", "2023-05-03", "day"),
        ("会谈将于周二(9日)上午举行", "周二(9日)上午", "2023-05-09", "day"),
        ("昨日（30日）公布", "昨日（30日）", "2023-04-30", "day"),
        ("4月8日（星期六）举行了", "4月8日（星期六）", "2023-04-08", "day"),
        ("昨天周三抵达北京", "昨天周三", "2023-05-03", "day"),
        # weeks, months, years, seasons
        ("他下周前往中国", "下周", "2023-05-08/2023-05-14", "week"),
        ("他计划在7月16日这一周访问", "7月16日这一周", "2023-07-16/2023-07-22", "week"),
        ("上个月访问了北京", "上个月", "2023-04", "month"),
        ("今年9月大选", "今年9月", "2023-09", "month"),
        ("10月底，峰会将在罗马举行", "10月底", "2023-10", "month"),
        ("去年底生效", "去年底", "2022-12", "month"),
        ("去年夏天暂停了谈判", "去年夏天", "2022-22", "season"),
        ("民国112年度", "民国112年", "2023", "year"),
        ("近一年前对话中断", "近一年前", "2022", "year"),
        # spans
        ("8日至10日举行", "8日至10日", "2023-05-08/2023-05-10", "span"),
        ("3月26、27及28日举行了", "3月26、27及28日", "2023-03-26/2023-03-28", "span"),
        ("去年9月至今年2月", "去年9月至今年2月", "2022-09/2023-02", "span"),
        ("第一季度出口增长", "第一季度", "2023-01/2023-03", "span"),
        ("去年下半年", "去年下半年", "2022-07/2022-12", "span"),
        ("过去四年投资", "过去四年", "2019/2023", "span"),
        ("上世纪80年代", "上世纪80年代", "1980/1989", "span"),
        ("1990年代初", "1990年代初", "1990/1999", "span"),
        ("自去年八月以来停滞", "自去年八月以来", "2022-08/2023-05-04", "span"),
        ("上周末", "上周末", "2023-04-29/2023-04-30", "span"),
        ("他将逗留至周日", "至周日", "2023-05-04/2023-05-07", "span"),
        ("去年春节", "去年春节", "2022-02-01/2022-02-07", "span"),
        # only bounds
        ("他在近期内访问", "近期内", "2023-05-04/..", "unknown"),
        ("日前接受了采访", "日前", "../2023-05-04", "unknown"),
        ("协议年底前完成", "年底前", "2023-05-04/2023-12", "unknown"),
        ("2030年前达峰", "2030年前", "2023-05-04/2030", "unknown"),
        ("截至4月30日", "截至4月30日", "../2023-04-30", "unknown"),
        ("在未来几周内举行", "未来几周内", "2023-05-04/2023-07-06", "unknown"),
    ],
)
def test_expression_has_value(text: str, surface: str, edtf: str, precision: str) -> None:
    found = times(text)
    assert [(m.surface, m.edtf, m.precision) for m in found] == [(surface, edtf, precision)]


@pytest.mark.parametrize(
    "text",
    [
        "周恩来与周永康",
        "日本队获胜",
        "第28届大会",
        "一时难以",
        "周边国家",
        "建国70周年",
        "月球车",
        "天津港",
        "93岁的总统",
        "100日元",
    ],
)
def test_false_friend_is_no_time(text: str) -> None:
    assert times(text) == ()


def test_traditional_text_keeps_its_own_surface() -> None:
    (found,) = times("兩個星期前會談", simplified="两个星期前会谈")
    assert (found.surface, found.edtf) == ("兩個星期前", "2023-04-20")


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("大使4月15日抵达，为一周后的峰会作准备", ("一周后", "2023-04-22")),
        ("部队8月16日占领了首都。第二天，总统出逃", ("第二天", "2022-08-17")),
        ("他2014年6月当选，同年9月辞职", ("同年9月", "2014-09")),
        ("占领始于2014年9月28日，12月15日结束", ("12月15日", "2014-12-15")),
        ("冲突发生在2019年3月2日。当晚法院开庭", ("当晚", "2019-03-02")),
        ("总理周五将会见外长，周六转往上海", ("周六", "2023-05-06")),
        ("会谈将于周二举行。周二的议程包括气候", ("周二", "2023-05-09")),
    ],
)
def test_later_expression_rests_on_the_one_before(text: str, last: tuple[str, str]) -> None:
    assert told(text)[-1] == last


@pytest.mark.parametrize(
    ("text", "duration"),
    [("为期三天的访问", "P3D"), ("长达4个小时的会谈", "PT4H"), ("18天之间经历起伏", "P18D"), ("停火两周", "P14D")],
)
def test_length_of_time_is_no_date(text: str, duration: str) -> None:
    (found,) = times(text)
    assert (found.duration, found.begin, found.end) == (duration, None, None)


def test_without_publication_only_absolute_expressions_have_a_value() -> None:
    assert told("昨天，周三，2021年5月3日，下个月，1984年6月", None) == [
        ("昨天", ""), ("周三", ""), ("2021年5月3日", "2021-05-03"), ("下个月", ""), ("1984年6月", "1984-06"),
    ]  # fmt: skip


def test_impossible_day_is_kept_without_a_value() -> None:
    (found,) = times("2023年2月29日")
    assert (found.precision, found.begin, found.edtf) == ("unknown", None, "")


@pytest.mark.parametrize(
    ("digits", "value"), [("12", 12), ("十二", 12), ("廿七", 27), ("二〇二三", 2023), ("一百一十二", 112)]
)
def test_number_reads_both_scripts_of_digits(digits: str, value: int) -> None:
    assert number(digits) == value


_PIECES = st.sampled_from(
    [
        *"0129三十两几数年月日号周天个第前后来内起至到、及（）()。，自从今去昨明上下本这底初春时每将了\n",
        *(
            "12",
            "31",
            "2023",
            "星期",
            "以来",
            "夏天",
            "季度",
            "半年",
            "世纪",
            "90年代",
            "上午",
            "30分",
            "当地时间",
            "未来",
        ),
        *("过去", "当时", "至今", "翌日", "同年", "克里", "会谈", "之前", "元旦", "春节", "为期"),
    ]
)


@given(
    st.lists(_PIECES, max_size=25).map("".join) | st.text(max_size=30),
    st.none() | st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)).map(Published),
)
def test_any_text_gives_well_formed_mentions_in_order(text: str, published: Published | None) -> None:
    found = times(text, published)
    assert times(text, published) == found
    at = 0
    for m in found:
        assert at <= m.span.start < m.span.end
        assert m.span.of(text) == m.surface
        assert m.begin is None or m.end is None or m.begin <= m.end
        assert (m.precision == "day") == (m.begin is not None and m.begin == m.end and m.precision != "unknown")
        assert m.edtf == "" or _EDTF.fullmatch(m.edtf)
        at = m.span.end
