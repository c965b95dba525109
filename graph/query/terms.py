"""The vocabulary as triples to ask along with a graph, read by Oxigraph: a tenth of what rdflib takes for it."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from graph.namespaces import ENT

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
