"""The pipeline's parts, registered with spaCy by name (and as entry points of the package)."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span

from graph.annotate.script import to_simplified
from graph.annotate.sentences import find_sentences

CLASSES = {"PER": "Person", "LOC": "Place", "ORG": "Organization"}


@Language.component("newsgraph_sentences")
def set_sentences(doc: Doc) -> Doc:
    """Set where sentences start, unless they are set (our tokenizer has cut the text at them already)."""
    if not doc._.simplified:
        doc._.simplified = to_simplified(doc.text)
        starts = {span.start for span in find_sentences(doc._.simplified)}
        for token in doc:
            end = token.idx + len(token)
            token.is_sent_start = token.i == 0 or any(start in starts for start in range(token.idx, end))
    return doc


@Language.factory("newsgraph_names", default_config={"ontology": []})
def make_names(nlp: Language, name: str, ontology: Sequence[str]) -> Names:
    """Return the component that finds names."""
    return Names()


class Names:
    """Sets `doc.ents`."""

    def __call__(self, doc: Doc) -> Doc:
        """Set the names of one Doc."""
        found = [Span(doc, t.i, t.i + 1, label=CLASSES[t.tag_]) for t in doc if t.tag_ in CLASSES]
        doc.set_ents(found)
        return doc
