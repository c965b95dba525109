"""The grammar of Chinese time expressions: an ordered table of named patterns and their readings.

A rule reads one expression in Simplified text; `times.py` finds them, joins neighbours (8日至10日, 自…以来) and keeps
the context.
After TIMEX3 of TimeML (Pustejovsky et al. 2003), dates and durations only, with bounds in place of a value string.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from graph.extract import time_amounts as amounts
from graph.extract import time_readings as read
from graph.extract import time_words as words
from graph.extract.time_readings import Context
from graph.extract.time_values import Value


@dataclass(frozen=True, slots=True)
class Rule:
    """A named pattern over Simplified text with digits and brackets in ASCII, and the reading of its match."""

    name: str
    pattern: str
    read: Callable[[re.Match[str], Context], Value]


def choice(options: Iterable[str]) -> str:
    """Return a pattern for any of the words, longest first."""
    return "(?:" + "|".join(sorted(map(re.escape, options), key=lambda w: (-len(w), w))) + ")"


# Pieces. Single blanks between a number and its unit are common in web copy (4 月 8 日).
_CN = "零〇○一二三四五六七八九"
_SP = "[ \u3000]?"
_TO = f"{_SP}(?:至|到|[-–—~～－]){_SP}"
_LIST = f"{_SP}[、及和与]{_SP}"
_N2 = r"(?:(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])|[一二三四五六七八九十廿卅]{1,3})"
_ALONE = r"(?<![0-9.,/第])"
_YEAR4 = rf"(?:(?![12]000年(?:[前来多]|以前|历史))[12][0-9]{{3}}|[一二][{_CN}]{{3}}|二千)"
_NOT_NOON = "(?![国方美共央华东秋间俄日韩欧期印新心环学午小文西])"  # 年中, 月中, but 9月中国, 年中央

# Parts of a day and hours: they belong to the expression and change no day.
_MEAL = "(?!餐|宴|点名|报|会(?![见晤面谈同])|间新)"
_HOUR = (
    rf"(?:{_SP}(?:约|近)?{_SP}[0-9一二两三四五六七八九十]{{1,3}}{_SP}"
    r"(?:时(?![代期间报候装])|点(?!名|评|燃|出|明|滴|击)|:[0-9]{2})"
    rf"(?:{_SP}[0-9零一二三四五六七八九十]{{1,3}}{_SP}分|半|正|整|[一三]刻)?(?:多|许|左右|前后)?)?"
)
_HOURS = f"(?:{_SP}的?(?:约|大约)?{choice(words.PARTS_OF_DAY)}{_MEAL})?{_HOUR}"
_ZONE = f"(?:{choice(words.ZONES)}时间)?{_SP}"

# Parts of a date; the groups are read by time_readings.calendar.
_SEVERAL = f"(?:(?P<d0>{_N2})(?:(?:{_LIST}{_N2})*{_LIST}|{_SP}[日号]?{_TO}))?(?P<d>{_N2}){_SP}"
_DAY = r"日(?![元圆币均夜本]|本(?![报台网社港地周]))"
_NUMBERED = f"号(?={choice(words.LONE_PARTS_OF_DAY)}|晚)"  # 3号楼, 2号文件 are no days
_DATE = f"{_SEVERAL}(?:{_DAY}|号(?![楼线文人院机舰码令台选馆]))"
_YEAR = (
    f"(?P<y>{_ALONE}{_YEAR4}{_SP}年(?!代|期|级|龄|薪|金|费)"
    f"|民国{_SP}[0-9一二三四五六七八九十百〇零]{{1,4}}{_SP}年"
    f"|{_ALONE}(?:[0-9]{{2}}|[{_CN}]{{2}}){_SP}年(?={_SP}{_N2}{_SP}月)"
    f"|{choice([*words.YEARS, *words.ANCHORED_YEARS])})"
)
_MONTH = (
    f"(?:(?P<m0>{_ALONE}{_N2})(?:{_SP}月?{_TO}|{_LIST}))?"
    f"(?P<m>(?<![0-9个第]){_N2}{_SP}月份?(?![球亮薪饼经])|{choice([*words.MONTHS, *words.ANCHORED_MONTHS])}份?)"
)
_PART = rf"(?P<part>[上中下]旬|较?早些?时候|稍早|内|初|底|末|尾|中{_NOT_NOON})?"
_WEEK = "(?:周(?!恩来|日报|天)|星期|礼拜)"
_WEEKDAY = (
    f"(?P<wp>{choice(words.WEEKS)})?{_WEEK}(?P<w>[一二三四五六日天末](?!年|个|点|期|家))"
    "(?:[、及和至到](?P<w2>[一二三四五六日](?![本元个两名月])))?"
)
_NO_WEEKDAY = "(?![一二三四五六日天末年边])"
_WEEK_PART = "(?:内|初|较?早些?时候?|稍早|晚些时候)?"
_RELATIVE_DAY = f"(?P<rd>{choice([*words.DAYS, *words.ANCHORED_DAYS])})"
_SEASON = "(?P<s>[春夏秋冬](?:[天季]|(?=[，。、]|以来|之?前|之?后)))"
_QUARTER = "(?P<q>(?:第?[一二三四1-4]|首|次|末)季度?|[上下]半年|前三季度|前[一二三四五六七八九0-9]{1,2}个?月)"
_OF_YEAR = f"(?P<yp>年?[初底末尾]|年中|中{_NOT_NOON}|内)"

# Amounts of time.
_COUNT = f"(?P<n>{choice(words.FUZZY)}|[0-9]{{1,3}}|[一二两三四五六七八九十廿卅百]{{1,4}})"
_UNIT = (
    "(?P<u>年(?!代|度|级|期|龄|轻|底|初)|(?<=[个半数几多余])月|(?:星期|礼拜)(?![一二三四五六日天])"
    "|周(?![年岁边期刊恩]|[一二三四五六日](?![次个期]))|天(?!津|安|然|空)|日(?![本元圆])|晚(?!会|宴|上)|小时|钟头|分钟)"
)
_AMOUNT = f"{_ALONE}{_COUNT}{_SP}(?P<odd>多|余|几)?(?:个(?!日))?(?P<half>半|多)?{_SP}{_UNIT}半?多?"
_ROUGHLY = "(?:早在|约|大约|近|将近|超过|逾|早)?"
_LASTING = "(?:为期|长达|历时|持续了?|达|近|超过|逾|约)?"
_PAST = "(?:过去|最近|近|这(?!一?个?(?:周|星期|礼拜|天|晚|日))|过往|刚过去的)的?"
_DECADE = "(?P<decade>(?:1[0-9]|20)?[0-9]0|[一二三四五六七八九]十)年代(?P<cpart>初|中期|后期|末)?"
_CENTURY = "(?P<century>[上本]|[0-9]{2}|[一二]?十[一二三四五六七八九]?)个?世纪"
_FEAST_YEAR = f"(?P<fy>{choice(words.YEARS)}|{_ALONE}{_YEAR4}年)?"
_FEAST = choice([*words.FESTIVALS, *words.LUNAR_FESTIVALS])
_VAGUE = choice(w for listed in words.VAGUE.values() for w in listed)
_VERB = "在(?!内)|于(?!今)|举行|出席|表示|宣布|公布|召开|会见|再|续|被|获|抵|开庭|提堂|发声明"
_TODAY = rf"(?<![如至迄当现古而于从距])(?P<rd>今|昨)(?:\({_N2}日?\)[日早晚晨午]?|(?=\(|{_VERB}))"

RULES: tuple[Rule, ...] = (
    Rule("festival", f"{_FEAST_YEAR}(?P<feast>{_FEAST})(?:假期|期间|当天)?", read.festival),
    Rule("ahead", f"(?P<ahead>未来|今后|接下来|往后)的?{_AMOUNT}(?P<dir>之?内|以内|间|里)?", amounts.stretch),
    Rule("back", f"{_PAST}{_AMOUNT}(?P<dir>以来|间|里|来)?(?!之?前)", amounts.stretch),
    Rule("vague", f"(?![至迄如]今[年天日晚早晨午夏春秋冬次]){_VAGUE}", amounts.vague),
    Rule("distance", f"{_ROUGHLY}{_AMOUNT}(?P<dir>之?前(?!往|任)|以前|之?后|以后)", amounts.distance),
    Rule("since-amount", f"{_AMOUNT}(?P<dir>以来|来(?![自到访华说]))", amounts.stretch),
    Rule("within", f"{_AMOUNT}(?P<dir>之?内|以内)", amounts.stretch),
    Rule("decade", f"{_CENTURY}(?:{_DECADE}|(?P<cp>初|中叶|末|中期|后期))?", read.decade),
    Rule("decade-short", f"{_ALONE}{_DECADE}", read.decade),
    Rule("years", f"{_ALONE}(?P<y0>{_YEAR4})(?:{_SP}年?{_TO}|{_LIST})(?P<y>{_YEAR4}{_SP}年)", read.calendar),
    Rule("year-month-day", f"{_ZONE}{_YEAR}{_SP}的?{_MONTH}{_SP}{_DATE}{_HOURS}", read.calendar),
    Rule("year-month", f"{_YEAR}{_SP}的?{_MONTH}{_PART}", read.calendar),
    Rule("year-season", f"{_YEAR}{_SP}的?{_SEASON}", read.calendar),
    Rule("year-quarter", f"{_YEAR}{_SP}的?{_QUARTER}", read.calendar),
    Rule("year-part", f"{_YEAR}{_SP}{_OF_YEAR}", read.calendar),
    Rule("season-short", "(?P<y>[今去明])(?P<s>[春夏秋冬])(?![季天])", read.short_season),
    Rule("month-day", f"{_ZONE}{_MONTH}{_SP}{_DATE}{_HOURS}", read.calendar),
    Rule("week", f"(?P<week>{choice(words.WEEKS)}){_WEEK}{_NO_WEEKDAY}{_WEEK_PART}", read.week),
    Rule("weekday", f"{_ZONE}{_WEEKDAY}{_HOURS}", read.calendar),
    Rule("relative-day", f"{_ZONE}{_RELATIVE_DAY}{_HOURS}", read.calendar),
    Rule("year", f"{_YEAR}(?!{_SP}[0-9]{{1,3}}{_SP}岁)", read.calendar),
    Rule("month", f"{_MONTH}{_PART}", read.calendar),
    Rule("season", "(?<![青立新回])(?P<s>[春夏秋冬][天季])", read.calendar),
    Rule("quarter", "(?P<q>第[一二三四1-4]季度?|[上下]半年)", read.calendar),
    Rule("year-part-bare", "(?P<yp>年底|年初|年末|年尾|年中(?![国方美]))", read.calendar),
    Rule("month-part-bare", "月(?:底|初|末|中(?![国方美])|内)", read.this_month),
    Rule("day", f"{_ZONE}{_ALONE}{_SEVERAL}(?:{_DAY}|{_NUMBERED}){_HOURS}", read.calendar),
    Rule("today-short", f"{_TODAY}{_HOURS}", read.short_day),
    Rule("tagged", f"(?P<rd>[今昨]){_HOURS}", read.short_day),
    Rule("part-of-day", f"{_ZONE}{choice(words.LONE_PARTS_OF_DAY)}{_MEAL}{_HOUR}", read.part_of_day),
    Rule("clock", rf"{_ALONE}(?=[0-9]{{1,2}}{_SP}[时点:]){_HOUR}", read.part_of_day),
    Rule("duration", f"{_LASTING}{_AMOUNT}(?:之间|时间|期间)?(?!之?[前后])", amounts.duration),
)  # fmt: skip
"""Tried at each place in this order; the first that matches reads the expression. "tagged" counts only where the tagger
has 今 or 昨 as a time."""

AFTER_GLOSS = _HOURS
"""What may follow the bracket of 周二（9日）上午10时."""

STARTS = (
    "[0-9零〇一二两三四五六七八九十廿卅百几好数半多约近将超逾早民去今明前后大翌次隔同当该来上下本这那"
    "是即昨周星礼春夏秋冬第首末年月未往过最刚凌清中正午傍黄晚入深夜元情妇愚劳儿万平圣除农不先稍较到至迄长"
    "一连每逐历目现如眼时其随此事尔彼届之有适短日昔为达持美香台东韩伦英纽华莫俄巴法柏德欧格基乌以印澳加新"
    "北]"
)
"""Characters an expression may begin with: a quick filter before the rules are tried."""
