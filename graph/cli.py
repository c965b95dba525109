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
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from graph.arguments import Command, make_parser
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
    asked = make_parser((build, explain, query, validate, config)).parse_args(arguments)
    command: Command = asked.command
    logging.basicConfig(level=logging.ERROR, format="%(name)s: %(message)s")
    logging.getLogger("graph").setLevel(logging.DEBUG if asked.verbose else logging.ERROR)
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
    from graph.pipeline import read_graph, read_ontology
    from graph.query.explain import explain as explain_in

    told = explain_in(read_graph(asked.graph), " ".join(asked.thing), read_ontology(_settings(asked)))
    print(told.text)
    return DONE if told.found else FINDINGS


def query(asked: argparse.Namespace) -> int:
    """Print the rows of a SPARQL query, tab-separated with a line of names; 1 if there is no row."""
    from graph.pipeline import read_graph, read_ontology
    from graph.query.run import read_query, run_query

    graph = read_graph(asked.graph)
    result = run_query(graph, read_query(asked.query), read_ontology(_settings(asked)))
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
    from graph.pipeline import read_graph, read_ontology
    from graph.store.validate import validate as check

    findings = check(read_graph(asked.graph), read_ontology(_settings(asked)))
    violations = sum(finding.severity == "violation" for finding in findings)
    for finding in findings:
        print(finding)
    print(f"{asked.graph}: {violations} violations, {len(findings) - violations} warnings")
    return FINDINGS if violations else DONE


def config(asked: argparse.Namespace) -> int:
    """Print the settings as TOML."""
    print(as_toml(_settings(asked)), end="")
    return DONE


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
