"""When an event was: which time expression of its sentence belongs to it.

In: drafts and the article's time expressions. Out: the drafts with their times, in place.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from graph.extract.drafts import Draft
from graph.model import TimeMention

DAYS = re.compile(r"P[1-9]\d?D")


def date(drafts: Sequence[Draft], times: Sequence[TimeMention], text: str) -> None:
    """Give every event the time its clause states: what the model reads for it, else what stands next to it.

    A time belongs to the first verb after it: 去年中止会谈 dates the stop, not the talks.
    """
    for d in drafts:
        said = [r.span for r in d.frame.roles if r.role == "time"] if d.frame is not None else []
        near = (t for t in times if any(t.span.overlaps(s) for s in said) and t.precision)
        pick = _time_before(d, drafts, times)
        if pick is None:
            pick = next((t for t in near if not _dates_governor(t, d, drafts) and not _dates_content(t, d)), None)
        if pick is None:
            pick = _time_elsewhere(d, drafts, times)
        if pick is not None and pick.precision and not (pick.rule == "vague" and text[pick.span.end] in "的之"):
            d.time = pick


def last(drafts: Sequence[Draft], times: Sequence[TimeMention]) -> None:
    """Let an event last as long as its clause says, from the day it begins, in place: 周一抵达，展开为期三天的访问.

    The day is its own or that of an event before it in the sentence with the same one who acts.
    """
    for i, d in enumerate(drafts):
        lasting = _lasting(d, times)
        if lasting is None:
            continue
        before = [o for o in drafts[:i] if o.sentence == d.sentence and _acts(o) & _acts(d)]
        known = [*reversed(_times_in_clause(d, times)), *(o.time for o in reversed(before) if o.time is not None)]
        begin = next((time.begin for time in known if time.precision == "day"), None)
        if begin is not None:
            end = begin + dt.timedelta(days=int(lasting.duration[1:-1]) - 1)
            d.time = replace(lasting, begin=begin, end=end, precision="span", edtf=f"{begin}/{end}")


def _lasting(d: Draft, times: Sequence[TimeMention]) -> TimeMention | None:
    """Return the days that the trigger's clause says it lasts."""
    return next((time for time in _times_in_clause(d, times) if DAYS.fullmatch(time.duration)), None)


def _times_in_clause(d: Draft, times: Sequence[TimeMention]) -> list[TimeMention]:
    """Return the times before the trigger in its clause."""
    syntax = d.syntax
    k = syntax.parse.at[d.candidate.first]
    inside = (syntax.parse.phrases[i].time for i in range(syntax.segment[k][0], k))
    return [times[t] for t in inside if t is not None]


def _acts(d: Draft) -> set[int]:
    return {m for role in ("actor", "participant") for m, _ in d.roles.fillers.get(role, [])}


def foresee(drafts: Sequence[Draft], published: dt.date | None, happened: Collection[str]) -> None:
    """Make what lies after the day of publication a plan, in place, whatever its verb looks like: 中国下月举行峰会.

    Args:
        drafts: with times and modalities.
        published: the article's day; None changes nothing.
        happened: the cues that leave no doubt (已, 曾).
    """
    for d in drafts:
        if published is None or d.time is None or d.time.begin is None or d.time.begin <= published:
            continue
        if d.modality in ("", "Happened", "Ongoing") and d.cue not in happened:
            d.modality, d.cue = "Planned", d.time.surface


def _dates_governor(time: TimeMention, d: Draft, drafts: Sequence[Draft]) -> bool:
    """Tell whether a time stands before the event whose object this one is: 去年夏天暂停了谈判 dates no talks."""
    if not d.candidate.nominal:
        return False
    syntax = d.syntax
    segment = syntax.segment[syntax.parse.at[d.candidate.first]]
    return any(
        o.sentence == d.sentence
        and not o.candidate.nominal
        and syntax.segment[syntax.parse.at[o.candidate.first]] == segment
        and time.span.end <= o.candidate.span.start < d.candidate.span.start
        for o in drafts
    )


def _dates_content(time: TimeMention, d: Draft) -> bool:
    """Tell whether a time after the trigger belongs to what the event embeds: 承诺2030年前达峰."""
    return bool(d.candidate.entry.frame.content) and time.span.start >= d.candidate.span.end


def _time_before(d: Draft, drafts: Sequence[Draft], times: Sequence[TimeMention]) -> TimeMention | None:
    """Return the time that stands before the trigger in its clause, unless another event stands between."""
    syntax = d.syntax
    k = syntax.parse.at[d.candidate.first]
    first, _ = syntax.segment[k]
    before = [(i, p.time) for i, p in enumerate(syntax.parse.phrases[:k]) if i >= first and p.time is not None]
    if not before:
        return None
    phrase, number = before[-1]
    found = times[number]
    at = syntax.parse.words[syntax.parse.phrases[phrase].first].span.start
    other = any(
        o.sentence == d.sentence and at < o.candidate.span.start < d.candidate.span.start and not o.candidate.nominal
        for o in drafts
    )
    return None if other else found


def _time_elsewhere(d: Draft, drafts: Sequence[Draft], times: Sequence[TimeMention]) -> TimeMention | None:
    """Return the time that stands right after the trigger or at the head of the sentence, if its clause has none."""
    syntax = d.syntax
    k = syntax.parse.at[d.candidate.first]
    first, last = syntax.segment[k]
    numbered = {i: p.time for i, p in enumerate(syntax.parse.phrases) if p.time is not None}
    if any(first <= i < k for i in numbered):
        return None
    after = [i for i in numbered if k < i <= min(last, k + 3)]
    if after and not _dates_content(times[numbered[after[0]]], d):
        return times[numbered[after[0]]]
    head = [i for i in numbered if i < first - 1]
    if first >= 2 and head:
        start, end = syntax.segment[head[0]]
        if end + 2 >= first and all(syntax.kind(i) in "TDWCFP" for i in range(start, end + 1)):
            found = times[numbered[head[-1]]]
            return None if _dates_governor(found, d, drafts) else found
    return None
