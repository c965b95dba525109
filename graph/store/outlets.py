"""Who publishes an article, and on whose word stands what nobody is quoted for.

An article names its outlet, or its address does. Where both are missing the source is ent:group-佚名: a graph without a
source for a claim would break rule 8 of the contract, and a guessed one would break faith.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from graph.identifiers import entity_id
from graph.model import Article, Entity, Resolution
from graph.vocabulary import GazetteerEntry, Ontology

OUTLET = "MediaOutlet"
UNNAMED = Entity(entity_id("Group", "佚名"), "Group", "佚名", "Unnamed source")


class Outlets:
    """The outlets of a resolution, found by name, with those added that only the articles' own data name.

    entities: those of the resolution and the added ones, sorted by id.
    """

    def __init__(self, resolution: Resolution, ontology: Ontology) -> None:
        self._added: dict[str, Entity] = {}
        self._by_name: dict[str, str] = {}
        self._entries = {e.id: e for e in ontology.gazetteer.values() if ontology.is_a(e.type, OUTLET)}
        for entry in self._entries.values():
            for name in (entry.label, entry.label_en, *entry.alt):
                self._by_name.setdefault(name, entry.id)
        known = {entity.id: entity for entity in resolution.entities}
        for entity in sorted(resolution.entities, key=lambda entity: entity.id):
            if ontology.is_a(entity.type, OUTLET):
                for name in (entity.label, entity.label_en or "", *entity.alt):
                    self._by_name[name] = entity.id  # what the articles say beats the gazetteer
        self._known = known
        for article in resolution.articles:
            self.source_of(article)
            for name in article.based_on:
                self.named(name)
        everything = {**self._added, **known}
        self.entities = tuple(everything[id] for id in sorted(everything))

    def named(self, name: str) -> str:
        """Return the id of the outlet of this name; a new one is made for a name that nobody knows."""
        id = self._by_name.get(name) or entity_id(OUTLET, name)
        if id not in self._known and id not in self._added:
            entry = self._entries.get(id)
            self._added[id] = _from_gazetteer(entry) if entry else Entity(id, OUTLET, name)
        return id

    def publisher_of(self, article: Article) -> str | None:
        """Return the outlet that the article or its address names, None if neither does."""
        if article.outlet:
            return self.named(article.outlet)
        host = (urlsplit(article.url or "").hostname or "").removeprefix("www.")
        return self.named(host) if host else None

    def source_of(self, article: Article) -> str:
        """Return who answers for what the article says in its own voice: its publisher, or the unnamed source."""
        publisher = self.publisher_of(article)
        if publisher is None:
            self._added[UNNAMED.id] = UNNAMED
        return publisher or UNNAMED.id


def _from_gazetteer(entry: GazetteerEntry) -> Entity:
    return Entity(
        entry.id, entry.type, entry.label, entry.label_en or None, alt=entry.alt, based_in=entry.based_in or None
    )
