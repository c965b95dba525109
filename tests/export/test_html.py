import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import RDFS, Graph, Literal
from rdflib.namespace import SDO

from graph.export.html import PageOptions, write_html
from graph.namespaces import ART, ENT, EV, NG, OA

HOSTILE = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<!--<script>",
    "]]>",
    "{{ 7*7 }}",
    "\u2028\u2029\x00\ud83d",
    '"><svg onload=alert(1)>',
]


def data_of(page: bytes) -> dict:
    text = page.decode()
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)[1])


def test_page_holds_its_data_and_the_library(sample, vocabulary):
    page = write_html(sample, vocabulary)
    data = data_of(page)
    assert {thing["zh"] for thing in data["things"]} >= {"林海", "越南", "晨报", "林海会见阮文山"}
    assert b"vis-network" in page
    assert len(page) < 1_500_000


def test_page_asks_for_nothing_outside_itself(sample, vocabulary):
    shell = re.sub(r"<script.*?</script>", "", write_html(sample, vocabulary).decode(), flags=re.DOTALL)
    assert re.findall(r'(?:src|href)="(?!data:)[^"]*"|@import|url\(', shell) == []
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', shell)[1]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_same_triples_give_the_same_bytes_in_any_order(sample, vocabulary):
    again = Graph()
    for triple in sorted(sample, reverse=True):
        again.add(triple)
    assert write_html(again, vocabulary) == write_html(sample, vocabulary)


def test_same_bytes_in_another_process_with_another_hash_seed(sample, vocabulary, tmp_path):
    sample.serialize(tmp_path / "g.nt", format="nt", encoding="utf-8")
    vocabulary.serialize(tmp_path / "v.nt", format="nt", encoding="utf-8")
    code = (
        "import sys; from rdflib import Graph; from graph.export.html import write_html;"
        "sys.stdout.buffer.write(write_html(Graph().parse('g.nt'), Graph().parse('v.nt')))"
    )
    root = str(Path(__file__).parents[2])
    pages = [
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=tmp_path,
            env={"PYTHONPATH": root, "PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert pages[0] == pages[1] == write_html(sample, vocabulary)


@pytest.mark.parametrize("payload", HOSTILE)
def test_hostile_text_stays_data(sample, vocabulary, payload):
    text = Literal(payload.encode("utf-8", "replace").decode() if "\ud83d" in payload else payload, lang="zh")
    harmless = write_html(sample, vocabulary, PageOptions("x"))
    for subject, relation in (
        (ENT["person-林海"], RDFS.label),
        (EV["Visit-02"], RDFS.label),
        (ART.a1, SDO.headline),
        (next(sample.objects(EV["Visit-02"], NG.evidence)), OA.exact),
    ):
        sample.set((subject, relation, text))
    page = write_html(sample, vocabulary, PageOptions(str(text)))
    assert page.count(b"<script") == harmless.count(b"<script")
    assert b"<img" not in page
    assert str(text) in {thing["zh"] for thing in data_of(page)["things"]}


def test_nonce_follows_the_content(sample, vocabulary):
    nonces = [re.search(rb'nonce="([^"]+)"', write_html(sample, vocabulary, PageOptions(title)))[1] for title in "ab"]
    assert nonces[0] != nonces[1]


def test_empty_graph_gives_a_page(vocabulary):
    assert data_of(write_html(Graph(), vocabulary))["things"] == []
