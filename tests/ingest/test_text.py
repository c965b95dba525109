"""White space, breaks and normal form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.ingest import blocks
from graph.ingest.text import clean, language_of


def lines(html):
    return [line.text for line in blocks.find_lines(blocks.parse(html))]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>约翰<span>-</span>克里（<span>John</span><span>&nbsp;Kerry）</span></p>", ["约翰-克里（John Kerry）"]),
        ("<p>在\n  <ok>\n 克里访华\n </ok>\n 后，</p>", ["在克里访华后，"]),
        ("<p>The <b>White</b>\n<i>House</i> said</p>", ["The White House said"]),
        ("<p>第一段。<br /><br />第二段。</p>", ["第一段。", "第二段。"]),
        (
            "<p>一句话写到一半就换了行，下面还有很长的一截<br>才是这句话的结尾。</p>",
            ["一句话写到一半就换了行，下面还有很长的一截才是这句话的结尾。"],
        ),
        ("<p>主席甲<br>秘书长乙<br>委员丙</p>", ["主席甲", "秘书长乙", "委员丙"]),
        ("<p>\u3000\u3000第一段。\u3000\u3000第二段。</p>", ["第一段。", "第二段。"]),
        ("<h1>林鄭昔「送上門」 今獲邀　眾人驚</h1>", ["林鄭昔「送上門」 今獲邀　眾人驚"]),
        ("<p>零\u200b宽\ufeff</p><script>var a</script><style>b</style>", ["零宽"]),
    ],
)
def test_lines(html, expected):
    assert lines(html) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [("总统周一说", "zh"), ("大統領は月曜日に述べた", "ja"), ("대통령은 말했다", "ko"), ("The president said", "en")],
)
def test_language(text, language):
    assert language_of(text) == language


@given(st.text())
def test_clean_is_stable(text):
    assert clean(clean(text)) == clean(text)
