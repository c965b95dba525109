"""A file or store -> a triple store, in batches, going on where an earlier push was stopped."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from graph.errors import GraphError
from graph.remote.batches import Batch, batches
from graph.remote.checkpoint import Checkpoint, Progress
from graph.remote.connection import Connection, Credentials
from graph.remote.servers import KINDS, Target, kind_of, target_at
from graph.remote.source import Source

Told = Callable[[int], None]
"""Called after each batch with the number of triples that the server has so far."""


@dataclass(frozen=True, slots=True)
class PushResult:
    """What was loaded.

    url: the graph store. kind: its kind. triples: in the source, counted as often as they stand there.
    """

    url: str
    kind: str
    triples: int


def push(
    source: str | Path,
    url: str,
    *,
    graph: str | None = None,
    who: Credentials | None = None,
    kind: str = "auto",
    batch: int | None = None,
    replace: bool = False,
    resume: bool = True,
    timeout: float = 600.0,
    told: Told | None = None,
) -> PushResult:
    """Load a file or store into a triple store; what is there stays, unless `replace`.

    Loading the same twice changes nothing, so a batch that may or may not have arrived is sent again. How far it has
    come stands in a file beside the source, which is removed at the end.

    Args:
        source: a .ttl, .nt, .nq or .trig file, or the folder of a store.
        url: a graph store, or a server of a known kind.
        graph: IRI of the graph to load all into; None keeps the graphs of the source.
        who: user and password.
        kind: a name of `KINDS`, or "auto" to find out.
        batch: triples in a request; None for what suits the kind.
        replace: empty each graph before the first triple goes into it.
        resume: go on where an earlier push of the same batches stopped.
        timeout: seconds to wait for an answer.
        told: told of the progress.

    Raises:
        GraphError: the source cannot be read, the server cannot be reached or says no. What was loaded stays there.
    """
    path = Source(source).path
    with Connection(url, who, timeout=timeout) as line:
        target = find_target(line, url, kind)
        job = _Job(path, target, graph, line, batch or target.kind.batch, replace)
        checkpoint = Checkpoint.beside(path, f"{target.url} {graph} {job.size} {replace}")
        done = job.run(checkpoint, checkpoint.read() if resume else Progress(), told or (lambda triples: None))
    return PushResult(target.url, target.kind.name, done.triples)


def find_target(line: Connection, url: str, kind: str) -> Target:
    """Return the graph store that an address means, having made the server's acquaintance."""
    if kind != "auto" and kind not in KINDS:
        raise GraphError(kind, "is no known kind of server", f"give one of {', '.join(('auto', *KINDS))}")
    answer = line.introduce()
    target = target_at(url, KINDS[kind] if kind != "auto" else kind_of(url, answer.headers))
    line.busy = target.kind.busy
    if line.url != target.url:
        line.url = target.url
        answer = line.introduce()
    return target


@dataclass(frozen=True, slots=True)
class _Job:
    path: Path
    target: Target
    graph: str | None
    line: Connection
    size: int
    replace: bool

    def batches(self) -> Iterator[Batch]:
        return _ahead(lambda: batches(Source(self.path), self.target, self.graph, self.size))

    def run(self, checkpoint: Checkpoint, before: Progress, told: Told) -> Progress:
        """Send what comes after `before`, or all if the source no longer begins with that; return how far it came."""
        coming = self.batches()
        done, touched = _passed_over(coming, before)
        if done != before:
            coming, done, touched = self.batches(), Progress(), set()
        try:
            for batch in coming:
                if self.replace:
                    self._empty(graph for graph in batch.graphs if graph not in touched)
                    touched.update(batch.graphs)
                self.line.send("POST", batch.url, batch.body, media=batch.media)
                done = done.plus(batch)
                checkpoint.keep(done)
                told(done.triples)
        except GraphError as error:
            if not done.batches:
                raise
            do = f"{error.do}; {done.triples} triples are there: run the same again to go on"
            raise GraphError(error.what, error.found, do.removeprefix("; ")) from None
        checkpoint.drop()
        return done

    def _empty(self, graphs: Iterable[str | None]) -> None:
        for graph in graphs:
            self.line.send("DELETE", self.target.graph_url(graph), missing_ok=True)


def _ahead(make: Callable[[], Generator[Batch, None, None]]) -> Iterator[Batch]:
    """Yield batches, the next one made while the server is busy with this one, all in one thread of their own."""
    with ThreadPoolExecutor(1, "newsgraph-push") as worker:
        coming = worker.submit(make).result()
        waiting = worker.submit(next, coming, None)
        try:
            while (batch := waiting.result()) is not None:
                waiting = worker.submit(next, coming, None)
                yield batch
        finally:
            waiting.cancel()
            worker.submit(coming.close)  # a parser must end in the thread that it began in


def _passed_over(coming: Iterator[Batch], before: Progress) -> tuple[Progress, set[str | None]]:
    """Take the batches that an earlier push sent; return their progress anew, and the graphs that they add to."""
    done, touched = Progress(), set[str | None]()
    for batch in islice(coming, before.batches):
        done = done.plus(batch)
        touched.update(batch.graphs)
    return done, touched
