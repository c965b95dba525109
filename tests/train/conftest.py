"""A small encoder of random weights, packed as the large one is."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

WIDTH, INNER, LAYERS, PLACES = 32, 64, 4, 16
PIECES = {
    "<s>": 0.0,
    "<pad>": 0.0,
    "</s>": 0.0,
    "<unk>": 0.0,
    "批": -6.0,
    "评": -6.0,
    "批评": -8.0,
    "他": -5.0,
    "\u2581": -4.0,
}


Pack = Callable[[Path], dict[str, np.ndarray]]


@pytest.fixture
def pack() -> Pack:
    """Write a small encoder into a file; the call returns its weights."""
    return _pack


def _pack(path: Path, seed: int = 0) -> dict[str, np.ndarray]:
    from graph.train.encoder import BLOCK, MAGIC  # needs torch

    dice = np.random.default_rng(seed)
    sizes: dict[str, tuple[int, ...]] = {
        "emb.word": (len(PIECES), WIDTH), "emb.pos": (PLACES, WIDTH), "emb.type": (WIDTH,), "emb.ln.w": (WIDTH,),
        "emb.ln.b": (WIDTH,),
    }  # fmt: skip
    for i in range(LAYERS):
        for name in ("q", "k", "v", "ao", "fi", "fo", "aln", "oln"):
            out, into = (INNER if name == "fi" else WIDTH), (INNER if name == "fo" else WIDTH)
            sizes[f"l{i}.{name}.w"] = (out,) if "ln" in name else (out, into)
            sizes[f"l{i}.{name}.b"] = (out,)
    values, bodies = {}, {}
    for name, size in sizes.items():
        if len(size) == 2 and name != "emb.pos":
            blocks = np.zeros(int(np.prod(size)) // 32, BLOCK)
            halves = dice.integers(0, 16, (len(blocks), 2, 16))
            blocks["scale"], blocks["nibbles"] = 0.125, halves[:, 0] + 16 * halves[:, 1]
            values[name] = ((halves.reshape(len(blocks), 32) - 8) * 0.125).reshape(size)
            bodies[name] = blocks.tobytes()
        else:
            values[name] = dice.normal(size=size).astype("<f4")
            bodies[name] = values[name].tobytes()
    text = [piece.encode() for piece in PIECES]
    head = MAGIC + struct.pack("<I7ifi", 1, WIDTH, LAYERS, 2, INNER, len(PIECES), PLACES, 1, 1e-6, 32)
    head += struct.pack("<5iQ", len(text), 0, 2, 1, 3, sum(map(len, text)))
    head += np.cumsum([0, *map(len, text)]).astype("<u4").tobytes()
    head += np.array(list(PIECES.values()), "<f4").tobytes() + b"".join(text)
    change = struct.pack("<IBI", ord("評"), 1, ord("评"))
    head += struct.pack("<iI", 1, len(change)) + change + struct.pack("<i", len(bodies))
    at = len(head) + sum(2 + len(name) + 21 for name in bodies)
    for name, body in bodies.items():
        head += struct.pack("<H", len(name)) + name.encode() + struct.pack("<BIQQ", 0, 0, at, len(body))
        at += len(body)
    path.write_bytes(head + b"".join(bodies.values()))
    return values
