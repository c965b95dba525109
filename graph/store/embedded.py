"""The embedded store: a folder that holds the graph in Oxigraph, and beside it what each article says.

    with open_store("out/store", reader=…) as store:
        store.keep(extraction)                  # what one article says, not yet in the graph
        store.write(graph, ontology)            # the graph of all that is kept

In the folder, which is an ordinary database of Oxigraph:

- each article has a named graph of its IRI, with the triples that it leads to (`graph.store.dataset`);
- the default graph holds them all, merged, and the vocabulary, so that plain queries see each triple once;
- the graph `VOCABULARY` holds the vocabulary that the articles were read with, `UNNAMED` what no article leads to;
- the table `articles.sqlite` holds the extraction of each article, from which the graph can be made again.

The records are what is kept; the graph follows from them. Each article's graph is changed in one transaction, together
with its share of the default graph, so a run that is killed leaves whole articles, old or new, and the next one writes
the rest. Decision 008 tells why.
"""

from __future__ import annotations

import difflib
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from types import TracebackType

import pyoxigraph as ox
from rdflib import Graph

from graph.errors import GraphError
from graph.model import Article, Extraction
from graph.namespaces import ART, NG
from graph.store.articles import UNSURE, Articles
from graph.store.dataset import article_quads
from graph.store.mint import article_iri
from graph.terms import to_triple
from graph.vocabulary import Ontology

VOCABULARY = str(NG).rstrip("#")
"""Name of the graph of the vocabulary: its own IRI."""

UNNAMED = str(ART)
"""Name of the graph of what no article leads to; empty as a rule."""

Progress = Callable[[int, int], None]
"""Called with the number of graphs that are written and of all that have to be."""


class EmbeddedStore:
    """A store that is open for writing; `open_store` makes one. Nobody else can write to it meanwhile."""

    def __init__(self, path: Path, triples: ox.Store, articles: Articles, reader: str) -> None:
        self.path, self.reader = path, reader
        self._triples, self._articles = triples, articles

    def ids(self) -> list[str]:
        """Return the ids of the articles that are kept, sorted."""
        return self._articles.ids()

    def find(self, article: Article) -> Extraction | None:
        """Return what this reader made of the same article in an earlier run; None if it has to be read."""
        found = self._articles.find(article.id, self.reader)
        if found is None or replace(found.article, source=article.source) != article:
            return None
        if found.article != article:  # the same file by another path
            found = replace(found, article=article)
            self.keep(found)
        return found

    def keep(self, extraction: Extraction) -> None:
        """Keep what an article says, in place of what the article of that id said before; safe once this returns."""
        self._articles.keep(extraction, self.reader)

    def extractions(self) -> list[Extraction]:
        """Return what is kept of every article, in the order of their ids."""
        return list(self._articles.extractions())

    def remove(self, articles: Sequence[str]) -> None:
        """Forget articles, given by id, IRI or source; `write` then takes out what only they told.

        Raises:
            GraphError: the store has no such article; none is forgotten then.
        """
        names: dict[str, set[str]] = defaultdict(set)
        for extraction in self._articles.extractions():
            id, source = extraction.article.id, extraction.article.source
            for name in (id, str(article_iri(id)), f"art:{id}", source):
                names[name].add(id)
        for name in articles:
            if name not in names:
                near = difflib.get_close_matches(name, names, n=3) or self.ids()[:3]
                do = f"give the id of an article that is in it, such as {', '.join(near)}" if near else "it is empty"
                raise GraphError(name, f"no such article in {self.path}", do)
        self._articles.remove(sorted(set().union(*(names[name] for name in articles))))

    def write(self, graph: Graph, ontology: Ontology, progress: Progress | None = None) -> int:
        """Make the store hold a graph, and return how many named graphs had to change.

        Args:
            graph: the graph of all articles that are kept.
            ontology: the vocabulary that it was made with.
            progress: told after each named graph.
        """
        wanted = {VOCABULARY: [to_triple(*triple) for triple in ontology.terms]}
        for name, quads in groupby(article_quads(graph, ontology), key=lambda quad: quad[3]):
            wanted[str(name or UNNAMED)] = [to_triple(s, p, o) for s, p, o, _ in quads]
        digests = {name: _digest(triples) for name, triples in wanted.items()}
        written = self._articles.written()
        names = sorted(n for n in digests.keys() | written.keys() if digests.get(n) != written.get(n, UNSURE))
        self._articles.begin(names)  # before the first change: what a killed run leaves must not pass for done
        for number, name in enumerate(names, 1):
            self._replace(ox.NamedNode(name), wanted.get(name, []))
            if progress:
                progress(number, len(names))
        self._triples.flush()  # to the disk, before the table says that it is there
        self._articles.finish({name: digests.get(name) for name in names})
        return len(names)

    def fill(self, file: str) -> None:
        """Load a file without regard to articles; see `load_file`."""
        self._triples.bulk_load(path=file)
        named = (self._triples.quads_for_pattern(None, None, None, name) for name in self._triples.named_graphs())
        merged = (ox.Quad(quad.subject, quad.predicate, quad.object) for quads in named for quad in quads)
        self._triples.bulk_extend(merged)

    def close(self) -> None:
        """Let others open the store."""
        self._articles.close()
        del self._triples  # Oxigraph unlocks a store when nothing refers to it

    def __enter__(self) -> EmbeddedStore:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _replace(self, name: ox.NamedNode, triples: list[ox.Triple]) -> None:
        """Make a named graph hold just these triples, and the default graph what all hold, in one transaction."""
        old = {quad.triple for quad in self._triples.quads_for_pattern(None, None, None, name)}
        new = _as_stored(triples)
        if not old:
            graphs = (name, ox.DefaultGraph())
            self._triples.extend([ox.Quad(t.subject, t.predicate, t.object, g) for t in new for g in graphs])
            return
        gone, come = sorted(map(str, old - new)), sorted(map(str, new - old))
        alone = sorted(str(triple) for triple in old - new if not self._elsewhere(triple, name))
        commands = [
            f"DELETE DATA {{ GRAPH {name} {{ {_lines(gone)} }} {_lines(alone)} }}",
            f"INSERT DATA {{ GRAPH {name} {{ {_lines(come)} }} {_lines(come)} }}",
            *([] if new else [f"DROP SILENT GRAPH {name}"]),
        ]
        self._triples.update(" ;\n".join(commands))

    def _elsewhere(self, triple: ox.Triple, name: ox.NamedNode) -> bool:
        """Tell whether a named graph other than this one holds a triple."""
        quads = self._triples.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
        return any(quad.graph_name not in (name, ox.DefaultGraph()) for quad in quads)


def open_store(path: str | Path, reader: str = "") -> EmbeddedStore:
    """Open a store for writing; its folder is made if it is not there.

    Args:
        path: the folder.
        reader: a digest of all that decides what an article is read as; extractions of another reader are not used
            again for the same article.

    Raises:
        GraphError: somebody else writes to it, or the folder is something else.
    """
    folder = Path(path)
    if folder.is_dir() and any(folder.iterdir()) and not is_store(folder):
        raise GraphError(str(path), "is a folder with other things in it", "give a folder of its own to the store")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        triples = ox.Store(str(folder))
    except OSError as error:
        raise _unusable(path, error) from None
    try:
        return EmbeddedStore(folder, triples, Articles(folder), reader)
    except GraphError:
        del triples
        raise


def load_file(file: str | Path, folder: str | Path) -> None:
    """Load a file of triples or quads into a new store as fast as it goes, to be asked: it can not be built upon.

    Named graphs stay as they are, and the default graph holds all of it, each triple once.

    Args:
        file: .ttl, .nt, .nq or .trig.
        folder: where the store is to be; not there yet, or empty.

    Raises:
        GraphError: the file cannot be read, or the folder is in use.
    """
    if is_store(folder):
        raise GraphError(str(folder), "is a store already", "give a folder that is not there yet")
    with open_store(folder) as store:
        try:
            store.fill(str(file))
        except (OSError, SyntaxError, ValueError) as error:
            reason = str(error).partition("\n")[0][:200]
            raise GraphError(str(file), f"cannot be loaded ({reason})", "give a .ttl, .nt, .nq or .trig file") from None


def is_store(path: str | Path) -> bool:
    """Tell whether a path is the folder of a store."""
    return (Path(path) / "CURRENT").is_file()


def _unusable(path: str | Path, error: OSError) -> GraphError:
    if "lock" in str(error).lower():
        return GraphError(str(path), "is being written by another process", "wait until that one is done")
    return GraphError(str(path), f"cannot be opened as a store ({error})", "give another folder")


def _as_stored(triples: Iterable[ox.Triple]) -> set[ox.Triple]:
    """Return triples in the form in which Oxigraph gives them back: 0.90 as 0.9."""
    memory = ox.Store()
    memory.bulk_extend(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    return {quad.triple for quad in memory}


def _digest(triples: Iterable[ox.Triple]) -> str:
    lines = sorted(map(str, triples))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _lines(triples: Iterable[str]) -> str:
    return " ".join(f"{triple} ." for triple in triples)
