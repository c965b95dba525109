"""Words grouped into phrases, on sentences tagged by hand."""

from __future__ import annotations

import pytest

from graph.extract.syntax import Word, parse
from graph.model import Mention, Span

from .tagged import PROXIES, TITLES, TRANSPARENT, parsed

KINDS = [
    ("[马克龙:Person] 抵达/v [北京:City] 。/w", "N马克龙 V抵达 N北京 W。"),
    ("[法国:Country] 总统/n [马克龙:Person] 说/v", "N法国总统马克龙 V说"),
    ("[法国:Country] 和/c [德国:Country] 的/u 外长/n 会谈/v", "N法国和德国的外长 V会谈"),
    ("[李强:Person] 对/p [法国:Country] 进行/v 访问/vn", "N李强 P对 N法国 V进行 V访问"),
    ("他们/r 没有/v 见面/v", "N他们 V没有 V见面"),
    ("[日本:Country] 、/w [韩国:Country] 和/c [美国:Country] 合作/v", "N日本、韩国和美国 V合作"),
    ("访问/v 了/u [越南:Country] （/w [河内:City] ）/w", "V访问 U了 N越南（河内）"),
]


@pytest.mark.parametrize(("marked", "expected"), KINDS)
def test_phrases(marked, expected):
    found, _ = parsed(marked)
    assert " ".join(phrase.kind + found.text(phrase) for phrase in found.phrases) == expected


HEADS = [
    ("[法国:Country] 总统/n [马克龙:Person]", ["马克龙"]),
    ("[布林肯:Person] 外长/n", ["布林肯"]),
    ("[中国:Country] 政府/n", ["中国"]),
    ("[中国:Country] 的/u 计划/n", []),
    ("[法国:Country] 、/w [德国:Country] 和/c [波兰:Country]", ["法国", "德国", "波兰"]),
    ("[日本:Country] 外长/n 和/c [韩国:Country] 外长/n [赵兑烈:Person]", ["赵兑烈"]),
]


@pytest.mark.parametrize(("marked", "heads"), HEADS)
def test_what_a_noun_phrase_denotes(marked, heads):
    found, mentions = parsed(marked)
    assert [mentions[m].surface for m in found.phrases[0].heads] == heads


def test_a_name_is_one_word_whatever_the_segmenter_did():
    words = [Word(Span(0, 2), "何立", "n"), Word(Span(2, 4), "峰会", "n"), Word(Span(4, 5), "面", "v")]
    found = parse(words, [Mention(Span(0, 3), "何立峰", "Person")], (), TITLES, TRANSPARENT, PROXIES)
    assert [word.text for word in found.words] == ["何立峰", "会", "面"]
    assert [(word.span.start, word.span.end) for word in found.words] == [(0, 3), (3, 4), (4, 5)]
