"""The table beside the triples of a store: what was read of each article, and which graphs are as they should be.

One SQLite file in the store's folder. Each change is on the disk when the call returns, whole or not at all.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from graph.errors import GraphError
from graph.model import Extraction
from graph.store.records import SCHEMA, read_record, write_record

FILE = "articles.sqlite"
_TABLES = """
CREATE TABLE article (id TEXT PRIMARY KEY, reader TEXT NOT NULL, record BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE written (graph TEXT PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID;
"""
UNSURE = ""
"""In place of a graph's digest: it is being written, or a run was killed while it was."""


class Articles:
    """The table, opened for reading and writing.

    Args:
        folder: the store's folder; the table is made if it is not there.

    Raises:
        GraphError: the table is of another version of this program, or no such table.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        try:
            self._table = sqlite3.connect(self._path, isolation_level=None)
            self._table.execute("PRAGMA synchronous = FULL")
            (schema,) = self._table.execute("PRAGMA user_version").fetchone()
            if schema == 0:
                self._table.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {SCHEMA}; COMMIT;")
            elif schema != SCHEMA:
                do = "build its articles into a new store"
                raise GraphError(str(self._path), f"was written by another version (form {schema}, not {SCHEMA})", do)
        except sqlite3.Error as error:
            raise self._broken(error) from None

    def close(self) -> None:
        """Let go of the file."""
        self._table.close()

    def ids(self) -> list[str]:
        """Return the ids of the articles, sorted."""
        return [id for (id,) in self._run("SELECT id FROM article ORDER BY id")]

    def find(self, id: str, reader: str) -> Extraction | None:
        """Return what a reader made of an article; None if the table has none, or that of another reader."""
        rows = list(self._run("SELECT record FROM article WHERE id = ? AND reader = ?", (id, reader)))
        return self._read(id, rows[0][0]) if rows else None

    def extractions(self) -> Iterator[Extraction]:
        """Yield what is kept of every article, in the order of their ids."""
        for id, record in self._run("SELECT id, record FROM article ORDER BY id"):
            yield self._read(id, record)

    def keep(self, extraction: Extraction, reader: str) -> None:
        """Keep an extraction in place of the one of that article that was there."""
        row = (extraction.article.id, reader, write_record(extraction))
        self._run("INSERT OR REPLACE INTO article VALUES (?, ?, ?)", row)

    def remove(self, ids: Iterable[str]) -> None:
        """Take articles out, all or none."""
        self._together("DELETE FROM article WHERE id = ?", [(id,) for id in ids])

    def written(self) -> dict[str, str]:
        """Return graph -> digest of what it holds, UNSURE for one that was not written to its end."""
        return dict(self._run("SELECT graph, digest FROM written"))

    def begin(self, graphs: Iterable[str]) -> None:
        """Note that graphs are to be written anew."""
        self._together("INSERT OR REPLACE INTO written VALUES (?, ?)", [(graph, UNSURE) for graph in graphs])

    def finish(self, graphs: Mapping[str, str | None]) -> None:
        """Note the digests of what graphs hold now, for good; None: that graph is gone."""
        self._together("INSERT OR REPLACE INTO written VALUES (?, ?)", [(g, d) for g, d in graphs.items() if d])
        self._together("DELETE FROM written WHERE graph = ?", [(graph,) for graph, d in graphs.items() if d is None])

    def _together(self, command: str, rows: list[tuple[str, ...]]) -> None:
        self._run("BEGIN")
        try:
            self._table.executemany(command, rows)
        except BaseException:
            self._run("ROLLBACK")
            raise
        self._run("COMMIT")

    def _run(self, command: str, values: tuple[object, ...] = ()) -> Iterable[tuple[Any, ...]]:
        try:
            return self._table.execute(command, values)
        except sqlite3.Error as error:
            raise self._broken(error) from None

    def _read(self, id: str, record: bytes) -> Extraction:
        try:
            return read_record(record)
        except ValueError as error:
            raise GraphError(f"{self._path}: {id}", str(error), "build that article again") from None

    def _broken(self, error: sqlite3.Error) -> GraphError:
        return GraphError(str(self._path), f"cannot be used ({error})", "build its articles into a new store")
