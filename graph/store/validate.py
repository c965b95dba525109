"""SHACL over a graph: what breaks the contract, said with the article and the sentence it comes from.

The triples are put into an Oxigraph store, on the disk where they come from a file or a store. The rules written in
SPARQL are asked of the whole of it (`graph.store.rules`); for the others pySHACL gets some thousand nodes at a time,
with their own triples and what the shapes look at beyond them: the types of their values. So the memory that is needed
does not grow with the graph.
"""

from __future__ import annotations

import itertools
import logging
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pyoxigraph as ox
from rdflib import RDF, RDFS, SH, SKOS, Graph
from rdflib.term import Node

from graph.namespaces import local_name
from graph.store.evidence import Evidence
from graph.store.reading import read_quads
from graph.store.rules import rules
from graph.store.shapes import all_shapes
from graph.store.targets import Targets
from graph.terms import Term, to_oxigraph, to_triple
from graph.vocabulary import Ontology

BATCH = 2000
"""Nodes that pySHACL gets at a time: some 20,000 triples."""

CHUNK = 100_000
"""Triples that are read at a time: Oxigraph sorts what it loads at once in memory."""

Progress = Callable[[str, int, int], None]
"""Called with what is going on ("read", "rules", "nodes"), how much of it is done, and of how much (0: unknown)."""


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
    """Return what does not fit the contract in a graph: violations first, then warnings; each group sorted by node."""
    store = ox.Store()
    store.bulk_extend(_default(to_triple(*triple)) for triple in graph)
    return sorted(set(_findings(store, ontology, lambda stage, done, all: None)))


def validate_stored(path: Path, ontology: Ontology, progress: Progress | None = None) -> Iterator[Finding]:
    """Yield what does not fit the contract in a store or file, as it is found; memory stays the same for any size.

    Args:
        path: folder of a store, or a .ttl, .nt, .nq or .trig file.
        ontology: the vocabulary that it was built with.
        progress: told how far it is.

    Raises:
        GraphError: the store or file is missing or cannot be read.
    """
    progress = progress or (lambda stage, done, all: None)
    with tempfile.TemporaryDirectory(prefix="newsgraph-") as folder:
        store = ox.Store(folder)
        triples = (_default(quad.triple) for quad in _counted(read_quads(path), progress))
        while some := list(itertools.islice(triples, CHUNK)):
            store.bulk_extend(some)
        yield from _findings(store, ontology, progress)
        del store


def _findings(store: ox.Store, ontology: Ontology, progress: Progress) -> Iterator[Finding]:
    """Yield the findings in a store of data, to which the part of the vocabulary is added that shapes look at."""
    store.bulk_extend(_default(to_triple(*triple)) for triple in _schema(ontology))
    shapes, told = all_shapes(ontology), Evidence(store)
    every = rules(shapes, ontology)
    for number, rule in enumerate(every):
        progress("rules", number, len(every))
        for node, value in rule.faults(store):
            yield _placed(Finding(rule.severity, told.short(node), rule.message, told.short(value)), node, told)
    yield from _core_findings(store, Targets(shapes, ontology), told, progress)


def _core_findings(store: ox.Store, targets: Targets, told: Evidence, progress: Progress) -> Iterator[Finding]:
    """Yield what pySHACL finds, batch by batch."""
    from pyshacl import validate as check  # takes as long to import as a small graph takes to check

    logging.getLogger("pyshacl.validate-root").setLevel(logging.ERROR)
    nodes, count, done = targets.nodes(store), targets.count(store), 0
    while batch := list(itertools.islice(nodes, BATCH)):
        progress("nodes", done, count)
        data = targets.data(batch, store)
        _, report, _ = check(data, shacl_graph=targets.shapes, inference="none", allow_warnings=True, js=False)
        assert isinstance(report, Graph)  # it returns a text only in place of an error
        results = set(report.subjects(RDF.type, SH.ValidationResult))
        yield from sorted({_reported(report, result, told) for result in results})
        done += len(batch)


def _reported(report: Graph, result: Node, told: Evidence) -> Finding:
    """Return a result of pySHACL as a finding."""
    focus, value, path = (report.value(result, p) for p in (SH.focusNode, SH.value, SH.resultPath))
    messages = sorted(str(message) for message in report.objects(result, SH.resultMessage))
    severity = "warning" if report.value(result, SH.resultSeverity) == SH.Warning else "violation"
    text = f"{local_name(path)}: {messages[0]}" if path is not None and messages else "; ".join(messages)
    if report.value(result, SH.sourceConstraintComponent) == SH.MinCountConstraintComponent and path is not None:
        own = [message for message in messages if "->" not in message]  # pySHACL's names node and path once more
        text = own[0] if own else f"has too few values of {told.short(to_oxigraph(path))}"
    assert focus is not None
    node = to_oxigraph(focus)
    if value == focus:  # a constraint on the node itself
        value = None
    shown = "" if value is None else told.short(to_oxigraph(value))
    return _placed(Finding(severity, told.short(node), text, shown), node, told)


def _placed(finding: Finding, node: Term, told: Evidence) -> Finding:
    article, sentence = told.of(node)
    return replace(finding, article=article, sentence=sentence)


def _schema(ontology: Ontology) -> Iterator[tuple[Node, Node, Node]]:
    """Yield what the shapes look at in the vocabulary: the class tree and the modalities, none of the words."""
    kept = {RDFS.subClassOf, SKOS.inScheme, SKOS.broader}
    return ((s, p, o) for s, p, o in ontology.terms if p in kept)


def _counted(quads: Iterable[ox.Quad], progress: Progress) -> Iterator[ox.Quad]:
    for number, quad in enumerate(quads):
        if number % 50_000 == 0:
            progress("read", number, 0)
        yield quad


def _default(triple: ox.Triple) -> ox.Quad:
    return ox.Quad(triple.subject, triple.predicate, triple.object)
