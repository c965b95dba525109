"""Ingest: bytes of a page -> Article. Never guesses at what the article means; never changes a character's script."""

from graph.ingest.article import MAX_BYTES, read_article
from graph.ingest.sources import read_sources

__all__ = ["MAX_BYTES", "read_article", "read_sources"]
