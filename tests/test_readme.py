import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COUNTS = re.compile(r"\d+ (triples|warnings)")  # these move with every word that the lexicon gains


@pytest.mark.slow
def test_readme_shows_what_its_commands_print(tmp_path: Path) -> None:
    """When this fails and the new output is right: python docs/readme.py."""
    spec = importlib.util.spec_from_file_location("readme", ROOT / "docs" / "readme.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    shown, printed = (COUNTS.sub(r"N \1", text).splitlines() for text in (README, module.renewed(README, tmp_path)))
    assert printed == shown


def test_readme_points_at_files_that_are_there() -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link]
    assert len(links) > 5
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_readme_names_every_room() -> None:
    rooms = {path.parent.name for path in (ROOT / "graph").glob("*/__init__.py")}
    assert {room for room in rooms if f"{room}/" not in README} == set()
