"""What events are about: talks, agreements and topics as things of their own, one node over all articles.

In: extractions and the entities of their mentions. Out: entities of the classes Process, Accord and Topic, and which
event mention is about which. 气候谈判 and 中美气候谈判 are one process when the parties are the same: its name is
made of the parties' short names, the matter and the kind of talks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from graph.identifiers import entity_id
from graph.model import Entity, EventMention, Extraction, Span
from graph.resolve.normalise import simplify
from graph.vocabulary import Ontology

AROUND = re.compile(
    "^(?:[与和同的在就、 ]|之间|双边|对(?!话|立|抗))+|(?:[与和同的在就、 ]|(?<!敌)对|之间|双边|领域|问题)+$"
)
"""What is left around the matter of talks when the countries are taken out; no part of a word like 敌对."""

QUANTITY = re.compile("[一二两三四五六七八九十几多数第每0-9]+[次个项份场名位回轮届种些天年月日]*")  # 一次 names nothing
LONGEST = 24  # code points: a longer phrase is a sentence, not a name
Things = dict[tuple[str, int], tuple[str, str]]  # (article, event index) -> role, id of the thing


def resolve_things(
    extractions: Sequence[Extraction],
    of: Mapping[tuple[str, int], tuple[str, ...]],
    entities: Mapping[str, Entity],
    ontology: Ontology,
) -> tuple[tuple[Entity, ...], Things]:
    """Return the things that events are about, and for (article, event index) their ids."""
    found: dict[str, Entity] = {}
    surfaces: dict[str, set[str]] = {}
    things: Things = {}
    namer = Namer(ontology, entities)
    for extraction in extractions:
        text = extraction.article.text
        for i, event in enumerate(extraction.events):
            span = next(
                (a.span for a in event.arguments if a.role == "object" and a.mention is None and a.event is None), None
            )
            if span is None or event.type == "Visit" or any(m.span.covers(span) for m in extraction.mentions):
                continue
            parties = _parties(i, span, extraction, of)
            made = namer.name(simplify(span.of(text)), parties)
            if made is None:
                continue
            kind, label, surface = made
            key = entity_id(kind, label)
            found.setdefault(key, Entity(key, kind, label))
            if surface != label:
                surfaces.setdefault(key, set()).add(surface)
            things[(extraction.article.id, i)] = (_role(kind, event.type, ontology), key)
    merged = tuple(
        Entity(e.id, e.type, e.label, alt=tuple(sorted(surfaces.get(e.id, ()))))
        for e in sorted(found.values(), key=lambda e: e.id)
    )
    return merged, things


def _role(kind: str, event: str, ontology: Ontology) -> str:
    """Return the role of a thing: what talks and speech are about is their topic, what is acted on an object."""
    about = event in ontology.symmetric or ontology.is_a(event, "CommunicationEvent") or event == "Visit"
    return "topic" if kind == "Topic" and about else "object"


def _parties(
    i: int, span: Span, extraction: Extraction, of: Mapping[tuple[str, int], tuple[str, ...]]
) -> tuple[str, ...]:
    """Return the parties of the talks that the object names: of the event inside it, else of the event itself."""
    inner = [e for e in extraction.events if span.covers(e.trigger) and len(_fillers(e, extraction, of)) >= 2]
    return _fillers(inner[-1] if inner else extraction.events[i], extraction, of)


def _fillers(
    event: EventMention, extraction: Extraction, of: Mapping[tuple[str, int], tuple[str, ...]]
) -> tuple[str, ...]:
    roles = ("actor", "recipient", "participant")
    ids = {
        entity
        for a in event.arguments
        if a.mention is not None and a.role in roles
        for entity in of.get((extraction.article.id, a.mention), ())
    }
    return tuple(sorted(ids))


class Namer:
    """Names the things that noun phrases denote."""

    def __init__(self, ontology: Ontology, entities: Mapping[str, Entity]) -> None:
        """Read the kinds and their head words (`ng:Process ng:headWord "谈判"`) from the ontology."""
        self.heads = sorted(
            ((word, kind) for kind, words in ontology.words("headWord").items() for word in words),
            key=lambda w: (-len(w[0]), w[0]),
        )
        self.entities = entities
        self.short = {e.id: e.short_labels[0] for e in ontology.gazetteer.values() if e.short_labels}

    def name(self, phrase: str, parties: Sequence[str]) -> tuple[str, str, str] | None:
        """Return class, canonical label and surface of the thing a phrase denotes; None if it is no name of a thing.

        Parties are put before a process between countries; demonstratives and quantities are left out.
        """
        surface = phrase.strip('“”"「」『』《》 ，、的了')
        for front in (
            "这些",
            "那些",
            "这项",
            "该项",
            "这个",
            "该",
            "这一",
            "此项",
            "一项",
            "一个",
            "其",
            "有关",
            "相关",
        ):
            surface = surface.removeprefix(front)
        if not 2 <= len(surface) <= LONGEST or QUANTITY.fullmatch(surface):
            return None
        for word, kind in self.heads:
            if surface.endswith(word):
                return kind, self._with_parties(surface, word, parties) if kind == "Process" else surface, surface
        return "Topic", surface, surface

    def _with_parties(self, surface: str, head: str, parties: Sequence[str]) -> str:
        countries = [p for p in parties if p.startswith("country-")]
        if len(countries) != 2 or any(c not in self.short for c in countries):
            return surface
        matter = surface[: -len(head)]
        for country in countries:
            for name in (self.entities[country].label, self.short[country]):
                matter = matter.replace(name, "")
        matter = AROUND.sub("", matter)
        return "".join(self.short[c] for c in countries) + matter + head
