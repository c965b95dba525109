"""Two graphs -> what the second says otherwise than the first, in words and as triples.

In: two RDF graphs by the contract of the vocabulary. Out: a `Difference`, and texts made of it. First it is found out
which thing of the one is which of the other, so that a new IRI alone does not count as one thing gone and another come.
Changes neither graph.
"""

from __future__ import annotations

from graph.changes.differences import Difference, diff

__all__ = ["Difference", "diff"]
