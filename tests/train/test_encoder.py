"""The packed file of the pretrained encoder: read as it was written, and pieces cut as they score."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from graph.errors import SettingsError  # noqa: E402
from graph.train.encoder import Encoder, read_encoder  # noqa: E402


@pytest.fixture
def encoder(tmp_path: Path, pack) -> Encoder:
    pack(tmp_path / "small.bin")
    return read_encoder(tmp_path / "small.bin").eval()


def test_every_weight_comes_from_its_place(tmp_path, pack):
    values = pack(tmp_path / "small.bin")
    read = read_encoder(tmp_path / "small.bin")
    np.testing.assert_array_equal(read.words.numpy(), values["emb.word"].astype(np.float32))
    np.testing.assert_allclose(read.places.numpy(), values["emb.pos"] + values["emb.type"])
    for i, layer in enumerate(read.layers):
        for name in ("q", "fi", "fo", "oln"):
            np.testing.assert_array_equal(getattr(layer, name).weight.detach().numpy(), values[f"l{i}.{name}.w"])
            np.testing.assert_array_equal(getattr(layer, name).bias.detach().numpy(), values[f"l{i}.{name}.b"])


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("批评", [6]),  # -8 against -12
        ("批評", [6]),  # spelt otherwise
        ("评批", [5, 4]),
        ("他X批", [7, 3, 4]),  # a sign without a piece
        ("", [3]),
    ],
)
def test_the_likeliest_cut_of_a_word(encoder, word, pieces):
    assert encoder.pieces.cut(word) == pieces


def test_padding_changes_no_piece_of_a_sentence(encoder):
    alone, beside = torch.tensor([[0, 7, 6, 2]]), torch.tensor([[0, 7, 6, 2, 2, 2], [0, 7, 4, 5, 6, 2]])
    there = torch.tensor([[True] * 4 + [False] * 2, [True] * 6])
    with torch.no_grad():
        one, two = encoder(alone, torch.ones_like(alone, dtype=torch.bool)), encoder(beside, there)
    padded, answered = (one[0] - two[0, :4]).abs().max(), (one[0] - two[1, :4]).abs().max()
    assert padded < 0.2 * answered  # half precision inside


def test_the_lowest_layers_are_not_trained(encoder):
    encoder.train()
    numbers = torch.tensor([[0, 7, 6, 2]])
    encoder(numbers, torch.ones_like(numbers, dtype=torch.bool)).pow(2).sum().backward()
    trained = [layer.q.weight.grad is not None for layer in encoder.layers]
    assert trained == [False] * encoder.frozen + [True] * (len(encoder.layers) - encoder.frozen)


def test_a_file_of_something_else_is_named(tmp_path):
    (tmp_path / "other.bin").write_bytes(b"GIF89a")
    with pytest.raises(SettingsError, match=r"other\.bin"):
        read_encoder(tmp_path / "other.bin")
