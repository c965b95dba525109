"""What an exporter is, and the table of those there are.

A new one is a function with the signature of `Exporter`, and a line in `EXPORTERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from rdflib import Graph

from graph.export.html import PageOptions, write_html
from graph.export.ntriples import write_ntriples
from graph.export.turtle import write_turtle


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What an exporter gets.

    graph: the graph of a build, as the contract of the vocabulary has it.
    vocabulary: the ontology's own triples (labels, classes, colours).
    page: how the page opens.
    """

    graph: Graph
    vocabulary: Graph
    page: PageOptions = field(default_factory=PageOptions)


Exporter = Callable[[ExportRequest], bytes]
"""Returns the bytes of one file: the same bytes for the same triples, in whatever order they were added."""

EXPORTERS: Mapping[str, Exporter] = {
    "graph.ttl": lambda asked: write_turtle(asked.graph),
    "graph.nt": lambda asked: write_ntriples(asked.graph),
    "graph.html": lambda asked: write_html(asked.graph, asked.vocabulary, asked.page),
}
"""File name -> exporter."""
