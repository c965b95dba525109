"""A file or a store on this machine -> its quads, in the same order each time it is read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from graph.errors import GraphError

FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
}
_WELL_KNOWN = "https://w3id.org/newsgraph/.well-known/genid/"


class Source:
    """Quads to load: a Turtle, N-Triples, N-Quads or TriG file, or the folder of a store.

    many_graphs: whether its quads may lie in named graphs.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self.is_store = self.path.is_dir()
        form = FORMATS.get(self.path.suffix.lower())
        if not self.path.exists():
            raise GraphError(str(path), "does not exist", "build it first: newsgraph build")
        if form is None and not self.is_store:
            raise GraphError(str(path), "is of no known kind", f"give a store or a file: {', '.join(FORMATS)}")
        self.form = form
        self.many_graphs = self.is_store or form in (ox.RdfFormat.N_QUADS, ox.RdfFormat.TRIG)
        self._numbers: dict[str, int] = {}
        self._digest = ""

    def quads(self, *, merged: bool = False) -> Iterator[ox.Quad]:
        """Yield the quads; GraphError with the place if the file is broken.

        merged: for one graph: a store whose default graph holds anything holds all there, so that is enough.
        The iterator must be used in the thread that made it.
        """
        try:
            if self.is_store:
                store = ox.Store.read_only(str(self.path))
                default = store.quads_for_pattern(None, None, None, ox.DefaultGraph())
                first = next(default, None) if merged else None
                yield from store if first is None else chain((first,), default)
            else:
                yield from ox.parse(path=str(self.path), format=self.form)
        except SyntaxError as error:
            raise GraphError(f"{self.path}, line {error.lineno}", f"is broken ({error.msg})", "mend the file") from None
        except OSError as error:
            raise GraphError(str(self.path), f"cannot be read ({error})", "give a file or a store of a build") from None

    def named(self, quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
        """Yield the quads with an IRI in place of each blank node (RDF 1.1 Concepts, 3.5).

        A blank node means one thing within one request only: sent in two, it would be two. What this project writes has
        none. The names are the same each time the same file is read from its start.
        """
        for quad in quads:
            subject: Any = self._name(quad.subject) if isinstance(quad.subject, ox.BlankNode) else quad.subject
            value = self._name(quad.object) if isinstance(quad.object, ox.BlankNode) else quad.object
            yield ox.Quad(subject, quad.predicate, value, quad.graph_name)

    def _name(self, node: ox.BlankNode) -> ox.NamedNode:
        if self.is_store:  # a store gives each of them a random name once, for good
            return ox.NamedNode(_WELL_KNOWN + node.value)
        if not self._digest:
            with open(self.path, "rb") as file:
                self._digest = hashlib.file_digest(file, "sha256").hexdigest()[:16]
        number = self._numbers.setdefault(node.value, len(self._numbers))
        return ox.NamedNode(f"{_WELL_KNOWN}{self._digest}-{number}")
