"""Which event is the content of which, and what that makes of its modality.

In: the drafts of an article in the order of the text. Out: their governors and modalities, in place.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.extract.drafts import Draft
from graph.extract.lexicon import Lexicon
from graph.extract.modality import inherit, is_firm, own_modality
from graph.extract.weighing import judged

DENYING = ("Denied", "Negated")
"""What an event makes of its content, where that must stand in its own clause."""


def nest(drafts: Sequence[Draft]) -> None:
    """Give every draft its governor: the event whose content it is."""
    for i, draft in enumerate(drafts):
        draft.governor = _governor(i, drafts)


def _governor(i: int, drafts: Sequence[Draft]) -> int | None:
    """Return the event of the same sentence whose content this one is: the nearest before it that embeds, in reach."""
    d = drafts[i]
    at = d.candidate.span.start
    for g in range(i - 1, -1, -1):
        over = drafts[g]
        if over.sentence != d.sentence:
            return None
        if not over.candidate.entry.frame.content:
            continue
        segment = over.syntax.segment[over.syntax.parse.at[over.candidate.first]]
        end = over.syntax.parse.words[over.syntax.parse.phrases[segment[1]].last].span.end
        if at < end:
            return None if _closed_between(over, d) else g
        if over.candidate.entry.frame.content in DENYING:
            return None  # 否认违约，强调已付款: the second verb goes on, it is not denied
        own = d.roles.subject
        if own is not None and own.carried and not any(_own_subject(drafts[m]) for m in range(g + 1, i)):
            return g
    return None


def _closed_between(over: Draft, draft: Draft) -> bool:
    """Tell whether a circumstance ends between two events of a clause, before what is said: 受邀出席时说."""
    if draft.type not in ("Statement", "Report"):
        return False
    at, syntax = draft.syntax.parse.at, draft.syntax
    return any(syntax.kind(i) == "F" for i in range(at[over.candidate.last] + 1, at[draft.candidate.first]))


def _own_subject(draft: Draft) -> bool:
    subject = draft.roles.subject
    return subject is not None and not subject.carried and subject.how != "pivot" and not draft.candidate.nominal


def settle(drafts: Sequence[Draft], lexicon: Lexicon) -> None:
    """Give every draft its modality: its own cues, else what the event above it makes of it."""
    for d in drafts:
        d.modality, d.cue = own_modality(d.syntax, lexicon, d.candidate)
    for i, d in enumerate(drafts):
        inherited = inherit(i, drafts)
        if not inherited and not is_firm(d.syntax, d.candidate, d.cue):
            d.modality, d.cue = judged(d.modality, d.cue, d.frame)
        own = lexicon.cues.get(d.cue) == "Negated"  # 没有否认 is no denial, 没有证实 is one
        if d.type == "Denial" and d.modality == "Negated" and not (own and _denies(d.candidate.text, lexicon)):
            d.modality = "Happened"  # 没有证实: the negation makes the denial, it does not undo it


def _denies(word: str, lexicon: Lexicon) -> bool:
    return any(e.type == "Denial" for e in lexicon.entries.get(word, ()))
