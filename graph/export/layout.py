"""Where the nodes of the page lie: computed when the page is built, the same on every machine.

ForceAtlas2 (Jacomy et al. 2014, doi:10.1371/journal.pone.0098679) without its adaptive speed, then a pass that pushes
overlapping boxes apart. networkx's own spring layout was not used: it goes through BLAS, whose last bits differ between
processors, and a layout multiplies them. Here are only + - * / and square roots on arrays, summed row after row, which
IEEE 754 fixes to the last bit; the start is a spiral, not a random draw.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

REPULSION = 9_000.0
GRAVITY = 0.35
ROUNDS = 260


def place_nodes(
    sizes: Sequence[tuple[float, float]], edges: Sequence[tuple[int, int, float]]
) -> tuple[tuple[int, int], ...]:
    """Return the centre of each node, whole pixels around (0, 0).

    Args:
        sizes: width and height of each node's box with its label, in pixels.
        edges: pairs of indexes into `sizes` with the strength of their pull; a pair may come more than once.
    """
    if not sizes:
        return ()
    boxes = np.array(sizes, dtype=np.float64)
    places = _spread(_pulled(_spiral(len(boxes)), edges), boxes)
    return tuple((round(float(x)), round(float(y))) for x, y in places)


def _spiral(count: int) -> Points:
    """Return points of a sunflower: no two alike, evenly spread. Turns by a rational rotation, without sine."""
    points = np.zeros((count, 2))
    cosine, sine = -0.7373688780783197, 0.6754902942615238  # of the golden angle
    x, y = 1.0, 0.0
    for index in range(count):
        radius = 28.0 * float(np.sqrt(index + 0.5))
        points[index] = (x * radius, y * radius)
        x, y = x * cosine - y * sine, x * sine + y * cosine
    return points


def _pulled(places: Points, edges: Sequence[tuple[int, int, float]]) -> Points:
    ends = np.array([(a, b) for a, b, _ in edges], dtype=np.int64).reshape(-1, 2)
    pull = np.array([strength for _, _, strength in edges], dtype=np.float64)
    mass = np.ones(len(places))
    np.add.at(mass, ends[:, 0], pull)
    np.add.at(mass, ends[:, 1], pull)
    for turn in range(ROUNDS):
        force = _repulsion(places, mass) - GRAVITY * mass[:, None] * places
        along = (places[ends[:, 1]] - places[ends[:, 0]]) * pull[:, None]
        np.add.at(force, ends[:, 0], along)
        np.add.at(force, ends[:, 1], -along)
        step = force / mass[:, None]
        length = np.sqrt(step[:, 0] * step[:, 0] + step[:, 1] * step[:, 1])[:, None] + 1e-9
        limit = 60.0 * (1.0 - turn / ROUNDS) + 1.0
        places = places + step * (np.minimum(length * 0.12, limit) / length)
    return places


def _repulsion(places: Points, mass: Points) -> Points:
    force = np.zeros_like(places)
    for start in range(0, len(places), 512):  # a block of rows at a time bounds the memory
        block = places[start : start + 512]
        dx = block[None, :, 0] - places[:, None, 0]
        dy = block[None, :, 1] - places[:, None, 1]
        weight = REPULSION * mass[:, None] * mass[None, start : start + 512] / (dx * dx + dy * dy + 25.0)
        force[start : start + 512, 0] = np.add.reduce(dx * weight, axis=0)
        force[start : start + 512, 1] = np.add.reduce(dy * weight, axis=0)
    return force


def _spread(places: Points, boxes: Points) -> Points:
    """Push overlapping boxes apart along the axis of the smaller overlap, half each."""
    for _ in range(80):
        dx = places[None, :, 0] - places[:, None, 0]
        dy = places[None, :, 1] - places[:, None, 1]
        over_x = (boxes[None, :, 0] + boxes[:, None, 0]) / 2 - np.abs(dx)
        over_y = (boxes[None, :, 1] + boxes[:, None, 1]) / 2 - np.abs(dy)
        hit = (over_x > 0) & (over_y > 0)
        np.fill_diagonal(hit, False)
        if not hit.any():
            break
        flat = over_x * boxes[None, :, 1] < over_y * boxes[None, :, 0]
        order = np.arange(len(places))
        side = np.where(order[None, :] > order[:, None], 1.0, -1.0)  # for two on the very same spot
        push_x = np.where(hit & flat, np.where(dx == 0, side, np.sign(dx)) * over_x, 0.0)
        push_y = np.where(hit & ~flat, np.where(dy == 0, side, np.sign(dy)) * over_y, 0.0)
        places = places + 0.3 * np.stack((np.add.reduce(push_x, axis=0), np.add.reduce(push_y, axis=0)), axis=1)
    return places
