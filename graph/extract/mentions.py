"""Everything in an article that denotes an entity, what the text itself says is one, and the posts it tells of.

In: an annotated Doc. Out: the `Mention`, `SameAs` and `PositionMention` records, whose indexes point into the mentions.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from rdflib import Graph
from spacy.tokens import Doc

from graph.extract.bodies import find_bodies
from graph.extract.names import part_addressed, read_names
from graph.extract.positions import find_positions, to_records
from graph.extract.pronouns import compile_pronouns, find_pronouns
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
    named, glosses, governments = read_names(article, doc, sentences, lexicon.government, titles.heads, titles.owned)
    reading = Reading(doc, sentences, named)
    if bodies := find_bodies(reading, find_positions(reading, (), titles), titles, article.text):
        named = sorted([*named, *bodies], key=lambda n: n.span)
        reading = Reading(doc, sentences, named)
    named, addressed = part_addressed(named, reading.text, titles.addressed)
    reading = Reading(doc, sentences, named) if addressed else reading
    taken = [n.span for n in named]
    plain = [
        Mention(f.span, f.span.of(article.text), f.type, f.kind)
        for f in find_pronouns(reading, lexicon, titles)
        if f.span not in taken and not any(g.overlaps(f.span) for g in governments)
    ]
    plain = [p for p in plain if not any(a.span.overlaps(p.span) for a in addressed)] + addressed
    plain += [Mention(g, g.of(article.text), "GovernmentBody", "nominal") for g in governments]
    mentions = sorted([*named, *plain], key=lambda m: (m.span.start, -m.span.end, m.kind))
    index = {(m.span, m.kind): i for i, m in enumerate(mentions)}
    same = {SameAs(index[(a, "name")], index[(b, "name")], reason) for a, b, reason in glosses}
    people = [m for m in plain if m.kind == "pronoun" and m.type == "Person"]
    held = find_positions(reading, people, titles)
    positions = to_records(held, [index[(n.span, n.kind)] for n in named], [index[(m.span, m.kind)] for m in people])
    ordered = sorted(same, key=lambda s: (s.first, s.second, s.reason))
    return tuple(_in_sentence(m, reading) for m in mentions), tuple(ordered), positions


def _in_sentence(m: Mention, reading: Reading) -> Mention:
    return Mention(m.span, m.surface, m.type, m.kind, m.key, reading.sentence_of(m.span.start))
