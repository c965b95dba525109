"""The characters and words that names of persons are built with, from `ontology/people-zh.ttl`."""

from __future__ import annotations

from dataclasses import dataclass

from rdflib import RDF, RDFS

from graph.namespaces import NG
from graph.vocabulary import Ontology

CHINESE_NAME = (2, 3, 4)
"""Characters of a Chinese name: 王毅, 习近平, 林郑月娥."""


@dataclass(frozen=True, slots=True)
class PersonWords:
    """Fields carry the names of the ontology's properties; all in Simplified script.

    spelling: characters that transliterations are written with.
    moments: words for when or how something is done, which the model of names takes in behind a name.
    goes_on: the same behind the name of a place, with small words by which the sentence goes on.
    breaking: words that a name cannot run into: 通电话 shows that 胡通电话 is not 胡通 and 电话.
    """

    surnames: frozenset[str]
    compound_surnames: frozenset[str]
    married_surnames: frozenset[str]
    japanese_surnames: frozenset[str]
    foreign: frozenset[str]
    tail: frozenset[str]
    not_given: frozenset[str]
    nouns: frozenset[str]
    behind: frozenset[str]
    before_place: frozenset[str]
    addressed: frozenset[str]
    never: frozenset[str]
    breaking: frozenset[str]
    spelling: frozenset[str]
    moments: frozenset[str]
    goes_on: frozenset[str]
    japanese_given: frozenset[str]

    def is_chinese(self, name: str) -> bool:
        """Tell whether a name is built like a Chinese one: a family name and one or two characters."""
        if name[:2] in self.compound_surnames:
            return len(name) in (3, 4)
        return len(name) in (2, 3) and name[0] in self.surnames

    def is_married(self, name: str) -> bool:
        """Tell whether a name is that of a woman under her husband's family name and her own: 林郑月娥."""
        return len(name) == 4 and name[0] in self.married_surnames and self.is_chinese(name[1:])

    def is_japanese(self, name: str) -> bool:
        """Tell whether a name is built like a Japanese one: 岸田文雄, 上川阳子."""
        return 3 <= len(name) <= 5 and name[:2] in self.japanese_surnames


def compile_person_words(ontology: Ontology) -> PersonWords:
    """Return the words of an ontology."""

    def told(annotation: str) -> frozenset[str]:
        return frozenset(word for text in ontology.words(annotation).get("PersonNames", ()) for word in text.split())

    variants = {
        str(name)
        for group in ontology.graph.subjects(RDF.type, NG.NameVariants)
        for of in (RDFS.label, NG.form)
        for name in ontology.graph.objects(group, of)
    }
    events = {word for kind in ("verb", "noun") for words in ontology.words(kind).values() for word in words}
    posts = ("titleHead", "takesPost", "leavesPost", "appointsTo", "resigned")
    titles = {word for kind in posts for words in ontology.words(kind).values() for word in words}
    return PersonWords(
        told("surnames"),
        told("compoundSurnames"),
        told("marriedSurnames"),
        told("japaneseSurnames"),
        told("foreignNames") | {name for name in variants if len(name) > 1},
        told("nameTail"),
        told("notGivenName"),
        told("personNoun"),
        told("personBehind"),
        told("beforePlace"),
        told("addressed"),
        told("notPerson"),
        frozenset(word for word in events | titles if len(word) > 1),
        frozenset(sign for text in told("spelling") for sign in text),
        told("moment"),
        told("goesOn") | told("moment"),
        told("japaneseGiven"),
    )
