"""The roles of one trigger: what its subject, object and preposition phrases fill by the frame of its type.

In: a candidate and the syntax of its sentence. Out: role -> fillers, and the phrase that says what it is about.
A verb is read with its own phrases; a noun with the names before it in its phrase, and with those of the light verb
that carries it (与他进行会谈) or of the verb whose object it is (推迟对北京的访问).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from graph.extract.lexicon import Frame, Lexicon
from graph.extract.phrases import Filler, Place, Syntax
from graph.extract.syntax import Word
from graph.extract.triggers import Candidate
from graph.model import Mention, Span

Fits = Callable[[str, Mention], bool]  # may this mention fill this role?


@dataclass(slots=True)
class Roles:
    """What was found for one trigger. `fillers`: role -> (mention, carried); `theme`: what it is about, as text."""

    fillers: dict[str, list[tuple[int, bool]]] = field(default_factory=dict)
    theme: Span | None = None
    subject: Filler | None = None
    object: Filler | None = None
    fixed: dict[int, str] = field(default_factory=dict)  # mention -> role that its preposition gives it
    governor: int | None = None  # phrase of the verb that a nominal trigger depends on
    modified: list[int] = field(default_factory=list)  # whom the clause of the verb modifies

    def add(self, role: str, mentions: Sequence[int], carried: bool = False) -> None:
        """Add fillers to a role, each once."""
        have = self.fillers.setdefault(role, [])
        known = {m for m, _ in have}
        have += [(m, carried) for m in mentions if m not in known]


def join_conjuncts(roles: Roles, syntax: Syntax, mentions: Sequence[Mention], fits: Fits) -> None:
    """Let all conjuncts fill a role that one of them fills: 接见甲、乙和丙, 拜登习近平会晤; changes `roles`."""
    groups = [phrase.heads for phrase in syntax.parse.phrases]
    if "participant" in roles.fillers:
        groups += _adjacent(syntax, mentions)
    for heads in groups:
        if len(heads) < 2:
            continue
        for role, fillers in roles.fillers.items():
            have = {m for m, _ in fillers}
            if have & set(heads) and not any(
                m in {o for o, _ in others} for r, others in roles.fillers.items() if r != role for m in heads
            ):
                fillers += [(m, False) for m in heads if m not in have and fits(role, mentions[m])]


def _adjacent(syntax: Syntax, mentions: Sequence[Mention]) -> list[list[int]]:
    """Return the names of one type that stand side by side with nothing between them: 拜登习近平, 中美."""
    named = [w.mention for w in syntax.parse.words if w.mention >= 0 and mentions[w.mention].kind == "name"]
    return [
        [m, n]
        for m, n in pairwise(named)
        if mentions[m].span.end == mentions[n].span.start and mentions[m].type == mentions[n].type
    ]


def drop_outside(roles: Roles, syntax: Syntax, candidate: Candidate, mentions: Sequence[Mention]) -> None:
    """Take out who stands before a circumstance that the event is told in: 他在北京举行的会议上说; changes `roles`."""
    opened = syntax.circumstance(syntax.parse.at[candidate.first])
    if opened is None:
        return
    start = syntax.parse.words[syntax.parse.phrases[opened].first].span.start
    for role, fillers in roles.fillers.items():
        roles.fillers[role] = [(m, c) for m, c in fillers if mentions[m].span.start >= start]


def drop_beside_plural(roles: Roles, mentions: Sequence[Mention]) -> None:
    """Take out the parties beside 两国 or 双方, which are all there are; changes `roles`."""
    parties = roles.fillers.get("participant", [])
    counted = [(m, c) for m, c in parties if mentions[m].kind == "plural"]
    if counted:
        roles.fillers["participant"] = counted


INSIDE = frozenset(
    ["n", "nz", "nw", "a", "an", "vn", "LOC", "ORG", "PER", "m", "q", "f", "nt", "ns"]
)  # tags of words between a modifier and its head


def drop_modifiers(roles: Roles, syntax: Syntax, mentions: Sequence[Mention]) -> None:
    """Take out fillers that only modify the next filler: 美国 in 美国财政部官员; changes `roles`."""
    words = syntax.parse.words
    at = {w.mention: i for i, w in enumerate(words) if w.mention >= 0}
    role_of = {m: role for role, fillers in roles.fillers.items() for m, _ in fillers}
    placed = sorted((at[m], m) for m in role_of if m in at)
    out = {
        m
        for (i, m), (j, n) in pairwise(placed)
        if len(mentions[m].surface) > 1
        and not (j == i + 1 and mentions[m].type == mentions[n].type == "Person")  # 拜登习近平会晤
        and all(_joins(w) for w in words[i + 1 : j])
        and (j > i + 1 or role_of[m] == role_of[n])
    }
    for role, fillers in roles.fillers.items():
        roles.fillers[role] = [(m, c) for m, c in fillers if m not in out]


def _joins(word: Word) -> bool:
    """Tell whether a word can stand between a modifier and its head."""
    return word.tag in INSIDE or word.text in (
        "的",
        "“",
        "”",
        "「",
        "」",
        "（",
        "）",
        "(",
        ")",
        "驻",
        "前",
        "时任",
        "当时",
        "现任",
        "这",
        "该",
        "其",
    )


class RoleFinder:
    """Finds the roles of the triggers of one sentence."""

    def __init__(self, syntax: Syntax, lexicon: Lexicon, mentions: Sequence[Mention], fits: Fits) -> None:
        """Prepare a sentence; `fits(role, mention)` tells whether the role's range allows the mention."""
        self.syntax, self.lexicon, self.mentions, self.fits = syntax, lexicon, mentions, fits

    def find(self, candidate: Candidate) -> Roles:
        """Return the roles of a trigger."""
        roles = Roles()
        if candidate.pattern is not None:
            for role, heads in sorted(candidate.pattern.items()):
                self._fill(roles, role, Filler(heads, -1))
        elif candidate.nominal:
            self._nominal(candidate, roles)
        else:
            self._verbal(candidate, roles)
        frame = candidate.entry.frame
        if frame.symmetric:
            parties = [f for r in ("participant", "actor", "recipient") for f in roles.fillers.get(r, [])]
            roles.fillers["participant"] = list({m: (m, c) for m, c in reversed(parties)}.values())[::-1]
            roles.fillers.pop("actor", None)
            roles.fillers.pop("recipient", None)
        return roles

    # ----------------------------------------------------------------------------------------------------- filling

    def _fill(self, roles: Roles, role: str, filler: Filler | None, weak: bool = False) -> bool:
        """Fill `role` with the heads of a phrase that its range allows; with `weak` also by names inside the phrase."""
        if not role or filler is None:
            return False
        good = [m for m in filler.heads if self.fits(role, self.mentions[m])]
        if not good and weak:
            good = [m for m in filler.modifiers if self.fits(role, self.mentions[m])][:1]
        if good:
            roles.add(role, good, filler.carried)
        elif role == "destination":  # a body is no place: 访问联合国 has it as host
            return self._fill(roles, "recipient", filler, weak)
        return bool(good)

    def _places(self, roles: Roles, frame: Frame, places: Sequence[Place]) -> None:
        for place in places:
            marker = place.marker
            if self.lexicon.is_in(marker, "FrontingMarker") and marker not in frame.cases:
                continue
            if self.lexicon.is_in(marker, "PassiveMarker") or self.lexicon.is_in(marker, "AgentMarker"):
                continue
            role = frame.cases.get(marker, "")
            if self.lexicon.is_in(marker, "ComitativeMarker") and frame.symmetric:
                role = "participant"
            if role in ("topic", "object") and roles.theme is None:
                roles.theme = self._span(place.filler)
            elif role:
                self._fill(roles, role, place.filler, weak=role in ("place", "destination", "origin"))
                self._fix(roles, role, place.filler, marker)

    def _fix(self, roles: Roles, role: str, filler: Filler, marker: str) -> None:
        """Note the roles that a preposition leaves no doubt about: 向, 对, 与, 由 and the like, not 在."""
        if role in ("recipient", "participant", "actor") and len(marker) <= 2:
            roles.fixed.update({m: role for m in filler.heads if self.fits(role, self.mentions[m])})

    def _span(self, filler: Filler) -> Span | None:
        if filler.phrase < 0:
            return None
        phrase = self.syntax.parse.phrases[filler.phrase]
        return self.syntax.parse.span(phrase.first, phrase.last)

    # ------------------------------------------------------------------------------------------------------ verbal

    def _verbal(self, candidate: Candidate, roles: Roles) -> None:
        syntax, frame = self.syntax, candidate.entry.frame
        k = syntax.parse.at[candidate.first]
        last = syntax.parse.at[candidate.last]
        passive, agent = syntax.passive_agent(k)
        subject = syntax.own_subject(k)
        target = syntax.object(last) or syntax.fronted(k)
        roles.subject, roles.object = subject, target
        head = syntax.relative_head(k)
        roles.modified = head.heads if head is not None else []
        if passive:
            suffers = frame.object if frame.object in ("recipient", "participant") else "recipient"
            self._fill(roles, suffers, subject)
            if subject is not None and (agent is None or not subject.carried):  # 但被拒绝: whoever it was, not he
                self._fix(roles, suffers, subject, "被")
            self._fill(roles, frame.actor_is or "actor", agent)
            if agent is not None:
                self._fix(roles, frame.actor_is or "actor", agent, "被")
        else:
            self._fill(roles, frame.subject, subject)
        if target is not None and not (passive and target.heads):
            filled = self._fill(roles, frame.object, target, weak=frame.object in ("destination", "recipient", "place"))
            if not filled or not target.heads:
                roles.theme = self._span(target)
        self._places(roles, frame, syntax.places(k))

    # ----------------------------------------------------------------------------------------------------- nominal

    def _nominal(self, candidate: Candidate, roles: Roles) -> None:
        syntax, frame = self.syntax, candidate.entry.frame
        parse = syntax.parse
        k = parse.at[candidate.first]
        phrase = parse.phrases[k]
        bare: list[int] = []
        if phrase.kind == "N":
            for part in phrase.parts:
                if part.first > candidate.last:
                    break
                inside = part.first <= candidate.first <= part.last
                bare += (
                    [m for m, _ in part.mentions if self._before(m, candidate)]
                    if inside
                    else ([part.head] if part.head is not None else [])
                )
        left = syntax.before(k)
        places: list[Place] = []
        marker = syntax.marker_of(k) if phrase.kind == "N" else None
        if left is not None and syntax.kind(left) == "U" and syntax.word(left) in ("的", "之"):
            left = syntax.before(left)
            while left is not None and syntax.kind(left) == "N":
                found = syntax.marker_of(left)
                filler = syntax.filler(left, "inner")
                if found is None:
                    bare = [*filler.heads, *bare]
                    left = syntax.before(left)
                    break
                places.append(Place(syntax.word(found), filler))
                left = syntax.before(found)
        elif marker is not None:
            text = syntax.word(marker)
            if bare and frame.cases.get(text) and text not in ("在", "就", "因"):
                places.append(Place(text, Filler(bare[:1], k)))
                bare = bare[1:]
            left = syntax.before(marker)
            while left is not None and syntax.kind(left) == "N" and (found := syntax.marker_of(left)) is not None:
                places.append(Place(syntax.word(found), syntax.filler(left, "inner")))
                left = syntax.before(found)
        self._places(roles, frame, places)
        self._bare(roles, candidate, bare)
        if left is not None and syntax.kind(left) == "N" and places and not roles.fillers.get(frame.subject):
            self._fill(roles, frame.subject, syntax.filler(left, "inner"))
        self._governed(candidate, roles, left)
        if phrase.kind == "N" and roles.theme is None:
            roles.theme = self._inner_theme(candidate, k)

    def _before(self, mention: int, candidate: Candidate) -> bool:
        return self.mentions[mention].span.end <= candidate.span.start

    def _bare(self, roles: Roles, candidate: Candidate, bare: Sequence[int]) -> None:
        """Fill roles with the unmarked names before a noun: 布林肯的访问, 中美会谈, 北京会谈, 中国之行."""
        frame = candidate.entry.frame
        for m in bare:
            mention = self.mentions[m]
            if frame.symmetric:
                role = (
                    "participant"
                    if self.fits("participant", mention) and mention.type not in ("City", "Facility", "Place")
                    else "place"
                )
            elif (
                frame.object == "destination" and self.fits("destination", mention) and mention.type not in ("Person",)
            ):
                role = "destination"
            else:
                role = frame.subject
                if frame.object == "destination" and mention.type == "Person":
                    roles.fixed[m] = role  # 布林肯的访问: he goes, nobody goes to him
            self._fill(roles, role, Filler([m], -1))

    def _governed(self, candidate: Candidate, roles: Roles, left: int | None) -> None:
        """Take roles from the verb that carries the noun: before it (进行会谈) or after it (会谈在北京举行)."""
        syntax, frame = self.syntax, candidate.entry.frame
        k = syntax.parse.at[candidate.first]
        while left is not None and syntax.kind(left) in "UDTW" and syntax.word(left) not in ("的",):
            left = syntax.before(left)
        if left is not None and syntax.kind(left) == "V":
            roles.governor = left
            light = self.lexicon.is_in(syntax.word(left), "LightVerb")
            passive, agent = syntax.passive_agent(left)
            subject = agent if passive and agent else (syntax.subject(left) or syntax.carried(left))
            roles.subject = subject
            enough = (
                len(roles.fillers.get("participant", [])) >= 2
                if frame.symmetric
                else bool(roles.fillers.get(frame.subject))
            )
            if light or not enough:
                self._places(roles, frame, syntax.places(left))
            if not enough and (light or frame.symmetric or frame.object == "destination"):
                self._fill(roles, frame.subject, subject)
            return
        end = syntax.segment[k][1]
        for j in range(k + 1, end + 1):
            if syntax.kind(j) == "V":
                if self.lexicon.is_in(syntax.word(j), "LightVerb"):
                    self._places(roles, frame, syntax.places(j))
                return

    def _inner_theme(self, candidate: Candidate, k: int) -> Span | None:
        """Return the words between the last name and the trigger inside its phrase: 气候 in 中美气候谈判."""
        parse = self.syntax.parse
        first = parse.phrases[k].first
        w = candidate.first - 1
        while w >= first and parse.words[w].mention < 0:
            w -= 1
        w += 1
        while w < candidate.first and parse.words[w].text in ("的", "与", "和", "、"):
            w += 1
        end = candidate.first - 1
        while end >= w and parse.words[end].text in ("的", "之"):
            end -= 1
        return parse.span(w, end) if w <= end else None
