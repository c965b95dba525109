"""`newsgraph pull`: a graph of a triple store into a file."""

from __future__ import annotations

import argparse
from pathlib import Path

from graph.commands.base import DONE, Command
from graph.commands.push import credentials, server_arguments

_EXAMPLES = """\
examples:
  newsgraph pull http://127.0.0.1:7878 -o back.ttl
  newsgraph pull http://127.0.0.1:8890/sparql-graph-crud-auth --user dba --graph https://example.org/news -o back.nq

the ending of the file chooses the format: .ttl, .nt, .nq, .trig
some servers rewrite values, such as 0.90 to 0.9: docs/triple-stores.md says which
exit code: 0 done, 2 misuse, or the server says no"""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("url", metavar="URL", help="a server of a known kind, or its graph store")
    parser.add_argument("-o", "--out", required=True, metavar="FILE", help="where to write")
    server_arguments(parser)


def _run(asked: argparse.Namespace) -> int:
    from graph.export.files import replace_files
    from graph.remote import pull

    out = Path(asked.out)
    content, triples = pull(
        asked.url,
        out.suffix.lower(),
        graph=asked.graph,
        who=credentials(asked),
        kind=asked.kind,
        timeout=asked.timeout,
    )
    replace_files({out: content})
    print(f"{triples} triples -> {out}")
    return DONE


COMMAND = Command("pull", "read a graph back from a triple store", _EXAMPLES, _arguments, _run)
