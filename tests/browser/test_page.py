"""Opening, searching, reading the panel."""

from collections.abc import Callable
from typing import Any

from rdflib import RDFS, Graph, Literal

from graph.namespaces import ENT

from .pages import READY, click_node, drawn, place_of, search, until

Open = Callable[..., Any]


def test_opens_with_what_happened_between_whom(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    assert drawn(page) >= {"林海", "阮文山", "越南", "河内", "晨报", "林海会见阮文山", "林海访问越南"}
    assert "阮文山表示" not in drawn(page)
    assert "讲述最多的事件" in page.inner_text("#panel")
    page.click("#panel .row >> nth=0")
    assert page.inner_text("#panel h3") == "林海会见阮文山"


def test_status_shows_as_solid_dashed_or_crossed(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    looks = page.evaluate(
        """Object.fromEntries([...seen.edges].filter((i) => EDGES[i].kind === "role")
           .map((i) => [THINGS[EDGES[i].events[0]].zh, String(lookOf(i).dashes)]))"""
    )
    assert looks == {"林海会见阮文山": "", "林海访问越南": "7,5", "越南暂停渔业谈判": "3,3"}
    crosses = "let n = 0; const old = cross; window.cross = (...all) => { n += 1; old(...all); }; network.redraw(); n"
    assert page.evaluate(crosses) > 0
    page.click('#legend input[data-key="Denied"]')
    assert page.evaluate("n = 0; network.redraw(); n") == 0


def test_lines_are_as_wide_as_there_are_independent_outlets(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    width = """(id) => lookOf([...seen.edges].find((i) => EDGES[i].kind === "role"
                 && EDGES[i].events.includes(BY_ID.get(id)))).width"""
    assert page.evaluate(width, "Meeting-01") > page.evaluate(width, "Visit-02")


def test_labels_do_not_cover_each_other(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    boxes = page.evaluate(
        """() => { const boxes = [], pen = CanvasRenderingContext2D.prototype, old = pen.fillText;
           pen.fillText = function (text, x, y) {
             const w = this.measureText(text).width, h = parseFloat(this.font.match(/([\\d.]+)px/)[1]);
             boxes.push([text, x - w / 2, y, x + w / 2, y + h]); old.call(this, text, x, y); };
           network.redraw(); pen.fillText = old; return boxes; }"""
    )
    names = [box[0] for box in boxes]
    assert {"林海", "Lin Hai", "阮文山", "越南", "Vietnam", "林海会见阮文山"} <= set(names)
    for place, (_, left, top, right, bottom) in enumerate(boxes):
        for other in boxes[:place]:
            assert right <= other[1] + 1 or other[3] <= left + 1 or bottom <= other[2] + 1 or other[4] <= top + 1, boxes


def test_search_finds_by_any_name_in_either_script(open_page: Open, sample: Graph) -> None:
    sample.set((ENT["country-越南"], RDFS.label, Literal("越南灣", lang="zh")))
    page = open_page(sample)
    for typed, name in (
        *(("林外长", "林海"), ("林外長", "林海"), ("lin hai", "林海"), ("LinHai", "林海"), ("林海", "林海")),
        *(
            ("阮文珊", "阮文山"),
            ("渔业談判", "渔业谈判"),
            ("漁業谈判", "渔业谈判"),
            ("越南湾", "越南灣"),
            ("越·南 灣", "越南灣"),
        ),
    ):
        search(page, typed)
        assert page.inner_text("#panel h3") == name, typed


def test_search_goes_on_to_the_sentences(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    page.fill("#search", "再次訪越")
    assert "原文" in page.inner_text("#hits")
    page.press("#search", "Enter")
    assert page.inner_text("#panel h3") in {"林海访问越南", "阮文山表示"}


def test_search_that_finds_nothing_says_so(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    page.fill("#search", "查无此人")
    assert page.inner_text("#hits") == "没有找到"


def test_click_on_a_person_shows_names_posts_and_timeline(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    click_node(page, "林海")
    text = page.inner_text("#panel")
    for expected in ("Lin Hai", "林外长", "中国外长", "2024-03-04", "林海会见阮文山", "林海访问越南", "计划中"):
        assert expected in text


def test_timeline_keeps_what_is_filtered_out_for_those_who_ask(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    search(page, "阮文山")
    assert "阮文山表示" not in page.inner_text("#panel")
    page.click("#filtered-out")
    assert "阮文山表示" in page.inner_text("#panel")


def test_click_on_an_event_shows_each_telling(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    click_node(page, "林海会见阮文山")
    assert page.locator("#panel .telling").count() == 2
    assert page.locator("#panel mark").all_inner_texts() == ["会见", "会面"]
    assert page.locator("#panel .telling b").all_inner_texts() == ["林海", "河内", "阮文山", "阮文山", "河内", "林海"]
    text = page.inner_text("#panel")
    for expected in ("据晨报", "据半岛通讯 ← 经 海峡电台", "2024-03-05", "2024-03-07", "已发生", "2 家独立媒体"):
        assert expected in text
    (link,) = page.locator("#panel .telling a").all()
    assert link.get_attribute("href").startswith("https://example.org/news/a1.html#:~:text=%E6%9E%97")


def test_long_sentence_is_linked_by_its_ends(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    found = page.evaluate(
        "(text) => addressOf({ url: 'https://example.org/a?b=1' }, text)", "一二三四五，" * 6 + "末-尾。"
    )
    start, _, end = found.removeprefix("https://example.org/a?b=1#:~:text=").partition(",")
    assert page.evaluate("decodeURIComponent", start) == "一二三四五，一二三四"
    assert page.evaluate("decodeURIComponent", end).endswith("末-尾")
    assert "-" not in end


MIDDLE = """() => { const i = [...seen.edges].find((i) => EDGES[i].is === "Suspension");
  const at = network.canvasToDOM(courseOf(i).middle), stage = document.getElementById("stage").getBoundingClientRect();
  return [at.x + stage.left, at.y + stage.top]; }"""


def test_click_on_a_line_shows_its_events(open_page: Open, sample: Graph) -> None:
    page = open_page(sample, "#as=lines")
    x, y = page.evaluate(MIDDLE)
    page.mouse.move(x, y)
    page.wait_for_selector("#tip:not([hidden])")
    assert "越南 — 中止 — 渔业谈判" in page.inner_text("#tip")
    page.mouse.click(x, y)
    assert page.inner_text("#panel h3") == "越南 → 渔业谈判"
    assert page.locator("#panel mark").inner_text() == "暂停"


def test_hover_tells_sentence_date_and_outlet(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    place = place_of(page, "林海会见阮文山")
    page.mouse.move(place[0] - 60, place[1] - 60)
    page.mouse.move(*place, steps=8)
    page.wait_for_selector("#tip:not([hidden])")
    text = page.inner_text("#tip")
    for expected in ("林海会见阮文山", "林海周一在河内会见了阮文山", "晨报", "2024-03-05"):
        assert expected in text


def test_english_where_known(open_page: Open, sample: Graph) -> None:
    sample.add((ENT["outlet-晨报"], RDFS.label, Literal("Dawn/Daily", lang="en")))
    page = open_page(sample)
    page.click("#language")
    names = set(page.evaluate("[...seen.nodes].map((id) => word(THINGS[id]))"))
    assert {"Lin Hai", "Vietnam", "阮文山", "Visit: Lin Hai → Vietnam"} <= names
    assert "Filters" in page.inner_text("header")
    page.evaluate("choose(BY_ID.get('Visit-02'))")
    assert "According to 阮文山 ← by way of 半岛通讯 ← by way of Dawn/Daily" in page.inner_text("#panel")
    page.click("#language")
    assert page.inner_text("#language") == "English"


def test_page_of_a_title_in_english(open_page: Open, sample: Graph) -> None:
    from graph.export.html import PageOptions

    page = open_page(sample, options=PageOptions("Fish & <b>talks</b>", "en"))
    assert page.inner_text("h1") == "Fish & <b>talks</b>"
    assert page.title() == "Fish & <b>talks</b>"
    assert page.evaluate("document.documentElement.lang") == "en"


def test_keyboard_alone_reaches_a_person_and_its_neighbours(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    page.keyboard.press("/")
    page.keyboard.type("阮")
    page.keyboard.press("Enter")
    assert page.inner_text("#panel h3") == "阮文山"
    moved = set()
    for key in ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"):
        page.keyboard.press(key)
        moved.add(page.inner_text("#panel h3"))
    assert moved - {"阮文山"}
    page.keyboard.press("Escape")
    assert page.evaluate("state.chosen") is None
    page.keyboard.press("Escape")
    assert page.is_hidden("#panel")
    page.keyboard.press("?")
    assert "怎么用" in page.inner_text("#help")
    page.keyboard.press("Escape")
    assert page.is_hidden("#help")


def test_days_are_said_in_words(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    said = page.evaluate(
        "(all) => all.map((edtf) => dayOf({ edtf }))", ["../2023-05-04", "2023/..", "2022-22", "2024-06"]
    )
    assert said == ["不晚于 2023-05-04", "2023 起", "2022年夏", "2024-06"]
    page.click("#language")
    said = page.evaluate("(all) => all.map((edtf) => dayOf({ edtf }))", ["../2023-05-04", "2023-07-17/2023-07-23"])
    assert said == ["not later than 2023-05-04", "2023-07-17 – 2023-07-23"]


def test_what_is_found_behind_the_filters_comes_with_its_parties(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    search(page, "阮文山表示")
    assert page.evaluate("[...seen.edges].filter((i) => EDGES[i].to === state.chosen).map((i) => EDGES[i].is)") == [
        "actor"
    ]


def test_empty_graph_and_empty_view_say_what_to_do(open_page: Open, sample: Graph) -> None:
    page = open_page(Graph())
    assert "图里没有事件" in page.inner_text("#empty")
    page = open_page(sample, "#from=1999-01-01&to=1999-01-02")
    assert "没有符合条件的内容" in page.inner_text("#empty")
    page.click("#empty button")
    assert "林海会见阮文山" in drawn(page)


def test_first_use_hint_goes_at_the_first_click(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    assert "点任一节点" in page.inner_text("#panel")
    page.set_viewport_size({"width": 390, "height": 780})
    page.reload()
    assert page.is_visible("#hint")
    page.mouse.click(200, 300)
    assert page.is_hidden("#hint")


def test_narrow_screen_shows_graph_and_panel(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    page.set_viewport_size({"width": 390, "height": 780})
    page.reload()
    until(page, READY)
    assert page.is_hidden("#legend")
    search(page, "越南")
    assert page.is_visible("#panel h3")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.click("#legend-button")
    assert page.is_visible("#legend")


def test_on_a_narrow_screen_a_path_stands_above_the_panel(open_page: Open, sample: Graph) -> None:
    page = open_page(sample, "#path=person-林海~city-河内")
    page.set_viewport_size({"width": 390, "height": 780})
    page.reload()
    until(page, READY)
    panel = page.evaluate("document.getElementById('panel').getBoundingClientRect().top")
    for name in ("林海", "河内", "林海会见阮文山"):
        x, y = place_of(page, name)
        assert 0 < x < 390
        assert y < panel, name


def test_dark_colours_are_taken_when_asked_for(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    light = page.evaluate("css('--paper')")
    page.emulate_media(color_scheme="dark")
    until(page, f"css('--paper') !== '{light}'")
    assert drawn(page) >= {"林海", "越南"}
    painted = page.evaluate(
        """() => { const { x, y } = network.body.nodes[BY_ID.get("person-林海")], dom = network.canvasToDOM({ x, y });
           const canvas = document.querySelector("#network canvas"), ratio = canvas.width / canvas.clientWidth;
           network.redraw();
           return [...canvas.getContext("2d").getImageData(dom.x * ratio, dom.y * ratio, 1, 1).data].slice(0, 3); }"""
    )
    assert "#" + "".join(f"{part:02x}" for part in painted) == page.evaluate("colorOf('Person')") != "#2b6cb0"
