"""The mean of several trained models, which errs less than any of them (Wortsman et al. 2022, https://arxiv.org/abs/2203.05482).

Only models that went on from the same weights lie near enough to each other for their mean to make sense.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch

from graph.extract.frame_inputs import Vocabulary
from graph.extract.frames import TABLES
from graph.train.course import network_of, write_model
from graph.train.fitting import Plan
from graph.train.weights import read_weights

WORDS = "reader.word.weight"
SPECIAL = 2
"""Rows of every table before its first string: padding and unknown."""


def write_mean(folders: Sequence[Path], shares: Sequence[float], out: Path) -> None:
    """Write the mean of some models; words that a model lacks take their vector from those that have them.

    Args:
        folders: of models that were trained from the same weights; the first one's words are those of the mean.
        shares: how much each counts; they need not add up to 1.
        out: folder for the result.

    Raises:
        ValueError: as many shares as models are wanted, and models with the same types and tables of signs.
    """
    tables = [Vocabulary.read(folder / TABLES) for folder in folders]
    first = tables[0]
    if len(shares) != len(folders) or any((t.types, t.chars, t.tags, t.names) != _kinds(first) for t in tables):
        raise ValueError("give one share for each model, and models that went on from the same weights")
    weights = [read_weights(folder) for folder in folders]
    whole = sum(shares)
    mean = {
        name: torch.stack([w[name] * (share / whole) for w, share in zip(weights, shares, strict=True)]).sum(0)
        for name in weights[0]
        if name != WORDS
    }
    rows = [list(range(SPECIAL)) + [t.words.get(word, -1) for word in first.words] for t in tables]
    mean[WORDS] = _mean_rows([w[WORDS] for w in weights], rows, shares)
    network = network_of(mean, first, Plan())
    network.eval()
    write_model(network, first, out)


def _kinds(tables: Vocabulary) -> tuple[object, ...]:
    return tables.types, tables.chars, tables.tags, tables.names


def _mean_rows(vectors: Sequence[torch.Tensor], rows: Sequence[Sequence[int]], shares: Sequence[float]) -> torch.Tensor:
    """Return the mean of the rows that stand for the same word; -1 where a model lacks it."""
    index = [torch.tensor(wanted) for wanted in rows]
    there = torch.stack([(i >= 0).float()[:, None] * share for i, share in zip(index, shares, strict=True)])
    found = torch.stack([table[i.clamp(min=0)] for table, i in zip(vectors, index, strict=True)])
    return (found * there).sum(0) / there.sum(0)
