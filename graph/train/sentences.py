"""Annotated sentences as the network learns them: their words, what each triggers, and who fills which role.

In: files in the frame format, one JSON object a line:

    {"id": "s1", "date": "2023-07-17" or null, "split": "train" or "dev", "text": "…", "frames": [
        {"type": "Visit", "trigger": "访问", "status": "planned", "roles": {"actor": ["克里"], "recipient": ["中国"]}}]}

Triggers and fillers are strings of the text. Where a filler stands more than once, the place nearest to the trigger is
meant; where a trigger does, the frames come in the order of the text.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from graph.extract.frame_inputs import Floats, Ints, Vocabulary, Words
from graph.model import Span

INSIDE_TRIGGER, OFF_WORD = 6, 15
"""Handicaps, in characters, of a place that overlaps the trigger and of one that is not on word boundaries."""


OTHER = "Other"
"""The type of a clear event of no known type."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One event of a sentence; spans are code points of the sentence."""

    type: str
    status: str
    trigger: Span
    roles: tuple[tuple[str, Span], ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the training data, or of the user's own; `frames` as written in the file."""

    id: str
    date: str | None
    split: str
    text: str
    frames: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """What the network is to say about one sentence of `Words`.

    sentence: its number. types: [words, types] and statuses: [frames, statuses], probabilities. heads: [frames], the
    words that stand for the triggers. roles: [frames, words, roles, (inside, opens)], probabilities.
    """

    sentence: int
    types: Floats
    heads: Ints
    statuses: Floats
    roles: Floats

    @property
    def length(self) -> int:
        """Number of words."""
        return len(self.types)


def read_sentences(path: Path) -> list[Sentence]:
    """Return the sentences of a file in the frame format."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [
        Sentence(str(r["id"]), r.get("date"), r.get("split", "train"), r["text"], tuple(r.get("frames", ())))
        for r in rows
    ]


def locate(sentence: Sentence, edges: frozenset[int]) -> tuple[Frame, ...]:
    """Return the frames with their places; edges: the offsets where words of the sentence begin or end."""
    seen: Counter[str] = Counter()
    out = []
    for frame in sentence.frames:
        places = _places(sentence.text, frame["trigger"])
        if not places:
            continue
        trigger = places[min(seen[frame["trigger"]], len(places) - 1)]
        seen[frame["trigger"]] += 1
        roles = [
            (role, min(found, key=lambda span: _handicap(span, trigger, role, edges)))
            for role, fillers in frame["roles"].items()
            for filler in fillers
            if (found := _places(sentence.text, filler))
        ]
        out.append(Frame(frame["type"], frame["status"], trigger, tuple(roles)))
    return tuple(out)


def _places(text: str, part: str) -> list[Span]:
    at, out = text.find(part), []
    while at >= 0 and part:
        out.append(Span(at, at + len(part)))
        at = text.find(part, at + 1)
    return out


def _handicap(span: Span, trigger: Span, role: str, edges: frozenset[int]) -> int:
    """Distance from the trigger, with handicaps for unlikely places."""
    distance = max(span.start - trigger.end, trigger.start - span.end, 0)
    if span.overlaps(trigger) and role != "theme":
        distance += INSIDE_TRIGGER
    return distance + OFF_WORD * (span.start not in edges or span.end not in edges)


def edges_of(words: Words, doc: int) -> frozenset[int]:
    """Where words of a Doc begin or end."""
    mine = words.doc == doc
    return frozenset(words.start[mine].tolist()) | frozenset(words.end[mine].tolist())


def make_lessons(words: Words, frames: Sequence[Sequence[Frame]], tables: Vocabulary) -> list[Lesson]:
    """Return one lesson a sentence of `words`; frames: of each Doc. A frame belongs to the sentence of its trigger."""
    docs = words.doc[words.first].tolist() if len(words.first) else []
    return [_lesson(words, i, frames[doc], tables) for i, doc in enumerate(docs)]


def _lesson(words: Words, sentence: int, frames: Iterable[Frame], tables: Vocabulary) -> Lesson:
    part = slice(int(words.first[sentence]), int(words.last[sentence]))
    start, end = words.start[part], words.end[part]
    types = np.zeros(len(start), np.int64)
    heads, statuses, roles = [], [], []
    for frame in frames:
        under = words_under(start, end, frame.trigger)
        if not under:
            continue
        covered = np.minimum(end, frame.trigger.end) - np.maximum(start, frame.trigger.start)
        mostly = [w for w in under if 2 * covered[w] >= end[w] - start[w]] or under[:1]
        free = [w for w in mostly if types[w] == 0]
        types[free] = tables.types.index(frame.type)
        heads.append((free or mostly)[-1])
        statuses.append(tables.statuses.index(frame.status))
        roles.append(_role_table(start, end, frame, tables.roles))
    table = np.stack(roles) if roles else np.zeros((0, len(start), len(tables.roles), 2), np.float32)
    sure = [np.eye(len(names), dtype=np.float32) for names in (tables.types, tables.statuses)]
    return Lesson(sentence, sure[0][types], np.array(heads, np.int64), sure[1][np.array(statuses, np.int64)], table)


def _role_table(start: Ints, end: Ints, frame: Frame, roles: Sequence[str]) -> Floats:
    table = np.zeros((len(start), len(roles), 2), np.float32)
    for role, span in frame.roles:
        under = words_under(start, end, span)
        if under and role in roles:
            table[under, roles.index(role), 0] = 1
            table[under[0], roles.index(role), 1] = 1
    return table


def words_under(start: npt.NDArray[np.int64], end: npt.NDArray[np.int64], span: Span) -> list[int]:
    """Numbers of the words that share a character with the span."""
    return [int(w) for w in np.flatnonzero((start < span.end) & (end > span.start))]
