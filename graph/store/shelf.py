"""Where a build puts what it has read of each article: a store that lasts, or nothing but this run's memory."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import Protocol

from rdflib import Graph

from graph.model import Article, Extraction
from graph.vocabulary import Ontology


class Shelf(Protocol):
    """What a build needs of a store; see `graph.store.embedded.EmbeddedStore`."""

    def find(self, article: Article) -> Extraction | None:
        """Return what was read of the same article in an earlier run, None if it has to be read."""
        ...

    def keep(self, extraction: Extraction) -> None:
        """Keep what an article says."""
        ...

    def extractions(self) -> list[Extraction]:
        """Return what is kept of every article, in the order of their ids."""
        ...

    def remove(self, articles: Sequence[str]) -> None:
        """Forget articles."""
        ...

    def write(self, graph: Graph, ontology: Ontology) -> int:
        """Make the shelf hold the graph of what is kept."""
        ...

    def __enter__(self) -> Shelf: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None: ...


class Unkept:
    """Keeps what was read until the build is over."""

    def __init__(self) -> None:
        self._extractions: dict[str, Extraction] = {}

    def find(self, article: Article) -> Extraction | None:
        """Return None: nothing lasts here."""
        return None

    def keep(self, extraction: Extraction) -> None:
        """Keep what an article says."""
        self._extractions[extraction.article.id] = extraction

    def extractions(self) -> list[Extraction]:
        """Return what was kept, in the order of the articles' ids."""
        return [self._extractions[id] for id in sorted(self._extractions)]

    def remove(self, articles: Sequence[str]) -> None:
        """Forget articles."""
        for id in articles:
            self._extractions.pop(id, None)

    def write(self, graph: Graph, ontology: Ontology) -> int:
        """Write nothing."""
        return 0

    def __enter__(self) -> Unkept:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        pass
