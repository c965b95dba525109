"""Cost of the frame model beside the bare pass of the tagger over the same texts, one core, processor time.

    python benchmarks/frame_model.py seeds/*.txt

Prints seconds and characters a second of both, and their ratio: 1.0 is the aim.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from graph.annotate import annotate, load
from graph.annotate.lac import Lac
from graph.annotate.script import to_simplified
from graph.annotate.sentences import find_sentences
from graph.extract.frames import FrameModel
from graph.model import Article, Block, Span

COPIES, ROUNDS = 10, 3
"""How often each text is read in a round, for a figure that does not flicker; the best of the rounds counts."""


def seconds(work: Callable[[], object]) -> float:
    """Return the processor seconds of the quickest round."""
    times = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
    return min(times)


def main(paths: Sequence[str]) -> int:
    """Measure both and print a line each."""
    texts = [Path(path).read_text(encoding="utf-8") for path in paths] * COPIES
    sentences = [to_simplified(span.of(text)) for text in texts for span in find_sentences(text)]
    articles = [Article(str(i), "", t, (Block(Span(0, len(t)), "paragraph"),), "") for i, t in enumerate(texts)]
    docs = list(annotate(articles, load(states=True)))
    lac, model = Lac(), FrameModel.load()
    tagging, frames = seconds(lambda: lac.run(sentences)), seconds(lambda: model.predict(docs))
    size = sum(map(len, texts))
    for name, cost in (("tagger", tagging), ("frame model", frames)):
        sys.stdout.write(f"{name:12} {cost:7.2f} s {size / cost:9.0f} characters/s\n")
    sys.stdout.write(f"ratio        {frames / tagging:7.2f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
