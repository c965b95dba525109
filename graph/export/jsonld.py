"""RDF -> JSON-LD 1.1 with a context made from the vocabulary, sorted."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from rdflib import RDF, XSD, BNode, Graph, Literal
from rdflib.term import Node

from graph.export.rows import Rows
from graph.namespaces import PREFIXES

_PLAIN = (XSD.string, None)


def context_of(rows: Rows) -> dict[str, Any]:
    """Return the context: the project's prefixes, and for each property in the graph what its values are.

    Values of a property that are IRIs throughout stand as short IRIs, those that share a datatype without it, texts of
    one language under that language. `@vocab` is left out, so that nothing unknown is taken for a term of ours.
    """
    shown = {*rows.graph.predicates()} - {RDF.type}
    context: dict[str, Any] = {prefix: str(namespace) for prefix, namespace in sorted(PREFIXES.items())}
    for predicate in sorted(shown, key=str):
        if (kind := _kind({_kind_of(o) for o in rows.graph.objects(None, predicate)})) is not None:
            context[_short(predicate)] = {"@id": _short(predicate), "@type": kind}
    return context


def write_jsonld(rows: Rows) -> bytes:
    """Return the graph as one JSON-LD document, its context inside: readable without any network."""
    context = context_of(rows)
    subjects = sorted(set(rows.graph.subjects()), key=str)
    document = {"@context": context, "@graph": [_node(rows.graph, subject, context) for subject in subjects]}
    return _json(document)


def write_context(rows: Rows) -> bytes:
    """Return the context by itself, to be named by other people's documents."""
    return _json({"@context": context_of(rows)})


def _node(graph: Graph, subject: Node, context: dict[str, Any]) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": _short(subject)}
    if types := sorted(_short(cls) for cls in graph.objects(subject, RDF.type)):
        node["@type"] = types[0] if len(types) == 1 else types
    for predicate in sorted(set(graph.predicates(subject)) - {RDF.type}, key=_short):
        key = _short(predicate)
        told = context.get(key)
        kind = told["@type"] if isinstance(told, dict) else None
        values = [_value(o, kind) for o in sorted(graph.objects(subject, predicate), key=lambda o: o.n3())]
        node[key] = values[0] if len(values) == 1 else values
    return node


def _value(node: Node, kind: str | None) -> Any:
    if not isinstance(node, Literal):
        return _short(node) if kind == "@id" else {"@id": _short(node)}
    if node.language:
        return {"@value": str(node), "@language": node.language}
    if kind is not None or node.datatype in _PLAIN:
        return str(node)
    return {"@value": str(node), "@type": _short(node.datatype or XSD.string)}


def _kind_of(node: Node) -> str | None:
    """Return what the context can say of a value: @id, its datatype, or None for texts."""
    if not isinstance(node, Literal):
        return "@id"
    return None if node.language or node.datatype in _PLAIN else _short(node.datatype)


def _kind(kinds: Iterable[str | None]) -> str | None:
    found = set(kinds)
    return found.pop() if len(found) == 1 else None


def _short(node: Node | None) -> str:
    """Return an IRI with its prefix where that is safe, else whole."""
    text = f"_:{node}" if isinstance(node, BNode) else str(node)
    for prefix, namespace in PREFIXES.items():
        rest = text.removeprefix(str(namespace))
        if rest != text and rest and not rest.startswith("//"):
            return f"{prefix}:{rest}"
    return text


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
