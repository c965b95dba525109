"""The trigger lexicon in the form that the extractor walks: compiled once from the ontology's annotations.

In: an `Ontology`. Out: a `Lexicon`: forms -> entries, role frames of types, cues of the modalities, patterns, word
classes. Nothing here knows a word, a type or a role of its own; adding one is a line of Turtle.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.term import Node

from graph.vocabulary import NG, Ontology

LIMITS = ("ifObject", "notObject", "ifBefore", "notBefore", "ifAfter", "notAfter")
SLOT = re.compile(r"\{([A-Za-z.]+)\}")


@dataclass(frozen=True, slots=True)
class Frame:
    """What the phrases around a trigger of a type fill: a role name, or "" for nothing.

    cases: preposition -> role. content: modality that the type gives to what it embeds, or "".
    actor_is, recipient_is: the roles in which the type has what is otherwise its actor and its recipient, if they
    differ.
    object_evokes: the class that a Meeting has as its object, or "". between_sides: what the two countries that an
    article is about have with each other where it names no others.
    """

    subject: str = ""
    object: str = ""
    cases: Mapping[str, str] = field(default_factory=dict)
    content: str = ""
    symmetric: bool = False
    actor_is: str = ""
    recipient_is: str = ""
    object_evokes: str = ""
    between_sides: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One reading of a trigger form.

    part: "verb" or "noun". tags: LAC tags it is limited to (empty: any of its part). objects: words one of which must
    stand in its object; before, after: words one of which must stand right before or after it; not_…: words that must
    not. needs: roles without which it tells no event.
    """

    form: str
    type: str
    part: str
    frame: Frame
    tags: frozenset[str] = frozenset()
    objects: tuple[str, ...] = ()
    not_objects: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    rule: str = ""

    @property
    def conditions(self) -> bool:
        """Whether the entry is limited to some contexts."""
        return bool(self.tags or self.objects or self.before or self.after)


@dataclass(frozen=True, slots=True)
class Pattern:
    """`{recipient}接受{actor}专访`: slots and literal words in order; the last literal is the trigger."""

    type: str
    parts: tuple[tuple[str, str], ...]  # ("slot", role) or ("word", literal)
    text: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything that the extractor looks up."""

    entries: Mapping[str, tuple[Entry, ...]]
    frames: Mapping[str, Frame]
    not_in: Mapping[str, tuple[str, ...]]
    cues: Mapping[str, str]  # word -> modality
    cue_not_in: tuple[str, ...]
    patterns: tuple[Pattern, ...]
    links: tuple[tuple[str, str, str], ...]  # (words before the second event, words after it, relation)
    classes: Mapping[str, frozenset[str]]  # word class -> words
    longest: int

    def is_in(self, word: str, name: str) -> bool:
        """Tell whether `word` belongs to the word class `name`."""
        return word in self.classes.get(name, frozenset())


def compile_lexicon(ontology: Ontology) -> Lexicon:
    """Return the lexicon of an ontology. Same ontology, same lexicon: everything is sorted."""
    graph = ontology.graph
    types = _below(graph, NG.Event)
    frames = {local(t): _frame(graph, ontology, t) for t in sorted(types)}
    entries: dict[str, list[Entry]] = defaultdict(list)
    special: set[tuple[str, str]] = set()
    for node in sorted(set(graph.subjects(RDF.type, NG.LexicalEntry)), key=str):
        for made in _entries_of(graph, node, frames):
            special.add((made.form, made.type))
            entries[made.form].append(made)
    for part in ("verb", "noun"):
        for cls, form in sorted((str(s), str(o)) for s, o in graph.subject_objects(NG[part])):
            name = local(URIRef(cls))
            if name in frames and (form, name) not in special:
                entries[form].append(Entry(form, name, part, frames[name], rule=f"lexicon:{part}"))
    not_in: dict[str, list[str]] = defaultdict(list)
    modalities = {
        local(m): m for m in graph.subjects(URIRef("http://www.w3.org/2004/02/skos/core#inScheme"), NG.ModalityScheme)
    }
    cue_not_in: list[str] = []
    for cls, text in sorted((str(s), str(o)) for s, o in graph.subject_objects(NG.notIn)):
        name = local(URIRef(cls))
        (cue_not_in if name in modalities else not_in[name]).append(text)
    cues: dict[str, str] = {}
    for name in sorted(modalities):
        for word in sorted(str(o) for o in graph.objects(modalities[name], NG.cue)):
            cues[word] = name
    patterns, links = _patterns(graph, frames)
    classes = {local(c): frozenset(map(str, graph.objects(c, NG.word))) for c in graph.subjects(NG.word, None)}
    return Lexicon(
        entries={k: tuple(v) for k, v in sorted(entries.items())},
        frames=frames,
        not_in={k: tuple(v) for k, v in not_in.items()},
        cues=cues,
        cue_not_in=tuple(cue_not_in),
        patterns=patterns,
        links=links,
        classes=classes,
        longest=max(map(len, entries), default=1),
    )


def local(term: Node) -> str:
    """Return the local name of a term of the project's namespace."""
    return str(term).rsplit("#", 1)[-1]


def _below(graph: Graph, top: URIRef) -> set[URIRef]:
    return {c for c in graph.transitive_subjects(RDFS.subClassOf, top) if isinstance(c, URIRef)}


def _ancestors(graph: Graph, cls: URIRef) -> list[URIRef]:
    """Return the class and its ancestors in the project's namespace, nearest first."""
    out, level = [], [cls]
    while level:
        out += level
        ups = {u for c in level for u in graph.objects(c, RDFS.subClassOf) if isinstance(u, URIRef) and u in NG}
        level = sorted(ups - set(out))
    return out


def _frame(graph: Graph, ontology: Ontology, cls: URIRef) -> Frame:
    cases: dict[str, str] = {}
    subject = fills = content = ""
    for role in sorted(set(graph.subjects(NG.marker, None)), key=str):
        for word in sorted(map(str, graph.objects(role, NG.marker))):
            cases[word] = local(role)
    chain = _ancestors(graph, cls)
    for level in reversed(chain):  # general first, so that the type's own lines win
        for case in sorted(map(str, graph.objects(level, NG.case))):
            found = SLOT.search(case)
            if found:
                cases[SLOT.sub("", case)] = found[1]
        subject = _one(graph, level, NG.subjectFills) or subject
        fills = _one(graph, level, NG.objectFills) or fills
        content = _one(graph, level, NG.contentModality) or content
    actor, recipient = _one(graph, cls, NG.actorIs), _one(graph, cls, NG.recipientIs)
    evokes = _one(graph, cls, NG.objectEvokes)
    between = any((level, NG.betweenSides, Literal(True)) in graph for level in chain)
    return Frame(subject, fills, cases, content, local(cls) in ontology.symmetric, actor, recipient, evokes, between)


def _one(graph: Graph, subject: Node, predicate: URIRef) -> str:
    values = sorted(map(local, graph.objects(subject, predicate)))
    return values[0] if values else ""


def _entries_of(graph: Graph, node: Node, frames: Mapping[str, Frame]) -> Iterable[Entry]:
    """Read a `ng:LexicalEntry`: forms, the types it evokes, and where it differs from their frames."""
    for cls in sorted(map(local, graph.objects(node, NG.evokes))):
        base = frames.get(cls)
        if base is None:
            continue
        cases = dict(base.cases)
        for case in sorted(map(str, graph.objects(node, NG.case))):
            found = SLOT.search(case)
            if found:
                cases[SLOT.sub("", case)] = found[1]
        frame = Frame(
            _one(graph, node, NG.subjectFills) or base.subject,
            _one(graph, node, NG.objectFills) or base.object,
            cases,
            _one(graph, node, NG.contentModality) or base.content,
            base.symmetric,
            base.actor_is,
            base.recipient_is,
            base.object_evokes,
            base.between_sides,
        )
        tags = frozenset(t for o in graph.objects(node, NG.ifTag) for t in str(o).split())
        limits = {name: _texts(graph, node, NG[name]) for name in LIMITS}
        part = str(graph.value(node, NG.partOfSpeech) or "verb")
        for form in sorted(map(str, graph.objects(node, NG.form))):
            yield Entry(
                form,
                cls,
                part,
                frame,
                tags,
                objects=limits["ifObject"],
                not_objects=limits["notObject"],
                before=limits["ifBefore"],
                not_before=limits["notBefore"],
                after=limits["ifAfter"],
                not_after=limits["notAfter"],
                needs=tuple(sorted(map(local, graph.objects(node, NG.needs)))),
                rule="lexicon:entry",
            )


def _texts(graph: Graph, node: Node, predicate: URIRef) -> tuple[str, ...]:
    return tuple(sorted(w for o in graph.objects(node, predicate) for w in str(o).split()))


def _patterns(
    graph: Graph, frames: Mapping[str, Frame]
) -> tuple[tuple[Pattern, ...], tuple[tuple[str, str, str], ...]]:
    patterns, links = [], []
    for cls, text in sorted((str(s), str(o)) for s, o in graph.subject_objects(NG.pattern)):
        name = local(URIRef(cls))
        if name in frames:
            parts = tuple(
                ("slot", p[1:-1]) if p.startswith("{") else ("word", p) for p in re.split(r"(\{[^}]*\})", text) if p
            )
            patterns.append(Pattern(name, parts, text))
        elif "{event}" in text:
            before, _, after = text.partition("{event}")
            links.append((before, after, name))
    return tuple(patterns), tuple(sorted(links, key=lambda x: (-len(x[0]), -len(x[1]), x)))
