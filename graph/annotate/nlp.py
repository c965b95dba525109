"""The pipeline: text -> Doc with words, tags, sentences and names. What others call: `load` and `annotate`.

Words and names come from LAC (lac.py), or from a spaCy model that the user has installed; sentences, names and the link
to the gazetteer are ours in both cases. The text of a Doc is the text given, character for character: what is analysed
is its Simplified twin of the same length (script.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from graph import attributes
from graph.annotate.components import Names
from graph.annotate.lac import Floats, Lac, Words
from graph.annotate.script import to_simplified
from graph.annotate.sentences import cut_long, find_sentences
from graph.annotate.tokens import Word, fill, make_doc, place
from graph.errors import SettingsError
from graph.model import Article, Span
from graph.vocabulary import Ontology, load_ontology

BATCH = 64
"""Articles that are analysed together at most."""


def load(model: str = "", *, states: bool = False, ontology: Ontology | None = None) -> Language:
    """Return the pipeline: `load()("文本")` is a Doc as `graph.attributes` describes it.

    Args:
        model: name or path of an installed spaCy pipeline whose words, tags and entities are used; "" for LAC.
        states: keep the states of LAC's last recurrent layer in `doc._.states` (1 KB a character).
        ontology: where names come from; None reads the shipped one.

    Raises:
        SettingsError: no spaCy pipeline of that name is installed.
    """
    attributes.register()
    nlp = spacy.blank("zh") if not model else _installed(model)
    if not model:
        nlp.tokenizer = LacTokenizer(nlp.vocab, states)
    nlp.add_pipe("newsgraph_sentences")
    names = nlp.add_pipe("newsgraph_names")
    assert isinstance(names, Names)
    names.use(ontology or load_ontology())
    return nlp


def annotate(articles: Iterable[Article], nlp: Language) -> Iterator[Doc]:
    """Yield one Doc for each article, in their order: `doc.text == article.text`, `doc._.article_id == article.id`."""
    for batch in _batches(articles, BATCH):
        tokenizer = nlp.tokenizer
        texts = [article.text for article in batch]
        docs: Iterable[Any] = tokenizer.docs(texts) if isinstance(tokenizer, LacTokenizer) else texts
        for article, doc in zip(batch, nlp.pipe(docs), strict=True):
            doc._.article_id = article.id
            yield doc


class LacTokenizer:
    """The words and tags of LAC as a spaCy tokenizer. Its names are in `token.tag_` (PER, LOC, ORG, TIME)."""

    def __init__(self, vocab: Vocab, states: bool = False) -> None:
        self.vocab = vocab
        self._states = states
        self._lac = Lac(states)

    def __call__(self, text: str) -> Doc:
        """Return the Doc of one text."""
        return next(self.docs([text]))

    def docs(self, texts: Sequence[str]) -> Iterator[Doc]:
        """Yield the Docs of some texts, analysed together; the same as one by one."""
        simplified = [to_simplified(text) for text in texts]
        sentences = [find_sentences(text) for text in simplified]
        pieces = [[piece for span in spans for piece in cut_long(text, span)]
                  for text, spans in zip(simplified, sentences, strict=True)]  # fmt: skip
        found = iter(self._lac.run([p.of(text) for text, spans in zip(simplified, pieces, strict=True) for p in spans]))
        for text, simple, spans, cut in zip(texts, simplified, sentences, pieces, strict=True):
            analysed = [(span, next(found)) for span in cut]
            words = chain.from_iterable(_placed(span, told) for span, told in analysed)
            doc = make_doc(self.vocab, text, fill(text, words), spans)
            doc._.simplified = simple
            doc._.states = _all_states(len(text), analysed) if self._states else None
            yield doc

    def to_bytes(self, **_: Any) -> bytes:
        """Return nothing: the model is in its package."""
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> LacTokenizer:
        """Return itself."""
        return self

    def to_disk(self, _path: str | Path, **_: Any) -> None:
        """Write nothing."""

    def from_disk(self, _path: str | Path, **_: Any) -> LacTokenizer:
        """Return itself."""
        return self


def _placed(span: Span, told: Words) -> list[Word]:
    return place(zip(told.words, told.tags, strict=True), span.start)


def _all_states(length: int, analysed: Iterable[tuple[Span, Words]]) -> Floats:
    """Return one row a character of the text; zeros where nothing was analysed (white space between sentences)."""
    states: Floats = np.zeros((length, 256), np.float32)
    for span, told in analysed:
        if told.states is not None:
            states[span.start : span.end] = told.states
    return states


def _batches(articles: Iterable[Article], size: int) -> Iterator[list[Article]]:
    batch: list[Article] = []
    for article in articles:
        batch.append(article)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _installed(model: str) -> Language:
    try:
        return spacy.load(model)
    except OSError:
        do = f"install it (python -m spacy download {model}) or leave the setting out"
        raise SettingsError(f"spacy_model: {model}", "no such spaCy pipeline is installed", do) from None
