"""From sources to graph to files: the only file that knows the order of the stages.

A fault of one article is kept in `BuildResult.failures` and the others go on; a fault of the ontology or of a setting
is raised before anything is read.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graph.config import Settings
from graph.errors import ArticleError, GraphError
from graph.model import Article, Extraction, Rejection

if TYPE_CHECKING:
    from rdflib import Graph
    from spacy.language import Language
    from spacy.tokens import Doc

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

    graph: the RDF graph of all articles that could be built.
    articles: those articles, in the order of their ids.
    failures: why each of the others could not be built, in the order of the sources' names.
    rejections: what an extractor found and dropped, by article and place.
    """

    graph: Graph
    articles: tuple[Article, ...]
    failures: tuple[ArticleError, ...]
    rejections: tuple[RejectedCandidate, ...]


def build(
    sources: str | Path | Sequence[str | Path],
    out: str | Path | None = None,
    *,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> BuildResult:
    """Build the graph of some articles, and write it if `out` is given.

    Args:
        sources: files, folders, glob patterns, or "-" for standard input.
        out: folder for text/, graph.ttl, graph.nt, graph.html and report.json; None writes nothing.
        settings: see `graph.config.Settings`; None for the defaults.
        progress: told when a stage begins.

    Raises:
        OntologyError: the vocabulary or a file named in `settings.ontology` is broken.
        SettingsError: a setting is out of range.
        GraphError: the output folder cannot be written.
    """
    settings, progress = settings or Settings(), progress or (lambda stage, count: None)
    ontology = read_ontology(settings)
    wanted = [str(source) for source in ([sources] if isinstance(sources, str | Path) else sources)]
    failures: list[ArticleError] = []
    progress("read", 0)
    articles = _articles(wanted, settings, failures)
    progress("annotate", len(articles))
    extractions = list(_extractions(articles, ontology, settings, failures))
    progress("resolve", len(extractions))
    graph = _graph(extractions, ontology)
    result = BuildResult(
        graph,
        tuple(extraction.article for extraction in extractions),
        tuple(sorted(failures, key=str)),
        tuple(_rejected(extractions)),
    )
    if out is not None and (result.articles or not result.failures):  # a typing error must not empty a good folder
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

    texts = {f"text/{article.id}.txt": article.text.encode() for article in result.articles}
    asked = ExportRequest(
        result.graph, ontology.graph, settings.page_title, settings.page_language, settings.page_hidden
    )
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
    """Return the graph of a Turtle or N-Triples file, with this project's prefixes bound for queries.

    Raises:
        GraphError: the file is missing or cannot be parsed.
    """
    from graph.namespaces import new_graph

    form = "nt" if str(path).endswith(".nt") else "turtle"
    try:
        with open(path, "rb") as file:  # opened here, since rdflib would fetch what looks like an address
            return new_graph().parse(file, format=form)
    except OSError as error:
        raise GraphError(str(path), f"cannot be read ({error.strerror})", "build it first: newsgraph build") from None
    except Exception as error:  # rdflib's parsers raise kinds of their own, and plain ones
        reason = str(error).partition("\n")[0][:200]
        raise GraphError(str(path), f"is no {form} file ({reason})", "give a .ttl or .nt file") from None


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
    if not articles:
        return
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


def _graph(extractions: Sequence[Extraction], ontology: Ontology) -> Graph:
    from graph.resolve import resolve
    from graph.store.triples import to_graph

    return to_graph(resolve(extractions, ontology), ontology)


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
