"""Time and memory of whole builds, each in a process of its own: the articles as they are, and copies of them.

    python benchmarks/build.py SOURCE [COPIES]

SOURCE is a folder of articles. Prints seconds by the clock, processor seconds, and the most memory that was held.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def measure(source: Path, out: Path) -> str:
    """Build a folder in a process of its own and return what it took, as a line."""
    begin = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "graph", "build", str(source), "-o", str(out), "--quiet"])
    _, code, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    if code:
        raise SystemExit(f"the build of {source} ended with {os.waitstatus_to_exitcode(code)}")
    texts = list((out / "text").iterdir())
    size = sum(len(text.read_text(encoding="utf-8")) for text in texts)
    return (
        f"{len(texts):5} articles {size:8} characters {seconds:7.1f} s {usage.ru_utime + usage.ru_stime:7.1f} s CPU"
        f" {usage.ru_maxrss / 1024:6.0f} MB\n"
    )


def main(source: Path, copies: int) -> None:
    """Measure the folder, then one that holds each of its articles `copies` times."""
    with tempfile.TemporaryDirectory() as name:
        many = Path(name, "many")
        many.mkdir()
        for file in sorted(path for path in source.iterdir() if path.is_file() and path.stem != "README"):
            for number in range(copies):
                shutil.copy(file, many / f"{number:03}-{file.name}")
        for folder in (source, many):
            sys.stdout.write(measure(folder, Path(name, "out", folder.name)))
            sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 20)
