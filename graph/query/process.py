"""The parent's side of `graph.query.worker`: starts it, asks it, and kills it when the time is over."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import GraphError, QueryStoppedError

_ROOT = Path(__file__).parents[2]
_SPARE = 5.0
"""Seconds over the limit after which the system ends a worker whose parent cannot."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker says: `kind` of result (rows, boolean, triples), its media type and bytes; or an error.

    error: "" or syntax, size, memory, run. more: there are further rows than were asked for.
    """

    kind: str = ""
    type: str = ""
    content: bytes = b""
    more: bool = False
    error: str = ""
    message: str = ""


class WorkerProcess:
    """A running worker with its graph open.

    has_default, has_named: whether the default graph holds triples, and whether there are named graphs.

    Args:
        name: what the user calls the graph, for complaints.
        opening: the first request, see `graph.query.worker`.
        timeout: seconds that opening may take, None for any time.

    Raises:
        GraphError: the graph cannot be opened.
    """

    def __init__(self, name: str, opening: dict[str, Any], timeout: float | None = None) -> None:
        path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "graph.query.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": path},
            start_new_session=True,  # Ctrl-C is for the parent, which then ends this one
        )
        self.alive = True
        head, _ = self._exchange(opening, timeout)
        if "error" in head:
            self.kill()
            raise GraphError(name, f"cannot be opened ({head['message'][:300]})", "give a graph that is whole")
        self.has_default, self.has_named = bool(head["default"]), bool(head["named"])

    @property
    def pid(self) -> int:
        """Number of the process."""
        return self._process.pid

    def call(self, request: dict[str, Any], timeout: float | None) -> Answer:
        """Return the answer to a request.

        Raises:
            QueryStoppedError: it did not come in `timeout` seconds, or the process died; either way it is gone.
        """
        head, content = self._exchange(request, timeout)
        if "error" in head:
            return Answer(error=head["error"], message=head["message"])
        return Answer(head["kind"], head["type"], content, head["more"])

    def kill(self) -> None:
        """End the process, whatever it does."""
        self.alive = False
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):  # what was never written cannot be flushed
                if pipe is not None:
                    pipe.close()
        self._process.wait()

    def _exchange(self, request: dict[str, Any], timeout: float | None) -> tuple[dict[str, Any], bytes]:
        out, back = self._process.stdin, self._process.stdout
        assert out is not None
        assert back is not None
        over = threading.Event()

        def stop() -> None:
            over.set()
            self._process.kill()

        alarm = threading.Timer(timeout, stop) if timeout else None
        if alarm:
            alarm.start()
        try:
            limit = {"seconds": timeout + _SPARE} if timeout else {}
            out.write(json.dumps(request | limit).encode() + b"\n")
            out.flush()
            line = back.readline()
            head = json.loads(line) if line else None
            content = back.read(head["bytes"]) if head else b""
        except (BrokenPipeError, ValueError):
            head, content = None, b""
        except BaseException:  # Ctrl-C: whatever comes now belongs to no request
            self.kill()
            raise
        finally:
            if alarm:
                alarm.cancel()
        if over.is_set():  # perhaps just after the answer came: it counts, but the process is gone
            self.kill()
        if head is None or len(content) < head["bytes"]:
            self.kill()
            raise _stopped(over.is_set(), timeout)
        return head, content


def _stopped(over: bool, timeout: float | None) -> QueryStoppedError:
    if over:
        do = "ask for less, start from a name, or allow more time with --timeout"
        return QueryStoppedError("query", f"was stopped after {timeout:g} s", do)
    return QueryStoppedError("query", "was stopped: it needs more memory than it may", "ask for less at a time")
