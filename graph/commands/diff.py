"""`newsgraph diff`: what two graphs differ in."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from graph.commands.base import DONE, FINDINGS, Command, settings_of, vocabulary_arguments

_EXAMPLES = """\
examples:
  newsgraph diff yesterday/graph.ttl out/graph.ttl
  newsgraph diff old.ttl new.ttl --lang en
  newsgraph diff old.ttl new.ttl --format trig -o patch.trig

what is the same thing under another IRI is not told as gone and new: entities are matched by IRI, then by name,
events by IRI, then by the sentence that tells them, then by type, parties and time
+ new, - gone, ~ changed; exit code: 0 the same, 1 they differ, 2 misuse"""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", metavar="A", help="the earlier graph")
    parser.add_argument("new", metavar="B", help="the later graph")
    parser.add_argument(
        "-f",
        "--format",
        default="text",
        choices=("text", "json", "ttl", "trig"),
        help="words; a record; triples as a change set, or as a graph of what went and one of what came (%(default)s)",
    )
    parser.add_argument("--lang", default="zh", choices=("zh", "en"), help="language of the words (%(default)s)")
    parser.add_argument("-o", "--out", metavar="FILE", help="write it there instead of printing it")
    vocabulary_arguments(parser)


def _run(asked: argparse.Namespace) -> int:
    from graph.changes import diff
    from graph.changes.triples import as_trig, as_turtle
    from graph.changes.words import as_record, as_text
    from graph.export.files import replace_files
    from graph.pipeline import read_graph, read_ontology

    language = asked.lang
    asked.lang = None  # that of the page, to the settings
    found = diff(read_graph(asked.old), read_graph(asked.new), read_ontology(settings_of(asked)))
    content = {
        "text": lambda: as_text(found, language).encode(),
        "json": lambda: (json.dumps(as_record(found), ensure_ascii=False, indent=1) + "\n").encode(),
        "ttl": lambda: as_turtle(found),
        "trig": lambda: as_trig(found),
    }[asked.format]()
    if asked.out:
        replace_files({Path(asked.out): content})
    else:
        sys.stdout.write(content.decode())
    return DONE if found.is_empty else FINDINGS


COMMAND = Command("diff", "say what two graphs differ in", _EXAMPLES, _arguments, _run)
