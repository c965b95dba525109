"""`newsgraph page`: the page of a graph that was built, whole or around something."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from graph.commands.asking import waiting
from graph.commands.base import DONE, Command, settings_of, vocabulary_arguments
from graph.config import CHOICES

_EXAMPLES = """\
examples:
  newsgraph page out/graph.ttl -o page.html
  newsgraph page out/graph.ttl --focus 克里 --hops 1 -o kerry.html --lang en
  newsgraph page out/graph.ttl --focus 中国 --focus 美国 --most 300 --page-title 中美 -o two.html
  newsgraph page out/graph.ttl --fragment -o part.html      # one element, to put into a page of yours

a hop goes from a thing by an event to all who are in it; --focus takes what `newsgraph explain` takes
exit code: 0 done, 2 misuse"""


def focus_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that say what a page is built around and how it opens."""
    parser.add_argument("--focus", action="append", metavar="NAME", help="build the page around this; may be repeated")
    parser.add_argument("--hops", type=int, metavar="N", help="how far from there (2)")
    parser.add_argument("--page-title", metavar="TEXT", help="heading of the graph page")
    parser.add_argument("--lang", choices=CHOICES["page_language"], help="language that the page opens in")


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("graph", metavar="GRAPH", help="a graph file or the folder of a store")
    parser.add_argument(
        "-o", "--out", default="page.html", metavar="FILE", help="where to write (%(default)s); - prints"
    )
    focus_arguments(parser)
    parser.add_argument("--most", type=int, metavar="N", help="events on the page at most (1500)")
    parser.add_argument("--fragment", action="store_true", help="write one element to put into another page")
    vocabulary_arguments(parser)


def _run(asked: argparse.Namespace) -> int:
    from graph.export.files import replace_files
    from graph.pages import make_page
    from graph.pipeline import read_graph

    settings = settings_of(asked)
    with waiting("reading the graph …"):
        graph = read_graph(asked.graph)
    with waiting("laying the page out …"):
        page = make_page(graph, most=asked.most, settings=settings)
        content = page.fragment() if asked.fragment else page.html()
    if asked.out == "-":
        sys.stdout.buffer.write(content)
    else:
        replace_files({Path(asked.out): content})
        print(asked.out)
    return DONE


COMMAND = Command("page", "make the page of a graph, whole or around something", _EXAMPLES, _arguments, _run)
