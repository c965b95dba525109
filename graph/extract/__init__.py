"""Doc in, Extraction out: all that one article says, nothing merged. Never looks at another article."""

from __future__ import annotations

from spacy.tokens import Doc

from graph.extract.events import extract as _extract
from graph.extract.frames import FrameModel
from graph.extract.lexicon import Lexicon, compile_lexicon
from graph.model import Article, Extraction
from graph.vocabulary import Ontology

__all__ = ["FrameModel", "Lexicon", "compile_lexicon", "extract"]


def extract(
    article: Article, doc: Doc, ontology: Ontology, lexicon: Lexicon | None = None, model: FrameModel | None = None
) -> Extraction:
    """Return all that an article says; give the compiled lexicon when there are many articles.

    With a model (`FrameModel.load()`), lexicon and model find the events together; the Doc needs its states then.
    """
    return _extract(article, doc, ontology, lexicon or compile_lexicon(ontology), model)
