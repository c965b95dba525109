"""Names known beforehand, looked up in Simplified text: the gazetteer, and the words names are built with."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.annotate.person_words import compile_person_words
from graph.annotate.script import to_simplified
from graph.vocabulary import Ontology

TRUSTED = ("Country", "City", "Place", "GovernmentBody", "InternationalOrganization")
"""Classes whose names win where two entries share one: the earlier the surer."""


SIZES = frozenset("小大老新各多本该诸众")
"""小岛国 is no more a name than 岛国."""

PART = re.compile("[东南西北中内外全总前后]部$")
"""西部 and 总部 are no ministries."""


@dataclass(frozen=True, slots=True)
class Known:
    """A name of the gazetteer: the class of its entity and the entity's id."""

    type: str
    key: str


class Gazetteer:
    """The names of an ontology, in Simplified script, with the words that tell the class of a name."""

    def __init__(self, ontology: Ontology) -> None:
        self.names: dict[str, Known] = {}
        self.short: defaultdict[str, list[str]] = defaultdict(list)
        order = {cls: rank for rank, cls in enumerate(TRUSTED)}
        for entry in sorted(ontology.gazetteer.values(), key=lambda e: (order.get(e.type, len(order)), e.id)):
            for name in (entry.label, *entry.alt, entry.label_en):
                if len(name) > 1:
                    self.names.setdefault(to_simplified(name), Known(entry.type, entry.id))
            for name in entry.short_labels:
                self.short[name].append(entry.id)
        self.types = {entry.id: entry.type for entry in ontology.gazetteer.values()}
        self._lengths = _lengths(self.names)
        self._suffixes = {suffix: cls for cls, words in ontology.words("nameSuffix").items() for suffix in words}
        self.joins = {word: cls for cls, words in ontology.words("joins").items() for word in words}
        self.bare = {word: cls for cls, words in ontology.words("bareName").items() for word in words}
        self.titles = frozenset(word for words in ontology.words("titleHead").values() for word in words)
        self.ranks = frozenset(word for words in ontology.words("rank").values() for word in words)
        self.first = {name: key for key, names in ontology.words("shortFirst").items() for name in names}
        self.words = {
            kind: frozenset(ontology.words(kind).get("ShortNames", ()))
            for kind in ("verbBefore", "nounBehind", "pairBehind", "notShort", "pairCore")
        }
        self._common = frozenset(ontology.words("notName").get("CommonNouns", ()))
        self._people = ontology.words("notNameSuffix").get("CommonNouns", ())
        self.generic = frozenset(ontology.words("genericHead").get("CommonNouns", ()))
        starts = ontology.words("notNameStart").get("CommonNouns", ())
        self.not_start = tuple(sorted(starts, key=lambda word: (-len(word), word)))
        self.announces = {word: cls for cls, words in ontology.words("announces").items() for word in words}
        self.body_tails = ontology.words("bodyTail").get("Bodies", ())
        self.body_starts = frozenset(ontology.words("bodyStart").get("Bodies", ()))
        self.reach_tails = tuple(ontology.words("reachTail").get("Bodies", ()))
        self.portfolios = frozenset(
            word for text in ontology.words("portfolios").get("Bodies", ()) for word in text.split()
        )
        self.business = frozenset(
            word for text in ontology.words("business").get("Bodies", ()) for word in text.split()
        )
        self.body_verbs = frozenset(
            word for text in ontology.words("bodyVerb").get("Bodies", ()) for word in text.split()
        )
        self.persons = compile_person_words(ontology)

    def longest(self, text: str, start: int) -> int:
        """Return the end of the longest name that begins here, `start` if none does."""
        for length in self._lengths.get(text[start : start + 2], ()):
            if start + length <= len(text) and text[start : start + length] in self.names:
                return start + length
        return start

    def class_by_suffix(self, name: str, among: Sequence[str] = ()) -> str:
        """Return the class that the longest known ending of a name tells, "" if none; one of `among` if given."""
        if PART.search(name):
            return ""
        for start in range(max(1, len(name) - 6), len(name)):
            cls = self._suffixes.get(name[start:], "")
            if cls and (not among or cls in among):
                return cls
        return ""

    def class_of_ending(self, word: str) -> str:
        """Return the class of names that end in exactly this word, "" if none do: 机场."""
        return self._suffixes.get(word, "") if len(word) > 1 else ""

    def ending_class(self, word: str) -> str:
        """Return the class of names that end in exactly this word or line of business, "" if none do: 航空, 矿业."""
        return "Company" if word in self.business else self._suffixes.get(word, "")

    def is_common(self, word: str) -> bool:
        """Tell whether a word is a common noun that models take for a name: 体育场, 帝国, 犹太人."""
        common = (
            word in self._common
            or (word[:1] in SIZES and word[1:] in self._common)
            or word in self._suffixes
            or word in self.joins
        )
        return common or (word.endswith(self._people) and not self.class_by_suffix(word))

    def country(self, short: str, named: frozenset[str]) -> str:
        """Return the id that a one-character name stands for, "" if that cannot be told.

        Args:
            short: the character.
            named: ids that the article names in full; they come first where several share the character.
        """
        keys = self.short.get(short, [])
        here = [key for key in keys if key in named]
        if len(here) == 1 or len(keys) == 1:
            return (here or keys)[0]
        return self.first.get(short, "")


def _lengths(names: Mapping[str, object]) -> dict[str, tuple[int, ...]]:
    """Return first two characters -> lengths of the names that begin so, longest first."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for name in names:
        found[name[:2]].add(len(name))
    return {head: tuple(sorted(lengths, reverse=True)) for head, lengths in found.items()}


def find_known(gazetteer: Gazetteer, text: str) -> Iterator[tuple[int, int, Known]]:
    """Yield the known names in a text, leftmost and longest first, none overlapping. Latin ones end at word borders."""
    at = 0
    while at < len(text):
        end = gazetteer.longest(text, at)
        if end > at and _whole(text, at, end):
            yield at, end, gazetteer.names[text[at:end]]
            at = end
        else:
            at += 1


def _whole(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (_latin(text[start]) and _latin(before)) and not (_latin(text[end - 1]) and _latin(after))


def _latin(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()
