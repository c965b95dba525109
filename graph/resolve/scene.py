"""An article while it is read from front to back: what each mention denotes so far, and what may act."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.model import Entity, Extraction
from graph.resolve.known import Knowledge
from graph.resolve.profiles import PLACES

AGENTS = frozenset({"Person", "Country"})


@dataclass(slots=True)
class Scene:
    """An article being read: what each mention denotes so far (`of`: mention index -> entity ids).

    held: person -> (title, former) of the posts told in the corpus; people: normalised name -> ids of persons, sorted.
    pending: mentions being resolved, so that no two wait for each other. women: whom the article has called 她.
    """

    extraction: Extraction
    of: dict[int, tuple[str, ...]]
    entities: dict[str, Entity]
    known: Knowledge
    text: str = ""
    held: dict[str, list[tuple[str, bool]]] = field(default_factory=dict)
    people: dict[str, list[str]] = field(default_factory=dict)
    pending: set[int] = field(default_factory=set)
    women: set[str] = field(default_factory=set)

    def type_of(self, index: int) -> str:
        """Return the class of what a mention denotes, "" if that is unknown or several things."""
        ids = self.of.get(index, ())
        return self.entities[ids[0]].type if len(ids) == 1 else ""


def is_agent(type_: str) -> bool:
    """Tell whether a class can act: persons, countries and bodies."""
    return type_ in AGENTS or (type_ != "" and type_ not in PLACES and type_ != "Group")


def is_kind(type_: str, wanted: str) -> bool:
    """Tell whether something of class `type_` may be called by a noun for `wanted` (该机构 for a company, too)."""
    if wanted in ("Organization", "Company"):
        return is_agent(type_) and type_ not in AGENTS
    if wanted in ("Place", "City"):
        return type_ in PLACES - {"Country"}
    return type_ == wanted
