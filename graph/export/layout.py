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
ROUNDS = 220
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
    late = np.array([box.late for box in boxes], dtype=bool)
    for moving in (~late, late):
        if moving.any():
            present = ~late | moving
            places = _pulled(places, edges, present, moving)
            if moving is not late:
                places[:, 0] *= WIDER
            places = _spread(places, sizes, present, moving)
    return tuple((round(float(x)), round(float(y))) for x, y in places)


def _sunflower(count: int) -> Points:
    points = np.zeros((count, 2))
    x, y = 1.0, 0.0
    for index in range(count):
        radius = 28.0 * float(np.sqrt(index + 0.5))
        points[index] = (x * radius, y * radius)
        x, y = x * TURN[0] - y * TURN[1], x * TURN[1] + y * TURN[0]
    return points


def _pulled(
    places: Points, edges: Sequence[tuple[int, int, float]], present: NDArray[np.bool_], moving: NDArray[np.bool_]
) -> Points:
    """Move the `moving` nodes to where springs, repulsion and gravity of all that are `present` hold each other."""
    kept = [(a, b, strength) for a, b, strength in edges if present[a] and present[b]]
    first = np.array([a for a, _, _ in kept], dtype=np.int64)
    second = np.array([b for _, b, _ in kept], dtype=np.int64)
    pull = np.array([strength for _, _, strength in kept], dtype=np.float64)
    load = np.full(len(places), 1.0)
    np.add.at(load, first, pull)
    np.add.at(load, second, pull)
    mass = np.where(present, 1.0, 0.0)
    for turn in range(ROUNDS):
        force = _repulsion(places, mass) - GRAVITY * places
        along = (places[second] - places[first]) * pull[:, None]
        np.add.at(force, first, along)
        np.add.at(force, second, -along)
        step = force / load[:, None]
        length = np.sqrt(step[:, 0] * step[:, 0] + step[:, 1] * step[:, 1])[:, None] + 1e-9
        limit = 40.0 * (1.0 - turn / ROUNDS) + 0.5
        places = np.where(moving[:, None], places + step * (np.minimum(length * 0.4, limit) / length), places)
    return places


def _repulsion(places: Points, mass: Points) -> Points:
    force = np.zeros_like(places)
    for start in range(0, len(places), 512):  # a block of columns at a time bounds the memory
        block = places[start : start + 512]
        dx = block[None, :, 0] - places[:, None, 0]
        dy = block[None, :, 1] - places[:, None, 1]
        weight = REPULSION * mass[:, None] / (dx * dx + dy * dy + 25.0)
        force[start : start + 512, 0] = np.add.reduce(dx * weight, axis=0)
        force[start : start + 512, 1] = np.add.reduce(dy * weight, axis=0)
    return force


def _spread(places: Points, sizes: Points, present: NDArray[np.bool_], moving: NDArray[np.bool_]) -> Points:
    """Push overlapping boxes apart along the axis of the smaller overlap."""
    order = np.arange(len(places))
    side = np.where(order[None, :] > order[:, None], 1.0, -1.0)  # for two on the very same spot
    apart = (sizes[None, :, :] + sizes[:, None, :]) / 2
    both = present[None, :] & present[:, None] & (order[None, :] != order[:, None])
    share = np.where(moving[:, None] & moving[None, :], 0.35, 1.0) * moving[None, :]
    for _ in range(160):
        dx = places[None, :, 0] - places[:, None, 0]
        dy = places[None, :, 1] - places[:, None, 1]
        over_x, over_y = apart[:, :, 0] - np.abs(dx), apart[:, :, 1] - np.abs(dy)
        hit = (over_x > 0) & (over_y > 0) & both
        if not hit.any():
            break
        flat = over_x * 0.6 < over_y
        push_x = np.where(hit & flat, np.where(dx == 0, side, np.sign(dx)) * over_x * share, 0.0)
        push_y = np.where(hit & ~flat, np.where(dy == 0, side, np.sign(dy)) * over_y * share, 0.0)
        places = places + np.stack((np.add.reduce(push_x, axis=0), np.add.reduce(push_y, axis=0)), axis=1)
    return places
