"""The arguments of the command `newsgraph`: names, help and examples. What they do: graph/cli.py."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence

from graph.config import CHOICES

Command = Callable[[argparse.Namespace], int]
"""Carries out a sub-command and returns its exit code; its name is the sub-command's."""


def make_parser(commands: Sequence[Command]) -> argparse.ArgumentParser:
    """Return the parser of the command line; each of the commands named in `_COMMANDS` is a function of `graph.cli`."""
    parser = argparse.ArgumentParser(
        prog="newsgraph",
        description="Read news articles and build a sourced knowledge graph of them.",
        epilog="`newsgraph COMMAND --help` has examples.",
    )
    parsers = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for command in commands:
        summary, examples, add_arguments = _COMMANDS[command.__name__]
        asked = parsers.add_parser(
            command.__name__,
            help=summary,
            description=f"{summary[0].upper()}{summary[1:]}.",
            epilog=examples,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        asked.add_argument("-v", "--verbose", action="store_true", help="tell each step, and the whole of an error")
        add_arguments(asked)
        asked.set_defaults(command=command)
    return parser


def _explain_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("thing", nargs="+", metavar="THING", help="a name in either script, or an IRI")
    _graph_arguments(parser)


def _query_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", metavar="QUERY", help="a .rq file, or the name of a query that is shipped")
    _graph_arguments(parser)


def _validate_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("graph", metavar="GRAPH", help="a Turtle or N-Triples file")
    _vocabulary_arguments(parser)


def _build_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("sources", nargs="+", metavar="SOURCE", help="file, folder, glob pattern, or - for stdin")
    parser.add_argument("-o", "--out", default="out", metavar="FOLDER", help="where to write (%(default)s)")
    parser.add_argument("--why-not", metavar="FILE", help="write what was found and dropped, one JSON object a line")
    parser.add_argument("--quiet", action="store_true", help="print nothing but complaints")
    _settings_arguments(parser)


def _graph_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--graph", default="out/graph.ttl", metavar="FILE", help="graph to look in (%(default)s)")
    _vocabulary_arguments(parser)


def _vocabulary_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--config", metavar="FILE", help="settings in TOML; `newsgraph config` prints the form")
    parser.add_argument("--ontology", action="append", metavar="FILE", help="more types, words or names in Turtle")


def _settings_arguments(parser: argparse.ArgumentParser) -> None:
    _vocabulary_arguments(parser)
    parser.add_argument(
        "--extractor", metavar="NAME", help=f"who finds the events: {' or '.join(CHOICES['extractor'])}"
    )
    parser.add_argument(
        "--jsonl-fields", type=_fields, metavar="FIELD=KEY,…", help="where a field stands in JSON Lines: title=headline"
    )
    parser.add_argument("--page-title", metavar="TEXT", help="heading of the graph page")
    parser.add_argument("--lang", choices=CHOICES["page_language"], help="language that the page opens in")


def _fields(text: str) -> dict[str, str]:
    pairs = [pair.partition("=") for pair in text.split(",")]
    if not all(field and sign and key for field, sign, key in pairs):
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form title=headline,text=body")
    return {field.strip(): key.strip() for field, _, key in pairs}


_BUILD_EXAMPLES = """\
examples:
  newsgraph build seeds/ -o out/
  newsgraph build 'news/2023-*.html' page.md -o out/ --why-not dropped.jsonl
  newsgraph build news.jsonl --jsonl-fields title=headline,text=body -o out/
  newsgraph build seeds/ -o out/ --ontology mine.ttl
  curl -s … | newsgraph build - -o out/

writes out/graph.ttl, out/graph.nt, out/graph.html, out/report.json and out/text/
exit code: 0 done, 1 some articles failed (the others are built), 2 misuse"""

_EXPLAIN_EXAMPLES = """\
examples:
  newsgraph explain 克里
  newsgraph explain 佩洛西访问台湾 --graph out/graph.ttl
  newsgraph explain https://w3id.org/newsgraph/id/country-中国

exit code: 0 found, 1 no such thing in the graph, 2 misuse"""

_QUERY_EXAMPLES = """\
examples:
  newsgraph query cq01
  newsgraph query mine.rq --graph out/graph.ttl > rows.tsv

the prefixes ng: ngc: ent: ev: art: men: schema: skos: rdfs: oa: need no declaration
exit code: 0 there are rows, 1 there is none, 2 misuse"""

_VALIDATE_EXAMPLES = """\
examples:
  newsgraph validate out/graph.ttl

exit code: 0 conforms, 1 does not, 2 misuse"""

_CONFIG_EXAMPLES = """\
examples:
  newsgraph config > newsgraph.toml
  newsgraph config --config newsgraph.toml"""

_COMMANDS: Mapping[str, tuple[str, str, Callable[[argparse.ArgumentParser], None]]] = {
    "build": ("build a graph from articles", _BUILD_EXAMPLES, _build_arguments),
    "explain": ("say what a graph knows of a thing, and from where", _EXPLAIN_EXAMPLES, _explain_arguments),
    "query": ("ask a graph in SPARQL", _QUERY_EXAMPLES, _query_arguments),
    "validate": ("check a graph against the shapes (SHACL)", _VALIDATE_EXAMPLES, _validate_arguments),
    "config": ("print the settings in force", _CONFIG_EXAMPLES, _settings_arguments),
}
"""Sub-command -> what it does in a few words, examples, and what adds its arguments."""
