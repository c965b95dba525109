"""When an event was: which time expression of its sentence belongs to it.

In: drafts and the article's time expressions. Out: the drafts with their times, in place.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.extract.drafts import Draft
from graph.model import TimeMention


def date(drafts: Sequence[Draft], times: Sequence[TimeMention], text: str) -> None:
    """Give every event the time its clause states: what the model reads for it, else what stands next to it.

    A time belongs to the first verb after it: 去年中止会谈 dates the stop, not the talks.
    """
    for d in drafts:
        said = [r.span for r in d.frame.roles if r.role == "time"] if d.frame is not None else []
        pick = next((t for t in times if any(t.span.overlaps(s) for s in said) and t.precision), None)
        if pick is None:
            pick = _time_of_clause(d, drafts, times)
        if pick is not None and pick.precision and not (pick.rule == "vague" and text[pick.span.end] in "的之"):
            d.time = pick


def _time_of_clause(d: Draft, drafts: Sequence[Draft], times: Sequence[TimeMention]) -> TimeMention | None:
    """Return the time that stands before the trigger in its clause, at the head of the sentence, or right after it."""
    syntax = d.syntax
    k = syntax.parse.at[d.candidate.first]
    first, last = syntax.segment[k]
    numbered = {i: p.time for i, p in enumerate(syntax.parse.phrases) if p.time is not None}
    before = [i for i in numbered if first <= i < k]
    if before:
        at = syntax.parse.words[syntax.parse.phrases[before[-1]].first].span.start
        other = any(
            o.sentence == d.sentence
            and at < o.candidate.span.start < d.candidate.span.start
            and not o.candidate.nominal
            for o in drafts
        )
        return None if other else times[numbered[before[-1]]]
    after = [i for i in numbered if k < i <= min(last, k + 3)]
    if after:
        return times[numbered[after[0]]]
    if first >= 2:
        head = [i for i in numbered if i < first - 1]
        if head:
            start, end = syntax.segment[head[0]]
            if end + 2 >= first and all(syntax.kind(i) in "TDWCFP" for i in range(start, end + 1)):
                return times[numbered[head[-1]]]
    return None
