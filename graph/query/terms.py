"""The vocabulary as triples to ask along with a graph, read by Oxigraph: a tenth of what rdflib takes for it."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from rdflib import RDFS, SKOS, URIRef

from graph.namespaces import ENT, NG, local_name
from graph.query.names import normalise

_LEFT_OUT = ("shapes.ttl",)


@lru_cache(maxsize=1)
def shipped_terms() -> bytes:
    """Return the shipped vocabulary without its gazetteer as N-Triples: what `load_ontology().terms` holds."""
    import pyoxigraph as ox

    triples = (
        triple
        for file in _turtle_in(files("ontology"))
        for triple in ox.parse(file.read_bytes(), format=ox.RdfFormat.TURTLE)
        if not getattr(triple.subject, "value", "").startswith(str(ENT))
    )
    return bytes(ox.serialize((t.triple for t in triples), format=ox.RdfFormat.N_TRIPLES) or b"")


def _turtle_in(folder: Traversable) -> list[Traversable]:
    found: list[Traversable] = []
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_dir():
            found += _turtle_in(item)
        elif item.name.endswith(".ttl") and item.name not in _LEFT_OUT:
            found.append(item)
    return found


@lru_cache(maxsize=2)
def terms_of(vocabulary: bytes | None = None) -> Terms:
    """Return the terms of a vocabulary in N-Triples, None for the shipped one; read once a process."""
    return Terms(shipped_terms() if vocabulary is None else vocabulary)


class Terms:
    """What the vocabulary calls its terms, and its tree.

    labels: IRI -> language -> label.
    event_classes, statuses: name or label, normalised -> the IRI and all below it.

    Args:
        triples: the vocabulary as N-Triples, as `shipped_terms` gives it.
    """

    def __init__(self, triples: bytes) -> None:
        import pyoxigraph as ox

        self._below: dict[str, set[str]] = defaultdict(set)
        self.labels: dict[str, dict[str, str]] = defaultdict(dict)
        for quad in ox.parse(triples, format=ox.RdfFormat.N_TRIPLES):
            subject, predicate, value = str(quad.subject.value), str(quad.predicate.value), quad.object.value
            if predicate == str(RDFS.label):
                self.labels[subject][quad.object.language or ""] = value
            elif predicate in (str(RDFS.subClassOf), str(SKOS.broader)):
                self._below[value].add(subject)
        self.event_classes = self._named(self.below("Event"))
        modalities = {iri for kind in ("Factual", "NonFactual", "CounterFactual") for iri in self.below(kind)}
        self.statuses = self._named(tuple(sorted(modalities)))

    def below(self, name: str) -> tuple[str, ...]:
        """Return a term, given by its local name, and all terms below it, as sorted IRIs."""
        return self._down(str(NG[name]))

    def _down(self, iri: str) -> tuple[str, ...]:
        found, waiting = {iri}, [iri]
        while waiting:
            new = self._below.get(waiting.pop(), set()) - found
            found |= new
            waiting += sorted(new)
        return tuple(sorted(found))

    def _named(self, iris: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
        named: dict[str, tuple[str, ...]] = {}
        for iri in iris:
            below = self._down(iri)
            for name in (local_name(URIRef(iri)), *self.labels.get(iri, {}).values()):
                named[normalise(name)] = below
        return named
