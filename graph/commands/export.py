"""`newsgraph export`: a graph in the formats of other people's tools."""

from __future__ import annotations

import argparse
from pathlib import Path

from graph.commands.base import DONE, Command, settings_of, vocabulary_arguments
from graph.errors import GraphError

_EXAMPLES = """\
examples:
  newsgraph export out/graph.ttl --to gexf -o graph.gexf
  newsgraph export out/graph.ttl --to graphml --view entities -o network.graphml
  newsgraph export out/graph.ttl --to neo4j -o import/
  newsgraph export out/graph.ttl --to parquet -o tables/
  newsgraph export out/graph.ttl --to plover -o coded.csv

formats:
  turtle, ntriples, trig, nquads     RDF; trig and nquads with one named graph an article
  jsonld, context                    JSON-LD with its context inside; the context alone
  graphml, gexf                      networks, for yEd, igraph, Cytoscape and for Gephi
  neo4j                              folder: nodes.csv, relationships.csv for neo4j-admin database import
  csv, parquet                       folder: tables of events, mentions, entities, relations
  plover                             event table coded after PLOVER and CAMEO

docs/formats.md says what is in each
exit code: 0 done, 2 misuse"""

FORMATS = (
    *("turtle", "ntriples", "trig", "nquads", "jsonld", "context"),
    *("graphml", "gexf", "neo4j", "csv", "parquet", "plover"),
)


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("graph", metavar="GRAPH", help="a graph that was built")
    parser.add_argument("--to", required=True, choices=FORMATS, metavar="FORMAT", help="one of those below")
    parser.add_argument("-o", "--out", required=True, metavar="PATH", help="file, or folder for more than one file")
    parser.add_argument(
        "--view",
        default="events",
        choices=("events", "entities"),
        help="network: of entities and events, or of entities alone, joined by direct relations (%(default)s)",
    )
    vocabulary_arguments(parser)


def _run(asked: argparse.Namespace) -> int:
    from graph.exchange import export_graph
    from graph.export.files import replace_files
    from graph.pipeline import read_graph, read_ontology

    out = Path(asked.out)
    made = export_graph(read_graph(asked.graph), asked.to, ontology=read_ontology(settings_of(asked)), view=asked.view)
    if len(made) > 1 and out.exists() and not out.is_dir():
        raise GraphError(str(out), "is a file", f"{asked.to} is more than one file: give a folder with -o")
    if len(made) == 1 and out.is_dir():
        raise GraphError(str(out), "is a folder", f"{asked.to} is one file: give its name with -o")
    contents = {(out / name if len(made) > 1 else out): content for name, content in made.items()}
    replace_files(contents)
    for path, content in contents.items():
        print(f"{path}  {len(content):,} bytes")
    return DONE


COMMAND = Command("export", "write a graph for other tools", _EXAMPLES, _arguments, _run)
