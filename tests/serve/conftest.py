"""The real server on a free port of this machine, over a small graph."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests

ROOT = Path(__file__).parents[2]
TALKS = ROOT / "tests" / "query" / "talks.ttl"


class Server:
    """A running `newsgraph serve`."""

    def __init__(self, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "graph", "serve", *arguments, "--port", "0"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )
        assert self.process.stdout is not None
        said = self.process.stdout.readline()
        found = re.search(r"http://\S+/", said)
        assert found, f"{said}{self.process.stderr.read() if self.process.stderr else ''}"
        self.url = found[0]
        self.session = requests.Session()
        self.session.trust_env = False

    def stop(self) -> int:
        """Send Ctrl-C and return the exit code."""
        self.session.close()
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(timeout=20)
        for pipe in (self.process.stdout, self.process.stderr):
            if pipe is not None:
                pipe.close()
        return code


@pytest.fixture(scope="session")
def start() -> Iterator[Callable[..., Server]]:
    """Return a function that starts a server; all are stopped at the end."""
    running: list[Server] = []

    def started(*arguments: str) -> Server:
        running.append(Server(*arguments))
        return running[-1]

    yield started
    for server in running:
        if server.process.poll() is None:
            server.stop()


@pytest.fixture(scope="session")
def server(start: Callable[..., Server]) -> Server:
    return start(str(TALKS), "--query-timeout", "2", "--workers", "2", "--result-size", "1")
