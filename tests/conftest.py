"""What many tests share: the shipped model and words, loaded once, and a way to read a short article with them."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from pathlib import Path

import pytest

from graph.model import Article, Block, EventMention, Extraction, Published, Span

ROOT = Path(__file__).parent.parent
DAY = dt.date(2024, 3, 15)
"""A Friday: the day on which the articles of the tests come out."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew-golden", action="store_true", help="write what the build gives now as what is expected")


@pytest.fixture(scope="session")
def renew(request: pytest.FixtureRequest) -> bool:
    """Whether the expected files are to be written anew; given by hand only, never by default."""
    return bool(request.config.getoption("--renew-golden"))


def make_article(text: str, title: str = "今日要闻", id: str = "a", outlet: str | None = None) -> Article:
    """Return an article of a title and one paragraph a line, out on DAY."""
    blocks, at = [Block(Span(0, len(title)), "title")], len(title) + 1
    for line in text.splitlines():
        blocks.append(Block(Span(at, at + len(line)), "paragraph"))
        at += len(line) + 1
    return Article(id, f"{id}.txt", f"{title}\n{text}", tuple(blocks), title, Published(DAY), outlet=outlet)


class Reader:
    """Reads short articles with the shipped model, or with the words alone (`model=False`)."""

    def __init__(self, files: tuple[str, ...] = ()) -> None:
        from graph.annotate import load
        from graph.extract import FrameModel, compile_lexicon
        from graph.vocabulary import load_ontology

        self.ontology = load_ontology([Path(f) for f in files])
        self.lexicon = compile_lexicon(self.ontology)
        self.model = FrameModel.load()
        self.nlp = load(states=True, ontology=self.ontology)

    def read(self, *articles: Article, model: bool = True) -> list[Extraction]:
        """Return what each article says."""
        from graph.annotate import annotate
        from graph.extract import extract

        frames = self.model if model else None
        docs = annotate(articles, self.nlp)
        return [
            extract(article, doc, self.ontology, self.lexicon, frames)
            for article, doc in zip(articles, docs, strict=True)
        ]

    @lru_cache(maxsize=512)  # noqa: B019 - one reader a session
    def __call__(self, text: str, title: str = "今日要闻", model: bool = True) -> Extraction:
        """Return what a short article says; the same text is read once."""
        return self.read(make_article(text, title), model=model)[0]

    make_article = staticmethod(make_article)

    @staticmethod
    def find(extraction: Extraction, trigger: str, kind: str = "") -> EventMention:
        """Return the event told by a trigger (of a type); fails with all events shown."""
        text = extraction.article.text
        found = [e for e in extraction.events if e.trigger.of(text) == trigger and kind in ("", e.type)]
        told = "\n".join(Reader.show(extraction, e) for e in extraction.events)
        assert found, f"no {kind} {trigger} among:\n{told}"
        return found[0]

    @staticmethod
    def roles(extraction: Extraction, event: EventMention) -> dict[str, set[str]]:
        """Return role -> the characters that fill it; an event is shown by its trigger."""
        out: dict[str, set[str]] = {}
        for argument in event.arguments:
            out.setdefault(argument.role, set()).add(argument.span.of(extraction.article.text))
        return out

    @staticmethod
    def show(extraction: Extraction, event: EventMention) -> str:
        """Return an event on one line: type, trigger, roles, modality, sources (innermost first)."""
        filled = " ".join(f"{r}={'+'.join(sorted(v))}" for r, v in sorted(Reader.roles(extraction, event).items()))
        sources = "+".join(extraction.mentions[m].surface for m in event.sources)
        return f"{event.type} {event.trigger.of(extraction.article.text)} {filled} {event.modality} <{sources}"


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()
