"""Where on a whole page the article stands: the element that holds most of its sentences and least of anything else.

Method: text density after Kohlschütter et al. 2010 (Boilerplate detection using shallow text features,
https://doi.org/10.1145/1718487.1718542), taken over elements instead of runs of lines: an element's worth is the number
of characters it has in sentences outside links, times their share of all its characters, a little more if its name says
that it is the body. Elements that are furniture by their name count as furniture only if they hold less than half of
the page's sentences: themes call the whole page `has-sidebar` and the like.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bs4 import Tag

from graph.ingest.blocks import Line, names_of
from graph.ingest.signs import signs

_SENTENCE_MARKS = "。，！？；：、,.!?;"
_NAMED = 1.25  # what a telling name adds to an element's worth


def in_sentences(line: Line) -> int:
    """Return how many characters of the line are running text: outside links, with punctuation."""
    marks = sum(character in _SENTENCE_MARKS for character in line.text)
    free = max(0, len(line.text) - line.linked)
    return free if marks and len(line.text) >= 12 and line.linked * 2 < len(line.text) else 0


def clear_false_furniture(lines: Sequence[Line]) -> None:
    """Take elements that hold half of the page's sentences or more out of the lines' furniture."""
    worth: Counter[int] = Counter()
    total = 0
    for line in lines:
        value = in_sentences(line)
        total += value
        for node in line.furniture:
            worth[id(node)] += value
    for line in lines:
        if line.furniture:
            line.furniture = tuple(node for node in line.furniture if worth[id(node)] * 2 < total or not total)


def find_article(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of the element that holds the article; all lines if no element stands out."""
    good: Counter[int] = Counter()
    length: Counter[int] = Counter()
    nodes: dict[int, tuple[int, Tag]] = {}
    for line in lines:
        if line.furniture:
            continue
        value = in_sentences(line)
        for depth, node in enumerate(reversed(line.path)):
            good[id(node)] += value
            length[id(node)] += len(line.text)
            nodes[id(node)] = (depth, node)
    if not nodes:
        return list(lines)

    def rank(key: int) -> tuple[float, int]:
        depth, node = nodes[key]
        worth = good[key] * (good[key] / max(1, length[key])) * (_NAMED if _is_named(node) else 1.0)
        return worth, depth

    best = max(nodes, key=rank)
    if not good[best]:
        return list(lines)
    return [line for line in lines if any(id(node) == best for node in line.path)]


def _is_named(node: Tag) -> bool:
    if node.name == "article" or node.get("itemprop") == "articleBody":
        return True
    names = " ".join(names_of(node)).lower()
    return any(word in names for word in signs().page.body_words)
