"""`newsgraph serve` where it cannot serve."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

from graph import cli

TALKS = str(Path(__file__).parents[1] / "query" / "talks.ttl")


def test_what_is_missing_is_told_with_the_command_that_brings_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    assert cli.main(["serve", TALKS]) == cli.MISUSE
    assert "pip install 'newsgraph[serve]'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["nowhere"], "no such graph"),
        (["https://example.org/sparql"], "is an endpoint already"),
        ([TALKS, "--query-timeout", "0"], "--query-timeout"),
        ([TALKS, "--workers", "-1"], "--workers"),
        ([TALKS, "--port", "99999"], "99999"),
    ],
)
def test_what_cannot_be_served_is_named(arguments: list[str], part: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["serve", *arguments]) == cli.MISUSE
    assert part in capsys.readouterr().err


def test_a_port_in_use_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert cli.main(["serve", TALKS, "--port", str(taken.getsockname()[1])]) == cli.MISUSE
    assert "--port" in capsys.readouterr().err


def test_a_broken_graph_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bad.ttl").write_text("<a> <b>", encoding="utf-8")
    assert cli.main(["serve", str(tmp_path / "bad.ttl")]) == cli.MISUSE
    assert "bad.ttl" in capsys.readouterr().err
