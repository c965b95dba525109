"""`newsgraph build --store` and `newsgraph remove`, as a user runs them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph import pipeline, read_graph
from graph.cli import DONE, MISUSE, STOPPED, main

MONDAY = "外长会谈\n\n2024年3月12日\n\n法国外长杜兰德12日抵达河内，与越南外长阮文山举行会谈。\n"
TUESDAY = "贸易协定\n\n2024年3月13日\n\n杜兰德13日与阮文山在河内签署贸易协定。\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with two articles, which is the current one."""
    (tmp_path / "monday.txt").write_text(MONDAY)
    (tmp_path / "tuesday.txt").write_text(TUESDAY)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def build(*arguments: str) -> int:
    return main(["build", *arguments, "--extractor", "lexicon"])


def test_what_is_built_one_by_one_is_what_is_built_at_once(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build("monday.txt", "--store", "out/store") == DONE
    assert build("tuesday.txt", "--store", "out/store") == DONE
    assert "2 articles, " in capsys.readouterr().out
    assert build("monday.txt", "tuesday.txt", "-o", "whole") == DONE
    for name in ("graph.ttl", "graph.nt", "graph.html", "text/monday.txt", "text/tuesday.txt"):
        assert (place / "out" / name).read_bytes() == (place / "whole" / name).read_bytes(), name
    assert len(read_graph("out/store")) == len(read_graph("whole/graph.ttl"))


def test_what_is_removed_leaves_what_the_others_give(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build("monday.txt", "tuesday.txt", "--store", "out/store") == DONE
    assert main(["remove", "sunday"]) == MISUSE
    assert "no such article" in capsys.readouterr().err
    assert main(["remove", "tuesday.txt"]) == DONE
    assert build("monday.txt", "-o", "monday") == DONE
    assert (place / "out/graph.ttl").read_bytes() == (place / "monday/graph.ttl").read_bytes()
    assert not (place / "out/text/tuesday.txt").exists()
    assert main(["remove", "monday", "--quiet"]) == DONE
    assert len(read_graph("out/store")) == 0
    assert main(["remove", "monday", "--store", "nowhere"]) == MISUSE


def test_a_stopped_build_goes_on_where_it_was(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    read = pipeline._extractions

    def stopping(*given: Any) -> Iterator[Any]:
        yield next(iter(read(*given)))
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "_extractions", stopping)
    assert build("monday.txt", "tuesday.txt", "--store", "out/store") == STOPPED
    assert "goes on from there" in capsys.readouterr().err
    assert not (place / "out/graph.ttl").exists()
    monkeypatch.setattr(pipeline, "_extractions", read)
    assert build("monday.txt", "tuesday.txt", "--store", "out/store") == DONE
    assert "1 of them unchanged" in capsys.readouterr().out


def test_a_build_needs_sources_or_a_store(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build"]) == MISUSE
    assert "nothing to read" in capsys.readouterr().err
    assert build("monday.txt", "--no-files") == MISUSE
    assert build("monday.txt", "--store", "out/store", "--no-files") == DONE
    assert not (place / "out/graph.ttl").exists()
    assert build("monday.txt", "--store", "out/store") == DONE
    before = (place / "out/graph.ttl").read_bytes()
    (place / "out/graph.ttl").unlink()
    assert build("--store", "out/store") == DONE  # writes the files anew
    assert (place / "out/graph.ttl").read_bytes() == before
    assert build("none.txt", "--store", "other") != DONE
    assert not (place / "other").exists()
