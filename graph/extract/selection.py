"""Which drafts become events: those with a party, told once.

In: drafts with their roles. Out: those that stand, and the others with the reason, for the why-not log.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from graph.extract.completion import WE, is_echo
from graph.extract.drafts import Draft
from graph.model import Mention, Rejection
from graph.vocabulary import Ontology

CARRIED = ("Criticism", "Protest", "Support", "Aid", "Denial", "Rejection", "Concession")
"""What may be expressed in a noun."""


def keep(drafts: list[Draft], mentions: Sequence[Mention], ontology: Ontology) -> tuple[list[Draft], list[Rejection]]:
    """Drop candidates without a party, light verbs whose noun is an event, and second triggers of one event."""
    kept: list[Draft] = []
    dropped: list[Rejection] = []
    carried = {
        (d.sentence, d.roles.governor)
        for d in drafts
        if d.candidate.nominal and d.roles.governor is not None and d.parties
    }
    told = [d for d in drafts if d.parties and not d.candidate.nominal and not _is_light(d)]
    for d in drafts:
        k = d.syntax.parse.at[d.candidate.first]
        reason = ""
        if not d.parties:
            reason = "no party"
        elif lacking := [role for role in d.candidate.entry.needs if not d.roles.fillers.get(role)]:
            reason = "no " + lacking[0]
        elif d.candidate.entry.frame.symmetric and all(mentions[m].surface in WE for m in d.parties):
            reason = "one side only"
        elif d.candidate.nominal and d.type == "Meeting" and _is_named_gathering(d, mentions, ontology):
            reason = "named gathering"
        elif not d.candidate.nominal and (d.sentence, k) in carried and _is_light(d):
            reason = "light verb"
        elif d.candidate.nominal and any(_is_object_of(d, verb) for verb in told):
            reason = "told by its verb"
        elif any(_only_lends(d, o) for o in drafts):
            reason = "light verb"
        elif kept and _speaks(kept[-1], ontology) and _speaks(d, ontology) and is_echo(d, kept[-1]):
            reason = "second word of one statement"
        if reason:
            dropped.append(Rejection(d.candidate.span, d.candidate.text, d.type, _finder(d), reason))
        else:
            kept.append(d)
    return kept, dropped


def _only_lends(draft: Draft, other: Draft) -> bool:
    """Tell whether a verb of speech only carries the word right after it: 表示强烈谴责 is one criticism."""
    if other.syntax is not draft.syntax or other.type not in CARRIED or not other.parties:
        return False
    if not draft.syntax.lexicon.is_in(draft.candidate.text, "ExpressingVerb"):
        return False
    between = draft.syntax.parse.words[draft.candidate.last + 1 : other.candidate.first]
    return draft.candidate.last < other.candidate.first and all(w.tag in ("a", "ad", "an", "d", "u") for w in between)


def _is_object_of(draft: Draft, verb: Draft) -> bool:
    """Tell whether a noun only says again, in its clause, what the verb tells: 签署了…的协议 is one agreement."""
    same = draft.syntax is verb.syntax and draft.type == verb.type and set(draft.parties) <= set(verb.parties)
    if not same or not draft.candidate.entry.frame.symmetric:
        return False
    at, segment = draft.syntax.parse.at, draft.syntax.segment
    k, v = at[draft.candidate.first], at[verb.candidate.first]
    return v < k and segment[v] == segment[k]


def _is_light(draft: Draft) -> bool:
    """Tell whether a trigger is a verb that lends itself to the noun after it: 举行会谈, not 签署协议."""
    k = draft.syntax.parse.at[draft.candidate.first]
    return draft.syntax.kind(k) == "V" and draft.syntax.lexicon.is_in(draft.syntax.word(k), "LightVerb")


def _is_named_gathering(draft: Draft, mentions: Sequence[Mention], ontology: Ontology) -> bool:
    """Tell whether a gathering is called after a body, so that it is no meeting of those named: 联合国气候峰会."""
    parse = draft.syntax.parse
    phrase = parse.phrases[parse.at[draft.candidate.first]]
    own = [parse.words[w].mention for w in range(phrase.first, draft.candidate.first) if parse.words[w].mention >= 0]
    own = own or (draft.parties if len(draft.parties) == 1 else [])
    return (
        bool(own)
        and all(ontology.is_a(mentions[m].type, "Organization") for m in own)
        and not (set(draft.parties) - set(own) and _held_with(draft, own))
    )


def _held_with(draft: Draft, own: Sequence[int]) -> bool:
    """Tell whether the body is itself a side of the talks: 中国与欧盟领导人会晤."""
    words = draft.syntax.parse.words
    first = min(i for i, w in enumerate(words) if w.mention in own)
    return first > 0 and draft.syntax.lexicon.is_in(words[first - 1].text, "ComitativeMarker")


def _finder(draft: Draft) -> str:
    return "model" if draft.candidate.entry.rule == "model" else "lexicon"


def _speaks(draft: Draft, ontology: Ontology) -> bool:
    return ontology.is_a(draft.type, "Statement") or ontology.is_a(draft.type, "Report")


def ranges(ontology: Ontology) -> Callable[[str, Mention], bool]:
    """Return the test whether a role's range allows a mention."""
    agents = {"actor", "recipient", "participant"}
    places = {"place", "destination", "origin"}

    def fits(role: str, mention: Mention) -> bool:
        if role in agents:
            place = ontology.is_a(mention.type, "Place") and mention.type != "Facility"
            return ontology.is_a(mention.type, "Agent") or (
                place and bool(mention.key)
            )  # 台湾, 北京: places known to act
        if role in places:
            return ontology.is_a(mention.type, "Place")
        return role == "object" and mention.kind == "name" and mention.type != "Person"

    return fits
