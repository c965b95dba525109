"""Docs written by hand: `[美国:Country] 前/f 国务卿/n [克里:Person] 说/v`, one sentence a line; blanks part tokens."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
import spacy
from rdflib import Graph
from spacy.tokens import Doc

import ontology
from graph.attributes import register
from graph.model import Article, Span

FOLDER = Path(ontology.__file__).parent
NAME = re.compile(r"\[([^:\]]+):([A-Za-z]+)(?:=([^\]]+))?\]")


def read_words() -> SimpleNamespace:
    """Return the shipped word lists alone, as an ontology."""
    graph = Graph()
    for name in ("titles-zh.ttl", "pronouns-zh.ttl", "variants-zh.ttl"):
        graph.parse(FOLDER / name)
    return SimpleNamespace(graph=graph)


def make_doc(marked: str, simplified: str = "") -> tuple[Article, Doc, tuple[Span, ...]]:
    """Return the article, the Doc and the sentences of a marked text."""
    register()
    words: list[str] = []
    tags: list[str] = []
    names: list[tuple[int, str, str]] = []
    lines: list[Span] = []
    at = 0
    for number, line in enumerate(marked.strip().splitlines()):
        if number:
            words.append("\n")
            tags.append("w")
            at += 1
        start = at
        for piece in line.split():
            match = NAME.fullmatch(piece)
            if match:
                names.append((len(words), match[2], match[3] or ""))
            text, _, tag = (match[1], "", "PER") if match else piece.partition("/")
            text = text.replace("_", " ")
            words.append(text)
            tags.append(tag or "n")
            at += len(text)
        lines.append(Span(start, at))
    doc = Doc(spacy.blank("zh").vocab, words=words, spaces=[False] * len(words), tags=tags)
    doc.ents = [spacy.tokens.Span(doc, i, i + 1, label=kind, kb_id=key) for i, kind, key in names]
    doc._.simplified = simplified or doc.text
    return Article("a", "a.txt", doc.text, (), "题"), doc, tuple(lines)


@pytest.fixture(scope="session")
def word_lists() -> SimpleNamespace:
    return read_words()


@pytest.fixture(scope="session")
def marked() -> Callable[..., tuple[Article, Doc, tuple[Span, ...]]]:
    return make_doc
