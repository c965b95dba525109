"""Clusters from judgements: merges in a fixed order of strength, none across a known difference.

Connected components with cannot-links; the judgements are sorted by what they say, never by when they came, so the
same set gives the same clusters. Unlike hierarchical clustering there is no score to tune: a rule is strong or weak.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Judgement:
    """Two nodes are one, and why. strength: 0 is the strongest, merged first."""

    strength: int
    first: str
    second: str
    reason: str


class Clusters:
    """Disjoint sets of node names; a merge that would join two nodes known to differ is refused."""

    def __init__(self, nodes: Iterable[str], apart: Iterable[tuple[str, str]] = ()) -> None:
        self._root = {n: n for n in sorted(nodes)}
        self._apart: dict[str, set[str]] = {n: set() for n in self._root}
        for a, b in apart:
            self._apart[a].add(b)
            self._apart[b].add(a)
        self.reasons: dict[str, set[str]] = {n: set() for n in self._root}

    def find(self, node: str) -> str:
        """Return the node that stands for the set of `node`."""
        while self._root[node] != node:
            self._root[node] = self._root[self._root[node]]
            node = self._root[node]
        return node

    def merge(self, judgements: Iterable[Judgement]) -> None:
        """Join what the judgements say is one, strongest first."""
        for j in sorted(judgements):
            a, b = sorted((self.find(j.first), self.find(j.second)))
            if a == b or self.differ(a, b):
                continue
            self._root[b] = a
            self._apart[a] |= self._apart.pop(b)
            self.reasons[a] |= self.reasons.pop(b) | {j.reason}

    def differ(self, a: str, b: str) -> bool:
        """Tell whether two roots hold nodes that are known to differ."""
        small, large = (a, b) if len(self._apart[a]) <= len(self._apart[b]) else (b, a)
        return any(self.find(n) == large for n in self._apart[small])

    def sets(self) -> dict[str, list[str]]:
        """Return root -> members, both sorted."""
        sets: dict[str, list[str]] = {}
        for node in sorted(self._root):
            sets.setdefault(self.find(node), []).append(node)
        return dict(sorted(sets.items()))
