"""Triggers by type on annotated sentences: the lexicon alone, the frame model alone, and both as the build joins them.

    python benchmarks/frame_types.py sentences.jsonl --split dev

The file is in the frame format (graph/train/sentences.py); no torch is needed. A trigger is right if it overlaps an
annotated one of its type that no earlier trigger has taken. `Other` counts on neither side. The annotation has fewer
types than the ontology: STANDS_FOR tells which class counts as which type.
"""

from __future__ import annotations

import argparse
import datetime
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from graph.annotate import annotate, load
from graph.extract.events import extract
from graph.extract.frames import FrameModel
from graph.extract.lexicon import compile_lexicon
from graph.model import Article, Block, Published, Span
from graph.train.sentences import OTHER, Sentence, locate, read_sentences
from graph.vocabulary import load_ontology

STANDS_FOR = {
    "Conference": "Attendance", "Hosting": "Attendance", "Request": "Demand", "LeaveOffice": "Departure",
    "Occupation": "Seizure", "Rejection": "Denial", "Protest": "Criticism", "Aid": "Support", "Election": "Appointment",
    "Postponement": "Suspension", "Cancellation": "Suspension", "Ceasefire": "Agreement", "Expulsion": "Sanction",
    "TradeMeasure": "Sanction", "LegalAction": "Arrest", "Investigation": "Arrest",
}  # fmt: skip
"""Classes of the ontology -> types of the annotation; holding and attending a conference are one class of the graph."""

UNNAMED = "no party"
"""Why the build drops a trigger in whose event nobody is named; the annotation has such events, so it counts here."""

SURE = 0.5
"""Least probability of its type for a trigger of the model alone."""

Found = list[tuple[str, Span]]
"""Types and triggers of one sentence."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("file", type=Path, help="sentences with frames, one JSON object a line")
    parser.add_argument("--split", default="dev", help="split to measure on")
    parser.add_argument("--model", type=Path, help="folder of a frame model; without it the package's own")
    options = parser.parse_args(arguments)
    sentences = [s for s in read_sentences(options.file) if s.split == options.split]
    gold, ways = find(sentences, FrameModel.load(options.model))
    sys.stdout.write(table(gold, ways))
    return 0


def find(sentences: Sequence[Sentence], model: FrameModel) -> tuple[list[Found], dict[str, list[Found]]]:
    """Return the annotated triggers of each sentence, and those that each way of reading finds."""
    ontology = load_ontology(None)
    lexicon = compile_lexicon(ontology)
    articles = [_article(s) for s in sentences]
    gold: list[Found] = []
    ways: dict[str, list[Found]] = {"lexicon": [], "model": [], "both": []}
    for sentence, article, doc in zip(sentences, articles, annotate(articles, load(states=True)), strict=True):
        edges = frozenset(i for t in doc for i in (t.idx, t.idx + len(t)))
        gold.append([(_type(f.type), f.trigger) for f in locate(sentence, edges) if f.type != OTHER])
        for way, used in (("lexicon", None), ("both", model)):
            read = extract(article, doc, ontology, lexicon, used)
            unnamed = [(_type(r.type), r.span) for r in read.rejections if r.reason == UNNAMED]
            ways[way].append([(_type(e.type), e.trigger) for e in read.events] + unnamed)
        sure = [c for c in model.predict([doc])[0] if c.type != OTHER and c.types[c.type] >= SURE]
        ways["model"].append([(_type(c.type), c.trigger) for c in sure])
    known = {name for found in gold for name, _ in found} | {_type(t) for t in model.tables.types}
    for found in ways.values():  # classes that the annotation does not have are no error of anybody's
        found[:] = [[f for f in some if f[0] in known] for some in found]
    return gold, ways


def _article(s: Sentence) -> Article:
    text = unicodedata.normalize("NFC", s.text)
    published = Published(datetime.date.fromisoformat(s.date)) if s.date else None
    return Article(s.id, s.id, text, (Block(Span(0, len(text)), "paragraph"),), "", published)


def _type(name: str) -> str:
    return STANDS_FOR.get(name, name)


def table(gold: Sequence[Found], ways: dict[str, list[Found]]) -> str:
    """Return a table in Markdown: a row a type, precision, recall and F1 of every way."""
    counts = {way: count(gold, found) for way, found in ways.items()}
    number: dict[str, int] = defaultdict(int)
    for name, _ in (f for some in gold for f in some):
        number[name] += 1
    lines = [
        f"| type | annotated | {' | '.join(f'{way} P / R / F1' for way in ways)} |",
        "|---|---|" + "---|" * len(ways),
    ]
    for name in sorted(number):
        lines.append(f"| {name} | {number[name]} | {' | '.join(figures([counts[w][name]]) for w in ways)} |")
    total = " | ".join(figures(counts[w].values()) for w in ways)
    return "\n".join([*lines, f"| all | {sum(number.values())} | {total} |"]) + "\n"


def count(gold: Sequence[Found], found: Sequence[Found]) -> dict[str, tuple[int, int, int]]:
    """Return for each type how many triggers are right, found and annotated."""
    counts: dict[str, tuple[int, int, int]] = defaultdict(lambda: (0, 0, 0))
    for wanted, some in zip(gold, found, strict=True):
        left = list(wanted)
        for name, _ in wanted:
            right, had, all_ = counts[name]
            counts[name] = right, had, all_ + 1
        for name, span in some:
            same = next((w for w in left if w[0] == name and w[1].overlaps(span)), None)
            right, had, all_ = counts[name]
            counts[name] = right + (same is not None), had + 1, all_
            if same:
                left.remove(same)
    return counts


def figures(counts: Iterable[tuple[int, int, int]]) -> str:
    """Return precision, recall and F1 of some counts together."""
    right, found, gold = (sum(column) for column in zip(*counts, strict=True))
    precision, recall = right / max(1, found), right / max(1, gold)
    return f"{precision:.2f} / {recall:.2f} / {2 * right / max(1, found + gold):.2f}"


if __name__ == "__main__":
    sys.exit(main())
