import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.annotate.script import to_simplified


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("頭髮與發展", "头发与发展"),
        ("皇后在後面", "皇后在后面"),
        ("乾隆皇帝的衣服乾了", "乾隆皇帝的衣服干了"),
        ("他帶著一本著名的著作", "他带着一本著名的著作"),
        ("衞生署説市內溫度", "卫生署说市内温度"),
        ("裡面的鐘，鍾先生", "里面的钟，钟先生"),
        ("台灣與臺北", "台湾与台北"),
    ],
)
def test_traditional_text_is_read_in_simplified(text, expected):
    assert to_simplified(text) == expected


@pytest.mark.parametrize("text", ["著名作家乾隆年间的瞭望塔", "由张三著，显著增加", "慰藉与狼藉", "皇后、以后、里程"])
def test_simplified_text_stays(text):
    assert to_simplified(text) == text


@given(st.text())
def test_length_stays(text):
    assert len(to_simplified(text)) == len(text)
