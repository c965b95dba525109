"""The ONNX graphs compute what the torch network does, and give its weights back."""

from __future__ import annotations

import numpy as np
import onnxruntime
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")

from graph.extract.frame_inputs import STATES, distances  # noqa: E402
from graph.extract.frames import READER, SCORER  # noqa: E402
from graph.train.network import Network, Sizes  # noqa: E402
from graph.train.weights import read_weights, write_weights  # noqa: E402

SIZES = Sizes(
    words=11, chars=13, tags=7, names=6, types=5, statuses=3, roles=2, input_width=24, hidden=10, trigger_hidden=12,
    status_hidden=8, pair_width=14, dilations=(1, 2),
)  # fmt: skip


@pytest.fixture
def network() -> Network:
    torch.manual_seed(3)
    made = Network(SIZES).eval()
    # single precision is rounded to half on the way: start from values that survive it
    made.load_state_dict({name: value.half().float() for name, value in made.state_dict().items()})
    return made


def test_graphs_agree_with_the_network(network, tmp_path):
    write_weights(network, tmp_path)
    rng = np.random.default_rng(0)
    lengths = np.array([9, 4, 6])
    real = np.arange(9)[None] < lengths[:, None]
    states = rng.normal(size=(3, 9, 2 * STATES)).astype(np.float32) * real[..., None]
    ids = np.stack([rng.integers(1, size, (3, 9)) for size in (11, 13, 13, 7, 6)], -1) * real[..., None]
    with torch.no_grad():
        types, statuses, as_trigger, as_word = network.reader(*map(torch.from_numpy, (states, ids, lengths)))
    reader = onnxruntime.InferenceSession(str(tmp_path / READER), providers=["CPUExecutionProvider"])
    got = reader.run(None, {"states": states, "ids": ids, "lengths": lengths.astype(np.int32)})
    for name, mine, theirs in (("types", got[0], types.softmax(-1)), ("as_word", got[2], as_word)):
        np.testing.assert_allclose(mine[real], theirs.numpy()[real], rtol=1e-3, atol=1e-4, err_msg=name)

    sentence, head = np.array([0, 2, 1]), np.array([8, 0, 3])
    given = {
        "triggers": got[1][sentence, head], "words": got[2][sentence], "distances": distances(head, 9),
        "mask": real[sentence].astype(np.float32),
    }  # fmt: skip
    scorer = onnxruntime.InferenceSession(str(tmp_path / SCORER), providers=["CPUExecutionProvider"])
    with torch.no_grad():
        here = (torch.from_numpy(given[key]) for key in ("words", "distances", "mask"))
        expected = network.scorer(as_trigger[sentence, head], *here).sigmoid().numpy().reshape(3, 9, 2, 2)
    scores, chances = scorer.run(None, given)
    np.testing.assert_allclose(scores[real[sentence]], expected[real[sentence]], rtol=1e-3, atol=1e-4)
    np.testing.assert_allclose(chances, statuses[sentence, head].softmax(-1).numpy(), rtol=1e-3, atol=1e-4)


def test_weights_come_back(network, tmp_path):
    write_weights(network, tmp_path)
    back = read_weights(tmp_path)
    assert back.keys() == network.state_dict().keys()
    for name, value in network.state_dict().items():
        torch.testing.assert_close(back[name], value, rtol=0, atol=0, msg=name)


def test_mean_of_models_takes_words_from_those_that_have_them(tmp_path):
    from dataclasses import replace

    from graph.extract.frame_inputs import Vocabulary
    from graph.extract.frames import TABLES
    from graph.train.means import write_mean

    def table(words: list[str]) -> Vocabulary:
        return Vocabulary(
            words={w: i + 2 for i, w in enumerate(words)}, chars={c: i + 2 for i, c in enumerate("abcdefghijk")},
            tags={str(i): i + 2 for i in range(5)}, names={"Person": 2}, types=("", "A", "B", "C", "Other"),
            statuses=("x", "y", "z"), roles=("actor", "recipient"), classes={},
        )  # fmt: skip

    torch.manual_seed(3)
    network = Network(replace(SIZES, dilations=(1, 2, 4))).eval()
    words = {"one": list("abcdefghi"), "two": [*"abcdefgh", "z"]}
    for name, known in words.items():
        folder = tmp_path / name
        folder.mkdir()
        write_weights(network, folder)
        table(known).write(folder / TABLES)
        with torch.no_grad():
            network.reader.word.weight.mul_(0.5)
            network.reader.input.weight.mul_(0.5)
    write_mean([tmp_path / "one", tmp_path / "two"], [1.0, 3.0], tmp_path)
    one, mean = read_weights(tmp_path / "one"), read_weights(tmp_path)
    word = "reader.word.weight"
    assert torch.allclose(mean["reader.input.weight"], one["reader.input.weight"] * 0.625, atol=1e-3)
    assert torch.allclose(mean[word][:10], one[word][:10] * 0.625, atol=1e-3)
    assert torch.allclose(mean[word][10], one[word][10], atol=1e-3)  # the second model does not know it
    with pytest.raises(ValueError, match="one share for each"):
        write_mean([tmp_path / "one"], [1.0, 2.0], tmp_path)
