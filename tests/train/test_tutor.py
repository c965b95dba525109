"""A tutor sees, for every word, the mean of the encoder's vectors of its pieces."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from graph.annotate import annotate, load  # noqa: E402
from graph.model import Article, Block, Span  # noqa: E402
from graph.train import tutor as tutoring  # noqa: E402
from graph.train.encoder import Encoder, read_encoder  # noqa: E402
from graph.train.tables import make_tables  # noqa: E402
from graph.train.tutor import MOST, TutorReader, encoder_of, make_tutor, read_tutor, tutor_words, write_tutor  # noqa: E402

TEXT = "他批評他。"


@pytest.fixture
def encoder(tmp_path: Path, pack, monkeypatch: pytest.MonkeyPatch) -> Encoder:
    pack(tmp_path / "small.bin")
    monkeypatch.setattr(tutoring, "read_encoder", lambda: read_encoder(tmp_path / "small.bin"))
    return read_encoder(tmp_path / "small.bin").eval()


def docs() -> list:
    article = Article("a", "", TEXT, (Block(Span(0, len(TEXT)), "paragraph"),), "")
    return list(annotate([article], load(states=True)))


def test_words_carry_the_numbers_of_their_pieces(encoder):
    words = tutor_words(docs(), make_tables(docs(), ()), encoder.pieces)
    pieces = words.ids[:, -MOST:].tolist()
    assert [[p for p in row if p >= 0] for row in pieces] == [[7], [6], [7], [3]]  # 。 has no piece of its own


def test_a_word_is_the_mean_of_its_pieces(encoder):
    reader = TutorReader(make_tutor(make_tables(docs(), ())).sizes, encoder, 0.0, 0.0)
    pieces = torch.tensor([[[7, -1, -1, -1], [4, 5, -1, -1], [7, -1, -1, -1]], [[6, -1, -1, -1]] + [[-1] * 4] * 2])
    with torch.no_grad():
        seen = reader.encode(pieces, torch.tensor([3, 1]))
        line = torch.tensor([[0, 7, 4, 5, 7, 2]])
        alone = encoder(line, torch.ones_like(line, dtype=torch.bool))[0]
    for word, expected in ((0, alone[1]), (1, alone[2:4].mean(0)), (2, alone[4])):
        np.testing.assert_allclose(seen[0, word].numpy(), expected.numpy(), atol=0.05)
    assert not seen[1, 1:].any()


def test_a_tutor_comes_back(encoder, tmp_path):
    tables = make_tables(docs(), ())
    network = make_tutor(tables)
    write_tutor(network, tables, tmp_path)
    back, same = read_tutor(tmp_path)
    assert same == tables
    for name, value in network.state_dict().items():
        torch.testing.assert_close(back.state_dict()[name], value)
    assert encoder_of(back).frozen == encoder.frozen
