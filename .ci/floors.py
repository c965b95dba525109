"""Hold the graphs of annotated articles to the floors of floors.toml: python .ci/floors.py GOLD [--raise].

GOLD is a folder with score.py, seeds/ and dev/ (annotations; dev/articles/ the texts). It is no part of the project:
where there is none, say so and end well. Ends with 1 if a figure lies under its floor.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
FLOORS = Path(__file__).with_name("floors.toml")
ROW = re.compile(r"^(\w+) +[\d.]+ +[\d.]+ +([\d.]+) ", re.M)


def score(gold: Path, name: str, out: Path) -> tuple[str, dict[str, float]]:
    """Build the articles of a set; return the scorer's table, and F1 by set of facts."""
    articles = gold / name / "articles"
    source = articles if articles.is_dir() else ROOT / name
    _run("-m", "graph", "build", str(source), "-o", str(out), "--quiet")
    table = _run(str(gold / "score.py"), str(out / "graph.ttl"), str(gold / name), "--ontology", str(ROOT / "ontology"))
    return table, {facts: float(f1) for facts, f1 in ROW.findall(table)}


def _run(*arguments: str) -> str:
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout


def lifted(text: str, name: str, facts: str, f1: float) -> str:
    """Return the floors with one of them lifted to a hundredth or two under `f1`."""
    head, mark, tail = text.partition(f"[{name}]\n")
    line = f"{facts} = {int(100 * f1 - 1) / 100:.2f}"
    return head + mark + re.sub(rf"^{facts} = .*$", line, tail, count=1, flags=re.M)


def main(gold: Path, lift: bool) -> int:
    """Measure each set and compare; returns the exit code."""
    if not (gold / "score.py").is_file():
        print(f"floors: no annotated articles at {gold}, nothing measured")
        return 0
    text, low = FLOORS.read_text(encoding="utf-8"), 0
    for name, floors in tomllib.loads(text).items():
        with tempfile.TemporaryDirectory() as out:
            table, found = score(gold, name, Path(out))
        print(f"{name}\n{table}")
        for facts, floor in floors.items():
            f1 = found.get(facts, 0.0)
            if f1 < floor:
                low += 1
                print(f"floors: {name} {facts} has F1 {f1:.3f}, below its floor of {floor}", file=sys.stderr)
            elif lift and f1 > floor + 0.02:
                text = lifted(text, name, facts, f1)
    if lift:
        FLOORS.write_text(text, encoding="utf-8")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), "--raise" in sys.argv))
