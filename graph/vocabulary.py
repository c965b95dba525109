"""The vocabulary: types, roles, shortcuts, words and names, read from Turtle.

In: the Turtle files of the package `ontology` and those of the user. Out: one frozen `Ontology`, made once and handed
down. A type, a word or a name is data: nothing in here knows one by name but the few roots of the contract.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from graph.namespaces import ART, ENT, EV, MEN, NG, NGC, OA, PREFIXES, SCHEMA, local_name, new_graph, within
from graph.ontology_files import check, read_files

__all__ = [
    "ART", "ENT", "EV", "MEN", "NG", "NGC", "OA", "PREFIXES", "SCHEMA",
    "GazetteerEntry", "Label", "Ontology", "Shortcut", "load_ontology", "local_name", "new_graph",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Label:
    """What a term is called: `zh` and `en`, each "" if there is none."""

    zh: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Shortcut:
    """A direct relation that events of a class yield: `property` from the filler of one role to that of another.

    All are local names; a role is "self" where the event node itself stands.
    symmetric: written in both directions.
    """

    property: str
    type: str
    subject: str
    object: str
    symmetric: bool = False


@dataclass(frozen=True, slots=True)
class GazetteerEntry:
    """A name known beforehand. `id`, and the ids it refers to, are local names in ent: (`country-中国`).

    alt: other names, both scripts. short_labels: one-character names that count only inside words like 中美 and 访华.
    metonyms: names of places that stand for it (华盛顿 for the United States). urls: addresses of its pages.
    """

    id: str
    type: str
    label: str
    label_en: str = ""
    alt: tuple[str, ...] = ()
    short_labels: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    metonym_of: str = ""
    contained_in: str = ""
    based_in: str = ""
    represents: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ontology:
    """The whole vocabulary. Names of classes, roles and concepts are local names (`Meeting`, `actor`, `Planned`).

    graph: every triple read: classes, words and gazetteer; not the shapes. Do not change it.
    parents: class -> the classes right above it, sorted. Classes of other vocabularies are left out.
    labels: term -> its names.
    shortcuts: sorted by property; one row a pair of roles.
    symmetric: event types whose parties are all participants, whoever is named first.
    gazetteer: entity id -> entry, in the order of ids.
    """

    graph: Graph
    parents: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, Label]
    shortcuts: tuple[Shortcut, ...]
    symmetric: frozenset[str]
    gazetteer: Mapping[str, GazetteerEntry]

    def is_a(self, cls: str, ancestor: str) -> bool:
        """Tell whether a class is another one or lies below it; False for an unknown class."""
        return ancestor in self.ancestors.get(cls, ())

    @cached_property
    def ancestors(self) -> Mapping[str, frozenset[str]]:
        """Class -> itself and all the classes above it."""
        return {cls: frozenset(_upwards(self.parents, cls)) for cls in self.parents}

    @cached_property
    def event_classes(self) -> frozenset[str]:
        """The classes that an event can have: all below the groups, not the groups themselves."""
        return frozenset(cls for cls in self.parents if self.is_a(cls, "Event")) - set(self.event_groups) - {"Event"}

    @cached_property
    def event_groups(self) -> tuple[str, ...]:
        """The classes right under Event, sorted."""
        return tuple(sorted(cls for cls, above in self.parents.items() if "Event" in above))

    @cached_property
    def roles(self) -> Mapping[str, str]:
        """Role of an event -> class that its filler must have (`place` -> `Place`), sorted."""
        found = {
            local_name(role): local_name(cls)
            for role, cls in self.graph.subject_objects(RDFS.range)
            if (role, RDFS.domain, NG.Event) in self.graph and (role, RDF.type, NG.Role) in self.graph
        }
        return dict(sorted(found.items()))

    @cached_property
    def modalities(self) -> Mapping[str, str]:
        """Modality -> what it is a kind of: Factual, NonFactual or CounterFactual."""
        return {
            local_name(concept): local_name(kind)
            for concept, kind in sorted(self.graph.subject_objects(SKOS.broader), key=str)
            if (concept, SKOS.inScheme, NG.ModalityScheme) in self.graph
        }

    @cached_property
    def terms(self) -> Graph:
        """The vocabulary without the gazetteer: what is mixed into a graph before it is queried or validated."""
        graph = new_graph()
        for triple in self.graph:
            if not str(triple[0]).startswith(str(ENT)):
                graph.add(triple)
        return graph

    def group_of(self, cls: str) -> str:
        """Return the event group that a class lies in, "" if it is no event."""
        return next((group for group in self.event_groups if self.is_a(cls, group)), "")

    def shortcuts_of(self, cls: str) -> tuple[Shortcut, ...]:
        """Return the relations that an event of this class yields, those of the classes above it included."""
        return tuple(shortcut for shortcut in self.shortcuts if self.is_a(cls, shortcut.type))

    def words(self, annotation: str) -> Mapping[str, tuple[str, ...]]:
        """Return term -> the values that an annotation (`verb`, `cue`, `marker`, `titleHead`) gives it, sorted.

        Values that name a term are given by its local name. Empty for an annotation that nothing carries.
        """
        found: dict[str, set[str]] = defaultdict(set)
        for term, value in self.graph.subject_objects(NG[annotation]):
            found[local_name(term)].add(str(value) if isinstance(value, Literal) else local_name(value))
        return {term: tuple(sorted(found[term])) for term in sorted(found)}


def load_ontology(paths: Sequence[Path] | None = None) -> Ontology:
    """Read the shipped vocabulary and, on top of it, a user's Turtle files or folders of them.

    Raises:
        OntologyError: a file cannot be read or is no Turtle, or what it says does not fit the vocabulary.
    """
    sources = read_files(paths or ())
    graph = sources.graph
    check(sources)
    _complete_shortcuts(graph)
    parents = {
        local_name(cls): tuple(sorted(local_name(up) for up in graph.objects(cls, RDFS.subClassOf) if within(NG, up)))
        for cls in sorted(set(graph.subjects(RDF.type, OWL.Class)), key=str)
        if within(NG, cls)
    }
    shortcuts = tuple(sorted(_shortcuts(graph)))
    return Ontology(
        graph, parents, _labels(graph), shortcuts, _symmetric(graph, parents, shortcuts), _gazetteer(graph, parents)
    )


def _upwards(parents: Mapping[str, tuple[str, ...]], cls: str) -> Iterable[str]:
    seen, waiting = {cls}, [cls]
    while waiting:
        new = set(parents.get(waiting.pop(), ())) - seen
        seen |= new
        waiting += sorted(new)
    return seen


def _complete_shortcuts(graph: Graph) -> None:
    """Give each shortcut what a user's two lines leave out: its kind, its place in the tree, its claimed twin."""
    for direct in sorted(set(graph.subjects(NG.shortcutOf)), key=str):
        twin = NGC[local_name(direct)]
        for term, root in ((direct, NG.relatedTo), (twin, NGC.relatedTo)):
            graph.add((term, RDF.type, OWL.ObjectProperty))
            graph.add((term, RDFS.subPropertyOf, root))
        if not graph.value(twin, RDFS.label):
            for label in list(graph.objects(direct, RDFS.label)):
                said = "据称" if getattr(label, "language", "") == "zh" else "reportedly "
                graph.add((twin, RDFS.label, Literal(said + str(label), lang=getattr(label, "language", None))))


def _shortcuts(graph: Graph) -> Iterable[Shortcut]:
    for term, cls in graph.subject_objects(NG.shortcutOf):
        symmetric = (term, RDF.type, OWL.SymmetricProperty) in graph
        for subject in graph.objects(term, NG.subjectRole):
            for object_ in graph.objects(term, NG.objectRole):
                yield Shortcut(local_name(term), local_name(cls), local_name(subject), local_name(object_), symmetric)


def _symmetric(graph: Graph, parents: Mapping[str, tuple[str, ...]], shortcuts: Iterable[Shortcut]) -> frozenset[str]:
    roots = {s.type for s in shortcuts if s.symmetric}
    roots |= {local_name(cls) for cls in graph.subjects(NG.equalParties, Literal(True))}
    return frozenset(cls for cls in parents if roots & set(_upwards(parents, cls)))


def _labels(graph: Graph) -> Mapping[str, Label]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for term, label in graph.subject_objects(RDFS.label):
        if within(NG, term) and isinstance(label, Literal):
            names, language = found[local_name(term)], label.language or ""
            names[language] = min(names.get(language, str(label)), str(label))
    return {term: Label(names.get("zh", ""), names.get("en", "")) for term, names in sorted(found.items())}


def _gazetteer(graph: Graph, parents: Mapping[str, tuple[str, ...]]) -> Mapping[str, GazetteerEntry]:
    types: dict[Node, list[str]] = defaultdict(list)
    for cls in parents:
        if "Entity" in _upwards(parents, cls):
            for node in graph.subjects(RDF.type, NG[cls]):
                types[node].append(cls)
    entries = (_entry(graph, node, sorted(classes)[0]) for node, classes in types.items())
    return {entry.id: entry for entry in sorted(entries, key=lambda entry: entry.id)}


def _entry(graph: Graph, node: Node, cls: str) -> GazetteerEntry:
    values: dict[Node, list[Node]] = defaultdict(list)
    for predicate, value in graph.predicate_objects(node):
        values[predicate].append(value)

    def texts(predicate: URIRef) -> tuple[str, ...]:
        return tuple(sorted(str(value) for value in values[predicate]))

    def ids(predicate: URIRef) -> tuple[str, ...]:
        return tuple(sorted(local_name(value) for value in values[predicate]))

    def label(language: str) -> str:
        names = [str(v) for v in values[RDFS.label] if getattr(v, "language", None) == language]
        return min(names, default="")

    return GazetteerEntry(
        id=local_name(node),
        type=cls,
        label=label("zh") or local_name(node).partition("-")[2],
        label_en=label("en"),
        alt=texts(SKOS.altLabel),
        short_labels=texts(NG.shortLabel),
        metonyms=texts(NG.metonym),
        metonym_of=next(iter(ids(NG.metonymOf)), ""),
        contained_in=next(iter(ids(SCHEMA.containedInPlace)), ""),
        based_in=next(iter(ids(NG.basedIn)), ""),
        represents=ids(NG.represents),
        urls=texts(SCHEMA.url),
    )
