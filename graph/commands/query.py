"""`newsgraph query`: SPARQL over a graph."""

from __future__ import annotations

import argparse

from graph.commands.base import DONE, FINDINGS, Command, graph_arguments, settings_of

_EXAMPLES = """\
examples:
  newsgraph query cq01
  newsgraph query mine.rq --graph out/graph.ttl > rows.tsv

the prefixes ng: ngc: ent: ev: art: men: schema: skos: rdfs: oa: need no declaration
exit code: 0 there are rows, 1 there is none, 2 misuse"""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", metavar="QUERY", help="a .rq file, or the name of a query that is shipped")
    graph_arguments(parser)


def _run(asked: argparse.Namespace) -> int:
    from graph.pipeline import read_graph, read_ontology
    from graph.query.run import read_query, run_query

    graph = read_graph(asked.graph)
    result = run_query(graph, read_query(asked.query), read_ontology(settings_of(asked)))
    if result.graph is not None:
        print(result.graph.serialize(format="turtle"), end="")
    elif result.answer is not None:
        print("yes" if result.answer else "no")
    else:
        print(*result.columns, sep="\t")
        for row in result.values():
            print(*("" if cell is None else " ".join(str(cell).split()) for cell in row), sep="\t")
        return DONE if result.rows else FINDINGS
    return DONE


COMMAND = Command("query", "ask a graph in SPARQL", _EXAMPLES, _arguments, _run)
