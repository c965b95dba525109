"""What a user writes for a thing, a type or a status -> its IRI, by a graph's names and the vocabulary's labels."""

from __future__ import annotations

import difflib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import pyoxigraph as ox
from rdflib import URIRef
from rdflib.term import Node

from graph.errors import GraphError
from graph.namespaces import ENT, EV, NG, PREFIXES, local_name
from graph.query.engines import QueryEngine
from graph.query.names import NEVER_IN_IRI, NameIndex, converter, normalise
from graph.query.questions import Parameter, bind
from graph.query.terms import Terms

_EXACT = """
SELECT ?node ?rank WHERE {
  { VALUES ?name { UNDEF } ?node rdfs:label ?name BIND(0 AS ?rank) }
  UNION { VALUES ?name { UNDEF } ?node skos:altLabel ?name BIND(1 AS ?rank) }
  UNION { VALUES ?name { UNDEF } ?node skos:hiddenLabel ?name BIND(2 AS ?rank) }
}"""
_NAMES = """
SELECT ?node ?rank ?name WHERE {
  { ?node rdfs:label ?name BIND(0 AS ?rank) } UNION { ?node skos:altLabel ?name BIND(1 AS ?rank) }
  UNION { ?node skos:hiddenLabel ?name BIND(2 AS ?rank) }
}"""
_WEIGHT = "SELECT ?node (COUNT(*) AS ?n) WHERE { VALUES ?node { UNDEF } ?s ?p ?node } GROUP BY ?node"
_DAY = "SELECT ?node ?day WHERE { VALUES ?node { UNDEF } ?node ng:edtf ?day }"
_CLASS = "SELECT ?class WHERE { VALUES ?node { UNDEF } ?node a ?class }"
_LABELS = "SELECT ?node ?label WHERE { VALUES ?node { UNDEF } ?node rdfs:label ?label }"
_CLASSES = """
SELECT ?below ?class ?label WHERE {
  ?class rdfs:subClassOf+ ng:Event . ?below rdfs:subClassOf* ?class . OPTIONAL { ?class rdfs:label ?label }
}"""
_LANGUAGES = ("zh", "en", "", "zh-Hans", "zh-Hant")
_CHUNK = 500
_ROOTS = {"entity": (str(ENT),), "event": (str(EV),), "thing": (str(ENT), str(EV))}


class Lookup:
    """Finds IRIs and labels in one graph.

    notes: what the user should be told of choices that were made: a name that may also mean something else.

    Args:
        engine: the graph.
        terms: the vocabulary.
        timeout: seconds for each query.
    """

    def __init__(self, engine: QueryEngine, terms: Terms, timeout: float | None = None) -> None:
        self._engine, self._terms, self._timeout = engine, terms, timeout
        self.notes: list[str] = []

    def node(self, asked: str, parameter: Parameter) -> str:
        """Return the IRI of the thing that a name means.

        The name is looked up as it stands and in the other script first, which an index answers; if nothing is called
        so, all names are read and compared without what spellings differ in.

        Raises:
            GraphError: nothing is called so, or several things are with the same right; near names are told.
        """
        roots = _ROOTS[parameter.type]
        iri = self._by_iri(asked, roots)
        if iri is not None:
            return iri
        found = self._exact(asked, roots) or self._alike(asked, roots)
        fitting = {node: rank for node, rank in found.items() if not parameter.classes or self._fits(node, parameter)}
        if not fitting:
            raise self._unknown(asked, parameter, found)
        return self._likeliest(asked, fitting, parameter)

    def types(self, asked: str) -> tuple[str, ...]:
        """Return a class of events, given by its name or label, and all below it; several with commas.

        What the vocabulary does not know is looked for in the graph: a store keeps what it was built with.
        """
        known: Mapping[str, tuple[str, ...]] = self._terms.event_classes
        if any(normalise(part.rpartition(":")[2]) not in known for part in _parts(asked)):
            known = {**self._own_classes(), **known}
        return self._several(asked, known, "type of event")

    def statuses(self, asked: str) -> tuple[str, ...]:
        """Return a status, given by its name or label, or all below it (NonFactual); several with commas."""
        return self._several(asked, self._terms.statuses, "status")

    def labels(self, nodes: Iterable[Node], language: str) -> dict[str, str]:
        """Return the label of each IRI in a language, in another one if it has none, else its short form."""
        known: dict[str, dict[str, str]] = defaultdict(dict)
        wanted = sorted({str(node) for node in nodes if isinstance(node, URIRef)})
        there = [iri for iri in wanted if iri not in self._terms.labels]
        for start in range(0, len(there), _CHUNK):
            for node, label in self._rows(_LABELS, node=[ox.NamedNode(iri) for iri in there[start : start + _CHUNK]]):
                tongue = getattr(label, "language", None) or ""
                known[str(node)][tongue] = min(known[str(node)].get(tongue, str(label)), str(label))
        return {iri: self._label(iri, known.get(iri) or self._terms.labels.get(iri) or {}, language) for iri in wanted}

    def _own_classes(self) -> dict[str, tuple[str, ...]]:
        """Return name or label, normalised -> the class and all below it, as the graph's own vocabulary has them."""
        below: dict[str, set[str]] = defaultdict(set)
        names: dict[str, set[str]] = defaultdict(set)
        for lower, cls, label in self._engine.query(_CLASSES, timeout=self._timeout).rows:
            below[str(cls)].add(str(lower))
            names[str(cls)] |= {normalise(local_name(URIRef(str(cls)))), normalise(str(label or ""))}
        return {name: tuple(sorted(below[cls])) for cls in sorted(below) for name in names[cls] if name}

    def _rows(self, query: str, **values: Sequence[Any]) -> Sequence[Sequence[Any]]:
        return self._engine.query(bind(query, values), timeout=self._timeout).rows

    def _label(self, iri: str, names: Mapping[str, str], language: str) -> str:
        for tongue in (language, "zh", "en", *sorted(names)):
            if names.get(tongue):
                return names[tongue]
        return local_name(URIRef(iri)) if iri.startswith((str(ENT), str(EV), str(NG))) else iri

    def _by_iri(self, asked: str, roots: tuple[str, ...]) -> str | None:
        text = asked.strip().removeprefix("<").removesuffix(">")
        if not text or set(text) & NEVER_IN_IRI:
            return None
        prefix, sign, local = text.partition(":")
        tried = [text] if sign else [root + text for root in roots]
        if sign and prefix in PREFIXES:
            tried = [str(PREFIXES[prefix]) + local]
        for iri in tried:
            try:
                node = ox.NamedNode(iri)
            except ValueError:  # it has some sign that no IRI has
                continue
            if iri.startswith(roots) and self._rows(_CLASS, node=[node]):
                return iri
        return None

    def _exact(self, asked: str, roots: tuple[str, ...]) -> dict[str, int]:
        """Return IRI -> rank of the name (0 label, 1 other name, 2 misspelt) of things called just so."""
        forms = [ox.Literal(text, language=tongue or None) for text in _spellings(asked) for tongue in _LANGUAGES]
        best: dict[str, int] = {}
        for node, rank in self._rows(_EXACT, name=forms):
            if str(node).startswith(roots):
                best[str(node)] = min(best.get(str(node), 9), int(rank))
        return best

    def _alike(self, asked: str, roots: tuple[str, ...]) -> dict[str, int]:
        return {str(node): rank for rank, node in sorted(self._index(roots).called(asked), reverse=True)}

    @lru_cache(maxsize=3)  # noqa: B019 - lives as long as the lookup does
    def _index(self, roots: tuple[str, ...]) -> NameIndex:
        rows = self._engine.query(_NAMES, timeout=self._timeout).rows
        named = ((int(str(rank)), URIRef(str(node)), str(name)) for node, rank, name in rows)
        return NameIndex(row for row in named if str(row[1]).startswith(roots))

    def _fits(self, node: str, parameter: Parameter) -> bool:
        classes = {local_name(row[0]) for row in self._rows(_CLASS, node=[ox.NamedNode(node)])}
        wanted = {local_name(URIRef(iri)) for cls in parameter.classes for iri in self._terms.below(cls)}
        return bool(classes & wanted)

    def _likeliest(self, asked: str, found: Mapping[str, int], parameter: Parameter) -> str:
        """Return the thing whose name it is with the best right: label before other name, entity before event."""
        right = {node: (found[node], node.startswith(str(EV))) for node in found}
        best = sorted(node for node in right if right[node] == min(right.values()))
        if len(best) > 1:
            told = f"may mean {len(best)} things: {self._shown(self._heaviest(best))}{' …' if len(best) > 5 else ''}"
            raise GraphError(f"{parameter.name} {asked!r}", told, "give one by its name in full or its IRI")
        if others := [node for node in found if node not in best]:
            also = self._shown(self._heaviest(others))
            self.notes.append(f"{asked} is taken as {self._shown(best)}; it may also mean {also}")
        return best[0]

    def _heaviest(self, nodes: Sequence[str], most: int = 5) -> list[str]:
        """Return the nodes of which most is told."""
        rows = self._rows(_WEIGHT, node=[ox.NamedNode(node) for node in sorted(nodes)[:_CHUNK]])
        weight = {str(node): int(str(count)) for node, count in rows}
        return sorted(nodes, key=lambda node: (-weight.get(node, 0), node))[:most]

    def _shown(self, nodes: Sequence[str]) -> str:
        labels = self.labels(map(URIRef, nodes), "zh")
        rows = self._rows(_DAY, node=[ox.NamedNode(node) for node in nodes])
        days = {str(node): f" {day}" for node, day in rows}
        return ", ".join(f"{labels[node]}{days.get(node, '')} ({_short(node)})" for node in nodes)

    def _unknown(self, asked: str, parameter: Parameter, others: Mapping[str, int]) -> GraphError:
        if others:
            found = f"is {self._shown(sorted(others)[:3])}, which is no {' or '.join(parameter.classes)}"
            return GraphError(f"{parameter.name} {asked!r}", found, f"give {parameter.zh} / {parameter.en}")
        near = self._index(_ROOTS[parameter.type]).near(asked)
        do = f"did you mean {', '.join(near)}?" if near else "give a name as the articles have it, or an IRI"
        return GraphError(f"{parameter.name} {asked!r}", "the graph knows nothing of that name", do)

    def _several(self, asked: str, known: Mapping[str, tuple[str, ...]], what: str) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for part in _parts(asked):
            iris = known.get(normalise(part.rpartition(":")[2]))
            if not iris:
                near = difflib.get_close_matches(normalise(part), known, n=4, cutoff=0.5)
                do = f"did you mean {' or '.join(near)}?" if near else f"known are {', '.join(sorted(known))}"
                raise GraphError(part, f"is no {what}", do)
            found |= dict.fromkeys(iris)
        return tuple(found)


def _parts(asked: str) -> list[str]:
    return [part.strip() for part in asked.replace("，", ",").split(",")]


def _spellings(asked: str) -> list[str]:
    """Return a name as it stands, without oddities of width, and in either script."""
    text = " ".join(asked.split())
    wide = unicodedata.normalize("NFKC", text)
    forms = [text, wide]
    if not wide.isascii():
        forms += [converter(way).convert(wide) for way in ("t2s", "s2t")]
    return list(dict.fromkeys(forms))


def _short(iri: str) -> str:
    for prefix, root in (("ent:", str(ENT)), ("ev:", str(EV))):
        if iri.startswith(root):
            return prefix + iri[len(root) :]
    return iri
