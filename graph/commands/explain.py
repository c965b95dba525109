"""`newsgraph explain`: what a graph says of a thing, each statement with its evidence."""

from __future__ import annotations

import argparse

from graph.commands.base import DONE, FINDINGS, Command, graph_arguments, settings_of, source_of

_EXAMPLES = """\
examples:
  newsgraph explain 克里
  newsgraph explain 南希·佩洛西访问台湾 --graph out/graph.ttl
  newsgraph explain https://w3id.org/newsgraph/id/country-中国

exit code: 0 found, 1 no such thing in the graph, 2 misuse"""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("thing", nargs="+", metavar="THING", help="a name in either script, or an IRI")
    graph_arguments(parser)


def _run(asked: argparse.Namespace) -> int:
    from graph.pipeline import read_graph, read_ontology
    from graph.query.explain import explain

    told = explain(read_graph(source_of(asked)), " ".join(asked.thing), read_ontology(settings_of(asked)))
    print(told.text)
    return DONE if told.found else FINDINGS


COMMAND = Command("explain", "say what a graph knows of a thing, and from where", _EXAMPLES, _arguments, _run)
