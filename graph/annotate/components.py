"""The pipeline's parts, registered with spaCy by name (and as entry points of the package)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from graph.annotate.gazetteer import Gazetteer
from graph.annotate.marks import Name
from graph.annotate.names import find_names
from graph.annotate.script import to_simplified
from graph.annotate.sentences import find_sentences
from graph.annotate.tokens import Word, fill, make_doc, place
from graph.model import Span
from graph.vocabulary import Ontology, load_ontology

TAGS = {"PERSON": "PER", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "ORG": "ORG"}
"""Label of an entity in spaCy's published Chinese models -> the tag that the rules of names know."""

TREEBANK_TAGS = {
    "NN": "n", "NR": "nz", "NT": "TIME", "VV": "v", "VC": "v", "VE": "v", "VA": "a", "JJ": "a", "AD": "d", "P": "p",
    "BA": "p", "LB": "p", "SB": "p", "CC": "c", "CS": "c", "CD": "m", "OD": "m", "M": "q", "PN": "r", "DT": "r",
    "LC": "f", "DEC": "u", "DEG": "u", "DER": "u", "DEV": "u", "AS": "u", "SP": "xc", "ETC": "xc", "IJ": "xc",
    "MSP": "xc", "PU": "w", "FW": "nz",
}  # fmt: skip
"""Tag of the Chinese Treebank, which spaCy's published models give -> LAC's tag."""

TAG_OF_CLASS = {"Person": "PER", "Country": "LOC", "City": "LOC", "Place": "LOC", "Facility": "LOC"}
"""Class of a name -> tag of its word; ORG for all others."""


@Language.component("newsgraph_sentences")
def set_sentences(doc: Doc) -> Doc:
    """Set where sentences start, unless the text was cut into sentences before it was cut into words."""
    if len(doc) and not doc._.simplified:
        doc._.simplified = to_simplified(doc.text)
        if doc.has_annotation("DEP"):  # spaCy lets nobody change the sentences of a parse; `Names` makes them anew
            return doc
        starts = {span.start for span in find_sentences(doc._.simplified)}
        for token in doc:
            token.is_sent_start = token.i == 0 or any(at in starts for at in range(token.idx, token.idx + len(token)))
    return doc


@Language.factory("newsgraph_names")
def make_names(nlp: Language, name: str) -> Names:
    """Return the component that finds names."""
    return Names()


class Names:
    """Finds names, sets `doc.ents`, and cuts the words anew so that a name without blanks is one token.

    ontology: where names come from; the shipped one if it is not set before the first text.
    """

    def __init__(self) -> None:
        self._gazetteer: Gazetteer | None = None

    def use(self, ontology: Ontology) -> None:
        """Take names and the words names are built with from this ontology."""
        self._gazetteer = Gazetteer(ontology)

    def __call__(self, doc: Doc) -> Doc:
        """Return a Doc of the same text with its names; a parse, if there was one, is not kept."""
        if self._gazetteer is None:
            self.use(load_ontology())
        assert self._gazetteer is not None
        words = list(_words(doc))
        names = find_names(doc._.simplified, words, self._gazetteer)
        sentences = find_sentences(doc._.simplified)
        made = make_doc(doc.vocab, doc.text, fill(doc.text, _recut(doc.text, words, names)), sentences)
        for attribute in ("simplified", "article_id", "states"):
            made._.set(attribute, doc._.get(attribute))
        spans = [made.char_span(n.span.start, n.span.end, label=n.type, kb_id=n.key) for n in names]
        made.set_ents([span for span in spans if span is not None])
        return made


def _words(doc: Doc) -> Iterator[Word]:
    named = {token.i: TAGS[ent.label_] for ent in doc.ents if ent.label_ in TAGS for token in ent}
    for token in doc:
        yield Word(
            Span(token.idx, token.idx + len(token)), named.get(token.i, TREEBANK_TAGS.get(token.tag_, token.tag_))
        )


def _recut(text: str, words: Sequence[Word], names: Sequence[Name]) -> list[Word]:
    """Return the words with each name as one word (or one for each part between blanks) and what is left around it."""
    cut: list[Word] = []
    at = 0
    left = iter(words)
    word = next(left, None)
    for name in names:
        while word is not None and word.span.end <= name.span.start:
            cut += _rest(text, word, max(at, word.span.start), word.span.end)
            word = next(left, None)
        if word is not None and word.span.start < name.span.start:
            cut += _rest(text, word, max(at, word.span.start), name.span.start)
        cut += place([(name.span.of(text), TAG_OF_CLASS.get(name.type, "ORG"))], name.span.start)
        at = name.span.end
        while word is not None and word.span.end <= at:
            word = next(left, None)
    while word is not None:
        cut += _rest(text, word, max(at, word.span.start), word.span.end)
        word = next(left, None)
    return [piece for piece in cut if not piece.span.of(text).isspace()]


def _rest(text: str, word: Word, start: int, end: int) -> list[Word]:
    """Return what a name leaves of a word: it keeps its tag, but is no name itself."""
    if start >= end:
        return []
    if Span(start, end) == word.span:
        tag = word.tag
    elif end < word.span.end and word.tag in ("v", "vn", "p", "d"):
        tag = "p" if text[start:end] in ("对", "對", "在") else "v"
    else:
        tag = "n" if word.tag in ("PER", "LOC", "ORG", "nr", "ns", "nt", "nz") else word.tag
    return place([(text[start:end], tag)], start)
