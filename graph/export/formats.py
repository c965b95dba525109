"""The formats of other people's tools, as a table: name -> files.

A new one is a function from `FormatRequest` to files, and a line in `FORMATS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from graph.export.jsonld import write_context, write_jsonld
from graph.export.neo4j import write_nodes, write_relationships
from graph.export.network import to_networkx, write_gexf, write_graphml
from graph.export.ntriples import write_ntriples
from graph.export.plover import Coder
from graph.export.quads import Quads, write_nquads, write_trig
from graph.export.rows import Rows
from graph.export.tables import tables_of, write_csv, write_parquet
from graph.export.turtle import write_turtle


@dataclass(frozen=True, slots=True)
class FormatRequest:
    """What a format gets.

    rows: the graph, with its vocabulary.
    quads: gives its triples with the article that each stands in.
    view: which network, one of `graph.export.network.VIEWS`.
    """

    rows: Rows
    quads: Callable[[], Quads]
    view: str = "events"


@dataclass(frozen=True, slots=True)
class Format:
    """A format.

    summary: what it is for, in a few words.
    files: file name -> what makes it. The user names the file of a format that has one, a folder for one that has more.
    """

    summary: str
    files: Mapping[str, Callable[[FormatRequest], bytes]]


def _table(name: str, write: Callable[[list[dict[str, object]]], bytes]) -> Callable[[FormatRequest], bytes]:
    return lambda asked: write(tables_of(asked.rows)[name])


TABLES = ("events", "mentions", "entities", "relations")

FORMATS: Mapping[str, Format] = {
    "turtle": Format("RDF to read", {"graph.ttl": lambda asked: write_turtle(asked.rows.graph)}),
    "ntriples": Format("RDF a line a triple", {"graph.nt": lambda asked: write_ntriples(asked.rows.graph)}),
    "trig": Format("RDF, one named graph an article", {"graph.trig": lambda asked: write_trig(asked.quads())}),
    "nquads": Format("the same, a line a quad", {"graph.nq": lambda asked: write_nquads(asked.quads())}),
    "jsonld": Format("RDF as JSON, with its context", {"graph.jsonld": lambda asked: write_jsonld(asked.rows)}),
    "context": Format("the context of jsonld alone", {"context.jsonld": lambda asked: write_context(asked.rows)}),
    "graphml": Format(
        "network for yEd, igraph, Cytoscape",
        {"graph.graphml": lambda asked: write_graphml(to_networkx(asked.rows, asked.view))},
    ),
    "gexf": Format(
        "network for Gephi, with colours and time",
        {"graph.gexf": lambda asked: write_gexf(to_networkx(asked.rows, asked.view))},
    ),
    "neo4j": Format(
        "folder of CSV for neo4j-admin database import",
        {
            "nodes.csv": lambda asked: write_nodes(asked.rows),
            "relationships.csv": lambda asked: write_relationships(asked.rows),
        },
    ),
    "csv": Format("folder of tables for a spreadsheet", {f"{name}.csv": _table(name, write_csv) for name in TABLES}),
    "parquet": Format(
        "folder of tables for pandas, DuckDB, Spark",
        {f"{name}.parquet": _table(name, write_parquet) for name in TABLES},
    ),
    "plover": Format(
        "event table coded after PLOVER and CAMEO", {"events.csv": lambda asked: write_csv(Coder(asked.rows).table())}
    ),
}
"""Name -> format."""


def write_format(name: str, asked: FormatRequest) -> dict[str, bytes]:
    """Return the files of a format: name -> bytes, the same for the same triples."""
    return {file: write(asked) for file, write in FORMATS[name].files.items()}
