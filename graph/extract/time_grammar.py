"""The grammar of Chinese time expressions: an ordered table of named rules, each a pattern over Simplified text and a reading.

A rule reads one expression; `graph/extract/times.py` finds them, joins neighbours (8日至10日, 周三（5月3日）, 自…以来) and keeps
the context. After TIMEX3 of TimeML (Pustejovsky et al. 2003), dates and durations only, with bounds in place of a value string.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from graph.extract import time_values as values
from graph.extract import time_words as words
from graph.extract.time_values import UNKNOWN, Value, number


@dataclass(frozen=True, slots=True)
class Context:
    """What a reading may rest on.

    published: day of publication, None if unknown; tense: "future", "past" or "" by the cues nearby.
    last: value of the time named before in the text; day: the last one that is a day; near: that before in the same sentence.
    first: value of the expression that begins the range this one ends. known: day read before for the same words.
    """

    published: dt.date | None = None
    tense: str = ""
    last: Value | None = None
    day: dt.date | None = None
    near: Value | None = None
    first: Value | None = None
    known: Mapping[str, dt.date] | None = None

    @property
    def today(self) -> dt.date:
        """The day of publication. Raises LookupError without one: the expression then has no value."""
        if self.published is None:
            raise LookupError("no day of publication")
        return self.published

    @property
    def here(self) -> dt.date:
        """The day the text is at: the last one named, else that of publication."""
        return self.day or self.today


@dataclass(frozen=True, slots=True)
class Rule:
    """A named pattern over Simplified text with digits in ASCII, and the reading of its match.

    The reading may raise LookupError (no anchor), ValueError or OverflowError (no such day): the value is then unknown.
    """

    name: str
    pattern: str
    read: Callable[[re.Match[str], Context], Value]


def choice(options: Iterable[str]) -> str:
    """Return a pattern for any of the words, longest first."""
    return "(?:" + "|".join(sorted(map(re.escape, options), key=lambda w: (-len(w), w))) + ")"


_CN = "零〇○一二三四五六七八九"
_SP = "[ \u3000]?"
_AND = f"{_SP}(?:至|到|[-–—~～－、及和与]){_SP}"
_N2 = r"(?:[0-9]{1,2}(?![0-9])|[一二三四五六七八九十廿卅]{1,3})"
_NO_DIGIT = r"(?<![0-9.,/第])"
_YEAR4 = f"(?:[12][0-9]{{3}}|[一二][{_CN}]{{3}}|二千)"
_TOD = (
    f"(?:{_SP}的?(?:{choice(words.PARTS_OF_DAY)}(?!餐|宴|点名|报|会|间新)))?"
    f"(?:{_SP}(?:约|近)?{_SP}[0-9一二两三四五六七八九十]{{1,3}}{_SP}(?:时(?![代期间报候装])|点(?!名|评|燃|出|明|滴|击)|:[0-9]{{2}})"
    f"(?:[0-9零一二三四五六七八九十]{{1,3}}分|半|正|整|[一三]刻)?(?:多|许|左右|前后)?)?"
)
_PART = r"(?:[上中下]旬|(?:较?早些?时候|稍早|内)|初|底|末|尾|中(?![国方美共央华东秋间俄日韩欧期印新心环学午小文西]))"
_ZONE = f"(?:{choice(words.ZONES)}时间)?{_SP}"
_DAYPART = (
    f"(?:(?P<d0>{_N2}){_SP}[日号]?(?:{_AND}{_N2}{_SP}[日号]?)*?{_AND})?(?P<d>{_N2}){_SP}"
    r"(?:日(?![元圆币均夜本]|本(?![报台网社港地周]))|号(?![楼线文人院机舰码令台选馆]))"
)
_WEEKDAY = (
    f"(?P<wp>{choice(words.WEEKS)})?(?:周(?!恩来|[日天]报)|星期|礼拜)"
    f"(?:(?P<w>[一二三四五六日天末](?!年|个|点|期|家))(?:[、及和至到](?P<w2>[一二三四五六日](?![本元个两名月])))?)"
)
_YEAR = (
    f"(?P<y>{_NO_DIGIT}(?:{_YEAR4}){_SP}年(?!期|级|龄|薪|金|费)|民国{_SP}[0-9一二三四五六七八九十百〇零]{{1,4}}{_SP}年"
    f"|{_NO_DIGIT}(?:[0-9]{{2}}|[{_CN}]{{2}}){_SP}年(?={_SP}{_N2}{_SP}月)|{choice([*words.YEARS, *words.ANCHORED_YEARS])})"
)
_MONTH = (
    f"(?:(?P<m0>{_NO_DIGIT}{_N2}){_SP}月?{_AND})?(?P<m>(?<![0-9个第]){_N2}{_SP}月(?:份)?(?![球亮薪饼经])"
    f"|{choice([*words.MONTHS, *words.ANCHORED_MONTHS])}(?:份)?)"
)
_RELDAY = f"(?P<rd>{choice([*words.DAYS, *words.ANCHORED_DAYS])})"
_SEASON = r"(?P<s>[春夏秋冬](?:[天季]|(?=[，。、]|以来|之?前|之?后)))"
_QUARTER = r"(?P<q>(?:第?[一二三四1-4]|首|次|末)季(?:度)?|[上下]半年|前三季度|前[一二三四五六七八九0-9]{1,2}个?月)"
_WHOLE = r"(?P<yp>初|底|年底|末|尾|年中|中(?![国方美共央华东秋间俄日韩欧期印新心环学午小文西])|内|年初)"


def calendar(m: re.Match[str], c: Context) -> Value:
    """Read a date of the calendar: any of year, month, day, weekday, season, quarter that the match has."""
    g = m.groupdict()
    if g.get("d") or g.get("m"):
        if g.get("m") or g.get("y") is None:
            return _month_or_day(g, c)
    if g.get("rd"):
        return values.day(_relative_day(g["rd"], c))
    if g.get("w"):
        return _weekday(g, c)
    y = _year(g["y"], c) if g.get("y") else _season_year(g, c)
    if g.get("s"):
        return values.season(y, g["s"][0])
    if g.get("q"):
        return _quarter(y, g["q"])
    if g.get("y0"):
        return values.years(_plain_year(g["y0"]), y)
    return _part_of_year(y, g["yp"]) if g.get("yp") else values.year(y)


def _plain_year(text: str) -> int:
    text = re.sub(r"[ \u3000年份]", "", text)
    if text.startswith("民国"):
        return 1911 + number(text[2:])
    n = 2000 if text == "二千" else number(text)
    if n < 100:
        return n + (1900 if n > 30 else 2000)
    return n


def _year(text: str, c: Context) -> int:
    if text in words.YEARS:
        return c.today.year + words.YEARS[text]
    if text in words.ANCHORED_YEARS:
        if c.last is None or c.last.begin is None:
            raise LookupError("no year before")
        return c.last.begin.year + words.ANCHORED_YEARS[text]
    return _plain_year(text)


def _season_year(g: Mapping[str, str | None], c: Context) -> int:
    """Return the year of a season, quarter or part of a year that stands without one."""
    if c.near is not None and c.near.begin is not None:
        return c.near.begin.year
    return c.today.year


def _quarter(y: int, text: str) -> Value:
    if text in ("上半年", "下半年"):
        return values.months(y, 1, 6) if text[0] == "上" else values.months(y, 7, 12)
    if text.startswith("前"):
        last = 9 if "季" in text else number(text[1:].rstrip("个月"))
        return values.months(y, 1, last)
    n = {"首": 1, "次": 2, "末": 4}.get(text[0]) or number(text.lstrip("第")[0])
    return values.months(y, 3 * n - 2, 3 * n)


def _part_of_year(y: int, part: str) -> Value:
    """年底 is December; 年初 the first and 年中 the middle months."""
    part = part.removeprefix("年")
    if part in "底末尾":
        return values.month(y, 12)
    return {"初": values.months(y, 1, 3), "中": values.months(y, 5, 8)}.get(part) or values.year(y)


def _month_or_day(g: Mapping[str, str | None], c: Context) -> Value:
    month, d = g.get("m") or "", g.get("d")
    if not month:
        return _bare_day(g, c)
    y, n = _which_month(g, c)
    if d:
        last = dt.date(y, n, number(d))
        if g.get("d0"):
            return values.days(dt.date(y, n, number(g["d0"] or "")), last)
        return values.day(last)
    if g.get("m0"):
        first = number(g["m0"] or "")
        return values.months(y, first if first <= n else first - 12, n)
    part = g.get("part") or ""
    if part.endswith("旬"):
        first = {"上": 1, "中": 11, "下": 21}[part[0]]
        return values.days(dt.date(y, n, first), dt.date(y, n, first + 9) if first < 21 else values.last_day(y, n))
    return values.month(y, n)


def _which_month(g: Mapping[str, str | None], c: Context) -> tuple[int, int]:
    """Return year and number of the month named; without a year by range, sentence, tense, else the nearest."""
    text = (g["m"] or "").removesuffix("份").strip()
    if text in words.MONTHS or text in words.ANCHORED_MONTHS:
        base = c.today if text in words.MONTHS else c.here if c.last is None or c.last.begin is None else c.last.begin
        step = words.MONTHS.get(text, words.ANCHORED_MONTHS.get(text, 0))
        first = values.month(base.year, base.month + step).begin
        assert first is not None
        return first.year, first.month
    n = number(text.removesuffix("月").strip())
    if not 1 <= n <= 12:
        raise ValueError("no such month")
    if g.get("y"):
        return _year(g["y"] or "", c), n
    return _year_of_month(n, c), n


def _year_of_month(n: int, c: Context) -> int:
    if c.first is not None and c.first.begin is not None:
        return c.first.begin.year + (n < c.first.begin.month)
    if c.near is not None and c.near.begin is not None and (c.published is None or c.near.begin.year != c.published.year):
        return c.near.begin.year
    ahead = (n - c.today.month) % 12
    coming = c.today.year + (n < c.today.month)
    if ahead == 0 or c.tense == "future":
        return coming
    return coming if c.tense != "past" and ahead <= 3 else coming - 1


def _bare_day(g: Mapping[str, str | None], c: Context) -> Value:
    """Read 8日: the month of the range or sentence, else by tense the coming or the last day of that number."""
    n = number(g["d"] or "")
    if g.get("d0"):
        first = _bare_day({"d": g["d0"]}, c)
        return _bare_day_range(first, n)
    if c.first is not None and c.first.begin is not None:
        last = _bare_day_range(c.first, n).end
        assert last is not None
        return values.day(last)
    if c.near is not None and c.near.begin is not None and c.near.precision in ("day", "month"):
        return values.day(c.near.begin.replace(day=n))
    options = sorted(_days_numbered(n, c.today), key=lambda d: abs((d - c.today).days))
    past, coming = [d for d in options if d <= c.today][0], [d for d in options if d >= c.today][0]
    if c.tense:
        return values.day(coming if c.tense == "future" else past)
    known = (c.known or {}).get(str(n))
    return values.day(known or (coming if (coming - c.today).days <= 7 else past))


def _bare_day_range(first: Value, n: int) -> Value:
    assert first.begin is not None
    later = [d for d in _days_numbered(n, first.begin) if d >= first.begin]
    return values.days(first.begin, min(later))


def _days_numbered(n: int, near: dt.date) -> list[dt.date]:
    """Return the days of that number in the months around `near`. Raises ValueError if there is none."""
    if not 1 <= n <= 31:
        raise ValueError("no such day")
    found = []
    for step in (-2, -1, 0, 1, 2):
        first, last = (values.month(near.year, near.month + step).begin, values.month(near.year, near.month + step).end)
        assert first is not None and last is not None
        if n <= last.day:
            found.append(first.replace(day=n))
    return found


def _relative_day(word: str, c: Context) -> dt.date:
    if word in words.DAYS:
        return c.today + dt.timedelta(days=words.DAYS[word])
    return c.here + dt.timedelta(days=words.ANCHORED_DAYS[word])


def _weekday(g: Mapping[str, str | None], c: Context) -> Value:
    """Read a weekday or weekend: of the week named, else the last one up to publication, or the coming one if future."""
    weekend = g["w"] == "末"
    at = 5 if weekend else "一二三四五六日天".index(g["w"] or "") % 7 if g["w"] != "天" else 6
    if g.get("wp"):
        first = values.monday(c.today) + dt.timedelta(weeks=words.WEEKS[g["wp"] or ""], days=at)
    elif c.first is not None and c.first.begin is not None:
        first = c.first.begin + dt.timedelta(days=(at - c.first.begin.weekday()) % 7)
    else:
        first = _nearest_weekday(at, c)
    if weekend:
        return values.days(first, first + dt.timedelta(days=1))
    if g.get("w2"):
        at2 = "一二三四五六日".index(g["w2"] or "")
        return values.days(first, first + dt.timedelta(days=(at2 - at) % 7))
    return values.day(first)


def _nearest_weekday(at: int, c: Context) -> dt.date:
    past = c.today - dt.timedelta(days=(c.today.weekday() - at) % 7)
    coming = c.today + dt.timedelta(days=(at - c.today.weekday()) % 7)
    if c.tense:
        return coming if c.tense == "future" else past
    return (c.known or {}).get(f"w{at}", past)


def week(m: re.Match[str], c: Context) -> Value:
    """Read 本周, 下星期: Monday to Sunday."""
    return values.week(values.monday(c.today) + dt.timedelta(weeks=words.WEEKS[m["week"]]))


def decade(m: re.Match[str], c: Context) -> Value:
    """Read 90年代, 上世纪八十年代, 本世纪初."""
    century = m["century"]
    if century is None:
        tens = number(m["decade"])
        base = 1900 if tens > 20 else 2000
        return values.years(base + tens, base + tens + 9)
    if century in ("上", "本"):
        base = 1900 if century == "上" else 2000
    else:
        base = 100 * (number(century) - 1)
    if m["decade"]:
        tens = number(m["decade"])
        return values.years(base + tens, base + tens + 9)
    return {"初": values.years(base, base + 19), "末": values.years(base + 80, base + 99)}.get(
        m["cpart"] or "", values.years(base, base + 99)
    )


def part_of_day(m: re.Match[str], c: Context) -> Value:
    """Read 上午10时: no day of its own, so that of the day the text is at."""
    return values.day(c.here)


def festival(m: re.Match[str], c: Context) -> Value:
    """Read 圣诞节, 去年春节: of the year named, else the nearest that the tense allows."""
    name = m["feast"]
    years = [_year(m["fy"], c)] if m["fy"] else [c.today.year + n for n in (-1, 0, 1)]
    options = [_feast(name, y) for y in years if name in words.FESTIVALS or y in words.LUNAR_NEW_YEAR]
    if not options:
        raise LookupError("a lunar year that is not in the table")
    if m["fy"]:
        return options[0]
    if c.tense == "past":
        options = [o for o in options if o.begin and o.begin <= c.today]
    if c.tense == "future":
        options = [o for o in options if o.end and o.end >= c.today]
    return min(options, key=lambda o: abs(((o.begin or c.today) - c.today).days))


def _feast(name: str, y: int) -> Value:
    if name in words.FESTIVALS:
        return values.day(dt.date(y, *words.FESTIVALS[name]))
    first = dt.date(y, *words.LUNAR_NEW_YEAR[y])
    a, b = words.LUNAR_FESTIVALS[name]
    begin, end = first + dt.timedelta(days=a), first + dt.timedelta(days=b)
    return values.day(begin) if a == b else values.days(begin, end)


FUZZY = {"半": (1, 1), "几": (2, 9), "好几": (3, 9), "数": (2, 9), "多": (2, 99), "一两": (1, 2), "一二": (1, 2), "两三": (2, 3), "三四": (3, 4),
         "四五": (4, 5), "五六": (5, 6), "十几": (11, 19), "十数": (11, 19), "数十": (20, 90), "几十": (20, 90), "数百": (200, 900)}  # fmt: skip
UNITS = {"年": "年", "月": "月", "星期": "周", "礼拜": "周", "周": "周", "天": "天", "日": "天", "晚": "天"}
_ISO = {"年": "P{}Y", "月": "P{}M", "周": "P{}W", "天": "P{}D", "小时": "PT{}H", "钟头": "PT{}H", "分钟": "PT{}M"}
_COUNT = f"(?P<n>{choice(FUZZY)}|[0-9]{{1,3}}|[一二两三四五六七八九十百]{{1,4}})"
_AMOUNT = (
    f"{_NO_DIGIT}{_COUNT}{_SP}(?P<odd>多|余|几)?(?:个)?(?P<half>半)?{_SP}"
    "(?P<u>年(?!代|度|级|期|龄|轻|底|初)|(?<=[个半数几])月|星期(?![一二三四五六日天])|礼拜(?![一二三四五六日天])|周(?![年岁边期刊恩])|天(?!津|安|然|空)|日(?![本元圆])|晚(?!会|宴|上)"
    "|小时|钟头|分钟)(?:半)?(?:多)?"
)


def _amount(m: re.Match[str]) -> tuple[int, int, str]:
    """Return least and most count and the unit of an amount of time; half a year is six months, half a month two weeks."""
    unit = UNITS.get(m["u"], m["u"])
    if m["n"] == "半":
        return {"年": (6, 6, "月"), "月": (2, 2, "周")}.get(unit, (1, 1, unit))
    low, high = FUZZY.get(m["n"]) or (number(m["n"]),) * 2
    if m["odd"]:
        high = high * 2 - 1 if high < 10 else high + 9
    return low, high, unit


def distance(m: re.Match[str], c: Context) -> Value:
    """Read 三年前, 一两个星期前, 一周后: a day from days and weeks, a month from months, a year from years."""
    low, high, unit = _amount(m)
    if unit not in _BEHIND:
        return values.day(c.here)
    if m["dir"].endswith("前"):
        first, last = values.shift(c.today, unit, -high), values.shift(c.today, unit, -low)
    else:
        base = c.near if c.near is not None and c.near.begin else None
        start = base.begin if base is not None and base.begin else c.today if c.tense == "future" else c.here
        first, last = values.shift(start, unit, low), values.shift(start, unit, high)
    return _blurred(first, last, unit)


_BEHIND = ("年", "月", "周", "天")


def _blurred(first: dt.date, last: dt.date, unit: str) -> Value:
    """Return the value of a distance, no finer than its unit."""
    if first == last and unit in ("周", "天"):
        return values.day(first)
    if unit == "年":
        return values.year(first.year) if first.year == last.year else _window(values.years(first.year, last.year))
    if (first.year, first.month) == (last.year, last.month):
        return values.month(first.year, first.month) if unit != "天" else values.days(first, last, "unknown")
    return values.days(first, last, "unknown")


def _window(value: Value) -> Value:
    """Return the value as "some time between its two ends"."""
    return Value(value.begin, value.end, "unknown", value.edtf)


def stretch(m: re.Match[str], c: Context) -> Value:
    """Read 过去四年, 近两个月来, 未来几周内: from publication back or on; whole years where years are counted."""
    low, high, unit = _amount(m)
    if unit not in _BEHIND:
        return UNKNOWN
    exact = low == high
    if (m.groupdict().get("ahead") or "") != "" or m["dir"] in _WITHIN:
        return values.days(c.today, values.shift(c.today, unit, high), "unknown" if m["dir"] in _WITHIN or not exact else "span")
    begin = values.shift(c.today, unit, -high)
    span = values.years(begin.year, c.today.year) if unit == "年" else values.days(begin, c.today)
    return span if exact else _window(span)


_WITHIN = ("内", "之内", "以内")


def duration(m: re.Match[str], c: Context) -> Value:
    """Read 为期三天, 4个小时: a length of time and no date."""
    low, high, unit = _amount(m)
    return Value(duration=_ISO[unit].format(low)) if low == high and not m["odd"] and unit in _ISO else UNKNOWN


def vague(m: re.Match[str], c: Context) -> Value:
    """Read the words that give no date: bounded by publication or by the time named before."""
    kind = next(k for k, listed in words.VAGUE.items() if m.group() in listed)
    today = values.day(c.published) if c.published else None
    if kind == "past":
        return values.until(today) if today else UNKNOWN
    if kind == "future":
        return values.since(today) if today else UNKNOWN
    if kind == "later":
        return values.since(c.last) if c.last and c.last.begin else UNKNOWN
    return c.last or UNKNOWN if kind == "then" else UNKNOWN


RULES: tuple[Rule, ...] = (
    Rule("vague", f"{choice(w for listed in words.VAGUE.values() for w in listed)}(?!的议长)", vague),
    Rule("festival", f"(?P<fy>{choice(words.YEARS)}|{_NO_DIGIT}{_YEAR4}年)?(?P<feast>{choice([*words.FESTIVALS, *words.LUNAR_FESTIVALS])})(?:假期|期间|当天|前夕|晚会(?!))?", festival),
    Rule("ahead", f"(?P<ahead>未来|今后|接下来|往后)(?:的)?{_AMOUNT}(?P<dir>之?内|以内|间|里)?", stretch),
    Rule("back", f"(?:过去|最近|近|这|过往|刚过去的)(?:的)?{_AMOUNT}(?P<dir>以来|间|里|来)?(?!之?前)", stretch),
    Rule("distance", f"(?:早在|约|大约|近|将近|超过|逾|早)?{_AMOUNT}(?P<dir>之?前(?!往|任)|以前|之?后|以后)", distance),
    Rule("since-amount", f"{_AMOUNT}(?P<dir>以来|来(?![自到访华说]))", stretch),
    Rule("within", f"{_AMOUNT}(?P<dir>之?内|以内)", stretch),
    Rule("decade", f"(?:(?P<century>[上本]|[0-9]{{2}}|[一二]?十[一二三四五六七八九]?)个?世纪)(?:(?P<decade>[1-9]0|[一二三四五六七八九]十)年代)?(?P<cpart>初|中叶|末|中期|后期)?", decade),
    Rule("decade-short", r"(?P<century>(?!))?" + f"{_NO_DIGIT}(?P<decade>[1-9]0|[一二三四五六七八九]十)年代(?P<cpart>初|中期|后期|末)?", decade),
    Rule("years", f"{_NO_DIGIT}(?P<y0>{_YEAR4}){_SP}年?{_AND}(?P<y>{_YEAR4}{_SP}年)", calendar),
    Rule("year-month-day", f"{_ZONE}{_YEAR}{_SP}的?{_MONTH}{_SP}{_DAYPART}(?:的)?{_TOD}", calendar),
    Rule("year-month", f"{_YEAR}{_SP}的?{_MONTH}(?P<part>{_PART})?", calendar),
    Rule("year-season", f"{_YEAR}{_SP}的?{_SEASON}", calendar),
    Rule("year-quarter", f"{_YEAR}{_SP}的?{_QUARTER}", calendar),
    Rule("year-part", f"{_YEAR}{_SP}{_WHOLE}", calendar),
    Rule("season-short", "(?P<y>[今去明])(?P<s>[春夏秋冬])(?![季天])", lambda m, c: values.season(c.today.year + "去今明".index(m["y"]) - 1, m["s"])),
    Rule("month-day", f"{_ZONE}{_MONTH}{_SP}{_DAYPART}{_TOD}", calendar),
    Rule("week-of", f"(?P<week>{choice(words.WEEKS)})(?:周(?![一二三四五六日天末年边])|星期(?![一二三四五六日天末])|礼拜(?![一二三四五六日天末]))(?:内|初|较?早些?时候?|稍早|稍后|晚些时候)?", week),
    Rule("weekday", f"{_ZONE}{_WEEKDAY}{_TOD}", calendar),
    Rule("relative-day", f"{_ZONE}{_RELDAY}{_TOD}", calendar),
    Rule("year", f"{_YEAR}(?!前的|来)", calendar),
    Rule("month", f"{_MONTH}(?P<part>{_PART})?", calendar),
    Rule("season", r"(?<![青立新回])(?P<s>[春夏秋冬][天季])", calendar),
    Rule("quarter", f"(?P<q>第[一二三四1-4]季(?:度)?|[上下]半年)", calendar),
    Rule("year-part-bare", "(?P<yp>年底|年初|年末|年尾|年中(?![国方美]))", calendar),
    Rule("month-part-bare", "(?P<m>月)(?:底|初|末|中(?![国方美])|内)", lambda m, c: values.month(c.today.year, c.today.month)),
    Rule("day", f"{_ZONE}{_NO_DIGIT}{_DAYPART}{_TOD}", calendar),
    Rule("today-short", r"(?<![如至迄当现古而于从距])(?P<rd>今|昨)(?=[（(]|在(?!内)|于(?!今)|举行|出席|表示|宣布|公布|召开|会见|再|续|被|获|抵|开庭|提堂|发声明|早)", lambda m, c: values.day(c.today - dt.timedelta(days=m["rd"] == "昨"))),
    Rule("part-of-day", f"(?:{_ZONE})(?:{choice(words.LONE_PARTS_OF_DAY)})(?!餐|宴|报|会)" + _TOD, part_of_day),
    Rule("clock", f"{_NO_DIGIT}[0-9]{{1,2}}(?:时|点|:[0-9]{{2}})(?![代期间报候装名评燃出明])(?:[0-9]{{1,2}}分|半)?许?", part_of_day),
    Rule("duration", f"(?:为期|长达|历时|持续(?:了)?|达|近|超过|逾|约)?{_AMOUNT}(?:之间|时间|期间)?", duration),
)  # fmt: skip
"""Tried at each place in this order; the first that matches reads the expression."""

AFTER_GLOSS = _TOD
"""What may follow the bracket of 周二（9日）上午10时."""

STARTS = "[0-9零〇一二两三四五六七八九十廿卅百几好数半多约近将超逾早民去今明前后大翌次隔同当该来上下本这那是即昨周星礼春夏秋冬第首末年月未往过最刚凌清中正午傍黄晚入深夜半元情妇愚劳儿万平圣除农不先稍较到至迄长一连每逐历目现如眼时其随此事尔彼届之有适短日昔为达持美香台东韩伦英纽华莫俄巴法柏德欧格基乌以印澳加新首北]"
"""Characters an expression may begin with: a quick filter before the rules are tried."""
