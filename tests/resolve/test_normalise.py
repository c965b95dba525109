import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.resolve.normalise import abbreviates, normalise, one_apart, parts


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("约翰‧克里", "约翰·克里"),
        ("约翰-克里", "约翰·克里"),
        ("約翰•克里", "约翰·克里"),
        ("《華爾街日報》", "华尔街日报"),
        ("《 华尔街日报》", "华尔街日报"),
        ("Ｇ２０", "G20"),
        ("John  Kerry", "John Kerry"),
    ],
)
def test_name_has_one_form(surface, name):
    assert normalise(surface) == name


@given(st.text(max_size=12))
def test_normal_form_is_stable(text):
    assert normalise(normalise(text)) == normalise(text)


def test_parts_of_a_name():
    assert parts("约翰·克里") == ("约翰", "克里")
    assert parts("John Kerry") == ("john", "kerry")


def test_one_apart():
    assert one_apart("解振华", "谢振华")
    assert not one_apart("解振华", "解振华")
    assert not one_apart("解振华", "振华")


@pytest.mark.parametrize(
    ("short", "long", "yes"), [("财长", "财政部长", True), ("总统", "总理", False), ("长财", "财政部长", False)]
)
def test_abbreviates(short, long, yes):
    assert abbreviates(short, long) is yes
