"""Run what the README shows and write what comes out into it: python docs/readme.py.

A block whose first line names a file (```turtle mine.ttl) is that file. In a `console` block, lines that begin with `$`
are commands; what stands below is what they print. tests/test_readme.py holds the README to this.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"^```(?P<kind>\w+)(?: (?P<name>\S+))?\n(?P<body>.*?)^```$", re.M | re.S)


def renewed(text: str, folder: Path) -> str:
    """Return the README with the output of its commands, run in order in an empty folder that holds the seeds."""
    (folder / "seeds").symlink_to(ROOT / "seeds")
    commands = folder / "bin"
    commands.mkdir()
    for name, call in (("newsgraph", "-m graph"), ("python", "")):
        command = commands / name
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" {call} "$@"\n', encoding="utf-8")
        command.chmod(0o755)
    return BLOCK.sub(lambda block: _block(block, folder), text)


def _block(block: re.Match[str], folder: Path) -> str:
    if block["name"]:
        (folder / block["name"]).write_text(block["body"], encoding="utf-8")
    if block["kind"] != "console":
        return block[0]
    asked = [line for line in block["body"].splitlines() if line.startswith("$ ")]
    return "```console\n" + "".join(f"{line}\n{_output(line[2:], folder)}" for line in asked) + "```"


def _output(command: str, folder: Path) -> str:
    environment = {**os.environ, "PATH": f"{folder / 'bin'}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, shell=True, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"README: `{command}` ended with {done.returncode}: {done.stderr}")
    return done.stdout


if __name__ == "__main__":
    readme = ROOT / "README.md"
    with tempfile.TemporaryDirectory() as name:
        readme.write_text(renewed(readme.read_text(encoding="utf-8"), Path(name)), encoding="utf-8")
