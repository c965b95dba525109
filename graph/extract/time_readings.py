"""Readings of time expressions: from the match of a rule and its context to a value.

Each takes the match and the `Context` and returns a `Value`. It may raise LookupError (nothing to count from),
ValueError or OverflowError (no such day): the expression then has no value. Missing named groups count as not said.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from graph.extract import time_values as values
from graph.extract import time_words as words
from graph.extract.time_values import Value, number


@dataclass(frozen=True, slots=True)
class Context:
    """What a reading may rest on.

    published: day of publication, None if unknown. tense: "future", "past" or "" by the cues nearby.
    last: value of the time named before in the text; day: the last one that is a day; near: the last with a month or a
    year of its own, in the same sentence. first: value of what begins the range this one ends. known: days read before,
    by number ("8") or weekday ("w2"). ahead: the last day of the sentence, if it lies after publication.
    """

    published: dt.date | None = None
    tense: str = ""
    last: Value | None = None
    day: dt.date | None = None
    near: Value | None = None
    first: Value | None = None
    known: Mapping[str, dt.date] | None = None
    ahead: dt.date | None = None

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


def calendar(m: re.Match[str], c: Context) -> Value:
    """Read a date of the calendar: any of year, month, day, weekday, season, quarter that the match has."""
    g = m.groupdict()
    if g.get("d") or g.get("m"):
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
    if (
        c.near is not None
        and c.near.begin is not None
        and (c.published is None or c.near.begin.year != c.published.year)
    ):
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
    past, coming = next(d for d in options if d <= c.today), next(d for d in options if d >= c.today)
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
    starts = (near.year * 12 + near.month - 1 + step for step in (-2, -1, 0, 1, 2))
    firsts = (dt.date(m // 12, m % 12 + 1, 1) for m in starts)
    return [first.replace(day=n) for first in firsts if n <= values.last_day(first.year, first.month).day]


def _relative_day(word: str, c: Context) -> dt.date:
    if word in words.DAYS:
        return c.today + dt.timedelta(days=words.DAYS[word])
    step = words.ANCHORED_DAYS[word]
    if step > 0 and c.day is None:
        raise LookupError("no day that this one follows")  # 翌日 is the day after what was told, not after publication
    return c.here + dt.timedelta(days=step)


def _weekday(g: Mapping[str, str | None], c: Context) -> Value:
    """Read a weekday or weekend: of the week named, else the last up to publication, or the coming one if future."""
    weekend = g["w"] == "末"
    at = 5 if weekend else min("一二三四五六日天".index(g["w"] or ""), 6)
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
    if c.ahead is not None:  # 周四将会晤…，周五转往上海: the sentence is at what lies ahead
        return c.ahead + dt.timedelta(days=(at - c.ahead.weekday()) % 7)
    return (c.known or {}).get(f"w{at}", past)


def week(m: re.Match[str], c: Context) -> Value:
    """Read 本周, 下星期: Monday to Sunday."""
    return values.week(values.monday(c.today) + dt.timedelta(weeks=words.WEEKS[m["week"]]))


def decade(m: re.Match[str], c: Context) -> Value:
    """Read 90年代, 上世纪八十年代, 本世纪初."""
    century = m.groupdict().get("century")
    if century is None:
        tens = number(m["decade"])
        base = 0 if tens >= 1000 else 1900 if tens > 20 else 2000
        return values.years(base + tens, base + tens + 9)
    base = {"上": 1900, "本": 2000}.get(century) or 100 * (number(century) - 1)
    if m["decade"]:
        tens = number(m["decade"])
        return values.years(base + tens, base + tens + 9)
    return {"初": values.years(base, base + 19), "末": values.years(base + 80, base + 99)}.get(
        m["cp"] or "", values.years(base, base + 99)
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
    first = words.LUNAR_NEW_YEAR[y]
    a, b = words.LUNAR_FESTIVALS[name]
    begin, end = first + dt.timedelta(days=a), first + dt.timedelta(days=b)
    return values.day(begin) if a == b else values.days(begin, end)


def short_season(m: re.Match[str], c: Context) -> Value:
    """Read 今夏, 去冬."""
    return values.season(c.today.year + "去今明".index(m["y"]) - 1, m["s"])


def this_month(m: re.Match[str], c: Context) -> Value:
    """Read 月底, 月初: of the month of publication."""
    return values.month(c.today.year, c.today.month)


def short_day(m: re.Match[str], c: Context) -> Value:
    """Read 今 and 昨 where they stand for 今天 and 昨天."""
    return values.day(c.today - dt.timedelta(days=m["rd"] == "昨"))
