"""Errors that reach the user: each names the thing at fault, what was found and what to do.

One base class; a leaf only where a caller acts differently on it. The sentence shown is built from the fields,
so that a program can read the fields and a person the sentence.
"""

from __future__ import annotations


class GraphError(Exception):
    """Something the user can mend. `str(error)` is one line: what, found, do.

    Args:
        what: the file, setting or term at fault, as the user wrote it.
        found: what was found there.
        do: what the user can do about it.
    """

    def __init__(self, what: str, found: str, do: str = "") -> None:
        self.what, self.found, self.do = what, found, do
        super().__init__(f"{what}: {found}" + (f"; {do}" if do else ""))


class ArticleError(GraphError):
    """One source cannot be read as an article. The other sources are built all the same."""


class OntologyError(GraphError):
    """The vocabulary or its data is broken: nothing can be built."""


class SettingsError(GraphError):
    """A setting or an option is unknown or out of range: nothing is built."""
