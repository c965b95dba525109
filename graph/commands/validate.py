"""`newsgraph validate`: a graph against the shapes."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from graph.commands.base import DONE, FINDINGS, MISUSE, Command, complain, settings_of, vocabulary_arguments

if TYPE_CHECKING:
    from graph.store.validate import Progress

_EXAMPLES = """\
examples:
  newsgraph validate out/graph.ttl
  newsgraph validate out/store
  newsgraph validate big.nq --quiet | tail -n 1
  newsgraph validate --print-shapes --ontology mine.ttl > shapes.ttl

each finding names the node, what is wrong, the article and the sentence; they are printed as they are found
exit code: 0 conforms, 1 does not (warnings alone do not count), 2 misuse"""

_STAGES = {"read": "reading triples", "rules": "asking rules", "nodes": "checking nodes"}


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "graph", nargs="?", metavar="GRAPH", help="the folder of a store, or a .ttl, .nt, .nq or .trig file"
    )
    parser.add_argument("--print-shapes", action="store_true", help="print all shapes as Turtle, for other validators")
    parser.add_argument("--quiet", action="store_true", help="show no progress")
    vocabulary_arguments(parser)


def _run(asked: argparse.Namespace) -> int:
    from graph.pipeline import read_ontology
    from graph.store.shapes import all_shapes
    from graph.store.validate import validate_stored

    ontology = read_ontology(settings_of(asked))
    if asked.print_shapes:
        print(all_shapes(ontology).serialize(format="turtle"), end="")
        return DONE
    if not asked.graph:
        complain("no GRAPH to validate; give the folder of a store, or a file")
        return MISUSE
    counts = {"violation": 0, "warning": 0}
    with _progress(asked.quiet) as progress:
        for finding in validate_stored(Path(asked.graph), ontology, progress):
            print(finding)
            counts[finding.severity] += 1
    print(f"{asked.graph}: {counts['violation']} violations, {counts['warning']} warnings")
    return FINDINGS if counts["violation"] else DONE


@contextmanager
def _progress(quiet: bool) -> Iterator[Progress | None]:
    """Give a callback that shows how far the work is on a terminal; nothing elsewhere, so that logs stay short."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console

    with Console(stderr=True).status("starting …") as status:
        yield lambda stage, done, all: status.update(f"{_STAGES[stage]} … {done:,}" + (f" of {all:,}" if all else ""))


COMMAND = Command("validate", "check a graph against the shapes (SHACL)", _EXAMPLES, _arguments, _run)
