"""An event on its way through extraction: what is known of it so far, completed step by step, then frozen."""

from __future__ import annotations

from dataclasses import dataclass

from graph.extract.frames import FrameCandidate
from graph.extract.phrases import Syntax
from graph.extract.roles import Roles
from graph.extract.triggers import Candidate
from graph.model import TimeMention

PARTY_ROLES = ("actor", "recipient", "participant", "destination")


@dataclass(slots=True)
class Draft:
    """An event on its way: its trigger, roles and place in the text; completed step by step, then frozen."""

    candidate: Candidate
    roles: Roles
    sentence: int
    syntax: Syntax
    modality: str = ""
    cue: str = ""
    governor: int | None = None  # index of the draft whose content this is
    time: TimeMention | None = None
    frame: FrameCandidate | None = None  # what the model read for the trigger

    @property
    def type(self) -> str:
        """The event class."""
        return self.candidate.entry.type

    @property
    def parties(self) -> list[int]:
        """Mentions in the roles that make an event worth telling."""
        return [m for r in PARTY_ROLES for m, _ in self.roles.fillers.get(r, [])]
