"""Dependency trees of treebanks as a second lesson: who depends on whom is half of who did what to whom.

In: CoNLL-U files (Universal Dependencies 1 or 2). Out: for every word of our own segmentation its head and relation.
The network learns them over the layers it shares with frames, and throws the parser away afterwards.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from graph.extract.frame_inputs import Ints, Words

RENAMED = {
    "dobj": "obj", "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass", "auxpass": "aux", "neg": "advmod",
    "case:aspect": "aux",
}  # fmt: skip
"""Relations of version 1 that have another name in version 2."""

UNDER_VERB = {"nmod": "obl", "acl": "advcl", "case:dec": "mark"}
"""Relations of version 1 that version 2 calls otherwise below a verb."""

SUFFIX = "case:suff"
"""Version 1 hangs a suffix on its stem; in version 2, and in our words, the suffix is the head."""

KEPT = frozenset(("nsubj:pass", "csubj:pass"))
"""Subtypes that are kept; of all others the main relation is."""

OUTSIDE = -100
"""Head and relation of a word that nothing is to be learnt from."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a treebank; head: number of its head from 1, 0 for the root."""

    form: str
    pos: str
    head: int
    relation: str


@dataclass(frozen=True, slots=True)
class TreeLesson:
    """Sentence of `Words`; for each word the number of its head (from 1, 0 for the root) and of its relation."""

    sentence: int
    heads: Ints
    relations: Ints

    @property
    def length(self) -> int:
        """Number of words."""
        return len(self.heads)


def read_trees(path: Path) -> list[list[Token]]:
    """Return the trees of a CoNLL-U file, relations as version 2 calls them."""
    trees: list[list[Token]] = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line and line[0] != "#"]
        tokens = [Token(r[1], r[3], int(r[6]), r[7]) for r in rows if r[0].isdigit()]
        if tokens:
            trees.append(_renamed(_turned(tokens)))
    return trees


def _turned(tokens: list[Token]) -> list[Token]:
    """The tree with suffixes above their stems."""
    out = list(tokens)
    for i, token in enumerate(tokens, 1):
        stem = token.head
        if token.relation == SUFFIX and stem:
            out[i - 1] = replace(token, head=out[stem - 1].head, relation=out[stem - 1].relation)
            out = [replace(t, head=i) if t.head == stem and k != i else t for k, t in enumerate(out, 1)]
            out[stem - 1] = replace(out[stem - 1], head=i, relation="compound")
    return out


def _renamed(tokens: list[Token]) -> list[Token]:
    out = []
    for token in tokens:
        relation = RENAMED.get(token.relation, token.relation)
        if token.head and tokens[token.head - 1].pos == "VERB":
            relation = UNDER_VERB.get(relation, relation)
        out.append(replace(token, relation=relation if relation in KEPT else relation.split(":")[0]))
    return out


def relations_of(trees: Sequence[Sequence[Token]]) -> tuple[str, ...]:
    """Return all relations, `flat` for the inner words of a token among them."""
    return tuple(sorted({t.relation for tree in trees for t in tree} | {"flat", "root"}))


def make_tree_lessons(words: Words, trees: Sequence[Sequence[Token]], relations: Sequence[str]) -> list[TreeLesson]:
    """Return one lesson a tree; Doc number i of `words` is the text of tree i, white space left out.

    A text that was cut into several sentences gives none.
    """
    docs = words.doc[words.first].tolist()
    whole = Counter(docs)
    numbers = {name: i for i, name in enumerate(relations)}
    return [_lesson(words, i, trees[doc], numbers) for i, doc in enumerate(docs) if whole[doc] == 1]


def _lesson(words: Words, sentence: int, tree: Sequence[Token], numbers: dict[str, int]) -> TreeLesson:
    """The tree over our words: of the tokens in a word the outermost counts, of the words in a token the last."""
    part = slice(int(words.first[sentence]), int(words.last[sentence]))
    start, end = words.start[part], words.end[part]
    token_end = np.cumsum([len(t.form) for t in tree])
    token_at = np.repeat(np.arange(len(tree)), [len(t.form) for t in tree])
    heads = np.full(len(start), OUTSIDE, np.int64)
    relations = np.full(len(start), OUTSIDE, np.int64)
    for i, (a, b) in enumerate(zip(start.tolist(), end.tolist(), strict=True)):
        inside = sorted(set(token_at[a:b].tolist()))
        ended = [t for t in inside if token_end[t] <= b]
        if not ended:
            outer, relation = int(token_end[inside[0]]) - 1, "flat"
        else:
            token = tree[min(ended, key=lambda t: _depth(tree, t))]
            outer, relation = (int(token_end[token.head - 1]) - 1, token.relation) if token.head else (-1, "root")
        head = int(np.searchsorted(end, outer, side="right")) + 1 if outer >= 0 else 0
        heads[i], relations[i] = (0, numbers["root"]) if head == i + 1 else (head, numbers[relation])
    return TreeLesson(sentence, heads, relations)


def _depth(tree: Sequence[Token], token: int) -> int:
    """How many heads are above a token; a cycle counts as deep."""
    depth = 0
    while tree[token].head and depth < len(tree):
        token, depth = tree[token].head - 1, depth + 1
    return depth
