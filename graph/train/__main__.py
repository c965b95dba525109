r"""python -m graph.train: trains the frame model, or measures one.

    python -m graph.train --data sentences.jsonl --out model/
    python -m graph.train --data mine.jsonl --out model/ --continue-from shipped --epochs 5
    python -m graph.train --data sentences.jsonl --measure shipped
    python -m graph.train --data sentences.jsonl --tutor tutor/
    python -m graph.train --data sentences.jsonl --mean one/ two/ --shares 0.65 0.35 --out model/
    python -m graph.train --data sentences.jsonl --out model/ --continue-from shipped --keep 0.5 \
        --teachers tutor/ --variants 1 --bare treebank.conllu

The folder `model/` then holds what `FrameModel.load(Path("model"))` reads, and figures.txt.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch

from graph.extract.frames import HERE, FrameModel
from graph.train.course import Course, Help, prepare, read_course, train, train_tutor
from graph.train.fitting import TAUGHT, Plan
from graph.train.means import write_mean
from graph.train.measure import measure, report
from graph.train.tutor import TUTORING

THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    course = read_course(options.data)
    measured = [s for s in course.sentences if s.split in options.measured]
    if options.mean:
        options.out.mkdir(parents=True, exist_ok=True)
        write_mean(options.mean, options.shares or [1.0] * len(options.mean), options.out)
    elif options.measure is None:
        learnt = [s for s in course.sentences if s.split in options.learnt]
        start = _folder(options.continue_from) if options.continue_from else None
        torch.set_num_threads(options.threads)
        if options.tutor:
            options.tutor.mkdir(parents=True, exist_ok=True)
            train_tutor(course, learnt, replace(TUTORING, seed=options.seed), options.tutor)
            return 0
        usual = TAUGHT if options.bare or options.variants else Plan()
        plan = replace(usual, epochs=options.epochs or usual.epochs, seed=options.seed, rate=options.rate or usual.rate)
        options.out.mkdir(parents=True, exist_ok=True)
        aid = Help(
            start,
            tuple(options.trees),
            tuple(options.teachers),
            options.share,
            tuple(options.bare),
            options.variants,
            options.keep,
        )
        train(course, learnt, plan, options.out, aid)
    model = FrameModel.load(options.out if options.measure is None else _folder(options.measure))
    text = figures(model, course, [s.id for s in measured])
    sys.stdout.write(text)
    if options.measure is None:
        (options.out / "figures.txt").write_text(text, encoding="utf-8")
    return 0


def figures(model: FrameModel, course: Course, ids: Sequence[str]) -> str:
    """Return the figures of a model on some sentences: a line for each threshold, then the full report."""
    docs, gold = prepare(course, ids, model.tables)
    lines = [f"{len(docs)} sentences", "threshold of an event: triggers | triggers without Other | roles"]
    for threshold in THRESHOLDS:
        some = measure(model, docs, gold, threshold)
        lines.append(f"{threshold:.1f}: {some.triggers} | {some.known} | {some.roles}")
    return "\n".join([*lines, "at 0.5:", report(measure(model, docs, gold, 0.5))]) + "\n"


def _folder(name: str) -> Path:
    return HERE if name == "shipped" else Path(name)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m graph.train", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    add = parser.add_argument
    add(
        "--data",
        type=Path,
        required=True,
        nargs="+",
        metavar="FILE",
        help="sentences with frames, one JSON object a line",
    )
    add("--out", type=Path, default=Path("model"), help="folder for the trained model")
    add("--learnt", nargs="+", default=["train"], metavar="SPLIT", help="splits to learn from")
    add("--measured", nargs="+", default=["dev"], metavar="SPLIT", help="splits to measure on")
    add("--continue-from", metavar="FOLDER", help="start from these weights; `shipped` for the package's own")
    add("--measure", metavar="FOLDER", help="train nothing, measure this model; `shipped` for the package's own")
    add(
        "--epochs", type=int, help=f"passes over the sentences; {Plan().epochs}, or {TAUGHT.epochs} with more sentences"
    )
    add("--rate", type=float, help=f"highest learning rate; {Plan().rate}, or {TAUGHT.rate} with more sentences")
    add("--seed", type=int, default=0, help="same seed, same data, same machine: same weights")
    add("--threads", type=int, default=1, help="threads of torch")
    add("--teachers", type=Path, nargs="*", default=[], metavar="FOLDER", help="models whose answers are learnt too")
    add("--share", type=float, default=Help().share, help="how much the teachers' answers count, 0 to 1")
    add("--tutor", type=Path, metavar="FOLDER", help="train a tutor instead, a large network that only teaches")
    add("--bare", type=Path, nargs="*", default=[], metavar="FILE", help="sentences without frames for the teachers")
    add("--variants", type=int, default=0, help="variants of every sentence for the teachers")
    add("--keep", type=float, default=0.0, help="share of the weights continued from that is kept, 0 to 1")
    add("--mean", type=Path, nargs="+", metavar="FOLDER", help="train nothing, write the mean of these models to --out")
    add("--shares", type=float, nargs="+", metavar="SHARE", help="how much each of them counts; equally if not given")
    add("--trees", type=Path, nargs="*", default=[], metavar="FILE", help="treebanks (CoNLL-U) to learn beside")
    return parser


if __name__ == "__main__":
    sys.exit(main())
