"""Variants of sentences: words give way to words of their kind, names to names, by dice that can be thrown again."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("torch")

from graph.annotate import annotate, load
from graph.model import Article, Block, Span
from graph.train import variants
from graph.train.senses import Common
from graph.train.variants import Stock, make_stock, vary

TEXTS = ("法国外长周三访问北京并批评日本。", "德国总理抵达东京，宣布支持法国。")
COMMON = [Common("谴责", "v", 50), Common("指责", "v", 40), Common("桌子", "n", 30), Common("批评", "v", 20)]


@pytest.fixture(scope="module")
def docs() -> list:
    articles = [Article(str(i), "", t, (Block(Span(0, len(t)), "paragraph"),), "") for i, t in enumerate(TEXTS)]
    return list(annotate(articles, load(states=True)))


@pytest.fixture
def stock(docs) -> Stock:
    return make_stock(docs, COMMON, np.array([[1, 0], [1, 0.1], [-1, 0], [1, 0.05]], np.float32))


def test_same_dice_same_text(docs, stock):
    assert vary(docs, stock, 3) == vary(docs, stock, 3)
    assert len({text for seed in range(20) for text in vary(docs, stock, seed)}) > 5


def test_a_word_of_like_meaning_is_near(docs, stock, monkeypatch):
    monkeypatch.setattr(variants, "LIKE", 1.0)
    monkeypatch.setattr(variants, "CHANCE", {"v": 1.0, "n": 0.0, "a": 0.0, "d": 0.0})
    monkeypatch.setattr(variants, "NAME", 0.0)
    (text, *_) = vary(docs[:1], stock, 0)
    assert "谴责日本" in text or "指责日本" in text


def test_a_name_gives_way_to_one_of_its_kind(docs, stock, monkeypatch):
    monkeypatch.setattr(variants, "CHANCE", dict.fromkeys("vnad", 0.0))
    monkeypatch.setattr(variants, "NAME", 1.0)
    countries = set(stock.names[next(e.label_ for e in docs[0].ents if e.text == "法国")])
    for text in (text for seed in range(10) for text in vary(docs[:1], stock, seed)):
        assert any(text.startswith(f"{name}外长") for name in countries)
