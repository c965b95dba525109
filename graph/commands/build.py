"""`newsgraph build`: articles in, a graph and its files out."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from graph.commands.base import DONE, FINDINGS, STOPPED, Command, complain, settings_of, vocabulary_arguments
from graph.commands.page import focus_arguments
from graph.config import CHOICES
from graph.errors import GraphError

if TYPE_CHECKING:
    from graph.pipeline import BuildResult, Progress

_EXAMPLES = """\
examples:
  newsgraph build seeds/ -o out/
  newsgraph build 'news/2023-*.html' page.md -o out/ --why-not dropped.jsonl
  newsgraph build news.jsonl --jsonl-fields title=headline,text=body -o out/
  newsgraph build seeds/ -o out/ --ontology mine.ttl
  newsgraph build seeds/ -o out/ --focus 克里 --hops 1       # the page shows what is around him; the graph is whole
  newsgraph build monday/ --store out/store && newsgraph build tuesday/ --store out/store
  curl -s … | newsgraph build - -o out/

writes out/graph.ttl, out/graph.nt, out/graph.html, out/report.json and out/text/
with --store, the articles are added to those that the store holds, or take their place, and the files are those of all;
what stopped half-way is taken up where it was; without SOURCE the files are written anew
exit code: 0 done, 1 some articles failed (the others are built), 2 misuse"""

_FILES = ("graph.ttl", "graph.nt", "graph.html", "report.json")
_STAGES = {
    "read": "reading articles",
    "annotate": "finding words and names",
    "resolve": "joining entities and events",
    "store": "storing",
    "write": "writing",
}


def settings_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that change the settings of a build."""
    vocabulary_arguments(parser)
    parser.add_argument(
        "--extractor", metavar="NAME", help=f"who finds the events: {' or '.join(CHOICES['extractor'])}"
    )
    parser.add_argument(
        "--jsonl-fields", type=_fields, metavar="FIELD=KEY,…", help="where a field stands in JSON Lines: title=headline"
    )
    focus_arguments(parser)


def _fields(text: str) -> dict[str, str]:
    pairs = [pair.partition("=") for pair in text.split(",")]
    if not all(field and sign and key for field, sign, key in pairs):
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form title=headline,text=body")
    return {field.strip(): key.strip() for field, _, key in pairs}


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("sources", nargs="*", metavar="SOURCE", help="file, folder, glob pattern, or - for stdin")
    parser.add_argument("--store", metavar="FOLDER", help="keep the graph in an embedded store, and build upon it")
    parser.add_argument("-o", "--out", default="out", metavar="FOLDER", help="where to write (%(default)s)")
    parser.add_argument("--no-files", action="store_true", help="write the store alone: quicker where it is large")
    parser.add_argument("--why-not", metavar="FILE", help="write what was found and dropped, one JSON object a line")
    parser.add_argument("--quiet", action="store_true", help="print nothing but complaints")
    settings_arguments(parser)


def _run(asked: argparse.Namespace) -> int:
    from graph import pipeline
    from graph.pages import find_focus

    settings = settings_of(asked)
    if not asked.sources and not asked.store:
        raise GraphError("build", "has nothing to read", "name a file, a folder, a pattern, or - for standard input")
    if asked.no_files and not asked.store:
        raise GraphError("--no-files", "leaves nothing to write", "name a store with --store")
    out = None if asked.no_files else Path(asked.out)
    try:
        with show_progress(asked.quiet) as progress:
            result = pipeline.build(asked.sources, out, settings=settings, progress=progress, store=asked.store)
            if asked.why_not:
                _write_why_not(Path(asked.why_not), result)
    except KeyboardInterrupt:
        if not asked.store:
            raise
        complain(f"stopped; the articles read so far are kept in {asked.store}: the same command goes on from there")
        return STOPPED
    for failure in result.failures:
        complain(failure)
    _, unknown = find_focus(result.graph, settings.page_focus) if result.articles else ((), ())
    for fault in unknown:  # the rest is done: only the page is wider than asked for
        complain(fault)
    if not result.articles:
        complain(f"no article could be built; {asked.out} is left as it was")
    elif not asked.quiet:
        _print_summary(result)
        print_files(out, asked.store)
    return FINDINGS if result.failures or unknown else DONE


@contextmanager
def show_progress(quiet: bool) -> Iterator[Progress | None]:
    """Give a callback that shows the stage on a terminal; nothing elsewhere, so that logs stay short."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console

    with Console(stderr=True).status("starting …") as status:
        yield lambda stage, count: status.update(_STAGES[stage] + (f" ({count} articles)" if count else "") + " …")


def _print_summary(result: BuildResult) -> None:
    failed = f", {len(result.failures)} failed" if result.failures else ""
    reused = f", {result.reused} of them unchanged" if result.reused else ""
    print(f"{len(result.articles)} articles{failed}{reused}, {len(result.graph)} triples")


def print_files(out: Path | None, store: str | None) -> None:
    """Print what a build has written."""
    for name in (*([Path(store)] if store else []), *(out / name for name in _FILES if out)):
        print(f"  {name}")


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


COMMAND = Command("build", "build a graph from articles", _EXAMPLES, _arguments, _run)
