"""Words for posts, compiled from the ontology (`ontology/titles-zh.ttl`), and the few questions asked of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rdflib import Graph, URIRef

from graph.namespaces import NG


def words(graph: Graph, subject: URIRef, *properties: str) -> frozenset[str]:
    """Return the literals that `subject` has for the given `ng:` properties."""
    return frozenset(str(o) for p in properties for o in graph.objects(subject, NG[p]))


@dataclass(frozen=True, slots=True)
class Titles:
    """The grammar of posts; every word in Simplified script. Fields carry the names of the ontology's properties."""

    heads: frozenset[str]
    body_heads: frozenset[str]
    shared_heads: frozenset[str]
    trade_heads: frozenset[str]
    ranks: frozenset[str]
    noise: frozenset[str]
    former: frozenset[str]
    incumbent: frozenset[str]
    honorifics: frozenset[str]
    takes: frozenset[str]
    appoints: frozenset[str]
    leaves: frozenset[str]
    resigned: frozenset[str]
    not_yet: frozenset[str]
    principals: frozenset[str]
    beside: frozenset[str]
    copulas: frozenset[str]
    not_after: frozenset[str]
    owned: frozenset[str]
    body_ends: frozenset[str]
    addressed: frozenset[str]
    state: tuple[str, ...]
    longest: int

    def head(self, text: str) -> str:
        """Return the longest head word that `text` ends with, "" if none: 副国务卿 -> 国务卿."""
        for size in range(min(self.longest, len(text)), 0, -1):
            if text[-size:] in self.heads:
                return text[-size:]
        return ""


@lru_cache(maxsize=4)
def compile_titles(graph: Graph) -> Titles:
    """Return the title words of an ontology's graph."""
    node = NG.Titles
    heads = words(graph, node, "titleHead", "bodyTitleHead", "sharedTitleHead", "tradeHead")
    return Titles(
        heads,
        words(graph, node, "bodyTitleHead"),
        words(graph, node, "sharedTitleHead"),
        words(graph, node, "tradeHead"),
        words(graph, node, "rank"),
        words(graph, node, "titleNoise"),
        words(graph, node, "formerCue"),
        words(graph, node, "incumbentCue"),
        words(graph, node, "honorific"),
        words(graph, node, "takesPost"),
        words(graph, node, "appointsTo"),
        words(graph, node, "leavesPost"),
        words(graph, node, "resigned"),
        words(graph, node, "notYet"),
        words(graph, node, "principal"),
        words(graph, node, "besidePrincipal"),
        words(graph, node, "copula"),
        words(graph, node, "notAfterTitle"),
        words(graph, node, "ownedTitleHead"),
        words(graph, node, "bodyEnd"),
        frozenset(word for text in words(graph, NG.PersonNames, "addressed") for word in text.split()),
        tuple(sorted(words(graph, node, "stateTitle"))),
        max(map(len, heads), default=0),
    )
