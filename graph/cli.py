"""The command `newsgraph`: reads arguments, calls the pipeline, prints, and returns an exit code.

Results go to standard output, progress and complaints to standard error.
Exit codes: 0 done; 1 done, but with findings (articles that failed, shapes that are broken, a name not found);
2 misuse (arguments, settings, ontology, a graph that cannot be read); 3 a fault of newsgraph itself;
130 stopped with Ctrl-C.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from graph.config import Settings, as_toml, read_settings
from graph.errors import ArticleError, GraphError

if TYPE_CHECKING:
    from graph.pipeline import BuildResult, Progress

DONE, FINDINGS, MISUSE, BROKEN, STOPPED = 0, 1, 2, 3, 130

_STAGES = {
    "read": "reading articles",
    "annotate": "finding words and names",
    "resolve": "joining entities and events",
    "write": "writing",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with `arguments` (None: those of the process) and return its exit code."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = asked.command
    logging.basicConfig(level=logging.DEBUG if asked.verbose else logging.ERROR, format="%(name)s: %(message)s")
    for noisy in ("rdflib", "matplotlib", "asyncio"):
        logging.getLogger(noisy).setLevel(logging.ERROR)
    try:
        return command(asked)
    except GraphError as error:
        _complain(error)
        return MISUSE
    except KeyboardInterrupt:
        _complain("stopped; what was there before is untouched")
        return STOPPED
    except BrokenPipeError:  # `newsgraph explain … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:  # ours, not the user's: said in one line, in full with -v
        if asked.verbose:
            raise
        _complain(f"broke down ({type(error).__name__}: {error}); run again with -v and report what it says")
        return BROKEN


def build(asked: argparse.Namespace) -> int:
    """Build a graph from articles; 1 if some of them failed."""
    from graph import pipeline

    settings = _settings(asked)
    with _progress(asked.quiet) as progress:
        result = pipeline.build(asked.sources, asked.out, settings=settings, progress=progress)
        if asked.why_not:
            _write_why_not(Path(asked.why_not), result)
    for failure in result.failures:
        _complain(failure)
    if not result.articles:
        _complain(f"no article could be built; {asked.out} is left as it was")
    elif not asked.quiet:
        _print_summary(result, Path(asked.out))
    return FINDINGS if result.failures else DONE


def explain(asked: argparse.Namespace) -> int:
    """Print what a graph says of a thing, each statement with its evidence; 1 if it knows no such thing."""
    from graph import pipeline

    told = pipeline.explain(asked.graph, " ".join(asked.thing), _settings(asked))
    print(told.text)
    return DONE if told.found else FINDINGS


def query(asked: argparse.Namespace) -> int:
    """Print the rows of a SPARQL query, tab-separated with a line of names; 1 if there is no row."""
    from graph import pipeline

    result = pipeline.query(asked.graph, asked.query, _settings(asked))
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


def validate(asked: argparse.Namespace) -> int:
    """Check a graph against the shapes and print what does not fit; 1 if a shape is violated."""
    from graph.pipeline import validate as validate_graph

    findings = validate_graph(asked.graph, _settings(asked))
    violations = sum(finding.severity == "violation" for finding in findings)
    for finding in findings:
        print(finding)
    print(f"{asked.graph}: {violations} violations, {len(findings) - violations} warnings")
    return FINDINGS if violations else DONE


def config(asked: argparse.Namespace) -> int:
    """Print the settings as TOML."""
    print(as_toml(_settings(asked)), end="")
    return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="newsgraph",
        description="Read news articles and build a sourced knowledge graph of them.",
        epilog="`newsgraph COMMAND --help` has examples.",
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _build_arguments(_command(commands, build, "build a graph from articles", _BUILD_EXAMPLES))
    asked = _command(commands, explain, "say what a graph knows of a thing, and from where", _EXPLAIN_EXAMPLES)
    asked.add_argument("thing", nargs="+", metavar="THING", help="a name in either script, or an IRI")
    _graph_arguments(asked)
    asked = _command(commands, query, "ask a graph in SPARQL", _QUERY_EXAMPLES)
    asked.add_argument("query", metavar="QUERY", help="a .rq file, or the name of a query that is shipped")
    _graph_arguments(asked)
    asked = _command(commands, validate, "check a graph against the shapes (SHACL)", _VALIDATE_EXAMPLES)
    asked.add_argument("graph", metavar="GRAPH", help="a Turtle or N-Triples file")
    _vocabulary_arguments(asked)
    _settings_arguments(_command(commands, config, "print the settings in force", _CONFIG_EXAMPLES))
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    function: Callable[[argparse.Namespace], int],
    summary: str,
    examples: str,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(
        function.__name__,
        help=summary,
        description=f"{summary[0].upper()}{summary[1:]}.",
        epilog=examples,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("-v", "--verbose", action="store_true", help="tell each step, and the whole of an error")
    parser.set_defaults(command=function)
    return parser


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
    parser.add_argument("--extractor", metavar="NAME", help="who finds the events")
    parser.add_argument(
        "--jsonl-fields", type=_fields, metavar="FIELD=KEY,…", help="where a field stands in JSON Lines: title=headline"
    )
    parser.add_argument("--page-title", metavar="TEXT", help="heading of the graph page")
    parser.add_argument("--lang", choices=("zh", "en"), help="language that the page opens in")


def _fields(text: str) -> dict[str, str]:
    pairs = [pair.partition("=") for pair in text.split(",")]
    if not all(field and sign and key for field, sign, key in pairs):
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form title=headline,text=body")
    return {field.strip(): key.strip() for field, _, key in pairs}


def _settings(asked: argparse.Namespace) -> Settings:
    """Return the settings of the file, if one is named, with those of the command line on top."""
    settings = read_settings(Path(asked.config)) if asked.config else Settings()
    given = vars(asked)
    return settings.changed(
        ontology=(*settings.ontology, *asked.ontology) if asked.ontology else None,
        extractor=given.get("extractor"),
        jsonl_fields=given.get("jsonl_fields"),
        page_title=given.get("page_title"),
        page_language=given.get("lang"),
    )


@contextmanager
def _progress(quiet: bool) -> Iterator[Progress | None]:
    """Give a callback that shows the stage on a terminal; nothing elsewhere, so that logs stay short."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console

    with Console(stderr=True).status("starting …") as status:
        yield lambda stage, count: status.update(_STAGES[stage] + (f" ({count} articles)" if count else "") + " …")


def _print_summary(result: BuildResult, out: Path) -> None:
    failed = f", {len(result.failures)} failed" if result.failures else ""
    print(f"{len(result.articles)} articles{failed}, {len(result.graph)} triples")
    for name in ("graph.ttl", "graph.nt", "graph.html", "report.json"):
        print(f"  {out / name}")


def _write_why_not(path: Path, result: BuildResult) -> None:
    from graph.export.files import replace_files

    rows = (
        {
            "article": candidate.article,
            "sentence": candidate.sentence,
            "span": [candidate.rejection.span.start, candidate.rejection.span.end],
            "surface": candidate.rejection.surface,
            "type": candidate.rejection.type,
            "extractor": candidate.rejection.extractor,
            "reason": candidate.rejection.reason,
        }
        for candidate in result.rejections
    )
    replace_files({path: "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()})


def _complain(what: ArticleError | GraphError | str) -> None:
    print("newsgraph: " + " ".join(str(what).split()), file=sys.stderr)


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
