"""`newsgraph ask`: ready questions."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from graph.commands.asking import (
    engine_of,
    format_of,
    output_arguments,
    plain,
    source_arguments,
    table,
    waiting,
    write,
    written,
)
from graph.commands.base import DONE, FINDINGS, Command, complain, settings_of
from graph.errors import GraphError

if TYPE_CHECKING:
    from graph.query.questions import Question

_OF_TELLING = ("source", "relay", "outlet", "published", "modality", "cue", "trigger", "confidence")
"""Columns that say how a thing is told, not what it is."""

_EXAMPLES = """\
examples:
  newsgraph ask                                  the questions there are
  newsgraph ask met 克里                          谁会见了克里
  newsgraph ask 谁访问了 北京 after=2023-05
  newsgraph ask path 克里 拜登
  newsgraph ask claims status=Planned -o planned.csv
  newsgraph ask said 拜登 --sparql                 the query that would be asked
  newsgraph ask mine 克里 --questions my-questions/

arguments are given in the order of the list, or as name=value; a thing by any of its names, in either script, or by
its IRI; a day as 2023, 2023-07, 2023-07-17 or 2023年7月17日
exit code: 0 there is an answer, 1 there is none, 2 misuse, or stopped at the limit of time"""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("question", nargs="?", metavar="QUESTION", help="name of a question; without it, list them")
    parser.add_argument("given", nargs="*", metavar="ARGUMENT", help="a value, or name=value")
    parser.add_argument(
        "--questions", action="append", default=[], metavar="FOLDER", help="more questions, as .rq files"
    )
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="language of labels (%(default)s)")
    parser.add_argument("--sparql", action="store_true", help="print the query with its values instead of asking it")
    source_arguments(parser)
    output_arguments(parser)


def _run(asked: argparse.Namespace) -> int:
    from graph.query import ask
    from graph.query.questions import find_question, read_questions

    questions = read_questions(asked.questions)
    if not asked.question:
        write(asked, _listed(questions, asked.lang, format_of(asked)))
        return DONE
    question = find_question(questions, asked.question)
    arguments = _named(question, asked.given)
    limit = ask.ROWS if asked.limit is None else asked.limit
    with engine_of(asked) as engine, waiting("asking …"):
        answer = ask.ask(
            engine,
            question,
            arguments,
            language=asked.lang,
            limit=limit,
            timeout=asked.timeout,
            vocabulary=_vocabulary(asked),
        )
    for note in answer.notes:
        complain(note)
    if asked.sparql:
        write(asked, answer.sparql)
        return DONE
    form = format_of(asked)
    if form in ("table", "plain"):
        write(asked, (_told if form == "table" else plain)(*answer.shown()))
    else:
        write(asked, written(answer.labelled(), form))
    if answer.result.more:
        complain(f"there is more than these {limit} rows; allow more with --limit, or ask for less")
    if not answer.result.rows:
        complain("the graph tells of nothing of that kind")
        return FINDINGS
    return DONE


def _told(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows for a reader: a table, or where there are sentences, each thing with its tellings below it."""
    if "sentence" not in columns:
        return table(columns, rows)
    of_telling = [name for name in _OF_TELLING if name in columns]
    kept = [n for n, name in enumerate(columns) if name not in (*of_telling, "sentence")]
    lines = ["  ".join(columns[n] for n in kept), ""] if kept else []
    before: list[str] = []
    for row in rows:
        thing = [row[n] for n in kept if row[n]]
        if thing != before:
            lines.append("  ".join(thing))
        before = thing
        cells = dict(zip(columns, row, strict=True))
        chain = " ← ".join(dict.fromkeys(filter(None, (cells.get(name) for name in ("source", "relay", "outlet")))))
        rest = [cells[name] for name in of_telling if name not in ("source", "relay", "outlet") and cells[name]]
        lines += [f"  「{cells['sentence']}」", f"    {', '.join(filter(None, [chain, *rest]))}"]
    return "".join(line.rstrip() + "\n" for line in lines)


def _vocabulary(asked: argparse.Namespace) -> bytes | None:
    """Return the vocabulary with the user's files as N-Triples, None if there are none."""
    settings = settings_of(asked)
    if not settings.ontology:
        return None
    from graph.pipeline import read_ontology

    return read_ontology(settings).terms.serialize(format="nt").encode()


def _named(question: Question, given: Sequence[str]) -> dict[str, str]:
    """Return parameter -> value: `name=value` by name, the others in order."""
    named: dict[str, str] = {}
    others = []
    for text in given:
        name, sign, value = text.partition("=")
        if sign and name in question.parameters:
            named[name] = value
        else:
            others.append(text)
    free = [name for name in question.parameters if name not in named]
    if len(others) > len(free):
        told = ", ".join(question.parameters) or "none"
        raise GraphError(question.name, f"takes no further argument {others[len(free)]!r}", f"it takes {told}")
    return dict(zip(free, others, strict=False)) | named


def _listed(questions: Mapping[str, Question], language: str, form: str) -> str:
    rows = []
    for question in questions.values():
        taken = " ".join(p.name if p.needed else f"[{p.name}]" for p in question.parameters.values())
        said = question.zh if language == "zh" else question.en
        rows.append([question.name, taken, said if form != "table" else f"{said}\n{' '.join(question.names)}"])
    return (table if form == "table" else plain)(["question", "arguments", "asks"], rows)


COMMAND = Command("ask", "ask a ready question, in Chinese or English", _EXAMPLES, _arguments, _run)
