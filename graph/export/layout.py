"""Where the nodes of the page lie: computed when the page is built, the same on every machine.

A spring layout (Fruchterman and Reingold 1991, doi:10.1002/spe.4380211102) with straight springs and a pull to the
centre, as in ForceAtlas2 (Jacomy et al. 2014), then a pass that pushes overlapping boxes apart. networkx's own was not
used: it goes through BLAS, whose last bits differ between processors, and a layout multiplies them. Here are only
+ - * / and square roots on arrays, summed row after row, which IEEE 754 fixes to the last bit; the start is a
sunflower, not a random draw.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

REPULSION = 1_100.0  # a leaf of a star gets about π times this, in square pixels
GRAVITY = 0.4
ROUNDS, FEWEST, HASTY = 220, 50, 18  # for a small graph, for a large one, for one of more than MANY nodes
MANY = 2_500
TIDYING = 200
WIDER = 1.35  # screens are wider than high
TURN = (-0.7373688780783197, 0.6754902942615238)  # cosine and sine of the golden angle


@dataclass(frozen=True, slots=True)
class Box:
    """The room of a node with its label, in pixels. late: placed after the others, around which it finds its place."""

    width: float
    height: float
    late: bool = False


def place_nodes(boxes: Sequence[Box], edges: Sequence[tuple[int, int, float]]) -> tuple[tuple[int, int], ...]:
    """Return the centre of each node, in whole pixels around (0, 0).

    Args:
        boxes: the nodes.
        edges: pairs of indexes into `boxes` with the strength of their pull; a pair may come more than once.
    """
    places = _sunflower(len(boxes))
    sizes = np.array([(box.width, box.height) for box in boxes], dtype=np.float64).reshape(-1, 2)
    early = [index for index, box in enumerate(boxes) if not box.late]
    late = [index for index, box in enumerate(boxes) if box.late]
    places[early] = _pulled(places[early], _among(edges, early), 0)
    places[early, 0] *= WIDER
    places[early] = _spread(places[early], sizes[early], 0)
    if late:
        both = early + late
        places[both] = _pulled(places[both], _among(edges, both), len(early))
        places[both] = _spread(places[both], sizes[both], len(early))
    return tuple((round(float(x)), round(float(y))) for x, y in places)


def _among(edges: Sequence[tuple[int, int, float]], nodes: Sequence[int]) -> list[tuple[int, int, float]]:
    """Return the edges between some nodes, each named by its place in the list."""
    place = {node: index for index, node in enumerate(nodes)}
    return [(place[a], place[b], pull) for a, b, pull in edges if a in place and b in place]


def _sunflower(count: int) -> Points:
    points = np.zeros((count, 2))
    x, y = 1.0, 0.0
    for index in range(count):
        radius = 28.0 * float(np.sqrt(index + 0.5))
        points[index] = (x * radius, y * radius)
        x, y = x * TURN[0] - y * TURN[1], x * TURN[1] + y * TURN[0]
    return points


def _pulled(places: Points, edges: Sequence[tuple[int, int, float]], fixed: int) -> Points:
    """Move all nodes but the first `fixed` to where springs, repulsion and gravity hold each other."""
    first = np.array([a for a, _, _ in edges], dtype=np.int64)
    second = np.array([b for _, b, _ in edges], dtype=np.int64)
    pull = np.array([strength for _, _, strength in edges], dtype=np.float64)
    load = np.full(len(places), 1.0)
    np.add.at(load, first, pull)
    np.add.at(load, second, pull)
    places = places.copy()
    fewest = FEWEST if len(places) <= MANY else HASTY
    rounds = max(fewest, min(ROUNDS, ROUNDS * 90_000 // max(1, len(places)) ** 2))
    for turn in range(rounds):
        force = -GRAVITY * places
        force[fixed:] += _repulsion(places, places[fixed:])
        along = (places[second] - places[first]) * pull[:, None]
        np.add.at(force, first, along)
        np.add.at(force, second, -along)
        step = force[fixed:] / load[fixed:, None]
        length = np.sqrt(step[:, 0] * step[:, 0] + step[:, 1] * step[:, 1])[:, None] + 1e-9
        limit = 40.0 * (1.0 - turn / rounds) + 0.5
        places[fixed:] += step * (np.minimum(length * 0.4, limit) / length)
    return places


def _repulsion(places: Points, moving: Points) -> Points:
    force = np.zeros_like(moving)
    for start in range(0, len(moving), 512):  # a block of columns at a time bounds the memory
        block = moving[start : start + 512]
        dx = block[None, :, 0] - places[:, None, 0]
        dy = block[None, :, 1] - places[:, None, 1]
        weight = REPULSION / (dx * dx + dy * dy + 25.0)
        force[start : start + 512, 0] = np.add.reduce(dx * weight, axis=0)
        force[start : start + 512, 1] = np.add.reduce(dy * weight, axis=0)
    return force


def _spread(places: Points, sizes: Points, fixed: int) -> Points:
    """Push overlapping boxes apart along the axis of the smaller overlap; the first `fixed` stay."""
    places, movable = places.copy(), np.arange(len(places)) >= fixed
    for _ in range(TIDYING):
        first, second = _overlapping(places, sizes)
        kept = movable[first] | movable[second]
        first, second = first[kept], second[kept]
        if not len(first):
            break
        apart = (sizes[first] + sizes[second]) / 2
        between = places[second] - places[first]
        over = apart - np.abs(between)
        side = np.where(between == 0, 1.0, np.sign(between))  # two on the very same spot: the later goes on
        flat = over[:, 0] * 0.6 < over[:, 1]
        push = np.where(np.stack((flat, ~flat), axis=1), side * over, 0.0)
        np.add.at(places, first, -push * _share(movable[first], movable[second]))
        np.add.at(places, second, push * _share(movable[second], movable[first]))
    return places


def _share(own: NDArray[np.bool_], other: NDArray[np.bool_]) -> Points:
    """Return how much of a push a node takes: none if fixed, all if the other is, else a third."""
    return np.where(own, np.where(other, 0.35, 1.0), 0.0)[:, None]


def _overlapping(places: Points, sizes: Points) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the pairs of boxes that overlap: a sweep along x, so that far ones are never compared."""
    order = np.argsort(places[:, 0], kind="stable")
    x, y = places[order, 0], places[order, 1]
    wide, high = sizes[order, 0], sizes[order, 1]
    widest = float(wide.max(initial=0.0))
    pairs = []
    for step in range(1, len(order)):
        dx = x[step:] - x[:-step]
        if float(dx.min()) >= widest:
            break
        hit = (dx < (wide[step:] + wide[:-step]) / 2) & (
            np.abs(y[step:] - y[:-step]) < (high[step:] + high[:-step]) / 2
        )
        at = np.nonzero(hit)[0]
        pairs.append(np.stack((order[at], order[at + step])))
    first, second = np.concatenate(pairs, axis=1) if pairs else np.zeros((2, 0), dtype=np.int64)
    return np.minimum(first, second), np.maximum(first, second)
