"""RDF -> the Turtle that stands behind what a page shows, in pieces: the page joins those of what is in view.

Every piece is a triple of the graph itself, with its evidence: type, names and posts of an entity; an event with its
roles and each of its tellings (sentence, offsets, source, modality); the articles. Left out is what a view does not
show: the list of all that an article mentions, and the notes of the resolver.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from typing import Any

from rdflib import Graph, URIRef
from rdflib.namespace import SDO, SKOS, NamespaceManager
from rdflib.term import Literal, Node

from graph.export.edges import direct_triples
from graph.namespaces import NG, PREFIXES, new_graph

_WITH_THEM = (NG.evidence, NG.holdsPosition, NG.heldPosition)  # tellings of an event, posts of a person
_NOT_SHOWN = frozenset((SDO.mentions, NG.textDigest, SKOS.editorialNote))
Blocks = list[list[Any]]
"""A block for each subject: its Turtle, then a row for each predicate and object; the row of a direct triple has the
IRIs of the events behind it as well."""


def statements_of(graph: Graph, vocabulary: Graph, entities: Iterable[str], events: Iterable[str]) -> dict[str, Blocks]:
    """Return IRI of a thing of the page -> its blocks, its own first; all sorted."""
    direct = list(direct_triples(graph, vocabulary))
    derived = {predicate for _, predicate, _, _ in direct}
    found: dict[str, Blocks] = {}
    for name in (*entities, *events):
        node = URIRef(name)
        others = sorted({o for p in _WITH_THEM for o in graph.objects(node, p)}, key=str)
        found[name] = [block for one in (node, *others) if (block := _block(graph, one, derived))]
    for subject, predicate, object_, behind in direct:
        if blocks := found.get(str(subject)):
            row = [term(predicate), term(object_)]
            blocks[0].extend([[*row, list(behind)]] if all(row) else [])
    return found


def article_statements(graph: Graph, article: str) -> Blocks:
    """Return the block of an article."""
    return [block for block in (_block(graph, URIRef(article), ()),) if block]


def prefixes() -> str:
    """Return the prefix declarations that the statements need, as Turtle."""
    return "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in sorted(PREFIXES.items()))


def term(node: Node) -> str:
    """Return a node as Turtle with this project's prefixes, "" if Turtle cannot say it (an IRI with blanks)."""
    if not isinstance(node, Literal | URIRef):
        return ""
    try:
        return node.n3(_names())
    except Exception:  # rdflib's own kind is a plain one
        return ""


@cache
def _names() -> NamespaceManager:
    return new_graph().namespace_manager


def _block(graph: Graph, subject: Node, derived: Collection[Node]) -> list[Any]:
    rows = [
        [term(predicate), term(object_)]
        for predicate, object_ in graph.predicate_objects(subject)
        if predicate not in _NOT_SHOWN and predicate not in derived
    ]
    named = term(subject)
    return [named, *sorted(row for row in rows if all(row))] if named else []
