"""The frame network in torch: a reader of sentences and a scorer of roles; graph/extract/frames.py tells their use.

weights.py writes the same computation as an ONNX graph; a change here needs the same there (a test compares them).
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from graph.extract.frame_inputs import BUCKETS, STATES


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many of what: entries of the tables (padding and unknown included), outputs, and widths of layers.

    more_width: of what a reader is given beside the tagger's states.
    """

    words: int
    chars: int
    tags: int
    names: int
    types: int
    statuses: int
    roles: int
    word_width: int = 64
    char_width: int = 64
    tag_width: int = 24
    name_width: int = 12
    input_width: int = 192
    hidden: int = 128
    layers: int = 2
    trigger_hidden: int = 160
    status_hidden: int = 64
    pair_width: int = 96
    dilations: tuple[int, ...] = (1, 2, 4)
    more_width: int = 0

    @property
    def read_width(self) -> int:
        """Width of a word after reading: both directions and what went in."""
        return 2 * self.hidden + self.input_width


def drop(value: Tensor, share: float, training: bool) -> Tensor:
    """Dropout of whole features of a sequence [rows, length, width], the same at every word (Gal, Ghahramani 2016)."""
    if not training or share <= 0:
        return value
    return value * torch.empty(len(value), 1, value.shape[2]).bernoulli_(1 - share).div_(1 - share)


class Reader(nn.Module):
    """Words of sentences -> what each word may trigger, and its forms as a trigger and as a filler of a role."""

    def __init__(self, sizes: Sizes, dropout: float = 0.35, word_dropout: float = 0.15):
        super().__init__()
        self.word = nn.Embedding(sizes.words, sizes.word_width, 0)
        self.char = nn.Embedding(sizes.chars, sizes.char_width, 0)
        self.tag = nn.Embedding(sizes.tags, sizes.tag_width, 0)
        self.name = nn.Embedding(sizes.names, sizes.name_width, 0)
        for table in (self.word, self.char, self.tag, self.name):
            nn.init.normal_(table.weight, 0, 0.3)
        width = (
            2 * STATES + sizes.more_width + sizes.word_width + 2 * sizes.char_width + sizes.tag_width + sizes.name_width
        )
        self.input = nn.Linear(width, sizes.input_width)
        between = dropout if sizes.layers > 1 else 0.0
        self.rnn = nn.LSTM(
            sizes.input_width, sizes.hidden, sizes.layers, batch_first=True, bidirectional=True, dropout=between
        )
        self.trigger_in = nn.Linear(sizes.read_width, sizes.trigger_hidden)
        self.trigger_out = nn.Linear(sizes.trigger_hidden, sizes.types)
        self.status_in = nn.Linear(sizes.read_width, sizes.status_hidden)
        self.status_out = nn.Linear(sizes.status_hidden, sizes.statuses)
        self.as_trigger = nn.Linear(sizes.read_width, 2 * sizes.pair_width)
        self.as_word = nn.Linear(sizes.read_width, 2 * sizes.pair_width)
        self.dropout, self.word_dropout = dropout, word_dropout

    def read(self, states: Tensor, ids: Tensor, lengths: Tensor) -> Tensor:
        """Return the words as read in their sentence."""
        word = ids[..., 0]
        if self.training and self.word_dropout:
            lost = (torch.rand(word.shape) < self.word_dropout) & (word > 0)
            word = torch.where(lost, torch.ones_like(word), word)
        tables = (
            self.word(word),
            self.char(ids[..., 1]),
            self.char(ids[..., 2]),
            self.tag(ids[..., 3]),
            self.name(ids[..., 4]),
        )
        seen = drop(torch.cat([states, *tables], -1), 0.6 * self.dropout, self.training)
        x = drop(torch.relu(self.input(seen)), self.dropout, self.training)
        if int(lengths.min()) == x.shape[1]:  # no padding: the quick way
            read = self.rnn(x)[0]
        else:
            packed = nn.utils.rnn.pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
            read, _ = nn.utils.rnn.pad_packed_sequence(self.rnn(packed)[0], batch_first=True, total_length=x.shape[1])
        return torch.cat([drop(read, self.dropout, self.training), x], -1)

    def forward(self, states: Tensor, ids: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Return scores of types, scores of statuses, the forms as trigger and the forms as word."""
        both = self.read(states, ids, lengths)
        types = self.trigger_out(drop(torch.relu(self.trigger_in(both)), 0.6 * self.dropout, self.training))
        statuses = self.status_out(drop(torch.relu(self.status_in(both)), 0.6 * self.dropout, self.training))
        return types, statuses, self.as_trigger(both), self.as_word(both)


class Scorer(nn.Module):
    """One trigger and all words of its sentence -> for each role, is the word inside a span of it, does it open one."""

    def __init__(self, sizes: Sizes, dropout: float = 0.35):
        super().__init__()
        width = sizes.pair_width
        self.distance = nn.Embedding(2 * BUCKETS + 3, width)
        nn.init.normal_(self.distance.weight, 0, 0.3)
        self.convolutions = nn.ModuleList(
            nn.Conv1d(width, width, 3, padding=step, dilation=step) for step in sizes.dilations
        )
        self.out = nn.Linear(width, 2 * sizes.roles)
        nn.init.constant_(self.out.bias, -2.0)  # most words fill no role
        self.dropout = dropout

    def forward(self, triggers: Tensor, words: Tensor, distances: Tensor, mask: Tensor) -> Tensor:
        """Return scores [triggers, length, 2 * roles].

        triggers: [triggers, 2 * width]; words: [triggers, length, 2 * width], the trigger's sentence; distances:
        numbers [triggers, length]; mask: 1 for a word, 0 for padding.
        """
        add, times = triggers[:, None].chunk(2, -1)
        word_add, word_times = words.chunk(2, -1)
        real = mask[..., None]
        z = torch.relu(add + word_add + self.distance(distances) + times * word_times) * real
        for layer in self.convolutions:
            more = drop(layer(z.transpose(1, 2)).transpose(1, 2), 0.5 * self.dropout, self.training)
            z = (z + torch.relu(more)) * real
        scores: Tensor = self.out(drop(z, 0.5 * self.dropout, self.training))
        return scores


class Parser(nn.Module):
    """Words as read -> scores of heads and relations (after Dozat and Manning 2017). For training only."""

    def __init__(self, sizes: Sizes, relations: int, width: int = 128):
        super().__init__()
        self.as_word = nn.Linear(sizes.read_width, width)
        self.as_head = nn.Linear(sizes.read_width, width)
        self.is_head = nn.Linear(width, 1)
        self.root = nn.Parameter(torch.zeros(width))
        self.pair = nn.Linear(2 * width, width)
        self.relation = nn.Linear(width, relations)
        self.scale = width**-0.5

    def forward(self, read: Tensor, mask: Tensor, heads: Tensor) -> tuple[Tensor, Tensor]:
        """Return scores of heads [sentences, words, root and words] and, for the heads given, of relations."""
        word, head = torch.relu(self.as_word(read)), torch.relu(self.as_head(read))
        head = torch.cat([self.root.expand(len(read), 1, -1), head], 1)
        arcs = self.scale * word @ head.transpose(1, 2) + self.is_head(head).transpose(1, 2)
        there = torch.cat([torch.ones_like(mask[:, :1]), mask], 1)
        chosen = head.gather(1, heads.clamp(min=0)[..., None].expand(-1, -1, head.shape[2]))
        return arcs.masked_fill(~there[:, None], -1e4), self.relation(
            torch.relu(self.pair(torch.cat([word, chosen], -1)))
        )


class Network(nn.Module):
    """Reader and scorer."""

    def __init__(self, sizes: Sizes, dropout: float = 0.35, word_dropout: float = 0.15):
        super().__init__()
        self.sizes = sizes
        self.reader = Reader(sizes, dropout, word_dropout)
        self.scorer = Scorer(sizes, dropout)
