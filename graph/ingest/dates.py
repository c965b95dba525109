"""Dates of publication as pages write them -> days and instants.

Out: a calendar day as it is written (the outlet's own), and the instant where the page gives a zone.
A day like 4/2/2024 is read by evidence: a number above 12, AM or PM (American), the nearest of the other dates known,
else day first.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from graph.model import Published

_MONTHS = {
    m: i for i, m in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)
}
_MONTH = r"(?P<name>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_CLOCK = (
    r"(?:[T\s,，-]{0,4}(?:at\s)?(?P<half>上午|下午|晚上|凌晨|早上)?\s*"
    r"(?P<hour>\d{1,2})\s*[:：时時点點]\s*(?P<minute>\d{2})"
    r"(?:\s*[:：分]\s*(?P<second>\d{2})(?:\.\d{1,9})?)?\s*分?\s*(?P<ampm>[AaPp]\.?[Mm]\b\.?)?\s*"
    r"(?P<zone>Z\b|UTC|GMT|EST|EDT|PST|PDT|HKT|CST|BST|CEST|CET|[+-]\d{2}:?\d{2})?)?"
)
_YMD = r"(?P<year>(?:19|20)\d{2})"
_FORMS = (
    re.compile(rf"(?<!\d){_YMD}-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}})(?!\d){_CLOCK}"),
    re.compile(rf"(?<!\d){_YMD}\s*年\s*(?P<month>\d{{1,2}})\s*月\s*(?P<day>\d{{1,2}})\s*[日号號]{_CLOCK}"),
    re.compile(rf"民[国國]\s*(?P<roc>\d{{2,3}})\s*年\s*(?P<month>\d{{1,2}})\s*月\s*(?P<day>\d{{1,2}})\s*日{_CLOCK}"),
    re.compile(rf"(?<!\d){_YMD}[/.](?P<month>\d{{1,2}})[/.](?P<day>\d{{1,2}})(?!\d){_CLOCK}"),
    re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+{_YMD}{_CLOCK}", re.IGNORECASE),
    re.compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YMD}{_CLOCK}", re.IGNORECASE),
    re.compile(rf"(?<!\d)(?P<first>\d{{1,2}})[/.-](?P<last>\d{{1,2}})[/.-]{_YMD}(?!\d){_CLOCK}"),
    re.compile(rf"(?<!\d){_YMD}(?P<month>[01]\d)(?P<day>[0-3]\d)(?!\d)"),
)
_NUMERAL = re.compile("[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日")
_SHORT = r"\d{1,2}|[一二三四五六七八九十廿]{1,3}"
_DAY_ONLY = re.compile(rf"(?:(?P<month>{_SHORT})\s*月\s*)?(?P<day>{_SHORT})\s*[日号號]")
_DIGITS = "〇一二三四五六七八九"
_EPOCH = re.compile(r"^\s*(1\d{9}|1\d{12})(?:\.\d+)?\s*$")
_IN_URL = (
    re.compile(r"/(?P<year>(?:19|20)\d{2})[-/_.](?P<month>\d{1,2})[-/_.](?P<day>\d{1,2})(?=[/_.\-tT]|$)"),
    re.compile(r"/(?P<year>(?:19|20)\d{2})[-/]?(?P<month>[01]\d)[-/]?(?P<day>[0-3]\d)(?=[/_.\-tT]|$)"),
    re.compile(r"(?<![\dA-Za-z])(?P<year>20\d{2})(?P<month>[01]\d)(?P<day>[0-3]\d)(?!\d)"),
    re.compile(r"/(?P<short>\d{2})/(?P<month>\d{1,2})/(?P<day>\d{1,2})/"),
)
_ZONES = {
    "Z": 0,
    "UTC": 0,
    "GMT": 0,
    "EST": -300,
    "EDT": -240,
    "PST": -480,
    "PDT": -420,
    "HKT": 480,
    "CST": 480,
    "BST": 60,
    "CET": 60,
    "CEST": 120,
}  # minutes; CST: China's, in these pages
_AFTERNOON = ("下午", "晚上")


@dataclass(frozen=True, slots=True)
class Stamp:
    """One date: its readings as days, likeliest first, and where in the string it stood."""

    days: tuple[dt.date, ...]
    moment: dt.datetime | None
    precision: str
    start: int
    end: int


def find_stamps(text: str) -> list[Stamp]:
    """Return the full dates (with a year) in a short string, leftmost first."""
    text = _NUMERAL.sub(_arabic, text)
    if epoch := _EPOCH.match(text):
        return [_from_epoch(int(epoch.group(1)), len(text))]
    stamps: list[Stamp] = []
    for form in _FORMS:
        for match in form.finditer(text):
            stamp = _stamp(match)
            if stamp and not any(stamp.start < other.end and other.start < stamp.end for other in stamps):
                stamps.append(stamp)
    return sorted(stamps, key=lambda stamp: stamp.start)


def without_stamps(text: str) -> str:
    """Return the string with its full dates cut out."""
    for stamp in reversed(find_stamps(text)):
        text = text[: stamp.start] + text[stamp.end :]
    return text


def choose(stamp: Stamp, evidence: Iterable[dt.date]) -> Published:
    """Return the reading nearest to the other dates known, the likeliest where there are none."""
    known = tuple(evidence)

    def distance(day: dt.date) -> int:
        return min((abs((day - other).days) for other in known), default=0)

    day = min(stamp.days, key=distance)  # the first of equals: min keeps the order
    moment = stamp.moment
    if moment is not None and len(stamp.days) > 1:
        moment = dt.datetime.combine(day, moment.timetz())
    return Published(day, moment, stamp.precision if moment else "day")


def day_in_url(url: str) -> dt.date | None:
    """Return the day that the path of an article's URL names."""
    path = re.sub(r"^[a-z]+://[^/]*", "", url.split("?")[0].split("#")[0])
    for form in _IN_URL:
        for match in form.finditer(path):
            parts = match.groupdict()
            year = int(parts.get("year") or 2000 + int(parts["short"]))
            if found := _day(year, int(parts["month"]), int(parts["day"])):
                return found
    return None


def complete(text: str, near: dt.date) -> dt.date | None:
    """Return the day that `17日`, `十七日` or `7月17日` in a dateline means: the last one not after `near`.

    One day's slack: `near` may be a day in another zone.
    """
    match = _DAY_ONLY.search(text)
    if not match:
        return None
    latest = near + dt.timedelta(days=1)
    named = _number(match["month"]) if match["month"] else 0
    year, month, day = latest.year, named or latest.month, _number(match["day"])
    for _ in range(24):
        found = _day(year, month, day)
        if found and found <= latest:
            return found
        if named:
            year -= 1
        else:
            year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return None


def _stamp(match: re.Match[str]) -> Stamp | None:
    parts = match.groupdict()
    days = tuple(day for day in _days(parts) if day)
    if not days:
        return None
    clock, zone = _clock(parts), parts.get("zone")
    moment = None
    if clock and zone:
        try:
            moment = dt.datetime.combine(days[0], clock, _zone(zone))
            moment.astimezone(dt.UTC)
        except (ValueError, OverflowError):
            moment = None
    precision = "day" if moment is None else ("second" if parts.get("second") else "minute")
    return Stamp(days, moment, precision, match.start(), match.end())


def _days(parts: dict[str, str | None]) -> list[dt.date | None]:
    if parts.get("first"):
        first, last, year = int(parts["first"] or 0), int(parts["last"] or 0), int(parts["year"] or 0)
        readings = [_day(year, last, first), _day(year, first, last)]
        return readings[::-1] if parts.get("ampm") else readings
    year = int(parts.get("year") or 1911 + int(parts.get("roc") or 0))
    name = parts.get("name")
    month = _MONTHS[name[:3].lower()] if name else int(parts["month"] or 0)
    return [_day(year, month, int(parts["day"] or 0))]


def _day(year: int, month: int, day: int) -> dt.date | None:
    if not 1900 <= year <= 2100:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _clock(parts: dict[str, str | None]) -> dt.time | None:
    if not parts.get("hour"):
        return None
    hour, half = int(parts["hour"] or 0), (parts.get("ampm") or "").lower().replace(".", "")
    if hour < 12 and (half == "pm" or parts.get("half") in _AFTERNOON):
        hour += 12
    elif hour == 12 and half == "am":
        hour = 0
    try:
        return dt.time(hour, int(parts["minute"] or 0), int(parts.get("second") or 0))
    except ValueError:
        return None


def _zone(zone: str) -> dt.timezone:
    minutes = _ZONES.get(zone)
    if minutes is None:
        minutes = (1 if zone[0] == "+" else -1) * (int(zone[1:3]) * 60 + int(zone[-2:]))
    return dt.timezone(dt.timedelta(minutes=minutes)) if minutes else dt.UTC


def _from_epoch(number: int, length: int) -> Stamp:
    moment = from_epoch(number)
    return Stamp((moment.date(),), moment, "second", 0, length)


def from_epoch(number: int) -> dt.datetime:
    """Return the instant of an epoch time in seconds or milliseconds."""
    seconds = number // 1000 if number >= 10**12 else number
    return dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=seconds)


def _arabic(match: re.Match[str]) -> str:
    text = match.group().replace("零", "〇").replace("○", "〇")
    year, rest = text.split("年")
    month, day = rest.rstrip("日").split("月")
    numbers = _number(year), _number(month), _number(day)
    return "{}年{}月{}日".format(*numbers) if all(numbers) else match.group()


def _number(word: str) -> int:
    """Return a number in digits or numerals below a hundred (十六), digit by digit (二〇二四); 0 if it is none."""
    if word.isascii():
        return int(word)
    tens, ten, ones = word.replace("廿", "二十").partition("十")
    try:
        if ten:
            return (_DIGITS.index(tens) if tens else 1) * 10 + (_DIGITS.index(ones) if ones else 0)
        return int("".join(str(_DIGITS.index(sign)) for sign in tens))
    except ValueError:
        return 0
