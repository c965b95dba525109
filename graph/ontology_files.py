"""Turtle files -> one graph, and the complaints about what does not fit: file, line, what is near, what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from rdflib import OWL, RDF, RDFS, Graph
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Node

from graph.errors import OntologyError
from graph.namespaces import ENT, NG, local_name, new_graph, within

SHAPES = "shapes.ttl"
"""The one file that is no vocabulary: SHACL reads it by itself."""

TRIGGERS = ("verb", "noun", "evokes")
"""Annotations that tie a word to an event class."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What was read: all triples together, the text of each file, and the triples of the user's files alone.

    annotations: the properties that shipped files use, whether or not one of them declares it.
    """

    graph: Graph
    annotations: set[Node] = field(default_factory=set)
    texts: dict[str, str] = field(default_factory=dict)
    added: list[tuple[str, Graph]] = field(default_factory=list)


def shipped(name: str) -> str:
    """Return the text of a file of the package `ontology`, given by its path inside it."""
    return files("ontology").joinpath(name).read_text(encoding="utf-8")


def read_files(paths: Sequence[Path]) -> Sources:
    """Read the shipped files and then the user's.

    Raises:
        OntologyError: a file is missing, unreadable or no Turtle; `what` names it with the line.
    """
    sources = _read_shipped()
    for path in _turtle_of(paths):
        try:
            text = path.read_text(encoding="utf-8-sig")
        except OSError as error:
            raise OntologyError(str(path), f"cannot be read ({error.strerror})", "give a Turtle file") from None
        except UnicodeDecodeError as error:
            raise OntologyError(str(path), f"is not UTF-8 (byte {error.start})", "save it as UTF-8") from None
        sources.texts[str(path)] = text
        own = _parse(new_graph(), text, str(path))
        sources.added.append((str(path), own))
        for triple in own:
            sources.graph.add(triple)
    return sources


def check(sources: Sources) -> None:
    """Complain of the first thing in the files that does not fit the vocabulary.

    Raises:
        OntologyError: a class that does not exist, a class without a place in the tree, a shortcut without its roles,
            a name outside the namespace of entities, or in a user's file a term that nothing declares.
    """
    graph = sources.graph
    classes = set(graph.subjects(RDF.type, OWL.Class))
    _check_tree(sources, classes)
    events = {cls for cls in classes if NG.Event in graph.transitive_objects(cls, RDFS.subClassOf)}
    for annotation in TRIGGERS:
        pairs = graph.subject_objects(NG[annotation])
        told = {value if annotation == "evokes" else subject for subject, value in pairs}
        for cls in sorted(told - events, key=str):
            raise _unknown(sources, cls, events, "event class")
    _check_shortcuts(sources, events)
    _check_names(sources, {cls for cls in classes if NG.Entity in graph.transitive_objects(cls, RDFS.subClassOf)})
    _check_added(sources)


def _read_shipped() -> Sources:
    """Return the shipped files as sources of their own, to which a user's can be added."""
    shipped = _parse_shipped()
    graph = new_graph()
    for triple in shipped.graph:
        graph.add(triple)
    return Sources(graph, shipped.annotations, dict(shipped.texts))


@lru_cache(maxsize=1)
def _parse_shipped() -> Sources:
    """Parse the shipped files, which takes most of the time of loading, once a process."""
    sources = Sources(new_graph())
    for name, text in _shipped_turtle(files("ontology"), "ontology"):
        sources.texts[name] = text
        _parse(sources.graph, text, name)
    sources.annotations.update(sources.graph.predicates(unique=True))
    return sources


def _shipped_turtle(folder: Traversable, prefix: str) -> Iterable[tuple[str, str]]:
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_dir():
            yield from _shipped_turtle(item, f"{prefix}/{item.name}")
        elif item.name.endswith(".ttl") and item.name != SHAPES:
            yield f"{prefix}/{item.name}", item.read_text(encoding="utf-8")


def _turtle_of(paths: Sequence[Path]) -> Iterable[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(path.rglob("*.ttl"))
        elif path.exists():
            yield path
        else:
            raise OntologyError(str(path), "no such file or folder", "give the path of a Turtle file")


def _parse(graph: Graph, text: str, name: str) -> Graph:
    try:
        return graph.parse(data=text, format="turtle")
    except BadSyntax as error:
        line = error.lines + 1
        near = (text.splitlines() or [""])[min(line, text.count("\n") + 1) - 1].strip()[:80]
        reason = str(getattr(error, "_why", "bad syntax"))
        raise OntologyError(f"{name}, line {line}", f"is no Turtle ({reason}) near {near!r}", _advice(reason)) from None
    except Exception as error:  # a literal or an IRI that rdflib refuses in its own way
        raise OntologyError(name, f"is no Turtle ({str(error)[:200]})", "correct the file") from None


def _advice(reason: str) -> str:
    if "Prefix" in reason and "not bound" in reason:
        return "declare it at the top with @prefix"
    return "look there for a missing full stop, semicolon, comma or quotation mark"


def _check_tree(sources: Sources, classes: set[Node]) -> None:
    graph = sources.graph
    for cls in sorted(classes, key=str):
        for above in sorted(graph.objects(cls, RDFS.subClassOf), key=str):
            if within(NG, above) and above not in classes:
                raise _unknown(sources, above, classes, "class")
        if any(
            cls in graph.transitive_objects(above, RDFS.subClassOf) for above in graph.objects(cls, RDFS.subClassOf)
        ):
            raise OntologyError(_where(sources, cls), "lies below itself", "cut the circle of rdfs:subClassOf")


def _check_shortcuts(sources: Sources, events: set[Node]) -> None:
    graph = sources.graph
    roles = set(graph.subjects(RDF.type, NG.Role)) | {NG.self}
    for term, cls in sorted(graph.subject_objects(NG.shortcutOf), key=str):
        if cls not in events:
            raise _unknown(sources, cls, events, "event class")
        for side in ("subjectRole", "objectRole"):
            given = sorted(graph.objects(term, NG[side]), key=str)
            if not given:
                do = f"add ng:{side} and the role, say ng:actor"
                raise OntologyError(_where(sources, term), f"ng:{local_name(term)} has no ng:{side}", do)
            for role in given:
                if role not in roles:
                    raise _unknown(sources, role, roles, "role")


def _check_names(sources: Sources, entities: set[Node]) -> None:
    for cls in sorted(entities, key=str):
        for node in sources.graph.subjects(RDF.type, cls):
            if not within(ENT, node):
                found = f"<{node}> is a ng:{local_name(cls)} outside the namespace of entities"
                raise OntologyError(_where(sources, node), found, f"write @prefix ent: <{ENT}> at the top")


def _check_added(sources: Sources) -> None:
    """Each ng: term that a user's file uses must be declared, there or in what is shipped."""
    said = {p: set(sources.graph.subjects(p)) for p in (RDF.type, RDFS.label, RDFS.comment)}
    declared = set().union(*said.values()) | sources.annotations
    for _, graph in sources.added:
        for triple in sorted(graph, key=str):
            for term in triple:
                if within(NG, term) and term not in declared:
                    raise _unknown(sources, term, declared, "term")


def _unknown(sources: Sources, term: Node, known: Iterable[Node], kind: str) -> OntologyError:
    names = sorted(local_name(node) for node in known if within(NG, node))
    near = difflib.get_close_matches(local_name(term), names, n=3, cutoff=0.6)
    do = f"did you mean {' or '.join('ng:' + name for name in near)}?" if near else f"declare it or use a known {kind}"
    shown = f"ng:{local_name(term)}" if within(NG, term) else f"<{term}>"
    return OntologyError(_where(sources, term), f"{shown} is no {kind}", do)


def _where(sources: Sources, term: Node) -> str:
    """Return the last file and line that name a term: the user's file if it does."""
    name = local_name(term)
    for file, text in reversed(sources.texts.items()):
        for number, line in enumerate(text.splitlines(), 1):
            if f":{name}" in line or f"/{name}>" in line or f"#{name}>" in line:
                return f"{file}, line {number}"
    return "ontology"
