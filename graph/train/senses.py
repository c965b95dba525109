"""Common words and what they mean before any sentence is read, by vectors of a pretrained encoder.

The encoder has read the web: it puts 抨击 beside 谴责 and 到访 beside 访问. variants.py exchanges words by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch

from graph.annotate.lac import Lac
from graph.errors import SettingsError
from graph.extract.frame_inputs import Floats
from graph.train.encoder import SPACE, Encoder

LEAST_VERB, LEAST = 8, 150
"""How often a verb, and any other word, must have been counted to be common."""

VERBS = frozenset(("v", "vn", "vi", "vd"))
OTHERS = frozenset(("n", "a", "i", "l", "d", "an", "ad", "b", "z", "j"))
"""Tags of words that have a meaning of their own; names and numbers have none."""

AT_ONCE = 128
"""Words in one batch."""


@dataclass(frozen=True, slots=True)
class Common:
    """A common word, the first letter of its tag, and how often it was counted."""

    word: str
    kind: str
    count: int


def common_words() -> list[Common]:
    """Return the common words of the dictionary of jieba (MIT) that the tagger, too, takes for one word.

    Raises:
        SettingsError: the package jieba is missing.
    """
    spec = find_spec("jieba")
    if spec is None or not spec.submodule_search_locations:
        raise SettingsError("jieba", "the list of common words is missing", "pip install newsgraph[train]")
    lines = (Path(next(iter(spec.submodule_search_locations))) / "dict.txt").read_text(encoding="utf-8").splitlines()
    found = []
    for word, count, tag in (line.split(" ") for line in lines):
        enough = int(count) >= (LEAST_VERB if tag in VERBS else LEAST) and (tag in VERBS or tag in OTHERS)
        if enough and 2 <= len(word) <= 4 and all("\u4e00" <= sign <= "\u9fff" for sign in word):
            found.append(Common(word, tag[0], int(count)))
    read = Lac().run([common.word for common in found])
    return [common for common, words in zip(found, read, strict=True) if len(words.words) == 1]


@torch.inference_mode()
def vectors(words: Sequence[str], encoder: Encoder) -> Floats:
    """Return the mean vector [words, width] of each word's pieces, asked for as the encoder was trained to be."""
    encoder.eval()
    before = [encoder.shape.begin, *encoder.pieces.cut(f"{SPACE}query:")]
    lines = [[*before, *encoder.pieces.cut(SPACE + word), encoder.shape.end] for word in words]
    out = np.zeros((len(words), encoder.shape.width), np.float32)
    by_length: dict[int, list[int]] = {}
    for i, line in enumerate(lines):
        by_length.setdefault(len(line), []).append(i)
    for some in by_length.values():
        for part in (some[i : i + AT_ONCE] for i in range(0, len(some), AT_ONCE)):
            numbers = torch.tensor([lines[i] for i in part])
            read = encoder(numbers, torch.ones_like(numbers, dtype=torch.bool))
            out[part] = read[:, len(before) : -1].mean(1).numpy()
    return out
