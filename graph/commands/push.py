"""`newsgraph push`: a graph into a triple store."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from graph.commands.base import DONE, STOPPED, Command, complain
from graph.errors import GraphError

if TYPE_CHECKING:
    from graph.remote import Credentials

PASSWORD = "NEWSGRAPH_PASSWORD"  # the name of the variable

_EXAMPLES = f"""\
examples:
  newsgraph push out/graph.ttl --to http://127.0.0.1:7878
  newsgraph push out/graph.ttl --to http://127.0.0.1:7878/store --graph https://example.org/news
  {PASSWORD}=… newsgraph push out/store --to http://127.0.0.1:8890 --user dba --graph https://example.org/news
  newsgraph push out/graph.ttl --to http://127.0.0.1:3030/news --kind fuseki --replace

what is there stays, unless --replace; a push that was stopped goes on where it was when it is run again
the password comes from {PASSWORD}, or is asked for; more in docs/triple-stores.md
exit code: 0 done, 2 misuse, or the server says no"""


def server_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that tell how to reach a triple store."""
    parser.add_argument("--graph", metavar="IRI", help="the named graph there (default: the default graph)")
    parser.add_argument("--user", default="", metavar="NAME", help="who asks")
    parser.add_argument(
        "--auth",
        default="auto",
        choices=("auto", "basic", "digest", "bearer", "none"),
        help="how to show the password; bearer: as a token (%(default)s: as the server wants)",
    )
    parser.add_argument(
        "--kind",
        default="auto",
        choices=("auto", "oxigraph", "virtuoso", "fuseki", "graphdb", "neptune", "any"),
        help="make of the server; any: the protocol alone, at just this address (%(default)s: find out)",
    )
    parser.add_argument(
        "--timeout", type=_seconds, default=600.0, metavar="SECONDS", help="wait that long for an answer (600)"
    )


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", metavar="GRAPH", help="a .ttl, .nt, .nq or .trig file, or the folder of a store")
    parser.add_argument("--to", required=True, metavar="URL", help="a server of a known kind, or its graph store")
    server_arguments(parser)
    parser.add_argument("--replace", action="store_true", help="empty each graph before it is filled")
    parser.add_argument("--batch", type=_count, metavar="N", help="triples in a request (default: what suits the kind)")
    parser.add_argument("--no-resume", action="store_true", help="start from the first triple in any case")
    parser.add_argument("--quiet", action="store_true", help="print nothing but complaints")


def credentials(asked: argparse.Namespace) -> Credentials:
    """Return user and password; the password from the environment or the terminal, never from the arguments."""
    from graph.remote import Credentials

    password = os.environ.get(PASSWORD)
    if password is None and (asked.user or asked.auth == "bearer"):
        if not sys.stdin.isatty():
            raise GraphError("--user", "no password is given", f"set {PASSWORD}")
        password = getpass.getpass(f"password of {asked.user or 'the bearer'}: ")
    return Credentials(asked.user, password or "", asked.auth)


def _run(asked: argparse.Namespace) -> int:
    from graph.remote import push

    who = credentials(asked)  # before the progress is drawn: it may ask
    try:
        with _progress(asked.quiet) as told:
            result = push(
                asked.source,
                asked.to,
                graph=asked.graph,
                who=who,
                kind=asked.kind,
                batch=asked.batch,
                replace=asked.replace,
                resume=not asked.no_resume,
                timeout=asked.timeout,
                told=told,
            )
    except KeyboardInterrupt:
        complain("stopped; what was loaded is there: the same command goes on from there")
        return STOPPED
    if not asked.quiet:
        print(f"{result.triples} triples -> {result.url}" + (f" <{asked.graph}>" if asked.graph else ""))
    return DONE


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[int], None] | None]:
    """Give a callback that shows the triples loaded so far on a terminal; nothing elsewhere."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = SpinnerColumn(), TextColumn("{task.completed:,.0f} triples loaded"), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("", total=None)
        yield lambda triples: shown.update(task, completed=triples)


def _count(text: str) -> int:
    if not text.isdigit() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no number above 0")
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < 1e7:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds above 0")
    return seconds


COMMAND = Command("push", "load a graph into a triple store", _EXAMPLES, _arguments, _run)
