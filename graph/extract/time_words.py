"""The words of Chinese time expressions, in Simplified script: what the grammar is made of. Edit here, not in the code.

Tables are written as words between blanks. False friends (周恩来, 日本, 一时) are kept out by guards in the grammar.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping


def _words(text: str) -> list[str]:
    return text.split()


def _steps(table: Mapping[int, str]) -> dict[str, int]:
    return {word: step for step, listed in table.items() for word in listed.split()}


YEARS = _steps({-3: "大前年", -2: "前年", -1: "去年 上年", 0: "今年 本年", 1: "明年 来年 下年", 2: "后年"})
"""Year counted from the year of publication."""

ANCHORED_YEARS = _steps({0: "同年 当年 该年", 1: "翌年 次年 隔年"})
"""Year counted from that of the time named before."""

MONTHS = _steps({-2: "上上个月", -1: "上个月 上月", 0: "本月 这个月 这月", 1: "下个月 下月", 2: "下下个月"})
ANCHORED_MONTHS = _steps({0: "同月 该月 当月", 1: "次月 翌月"})

DAYS = _steps(
    {
        -3: "大前天",
        -2: "前天 前晚",
        -1: "昨天 昨日 昨晚 昨夜 昨早 昨午 昨晨",
        0: "今天 今日 今晚 今夜 今早 今午 今晨 即日 今明两日 今明两天",
        1: "明天 明日 明晚 明早 明午 明晨",
        2: "后天",
        3: "大后天",
    }
)
"""Day counted from the day of publication."""

ANCHORED_DAYS = _steps(
    {
        -1: "前一天 前一日 前一晚",
        0: "同日 同一天 同天 当天 当日 当晚 当夜 同晚 这一天 这天 那天 那一天",
        1: "翌日 次日 隔日 隔天 第二天 第二日 翌晨 次晨 后一天",
    }
)
"""Day counted from the last day named before."""

WEEKS = _steps({-2: "上上个 上上", -1: "上个 上 刚过去的 刚刚", 0: "本 这个 这一 这", 1: "下个 下", 2: "下下个 下下"})
"""Week (and weekend) counted from that of publication."""

PARTS_OF_DAY = _words("""
较早时间 早些时候 较早时候 稍早时候 晚些时候 稍后时间 较早时 稍早时 大清早 凌晨 清晨 早晨 清早 早上 上午 中午 正午
午间
午后 午时 下午 傍晚 黄昏 晚间 晚上 入夜 深夜 半夜 午夜 夜间 夜里 日间 稍早 稍后 晚 晨 早
""")
LONE_PARTS_OF_DAY = [w for w in PARTS_OF_DAY if len(w) > 1 and not set("稍较些") & set(w)]
"""Parts of the day that say a time without a day beside them."""

ZONES = _words("""
当地 本地 北京 美东 美西 美国 香港 台湾 台北 东京 首尔 韩国 日本 伦敦 英国 纽约 华盛顿 莫斯科 俄罗斯 巴黎 法国
美国东部 美国西部 柏林 德国 欧洲 欧洲中部 中欧 格林尼治 格林威治 基辅 乌克兰 以色列 印度 澳洲 澳大利亚 加拿大 新加坡
""")
"""What stands before 时间 in 北京时间: part of the expression; the day is taken as it is said."""

FESTIVALS = {
    word: (int(date[:2]), int(date[3:]))
    for date, listed in {
        "01-01": "元旦", "02-14": "情人节", "03-08": "妇女节", "04-01": "愚人节", "05-01": "劳动节", "06-01": "儿童节",
        "10-31": "万圣节", "12-24": "平安夜 圣诞夜", "12-25": "圣诞节",
    }.items()
    for word in listed.split()
}  # fmt: skip
"""Festivals on a fixed day of the common calendar, the same in every country. National days differ and are left out."""

LUNAR_FESTIVALS = {
    "除夕": (-1, -1),
    "春节": (0, 6),
    "农历新年": (0, 6),
    "农历新春": (0, 6),
    "大年初一": (0, 0),
    "元宵节": (14, 14),
}
"""First and last day, counted from the first day of the lunar year."""

LUNAR_NEW_YEAR = {
    day.year: day
    for day in map(
        dt.date.fromisoformat,
        _words("""
        1990-01-27 1991-02-15 1992-02-04 1993-01-23 1994-02-10 1995-01-31 1996-02-19 1997-02-07 1998-01-28 1999-02-16
        2000-02-05 2001-01-24 2002-02-12 2003-02-01 2004-01-22 2005-02-09 2006-01-29 2007-02-18 2008-02-07 2009-01-26
        2010-02-14 2011-02-03 2012-01-23 2013-02-10 2014-01-31 2015-02-19 2016-02-08 2017-01-28 2018-02-16 2019-02-05
        2020-01-25 2021-02-12 2022-02-01 2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13
        2030-02-03
        """),
    )
}
"""Year -> first day of the lunar year."""

VAGUE = {
    kind: frozenset(listed.split())
    for kind, listed in {
        "past": """
            日前 近日 近来 最近 近期 不久前 不久之前 早前 此前 先前 稍早前 稍早 较早前 较早时候 早些时候 前些时候
            前不久 前几日
            前几天 前数日 这几天 这几日 这两天 连日来 连日 近几天 近几日 近年 近年来 近几年 近几年来 近月 近月来
            近些年 多年来
            长期以来 一直以来 迄今 至今 迄今为止 至今为止 到目前为止 往年 昔日 多年前 早年 近些天 较早时""",
        "future": """
            近期内 今后 未来 日后 不久后 不久之后 不日 稍后 短期内 即日起 来日 将来 有朝一日 适当时候 适时""",
        "now": "目前 现在 如今 眼下 当前 现阶段 当下 时下 现时",
        "later": "后来 其后 随后 此后 事后 尔后 之后不久 随后不久",
        "then": "当时 那时 当初 彼时 届时 其时",
        "recurring": "每年 每月 每周 每天 每日 每星期 每个月 每晚 每早 每个星期 每半年 每季度 逐年 历年",
    }.items()
}
"""Words that give no date. past: up to publication; future: from then on; later, then: by the time named before."""

FUZZY = {
    "半": (1, 1), "几": (2, 9), "好几": (3, 9), "数": (2, 9), "多": (2, 99), "一两": (1, 2), "一二": (1, 2),
    "两三": (2, 3), "三四": (3, 4), "四五": (4, 5), "五六": (5, 6), "十几": (11, 19), "十数": (11, 19),
    "数十": (20, 90), "几十": (20, 90), "数百": (200, 900),
}  # fmt: skip
"""Counts that name no single number: least and most."""

UNITS = {"年": "年", "月": "月", "星期": "周", "礼拜": "周", "周": "周", "天": "天", "日": "天", "晚": "天"}
DURATIONS = {
    "年": "P{}Y", "月": "P{}M", "天": "P{}D", "小时": "PT{}H", "钟头": "PT{}H", "分钟": "PT{}M",
}  # fmt: skip
"""Unit -> ISO 8601 duration; the reader writes weeks as days, since xsd:duration has no weeks."""

FUTURE_CUES = (
    r"(?<![中大上少名小主女老健猛干虎武战敌良])将(?![军领近士来相官才校其之自他她它这此帅])|即将|预计|预定|预期|计划|定于"
    r"|定在|拟(?=[于在定将])|打算|准备|有望|料(?=[将会])|或(?=[将会为于在])|希望|邀请|获邀|受邀|争取|力争|有意|旨在|等待|要(?=在)|须(?=[在于])"
    r"|会(?=在|于|前往|出席|访问|公布|宣布|举行)"
)
PAST_CUES = (
    r"了(?!解)|(?<![通经超不难错])过(?![去程度境于半关渡])|已|曾|(?<![小传])说(?!服|法|明会)|表示|(?<![名职简])称(?![为号赞])"
    r"|宣布|告诉|透露|指出|报道|报导|发表|发布|被(?!告)|遭(?!遇)|声称|宣称|证实|强调|警告|批评|谴责|获(?!取|邀)|抵达|承认|否认|写道"
    r"|认为|回应"
)
"""What, beside a day without a year or week, tells which one is meant: the coming or the last."""

DEADLINE_FOLLOWS = "，。、；：！？,.;)）」』” \n将完实把要必须会能让提召达与向对就所仍各也"
"""After a bare 前 or 后 these show that it ends the expression (5月3日前，…) and begins no word (前总统)."""
