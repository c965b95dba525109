"""Finds the time expressions of a text and gives them values.

In: a spaCy Doc and the publication day. Read are its text and `doc._.simplified`; names (`doc.ents`) and the tag TIME
only help, so the tokenizer does not matter. Out: `TimeMention`s, leftmost first, none overlapping. Raises for no text.

Left to right: the rules of `time_grammar` read single expressions; neighbours are joined (8日至10日, 自去年八月以来,
周三（5月3日）); the context carries the time named before, by sentence and by article. A day without a year or a week
(周三, 8日, 9月) is the coming or the last one, as the cues of its clause tell. Times hung on an event (会谈后) are left
to those who know the events.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc

from graph.extract import time_values as values
from graph.extract import time_words as words
from graph.extract.time_grammar import AFTER_GLOSS, RULES, STARTS, Rule
from graph.extract.time_readings import Context
from graph.extract.time_values import UNKNOWN, Value, number
from graph.model import Published, Span, TimeMention

_RULES = tuple((rule, re.compile(rule.pattern)) for rule in RULES)
_START = re.compile(STARTS)
_FULL_WIDTH = str.maketrans("０１２３４５６７８９：（）", "0123456789:()")

_STOP = "。！？!?；;\n"
_CLAUSE = re.compile(r"[。！？!?；;，,\n：:“”「」]")
_FUTURE = re.compile(words.FUTURE_CUES)
_PAST = re.compile(words.PAST_CUES)
_CUE = re.compile(f"(?P<future>{words.FUTURE_CUES})|(?P<past>{words.PAST_CUES})")
_REACH = 40
"""Characters looked at on each side for a cue of tense."""

_RANGE = re.compile(r"[ \u3000]?(?:至|到|直至|直到|[-–—~～－]{1,2})[ \u3000]?")
_OPEN, _CLOSE = re.compile(r"[ \u3000]?\("), re.compile(r"[ \u3000]?\)")
_FROM = re.compile(r"(?:自从|早自|从|自|由)$")
_TO = re.compile(r"(?:截至|截止到?|直至|直到|(?<![推延改押提来遇受直达得排迟期后])[至到])$")
_EVERY = re.compile(r"(?:每|逢|每个|每[年月周]的?|每个?(?:星期|月)的?)$")
_SINCE = re.compile(r"(?:[,，]?以来|至今|迄今)")
_ONWARD = re.compile(r"(?:起|开始)(?![草诉源码步因])")
_BEFORE = re.compile(rf"(?:或?之前|或以前|以前|前(?=[{words.DEADLINE_FOLLOWS}]|$))")
_AFTER = re.compile(rf"(?:之后|以后|过后|后(?=[{words.DEADLINE_FOLLOWS}]|$))")
_EXPLICIT = (
    "year-month-day",
    "year-month",
    "month-day",
    "month",
    "year",
    "years",
    "year-season",
    "year-quarter",
    "year-part",
)
_LOOSE = ("vague", "duration", "ahead", "back", "distance", "since-amount", "within", "clock")


@dataclass(frozen=True, slots=True)
class _Match:
    rule: Rule
    found: re.Match[str]

    @property
    def start(self) -> int:
        return self.found.start()

    @property
    def end(self) -> int:
        return self.found.end()


@dataclass(frozen=True, slots=True)
class _Reading:
    """An expression read: where it stands, what it says, by which rule."""

    start: int
    end: int
    value: Value
    rule: str


@dataclass(slots=True)
class _State:
    """What the text has said so far."""

    published: dt.date | None
    last: Value | None = None
    day: dt.date | None = None
    near: Value | None = None
    ahead: dt.date | None = None
    known: dict[str, dt.date] = field(default_factory=dict)

    def context(self, tense: str, first: Value | None = None) -> Context:
        return Context(self.published, tense, self.last, self.day, self.near, first, self.known, self.ahead)

    def learn(self, reading: _Reading, match: _Match, tense: str) -> None:
        """Keep what later expressions may rest on."""
        value = reading.value
        if value.begin is None or value.end is None or value.precision == "unknown":
            return
        self.last = value
        if value.precision == "day":
            self.day = value.begin
            self.ahead = value.begin if self.published and value.begin > self.published else None
        if any(rule in _EXPLICIT for rule in reading.rule.split("+")):
            self.near = value
        if value.precision == "day" and (tense or "gloss" in reading.rule) and match.rule.name in ("weekday", "day"):
            group = match.found.groupdict()
            if not group.get("wp"):
                self.known[f"w{value.begin.weekday()}" if group.get("w") else str(value.begin.day)] = value.begin


def find_times(doc: Doc, published: Published | None) -> tuple[TimeMention, ...]:
    """Return the time expressions of a text, leftmost first, none overlapping.

    Relative ones (昨日, 上月) are resolved against the day of publication; without it only those have a value that
    carry their own. A value is no finer than what the text says. One that cannot be resolved is kept, with precision
    "unknown" and no bounds. `duration` alone (为期三天) is no date: begin and end are None.
    """
    text = doc.text
    simplified = doc._.simplified if doc.has_extension("simplified") else ""
    plain = (simplified if len(simplified) == len(text) else text).translate(_FULL_WIDTH)
    state = _State(published.day if published else None)
    return tuple(_mention(r, text) for r in _readings(_matches(plain, _names(doc), _tagged(doc)), plain, state))


def _mention(reading: _Reading, text: str) -> TimeMention:
    v = reading.value
    surface = text[reading.start : reading.end]
    return TimeMention(
        Span(reading.start, reading.end), surface, v.begin, v.end, v.precision, v.edtf, reading.rule, v.duration
    )


def _names(doc: Doc) -> list[tuple[int, int]]:
    """Return where names stand that may hold a time word within: 周六福, 九月出版社."""
    return [(e.start_char, e.end_char) for e in doc.ents if e.label_ in ("Person", "Company", "MediaOutlet")]


def _tagged(doc: Doc) -> set[int]:
    """Return where 今 or 昨 stands alone as a time by its tag; elsewhere they are parts of words (今后, 古今)."""
    return {t.idx for t in doc if len(t) == 1 and t.tag_ == "TIME"}


def _matches(text: str, names: list[tuple[int, int]], tagged: set[int]) -> list[_Match]:
    """Return the first rule that matches at each place, leftmost first, none overlapping, none inside a name."""
    found, at = [], 0
    while start := _START.search(text, at):
        at = start.start() + 1
        for rule, pattern in _RULES:
            m = pattern.match(text, start.start())
            if m and m.end() > m.start() and (rule.name != "tagged" or m.start() in tagged):
                if not any(a <= m.start() and m.end() <= b and b - a > m.end() - m.start() for a, b in names):
                    found.append(_Match(rule, m))
                at = m.end()
                break
    return found


def _readings(matches: list[_Match], text: str, state: _State) -> Iterator[_Reading]:
    """Give values from left to right, joining neighbours; `state` is what the text has said so far."""
    i, seen = 0, 0
    while i < len(matches):
        match = matches[i]
        if any(stop in text[seen : match.start] for stop in _STOP):
            state.near = state.ahead = None
        tense = _tense(text, match)
        reading = _Reading(match.start, match.end, _read(match, state.context(tense)), match.rule.name)
        i += 1
        while i < len(matches):
            joined = _join(text, reading, matches[i], state, tense)
            if joined is None:
                break
            reading, i = joined, i + 1
            while i < len(matches) and matches[i].start < reading.end:
                i += 1
        reading = _bound(text, reading, state.published)
        while i < len(matches) and matches[i].start < reading.end:  # taken in by the widening
            i += 1
        state.learn(reading, match, tense)
        seen = reading.end
        yield reading


def _read(match: _Match, context: Context) -> Value:
    try:
        return match.rule.read(match.found, context)
    except (LookupError, ValueError, OverflowError):  # no anchor, no such day, or beyond the calendar
        return UNKNOWN


def _join(text: str, reading: _Reading, match: _Match, state: _State, tense: str) -> _Reading | None:
    """Return one reading for two neighbours: a gloss in brackets, a range, or the same day said twice (昨天周日)."""
    between = text[reading.end : match.start]
    rule = f"{reading.rule}+{match.rule.name}"
    if _OPEN.fullmatch(between) and (close := _CLOSE.match(text, match.end)):
        value = _glossed(reading, match, state.context(tense))
        tail = re.compile(AFTER_GLOSS).match(text, close.end())
        return _Reading(reading.start, tail.end() if tail else close.end(), value, rule + "+gloss")
    if reading.rule in _LOOSE or match.rule.name in _LOOSE:
        return None
    if _RANGE.fullmatch(between):
        last = _read(match, state.context(tense, first=reading.value))
        try:
            return _Reading(reading.start, match.end, values.join(reading.value, last), rule + "+range")
        except ValueError:
            return None
    if between in ("", " ", "的"):
        value = _read(match, state.context(tense, first=None))
        if match.rule.name == "week" and reading.value.precision == "day" and match.found["week"][0] in "这那当":
            assert reading.value.begin is not None
            return _Reading(reading.start, match.end, values.week(reading.value.begin), rule)
        both = (reading.value.precision, value.precision) == ("day", "day")
        if match.rule.name == "part-of-day" and reading.value.precision == "day":
            return _Reading(reading.start, match.end, reading.value, rule)
        if both and between != "的":
            return _Reading(reading.start, match.end, value if match.rule.name in _EXPLICIT else reading.value, rule)
    return None


def _glossed(reading: _Reading, match: _Match, context: Context) -> Value:
    """Return the value of 周三（5月3日）: the more explicit of the two; 周三（3日） is the 3rd that is a Wednesday."""
    first = reading.value
    if first.begin is not None and first.precision == "day" and match.rule.name in ("day", "month-day"):
        context = replace(context, published=first.begin, tense="", near=None, known=None)
    value = _read(match, context)
    if match.rule.name == "day" and value.precision == "day" and first.begin is not None:
        return _same_day(first.begin, number(match.found["d"]), reading.rule.startswith("weekday")) or value
    explicit = any(r in _EXPLICIT for r in reading.rule.split("+"))
    return first if explicit or value.begin is None else value


def _same_day(near: dt.date, number: int, weekday: bool) -> Value | None:
    """Return the nearest day of that number, of the same weekday if `weekday`; None within four weeks there is none."""
    around = (near + dt.timedelta(days=step) for distance in range(29) for step in (-distance, distance))
    return next(
        (values.day(d) for d in around if d.day == number and (not weekday or d.weekday() == near.weekday())), None
    )


def _tense(text: str, match: _Match) -> str:
    """Tell by the cues of its clause whether an expression lies ahead: "future", "past" or "" without a cue."""
    start, end = match.start, match.end
    upto = _TO.search(text[max(0, start - 4) : start])
    if (upto and not upto.group().startswith("截")) or _BEFORE.match(text, end):
        return "future"
    before = _CLAUSE.split(text[max(0, start - _REACH) : start])[-1]
    cues = [cue.end() for cue in _FUTURE.finditer(before)]
    if cues and not _PAST.search(before, cues[-1]):
        return "future"
    after = text[end : end + _REACH].lstrip("，, ")
    stop = _CLAUSE.search(after)
    cue = _CUE.search(after[: stop.start()] if stop else after)
    return "" if cue is None else "future" if cue["future"] else "past"


def _bound(text: str, reading: _Reading, published: dt.date | None) -> _Reading:
    """Widen a reading by the words that make it an end or a beginning: 自…以来, 截至…, …前, …起."""
    value, start, end = reading.value, reading.start, reading.end
    if value.begin is None or value.end is None or reading.rule in _LOOSE:
        return reading
    head = text[max(0, start - 4) : start]
    since, upto = _FROM.search(head), _TO.search(head)
    today = values.day(published) if published else None
    if _EVERY.search(head):
        return replace(reading, value=UNKNOWN, rule=reading.rule + "+recurring")
    if m := _SINCE.match(text, end):
        span = _joined(value, today) if today else values.since(value)
        return _Reading(start - len(since.group()) if since else start, m.end(), span, reading.rule + "+since")
    if m := _ONWARD.match(text, end):
        return _Reading(start - len(since.group()) if since else start, m.end(), value, reading.rule + "+from")
    if m := _BEFORE.match(text, end):
        return _Reading(start, m.end(), _deadline(value, today, strict="或" not in m.group()), reading.rule + "+before")
    if m := _AFTER.match(text, end):
        return _Reading(start, m.end(), values.since(value), reading.rule + "+after")
    if upto and "range" not in reading.rule:
        precision = "span" if upto.group() == "至" else "unknown"
        lasting = (
            _joined(today, value, precision) if published and today and value.end >= published else values.until(value)
        )
        return _Reading(start - len(upto.group()), end, lasting, reading.rule + "+until")
    return reading


def _joined(first: Value, last: Value, precision: str = "span") -> Value:
    try:
        return values.join(first, last, precision)
    except ValueError:
        return UNKNOWN


def _deadline(value: Value, today: Value | None, strict: bool) -> Value:
    """Return "before": up to the day before a day, up to the end of a month or a year; from publication on if ahead."""
    if strict and value.precision == "day" and value.end is not None and value.end > dt.date.min:
        value = values.day(value.end - dt.timedelta(days=1))
    if today is not None and value.end is not None and today.end is not None and value.end >= today.end:
        return _joined(today, value, "unknown")
    return values.until(value)
