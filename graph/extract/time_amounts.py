"""Readings of amounts of time: distances (三年前), stretches (过去四年), lengths (为期三天) and vague words (近日).

As in `time_readings`, a reading raises LookupError, ValueError or OverflowError where the expression has no value.
"""

from __future__ import annotations

import datetime as dt
import re

from graph.extract import time_values as values
from graph.extract import time_words as words
from graph.extract.time_readings import Context
from graph.extract.time_values import UNKNOWN, Value, number


def _amount(m: re.Match[str]) -> tuple[int, int, str]:
    """Return least and most count and the unit: half a year is six months, half a month two weeks."""
    unit = words.UNITS.get(m["u"], m["u"])
    if m["n"] == "半":
        return {"年": (6, 6, "月"), "月": (2, 2, "周")}.get(unit, (1, 1, unit))
    low, high = words.FUZZY.get(m["n"]) or (number(m["n"]),) * 2
    if m["odd"] or m["half"]:
        high = high + 1 if m["half"] else high * 2 - 1 if high < 10 else high + 9
    return low, high, unit


def distance(m: re.Match[str], c: Context) -> Value:
    """Read 三年前, 一两个星期前, 一周后: a day from days and weeks, a month from months, a year from years."""
    low, high, unit = _amount(m)
    if unit not in _BEHIND:
        return values.day(c.here)
    if m["dir"].endswith("前"):
        first, last = values.shift(c.today, unit, -high), values.shift(c.today, unit, -low)
    else:
        start = _start_of_count(c)
        first, last = values.shift(start, unit, low), values.shift(start, unit, high)
    return _blurred(first, last, unit)


def _start_of_count(c: Context) -> dt.date:
    """Return the day from which 三年后 counts: that of the sentence, publication if ahead, else that named before."""
    if c.near is not None and c.near.begin is not None:
        return c.near.begin
    if c.tense == "future":
        return c.today
    if c.last is None or c.last.begin is None:
        raise LookupError("nothing to count from")
    return c.last.begin


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
    if m["dir"] in _WITHIN and c.tense == "past":
        return values.days(values.shift(c.today, unit, -high), c.today, "unknown")
    if m.groupdict().get("ahead") or m["dir"] in _WITHIN:
        vague = m["dir"] in _WITHIN or not exact
        return values.days(c.today, values.shift(c.today, unit, high), "unknown" if vague else "span")
    begin = values.shift(c.today, unit, -high)
    span = values.years(begin.year, c.today.year) if unit == "年" else values.days(begin, c.today)
    return span if exact else _window(span)


_WITHIN = ("内", "之内", "以内")


def duration(m: re.Match[str], c: Context) -> Value:
    """Read 为期三天, 4个小时: a length of time and no date."""
    low, high, unit = _amount(m)
    if unit == "周":
        low, high, unit = low * 7, high * 7, "天"
    return Value(duration=words.DURATIONS[unit].format(low)) if low == high else UNKNOWN


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
