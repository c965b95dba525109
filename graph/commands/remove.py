"""`newsgraph remove`: articles out of a store."""

from __future__ import annotations

import argparse
from pathlib import Path

from graph.commands.base import DONE, Command, settings_of, vocabulary_arguments
from graph.commands.build import print_files, show_progress

_EXAMPLES = """\
examples:
  newsgraph remove 2023-07-17-talks --store out/store
  newsgraph remove news/monday.html news/tuesday.html --store out/store -o out/
  newsgraph remove https://w3id.org/newsgraph/article/2023-07-17-talks

an ARTICLE is an id, an IRI, or the source that it was built from; what other articles tell as well stays
exit code: 0 done, 2 misuse (nothing is removed if one of the articles is not there)"""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("articles", nargs="+", metavar="ARTICLE", help="an article of the store")
    parser.add_argument("--store", default="out/store", metavar="FOLDER", help="the store (%(default)s)")
    parser.add_argument(
        "-o", "--out", default="out", metavar="FOLDER", help="where to write what is left (%(default)s)"
    )
    parser.add_argument("--quiet", action="store_true", help="print nothing but complaints")
    vocabulary_arguments(parser)


def _run(asked: argparse.Namespace) -> int:
    from graph import pipeline

    with show_progress(asked.quiet) as progress:
        result = pipeline.remove(asked.articles, asked.store, asked.out, settings=settings_of(asked), progress=progress)
    if not asked.quiet:
        print(f"{len(result.articles)} articles left, {len(result.graph)} triples")
        print_files(Path(asked.out), asked.store)
    return DONE


COMMAND = Command("remove", "take articles out of a store", _EXAMPLES, _arguments, _run)
