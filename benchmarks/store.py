"""What the embedded store costs: loading files beside rdflib, and checking a graph against the shapes.

    python benchmarks/store.py [TRIPLES]
    python benchmarks/store.py FOLDER

With a folder of articles: what it costs to build twenty copies of each into a store, and then to add one article.
Each measurement runs in a process of its own. Prints seconds by the clock, processor seconds and the most memory, and
the ratio that the project aims at: loading a million triples at least five times as fast as into rdflib's memory.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyoxigraph as ox
from synthetic import synthetic_lines

from graph.namespaces import PREFIXES

RDFLIB = {
    ".ttl": "import sys, rdflib; rdflib.Graph().parse(sys.argv[1], format='turtle')",
    ".nt": "import sys, rdflib; rdflib.Graph().parse(sys.argv[1], format='nt')",
    ".nq": "import sys, rdflib; rdflib.Dataset().parse(sys.argv[1], format='nquads')",
}
EMBEDDED = "import sys; from graph.store.embedded import load_file; load_file(sys.argv[1], sys.argv[2])"


class Cost:
    """Seconds by the clock, processor seconds and megabytes that a command took."""

    def __init__(self, *command: str) -> None:
        begin = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        self.seconds, self.busy = time.perf_counter() - begin, usage.ru_utime + usage.ru_stime
        self.megabytes = usage.ru_maxrss / 1024
        if os.waitstatus_to_exitcode(status) not in (0, 1):
            raise SystemExit(f"{' '.join(command)[:100]} ended with {os.waitstatus_to_exitcode(status)}")

    def __str__(self) -> str:
        return f"{self.seconds:7.1f} s {self.busy:7.1f} s CPU {self.megabytes:6.0f} MB"


def main(triples: int) -> None:
    """Measure on a graph of so many triples."""
    prefixes = {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}
    with tempfile.TemporaryDirectory() as name:
        files = {form: Path(name, f"graph{form}") for form in RDFLIB}
        with files[".nt"].open("w", encoding="utf-8") as merged, files[".nq"].open("w", encoding="utf-8") as parted:
            for triple, article, new in synthetic_lines(triples):
                parted.write(f"{triple} {article} .\n")
                merged.write(f"{triple} .\n" if new else "")
        quads = ox.parse(path=str(files[".nt"]))
        ox.serialize(quads, str(files[".ttl"]), format=ox.RdfFormat.TURTLE, prefixes=prefixes)
        for form, code in RDFLIB.items():
            theirs = Cost(sys.executable, "-c", code, str(files[form]))
            ours = Cost(sys.executable, "-c", EMBEDDED, str(files[form]), str(Path(name, form)))
            say(f"{form:4} into rdflib's memory  {theirs}")
            say(f"{form:4} into a store          {ours}")
            ratios = theirs.seconds / ours.seconds, theirs.busy / ours.busy
            say("     ratio {:.1f} by the clock, {:.1f} of CPU time".format(*ratios))
        checked = Cost(sys.executable, "-m", "graph", "validate", str(files[".nq"]), "--quiet")
        say(f"validating                 {checked}")


def build_upon(source: Path, copies: int = 20) -> None:
    """Measure a store of many articles, then one article more, then nothing new."""
    with tempfile.TemporaryDirectory() as name:
        many, store = Path(name, "many"), str(Path(name, "store"))
        many.mkdir()
        articles = sorted(path for path in source.iterdir() if path.is_file() and path.stem != "README")
        for number in range(copies):
            for file in articles:
                shutil.copy(file, many / f"{number:03}-{file.name}")
        one = shutil.copy(articles[0], Path(name, f"more-{articles[0].name}"))
        build = (sys.executable, "-m", "graph", "build", "--store", store, "-o", str(Path(name, "out")), "--quiet")
        say(f"{copies * len(articles)} articles into a store   {Cost(*build, str(many))}")
        say(f"one article more           {Cost(*build, str(one))}")
        say(f"nothing new                {Cost(*build)}")


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    if len(sys.argv) > 1 and Path(sys.argv[1]).is_dir():
        build_upon(Path(sys.argv[1]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
