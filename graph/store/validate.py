"""SHACL over a graph: what breaks the contract, said with the article and the sentence it comes from.

The shapes are `ontology/shapes.ttl` plus one for each direct relation, made from the ontology. Structure is a
violation; a role that a type needs and an event lacks is a warning, since extraction is never complete.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from rdflib import RDF, RDFS, SH, SKOS, Graph, Literal, URIRef
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.term import Node

from graph.namespaces import NG, NGC, OA, PREFIXES, SCHEMA, SHAPE, local_name, new_graph
from graph.ontology_files import SHAPES, shipped
from graph.vocabulary import Ontology, Shortcut

_SOURCES = {
    "reports": "?value ng:evidence/(ng:relayedBy|ng:accordingTo|ng:inDocument/schema:publisher) $this .",
    "states": "?value ng:evidence/ng:accordingTo $this .",
}
"""Relations that may also follow from who tells an event, not from its roles."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that does not fit the contract.

    severity: "violation" or "warning". focus: IRI of the node at fault. message: what is wrong with it.
    value: the value at fault, "" if none. article, sentence: where it was read from, "" where that is unknown.
    """

    severity: str
    focus: str
    message: str
    value: str = ""
    article: str = ""
    sentence: str = ""

    def __str__(self) -> str:
        value = f" ({self.value})" if self.value else ""
        told = f"\n    {self.article}: {self.sentence}" if self.sentence else ""
        return f"{self.severity}: {self.focus}: {self.message}{value}{told}"


def validate(graph: Graph, ontology: Ontology) -> list[Finding]:
    """Return what does not fit the contract: violations first, then warnings; each group sorted by node."""
    from pyshacl import validate as check  # takes as long to import as a small graph takes to check

    logging.getLogger("pyshacl.validate-root").setLevel(logging.ERROR)
    # pySHACL's own ont_graph mixes in classes and properties but drops SKOS concepts, so modalities would seem wrong
    data = _PreparedGraph(graph, _schema(ontology))
    _, report, _ = check(data, shacl_graph=_shapes(ontology), inference="none", allow_warnings=True, js=False)
    assert isinstance(report, Graph)  # it returns a text only in place of an error
    results = sorted(set(report.subjects(RDF.type, SH.ValidationResult)), key=str)
    return sorted({_finding(report, result, graph) for result in results})


class _PreparedGraph(Graph):
    """A graph that parses each query once: pySHACL asks the same one of every node, and parsing takes nine tenths."""

    def __init__(self, *parts: Graph) -> None:
        super().__init__(namespace_manager=parts[0].namespace_manager)
        self._prepared: dict[str, Query] = {}
        for part in parts:
            for triple in part:
                self.add(triple)

    def query(self, query_object: str | Query, *args: Any, **options: Any) -> Result:
        if isinstance(query_object, str):
            if query_object not in self._prepared:
                self._prepared[query_object] = prepareQuery(query_object, initNs=dict(PREFIXES))
            query_object = self._prepared[query_object]
        return super().query(query_object, *args, **options)


def shortcut_shapes(ontology: Ontology) -> Graph:
    """Return a shape for each direct relation: it needs an event of its class with these two in its roles.

    For ng: that event must be factual, for the claimed twin in ngc: it must not.
    """
    grouped: dict[str, list[Shortcut]] = defaultdict(list)
    for shortcut in ontology.shortcuts:
        grouped[shortcut.property].append(shortcut)
    shapes = new_graph()
    for name, shortcuts in grouped.items():
        for namespace, kind in ((NG, "factual"), (NGC, "non-factual")):
            shape, rule = SHAPE[f"{name}-{kind}"], SHAPE[f"{name}-{kind}-rule"]
            types = " or ".join(sorted({shortcut.type for shortcut in shortcuts}))
            message = f"a direct {name} needs a {kind} {types} with both parties"
            shapes.add((shape, RDF.type, SH.NodeShape))
            shapes.add((shape, SH.targetSubjectsOf, namespace[name]))
            shapes.add((shape, SH.sparql, rule))
            shapes.add((rule, SH.message, Literal(message, lang="en")))
            shapes.add((rule, SH.prefixes, URIRef(str(SHAPE).rstrip("#"))))
            shapes.add((rule, SH.select, Literal(_select(namespace[name], shortcuts, kind))))
    return shapes


def _select(property: URIRef, shortcuts: Iterable[Shortcut], kind: str) -> str:
    factual = "?e ng:status/skos:broader ng:Factual ."
    status = factual if kind == "factual" else f"FILTER NOT EXISTS {{ {factual} }}"
    ways = [_way(shortcut, status) for shortcut in shortcuts]
    source = _SOURCES.get(local_name(property))
    if source and kind == "factual":
        ways.append(f"{{ {source} }}")
    return f"SELECT $this ?value WHERE {{ $this <{property}> ?value . FILTER NOT EXISTS {{ {' UNION '.join(ways)} }} }}"


def _way(shortcut: Shortcut, status: str) -> str:
    subject = "BIND($this AS ?e)" if shortcut.subject == "self" else f"?e ng:{shortcut.subject} $this ."
    object_ = "BIND(?value AS ?e)" if shortcut.object == "self" else f"?e ng:{shortcut.object} ?value ."
    parts = [subject, object_] if shortcut.object != "self" else [object_, subject]
    return f"{{ {' '.join(parts)} ?e a/rdfs:subClassOf* ng:{shortcut.type} . {status} }}"


def _shapes(ontology: Ontology) -> Graph:
    return Graph().parse(data=shipped(SHAPES), format="turtle") + shortcut_shapes(ontology)


def _schema(ontology: Ontology) -> Graph:
    """Return what the shapes look at in the vocabulary: the class tree and the modalities, none of the words."""
    kept = {RDFS.subClassOf, SKOS.inScheme, SKOS.broader}
    schema = new_graph()
    for s, p, o in ontology.terms:
        if p in kept:
            schema.add((s, p, o))
    return schema


def _finding(report: Graph, result: Node, graph: Graph) -> Finding:
    focus = report.value(result, SH.focusNode)
    value = report.value(result, SH.value)
    path = report.value(result, SH.resultPath)
    messages = sorted(str(message) for message in report.objects(result, SH.resultMessage))
    severity = "warning" if report.value(result, SH.resultSeverity) == SH.Warning else "violation"
    article, sentence = next(_told(graph, focus), ("", ""))
    text = f"{local_name(path)}: {messages[0]}" if path is not None and messages else "; ".join(messages)
    if report.value(result, SH.sourceConstraintComponent) == SH.MinCountConstraintComponent and path is not None:
        own = [message for message in messages if "->" not in message]  # pySHACL's names node and path once more
        text = own[0] if own else f"has too few values of {_short(graph, path)}"
    return Finding(severity, _short(graph, focus), text, _short(graph, value), article, sentence)


def _told(graph: Graph, node: Node | None) -> Iterator[tuple[str, str]]:
    """Yield article and sentence of a node's mentions, its own first, then those of the events it takes part in."""
    nearby = [node, *sorted(graph.objects(node, NG.evidence), key=str)]
    events = sorted({event for event, _, _ in graph.triples((None, None, node))}, key=str)
    nearby += [mention for event in events for mention in sorted(graph.objects(event, NG.evidence), key=str)]
    for mention in nearby:
        article, sentence = graph.value(mention, NG.inDocument), graph.value(mention, OA.exact)
        if article is not None and sentence is not None:
            yield local_name(article), str(sentence)
    for article in sorted(graph.subjects(SCHEMA.mentions, node), key=str):
        yield local_name(article), ""


def _short(graph: Graph, node: Node | None) -> str:
    if node is None:
        return ""
    return graph.namespace_manager.normalizeUri(str(node)) if isinstance(node, URIRef) else str(node)
