"""Precision, recall and F1 of the frame model on annotated sentences, read through the very code that reads articles.

- a trigger is right if it overlaps one of the same type that no earlier trigger has taken;
- a role is right if its trigger is, and role and both ends of its span agree with the annotation;
- roles and status are also measured with the annotated triggers given.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from graph.extract.frames import ROLE, FrameCandidate, FrameModel
from graph.train.sentences import OTHER, Frame


@dataclass(slots=True)
class Count:
    """How many were right, found, and annotated."""

    right: int = 0
    found: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """Share of the found that are right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the annotated that were found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 0.0

    def __str__(self) -> str:
        return f"P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f} ({self.gold})"


@dataclass(slots=True)
class Figures:
    """Counts of one measurement; the keys of the tables are types and roles."""

    triggers: Count = field(default_factory=Count)
    any_type: Count = field(default_factory=Count)
    known: Count = field(default_factory=Count)
    roles: Count = field(default_factory=Count)
    status: Count = field(default_factory=Count)
    given_roles: Count = field(default_factory=Count)
    given_words: Count = field(default_factory=Count)
    given_status: Count = field(default_factory=Count)
    by_type: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    by_role: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))


def measure(
    model: FrameModel,
    docs: Sequence[Doc],
    gold: Sequence[Sequence[Frame]],
    threshold: float = 0.5,
    role_threshold: float = ROLE,
) -> Figures:
    """Return the figures of a model on Docs whose frames are known."""
    figures = Figures()
    found = model.predict(docs, threshold=threshold, role_threshold=role_threshold)
    given = model.predict(
        docs, [[f.trigger for f in frames] for frames in gold], threshold=2.0, role_threshold=role_threshold
    )
    for candidates, asked, frames in zip(found, given, gold, strict=True):
        _count_found(figures, candidates, frames)
        _count_given(figures, asked, frames)
    return figures


def _count_found(figures: Figures, candidates: Sequence[FrameCandidate], frames: Sequence[Frame]) -> None:
    taken: set[int] = set()
    _count_known(figures.known, candidates, frames)
    for frame in frames:
        figures.triggers.gold += 1
        figures.any_type.gold += 1
        figures.by_type[frame.type].gold += 1
        figures.roles.gold += len(frame.roles)
    for candidate in candidates:
        figures.triggers.found += 1
        figures.any_type.found += 1
        figures.by_type[candidate.type].found += 1
        figures.roles.found += len(candidate.roles)
        over = [i for i, f in enumerate(frames) if f.trigger.overlaps(candidate.trigger) and i not in taken]
        figures.any_type.right += bool(over)
        same = [i for i in over if frames[i].type == candidate.type]
        if not same:
            continue
        taken.add(same[0])
        frame = frames[same[0]]
        figures.triggers.right += 1
        figures.by_type[frame.type].right += 1
        figures.roles.right += len(set(frame.roles) & {(r.role, r.span) for r in candidate.roles})
        _tally(figures.status, candidate.status == frame.status)


def _count_known(count: Count, candidates: Sequence[FrameCandidate], frames: Sequence[Frame]) -> None:
    """Triggers of the types that the graph knows, `Other` left out on both sides."""
    left = [f for f in frames if f.type != OTHER]
    found = [c for c in candidates if c.type != OTHER]
    _add(count, 0, len(found), len(left))
    for candidate in found:
        same = [f for f in left if f.type == candidate.type and f.trigger.overlaps(candidate.trigger)]
        if same:
            left.remove(same[0])
            count.right += 1


def _count_given(figures: Figures, asked: Sequence[FrameCandidate], frames: Sequence[Frame]) -> None:
    by_trigger = {c.trigger: c for c in asked}
    for frame in frames:
        candidate = by_trigger.get(frame.trigger)
        found = {(r.role, r.span) for r in candidate.roles} if candidate else set()
        gold = set(frame.roles)
        _add(figures.given_roles, len(found & gold), len(found), len(gold))
        for role in {r for r, _ in found | gold}:
            mine, theirs = ({x for x in some if x[0] == role} for some in (found, gold))
            _add(figures.by_role[role], len(mine & theirs), len(mine), len(theirs))
        chars_found, chars_gold = ({(r, i) for r, s in some for i in range(s.start, s.end)} for some in (found, gold))
        _add(figures.given_words, len(chars_found & chars_gold), len(chars_found), len(chars_gold))
        _tally(figures.given_status, candidate is not None and candidate.status == frame.status)


def _add(count: Count, right: int, found: int, gold: int) -> None:
    count.right += right
    count.found += found
    count.gold += gold


def _tally(count: Count, is_right: bool) -> None:
    _add(count, int(is_right), 1, 1)


def report(figures: Figures) -> str:
    """Return the figures as lines of text."""
    lines = [
        f"triggers (type too)       {figures.triggers}",
        f"triggers (any type)       {figures.any_type}",
        f"triggers (without Other)  {figures.known}",
        f"roles, exact spans        {figures.roles}",
        f"status of right triggers  {figures.status.precision:.3f}",
        f"given the triggers: roles {figures.given_roles}",
        f"  by character            {figures.given_words}",
        f"  status                  {figures.given_status.precision:.3f}",
    ]
    for title, table in (("role, triggers given", figures.by_role), ("type", figures.by_type)):
        lines.append(title)
        lines += [f"  {key:14} {count}" for key, count in sorted(table.items())]
    return "\n".join(lines)
