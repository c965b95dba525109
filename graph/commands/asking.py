"""What the sub-commands that ask a graph share: which graph, its engine, and how answers are written."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from graph.commands.base import GRAPHS, complain, settings_of, source_of, vocabulary_arguments
from graph.errors import GraphError

if TYPE_CHECKING:
    from graph.query.engines import QueryEngine
    from graph.query.results import QueryResult

FORMATS = ("table", "plain", "csv", "tsv", "json", "turtle")
_BY_SUFFIX = {".csv": "csv", ".tsv": "tsv", ".json": "json", ".srj": "json", ".ttl": "turtle", ".txt": "table"}
_HAS_VOCABULARY = "ASK { ng:Meeting rdfs:subClassOf ?above }"
SHOWN = 1000
"""Rows of a table on a terminal, if nobody says how many."""


def source_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that choose a graph to ask, and how long."""
    parser.add_argument(
        "--graph",
        metavar="SOURCE",
        help=f"a store folder, a .ttl .nt .nq or .trig file, or the URL of an endpoint ({', else '.join(GRAPHS)})",
    )
    parser.add_argument(
        "--timeout", type=_seconds, default=60.0, metavar="SECONDS", help="stop after that long, 0: never (60)"
    )
    vocabulary_arguments(parser)


def output_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that say how answers are written."""
    parser.add_argument(
        "-f", "--format", choices=FORMATS, help="table (on a terminal), plain (elsewhere: tabs, no signs), csv, …"
    )
    parser.add_argument("-o", "--out", metavar="FILE", help="write there; the suffix tells the format")
    parser.add_argument("--limit", type=_count, metavar="N", help="the most rows")


def _seconds(text: str) -> float | None:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1
    if not 0 <= seconds < 1e9:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds")
    return seconds or None


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is no number of rows")
    return int(text)


def engine_of(asked: argparse.Namespace) -> QueryEngine:
    """Return the engine for the graph that is meant, with the user's vocabulary if one is given.

    Raises:
        GraphError: there is no such graph.
    """
    from graph.query.engines import open_engine

    settings, source = settings_of(asked), source_of(asked)
    if Path(source).is_dir():
        engine = open_engine(source)
        if not engine.query(_HAS_VOCABULARY, timeout=asked.timeout).answer:
            complain(f"{source} holds no vocabulary: its types and statuses have no labels and no order in it")
        return engine
    if not settings.ontology:
        return open_engine(source)
    from graph.pipeline import read_ontology

    return open_engine(source, read_ontology(settings))


@contextmanager
def waiting(text: str) -> Iterator[None]:
    """Show on a terminal that something is being done."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(text):
        yield


def format_of(asked: argparse.Namespace) -> str:
    """Return the format that is asked for, or the one that fits where the answer goes."""
    if asked.format:
        return str(asked.format)
    if asked.out:
        return _BY_SUFFIX.get(Path(asked.out).suffix.lower(), "plain")
    return "table" if sys.stdout.isatty() else "plain"


def write(asked: argparse.Namespace, content: str | bytes) -> None:
    """Write an answer to the file that is asked for, as a whole or not at all, or to standard output."""
    encoded = content.encode() if isinstance(content, str) else content
    if asked.out:
        from graph.export.files import replace_files

        replace_files({Path(asked.out): encoded})
    elif hasattr(sys.stdout, "buffer"):
        sys.stdout.flush()
        sys.stdout.buffer.write(encoded)
        sys.stdout.buffer.flush()
    else:
        sys.stdout.write(encoded.decode())


def written(result: QueryResult, form: str) -> str | bytes:
    """Return rows, the answer of an ASK or triples in one of `FORMATS`."""
    from graph.query import results

    if result.triples is not None:
        return result.triples if form == "tsv" else results.to_turtle(result.triples)
    if form == "json":
        return results.to_json(result)
    if form == "turtle":
        raise GraphError(
            "turtle", "is for CONSTRUCT and DESCRIBE, and this query gives none", "choose csv, tsv or json"
        )
    if result.answer is not None:
        return "yes\n" if result.answer else "no\n"
    if form == "csv":
        return results.to_csv(result)
    if form == "tsv":
        return results.to_tsv(result)
    cells = [[results.short(cell) for cell in row] for row in result.rows]
    return table(result.columns, cells) if form == "table" else plain(result.columns, cells)


def plain(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows with a tab between cells, each on one line, blanks within cells made one."""
    lines = ["\t".join(columns), *("\t".join(" ".join(cell.split()) for cell in row) for row in rows)]
    return "".join(line + "\n" for line in lines)


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows as a table as wide as the terminal."""
    import io

    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in columns:
        drawn.add_column(Text(name), overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(cell) for cell in row))
    width = None if sys.stdout.isatty() else 120
    console = Console(file=io.StringIO(), width=width or Console().width, force_terminal=False, color_system=None)
    console.print(drawn)
    return "".join(line.rstrip() + "\n" for line in console.file.getvalue().splitlines() if line.strip())  # type: ignore[attr-defined]
