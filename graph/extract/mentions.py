"""Everything in an article that denotes an entity, what the text itself says is one, and the posts it tells of.

In: an annotated Doc. Out: the `Mention`, `SameAs` and `PositionMention` records, whose indexes point into the mentions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from rdflib import Graph
from spacy.tokens import Doc

from graph.extract.glosses import find_glosses
from graph.extract.positions import find_positions, to_records
from graph.extract.pronouns import Pronouns, compile_pronouns, find_pronouns
from graph.extract.reading import Reading
from graph.extract.titles import compile_titles
from graph.model import Article, Mention, PositionMention, SameAs, Span


class HasGraph(Protocol):
    """All that is asked of the ontology here: its Turtle, parsed."""

    @property
    def graph(self) -> Graph:
        """The ontology's triples."""
        ...


Found3 = tuple[tuple[Mention, ...], tuple[SameAs, ...], tuple[PositionMention, ...]]


def find_mentions(article: Article, doc: Doc, sentences: Sequence[Span], ontology: HasGraph) -> Found3:
    """Return the mentions of an article in the order of its text, what is said to be one, and the posts.

    Every name of `doc.ents` is a mention; so are pronouns, definite nouns, plurals, unnamed groups and the second
    names given in brackets. Names do not overlap each other; a definite noun may hold a name (这位白宫安全顾问).
    """
    titles, lexicon = compile_titles(ontology.graph), compile_pronouns(ontology.graph)
    names = [
        Mention(Span(e.start_char, e.end_char), article.text[e.start_char : e.end_char], e.label_, "name", e.kb_id_)
        for e in doc.ents
    ]
    reading = Reading(doc, sentences, names)
    governments = _governments(reading, lexicon)
    reading = Reading(doc, sentences, [n for n in names if not any(g.covers(n.span) for g in governments)])
    found = find_pronouns(reading, lexicon, titles)
    glosses = find_glosses(reading)
    plain = [Mention(f.span, article.text[f.span.start : f.span.end], f.type, f.kind) for f in found]
    plain += [Mention(g, article.text[g.start : g.end], "GovernmentBody", "nominal") for g in governments]
    taken = {n.span for n in reading.names}
    plain = [m for m in plain if m.span not in taken and not any(_cuts(m.span, g.span) for g in glosses)]
    second = {
        g.span: Mention(g.span, article.text[g.span.start : g.span.end], reading.names[g.name].type)
        for g in glosses
        if g.span not in taken and not any(g.span.overlaps(n) for n in taken)
    }
    mentions = sorted([*reading.names, *plain, *second.values()], key=lambda m: (m.span.start, -m.span.end, m.kind))
    index = {(m.span, m.kind): i for i, m in enumerate(mentions)}
    at = [index[(n.span, n.kind)] for n in reading.names]
    by_span = {m.span: i for i, m in enumerate(mentions) if m.kind == "name"}
    same = tuple(
        sorted((SameAs(at[g.name], by_span[g.span], g.reason) for g in glosses if g.span in by_span), key=_order)
    )
    people = [m for m in plain if m.kind == "pronoun" and m.type == "Person"]
    held = find_positions(reading, people, titles)
    positions = to_records(held, at, [index[(m.span, m.kind)] for m in people])
    return tuple(_in_sentence(m, reading) for m in mentions), same, positions


def _order(same: SameAs) -> tuple[int, int]:
    return same.first, same.second


def _cuts(span: Span, other: Span) -> bool:
    return span.overlaps(other)


def _in_sentence(m: Mention, reading: Reading) -> Mention:
    return Mention(m.span, m.surface, m.type, m.kind, m.key, reading.sentence_of(m.span.start))


def _governments(reading: Reading, lexicon: Pronouns) -> list[Span]:
    """Return the spans of 拜登政府: a person's name and the word for his government."""
    forms = "|".join(sorted(map(re.escape, lexicon.government), key=lambda w: (-len(w), w)))
    after = re.compile(forms) if forms else None
    spans = []
    for name in reading.names:
        match = after.match(reading.text, name.span.end) if after and name.type == "Person" else None
        if match:
            spans.append(Span(name.span.start, match.end()))
    return spans
