"""Outlets by name and domain."""

import pytest

from graph.ingest.outlets import original_url, outlets


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("RFI", "法国国际广播电台"),
        ("法新社", "法新社"),
        ("眾新聞記者", "众新闻"),
        ("《華盛頓郵報》", "华盛顿邮报"),
        ("端傳媒 Initium Media", "端传媒"),
        ("王小明", None),
    ],
)
def test_named(name, label):
    assert outlets().named(name) == label


@pytest.mark.parametrize(
    ("text", "label"), [("波多黎各彭博电", "彭博社"), ("大纪元记者林燕综合报导", "大纪元"), ("APEC峰会讯", None)]
)
def test_within(text, label):
    assert outlets().within(text) == label


@pytest.mark.parametrize(
    ("url", "label"),
    [
        ("https://www.rfi.fr/cn/x", "法国国际广播电台"),
        ("https://cn.nytimes.com/a", "纽约时报"),
        ("https://notbbc.com/", None),
        ("http://[", None),
    ],
)
def test_of_url(url, label):
    assert outlets().of_url(url) == label


def test_archived_url_is_unwrapped():
    assert original_url("https://web.archive.org/web/20210704200918/https://a.com/b") == "https://a.com/b"
