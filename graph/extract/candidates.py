"""Each sentence parsed, with the triggers that the lexicon sees in it.

In: an article, its Doc, mentions and times. Out: one `Work` a sentence, in the order of the text; the subject that a
sentence leaves over is handed to the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from graph.extract.lexicon import Lexicon
from graph.extract.patterns import find_patterns
from graph.extract.phrases import Filler, Syntax
from graph.extract.syntax import Word, parse
from graph.extract.triggers import Candidate, find_triggers
from graph.model import Article, Mention, Rejection, Span, TimeMention
from graph.vocabulary import Ontology


@dataclass(slots=True)
class Work:
    """A sentence on its way: its number, syntax, the lexicon's candidates and what it turned down."""

    number: int
    syntax: Syntax
    candidates: list[Candidate]
    rejected: list[Rejection]


def find_candidates(
    article: Article,
    doc: Doc,
    ontology: Ontology,
    lexicon: Lexicon,
    sentences: Sequence[Span],
    mentions: Sequence[Mention],
    times: Sequence[TimeMention],
) -> Iterator[Work]:
    """Parse each sentence and find the lexicon's candidates in it."""
    topic: Filler | None = None
    titles = _titles(ontology)
    proxies = tuple(sorted(lexicon.classes.get("ProxyNoun", ())))
    heads = {b.span.start for b in article.blocks if b.kind != "paragraph"}
    speaking = frozenset(
        form
        for form, entries in lexicon.entries.items()
        if any(ontology.is_a(e.type, "CommunicationEvent") for e in entries)
    )
    for number, sentence in enumerate(sentences):
        words = _words(doc, sentence, sentence.start in heads)
        if not words:
            continue
        inside = [(i, t) for i, t in enumerate(times) if sentence.covers(t.span)]
        parsed = parse(words, mentions, inside, titles, lexicon.classes.get("TransparentNoun", frozenset()), proxies)
        if sentence.start in heads:
            topic = None
        syntax = Syntax(parsed, lexicon, speaking, topic)
        patterned = find_patterns(syntax, lexicon)
        found, rejected = find_triggers(syntax, lexicon)
        for candidate in found:
            _speak_for(candidate, syntax, mentions)
        free = [c for c in found if not any(c.span.overlaps(p.span) for p in patterned)]
        yield Work(number, syntax, sorted([*patterned, *free], key=lambda c: c.span), rejected)
        topic = syntax.left_over() or topic


def _speak_for(candidate: Candidate, syntax: Syntax, mentions: Sequence[Mention]) -> None:
    """Let the report right before a verb of speech be its speaker: in 报道说 one word alone would be no event."""
    before = syntax.parse.words[candidate.first - 1].mention if candidate.first else -1
    if before >= 0 and (mentions[before].kind, mentions[before].type) == ("nominal", "MediaOutlet"):
        candidate.pattern = {"actor": [before]}
        candidate.span = Span(mentions[before].span.start, candidate.span.end)


def _titles(ontology: Ontology) -> frozenset[str]:
    """Return the words for posts."""
    return frozenset(w for ws in ontology.words("titleHead").values() for w in ws)


def _words(doc: Doc, sentence: Span, heading: bool) -> list[Word]:
    """Return the sentence's tokens as words; in headings a wide gap separates clauses as a comma does."""
    simplified = doc._.simplified or doc.text
    span = doc.char_span(sentence.start, sentence.end, alignment_mode="expand")
    out: list[Word] = []
    if span is None:
        return out
    for token in span:
        start, end = token.idx, token.idx + len(token.text)
        text = simplified[start:end]
        gap = bool(out) and (start > out[-1].span.end or token.is_space)
        if gap and (heading or "\u3000" in text or "\u3000" in doc.text[out[-1].span.end : start]):
            before, after = simplified[out[-1].span.end - 1], simplified[end : end + 1] if token.is_space else text[:1]
            if not (before.isascii() and after.isascii()):
                out.append(Word(Span(out[-1].span.end, max(start, out[-1].span.end + 1)), "，", "w"))
        if not token.is_space:
            out.append(Word(Span(start, end), text, token.tag_))
    return out
