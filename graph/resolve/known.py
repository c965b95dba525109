"""What is known before any article is read: the gazetteer, the variant names and the word lists of the ontology."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from rdflib import RDF, RDFS, SKOS, Graph, URIRef
from rdflib.term import Literal, Node

from graph.namespaces import ENT, NG, SCHEMA
from graph.resolve.normalise import normalise


@dataclass(frozen=True, slots=True)
class Known:
    """An entity of the gazetteer; `id` as in `Entity.id`."""

    id: str
    type: str
    label: str
    label_en: str | None
    alt: tuple[str, ...]
    short: tuple[str, ...]
    represents: tuple[str, ...]
    metonym_of: str | None
    based_in: str | None
    contained_in: str | None
    same_as: tuple[str, ...]


@dataclass(slots=True)
class Knowledge:
    """The gazetteer by id and by name, countries by every name, groups of variant names, plurals, abbreviated titles.

    names: normalised name -> ids. countries: name -> id of the country, one-character names too.
    variants: normalised name -> the form that stands for its group.
    plurals: form -> (class, number); denotes: form -> ids; titles: abbreviation -> full title.
    pronouns: form -> the property that lists it. The rest are word lists of `pronouns-zh.ttl`, the longest first.
    """

    entities: dict[str, Known] = field(default_factory=dict)
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    countries: dict[str, str] = field(default_factory=dict)
    variants: dict[str, str] = field(default_factory=dict)
    plurals: dict[str, tuple[str, int]] = field(default_factory=dict)
    denotes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    pronouns: dict[str, str] = field(default_factory=dict)
    government: tuple[str, ...] = ()
    oblique: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    state_titles: tuple[str, ...] = ()
    civil_titles: tuple[str, ...] = ()
    addressed: frozenset[str] = frozenset()
    leaders: tuple[str, ...] = ()
    pivots: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    openers: tuple[str, ...] = ()
    place_ends: frozenset[str] = frozenset()
    quantifiers: tuple[str, ...] = ()
    spokesmen: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()


def local(node: Node | None) -> str:
    """Return the local name of one of our IRIs."""
    return str(node).removeprefix(str(NG)).removeprefix(str(ENT))


@lru_cache(maxsize=4)
def read_knowledge(graph: Graph) -> Knowledge:
    """Return what an ontology's graph knows. Same graph, same result: everything is sorted."""
    known = Knowledge()
    subjects = sorted({s for s in graph.subjects(RDF.type, None) if str(s).startswith(str(ENT))}, key=str)
    for node in subjects:
        entity = _entity(graph, node)
        known.entities[entity.id] = entity
        for name in sorted({entity.label, *entity.alt, *([entity.label_en] if entity.label_en else [])}):
            key = normalise(name)
            known.names[key] = tuple(sorted({*known.names.get(key, ()), entity.id}))
        if entity.type == "Country":
            for name in (entity.label, *entity.alt, *entity.short):
                known.countries.setdefault(normalise(name), entity.id)
    _variants(graph, known)
    _words(graph, known)
    return known


def _texts(graph: Graph, node: Node, *properties: URIRef) -> list[Literal]:
    found = {o for p in properties for o in graph.objects(node, p) if isinstance(o, Literal)}
    return sorted(found, key=lambda o: (str(o), o.language or ""))


def _entity(graph: Graph, node: Node) -> Known:
    labels = _texts(graph, node, RDFS.label)
    chinese = [str(o) for o in labels if (o.language or "zh").startswith("zh")]
    english = [str(o) for o in labels if o.language == "en"]
    alt = [str(o) for o in _texts(graph, node, SKOS.altLabel, SKOS.hiddenLabel)]
    types = sorted(local(t) for t in graph.objects(node, RDF.type) if str(t).startswith(str(NG)))

    def one(name: str) -> str | None:
        values = sorted(local(o) for o in graph.objects(node, NG[name]))
        return values[0] if values else None

    return Known(
        local(node),
        types[0] if types else "Organization",
        min(chinese, key=lambda c: (normalise(c) != c, c)) if chinese else local(node).partition("-")[2],
        english[0] if english else None,
        tuple(sorted({*alt, *chinese[1:]})),
        tuple(str(o) for o in _texts(graph, node, NG.shortLabel)),
        tuple(sorted(local(o) for o in graph.objects(node, NG.represents))),
        one("metonymOf"),
        one("basedIn"),
        one("containedIn"),
        tuple(sorted(str(o) for o in graph.objects(node, SCHEMA.sameAs))),
    )


def _variants(graph: Graph, known: Knowledge) -> None:
    for node in sorted(graph.subjects(RDF.type, NG.NameVariants), key=str):
        forms = [normalise(str(o)) for o in _texts(graph, node, NG.form)]
        stands = normalise(str(graph.value(node, RDFS.label)))
        for form in sorted({stands, *forms}):
            known.variants[form] = stands


def _words(graph: Graph, known: Knowledge) -> None:
    for node in sorted(graph.subjects(RDF.type, NG.Plural), key=str):
        forms = [str(o) for o in graph.objects(node, NG.form)]
        number, of = graph.value(node, NG.number), graph.value(node, NG.ofClass)
        denoted = tuple(sorted(local(o) for o in graph.objects(node, NG.denotes)))
        for form in forms:
            if denoted:
                known.denotes[form] = denoted
            elif number is not None and of is not None:
                known.plurals[form] = (local(of), int(str(number)))
    for node in sorted(graph.subjects(RDF.type, NG.Title), key=str):
        for short in graph.objects(node, SKOS.altLabel):
            known.titles[str(short)] = str(graph.value(node, RDFS.label))
    words = NG.Pronouns
    for name in ("personPronoun", "personsPronoun", "thingPronoun", "speakerPronoun", "subjectPronoun", "homeCountry"):
        for word in graph.objects(words, NG[name]):
            known.pronouns[str(word)] = name
    known.government = _by_length(graph, words, "government")
    known.oblique = _by_length(graph, words, "obliqueMark")
    known.openers = _by_length(graph, words, "opensClause")
    known.topics = _by_length(graph, words, "topicMark")
    known.pivots = _by_length(graph, words, "pivotVerb")
    known.quantifiers = _by_length(graph, words, "quantifier")
    known.spokesmen = frozenset(_by_length(graph, words, "speaksFor"))
    known.bodies = frozenset(_by_length(graph, words, "bodyHead"))
    known.place_ends = frozenset(_by_length(graph, words, "placeEnd"))
    known.state_titles = _by_length(graph, NG.Titles, "stateTitle")
    addressed = [str(o).split() for o in graph.objects(NG.PersonNames, NG.addressed)]
    known.addressed = frozenset(word for words_ in addressed for word in words_)
    known.leaders = _by_length(graph, NG.Titles, "leader")
    known.civil_titles = _by_length(graph, NG.Titles, "civilTitle")
    known.former = _by_length(graph, NG.Titles, "formerCue")


def _by_length(graph: Graph, node: URIRef, name: str) -> tuple[str, ...]:
    """Return the words of a property, the longest first."""
    return tuple(sorted(map(str, graph.objects(node, NG[name])), key=lambda w: (-len(w), w)))
