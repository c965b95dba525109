"""From lessons to weights: batches, losses, and the loop.

AdamW (Loshchilov and Hutter 2019) with a cosine schedule; the weights that come out are a moving average of those of
the steps (Polyak and Juditsky 1992), steadier than the last step. Same data, settings and machine: same weights.
"""

from __future__ import annotations

import logging
import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from graph.extract.frame_inputs import Words, distances, make_batch
from graph.train.network import Network, Parser
from graph.train.sentences import Lesson
from graph.train.trees import OUTSIDE, TreeLesson

log = logging.getLogger(__name__)

L = TypeVar("L", Lesson, TreeLesson)


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train: the losses have weights; `average` is the share of the old average that a step keeps."""

    epochs: int = 30
    batch: int = 24
    rate: float = 1.5e-3
    encoder_rate: float = 6e-5
    decay: float = 1e-2
    dropout: float = 0.28
    word_dropout: float = 0.15
    smoothing: float = 0.03
    type_weight: float = 10.0
    status_weight: float = 1.0
    role_weight: float = 30.0
    tree_weight: float = 1.0
    average: float = 0.998
    seed: int = 0


TAUGHT = Plan(epochs=4, rate=7e-4, dropout=0.25, smoothing=0.01, average=0.996)
"""How a trained network goes on with teachers and more sentences: their answers are soft already."""


@dataclass(frozen=True, slots=True)
class Grove:
    """Trees to learn beside the frames: their words, lessons and the names of relations."""

    words: Words
    lessons: Sequence[TreeLesson]
    relations: Sequence[str]


@dataclass(frozen=True, slots=True)
class Lot:
    """A batch and what is to be learnt from it; the last four have a row a frame, at `sentence` and word `head`."""

    states: Tensor
    ids: Tensor
    lengths: Tensor
    mask: Tensor
    types: Tensor
    sentence: Tensor
    head: Tensor
    statuses: Tensor
    roles: Tensor


def make_lot(words: Words, lessons: Sequence[Lesson]) -> Lot:
    """Return the batch of some lessons."""
    chosen = np.array([lesson.sentence for lesson in lessons], np.int64)
    longest = max(len(lesson.types) for lesson in lessons)
    batch = make_batch(words, chosen, longest)
    types = np.zeros((len(lessons), longest, lessons[0].types.shape[1]), np.float32)
    for row, lesson in zip(types, lessons, strict=True):
        row[: len(lesson.types)] = lesson.types
    frames = [(s, k) for s, lesson in enumerate(lessons) for k in range(len(lesson.heads))]
    roles = np.zeros((len(frames), longest, *lessons[0].roles.shape[2:]), np.float32)
    for row, (s, k) in zip(roles, frames, strict=True):
        row[: len(lessons[s].types)] = lessons[s].roles[k]
    arrays = (
        batch.states, batch.ids, batch.lengths, batch.rows >= 0, types,
        np.array([s for s, _ in frames], np.int64),
        np.array([lessons[s].heads[k] for s, k in frames], np.int64),
        np.array([lessons[s].statuses[k] for s, k in frames], np.float32).reshape(-1, lessons[0].statuses.shape[1]),
        roles,
    )  # fmt: skip
    return Lot(*(torch.from_numpy(a) for a in arrays))


def losses(network: Network, lot: Lot, plan: Plan) -> dict[str, Tensor]:
    """Return the weighted losses of types, and, where there are frames, of statuses and roles."""
    types, statuses, as_trigger, as_word = network.reader(lot.states, lot.ids, lot.lengths)
    smooth = plan.smoothing
    out = {
        "types": plan.type_weight
        * functional.cross_entropy(types[lot.mask], lot.types[lot.mask], label_smoothing=smooth)
    }
    if len(lot.head):
        status = functional.cross_entropy(statuses[lot.sentence, lot.head], lot.statuses, label_smoothing=smooth)
        mask = lot.mask[lot.sentence]
        away = torch.from_numpy(distances(lot.head.numpy(), mask.shape[1]))
        scores = network.scorer(as_trigger[lot.sentence, lot.head], as_word[lot.sentence], away, mask.float())
        role = functional.binary_cross_entropy_with_logits(scores[mask], lot.roles.flatten(2)[mask])
        out |= {"statuses": plan.status_weight * status, "roles": plan.role_weight * role}
    return out


def tree_loss(network: Network, parser: Parser, words: Words, lessons: Sequence[TreeLesson]) -> Tensor:
    """Return the loss of a batch of trees."""
    longest = max(lesson.length for lesson in lessons)
    batch = make_batch(words, np.array([lesson.sentence for lesson in lessons], np.int64), longest)
    heads, relations = (torch.full((len(lessons), longest), OUTSIDE) for _ in range(2))
    for i, lesson in enumerate(lessons):
        heads[i, : lesson.length] = torch.from_numpy(lesson.heads)
        relations[i, : lesson.length] = torch.from_numpy(lesson.relations)
    states, ids, lengths, mask = (
        torch.from_numpy(a) for a in (batch.states, batch.ids, batch.lengths, batch.rows >= 0)
    )
    arcs, names = parser(network.reader.read(states, ids, lengths), mask, heads)
    arc = functional.cross_entropy(arcs.flatten(0, 1), heads.flatten(), ignore_index=OUTSIDE)
    return arc + 0.5 * functional.cross_entropy(names.flatten(0, 1), relations.flatten(), ignore_index=OUTSIDE)


def fit(
    network: Network,
    words: Words,
    lessons: Sequence[Lesson],
    plan: Plan,
    grove: Grove | None = None,
    after: Callable[[int, Network], None] | None = None,
) -> Network:
    """Train a network in place and return it, with the averaged weights.

    grove: trees to learn beside, as many a step as sentences.
    after: called with the number of the epoch and the network, which then carries the averaged weights.
    """
    torch.manual_seed(plan.seed)
    order = random.Random(plan.seed)
    parser = Parser(network.sizes, len(grove.relations)) if grove else None
    trees = _endless(grove.lessons, plan.batch, random.Random(plan.seed)) if grove else iter(())
    optimizer = _optimizer(network, parser, plan)
    average = {name: value.clone() for name, value in network.state_dict().items()}
    steps = plan.epochs * len(_epoch(lessons, plan.batch, random.Random(plan.seed)))
    step = 0
    for epoch in range(plan.epochs):
        network.train()
        total = 0.0
        for chosen in _epoch(lessons, plan.batch, order):
            for group in optimizer.param_groups:
                group["lr"] = (
                    group["rate"] * min(1, (step + 1) / 100) * (0.51 + 0.49 * math.cos(math.pi * step / steps))
                )
            parts = list(losses(network, make_lot(words, chosen), plan).values())
            if grove and parser:
                parts.append(plan.tree_weight * tree_loss(network, parser, grove.words, next(trees)))
            loss = torch.stack(parts).sum()
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call, unused-ignore]
            nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimizer.step()
            step += 1
            total += loss.item()
            _follow(average, network, min(plan.average, step / (step + 20)))
        log.info("epoch %d of %d: loss %.3f", epoch + 1, plan.epochs, total * plan.batch / len(lessons))
        if after is not None or epoch + 1 == plan.epochs:
            last = {name: value.clone() for name, value in network.state_dict().items()}
            network.load_state_dict(average)
            network.eval()
            if after is not None:
                after(epoch, network)
            if epoch + 1 < plan.epochs:
                network.load_state_dict(last)
    return network


def _endless(lessons: Sequence[L], size: int, order: random.Random) -> Iterator[list[L]]:
    """Batches without end."""
    while True:
        yield from _epoch(lessons, size, order)


def _epoch(lessons: Sequence[L], size: int, order: random.Random) -> list[list[L]]:
    """The lessons in shuffled batches, of one length where enough have it: padding is what makes an LSTM slow."""
    by_length: dict[int, list[L]] = {}
    for lesson in lessons:
        by_length.setdefault(lesson.length, []).append(lesson)
    batches: list[list[L]] = []
    rest: list[L] = []
    for _, some in sorted(by_length.items()):
        order.shuffle(some)
        share = math.ceil(len(some) / max(1, round(len(some) / size)))
        for part in (some[i : i + share] for i in range(0, len(some), share)):
            if len(part) * 3 >= size:
                batches.append(part)
            else:
                rest += part
    batches += [rest[i : i + size] for i in range(0, len(rest), size)]
    order.shuffle(batches)
    return batches


def _optimizer(network: Network, parser: Parser | None, plan: Plan) -> torch.optim.Optimizer:
    """AdamW; tables do not decay, or entries that the sentences lack would fade from what they start with.

    A pretrained encoder has a rate of its own.
    """
    tables = [m.weight for m in network.modules() if isinstance(m, nn.Embedding)]
    encoder = [p for name, p in network.named_parameters() if name.startswith("reader.encoder.")]
    ids = {id(p) for p in tables + encoder}
    others = [p for m in (network, parser) if m is not None for p in m.parameters() if id(p) not in ids]
    groups = [
        {"params": others, "weight_decay": plan.decay, "rate": plan.rate},
        {"params": tables, "weight_decay": 0.0, "rate": plan.rate},
    ]
    if encoder:
        groups.append({"params": encoder, "weight_decay": plan.decay, "rate": plan.encoder_rate})
    return torch.optim.AdamW(groups, lr=plan.rate, betas=(0.9, 0.99))


@torch.no_grad()  # type: ignore[untyped-decorator, unused-ignore]
def _follow(average: dict[str, Tensor], network: Network, keep: float) -> None:
    """Move the average towards the network's weights."""
    for name, value in network.state_dict().items():
        average[name].lerp_(value, 1 - keep)
