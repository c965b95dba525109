import os

import pytest

from graph.errors import GraphError
from graph.export import files
from graph.export.files import replace_files


def test_files_are_made_with_their_folders(tmp_path):
    replace_files({tmp_path / "a" / "b.txt": b"1", tmp_path / "c.txt": b"2"})
    assert (tmp_path / "a" / "b.txt").read_bytes() == b"1"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a", "b.txt", "c.txt"]


@pytest.mark.parametrize("fault", [KeyboardInterrupt, OSError(28, "No space left on device")])
def test_a_write_that_breaks_off_leaves_the_old_files_and_no_rest(tmp_path, monkeypatch, fault):
    old = {tmp_path / "a.txt": b"old a", tmp_path / "b.txt": b"old b"}
    replace_files(old)
    calls = []

    def fsync(handle):
        calls.append(handle)
        if len(calls) == 2:
            raise fault

    monkeypatch.setattr(files.os, "fsync", fsync)
    with pytest.raises((KeyboardInterrupt, GraphError)):
        replace_files(dict.fromkeys(old, b"new"))
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == old


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "out").write_text("a file where a folder should be")
    with pytest.raises(GraphError, match="out"):
        replace_files({tmp_path / "out" / "graph.ttl": b""})


def test_files_can_be_read_by_others(tmp_path):
    replace_files({tmp_path / "a.txt": b""})
    assert os.stat(tmp_path / "a.txt").st_mode & 0o444 == 0o444
