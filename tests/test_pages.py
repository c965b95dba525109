import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from IPython.core.formatters import DisplayFormatter
from rdflib import Graph

from graph import GraphError, Settings, make_page
from graph.cli import main
from graph.namespaces import EV
from graph.pages import find_focus
from graph.pipeline import BuildResult

SAMPLE = Path(__file__).parent / "data" / "sample.ttl"


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


@pytest.fixture(scope="module")
def sample():
    return Graph().parse(SAMPLE)


def events_on(page):
    return set(re.findall(r"https://w3id.org/newsgraph/event/([\w-]+)", page.html().decode()))


@pytest.mark.parametrize(
    "name", ["渔业谈判", "漁業談判", "process-渔业谈判", "https://w3id.org/newsgraph/id/process-渔业谈判"]
)
def test_page_is_built_around_what_a_name_means(sample, name):
    assert events_on(make_page(sample, focus=name, hops=1)) == {"Suspension-03"}
    assert "Visit-02" in events_on(make_page(sample, focus=[name], hops=2))


def test_most_told_events_are_kept(sample):
    assert events_on(make_page(sample, most=1)) == {"Meeting-01"}


def test_unknown_name_says_what_is_like_it(sample):
    with pytest.raises(GraphError, match="渔业谈判") as raised:
        make_page(sample, focus="渔业谈判会")
    assert "渔业谈判会" in raised.value.what
    found, missing = find_focus(sample, ["林海", "无人"])
    assert [name.rpartition("/")[2] for name in found] == ["person-林海"]
    assert len(missing) == 1


def test_fragment_is_one_element_that_holds_the_page(sample):
    page = make_page(sample, title="<b>'\"&amp;", language="en")
    fragment = page.fragment(height=333).decode()
    reader = Reader()
    reader.feed(fragment)
    ((tag, attributes),) = reader.found
    assert (tag, attributes["height"], attributes["title"]) == ("iframe", "333", "<b>'\"&amp;")
    inside = attributes["srcdoc"]
    assert inside.startswith("<!DOCTYPE html>")
    assert inside.rstrip().endswith("</html>")


def test_notebook_shows_result_and_page(sample):
    result = BuildResult(sample, (), (), (), settings=Settings(page_focus=("渔业谈判", "无人"), page_hops=1))
    shown = unescape(result._repr_html_())
    assert shown.startswith("<iframe")
    assert str(EV["Suspension-03"]) in shown
    assert str(EV["Visit-02"]) not in shown
    bundle, _ = DisplayFormatter().format(make_page(sample))  # what a notebook asks for
    assert bundle["text/html"].startswith("<iframe")


def test_page_is_saved(sample, tmp_path):
    page = make_page(sample, title="题")
    assert page.save(tmp_path / "a" / "p.html").read_bytes() == page.html()


def test_command_makes_a_page_of_a_graph(tmp_path, capsys):
    out = tmp_path / "p.html"
    assert (
        main(
            [
                "page",
                str(SAMPLE),
                "-o",
                str(out),
                "--focus",
                "林外長",
                "--hops",
                "1",
                "--page-title",
                "林海",
                "--lang",
                "en",
            ]
        )
        == 0
    )
    assert capsys.readouterr().out == f"{out}\n"
    text = out.read_text(encoding="utf-8")
    assert '<html lang="en">' in text
    assert "<title>林海</title>" in text
    assert "Suspension-03" not in text
    assert main(["page", str(SAMPLE), "--fragment", "-o", str(out)]) == 0
    assert out.read_text(encoding="utf-8").startswith("<iframe")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--focus", "无人"], "nothing in the graph is called that"),
        (["--hops", "0"], "page_hops: is 0"),
        (["--most", "0"], "most: is 0"),
    ],
)
def test_misuse_is_said_in_a_line_and_leaves_the_file(tmp_path, capsys, arguments, complaint):
    out = tmp_path / "p.html"
    out.write_text("old")
    assert main(["page", str(SAMPLE), "-o", str(out), *arguments]) == 2
    assert complaint in capsys.readouterr().err
    assert out.read_text() == "old"


ARTICLE = """外长林海周一抵达河内

2024年3月5日

中国外长林海周一在河内会见了越南外长阮文山。

德国周二批评了土耳其。
"""


def test_build_makes_the_page_around_a_name_and_the_graph_whole(tmp_path, capsys):
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    asked = ["build", str(tmp_path / "a.txt"), "-o", str(tmp_path / "out"), "--extractor", "lexicon", "--quiet"]
    assert main([*asked, "--focus", "林海", "--hops", "1"]) == 0
    focused = (tmp_path / "out" / "graph.html").read_text(encoding="utf-8")
    graph = (tmp_path / "out" / "graph.ttl").read_bytes()
    assert main([*asked, "--focus", "查无此人"]) == 1
    assert "nothing in the graph is called that" in capsys.readouterr().err
    whole = (tmp_path / "out" / "graph.html").read_text(encoding="utf-8")
    assert "ev:Criticism-" in whole
    assert "ev:Criticism-" not in focused
    assert (tmp_path / "out" / "graph.ttl").read_bytes() == graph
