"""What the events of one sentence tell of each other: parties that one leaves out and the other names.

In: the drafts of an article, roles filled. Out: the same drafts, completed. Only rules of meaning: who invites is
where the guest goes and with whom he talks; the parties of the talks are those who stop or resume them; the second
verb of 补充说 is no second statement.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from graph.extract.drafts import Draft
from graph.extract.lexicon import Lexicon
from graph.model import Mention

WE = ("我们", "我們", "大家")
"""Sides that name nobody else: 我们需要合作."""

JOINED = ("", "和", "与", "、", "及", "同", "跟")
OFTEN, LIKELY, BESIDE = 3, 0.5, 3
"""How often two countries must be named together for an article to be about them; how likely an event the model must
think a trigger that names nobody; how many phrases talks stand from the verb that stops them."""

Fits = Callable[[str, Mention], bool]


def complete(drafts: Sequence[Draft], mentions: Sequence[Mention], lexicon: Lexicon, fits: Fits) -> None:
    """Complete the roles of the drafts, in place; governors must be known."""
    for draft in drafts:
        over = drafts[draft.governor] if draft.governor is not None else None
        if over is not None and over.type == "Invitation":
            _invited(draft, over, mentions, fits)
        elif over is not None:
            _controlled(draft, over)
        process = _process_over(draft, drafts)
        if process is not None:
            _talks(draft, process, lexicon)


def _invited(draft: Draft, over: Draft, mentions: Sequence[Mention], fits: Fits) -> None:
    """A visit goes to who invites; talks are with who invites."""
    hosts = over.roles.fillers.get("actor", [])
    if draft.type == "Visit" and not draft.roles.fillers.get("destination"):
        draft.roles.fillers["destination"] = [(m, True) for m, _ in hosts if fits("destination", mentions[m])]
    elif draft.candidate.entry.frame.symmetric:
        parties = draft.roles.fillers.get("participant", [])
        if len(parties) == 1:
            draft.roles.fillers["participant"] = parties + [(m, True) for m, _ in hosts if m != parties[0][0]]


def _controlled(draft: Draft, over: Draft) -> None:
    """Who is asked or authorised does it, not who asks: 拜登授权克里与中国会晤 is no meeting with 拜登."""
    asked = {m for m, _ in over.roles.fillers.get("recipient", [])}
    asks = {m for m, _ in over.roles.fillers.get("actor", [])}
    for role in ("actor", "participant"):
        fillers = draft.roles.fillers.get(role, [])
        if asked & {m for m, _ in fillers}:
            draft.roles.fillers[role] = [(m, c) for m, c in fillers if m not in asks]


def free_agents(drafts: Sequence[Draft]) -> None:
    """Leave the one after 被 to the verb that he does: 他被拜登任命以来首次访华 is his visit, not 拜登's; in place."""
    for draft in drafts:
        agents = {m for m, role in draft.roles.fixed.items() if role == "actor"}
        patients = draft.roles.fillers.get("recipient", [])
        for other in drafts:
            if other.sentence != draft.sentence or other.candidate.first <= draft.candidate.first:
                continue
            actors = other.roles.fillers.get("actor", [])
            if agents & {m for m, _ in actors} and not agents & set(other.roles.fixed):
                kept = [(m, c) for m, c in actors if m not in agents]
                other.roles.fillers["actor"] = kept or [(m, True) for m, _ in patients]


def _process_over(draft: Draft, drafts: Sequence[Draft]) -> Draft | None:
    """Return the event that stops or resumes the talks that this nominal event is."""
    if not draft.candidate.nominal or draft.roles.governor is None:
        return None
    for other in drafts:
        if other.sentence == draft.sentence and other is not draft:
            k = other.syntax.parse.at[other.candidate.first]
            if k == draft.roles.governor and other.candidate.entry.frame.object_evokes:
                return other
    return None


def _talks(draft: Draft, process: Draft, lexicon: Lexicon) -> None:
    """Make the object of 中止 a process, and give both events the parties that either names."""
    evoked = process.candidate.entry.frame.object_evokes
    if draft.type == "Meeting" and evoked in lexicon.frames:
        draft.candidate.entry = replace(draft.candidate.entry, type=evoked, frame=lexicon.frames[evoked])
    if draft.type != evoked:
        return
    own = [f for r in ("actor", "participant", "recipient") for f in process.roles.fillers.get(r, [])]
    parties = draft.roles.fillers.get("participant", [])
    known = {m for m, _ in parties}
    draft.roles.fillers["participant"] = parties + [(m, True) for m, _ in own if m not in known]
    others = [(m, True) for m, _ in parties if m not in {o for o, _ in own}]
    if process.candidate.entry.frame.symmetric:
        process.roles.fillers["participant"] = process.roles.fillers.get("participant", []) + others
    elif process.roles.fillers.get("actor") and not process.roles.fillers.get("recipient"):
        process.roles.fillers["recipient"] = others


def is_echo(draft: Draft, before: Draft | None) -> bool:
    """Tell whether a speech trigger only goes on with the one right before it: 补充说, 报道称, 表示评论."""
    if before is None or before.sentence != draft.sentence or draft.candidate.nominal:
        return False
    gap = draft.syntax.parse.words[before.candidate.last + 1 : draft.candidate.first]
    return all(w.tag == "u" for w in gap)


def share_parties(drafts: Sequence[Draft], mentions: Sequence[Mention]) -> None:
    """Give talks with one party the other from talks told nearby: 中美会谈中断。中国后来恢复了会谈.

    Only between events of the standing process (talks, their stop and their resumption, cooperation) whose known
    party is the same; the nearest telling with two parties counts, before that after.
    """
    full = [d for d in drafts if _is_process(d) and len(_keys(d, mentions)) == 2]
    for draft in drafts:
        own = _keys(draft, mentions)
        if not _is_process(draft) or len(own) != 1 or len(_parties(draft)) != 1:
            continue
        near = [o for o in full if set(own) < set(_keys(o, mentions))]
        if not near:
            continue
        best = min(near, key=lambda o: (abs(o.sentence - draft.sentence), o.sentence > draft.sentence))
        other = next(m for k, m in _keys(best, mentions).items() if k not in own)
        if draft.candidate.entry.frame.symmetric:
            draft.roles.fillers.setdefault("participant", []).append((other, True))
        elif draft.roles.fillers.get("actor") and not draft.roles.fillers.get("recipient"):
            draft.roles.fillers["recipient"] = [(other, True)]


def lend_sides(drafts: Sequence[Draft], mentions: Sequence[Mention], text: str) -> None:
    """Give talks and common work that name nobody the two countries that the article is about; in place.

    气候谈判暂停, 我们需要合作: only in articles in which two countries are named together again and again, and no other
    two nearly as often.

    Args:
        drafts: in the order of the text.
        mentions: of the article.
        text: its Simplified twin.
    """
    pair = _two_sides(mentions, text)
    if not pair:
        return
    for draft in drafts:
        frame, candidate = draft.candidate.entry.frame, draft.candidate
        if draft.frame is not None and draft.frame.probability < LIKELY:
            continue
        nobody = all(mentions[m].surface in WE for m in draft.parties) and not draft.roles.fillers.get("destination")
        talks = frame.symmetric and frame.between_sides
        turned = bool(frame.object_evokes) and any(_turns(draft, o) for o in drafts)
        unnamed = draft.roles.subject is not None and not draft.roles.subject.heads and not candidate.nominal
        if not nobody or not (talks or turned) or (unnamed and not turned):
            continue
        nearest = [min(places, key=lambda m: abs(mentions[m].span.start - candidate.span.start)) for places in pair]
        role = "participant" if frame.symmetric else frame.subject
        draft.roles.fillers.pop("actor", None)
        draft.roles.fillers[role] = [(m, True) for m in sorted(nearest)]


def _turns(draft: Draft, other: Draft) -> bool:
    """Tell whether another draft is the talks that this one stops or takes up again: right beside it in its clause."""
    if other is draft or other.syntax is not draft.syntax or not other.candidate.entry.frame.between_sides:
        return False
    at, segment = draft.syntax.parse.at, draft.syntax.segment
    a, b = at[draft.candidate.first], at[other.candidate.first]
    return segment[a] == segment[b] and abs(a - b) <= BESIDE


def _two_sides(mentions: Sequence[Mention], text: str) -> list[list[int]]:
    """Return the mentions of either of the two countries that an article is about; empty if that is not clear."""
    places: dict[str, list[int]] = {}
    for m, mention in enumerate(mentions):
        if mention.key.startswith("country-"):
            places.setdefault(mention.key, []).append(m)
    together: Counter[tuple[str, str]] = Counter()
    named = [m for m, mention in enumerate(mentions) if mention.kind == "name"]
    for m, n in pairwise(named):
        a, b = mentions[m], mentions[n]
        joined = text[a.span.end : b.span.start] in JOINED
        if joined and a.key != b.key and a.key in places and b.key in places:
            together[(min(a.key, b.key), max(a.key, b.key))] += 1
    ranked = together.most_common(2)
    if not ranked or ranked[0][1] < OFTEN or (len(ranked) > 1 and ranked[1][1] * 2 > ranked[0][1]):
        return []
    return [places[key] for key in ranked[0][0]]


def _is_process(draft: Draft) -> bool:
    frame = draft.candidate.entry.frame
    return (bool(frame.object_evokes) and draft.type != "Launch") or draft.type == "Negotiation"


def _keys(draft: Draft, mentions: Sequence[Mention]) -> dict[str, int]:
    """Return the known countries among the parties, by gazetteer id."""
    parties = [m for r in ("actor", "participant", "recipient") for m, _ in draft.roles.fillers.get(r, [])]
    return {mentions[m].key: m for m in parties if mentions[m].key.startswith("country-")}


def _parties(draft: Draft) -> set[int]:
    return {m for r in ("actor", "participant", "recipient") for m, _ in draft.roles.fillers.get(r, [])}
