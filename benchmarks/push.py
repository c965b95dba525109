"""Push a file into an Oxigraph server on loopback, beside that server's own bulk load of the same file.

    python benchmarks/push.py graph.nt [--times 3]

Each is done anew into an empty store on disk, in turns; the best of each counts. The bulk load is `oxigraph load`,
which needs no server and no request. The server must end with all the triples of the file, or the run fails. Processor
time, of the push with that of its server, tells on a busy machine what the clock does not.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import requests

from graph.remote import push

GRAPH = "https://example.org/measured"
PROGRAM = Path(sys.executable).with_name("oxigraph")


def bulk_load(source: Path, store: Path) -> tuple[float, float]:
    """Return the seconds that Oxigraph's own loader takes, and its processor time."""
    command = [PROGRAM, "load", "--location", store, "--file", source, "--graph", GRAPH]
    begun, used = time.perf_counter(), processor_time()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - begun, processor_time() - used


def processor_time() -> float:
    """Return the processor seconds of this process and of those of its children that have ended."""
    told = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in told)


def pushed(source: Path, store: Path, expected: int) -> tuple[float, float]:
    """Return the seconds that a push takes to a server that is up already, and the processor time of both."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{probe.getsockname()[1]}"
    command = [PROGRAM, "serve", "--location", store, "--bind", url.removeprefix("http://")]
    used = processor_time()
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_until_up(url)
        begun = time.perf_counter()
        push(source, url, graph=GRAPH, resume=False)
        seconds = time.perf_counter() - begun
        query = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{GRAPH}> {{ ?s ?p ?o }} }}"
        answer = requests.post(f"{url}/query", data={"query": query}, headers={"Accept": "text/csv"}, timeout=600)
        if (count := int(answer.text.split()[1])) != expected:
            sys.exit(f"{expected} triples in the file, {count} in the server")
    finally:
        server.terminate()
        server.wait()
    return seconds, processor_time() - used


def _wait_until_up(url: str) -> None:
    while True:
        try:
            requests.get(url, timeout=5)
        except requests.ConnectionError:
            time.sleep(0.02)
        else:
            return


def main() -> None:
    """Measure and print one line each, and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path, help="an N-Triples file, one triple a line, none twice")
    parser.add_argument("--times", type=int, default=3)
    asked = parser.parse_args()
    with open(asked.source, "rb") as file:
        expected = len(set(file))
    own, ours = [], []
    for _ in range(asked.times):
        with tempfile.TemporaryDirectory() as folder:
            own.append(bulk_load(asked.source, Path(folder, "own")))
            shutil.rmtree(Path(folder, "own"))
            ours.append(pushed(asked.source, Path(folder, "ours"), expected))
    sys.stdout.write(f"{expected} triples, {asked.source.stat().st_size / 1e6:.0f} MB\n")
    for name, runs in (("oxigraph load", own), ("newsgraph push", ours)):
        shown = " ".join(f"{seconds:.1f}" for seconds, _ in runs)
        sys.stdout.write(f"{name:16} {min(runs)[0]:6.1f} s   of {shown}; processor {min(c for _, c in runs):.1f} s\n")
    sys.stdout.write(f"speed of push beside the bulk load: {min(own)[0] / min(ours)[0]:.2f}\n")


if __name__ == "__main__":
    main()
