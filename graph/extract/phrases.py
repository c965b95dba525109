"""Who stands where: subject, object and preposition phrases of a verb, read off the order of a sentence's phrases.

In: a `Parse` and the index of a phrase. Out: a `Filler`: the mentions a phrase denotes, or the knowledge that the place
is taken by something without a name. Chinese order is subject, time, adverb, preposition phrase, verb, object; what
breaks it (passive, relative clause, serial verbs, pivots, dropped subjects) has a rule here, each with its example.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.extract.lexicon import Lexicon
from graph.extract.syntax import BREAKS, CLOSE, OPEN, Parse

STRAIGHT = '"'
"""Opens and closes by turns."""


@dataclass(slots=True)
class Filler:
    """What fills a place: mention indexes (none: something unnamed), the phrase it was read from, and how.

    modifiers: names inside the phrase that it does not itself denote (美国 in 美国的努力).
    """

    heads: list[int]
    phrase: int
    carried: bool = False
    how: str = ""
    modifiers: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Place:
    """A preposition phrase: its marker and its filler."""

    marker: str
    filler: Filler


class Syntax:
    """The questions that role finding asks of one parsed sentence."""

    def __init__(self, parse: Parse, lexicon: Lexicon, speaking: frozenset[str], topic: Filler | None) -> None:
        """Prepare a sentence; speaking: verbs of communication; topic: the subject left over by the sentence before."""
        self.parse, self.lexicon, self.speaking, self.topic = parse, lexicon, speaking, topic
        self.aside = self._asides()
        self.hard = [self._is_hard(k) for k in range(len(parse.phrases))]
        self.segment = self._segments()

    # ------------------------------------------------------------------------------------------------- segments

    def _is_hard(self, k: int) -> bool:
        """Tell whether phrase k is a sign that ends a clause; short quotes and brackets do not."""
        phrase = self.parse.phrases[k]
        if phrase.kind != "W" or self.aside[k]:
            return False
        text = self.parse.text(phrase)
        if text in BREAKS or text.strip("—-…") == "":
            return True
        closes = text == STRAIGHT and sum(self.word(j) == STRAIGHT for j in range(k)) % 2 == 1
        if text in OPEN and text not in "《〈" and not closes:
            return self._quote_is_long(k, text)
        if text in CLOSE and text not in "》〉":
            return self._quote_is_long_back(k, text)
        return False

    def _asides(self) -> list[bool]:
        """Return for every phrase whether it stands in round brackets that close: 一篇文章（题为“…，…”）中说."""
        signs = [self.parse.text(p) if p.kind == "W" else "" for p in self.parse.phrases]
        inside = [False] * len(signs)
        opened = -1
        for k, sign in enumerate(signs):
            if sign in ("（", "("):
                opened = k
            elif sign in ("）", ")") and opened > 0:
                inside[opened : k + 1] = [True] * (k + 1 - opened)
                opened = -1
        return inside

    def _quote_is_long(self, k: int, text: str) -> bool:
        want = CLOSE[OPEN.index(text)]
        for j in range(k + 1, min(k + 10, len(self.parse.phrases))):
            inner = self.parse.text(self.parse.phrases[j])
            if inner == want:
                return False
            if inner in BREAKS:
                return True
        return True

    def _quote_is_long_back(self, k: int, text: str) -> bool:
        want = OPEN[CLOSE.index(text)]
        for j in range(k - 1, max(k - 10, -1), -1):
            inner = self.parse.text(self.parse.phrases[j])
            if inner == want:
                return False
            if inner in BREAKS:
                return True
        return True

    def _segments(self) -> list[tuple[int, int]]:
        """Return for every phrase its segment: first and last phrase between two clause-ending signs."""
        out: list[tuple[int, int]] = []
        n = len(self.parse.phrases)
        start = 0
        for k in range(n + 1):
            if k == n or self.hard[k]:
                out += [(start, k - 1)] * (k - start)
                if k < n:
                    out.append((k, k))
                start = k + 1
        return out

    def before(self, k: int) -> int | None:
        """Return the phrase before k in its segment, soft signs and 了 left out; None at the start."""
        j = k - 1
        skips = not self.aside[k]
        while j >= self.segment[k][0] and (self.parse.phrases[j].kind == "W" or (skips and self.aside[j])):
            j -= 1
        return j if j >= self.segment[k][0] else None

    def word(self, k: int) -> str:
        """Return the text of phrase k."""
        return self.parse.text(self.parse.phrases[k])

    def kind(self, k: int) -> str:
        """Return the kind of phrase k."""
        return self.parse.phrases[k].kind

    # -------------------------------------------------------------------------------------------------- subject

    def subject(self, k: int, depth: int = 0) -> Filler | None:
        """Return what stands as subject of verb phrase k in its segment; None if its segment has none."""
        i = self.before(k)
        while i is not None:
            kind = self.kind(i)
            if kind == "N" and self._ends_circumstance(i):
                opened = self._opened(i)
                i = self.before(opened) if opened is not None else self.before(i)
                continue
            if kind == "N" and not (self._closes(i + 1) and i + 1 < k):
                marker = self.marker_of(i)
                if marker is not None:
                    text = self.word(marker)
                    if self.lexicon.is_in(text, "AgentMarker"):
                        return self.filler(i, "agent")
                    beside = self.before(marker)
                    if self.lexicon.is_in(text, "ComitativeMarker") and beside is not None and self._is_about(beside):
                        return self.filler(beside, "subject")  # 为拜登与习近平会晤做准备
                    i = self.before(marker)
                    continue
                verb = self._verb_of_object(i)
                if verb is not None:
                    if self.lexicon.is_in(self.word(verb), "OriginVerb") and self._holds_relative(i):
                        return self.filler(i, "subject")  # 总部设在北京的多维网说
                    about = self.before(verb)
                    if about is not None and (self.kind(about) == "P" or self._topical(about, k)):
                        i = self.before(about)  # 就避免危机进行会谈: all of it belongs to the preposition
                        continue
                    if self._opens_clause(verb) or self._presents(verb, i):
                        return self.filler(i, "pivot")
                    return self.subject(verb, depth + 1) if depth < 4 else None
                return self.filler(i, "subject")
            if kind == "N":
                marker = self.marker_of(i)
                verb = self._verb_of_object(i) if marker is None else None
                if verb is not None and depth < 4:
                    return self.subject(verb, depth + 1)
                i = self.before(marker) if marker is not None else self.before(i)
                continue
            if kind == "V" and depth < 4:
                return self.subject(i, depth + 1)
            i = self.before(i)
        return None

    def own_subject(self, k: int) -> Filler | None:
        """Return the subject of verb k: in its clause, or carried over.

        A clause within the object of another verb has the noun it modifies, not the subject of that verb:
        他出席九月在首尔举行的论坛.
        """
        found = self.subject(k)
        head = self.relative_head(k)
        if found is None or head is None or found.how != "subject" or found.phrase < 0:
            return found or self.carried(k)
        verbs = [i for i in range(found.phrase + 1, k) if self.kind(i) == "V"]
        apart = any(self.kind(i) in "TP" for i in range(verbs[-1] + 1, k)) if verbs else False
        return head if apart and not self.takes_clause(verbs[-1]) else found

    def _holds_relative(self, i: int) -> bool:
        """Tell whether noun phrase i is 北京的多维网: what a verb before it says where it is from, and its head."""
        phrase = self.parse.phrases[i]
        return bool(phrase.heads) and any(w.text == "的" for w in self.parse.words[phrase.first : phrase.last])

    def _is_about(self, i: int) -> bool:
        """Tell whether phrase i is a name that stands after 为 or 就, so that no subject lies beyond it."""
        marker = self.marker_of(i) if self.kind(i) == "N" else None
        return (
            marker is not None
            and self.lexicon.is_in(self.word(marker), "TopicMarker")
            and bool(self.parse.phrases[i].heads)
        )

    def _topical(self, i: int, k: int) -> bool:
        """Tell whether a 就 tagged as adverb brings in what verb k is about: 就避免危机进行会谈."""
        return self.word(i) == "就" and self.lexicon.is_in(self.word(k), "LightVerb")

    def _closes(self, k: int) -> bool:
        """Tell whether phrase k is a word that closes a clause of time (后, 时, 期间)."""
        return k < len(self.parse.phrases) and (
            self.kind(k) == "F" or (self.kind(k) in "NTD" and self.lexicon.is_in(self.word(k), "ClosingWord"))
        )

    def _ends_circumstance(self, i: int) -> bool:
        """Tell whether noun phrase i ends with a word that closes a circumstance: 会议间隙, 访问期间."""
        phrase = self.parse.phrases[i]
        last = self.parse.words[phrase.last]
        return phrase.last > phrase.first and last.mention < 0 and self.lexicon.is_in(last.text, "ClosingNoun")

    def _opened(self, i: int) -> int | None:
        """Return the 在 or 当 that opens the circumstance which noun phrase i ends, if its clause holds one."""
        for j in range(i - 1, self.segment[i][0] - 1, -1):
            if self.kind(j) == "P" and self.lexicon.is_in(self.word(j), "CircumstanceOpener"):
                return j
        return None

    def marker_of(self, i: int) -> int | None:
        """Return the preposition phrase right before noun phrase i, if any."""
        j = self.before(i)
        while j is not None and self.kind(j) in "TD" and j > i - 2 and not self._is_marker(j):
            j = self.before(j)
        if (
            j is not None
            and (self.kind(j) == "P" or self._is_marker(j))
            and not self.lexicon.is_in(self.word(j), "ClauseOpener")
            and not self._opens_since(j, i)
        ):
            return j
        return None

    def _opens_since(self, j: int, i: int) -> bool:
        """Tell whether 自 at phrase j opens a clause whose subject is phrase i: 自克里被任命以来."""
        after = i + 1
        if self.word(j) != "自" or after > self.segment[i][1]:
            return False
        return self.kind(after) == "V" or self.lexicon.is_in(self.word(after), "PassiveMarker")

    def _is_marker(self, j: int) -> bool:
        text = self.word(j)
        return self.kind(j) in "VCD" and any(
            self.lexicon.is_in(text, c) for c in ("PassiveMarker", "AgentMarker", "CaseMarker")
        )

    def _verb_of_object(self, i: int) -> int | None:
        """Return the verb whose object noun phrase i is: right before it, 了 and 过 between allowed."""
        j = self.before(i)
        while j is not None and (
            (self.kind(j) == "U" and self.word(j) in ("了", "过", "着", "到"))
            or (self.kind(j) == "D" and j == i - 1 and self.word(j) not in self.lexicon.cues)
        ):
            j = self.before(j)
        return j if j is not None and self.kind(j) == "V" else None

    def _opens_clause(self, verb: int) -> bool:
        text = self.word(verb)
        return self.lexicon.is_in(text, "PivotVerb") or self.takes_clause(verb)

    def _presents(self, verb: int, i: int) -> bool:
        """Tell whether a verb of being there brings in phrase i as subject of what follows: 有三国军舰参加."""
        return self.lexicon.is_in(self.word(verb), "PresentingVerb") and bool(self.parse.phrases[i].heads)

    def takes_clause(self, verb: int) -> bool:
        """Tell whether what follows verb phrase `verb` is a clause of its own: 表示, 认为, 预计."""
        text = self.word(verb)
        return text in self.speaking or self.lexicon.is_in(text, "ClauseVerb")

    def filler(self, i: int, how: str) -> Filler:
        """Return what noun phrase i denotes."""
        phrase = self.parse.phrases[i]
        heads = phrase.heads
        inner = [m for p in phrase.parts for m, _ in p.mentions if m not in heads]
        return Filler(heads, i, how=how, modifiers=inner)

    # -------------------------------------------------------------------------------------------- carried subject

    def carried(self, k: int) -> Filler | None:
        """Return the subject that verb k takes over: head of its relative clause, else that of a clause before."""
        head = self.relative_head(k)
        if head is not None:
            return head
        start = self.segment[k][0]
        j = start - 2
        while j >= 0:
            first, last = self.segment[j]
            if self.hard[j]:
                j -= 1
                continue
            found = self._topic_of(first, last)
            if found is not None:
                return Filler(found.heads, found.phrase, True, "carried", found.modifiers)
            j = first - 2
        if self.topic is not None and not self._own_topic(k):
            return self.topic
        return None

    def _own_topic(self, k: int) -> bool:
        """Tell whether the sentence could have the subject of verb k itself, so that no topic is taken over.

        Before the verb stands a noun phrase without a preposition; or a later clause names its subject, which is then
        that of this one too: 被问到关税，石破茂说….
        """
        if any(self.kind(i) == "N" and self.marker_of(i) is None for i in range(k)):
            return True
        later = (j for j in range(self.segment[k][1] + 1, len(self.parse.phrases)) if self.kind(j) == "V")
        return any((found := self.subject(j)) is not None and found.how == "subject" for j in later)

    def left_over(self) -> Filler | None:
        """Return the subject that this sentence hands to the next: that of its first clause with a named one."""
        seen: set[int] = set()
        for k in range(len(self.parse.phrases)):
            first, last = self.segment[k]
            if self.hard[k] or first in seen:
                continue
            seen.add(first)
            found = self._topic_of(first, last)
            if found is not None and found.heads:
                return Filler(found.heads, -1, True, "topic")
        return None

    def _topic_of(self, first: int, last: int) -> Filler | None:
        """Return the subject that a segment hands on: that of its first verb; none if all of it is a circumstance."""
        if (
            self.kind(first) == "P"
            and self.lexicon.is_in(self.word(first), "CircumstanceOpener")
            and self._closes(last)
        ):
            return None  # 在佩洛西访问台湾之后，谈判暂停
        for v in range(first, last + 1):
            if self.kind(v) == "V":
                found = self.subject(v)
                if found is not None:
                    return found
                return self.relative_head(v)
        if self._closes(last):
            return None
        nouns = [i for i in range(first, last + 1) if self.kind(i) == "N" and self.marker_of(i) is None]
        return (
            self.filler(nouns[0], "topic") if nouns and len(nouns) == 1 and self.parse.phrases[nouns[0]].heads else None
        )

    def relative_head(self, k: int) -> Filler | None:
        """Return the noun that the clause of verb k modifies: 正在北京访问的美国财长耶伦."""
        end = self.segment[k][1]
        j = k + 1
        steps = 0
        while j <= end and steps < 6:
            kind = self.kind(j)
            if kind == "U" and self.word(j) in ("的", "之"):
                if self.kind(j - 1) == "T" and self.lexicon.is_in(self.word(k), "LightVerb"):
                    return None  # 举行两年来的首次会谈
                if j + 1 <= end and self.kind(j + 1) == "N":
                    return self.filler(j + 1, "relative")
                return None
            if kind == "V" and j > k + 1 and j + 2 <= end and self.word(j + 1) == "的" and self.kind(j + 2) == "N":
                j += 3  # 参加外交部举办的对话的代表: a clause within the clause
                continue
            if kind in "VC" and j > k + 1:
                return None
            j += 1
            steps += 1
        return None

    def circumstance(self, k: int) -> int | None:
        """Return the 在 that opens the circumstance which verb k tells of, if it does: 他在北京举行的会议上说.

        What stands before that 在 belongs to the verb after the circumstance, not to k.
        """
        end = self.segment[k][1]
        if k + 2 > end or self.kind(k + 1) != "U" or self.kind(k + 2) != "N":
            return None
        if not (self._ends_circumstance(k + 2) or self._closes(k + 3)):
            return None
        opened = next((i for i in range(k - 1, self.segment[k][0] - 1, -1) if self.kind(i) in "PV"), None)
        if opened is None or self.kind(opened) != "P":
            return None
        return opened if self.lexicon.is_in(self.word(opened), "CircumstanceOpener") else None

    # ------------------------------------------------------------------------------------------ object and places

    def object(self, k: int) -> Filler | None:
        """Return the noun phrase that follows verb k as its object."""
        end = self.segment[k][1]
        j = k + 1
        while j <= end:
            kind = self.kind(j)
            if kind == "N" or (kind == "V" and self._is_noun_alone(j)):
                return self.filler(self._modified(j) or j, "object")
            if kind in ("U",) and self.word(j) in ("了", "过", "着", "到", "起"):
                j += 1
            elif kind in "DTW":
                if kind == "D" and self.word(j) in self.lexicon.cues:
                    return None
                j += 1
            else:
                return None
        return None

    def _modified(self, j: int) -> int | None:
        """Return the noun that a clause opened by noun phrase j modifies: 联合训练 in 举行各国参加的联合训练."""
        end, i = self.segment[j][1], j + 1
        while i <= end and self.kind(i) in "DT":
            i += 1
        if i + 2 > end or self.kind(i) != "V" or self.takes_clause(i):
            return None
        return i + 2 if self.word(i + 1) == "的" and self.kind(i + 2) == "N" else None

    def _is_noun_alone(self, j: int) -> bool:
        """Tell whether a word tagged as verb and noun ends its clause: 暂停了谈判, not 继续讨论气候."""
        after = j + 1
        return self.parse.words[self.parse.phrases[j].last].tag == "vn" and (
            after > self.segment[j][1] or self.kind(after) in "WF"
        )

    def fronted(self, k: int) -> Filler | None:
        """Return the object brought forward by 把 or 将: 把他驱逐出境."""
        for place in self.places(k):
            if self.lexicon.is_in(place.marker, "FrontingMarker"):
                return place.filler
        return None

    def places(self, k: int) -> list[Place]:
        """Return the preposition phrases of verb k, before it (nearest first), then after it."""
        out: list[Place] = []
        i = self.before(k)
        while i is not None:
            kind = self.kind(i)
            if kind == "N":
                marker = self.marker_of(i)
                if marker is not None:
                    out.append(Place(self.word(marker), self.filler(i, "place")))
                    i = self.before(marker)
                    continue
                if self._verb_of_object(i) is not None and i != k - 1:
                    break
                i = self.before(i)
                continue
            if kind == "V" and not self._shares_places(i):
                break
            if kind == "U" and self.word(i) == "的":
                break
            i = self.before(i)
        end = (
            self.segment[k][1] if not self.takes_clause(k) else k
        )  # 声称对台湾拥有主权: the phrase belongs to the clause
        j = k + 1
        while j + 1 <= end:
            if self.kind(j) == "U" and self.word(j) in ("了", "过"):
                j += 1
                continue
            if self.kind(j) == "P" and self.kind(j + 1) == "N":
                out.append(Place(self.word(j), self.filler(j + 1, "place")))
            break
        return out

    def _shares_places(self, i: int) -> bool:
        """Tell whether verb i only leads to the next one (计划访问): phrases before it belong to both."""
        j = i + 1
        while j < len(self.parse.phrases) and self.kind(j) in "DUT":
            j += 1
        return j < len(self.parse.phrases) and self.kind(j) in "VP"

    def passive_agent(self, k: int) -> tuple[bool, Filler | None]:
        """Return whether verb k is passive, and who does the deed if the text says so."""
        i = self.before(k)
        steps = 0
        while i is not None and steps < 6:
            kind, text = self.kind(i), self.word(i)
            last = self.parse.words[self.parse.phrases[i].last]
            if self._closes(i) or (kind == "N" and last.mention < 0 and self.lexicon.is_in(last.text, "ClosingWord")):
                return False, None  # 受访时说: what stands before is over
            if kind in "PVD" and self.lexicon.is_in(text, "PassiveMarker") and text != "为":
                nouns = [j for j in range(i + 1, k) if self.kind(j) == "N"]
                return True, (self.filler(nouns[0], "agent") if nouns else None)
            if kind == "V" and not self._suffers(i):
                return False, None
            i = self.before(i)
            steps += 1
        return False, None

    def _suffers(self, i: int) -> bool:
        """Tell whether verb i itself stands right after 遭 and who does it: 遭海警船发射水炮攻击 is one attack."""
        agent = self.before(i)
        marker = self.before(agent) if agent is not None and self.kind(agent) == "N" else None
        return marker is not None and self.lexicon.is_in(self.word(marker), "PassiveMarker")
