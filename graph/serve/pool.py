"""Queries in processes of their own, a few at a time, each with its limits."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from graph.query.engines import OxigraphEngine
from graph.query.process import Answer


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may take, and how many may run.

    seconds: until it is stopped. memory: bytes that it may take beyond the open graph, 0 for any.
    size: bytes of result. workers: queries at the same time. patience: seconds that one waits for its turn.
    """

    seconds: float = 30.0
    memory: int = 2 * 1024**3
    size: int = 64 * 1024**2
    workers: int = 2
    patience: float = 5.0


_State = tuple[tuple[str, int, int], ...]


class BusyError(Exception):
    """All workers are busy."""


class Pool:
    """Workers that hold a store open for reading; one that was stopped is replaced by the next query that needs it.

    Args:
        store: the folder.
        limits: see `Limits`.
    """

    def __init__(self, store: Path, limits: Limits) -> None:
        self.store, self.limits = store, limits
        self._engines = [OxigraphEngine(store, memory=limits.memory) for _ in range(limits.workers)]
        self._free: asyncio.Queue[OxigraphEngine] = asyncio.Queue()
        for engine in self._engines:
            self._free.put_nowait(engine)
        self._opened: dict[OxigraphEngine, _State] = {}

    def start(self) -> None:
        """Open the store in one worker now, so that a broken one is told at once.

        Raises:
            GraphError: it cannot be opened.
        """
        self._opened[self._engines[0]] = _state(self.store)
        self._engines[0].start()

    def close(self) -> None:
        """End all workers, whatever they do."""
        for engine in self._engines:
            engine.close()

    async def ask(self, query: str, request: dict[str, object]) -> Answer:
        """Return the answer to a request of `graph.query.worker`.

        Raises:
            BusyError: there was no turn for it in time.
            QueryStoppedError: it was stopped at a limit.
        """
        async with self._turn() as engine:
            asked = {"size": self.limits.size, **request}
            return await asyncio.to_thread(engine.ask, query, asked, self.limits.seconds)

    @contextlib.asynccontextmanager
    async def _turn(self) -> AsyncIterator[OxigraphEngine]:
        try:
            engine = await asyncio.wait_for(self._free.get(), self.limits.patience)
        except TimeoutError:
            raise BusyError from None
        try:
            self._renew(engine)
            yield engine
        finally:
            self._free.put_nowait(engine)

    def _renew(self, engine: OxigraphEngine) -> None:
        """Have a worker open the store anew if it was written to since: what is open stays as it was opened."""
        state = _state(self.store)
        if self._opened.get(engine) != state:
            self._opened[engine] = state
            engine.close()


def _state(store: Path) -> _State:
    """Return what changes when a store is written to: its files with size and time."""
    found = []
    for path in sorted(store.iterdir()):
        with contextlib.suppress(OSError):  # gone meanwhile
            if path.suffix in (".sst", ".log") or path.name.startswith("MANIFEST"):
                status = path.stat()
                found.append((path.name, status.st_size, status.st_mtime_ns))
    return tuple(found)
