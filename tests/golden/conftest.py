"""The seeds, built once for all tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.pipeline import BuildResult, build

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def seeds() -> list[Path]:
    return sorted((ROOT / "seeds").glob("*.txt"))


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("seeds")


@pytest.fixture(scope="session")
def built(seeds: list[Path], folder: Path) -> BuildResult:
    result = build(seeds, folder)
    assert not result.failures
    return result
