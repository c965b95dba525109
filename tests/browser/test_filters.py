"""Each filter of the legend."""

from collections.abc import Callable
from typing import Any

from rdflib import Graph

from .pages import drawn

Open = Callable[..., Any]


def test_ticking_a_group_shows_it(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    page.click('#legend input[data-key="CommunicationEvent"]')
    assert "阮文山表示" in drawn(page)
    page.click('#legend input[data-key="ContactEvent"]')
    assert not {"林海会见阮文山", "林海访问越南"} & drawn(page)


def test_a_group_unfolds_into_its_types(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    assert page.is_hidden('#legend input[data-key="Visit"]')
    page.click('#legend [data-unfold="ContactEvent"]')
    assert page.is_checked('#legend input[data-key="ContactEvent"]')
    page.click('#legend input[data-key="Visit"]')
    assert "林海会见阮文山" in drawn(page)
    assert "林海访问越南" not in drawn(page)
    page = open_page(sample, f"#{page.evaluate('toFragment()')}")
    assert "林海访问越南" not in drawn(page)
    assert page.is_visible('#legend input[data-key="Visit"]')


GONE = {"Planned": "林海访问越南", "Denied": "越南暂停渔业谈判", "City": "河内", "海峡电台": "越南暂停渔业谈判"}


def test_unticking_hides_and_ticking_shows_again(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    before = drawn(page)
    for key, gone in GONE.items():
        page.click(f'#legend input[data-key="{key}"]')
        assert gone in before - drawn(page), key
        page.click(f'#legend input[data-key="{key}"]')
        assert drawn(page) == before, key


def test_only_leaves_one_and_all_brings_back_the_others(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    page.hover('#legend label:has(input[data-key="Denied"])')
    page.click('#legend [data-only="Denied"]')
    assert {"越南暂停渔业谈判"} == {name for name in drawn(page) if name.startswith(("林海", "越南暂"))}
    page.click('#legend [data-only="Denied"]')
    assert {"林海会见阮文山", "越南暂停渔业谈判"} <= drawn(page)


def test_time_sliders_keep_what_lies_between(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    page.locator('#legend input[data-key="to"]').fill("0")
    assert "林海会见阮文山" in drawn(page)
    assert not {"林海访问越南", "越南暂停渔业谈判"} & drawn(page)
    page.click('#legend input[data-key="undated"]')
    assert "越南暂停渔业谈判" in drawn(page)
    assert page.input_value('#legend input[data-day="to"]') == "2024-03-04"


def test_days_can_be_typed(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    page.fill('#legend input[data-day="from"]', "2024-05-01")
    page.dispatch_event('#legend input[data-day="from"]', "change")
    assert "林海访问越南" in drawn(page)
    assert "林海会见阮文山" not in drawn(page)
    assert page.input_value('#legend input[data-key="from"]') == "2"


def test_events_told_too_seldom_go(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    before = drawn(page)
    for key in ("told", "origins"):
        page.locator(f'#legend input[data-key="{key}"]').fill("2")
        assert "林海会见阮文山" in drawn(page)
        assert not {"林海访问越南", "越南暂停渔业谈判"} & drawn(page)
        page.locator(f'#legend input[data-key="{key}"]').fill("1")
        assert drawn(page) == before


def test_outlets_and_facts_can_be_left_out(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    page.click('#legend input[data-key="reports"]')
    assert not {"晨报", "海峡电台"} & drawn(page)
    kinds = "[...new Set([...seen.edges].map((i) => EDGES[i].kind))].sort()"
    assert page.evaluate(kinds) == ["fact", "role"]
    page.click('#legend input[data-key="facts"]')
    assert page.evaluate(kinds) == ["role"]


def test_events_of_two_parties_can_be_drawn_as_lines(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    page.click("#mode")
    assert "林海访问越南" not in drawn(page)
    assert "林海会见阮文山" in drawn(page)  # it has a place too
    lines = page.evaluate(
        "[...seen.edges].filter((i) => EDGES[i].kind === 'line').map((i) => [EDGES[i].is, String(lookOf(i).dashes)])"
    )
    assert sorted(lines) == [["Suspension", "3,3"], ["Visit", "7,5"]]
    page.click('#legend input[data-key="CommunicationEvent"]')
    assert "林海访问越南" in drawn(page)  # a statement names it: it is more than a line now
    page.click("#mode")
    assert page.evaluate("[...seen.edges].filter((i) => EDGES[i].kind === 'line').length") == 0


def test_filtering_does_not_close_what_is_being_read(open_page: Open, sample: Graph) -> None:
    page = open_page(sample, "#n=Meeting-01")
    page.evaluate("document.querySelector('#panel .telling').dataset.kept = 'yes'")
    page.click('#legend input[data-key="City"]')
    assert page.locator('#panel .telling[data-kept="yes"]').count() == 1


def test_one_article_alone(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    before = drawn(page)
    page.click("#panel .article:has-text('外长林海抵达河内') button")
    assert {"林海会见阮文山", "林海访问越南"} <= drawn(page)
    assert "越南暂停渔业谈判" not in drawn(page)
    assert "《外长林海抵达河内》" in page.inner_text("#counts")
    fragment = page.evaluate("toFragment()")
    page.click("#counts button")
    assert drawn(page) == before
    assert "越南暂停渔业谈判" not in drawn(open_page(sample, f"#{fragment}"))
    assert "越南暂停渔业谈判" in drawn(open_page(sample, "#article=no-such"))
