import dataclasses
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from rdflib import RDFS, Graph, Literal
from rdflib.namespace import SDO, SKOS

from graph.export.html import write_html
from graph.namespaces import ART, ENT, EV, NG, OA

Open = Callable[[Graph], Any]


@dataclasses.dataclass
class Watch:
    requests: list[str] = dataclasses.field(default_factory=list)
    complaints: list[str] = dataclasses.field(default_factory=list)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@cache
def _page(triples: frozenset[Any], vocabulary: Graph) -> bytes:
    graph = Graph()
    for triple in triples:
        graph.add(triple)
    return write_html(graph, vocabulary, hidden=("CommunicationEvent",))


@pytest.fixture
def open_page(browser: Any, vocabulary: Graph, tmp_path: Path, watch: Watch) -> Iterator[Open]:
    """Return what opens the page of a graph; at the end nothing may have been asked for or complained of."""
    context = browser.new_context(viewport={"width": 1300, "height": 800})
    page = context.new_page()
    page.on("request", lambda request: watch.requests.append(request.url))
    page.on("console", lambda message: watch.complaints.append(message.text))
    page.on("pageerror", lambda error: watch.complaints.append(str(error)))
    page.on("dialog", lambda dialog: (watch.complaints.append("dialog"), dialog.dismiss()))
    file = tmp_path / "graph.html"

    def open_(graph: Graph, fragment: str = "") -> Any:
        file.write_bytes(_page(frozenset(graph), vocabulary))
        page.goto(file.as_uri() + fragment)
        page.wait_for_function("document.documentElement.dataset.ready === 'yes'", timeout=10_000)
        return page

    yield open_
    context.close()
    assert watch.complaints == []
    assert {url.partition("#")[0] for url in watch.requests} <= {file.as_uri()}


def drawn(page: Any) -> set[str]:
    return set(page.evaluate("nodes.getIds().map((id) => THINGS[id].zh)"))


def search(page: Any, text: str) -> None:
    page.fill("#search", text)
    page.press("#search", "Enter")


def place_of(page: Any, name: str) -> tuple[float, float]:
    """Return where a node stands on the screen."""
    x, y = page.evaluate(
        """(name) => { const id = THINGS.findIndex((thing) => thing.zh === name);
           const at = network.canvasToDOM(network.getPosition(id));
           const box = document.getElementById("network").getBoundingClientRect();
           return [at.x + box.left, at.y + box.top]; }""",
        name,
    )
    return x, y


def click_node(page: Any, name: str) -> None:
    page.evaluate("network.fit({animation: false})")
    page.mouse.click(*place_of(page, name))
    page.wait_for_selector("#panel:not([hidden])")


def test_opens_with_what_happened_between_whom(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    assert drawn(page) >= {"林海", "阮文山", "越南", "河内", "晨报", "林海会见阮文山", "林海访问越南"}
    assert "阮文山表示" not in drawn(page)
    dashed = page.evaluate(
        "edges.get().filter((e) => e.dashes && EDGES[e.id].claimed).map((e) => THINGS[EDGES[e.id].events[0]].zh)"
    )
    assert set(dashed) == {"林海访问越南", "越南暂停渔业谈判"}


def test_search_finds_by_any_name_in_either_script(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    for typed in ("林外长", "林外長", "lin hai", "LinHai", "林海"):
        page.evaluate("choose(null)")
        search(page, typed)
        assert page.inner_text("#panel h3") == "林海", typed


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


def test_click_on_an_event_shows_each_telling(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    click_node(page, "林海会见阮文山")
    assert page.locator("#panel .telling").count() == 2
    assert page.locator("#panel mark").all_inner_texts() == ["会见", "会面"]
    assert page.locator("#panel .telling b").all_inner_texts() == ["林海", "河内", "阮文山", "阮文山", "河内", "林海"]
    text = page.inner_text("#panel")
    for expected in ("据晨报", "据半岛通讯 ← 经 海峡电台", "2024-03-05", "2024-03-07", "已发生"):
        assert expected in text
    (link,) = page.locator("#panel .telling a").all()
    assert link.get_attribute("href").startswith("https://example.org/news/a1.html#:~:text=%E6%9E%97")


def test_ticking_a_group_shows_it(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    page.click('#legend input[data-key="CommunicationEvent"]')
    assert "阮文山表示" in drawn(page)
    page.click('#legend input[data-key="ContactEvent"]')
    assert not {"林海会见阮文山", "林海访问越南"} & drawn(page)


def test_unticking_hides_and_ticking_shows_again(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    before = drawn(page)
    for key, gone in (
        ("Planned", "林海访问越南"),
        ("Denied", "越南暂停渔业谈判"),
        ("City", "河内"),
        ("海峡电台", "越南暂停渔业谈判"),
    ):
        page.click(f'#legend input[data-key="{key}"]')
        assert gone in before - drawn(page), key
        page.click(f'#legend input[data-key="{key}"]')
        assert drawn(page) == before, key


def test_time_sliders_keep_what_lies_between(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    page.locator('#legend input[data-key="to"]').fill("0")
    assert "林海会见阮文山" in drawn(page)
    assert "林海访问越南" not in drawn(page)


def test_events_can_be_drawn_as_lines(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    page.click("#mode")
    assert "林海会见阮文山" not in drawn(page)
    labels = page.evaluate("edges.get().filter((e) => e.label).map((e) => [e.label, Boolean(e.dashes)])")
    assert sorted(labels) == [["✕ 中止", True], ["会见", False], ["访问", True]]


def test_english_where_known(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    page.click("#language")
    labels = set(page.evaluate("nodes.get().map((node) => node.label)"))
    assert {"Lin Hai", "Vietnam", "阮文山"} <= labels


def test_address_names_the_chosen_and_opens_it(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    search(page, "阮文珊")
    fragment = page.evaluate("location.hash")
    page.goto("about:blank")
    assert open_page(sample, fragment).inner_text("#panel h3") == "阮文山"


def test_keyboard_alone_reaches_a_person(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    page.keyboard.press("/")
    page.keyboard.type("阮")
    page.keyboard.press("Enter")
    assert page.inner_text("#panel h3") == "阮文山"
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert page.is_hidden("#panel")


def test_picture_can_be_saved(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    with page.expect_download() as download:
        page.click("#png")
    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")


def test_hover_tells_sentence_date_and_outlet(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    place = place_of(page, "林海会见阮文山")
    page.mouse.move(place[0] - 60, place[1] - 60)
    page.mouse.move(*place, steps=8)
    page.wait_for_selector("#tip:not([hidden])")
    text = page.inner_text("#tip")
    for expected in ("林海会见阮文山", "林海周一在河内会见了阮文山", "晨报", "2024-03-05"):
        assert expected in text


HOSTILE = '"><img src=x onerror=alert(1)><script>alert(2)</script></script><script>alert(3)</script> href'


def test_hostile_articles_show_as_text(open_page: Open, sample: Graph) -> None:
    text = Literal(HOSTILE, lang="zh")
    for subject, relation in (
        (ENT["person-林海"], RDFS.label),
        (ENT["person-林海"], SKOS.altLabel),
        (ART.a1, SDO.headline),
        (EV["Meeting-01"], RDFS.label),
    ):
        sample.set((subject, relation, text))
    for mention in set(sample.objects(EV["Meeting-01"], NG.evidence)):
        sample.set((mention, OA.exact, text))
        sample.set((mention, NG.trigger, Literal("<b>")))
    sample.set((ART.a1, SDO.url, Literal("javascript:alert(4)")))
    page = open_page(sample)
    search(page, "onerror")
    assert page.inner_text("#panel h3") == HOSTILE
    page.click("#panel summary")
    click_node(page, "越南")
    page.mouse.move(500, 400)
    page.evaluate("choose(BY_IRI.get('https://w3id.org/newsgraph/event/Meeting-01'))")
    assert HOSTILE in page.inner_text("#panel .telling")
    assert page.locator("img, #panel a, #panel script, #hits script").count() == 0


def test_injected_script_is_stopped_by_the_policy(open_page: Open, sample: Graph, watch: Watch) -> None:
    page = open_page(sample)
    markup = '<img src="https://example.org/x.png" onerror="window.ran = 1">'
    with page.expect_event("requestfailed", timeout=5_000) as failed:
        page.evaluate("(markup) => document.body.insertAdjacentHTML('beforeend', markup)", markup)
    assert "csp" in failed.value.failure.lower()
    page.evaluate("fetch('https://example.org/x.json').catch(() => 0)")
    assert page.evaluate("window.ran") is None
    assert watch.complaints
    assert all("Content Security Policy" in complaint for complaint in watch.complaints)
    watch.complaints.clear()
    watch.requests.clear()


def test_narrow_screen_shows_graph_and_panel(open_page: Open, sample: Graph) -> None:
    page = open_page(sample)
    page.set_viewport_size({"width": 390, "height": 780})
    page.reload()
    page.wait_for_function("document.documentElement.dataset.ready === 'yes'")
    assert page.is_hidden("#legend")
    search(page, "越南")
    assert page.is_visible("#panel h3")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
