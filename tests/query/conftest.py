from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph

from graph.vocabulary import Ontology, load_ontology

SAMPLE = Path(__file__).parent.parent / "store" / "golden.ttl"


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    return load_ontology()


@pytest.fixture(scope="session")
def graph() -> Graph:
    """Return a small graph with an invitation, a suspension and its reason, a meeting told twice, a doubted visit."""
    return Graph().parse(SAMPLE)
