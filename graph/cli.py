"""The command `newsgraph`: reads arguments, runs a sub-command of `graph.commands`, and returns an exit code.

Results go to standard output, progress and complaints to standard error.
Exit codes: 0 done; 1 done, but with findings (articles that failed, shapes that are broken, a name not found);
2 misuse (arguments, settings, ontology, a graph that cannot be read); 3 a fault of newsgraph itself;
130 stopped with Ctrl-C.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version

from graph.commands import COMMANDS
from graph.commands.base import BROKEN, DONE, FINDINGS, MISUSE, STOPPED, Command, complain
from graph.errors import GraphError

__all__ = ["BROKEN", "DONE", "FINDINGS", "MISUSE", "STOPPED", "main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with `arguments` (None: those of the process) and return its exit code."""
    asked = _parser().parse_args(arguments)
    command: Command = asked.command
    logging.basicConfig(level=logging.ERROR, format="%(name)s: %(message)s")
    logging.getLogger("graph").setLevel(logging.DEBUG if asked.verbose else logging.ERROR)
    try:
        return command.run(asked)
    except GraphError as error:
        complain(error)
        return MISUSE
    except KeyboardInterrupt:
        complain("stopped; what was there before is untouched")
        return STOPPED
    except BrokenPipeError:  # `newsgraph explain … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:  # ours, not the user's: said in one line, in full with -v
        if asked.verbose:
            raise
        complain(f"broke down ({type(error).__name__}: {error}); run again with -v and report what it says")
        return BROKEN


def _version() -> str:
    try:
        return version("newsgraph")
    except PackageNotFoundError:  # run from its source, without being installed
        return "(not installed)"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="newsgraph",
        description="Read news articles and build a sourced knowledge graph of them.",
        epilog="`newsgraph COMMAND --help` has examples.",
    )
    parser.add_argument("--version", action="version", version=f"newsgraph {_version()}")
    parsers = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for command in COMMANDS:
        asked = parsers.add_parser(
            command.name,
            help=command.summary,
            description=f"{command.summary[0].upper()}{command.summary[1:]}.",
            epilog=command.examples,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        asked.add_argument("-v", "--verbose", action="store_true", help="tell each step, and the whole of an error")
        command.add_arguments(asked)
        asked.set_defaults(command=command)
    return parser
