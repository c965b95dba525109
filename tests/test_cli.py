import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph

from graph import annotate, cli, extract, vocabulary
from graph.commands import COMMANDS
from graph.namespaces import ART, NG, OA

ROOT = Path(__file__).parents[1]
FIRST = """---
title: 外长抵达河内
date: 2024-03-05
---

中国外长王明周一在河内会见了越南总理阮文山。王明说，中国将继续支持越南。
"""
SECOND = """---
title: 渔业谈判恢复
date: 2024-03-07
---

日本和韩国星期三在釜山恢复了渔业谈判。韩国批评日本推迟谈判。
"""
OUTPUTS = ("graph.html", "graph.nt", "graph.ttl", "report.json")


@pytest.fixture(scope="session")
def nlp() -> Any:
    return annotate.load(states=True)


@pytest.fixture(scope="session")
def ontology() -> vocabulary.Ontology:
    return vocabulary.load_ontology()


@pytest.fixture(autouse=True)
def load_once(nlp: Any, ontology: vocabulary.Ontology, monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading takes longer than anything here: once for all."""
    load = vocabulary.load_ontology
    monkeypatch.setattr(annotate, "load", lambda *_, **__: nlp)
    monkeypatch.setattr(vocabulary, "load_ontology", lambda paths=None: load(paths) if paths else ontology)


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two articles in the folder news, which is in the current folder."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "first.md").write_text(FIRST, encoding="utf-8")
    (folder / "second.md").write_text(SECOND, encoding="utf-8")
    return folder


def run(*arguments: str) -> int:
    try:
        return cli.main(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_build_writes_everything_and_nothing_else(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("build", "news", "-o", "out") == cli.DONE
    assert sorted(contents(Path("out"))) == [*OUTPUTS, "text/first.txt", "text/second.txt"]
    said = capsys.readouterr()
    assert said.out.startswith("2 articles, ")
    assert said.err == ""


def test_every_mention_is_the_text_at_its_offsets(news: Path) -> None:
    run("build", "news", "-o", "out", "--quiet")
    graph = Graph().parse("out/graph.ttl")
    mentions = list(graph.subject_objects(NG.inDocument))
    assert mentions
    for mention, article in mentions:
        text = Path("out/text", str(article).removeprefix(str(ART)) + ".txt").read_text(encoding="utf-8")
        start, end = (int(str(graph.value(mention, term))) for term in (OA.start, OA.end))
        assert text[start:end] == str(graph.value(mention, OA.exact))
        trigger, at = str(graph.value(mention, NG.trigger)), int(str(graph.value(mention, NG.triggerStart)))
        assert text[at : at + len(trigger)] == trigger


def test_same_bytes_in_any_order_of_sources(news: Path) -> None:
    run("build", "news/first.md", "news/second.md", "-o", "a", "--quiet")
    run("build", "news/second.md", "news/first.md", "-o", "b", "--quiet")
    assert contents(Path("a")) == contents(Path("b"))


def test_same_bytes_in_another_process_with_another_hash_seed(news: Path) -> None:
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "graph", "build", "news", "-o", f"out{seed}", "--quiet"],
            env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed},
        )
        for seed in ("1", "2")
    ]
    assert [process.wait(timeout=60) for process in runs] == [cli.DONE, cli.DONE]
    assert contents(Path("out1")) == contents(Path("out2"))


def test_bad_articles_are_told_and_the_others_built(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (news / "empty.txt").write_bytes(b"")
    (news / "picture.html").write_bytes(bytes(range(256)) * 40)
    assert run("build", "news", "missing.html", "-o", "out") == cli.FINDINGS
    complaints = capsys.readouterr().err.splitlines()
    assert len(complaints) == 3
    for line, name in zip(sorted(complaints), ("missing.html", "news/empty.txt", "news/picture.html"), strict=True):
        assert line.startswith(f"newsgraph: {name}")
    report = json.loads(Path("out/report.json").read_text(encoding="utf-8"))
    assert report["articles"] == {"built": 2, "failed": 3}
    assert {failure["source"] for failure in report["failures"]} == {
        "missing.html",
        "news/empty.txt",
        "news/picture.html",
    }


def broken_for(name: str, fault: BaseException) -> Callable[..., Any]:
    real = extract.extract

    def extract_(article: Any, *rest: Any) -> Any:
        if article.id == name:
            raise fault
        return real(article, *rest)

    return extract_


def test_article_that_breaks_a_stage_is_named(
    news: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extract, "extract", broken_for("first", ZeroDivisionError("by chance")))
    assert run("build", "news", "-o", "out", "--quiet") == cli.FINDINGS
    (line,) = capsys.readouterr().err.splitlines()
    assert "news/first.md" in line
    assert "ZeroDivisionError: by chance" in line
    assert sorted(contents(Path("out/text"))) == ["second.txt"]


def test_article_that_breaks_a_batch_is_named(
    news: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = annotate.annotate

    def annotate_(articles: Any, nlp: Any) -> Any:
        articles = list(articles)
        if any(article.id == "first" for article in articles):
            raise MemoryError
        yield from real(articles, nlp)

    monkeypatch.setattr(annotate, "annotate", annotate_)
    assert run("build", "news", "-o", "out", "--quiet") == cli.FINDINGS
    (line,) = capsys.readouterr().err.splitlines()
    assert "news/first.md" in line
    assert sorted(contents(Path("out/text"))) == ["second.txt"]


def test_ctrl_c_leaves_what_was_there(
    news: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run("build", "news/first.md", "-o", "out", "--quiet")
    before = contents(Path("out"))
    monkeypatch.setattr(extract, "extract", broken_for("second", KeyboardInterrupt()))
    assert run("build", "news", "-o", "out", "--quiet") == cli.STOPPED
    assert contents(Path("out")) == before
    assert "stopped" in capsys.readouterr().err


def test_a_build_without_any_article_empties_nothing(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("build", "news", "-o", "out", "--quiet")
    before = contents(Path("out"))
    Path("empty").mkdir()
    for source in ("nwes", "empty", "*.htlm"):
        assert run("build", source, "-o", "out") == cli.FINDINGS
        assert source in capsys.readouterr().err
        assert contents(Path("out")) == before


def test_a_fault_of_ours_is_one_line_without_v_and_whole_with_it(
    news: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def resolve(*_: Any) -> None:
        raise RuntimeError("worlds collide")

    monkeypatch.setattr("graph.resolve.resolve", resolve)
    assert run("build", "news", "-o", "out") == cli.BROKEN
    (line,) = capsys.readouterr().err.splitlines()
    assert "RuntimeError: worlds collide" in line
    assert not Path("out").exists()
    with pytest.raises(RuntimeError, match="worlds collide"):
        run("build", "news", "-o", "out", "-v")


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--version") == cli.DONE
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert capsys.readouterr().out == f"newsgraph {declared}\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("build",), "nothing to read"),
        (("build", "news", "--extractor", "lexikon"), "lexicon"),
        (("build", "news", "--ontology", "none.ttl"), "none.ttl"),
        (("build", "news", "--ontology", "bad.ttl"), "bad.ttl"),
        (("build", "news", "--config", "none.toml"), "none.toml"),
        (("build", "news", "--config", "bad.toml"), "did you mean extractor"),
        (("build", "news", "--jsonl-fields", "title"), "title=headline"),
        (("build", "news", "-o", "news/first.md"), "news/first.md"),
        (("bilud", "news"), "build"),
        (("explain", "王明", "--graph", "none.ttl"), "none.ttl"),
        (("query", "cq01", "--graph", "none.ttl"), "none.ttl"),
        (("validate", "bad.ttl"), "bad.ttl"),
        (("validate", "news"), "news"),
    ],
)
def test_misuse_is_told_in_one_line_and_writes_nothing(
    news: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    Path("bad.ttl").write_text("@prefix ng: <oops", encoding="utf-8")
    Path("bad.toml").write_text('extracter = "lexicon"', encoding="utf-8")
    before = contents(Path())
    assert run(*arguments) == cli.MISUSE
    complaint = capsys.readouterr().err.splitlines()
    assert said in complaint[-1]
    assert "Traceback" not in "".join(complaint)
    assert contents(Path()) == before


@pytest.mark.parametrize("command", [command.name for command in COMMANDS])
def test_every_command_has_help_with_examples(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(command, "--help") == cli.DONE
    text = capsys.readouterr().out
    assert f"newsgraph {command}" in text.partition("examples:")[2]


def test_why_not_tells_article_sentence_and_reason(news: Path) -> None:
    (news / "third.txt").write_text(
        "何立峰会面记者。\n\n他接受了本报访问。发言人说，峰会没有说服他。\n", encoding="utf-8"
    )
    run("build", "news", "-o", "out", "--quiet", "--why-not", "dropped.jsonl")
    rows = [json.loads(line) for line in Path("dropped.jsonl").read_text(encoding="utf-8").splitlines()]
    assert rows
    report = json.loads(Path("out/report.json").read_text(encoding="utf-8"))
    assert report["rejected"]["total"] == len(rows)
    for row in rows:
        assert list(row) == ["article", "sentence", "span", "surface", "type", "extractor", "reason"]
        text = Path("out/text", row["article"] + ".txt").read_text(encoding="utf-8")
        assert text[slice(*row["span"])] == row["surface"]
        assert row["surface"] in row["sentence"]


def test_only_our_own_unchanged_texts_of_earlier_runs_are_removed(news: Path) -> None:
    run("build", "news", "-o", "out", "--quiet")
    Path("out/text/notes.txt").write_text("mine")
    run("build", "news/first.md", "-o", "out", "--quiet")
    assert sorted(contents(Path("out/text"))) == ["first.txt", "notes.txt"]
    run("build", "news", "-o", "out", "--quiet")
    Path("out/text/second.txt").write_text("changed by hand")
    run("build", "news/first.md", "-o", "out", "--quiet")
    assert sorted(contents(Path("out/text"))) == ["first.txt", "notes.txt", "second.txt"]


def test_a_report_that_points_elsewhere_removes_nothing(news: Path) -> None:
    victim = Path("precious.txt")
    victim.write_bytes(b"")
    empty = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    Path("out").mkdir()
    Path("out/report.json").write_text(
        json.dumps({"texts": {"../precious.txt": empty, "text/../../precious.txt": empty}})
    )
    run("build", "news/first.md", "-o", "out", "--quiet")
    assert victim.exists()


def test_two_articles_of_one_name_are_not_mixed(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("other").mkdir()
    Path("other/first.md").write_text(SECOND, encoding="utf-8")
    code = run("build", "news", "other", "-o", "out", "--quiet")
    report = json.loads(Path("out/report.json").read_text(encoding="utf-8"))
    built = report["articles"]["built"]
    assert (code, built) in ((cli.DONE, 3), (cli.FINDINGS, 2))
    assert len(list(Path("out/text").iterdir())) == built


def test_validate_tells_a_sound_graph_from_a_broken_one(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("build", "news", "-o", "out", "--quiet")
    assert run("validate", "out/graph.ttl") == cli.DONE
    graph = Graph().parse("out/graph.ttl")
    event = min(graph.subjects(NG.status))
    graph.remove((event, NG.evidence, None))
    graph.serialize("broken.ttl")
    assert run("validate", "broken.ttl") == cli.FINDINGS
    assert "at least one mention" in capsys.readouterr().out


def test_explain_tells_sentence_date_and_source(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("build", "news", "-o", "out", "--quiet")
    assert run("explain", "王明") == cli.DONE
    text = capsys.readouterr().out.replace("【", "").replace("】", "")
    assert "中国外长王明周一在河内会见了越南总理阮文山。" in text
    assert "2024-03" in text


def test_explain_of_the_unknown_says_so(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("build", "news", "-o", "out", "--quiet")
    assert run("explain", "查无此人") == cli.FINDINGS
    assert "查无此人" in capsys.readouterr().out


def test_query_prints_rows_with_their_names(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("build", "news", "-o", "out", "--quiet")
    Path("a.rq").write_text("SELECT ?title WHERE { ?a schema:headline ?title } ORDER BY ?title", encoding="utf-8")
    assert run("query", "a.rq") == cli.DONE
    assert capsys.readouterr().out.splitlines() == ["title", "外长抵达河内", "渔业谈判恢复"]
    Path("a.rq").write_text("SELECT ?a WHERE { ?a schema:headline 'none' }", encoding="utf-8")
    assert run("query", "a.rq") == cli.FINDINGS
    Path("a.rq").write_text("SELECT ?a WHERE { ?a ", encoding="utf-8")
    assert run("query", "a.rq") == cli.MISUSE


def test_config_prints_what_it_reads(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("config", "--page-title", "气候") == cli.DONE
    printed = capsys.readouterr().out
    Path("a.toml").write_text(printed, encoding="utf-8")
    assert run("config", "--config", "a.toml") == cli.DONE
    assert capsys.readouterr().out == printed
    assert 'page_title = "气候"' in printed


def test_import_brings_nothing_heavy() -> None:
    code = "import sys, graph; print(sorted({'spacy', 'rdflib', 'onnxruntime', 'numpy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_public_names_are_there() -> None:
    import graph

    assert {name for name in graph.__all__ if getattr(graph, name) is None} == set()
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        graph.nothing  # noqa: B018


def test_module_is_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "graph", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("usage: newsgraph")
