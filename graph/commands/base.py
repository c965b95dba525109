"""What the sub-commands of `newsgraph` share: their form, exit codes, common arguments, settings and complaints."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from graph.config import Settings, read_settings
from graph.errors import ArticleError, GraphError, QueryError

DONE, FINDINGS, MISUSE, BROKEN, STOPPED = 0, 1, 2, 3, 130

GRAPHS = ("out/store", "out/graph.ttl")
"""Where a graph is looked for if none is named: the first that is there."""


@dataclass(frozen=True, slots=True)
class Command:
    """A sub-command.

    name: what the user types. summary: what it does, in a few words. examples: text below its help, with exit codes.
    add_arguments: adds its arguments to a parser. run: carries it out and returns the exit code.
    """

    name: str
    summary: str
    examples: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def vocabulary_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that choose settings and vocabulary."""
    parser.add_argument("--config", metavar="FILE", help="settings in TOML; `newsgraph config` prints the form")
    parser.add_argument("--ontology", action="append", metavar="FILE", help="more types, words or names in Turtle")


def graph_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that choose a graph and the vocabulary to read it with."""
    parser.add_argument("--graph", metavar="SOURCE", help=f"a store folder or a file ({', else '.join(GRAPHS)})")
    vocabulary_arguments(parser)


def source_of(asked: argparse.Namespace) -> str:
    """Return the graph that is meant: the one named, or the first of `GRAPHS` that is there."""
    return str(asked.graph or next((name for name in GRAPHS if Path(name).exists()), GRAPHS[-1]))


def settings_of(asked: argparse.Namespace) -> Settings:
    """Return the settings of the file, if one is named, with those of the command line on top."""
    settings = read_settings(Path(asked.config)) if asked.config else Settings()
    given = vars(asked)
    return settings.changed(
        ontology=(*settings.ontology, *asked.ontology) if asked.ontology else None,
        extractor=given.get("extractor"),
        jsonl_fields=given.get("jsonl_fields"),
        page_title=given.get("page_title"),
        page_language=given.get("lang"),
        page_focus=tuple(given["focus"]) if given.get("focus") else None,
        page_hops=given.get("hops"),
    )


def complain(what: ArticleError | GraphError | str) -> None:
    """Print one line on standard error; of a mistake in a query the line of the query too, with its place."""
    print("newsgraph: " + " ".join(str(what).split()), file=sys.stderr)
    if isinstance(what, QueryError) and what.picture:
        print(what.picture, file=sys.stderr)
