"""Links between the events of a sentence."""

from __future__ import annotations

import pytest

LINKED = [
    ("中国暂停了与美国的谈判，以抗议佩洛西访问台湾。", ("暂停", "inResponseTo", "访问")),
    ("中國暫停了與美國的談判，以抗議佩洛西訪問台灣。", ("暫停", "inResponseTo", "訪問")),
    ("为回应美国的制裁，伊朗驱逐了瑞士大使。", ("驱逐", "inResponseTo", "制裁")),
    ("埃及召见了以色列大使，以回应以色列袭击拉法。", ("召见", "inResponseTo", "袭击")),
    ("韩国外长访问越南，为尹锡悦与苏林会晤做准备。", ("访问", "purpose", "会晤")),
    ("印度暂停向加拿大公民发放签证，以抗议特鲁多的指责。", ("暂停", "inResponseTo", "指责")),
]


def links(reader, extraction):
    words = [event.trigger.of(extraction.article.text) for event in extraction.events]
    return {(words[link.first], link.relation, words[link.second]) for link in extraction.links}


@pytest.mark.parametrize(("text", "expected"), LINKED)
def test_linked(reader, text, expected):
    assert expected in links(reader, reader(text))


@pytest.mark.parametrize(
    "text", ["莫迪抵达柏林，展开为期三天的访问。", "莫迪抵达柏林，会见了朔尔茨。", "法国批评伊朗。伊朗谴责法国。"]
)
def test_not_linked(reader, text):
    assert links(reader, reader(text)) == set()


def test_no_event_is_linked_to_itself(reader):
    for text, _ in LINKED:
        assert all(link.first != link.second for link in reader(text).links)
