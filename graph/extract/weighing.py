"""Lexicon and frame model together: which candidates become events, of which type, with which roles and status.

In: the lexicon's candidates of an article and the frame model's. Out: the candidates that stand, each with what the
model read for it, and the rejected ones. The lexicon names the type wherever it has a word; the model takes out words
that tell no event here, adds triggers that nobody listed when it is sure, and reads the roles of both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.extract.drafts import PARTY_ROLES
from graph.extract.frames import FrameCandidate
from graph.extract.lexicon import Entry, Frame, Lexicon
from graph.extract.phrases import Syntax
from graph.extract.roles import Roles
from graph.extract.triggers import Candidate
from graph.model import Mention, Rejection, Span

DROP = 0.4
"""A lexicon candidate stands unless the model gives an event less than this."""

ADD = 0.6
"""A trigger of the model's own is taken if its type is at least so likely."""

SURE = 0.5
"""A status of the model's decides if it is at least so likely; below, the cues do."""

NEAR = 0.7
"""Of several fillers of a role, those count that are at least so likely, as a share of the likeliest."""

FIRM = 0.8
"""A word that is a cue elsewhere (估计, 预计) tells an event of its own if the model is so sure of it."""

OBJECT = 6
"""A verb's object begins within so many characters of it."""

HOST = {"destination": "recipient"}
"""Where a filler that its role's range forbids goes: a visit to a body has it as host."""

DOUBT = ("Unconfirmed", "Hypothetical")
"""Cues of doubt (可能, 据传, 如果) stand whatever the model reads."""

STATUS = {
    "occurred": "Happened",
    "planned": "Planned",
    "requested": "Requested",
    "negated": "Negated",
    "unconfirmed": "Unconfirmed",
}
"""The model's statuses as modalities of the ontology."""


Fits = Callable[[str, Mention], bool]
"""Whether the range of a role allows a mention."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate that stands, and what the model read for its trigger (None without a model)."""

    candidate: Candidate
    frame: FrameCandidate | None


def weigh(
    found: Sequence[Candidate],
    refused: Sequence[Rejection],
    syntax: Syntax,
    read: Mapping[Span, FrameCandidate],
    classes: Mapping[str, str],
    lexicon: Lexicon,
) -> tuple[list[Weighed], list[Rejection]]:
    """Return the candidates of one sentence that stand, leftmost first, and those that the model turned down.

    Args:
        found: the lexicon's candidates.
        refused: words that the lexicon turned down; a verb whose object tells the event is not brought back.
        syntax: their sentence.
        read: the model's candidates of the sentence by trigger; those for `found` among them.
        classes: the model's types -> classes of the ontology.
        lexicon: frames of the classes.
    """
    out: list[Weighed] = []
    rejected: list[Rejection] = []
    for candidate in found:
        frame = read.get(candidate.span)
        doubted = frame is not None and frame.probability < DROP and candidate.pattern is None
        if doubted and not any(_carries(r, candidate) for r in refused):
            surface = _surface(candidate.span, syntax)
            rejected.append(Rejection(candidate.span, surface, candidate.entry.type, "model", "no event"))
            continue
        if frame is not None:
            candidate.confidence = round((candidate.confidence + frame.probability) / 2, 2)
        out.append(Weighed(candidate, frame))
    taken = [c.span for c in found]
    for span, frame in sorted(read.items()):
        if frame.asked or any(span.overlaps(t) for t in taken):
            continue
        name = classes.get(frame.type)
        if name is None or name not in lexicon.frames:
            continue
        if frame.types.get(frame.type, 0.0) < ADD:
            rejected.append(Rejection(span, _surface(span, syntax), name, "model", "unsure"))
            continue
        wording = [r for r in refused if r.span.overlaps(span)]
        if any(r.reason == "excluded by a word" and r.type == name for r in wording):
            rejected.append(Rejection(span, _surface(span, syntax), name, "model", "excluded by a word"))
            continue
        if any(_carries(r, c) for r in wording for c in found):
            rejected.append(Rejection(span, _surface(span, syntax), name, "model", "light verb"))
            continue
        if _text(span, syntax) in lexicon.cues and frame.types[frame.type] < FIRM:
            rejected.append(Rejection(span, _surface(span, syntax), name, "model", "cue of a status"))
            continue
        made = _candidate(span, frame, name, syntax, lexicon)
        if made is not None:
            out.append(Weighed(made, frame))
    return sorted(out, key=lambda w: w.candidate.span), rejected


def _carries(refused: Rejection, candidate: Candidate) -> bool:
    """Tell whether a verb was turned down because this noun, right after it, tells the event: 发表联合声明."""
    return refused.reason == "object" and 0 <= candidate.span.start - refused.span.end <= OBJECT


def _candidate(span: Span, frame: FrameCandidate, name: str, syntax: Syntax, lexicon: Lexicon) -> Candidate | None:
    """Make a candidate of a trigger that only the model found."""
    words = syntax.parse.words
    inside = [i for i, w in enumerate(words) if w.span.overlaps(span) and w.mention < 0]
    if not inside:
        return None
    base = lexicon.frames[name]
    if frame.type == "Attendance":  # the model's two sides of a conference
        base = replace(base, subject="participant")
    text = _text(span, syntax)
    while (
        len(text) > 1 and text[-1] in "了过着"
    ):  # an aspect particle that the segmenter glued on is no part of the word
        text, span = text[:-1], Span(span.start, span.end - 1)
    nominal = words[inside[-1]].tag in ("n", "nz", "an") or syntax.kind(syntax.parse.at[inside[-1]]) == "N"
    entry = Entry(text, name, "noun" if nominal else "verb", base, rule="model")
    return Candidate(inside[0], inside[-1], span, text, entry, nominal, round(frame.types[frame.type], 2))


def _text(span: Span, syntax: Syntax) -> str:
    return "".join(w.text for w in syntax.parse.words if w.span.overlaps(span) and w.mention < 0)


def _surface(span: Span, syntax: Syntax) -> str:
    """Return the characters of a span, in Simplified script."""
    words = [w for w in syntax.parse.words if w.span.overlaps(span)]
    text = "".join(w.text for w in words)
    skip = max(span.start - words[0].span.start, 0) if words else 0
    return text[skip : skip + span.end - span.start]


def merge_roles(
    roles: Roles,
    frame: FrameCandidate | None,
    shape: Frame,
    mentions: Sequence[Mention],
    fits: Fits,
    first: int,
    last: int,
) -> None:
    """Complete the roles that the order of phrases gave with those that the model read; changes `roles`.

    A model's span fills its role with the mention it ends with. Where the model names somebody for a role, it decides
    that role; where it is silent, the phrases of the clause do, but not with what they carry over from another
    clause: the model has read the whole sentence and found nobody.
    """
    if frame is None:
        return
    said: dict[str, dict[int, float]] = {}
    themes = [(c.probability, c.span) for c in frame.roles if c.role == "theme"]
    if themes:
        roles.theme = max(themes)[1]
    elif shape.object != "object":
        roles.theme = None  # nothing is acted on, and the model reads no matter
    for candidate in frame.roles:
        role = role_of(candidate.role, shape)
        if not role:
            continue
        for m in _denoted(candidate.span, mentions, first, last):
            fitting = role if fits(role, mentions[m]) else HOST.get(role, "")
            if roles.fixed.get(m, fitting) != fitting and not shape.symmetric:
                continue  # its preposition says otherwise
            if fitting and fits(fitting, mentions[m]):
                heads = said.setdefault(fitting, {})
                heads[m] = max(candidate.probability, heads.get(m, 0.0))
    taken = {m for heads in said.values() for m in heads}
    handed = roles.subject is not None and roles.subject.how == "topic"  # by the sentence before: nobody here to read
    for role in list(roles.fillers):
        if role not in said:
            roles.fillers[role] = [(m, c) for m, c in roles.fillers[role] if m not in taken and (handed or not c)]
    for role, heads in said.items():
        best = max(heads.values())
        roles.fillers[role] = [(m, False) for m in sorted(heads) if heads[m] >= NEAR * best]
    _keep_own(roles, shape)
    for m, role in roles.fixed.items():
        if m not in {o for o, _ in roles.fillers.get(role, [])}:
            roles.fillers.setdefault(role, []).append((m, False))
    if handed and shape.symmetric and roles.subject is not None:
        for m in roles.subject.heads:
            roles.add("participant", [m], carried=True)
    if shape.symmetric:
        read = {m for r in said if r in ("actor", "recipient", "participant") for m, _ in roles.fillers[r]}
        if len(read) > 1 or any(mentions[m].kind == "plural" for m in read):
            roles.fillers["participant"] = [(m, False) for m in sorted(read)]  # the model has both sides
            roles.fillers.pop("actor", None)
            roles.fillers.pop("recipient", None)
            return
        parties = [f for r in ("participant", "actor", "recipient") for f in roles.fillers.pop(r, [])]
        subject = roles.subject
        if subject is not None and all(roles.fixed.get(m) == "participant" for m, _ in parties):
            kinds = {_family(mentions[m]) for m, _ in parties}
            parties += [(m, True) for m in subject.heads if _family(mentions[m]) in kinds]  # 宣布，已与它达成协议
        roles.fillers["participant"] = list({m: (m, c) for m, c in parties}.values())


def _family(mention: Mention) -> str:
    """Return what a party is: a person, a country, or a body; those of one kind deal with each other."""
    return mention.type if mention.type in ("Person", "Country") else ""


def _keep_own(roles: Roles, shape: Frame) -> None:
    """Where the clause names its subject and the model reads it too, nobody else acts; changes `roles`.

    解放军率先表态，《解放军报》称 is said by one; 海军营救的船长 is whom the navy saves.
    """
    subject, role = roles.subject, shape.subject
    if subject is None or subject.carried or subject.how != "subject" or shape.symmetric:
        return
    read = roles.fillers.get(role, [])
    own = [(m, c) for m, c in read if m in subject.heads]
    others = [m for m, _ in read if m not in subject.heads]
    if own and all(m < min(subject.heads) or m in roles.modified for m in others):
        roles.fillers[role] = own


def find_party(
    roles: Roles,
    ordered: Mapping[str, Sequence[tuple[int, bool]]],
    weighed: Weighed,
    syntax: Syntax,
    mentions: Sequence[Mention],
    fits: Fits,
    first: int,
    last: int,
) -> None:
    """Give an event that is left without a party the likeliest one that was passed over; changes `roles`.

    First the spans that the model half believes in, then `ordered`, what the phrases gave before the model was heard.
    Only for triggers that the model takes for events.
    """
    frame = weighed.frame
    if frame is None or frame.probability < SURE or any(roles.fillers.get(r) for r in PARTY_ROLES):
        return
    shape, candidate = weighed.candidate.entry.frame, weighed.candidate
    if candidate.nominal or syntax.circumstance(syntax.parse.at[candidate.first]) is not None:
        return
    unnamed = roles.subject is not None and not roles.subject.heads and roles.subject.how != "topic"
    if unnamed or syntax.relative_head(syntax.parse.at[candidate.last]) is not None:
        return
    hints = sorted((c for c in frame.hints if c.role in ("actor", "recipient")), key=lambda c: -c.probability)
    for hint in hints:
        role = role_of(hint.role, shape)
        found = [m for m in _denoted(hint.span, mentions, first, last) if role and fits(role, mentions[m])]
        if found:
            roles.add(role, found)
            return
    for role in PARTY_ROLES:
        for m, carried in ordered.get(role, ()):
            roles.add(role, [m], carried)


def role_of(role: str, shape: Frame) -> str:
    """Return the ontology's role for one of the model's, "" for none: its recipient of a Visit is the destination."""
    if role == "actor":
        return shape.actor_is or ("participant" if shape.subject == "participant" else "actor")
    if role == "recipient":
        return shape.recipient_is or "recipient"
    return role if role == "place" else ""


def _denoted(span: Span, mentions: Sequence[Mention], first: int, last: int) -> list[int]:
    """Return the mentions that a span denotes: the one it ends with or lies in; 日美澳 is three side by side."""
    inside = [m for m in range(first, last) if span.covers(mentions[m].span)]
    if len(inside) > 1 and sum(mentions[m].span.end - mentions[m].span.start for m in inside) == span.end - span.start:
        return inside
    best = [m for m in inside if mentions[m].span.end == span.end]
    return best[:1] or [m for m in range(first, last) if mentions[m].span.covers(span)][:1]


def judged(modality: str, cue: str, frame: FrameCandidate | None) -> tuple[str, str]:
    """Return the model's modality where it is sure, else the cues'; the words of a cue that agrees are kept."""
    if frame is None or modality in DOUBT:
        return modality, cue
    status = frame.status
    if frame.statuses.get(status, 0.0) < SURE:
        return modality, cue
    said = STATUS[status]
    return (modality, cue) if _alike(modality, said) else (said, "model")


def _alike(cued: str, said: str) -> bool:
    """Tell whether a cue's modality is what the model says, or a finer name for it (Hypothetical, Denied, Ongoing)."""
    finer = {"Hypothetical": "Unconfirmed", "Denied": "Negated", "Ongoing": "Happened", "": "Happened"}
    return finer.get(cued, cued) == said
