"""Hide, focus, path, undo, reset; the view in the address."""

from collections.abc import Callable
from typing import Any

import pytest
from rdflib import RDF, RDFS, Graph, Literal

from graph.namespaces import ENT, EV, NG

from .pages import click_node, drawn, search, until

Open = Callable[..., Any]


def chosen(page: Any, name: str) -> Any:
    search(page, name)
    assert page.inner_text("#panel h3") == name
    return page


def test_hidden_things_go_and_can_be_put_back(open_page: Open, sample: Graph) -> None:
    page = chosen(open_page(sample), "越南")
    page.click("#hide")
    assert "越南" not in drawn(page)
    assert "1 个已隐藏" in page.inner_text("#counts")
    page.click("#counts button")
    assert "越南" in drawn(page)


def test_undo_and_redo_go_through_what_was_done(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    start = drawn(page)
    assert page.is_disabled("#undo")
    page.click('#legend input[data-key="City"]')
    second = drawn(page)
    page.evaluate("hide(BY_ID.get('country-越南'))")
    third = drawn(page)
    page.keyboard.press("Control+z")
    assert drawn(page) == second
    page.click("#undo")
    assert drawn(page) == start
    assert page.is_checked('#legend input[data-key="City"]')
    page.keyboard.press("Control+y")
    page.click("#redo")
    assert drawn(page) == third
    assert page.is_disabled("#redo")


def test_a_drag_of_a_slider_is_undone_at_once(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    start, slider = drawn(page), page.locator('#legend input[data-key="to"]')
    slider.focus()
    slider.press("ArrowLeft")
    slider.press("ArrowLeft")
    assert drawn(page) != start
    page.click("#undo")
    assert drawn(page) == start
    assert page.is_disabled("#undo")


def test_reset_brings_back_the_first_view_but_keeps_the_language(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    start = drawn(page)
    page.click("#language")
    page.click("#mode")
    page.click('#legend input[data-key="City"]')
    chosen(page, "Vietnam")
    page.click("#hide")
    page.click("#reset")
    assert drawn(page) == start
    assert page.inner_text("#reset") == "Reset"
    page.click("#undo")
    assert "越南" not in drawn(page)


def test_double_click_leaves_the_surroundings(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    start = drawn(page)
    page.evaluate("fit(false)")
    click_node(page, "渔业谈判", click_count=2)
    until(page, "state.around.length === 1")
    assert drawn(page) == {"渔业谈判", "越南暂停渔业谈判", "越南"}
    page.click("#further")
    assert {"林海访问越南", "林海"} <= drawn(page)
    page.click("#around")
    assert drawn(page) == start


def test_path_between_two(open_page: Open, sample: Graph) -> None:
    page = chosen(open_page(sample), "渔业谈判")
    page.click("#path")
    assert "选另一端" in page.inner_text("#pick")
    search(page, "阮文山")
    names = page.locator("#panel .path .party, #panel .path summary span:first-of-type").all_inner_texts()
    assert names == ["渔业谈判", "越南暂停渔业谈判", "越南", "林海访问越南", "林海", "林海会见阮文山", "阮文山"]
    assert {"晨报", "河内"} & drawn(page) <= {"晨报"}
    assert page.evaluate("addressNow()").count("path=") == 1
    page.click("#undo")
    assert "河内" in drawn(page)


def test_path_by_shift_and_click(open_page: Open, sample: Graph) -> None:
    page = chosen(open_page(sample), "林海")
    page.keyboard.down("Shift")
    click_node(page, "河内")
    page.keyboard.up("Shift")
    assert page.inner_text("#panel h3") == "林海 … 河内"


def test_where_there_is_no_path_it_says_so_and_can_look_behind_the_filters(open_page: Open, sample: Graph) -> None:
    page = open_page(sample, "#path=process-渔业谈判~person-阮文山&status=Planned")
    assert "不相连" in page.inner_text("#panel")
    page.click("#anyway")
    assert "林海访问越南" in page.inner_text("#panel .path >> nth=0")
    assert "林海访问越南" in drawn(page)
    lone = ENT["person-孤"]
    sample.add((EV["Arrest-9"], RDF.type, NG.Arrest))
    sample.add((EV["Arrest-9"], NG.status, NG.Happened))
    sample.add((EV["Arrest-9"], NG.recipient, lone))
    sample.add((lone, RDF.type, NG.Person))
    sample.add((lone, RDFS.label, Literal("孤", lang="zh")))
    page = open_page(sample, "#path=person-孤~person-阮文山&any=1")
    assert "不相连" in page.inner_text("#panel")
    assert page.locator("#anyway").count() == 0


def test_the_address_holds_the_whole_view(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    page.click("#mode")
    page.click("#language")
    page.click('#legend input[data-key="CommunicationEvent"]')
    page.click('#legend input[data-key="Denied"]')
    page.click('#legend input[data-key="晨报"]')
    page.locator('#legend input[data-key="from"]').fill("1")
    page.evaluate("hide(BY_ID.get('city-河内'))")
    search(page, "林海")
    until(page, "location.hash.slice(1) === toFragment() && toFragment() !== ''")
    before = page.evaluate("[toFragment(), [...seen.nodes].sort(), state.chosen, state.lang, state.lines]")
    fragment = page.evaluate("location.hash")
    page = open_page(sample, fragment)
    assert page.evaluate("[toFragment(), [...seen.nodes].sort(), state.chosen, state.lang, state.lines]") == before
    assert page.inner_text("#panel h3") == "Lin Hai"


def test_an_id_alone_opens_a_thing(open_page: Open, sample: Graph) -> None:
    assert open_page(sample, "#person-阮文山").inner_text("#panel h3") == "阮文山"


def test_an_address_pasted_into_an_open_page_is_taken(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    page.evaluate("location.hash = 'n=country-%E8%B6%8A%E5%8D%97'")
    until(page, "state.chosen !== null")
    assert page.inner_text("#panel h3") == "越南"


@pytest.mark.parametrize(
    "fragment",
    [
        *(
            "#%E0%A4%A",
            "#n=%00&hide=%FF",
            "#from=99999-1-1&to=<b>&told=-3&origins=1e99&most=NaN&hops=0x10",
            "#&&==~~&=~",
        ),
        *("#lang=xx&as=__proto__&off=constructor~toString&path=person-林海", "#n=<img src=x onerror=alert(1)>"),
        "#hide=" + "a~" * 2000,
    ],
)
def test_no_fragment_breaks_the_page(open_page: Open, sample: Graph, fragment: str) -> None:
    page = open_page(sample, fragment)
    assert "林海会见阮文山" in drawn(page)
    assert page.locator("img").count() == 0


def test_names_of_an_address_that_are_not_here_are_told_as_text(open_page: Open, sample: Graph) -> None:
    page = open_page(sample, "#hide=<img src=x onerror=alert(1)>~person-林海")
    assert "<img src=x onerror=alert(1)>" in page.inner_text("#said")
    assert "林海" not in drawn(page)


def test_link_is_copied(open_page: Open, sample: Graph) -> None:
    page = chosen(open_page(sample), "越南")
    page.evaluate("navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }")
    page.click("#copy")
    until(page, "window.copied")
    assert page.evaluate("copied").endswith("#n=country-%E8%B6%8A%E5%8D%97")
    assert page.inner_text("#said") == "链接已复制"
