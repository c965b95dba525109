"""Values of time expressions: first and last possible day, precision, EDTF string; and the numbers they are made of.

A value is no finer than what the text says (上月 is a month). EDTF after the Library of Congress, level 1:
https://www.loc.gov/standards/datetime/ . Seasons by whole months, spring from March, winter into the next year.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

SEASONS = {"春": 21, "夏": 22, "秋": 23, "冬": 24}
"""Season -> EDTF code of the season."""

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2, "元": 1, "正": 1, "首": 1}
TENS = {"十": 10, "廿": 20, "卅": 30, "百": 100}


@dataclass(frozen=True, slots=True)
class Value:
    """What a time expression says: the fields of `TimeMention` that are no text.

    begin, end: first and last possible day, None where open or unknown; duration: ISO 8601 (`P3D`) or "".
    """

    begin: dt.date | None = None
    end: dt.date | None = None
    precision: str = "unknown"
    edtf: str = ""
    duration: str = ""


UNKNOWN = Value()


def number(digits: str) -> int:
    """Return the number that Arabic or Chinese digits write: 12, 十二, 廿七, 二〇二三, 一百一十二.

    Raises ValueError for anything else.
    """
    if digits.isascii():
        return int(digits)
    if not any(c in TENS for c in digits):
        return int("".join(str(_digit(c)) for c in digits))
    total, current = 0, 0
    for c in digits:
        if c in TENS:
            total += TENS[c] * (current or 1) if TENS[c] in (10, 100) else TENS[c]
            current = 0
        else:
            current = _digit(c)
    return total + current


def _digit(c: str) -> int:
    if c not in DIGITS:
        raise ValueError(f"no digit: {c}")
    return DIGITS[c]


def day(date: dt.date) -> Value:
    """Return the value of one day."""
    return Value(date, date, "day", date.isoformat())


def last_day(year: int, month: int) -> dt.date:
    """Return the last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def month(year: int, number: int) -> Value:
    """Return the value of a month; `number` may lie outside 1..12 and then counts on from the year's January."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return Value(dt.date(year, number, 1), last_day(year, number), "month", f"{year:04d}-{number:02d}")


def year(number: int) -> Value:
    """Return the value of a year."""
    return Value(dt.date(number, 1, 1), dt.date(number, 12, 31), "year", f"{number:04d}")


def season(year: int, name: str) -> Value:
    """Return the value of a season: `name` is 春, 夏, 秋 or 冬; winter ends in the next year."""
    code = SEASONS[name]
    first = (code - 20) * 3
    last = month(year, first + 2).end
    return Value(dt.date(year, first, 1), last, "season", f"{year:04d}-{code}")


def week(date: dt.date) -> Value:
    """Return the seven days that begin at `date`."""
    last = date + dt.timedelta(days=6)
    return Value(date, last, "week", f"{date}/{last}")


def monday(date: dt.date) -> dt.date:
    """Return the Monday of the week of `date`: weeks run from Monday to Sunday."""
    return date - dt.timedelta(days=date.weekday())


def months(year: int, first: int, last: int) -> Value:
    """Return the span from one month to another of the same year."""
    a, b = month(year, first), month(year, last)
    return Value(a.begin, b.end, "span", f"{a.edtf}/{b.edtf}")


def years(first: int, last: int) -> Value:
    """Return the span from one year to another."""
    return Value(dt.date(first, 1, 1), dt.date(last, 12, 31), "span", f"{first:04d}/{last:04d}")


def days(first: dt.date, last: dt.date, precision: str = "span") -> Value:
    """Return the span from one day to another; with precision "unknown", some time between the two."""
    if first > last:
        raise ValueError("ends before it begins")
    if first == last and precision != "unknown":
        return day(first)
    return Value(first, last, precision, f"{first}/{last}")


def until(value: Value) -> Value:
    """Return "some time up to the end of `value`"."""
    return Value(None, value.end, "unknown", f"../{_point(value, last=True)}") if value.end else UNKNOWN


def since(value: Value) -> Value:
    """Return "some time from the beginning of `value` on"."""
    return Value(value.begin, None, "unknown", f"{_point(value, last=False)}/..") if value.begin else UNKNOWN


def join(first: Value, last: Value, precision: str = "span") -> Value:
    """Return the span from one value to another. Raises ValueError if the second ends before the first begins."""
    if first.begin is None or last.end is None:
        return UNKNOWN
    if first.begin > last.end:
        raise ValueError("ends before it begins")
    if first.begin == last.end and precision != "unknown":
        return day(first.begin)
    return Value(
        first.begin, last.end, precision, f"{_point(first, last=False)}/{_point(last, last=True)}", first.duration
    )


def _point(value: Value, last: bool) -> str:
    """Return one end of an EDTF interval; an interval may not hold a season or another interval."""
    if value.precision in ("day", "month", "year"):
        return value.edtf
    return str(value.end if last else value.begin)


def shift(date: dt.date, unit: str, count: int) -> dt.date:
    """Return the day `count` units (年 月 周 天) away; the day of the month is kept where the month has it."""
    if unit in ("周", "天"):
        return date + dt.timedelta(days=count * (7 if unit == "周" else 1))
    total = date.year * 12 + date.month - 1 + count * (12 if unit == "年" else 1)
    y, m = divmod(total, 12)
    return dt.date(y, m + 1, min(date.day, calendar.monthrange(y, m + 1)[1]))
