"""The tutor: the network over a large pretrained encoder, trained on the same sentences, to teach the one that ships.

It reads what the shipped network reads and, for every word, the mean of the encoder's vectors of its pieces. It is far
too slow to ship; what it answers on sentences that nobody has annotated goes into the lessons of the network that does
(Hinton, Vinyals, Dean 2015; Tang et al. 2019, https://arxiv.org/abs/1903.12136).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from spacy.tokens import Doc
from torch import Tensor

from graph.extract.frame_inputs import Vocabulary, Words, read_words
from graph.extract.frames import TABLES
from graph.train.encoder import Encoder, Pieces, read_encoder
from graph.train.fitting import Plan
from graph.train.network import Network, Reader, Sizes
from graph.train.tables import sizes_of

WEIGHTS = "tutor.pt"
"""File of a tutor's weights, beside its tables."""

MOST = 4
"""Pieces of a word that are read; more have only names and numbers."""

TUTORING = Plan(epochs=9, batch=16, average=0.995)
"""How a tutor is trained: half an hour on one core."""


class TutorReader(Reader):
    """A reader that sees the encoder's vectors beside the tagger's states; `ids` has the pieces in its last columns."""

    def __init__(self, sizes: Sizes, encoder: Encoder, dropout: float, word_dropout: float):
        super().__init__(sizes, dropout, word_dropout)
        self.encoder = encoder

    def read(self, states: Tensor, ids: Tensor, lengths: Tensor) -> Tensor:
        """Return the words as read in their sentence."""
        return super().read(torch.cat([states, self.encode(ids[..., -MOST:], lengths)], -1), ids, lengths)

    def encode(self, pieces: Tensor, lengths: Tensor) -> Tensor:
        """Return the mean vector of each word's pieces [sentences, words, MOST]; -1 for no piece."""
        there = (pieces >= 0) & (torch.arange(pieces.shape[1]) < lengths[:, None])[..., None]
        place = there.flatten(1).long().cumsum(1).view_as(pieces)  # place 0 is the beginning's
        count = there.flatten(1).sum(1)
        shape = self.encoder.shape
        line = torch.full((len(pieces), int(count.max()) + 2), shape.end)
        line[:, 0] = shape.begin
        row = torch.arange(len(pieces))[:, None, None].expand_as(place)
        line[row[there], place[there]] = pieces[there]
        seen = self.encoder(line, torch.arange(line.shape[1]) < (count + 2)[:, None])
        mean: Tensor = (seen[row, place] * there[..., None]).sum(2) / there.sum(2).clamp(min=1)[..., None]
        return mean


def make_tutor(tables: Vocabulary, plan: Plan = TUTORING) -> Network:
    """Return an untrained tutor for some tables, its encoder as it was pretrained."""
    encoder = read_encoder()
    sizes = replace(
        sizes_of(tables), more_width=encoder.shape.width, input_width=256, layers=1, pair_width=128, trigger_hidden=192
    )
    network = Network(sizes, plan.dropout, plan.word_dropout)
    network.reader = TutorReader(sizes, encoder, plan.dropout, plan.word_dropout)
    return network


def encoder_of(tutor: Network) -> Encoder:
    """Return the encoder of a tutor."""
    if not isinstance(tutor.reader, TutorReader):
        raise TypeError("the network has no encoder")
    return tutor.reader.encoder


def write_tutor(network: Network, tables: Vocabulary, folder: Path) -> None:
    """Write a tutor's weights and tables."""
    torch.save(network.state_dict(), folder / WEIGHTS)
    tables.write(folder / TABLES)


def read_tutor(folder: Path) -> tuple[Network, Vocabulary]:
    """Return the tutor of a folder and its tables."""
    tables = Vocabulary.read(folder / TABLES)
    network = make_tutor(tables)
    network.load_state_dict(torch.load(folder / WEIGHTS, weights_only=True))
    return network.eval(), tables


def tutor_words(docs: Sequence[Doc], tables: Vocabulary, pieces: Pieces) -> Words:
    """Return the words of the Docs with the numbers of their pieces, MOST more columns of ids."""
    words = read_words(docs, tables)
    texts = [doc._.simplified or doc.text for doc in docs]
    columns = np.full((len(words.doc), MOST), -1, np.int64)
    for row, doc, start, end in zip(columns, words.doc.tolist(), words.start.tolist(), words.end.tolist(), strict=True):
        numbers = pieces.cut(texts[doc][start:end])[:MOST]
        row[: len(numbers)] = numbers
    return replace(words, ids=np.concatenate([words.ids, columns], 1))
