"""Trees of treebanks over our own words."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from graph.extract.frame_inputs import STATES, Words
from graph.train.trees import Token, make_tree_lessons, read_trees, relations_of


def words_of(*words: str) -> Words:
    ends = np.cumsum([len(w) for w in words])
    count = len(words)
    return Words(
        np.zeros(count, np.int64), ends - [len(w) for w in words], ends, np.zeros((count, 5), np.int64),
        np.zeros((count, 2 * STATES), np.float32), np.array([0]), np.array([count]),
    )  # fmt: skip


def conllu(*rows: tuple[str, str, int, str]) -> str:
    lines = [f"{i}\t{f}\t_\t{p}\t_\t_\t{h}\t{r}\t_\t_" for i, (f, p, h, r) in enumerate(rows, 1)]
    return "# text\n" + "\n".join(lines) + "\n\n"


TREE = [
    Token("外长", "NOUN", 3, "nsubj"), Token("昨天", "NOUN", 3, "obl"), Token("访问", "VERB", 0, "root"),
    Token("东京", "PROPN", 3, "obj"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "heads", "relations"),
    [
        (("外长", "昨天", "访问", "东京"), [3, 3, 0, 3], ["nsubj", "obl", "root", "obj"]),
        # two tokens in a word: the outer one stands for it
        (("外长", "昨天访问", "东京"), [2, 0, 2], ["nsubj", "root", "obj"]),
        # two words in a token: the last carries its relation
        (("外", "长", "昨天", "访问", "东京"), [2, 4, 4, 0, 4], ["flat", "nsubj", "obl", "root", "obj"]),
    ],
)
def test_tree_over_our_words(words, heads, relations):
    names = relations_of([TREE])
    (lesson,) = make_tree_lessons(words_of(*words), [TREE], names)
    assert lesson.heads.tolist() == heads
    assert [names[i] for i in lesson.relations] == relations


def test_version_1_is_read_as_version_2(tmp_path: Path):
    path = tmp_path / "one.conllu"
    path.write_text(
        conllu(
            ("科学", "NOUN", 3, "nsubj"), ("家", "PART", 1, "case:suff"), ("发现", "VERB", 0, "root"),
            ("星", "NOUN", 3, "dobj"),
        )
        + conllu(("在", "ADP", 2, "case"), ("山上", "NOUN", 3, "nmod"), ("住", "VERB", 0, "root"))
    )  # fmt: skip
    first, second = read_trees(path)
    assert [(t.head, t.relation) for t in first] == [(2, "compound"), (3, "nsubj"), (0, "root"), (3, "obj")]
    assert [(t.head, t.relation) for t in second] == [(2, "case"), (3, "obl"), (0, "root")]


def test_text_cut_into_two_sentences_gives_no_lesson():
    words = words_of("外长", "昨天", "访问", "东京")
    cut = Words(words.doc, words.start, words.end, words.ids, words.states, np.array([0, 2]), np.array([2, 4]))
    assert make_tree_lessons(cut, [TREE], relations_of([TREE])) == []
