"""From what a user types to a node of the graph: an IRI, a short IRI, an id, or a name in either script."""

from __future__ import annotations

import difflib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import Any

from rdflib import RDF, RDFS, SKOS, Graph, URIRef
from rdflib.term import Node

from graph.identifiers import SEPARATORS
from graph.namespaces import ENT, EV, PREFIXES, within

_RANKS = (RDFS.label, SKOS.altLabel, SKOS.hiddenLabel)
"""A canonical name beats another name beats a misspelling."""

NEVER_IN_IRI = frozenset(' \t\n<>"{}|\\^`')


class NameIndex:
    """Names and what is called so, whatever graph they come from.

    Args:
        rows: rank of the name (lower is better), node, name.
    """

    def __init__(self, rows: Iterable[tuple[int, URIRef, str]]) -> None:
        self._by_form: dict[str, set[tuple[int, URIRef]]] = defaultdict(set)
        self._shown: dict[str, str] = {}
        for rank, node, name in rows:
            form = normalise(name)
            self._by_form[form].add((rank, node))
            self._shown[form] = min(self._shown.get(form, name), name)

    def called(self, asked: str) -> set[tuple[int, URIRef]]:
        """Return rank and node of what is called so, but for script, width, case and signs."""
        return self._by_form.get(normalise(asked), set())

    def near(self, asked: str, most: int = 5) -> tuple[str, ...]:
        """Return names that look like a text or hold it, at most `most`."""
        form = normalise(asked)
        holding = sorted(n for n in self._by_form if form and (form in n or (len(n) > 1 and n in form)))
        holding.sort(key=len)
        alike = difflib.get_close_matches(form, sorted(self._by_form), n=most, cutoff=0.5)
        return tuple(self._shown[name] for name in dict.fromkeys([*alike, *holding]))[:most]


class Names:
    """The names of all entities and events of an rdflib graph."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._index = NameIndex(_rows(graph))
        self.near = self._index.near

    def find(self, asked: str) -> list[URIRef]:
        """Return the nodes a text may mean, likeliest first: by kind of name, then by how much is told of it."""
        direct = self._by_iri(asked.strip())
        if direct is not None:
            return [direct]
        best: dict[URIRef, int] = {}
        for rank, node in sorted(self._index.called(asked), reverse=True):
            best[node] = rank
        return sorted(best, key=lambda node: (best[node], within(EV, node), -self._weight[node], str(node)))

    @cached_property
    def _weight(self) -> dict[Node, int]:
        weight: dict[Node, int] = defaultdict(int)
        for _, _, node in self._graph:
            weight[node] += 1
        return weight

    def _by_iri(self, asked: str) -> URIRef | None:
        asked = asked.removeprefix("<").removesuffix(">")
        if not asked or set(asked) & NEVER_IN_IRI:
            return None
        prefix, sign, local = asked.partition(":")
        tried = [URIRef(asked), ENT[asked], EV[asked]]
        if sign and prefix in PREFIXES:
            tried.append(PREFIXES[prefix][local])
        return next((node for node in tried if (node, RDF.type, None) in self._graph), None)


def _rows(graph: Graph) -> Iterator[tuple[int, URIRef, str]]:
    for rank, predicate in enumerate(_RANKS):
        for node, name in graph.subject_objects(predicate):
            if isinstance(node, URIRef) and (within(ENT, node) or within(EV, node)):
                yield rank, node, str(name)


def normalise(name: str) -> str:
    """Return a name without what two spellings of it differ in: script, width, case, blanks, dots between parts."""
    plain = _simplified(unicodedata.normalize("NFKC", name)).casefold()
    return "".join(char for char in plain if not char.isspace() and char not in SEPARATORS + "-‐–—.《》「」“”\"'")


def _simplified(text: str) -> str:
    return text if text.isascii() else str(converter("t2s").convert(text))


@lru_cache(maxsize=2)
def converter(way: str) -> Any:
    """Return what turns one script into the other: t2s or s2t."""
    from opencc import OpenCC  # reads its tables when it is made

    return OpenCC(way)
