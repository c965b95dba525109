"""`newsgraph query`: SPARQL over a graph."""

from __future__ import annotations

import argparse
import sys

from graph.commands.asking import (
    SHOWN,
    engine_of,
    format_of,
    output_arguments,
    source_arguments,
    waiting,
    write,
    written,
)
from graph.commands.base import DONE, FINDINGS, Command, complain

_EXAMPLES = """\
examples:
  newsgraph query cq01
  newsgraph query 'SELECT ?who { ?who a ng:Person } LIMIT 5'
  newsgraph query mine.rq --graph out/graph.ttl -o rows.csv
  newsgraph query mine.rq --graph http://127.0.0.1:7878/query --format json
  echo 'CONSTRUCT WHERE { ?a ng:meets ?b }' | newsgraph query - > meetings.ttl

the prefixes ng: ngc: ent: ev: art: men: schema: skos: rdfs: oa: xsd: … need no declaration
rows of a query without ORDER BY are sorted, so that the same graph gives the same answer
exit code: 0 there are rows, 1 there is none, 2 misuse, or stopped at the limit of time"""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "query", metavar="QUERY", help="SPARQL text, a .rq file, - for stdin, or the name of a query that is shipped"
    )
    source_arguments(parser)
    output_arguments(parser)


def _run(asked: argparse.Namespace) -> int:
    from graph.query.run import read_query
    from graph.query.syntax import has_order

    text = sys.stdin.read() if asked.query == "-" else read_query(asked.query)
    form = format_of(asked)
    limit = asked.limit if asked.limit is not None or form != "table" else SHOWN
    with engine_of(asked) as engine, waiting("asking …"):
        result = engine.query(text, limit=limit, timeout=asked.timeout)
    if result.answer is None and not has_order(text):
        result = result.sorted()
    write(asked, written(result, form))
    if result.more:
        complain(f"there is more than these {limit}; allow more with --limit")
    if result.answer is None and not (result.rows or result.triples):
        complain("nothing in the graph fits the query")
        return FINDINGS
    return DONE


COMMAND = Command("query", "ask a graph in SPARQL", _EXAMPLES, _arguments, _run)
