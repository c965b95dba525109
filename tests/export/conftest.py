from pathlib import Path

import pytest
from rdflib import Graph

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def vocabulary() -> Graph:
    graph = Graph()
    for name in ("newsgraph.ttl", "page.ttl"):
        graph.parse(ROOT / "ontology" / name)
    return graph


@pytest.fixture
def sample() -> Graph:
    return Graph().parse(ROOT / "tests" / "data" / "sample.ttl")
