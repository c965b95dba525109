"""Errors that reach the user: each names the thing at fault, what was found and what to do.

One base class; a leaf only where a caller acts differently on it. The sentence shown is built from the fields,
so that a program can read the fields and a person the sentence.
"""

from __future__ import annotations

import unicodedata


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


class QueryError(GraphError):
    """A query that is no SPARQL, or not one that may be asked here.

    Args:
        found: what is wrong.
        do: what the user can do about it.
        line, column: where, counted from 1 in code points; 0 if no place can be told.
        text: the line itself.
    """

    def __init__(self, found: str, do: str = "", line: int = 0, column: int = 0, text: str = "") -> None:
        self.line, self.column, self.text = line, column, text
        super().__init__(f"query, line {line}, column {column}" if line else "query", found, do)

    @property
    def picture(self) -> str:
        """The line with a caret under the place, "" if there is no place; wide characters count for two columns."""
        if not self.line:
            return ""
        before = self.text[: self.column - 1].replace("\t", " ")
        width = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in before)
        return f"  {self.text}\n  {' ' * width}^".replace("\t", " ")


class QueryStoppedError(GraphError):
    """A query that was stopped at a limit of time, memory or size. `what` names the limit: time, memory or size."""
