"""`newsgraph query` and `newsgraph ask` as a user types them."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from graph import cli

TALKS = str(Path(__file__).parent / "talks.ttl")
WHO = "SELECT ?name { ?who a ng:Person ; rdfs:label ?name FILTER(LANG(?name) = 'zh') }"


def run(*arguments: str) -> int:
    try:
        return cli.main(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)


def test_a_query_is_text_file_stdin_or_a_shipped_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mine.rq"
    file.write_text(WHO, encoding="utf-8")
    said = []
    for query in (WHO, str(file), "-"):
        monkeypatch.setattr(sys, "stdin", io.StringIO(WHO))
        assert run("query", query, "--graph", TALKS) == cli.DONE
        said.append(capsys.readouterr().out)
    assert said == ["name\n王强\n王明\n阮文山\n"] * 3  # no ORDER BY: sorted
    assert run("query", "cq09", "--graph", TALKS) == cli.DONE
    assert "王明\tholds\t北国外长\t北国" in capsys.readouterr().out
    assert run("query", "cq9", "--graph", TALKS) == cli.MISUSE
    assert "cq09" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("suffix", "start"),
    [("csv", "name\r\n王强"), ("tsv", '?name\n"王强"@zh'), ("json", '{\n "head"'), ("txt", " name\n")],
)
def test_a_file_gets_the_format_of_its_suffix(tmp_path: Path, suffix: str, start: str) -> None:
    file = tmp_path / f"rows.{suffix}"
    assert run("query", WHO, "--graph", TALKS, "-o", str(file)) == cli.DONE
    assert file.read_bytes().decode().startswith(start)


def test_triples_come_as_turtle_and_the_same_in_any_process(tmp_path: Path) -> None:
    written = []
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-m", "graph", "query", "CONSTRUCT WHERE { ?a ng:represents ?b }", "--graph", TALKS],
            capture_output=True,
            check=True,
            cwd=Path(__file__).parents[2],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
        )
        written.append(done.stdout)
    assert written[0] == written[1]
    assert "ent:person-王明 ng:represents ent:country-北国" in written[0].decode()


def test_limits_are_kept_and_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("query", WHO, "--graph", TALKS, "--limit", "1") == cli.DONE
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == 2
    assert "--limit" in said.err
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a != ?k) }"
    assert run("query", endless, "--graph", TALKS, "--timeout", "0.5") == cli.MISUSE
    assert "stopped after 0.5 s" in capsys.readouterr().err


def test_a_mistake_is_shown_under_the_line_it_is_in(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("query", "SELECT ?x {\n ?x a ngg:Person }", "--graph", TALKS) == cli.MISUSE
    told, line, caret = capsys.readouterr().err.splitlines()
    assert "line 2, column 7" in told
    assert "did you mean ng:" in told
    assert line.index("ngg:Person") == caret.index("^")


def test_nothing_found_and_misuse_have_their_codes(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("query", "SELECT ?x { ?x a ng:Arrest }", "--graph", TALKS) == cli.FINDINGS
    assert run("query", "ASK { ?x a ng:Arrest }", "--graph", TALKS) == cli.DONE
    told = capsys.readouterr()
    assert told.out == "x\nno\n"
    assert told.err == "newsgraph: nothing in the graph fits the query\n"
    assert run("query", WHO, "--graph", "nowhere.ttl") == cli.MISUSE
    assert run("query", WHO, "--graph", TALKS, "--timeout", "soon") == cli.MISUSE
    assert run("query", WHO, "--graph", TALKS, "--limit", "-1") == cli.MISUSE
    assert run("query", WHO, "--graph", TALKS, "-f", "turtle") == cli.MISUSE


def test_questions_are_listed_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ask") == cli.DONE
    assert "met\t[party] [whom] [after] [before] [status]\t谁会见了谁" in capsys.readouterr().out
    assert run("ask", "--lang", "en") == cli.DONE
    assert "Who met whom" in capsys.readouterr().out


def test_arguments_go_by_order_and_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ask", "谁会见了谁", "王明", "before=2024-03-10", "阮文山", "--graph", TALKS, "--lang", "en") == cli.DONE
    head, *rows = capsys.readouterr().out.splitlines()
    assert head.split("\t")[:5] == ["date", "who", "whom", "what", "status"]
    assert [row.split("\t")[1:3] for row in rows] == [["Wang Ming", "Nguyen Van Son"]] * 2
    assert run("ask", "quotes", "王明", "2024", "2025", "x", "--graph", TALKS) == cli.MISUSE
    assert "no further argument 'x'" in capsys.readouterr().err


def test_a_program_gets_iris_and_labels(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ask", "visited", "南国", "--graph", TALKS, "-f", "json") == cli.DONE
    told = json.loads(capsys.readouterr().out)
    (row,) = told["results"]["bindings"]
    assert row["who"] == {"type": "uri", "value": "https://w3id.org/newsgraph/id/person-王明"}
    assert row["whoLabel"]["value"] == "王明"


def test_the_query_that_would_be_asked_can_be_seen_and_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ask", "visited", "河湾", "--graph", TALKS, "--sparql") == cli.DONE
    sparql = capsys.readouterr().out
    assert "VALUES ?place { <https://w3id.org/newsgraph/id/city-河湾> }" in sparql
    assert run("query", sparql, "--graph", TALKS) == cli.DONE


def test_no_answer_and_no_such_name_differ(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ask", "met", "王强", "--graph", TALKS) == cli.FINDINGS
    assert "the graph tells of nothing of that kind" in capsys.readouterr().err
    assert run("ask", "met", "王铭", "--graph", TALKS) == cli.MISUSE
    assert "王明" in capsys.readouterr().err


def test_a_reader_sees_each_event_once_with_its_tellings_below(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ask", "met", "王明", "--graph", TALKS, "-f", "table") == cli.DONE
    assert capsys.readouterr().out.splitlines() == [
        "date  who  whom  what  status",
        "",
        "2024-03-04  王明  阮文山  王明会见阮文山  已发生",
        "  「王明周一在河湾会见阮文山。」",
        "    早报, 2024-03-05, 已发生",
        "  「通讯社援引阮文山说，他已与王明会晤。」",
        "    阮文山 ← 晚报, 2024-03-06, 已发生",
    ]
    assert run("ask", "chain", "王明会见阮文山", "--graph", TALKS, "-f", "table") == cli.DONE
    assert "    阮文山 ← 通讯社 ← 晚报, 2024-03-06, 已发生" in capsys.readouterr().out
    assert run("ask", "dyads", "北国", "--graph", TALKS, "-f", "table") == cli.DONE
    assert "CONSULT" in capsys.readouterr().out
