"""From sources to graph to files: the only file that knows the order of the stages.

A fault of one article is kept in `BuildResult.failures` and the others go on; a fault of the ontology or of a setting
is raised before anything is read.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from graph.config import Settings
from graph.errors import ArticleError, GraphError
from graph.model import Article, Extraction, Rejection

if TYPE_CHECKING:
    from rdflib import Dataset, Graph
    from spacy.language import Language
    from spacy.tokens import Doc

    from graph.store.shelf import Shelf
    from graph.vocabulary import Ontology

log = logging.getLogger(__name__)

Progress = Callable[[str, int], None]
"""Called with the name of the stage that begins and the number of articles in it, 0 where unknown."""


@dataclass(frozen=True, slots=True)
class RejectedCandidate:
    """A candidate that became no event, with the article and the sentence it stands in."""

    article: str
    sentence: str
    rejection: Rejection


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build gives.

    graph: the RDF graph of all articles that could be built; of all in the store, if there is one.
    articles: those articles, in the order of their ids.
    failures: why each of the others could not be built, in the order of the sources' names.
    rejections: what an extractor found and dropped, by article and place.
    settings: those of the build; the page that Jupyter shows opens by them.
    reused: how many of the articles asked for were read by an earlier build and lay in the store unchanged.
    """

    graph: Graph
    articles: tuple[Article, ...]
    failures: tuple[ArticleError, ...]
    rejections: tuple[RejectedCandidate, ...]
    reused: int = 0
    settings: Settings = field(default_factory=Settings)

    def __repr__(self) -> str:
        """Return how many of what, not the texts themselves."""
        return (
            f"BuildResult({len(self.articles)} articles, {len(self.graph)} triples, "
            f"{len(self.failures)} failures, {len(self.rejections)} rejections)"
        )

    def _repr_html_(self) -> str:
        """Return the page of the graph, for Jupyter."""
        from graph.pages import find_focus, make_page

        focus, _ = find_focus(self.graph, self.settings.page_focus)
        return make_page(self.graph, focus=focus, settings=self.settings).fragment().decode()


def build(
    sources: str | Path | Sequence[str | Path],
    out: str | Path | None = None,
    *,
    settings: Settings | None = None,
    progress: Progress | None = None,
    store: str | Path | None = None,
) -> BuildResult:
    """Build the graph of some articles, and write it if `out` is given.

    With a store the articles are added to those that it holds, or take their place; graph and files are those of all
    of them. What was read of an article is kept as soon as it is read, so that a build that breaks off is taken up
    where it was by the next one.

    Args:
        sources: files, folders, glob patterns, or "-" for standard input.
        out: folder for text/, graph.ttl, graph.nt, graph.html and report.json; None writes nothing.
        settings: see `graph.config.Settings`; None for the defaults.
        progress: told when a stage begins.
        store: folder of an embedded store, made if it is not there; None keeps nothing.

    Raises:
        OntologyError: the vocabulary or a file named in `settings.ontology` is broken.
        SettingsError: a setting is out of range.
        GraphError: the output folder cannot be written, or the store not be used.
    """
    settings, progress = settings or Settings(), progress or (lambda stage, count: None)
    ontology = read_ontology(settings)
    wanted = [str(source) for source in ([sources] if isinstance(sources, str | Path) else sources)]
    failures: list[ArticleError] = []
    progress("read", 0)
    articles = _articles(wanted, settings, failures)
    with _shelf(store if articles or not failures else None, settings, ontology) as shelf:
        unread = [article for article in articles if shelf.find(article) is None]
        progress("annotate", len(unread))
        for extraction in _extractions(unread, ontology, settings, failures):
            shelf.keep(extraction)
        result = replace(_resolved(shelf, ontology, progress), reused=len(articles) - len(unread))
    result = replace(result, failures=tuple(sorted(failures, key=str)), settings=settings)
    if out is not None and (result.articles or not result.failures):  # a typing error must not empty a good folder
        progress("write", 0)
        write(result, Path(out), ontology, settings)
    return result


def remove(
    articles: Sequence[str],
    store: str | Path,
    out: str | Path | None = None,
    *,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> BuildResult:
    """Take articles out of a store, with all that only they said, and write the files of what is left.

    Args:
        articles: their ids, IRIs, or sources as they were given to `build`.
        store: folder of the store.
        out: as for `build`; None writes no files.
        settings: as for `build`.
        progress: told when a stage begins.

    Raises:
        GraphError: there is no such store or article; nothing is taken out then.
    """
    from graph.store.embedded import is_store

    settings, progress = settings or Settings(), progress or (lambda stage, count: None)
    ontology = read_ontology(settings)
    if not is_store(store):
        raise GraphError(str(store), "is no store", "give the folder that was given to `newsgraph build --store`")
    with _shelf(store, settings, ontology) as shelf:
        shelf.remove(articles)
        result = _resolved(shelf, ontology, progress)
    if out is not None:
        progress("write", 0)
        write(result, Path(out), ontology, settings)
    return result


def write(result: BuildResult, out: Path, ontology: Ontology, settings: Settings) -> None:
    """Write a result into a folder; all files are replaced together.

    Texts of an earlier build are removed if its report names them and nobody has changed them since.
    """
    from graph.export.base import EXPORTERS, ExportRequest
    from graph.export.files import replace_files
    from graph.export.report import BuildRecord, write_report
    from graph.pages import find_focus, page_options

    texts = {f"text/{article.id}.txt": article.text.encode() for article in result.articles}
    focus, _ = find_focus(result.graph, settings.page_focus)  # a name not found leaves the page whole
    asked = ExportRequest(result.graph, ontology.graph, page_options(settings, focus))
    contents = {out / name: content for name, content in texts.items()}
    contents |= {out / name: exporter(asked) for name, exporter in EXPORTERS.items()}
    record = BuildRecord(
        tuple({"source": fault.what, "found": fault.found, "do": fault.do} for fault in result.failures),
        tuple(candidate.rejection for candidate in result.rejections),
        {name: _digest(content) for name, content in texts.items()},
    )
    contents[out / "report.json"] = write_report(result.graph, record)
    stale = _stale_texts(out, texts)
    replace_files(contents)
    for path in stale:
        path.unlink(missing_ok=True)


def read_graph(path: str | Path) -> Graph:
    """Return the graph of a store or of a file, with this project's prefixes bound for queries.

    Args:
        path: folder of a store, or a .ttl, .nt, .nq or .trig file; what several articles told is one triple.

    Raises:
        GraphError: the store or file is missing, or cannot be read.
    """
    from graph.store.reading import read_graph

    return read_graph(Path(path))


def read_dataset(path: str | Path, *, settings: Settings | None = None) -> Dataset:
    """Return the graph of a store or of a file as a dataset with one named graph an article.

    Plain queries see all the graphs together. A .ttl or .nt file has no named graphs, so its triples are parted anew.

    Args:
        path: as for `read_graph`.
        settings: names the vocabulary that a .ttl or .nt file was built with; None for the shipped one.

    Raises:
        GraphError: the store or file is missing, or cannot be read.
    """
    from graph.store.reading import read_dataset

    return read_dataset(Path(path), read_ontology(settings or Settings()))


def read_ontology(settings: Settings) -> Ontology:
    """Return the vocabulary with the files of `settings.ontology` on top; OntologyError if one is broken or missing."""
    from graph.vocabulary import load_ontology

    return load_ontology([Path(name) for name in settings.ontology])


def _articles(sources: Sequence[str], settings: Settings, failures: list[ArticleError]) -> list[Article]:
    from graph.ingest import read_sources

    articles: dict[str, Article] = {}
    for article in read_sources(sources, fields=settings.jsonl_fields):
        if isinstance(article, ArticleError):
            failures.append(article)
        elif article.id in articles:
            other = articles[article.id].source
            failures.append(ArticleError(article.source, f"has the same name as {other}", "rename one of the two"))
        else:
            articles[article.id] = article
    return [articles[name] for name in sorted(articles)]


def _extractions(
    articles: Sequence[Article], ontology: Ontology, settings: Settings, failures: list[ArticleError]
) -> Iterator[Extraction]:
    if not articles:
        return
    from graph.extract import FrameModel, compile_lexicon, extract

    lexicon = compile_lexicon(ontology)
    model = FrameModel.load() if reads_states(settings) else None
    for article, doc in _docs(articles, ontology, settings, failures):
        try:
            yield extract(article, doc, ontology, lexicon, model)
        except Exception as error:  # whatever one article breaks, the others are built
            failures.append(_broken(article, "extraction", error))


def _docs(
    articles: Sequence[Article], ontology: Ontology, settings: Settings, failures: list[ArticleError]
) -> Iterator[tuple[Article, Doc]]:
    """Yield each article with its Doc: all in one batch, and one by one from where a batch breaks."""
    from graph.annotate import annotate

    nlp = _nlp(ontology, settings)
    done = 0
    try:
        for article, doc in zip(articles, annotate(articles, nlp), strict=True):
            yield article, doc
            done += 1
    except Exception as error:
        log.debug("the batch broke after %d articles", done, exc_info=error)
        for article in articles[done:]:
            try:
                doc = next(iter(annotate([article], nlp)))
            except Exception as fault:
                failures.append(_broken(article, "annotation", fault))
            else:
                yield article, doc


def _nlp(ontology: Ontology, settings: Settings) -> Language:
    from graph.annotate import load

    return load(settings.spacy_model, states=reads_states(settings), ontology=ontology)


def reads_states(settings: Settings) -> bool:
    """Tell whether the frame model takes part: it reads the shipped tagger's states, which another pipeline lacks."""
    return settings.extractor == "model" and not settings.spacy_model


def _shelf(store: str | Path | None, settings: Settings, ontology: Ontology) -> Shelf:
    from graph.store.shelf import Unkept

    if store is None:
        return Unkept()
    from graph.reader import reader_digest
    from graph.store.embedded import open_store

    return open_store(store, reader_digest(settings, ontology))


def _resolved(shelf: Shelf, ontology: Ontology, progress: Progress) -> BuildResult:
    """Return the graph of all that lies on a shelf, after the shelf has been made to hold it."""
    from graph.resolve import resolve
    from graph.store.triples import to_graph

    extractions = shelf.extractions()
    progress("resolve", len(extractions))
    graph = to_graph(resolve(extractions, ontology), ontology)
    progress("store", len(extractions))
    shelf.write(graph, ontology)
    articles = tuple(extraction.article for extraction in extractions)
    return BuildResult(graph, articles, (), tuple(_rejected(extractions)))


def _rejected(extractions: Sequence[Extraction]) -> Iterator[RejectedCandidate]:
    for extraction in extractions:
        text = extraction.article.text
        for rejection in sorted(extraction.rejections, key=lambda r: (r.span, r.type, r.extractor, r.reason)):
            sentence = next((s for s in extraction.sentences if s.covers(rejection.span)), rejection.span)
            yield RejectedCandidate(extraction.article.id, sentence.of(text), rejection)


def _broken(article: Article, stage: str, error: Exception) -> ArticleError:
    log.debug("%s of %s broke", stage, article.source, exc_info=error)
    if isinstance(error, ArticleError):
        return error
    return ArticleError(
        article.source, f"{stage} broke on it ({type(error).__name__}: {error})", "run again with -v and report it"
    )


def _stale_texts(out: Path, texts: Mapping[str, bytes]) -> list[Path]:
    """Return the texts that the report in `out` names with their digest, are unchanged, and are not written again."""
    try:
        told = json.loads((out / "report.json").read_text(encoding="utf-8"))["texts"]
        old = {str(name): str(digest) for name, digest in told.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return []
    return [path for name, digest in old.items() if name not in texts and (path := _own_text(out, name, digest))]


def _own_text(out: Path, name: str, digest: str) -> Path | None:
    path = out / name
    if path.parent != out / "text" or path.suffix != ".txt" or not path.is_file() or path.is_symlink():
        return None
    return path if _digest(path.read_bytes()) == digest else None


def _digest(content: bytes) -> str:
    return "sha256:" + hashlib.sha256(content).hexdigest()
