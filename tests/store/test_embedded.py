from __future__ import annotations

import pickle
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import RDF, RDFS, SKOS, Graph

from graph.errors import GraphError
from graph.model import Extraction
from graph.namespaces import new_graph
from graph.resolve import resolve
from graph.store.articles import FILE, Articles
from graph.store.dataset import article_quads
from graph.store.embedded import UNNAMED, VOCABULARY, EmbeddedStore, open_store
from graph.store.records import SCHEMA, read_record, write_record
from graph.store.triples import to_graph
from graph.terms import to_triple
from graph.vocabulary import Ontology

TEXTS = {
    "arrival": "法国外长杜兰德周三抵达河内，与越南外长阮文山举行会谈。",
    "denial": "越南外交部否认阮文山将访问巴黎。法国外长杜兰德表示，双方没有讨论此事。",
    "editorial": "路透社报道，法国外长杜兰德邀请阮文山访问巴黎。",
    "protest": "数百人在河内抗议法国制裁越南。",
    "talks": "杜兰德与阮文山周三在河内会谈，双方签署了气候协议。",
}
WRITER = """
import os, pickle, signal, sys
from graph.store.embedded import open_store

folder, pickled, last = sys.argv[1:]
with open(pickled, "rb") as file:
    graph, ontology = pickle.load(file)

def progress(done, all):
    print(done, flush=True)
    if done == int(last):
        os.kill(os.getpid(), signal.SIGKILL)

with open_store(folder, "reader") as store:
    store.write(graph, ontology, progress)
"""
"""Writes a graph into a store, and kills itself after so many of its named graphs."""


@pytest.fixture(scope="module")
def told(reader: Any) -> dict[str, Extraction]:
    """Return what each of the texts says."""
    articles = [reader.make_article(text, id=id, outlet="环球晚报") for id, text in TEXTS.items()]
    return {extraction.article.id: extraction for extraction in reader.read(*articles)}


@pytest.fixture(scope="module")
def ontology(reader: Any) -> Ontology:
    """Return the vocabulary, thinned to what the graph needs, since a store holds all of it: it is written quickly."""
    thin, kept = new_graph(), {RDF.type, RDFS.subClassOf, RDFS.domain, RDFS.range, SKOS.broader, SKOS.inScheme}
    for s, p, o in reader.ontology.graph:
        if p in kept:
            thin.add((s, p, o))
    return replace(reader.ontology, graph=thin)


def merged(extractions: Sequence[Extraction], ontology: Any) -> Graph:
    return to_graph(resolve(extractions, ontology), ontology)


def add(store: EmbeddedStore, extractions: Sequence[Extraction], ontology: Any) -> int:
    for extraction in extractions:
        store.keep(extraction)
    return store.write(merged(store.extractions(), ontology), ontology)


def content(path: Path) -> set[str]:
    """Return all quads of a store that is not open."""
    return {str(quad) for quad in ox.Store.read_only(str(path))}


def expected(extractions: Sequence[Extraction], ontology: Any) -> set[str]:
    """Return what a store of these articles has to hold: each article's triples, the vocabulary, and both merged."""
    quads = [
        (to_triple(s, p, o), str(article or UNNAMED))
        for s, p, o, article in article_quads(merged(extractions, ontology), ontology)
    ]
    quads += [(to_triple(*triple), VOCABULARY) for triple in ontology.terms]
    store = ox.Store()
    for triple, name in quads:
        for graph in (ox.NamedNode(name), ox.DefaultGraph()):
            store.add(ox.Quad(triple.subject, triple.predicate, triple.object, graph))
    return {str(quad) for quad in store}


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_store_holds_the_same_however_the_articles_came_and_went(
    data: Any, told: dict[str, Extraction], ontology: Ontology
) -> None:
    kept: set[str] = set()
    with tempfile.TemporaryDirectory() as folder:
        with open_store(folder, "reader") as store:
            for _ in range(data.draw(st.integers(1, 4))):
                some = data.draw(st.lists(st.sampled_from(sorted(told)), min_size=1, max_size=3, unique=True))
                if kept & set(some) and data.draw(st.booleans()):
                    store.remove(sorted(kept & set(some)))
                    kept -= set(some)
                    some = []
                kept |= set(some)
                add(store, [told[id] for id in some], ontology)
            assert store.ids() == sorted(kept)
        assert content(Path(folder)) == expected([told[id] for id in sorted(kept)], ontology)


def test_only_what_changes_is_written(tmp_path: Path, told: dict[str, Extraction], ontology: Ontology) -> None:
    with open_store(tmp_path, "reader") as store:
        first = [told["arrival"], told["protest"]]
        assert add(store, first, ontology) == 3  # two articles and the vocabulary
        assert add(store, first, ontology) == 0
        assert add(store, [told["editorial"]], ontology) <= 3
        store.remove(["editorial"])
        add(store, [], ontology)
    assert content(tmp_path) == expected(first, ontology)


def test_an_article_is_read_again_only_if_it_or_its_reader_changed(
    tmp_path: Path, told: dict[str, Extraction], reader: Any
) -> None:
    article = told["talks"].article
    changed = reader.make_article(TEXTS["talks"] + "协议周四生效。", id="talks", outlet="环球晚报")
    with open_store(tmp_path, "one") as store:
        store.keep(told["talks"])
        assert store.find(article) == told["talks"]
        assert store.find(changed) is None
    with open_store(tmp_path, "another") as store:
        assert store.find(article) is None
        assert store.extractions() == [told["talks"]]


@pytest.mark.parametrize("last", [1, 3])
def test_a_killed_run_leaves_whole_articles_and_the_next_one_mends_the_rest(
    tmp_path: Path, told: dict[str, Extraction], ontology: Ontology, last: int
) -> None:
    old, new = [told["arrival"], told["protest"]], [told[id] for id in sorted(told)]
    command = _prepared(tmp_path, old, new, ontology)
    killed = subprocess.run([*command, str(last)], capture_output=True, text=True)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    store = tmp_path / "store"
    _assert_whole(content(store), expected(old, ontology), expected(new, ontology))
    with open_store(store, "reader") as opened:
        add(opened, [], ontology)
    assert content(store) == expected(new, ontology)


def test_a_run_killed_in_the_midst_of_an_article_leaves_whole_articles(
    tmp_path: Path, told: dict[str, Extraction], ontology: Ontology
) -> None:
    old, new = [told["talks"]], [told[id] for id in sorted(told)]
    with subprocess.Popen([*_prepared(tmp_path, old, new, ontology), "-1"], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()  # the first graph is written: the second is on its way
        process.kill()
    _assert_whole(content(tmp_path / "store"), expected(old, ontology), expected(new, ontology))


def _prepared(
    folder: Path, old: Sequence[Extraction], new: Sequence[Extraction], ontology: Ontology
) -> tuple[str, ...]:
    """Return the command that has only to write what is new into a store of what is old."""
    store, pickled = folder / "store", folder / "new.pickle"
    with open_store(store, "reader") as opened:
        add(opened, old, ontology)
        for extraction in new:
            opened.keep(extraction)
    pickled.write_bytes(pickle.dumps((merged(new, ontology), ontology)))
    return sys.executable, "-c", WRITER, str(store), str(pickled)


def _assert_whole(found: set[str], old: set[str], new: set[str]) -> None:
    """Check that each named graph is its old or its new self, and that the default graph is their union."""
    parts, before, after = _by_graph(found), _by_graph(old), _by_graph(new)
    default = parts.pop("")
    assert default == set().union(*parts.values())
    assert parts
    for name, triples in parts.items():
        assert triples in (before.get(name), after.get(name)), name


def _by_graph(quads: set[str]) -> dict[str, set[str]]:
    store = ox.Store()
    store.bulk_load("".join(f"{quad} .\n" for quad in quads).encode(), format=ox.RdfFormat.N_QUADS)
    graphs: dict[str, set[str]] = {}
    for quad in store:
        name = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
        graphs.setdefault(name, set()).add(str(quad.triple))
    return graphs


def test_articles_are_removed_by_id_iri_or_source_and_all_or_none(
    tmp_path: Path, told: dict[str, Extraction], ontology: Ontology
) -> None:
    with open_store(tmp_path, "reader") as store:
        add(store, list(told.values()), ontology)
        with pytest.raises(GraphError, match="no such article"):
            store.remove(["arrival", "nothing"])
        assert len(store.ids()) == len(told)
        store.remove(["arrival", "https://w3id.org/newsgraph/article/denial", "art:talks", "protest.txt"])
        assert store.ids() == ["editorial"]


def test_a_store_is_written_by_one_at_a_time(tmp_path: Path) -> None:
    with open_store(tmp_path), pytest.raises(GraphError, match="another process"):
        open_store(tmp_path)
    open_store(tmp_path).close()


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("…")
    with pytest.raises(GraphError, match="other things"):
        open_store(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["letters.txt"]


def test_a_table_of_another_version_is_refused(tmp_path: Path) -> None:
    table = Articles(tmp_path)
    table._run(f"PRAGMA user_version = {SCHEMA + 1}")
    table.close()
    with pytest.raises(GraphError, match="another version"):
        Articles(tmp_path)
    (tmp_path / FILE).write_bytes(b"no table at all, but long enough to be looked at as one" * 100)
    with pytest.raises(GraphError, match="cannot be used"):
        Articles(tmp_path)


def test_a_record_is_read_back_as_it_was(told: dict[str, Extraction]) -> None:
    for extraction in told.values():
        record = write_record(extraction)
        assert read_record(record) == extraction
        assert write_record(read_record(record)) == record
    with pytest.raises(ValueError, match="no record"):
        read_record(b"nothing")
