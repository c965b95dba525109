"""Stretches that denote without naming: pronouns, definite nouns, plurals and unnamed groups.

The words are data (`ontology/pronouns-zh.ttl`). What each denotes is decided in resolve; here it is found and typed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rdflib import RDF, Graph

from graph.extract.posts import CHAINS, read_right
from graph.extract.reading import ENDS, Reading
from graph.extract.titles import Titles, words
from graph.model import Span
from graph.namespaces import NG

LONGEST = 8  # characters of a fixed form
GROUP_TAGS = frozenset({"m", "q", "a", "n", "nz", "b", "f"})
DOING = frozenset({"v", "vd", "d", "ad", "p", "r", "TIME", "t"})  # what follows a bare title that stands for its holder


@dataclass(frozen=True, slots=True)
class Pronouns:
    """The words, by what they denote. `plurals`: form -> class; `heads`: form -> class of 该国, 该公司."""

    pronouns: dict[str, tuple[str, str]]
    plurals: dict[str, str]
    heads: dict[str, str]
    definite: frozenset[str]
    person: frozenset[str]
    groups: frozenset[str]
    modifiers: frozenset[str]
    government: frozenset[str]
    home: frozenset[str]
    reports: frozenset[str]
    tells: frozenset[str]


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch found, with the type and kind of the mention it will be."""

    span: Span
    type: str
    kind: str


@lru_cache(maxsize=4)
def compile_pronouns(graph: Graph) -> Pronouns:
    """Return the words of an ontology's graph."""
    node = NG.Pronouns
    kinds = {
        "personPronoun": ("Person", "pronoun"),
        "personsPronoun": ("Person", "plural"),
        "thingPronoun": ("Agent", "pronoun"),
        "speakerPronoun": ("Agent", "pronoun"),
        "subjectPronoun": ("Agent", "pronoun"),
    }
    pronouns = {w: kind for name, kind in kinds.items() for w in words(graph, node, name)}
    plurals: dict[str, str] = {}
    for plural in graph.subjects(RDF.type, NG.Plural):
        of = graph.value(plural, NG.ofClass)
        for form in graph.objects(plural, NG.form):
            plurals[str(form)] = str(of).removeprefix(str(NG)) if of else "Country"
    heads = {str(w): str(c).removeprefix(str(NG)) for c, w in graph.subject_objects(NG.definiteHead)}
    return Pronouns(
        pronouns,
        plurals,
        heads,
        words(graph, node, "definite"),
        words(graph, node, "definitePerson"),
        words(graph, node, "groupHead"),
        words(graph, node, "groupModifier"),
        words(graph, node, "government"),
        words(graph, node, "homeCountry"),
        words(graph, node, "report"),
        words(graph, node, "reportTells"),
    )


def find_pronouns(reading: Reading, lexicon: Pronouns, titles: Titles) -> list[Found]:
    """Return what denotes without naming, leftmost first, none overlapping another.

    None overlaps a name except 这位白宫安全顾问, which holds one.
    """
    found: list[Found] = []
    end = 0
    for item in sorted(_all(reading, lexicon, titles), key=lambda f: (f.span.start, -f.span.end, f.kind)):
        if item.span.start >= end:
            found.append(item)
            end = item.span.end
    return found


def _all(reading: Reading, lexicon: Pronouns, titles: Titles) -> Iterator[Found]:
    for i, word in enumerate(reading.words):
        if reading.name_at[i] >= 0:
            continue
        if word.text in lexicon.pronouns:
            kind, how = lexicon.pronouns[word.text]
            yield Found(word.span, kind, how)
        yield from _plural(reading, lexicon, i)
        yield from _definite(reading, lexicon, titles, i)
        yield from _group(reading, lexicon, i)
        yield from _bare_title(reading, titles, i)
        if _is_report(reading, lexicon, i):
            yield Found(word.span, "MediaOutlet", "nominal")


def _plural(reading: Reading, lexicon: Pronouns, i: int) -> Iterator[Found]:
    text = ""
    for j in range(i, min(i + 4, len(reading.words))):
        if reading.name_at[j] >= 0:
            return
        text += reading.words[j].text
        if text in lexicon.home:
            yield Found(Span(reading.words[i].span.start, reading.words[j].span.end), "Country", "nominal")
        if text in lexicon.plurals:
            yield Found(Span(reading.words[i].span.start, reading.words[j].span.end), lexicon.plurals[text], "plural")


def _definite(reading: Reading, lexicon: Pronouns, titles: Titles, i: int) -> Iterator[Found]:
    text = ""
    start = reading.words[i].span.start
    for j in range(i, min(i + 3, len(reading.words))):
        text += reading.words[j].text
        for mark in sorted(lexicon.definite, key=lambda m: (-len(m), m)):
            head = text.removeprefix(mark)
            if text.startswith(mark) and head in lexicon.heads:
                yield Found(Span(start, reading.words[j].span.end), lexicon.heads[head], "nominal")
        if text in lexicon.person:
            post = read_right(reading, titles, j + 1)
            if post is not None and reading.type_at(post.last + 1) != "Person":
                yield Found(Span(start, reading.words[post.last].span.end), "Person", "nominal")


def _group(reading: Reading, lexicon: Pronouns, i: int) -> Iterator[Found]:
    text = reading.words[i].text.removesuffix("们")
    if text not in lexicon.groups or reading.type_at(i + 1) == "Person":
        return
    first = i - 1 if i and reading.text_at(i - 1) + text in lexicon.groups else i
    while first > 0 and reading.name_at[first - 1] < 0 and _modifies(reading, lexicon, first - 1):
        first -= 1
    yield Found(Span(reading.words[first].span.start, reading.words[i].span.end), "Group", "nominal")


def _modifies(reading: Reading, lexicon: Pronouns, i: int) -> bool:
    word = reading.words[i]
    return (word.tag in GROUP_TAGS and word.text not in ENDS) or word.text in lexicon.modifiers


def _is_report(reading: Reading, lexicon: Pronouns, i: int) -> bool:
    """Tell whether a clause opens with a report that speaks for the outlet cited before: 报道说, 文章称."""
    opens = i == 0 or not reading.text_at(i - 1)[-1:].isalnum()
    after = reading.text_at(i + 1)
    return opens and reading.words[i].text in lexicon.reports and after in lexicon.tells and reading.name_at[i + 1] < 0


def _bare_title(reading: Reading, titles: Titles, i: int) -> Iterator[Found]:
    """总统 before a verb, with no name beside it: whoever holds the post."""
    word = reading.words[i]
    if titles.head(word.text) == "" or reading.type_at(i + 1) or reading.type_at(i - 1) == "Person":
        return
    if reading.text_at(i - 1) in titles.takes or reading.tag_at(i - 1) in ("n", "nz", "m", "q", "vn"):
        return
    if any(reading.text_at(i + 1).startswith(w) for w in titles.not_after):
        return
    chained = reading.text_at(i + 1) in CHAINS
    if chained and (titles.head(reading.text_at(i + 2)) or titles.head(reading.text_at(i + 3))):  # 首相兼外交大臣王明
        return
    if reading.tag_at(i + 1) in DOING or reading.text_at(i + 1) in ("，", "："):
        yield Found(word.span, "Person", "nominal")
