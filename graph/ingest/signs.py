"""The signs that tell an article from the furniture of its page, read from signs.toml.

In: nothing. Out: tables and compiled patterns. Never decides anything: the modules that walk a page do.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

Pattern = re.Pattern[str]


@dataclass(frozen=True, slots=True)
class PageSigns:
    """Names of elements, of classes and of <meta> fields."""

    dropped_tags: frozenset[str]
    furniture_tags: frozenset[str]
    block_tags: frozenset[str]
    furniture_words: frozenset[str]
    body_words: tuple[str, ...]
    meta: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class LineSigns:
    """Patterns for one line of cleaned text; those of a tuple are tried in their order."""

    terminal: Pattern
    wordy: Pattern
    datelines: tuple[Pattern, ...]
    known_datelines: tuple[Pattern, ...]
    bracketed_head: Pattern
    reporter: Pattern
    tails: tuple[Pattern, ...]
    credit: Pattern
    editors: tuple[Pattern, ...]
    authors: tuple[Pattern, ...]
    authors_at_head: tuple[Pattern, ...]
    based_on: tuple[Pattern, ...]
    dropped: tuple[Pattern, ...]
    promo: tuple[Pattern, ...]
    related: Pattern
    captions: tuple[Pattern, ...]
    date_line: Pattern
    updated: Pattern
    menu_separator: Pattern


@dataclass(frozen=True, slots=True)
class Signs:
    """All tables of signs.toml; `limits` are numbers by name, in characters unless the table says bytes."""

    page: PageSigns
    lines: LineSigns
    record: Mapping[str, tuple[str, ...]]
    limits: Mapping[str, int]
    common: frozenset[str]
    garbled: Pattern


@cache
def signs() -> Signs:
    """Return the tables, read once."""
    table: dict[str, Any] = tomllib.loads(resources.files(__package__).joinpath("signs.toml").read_text("utf-8"))
    page = table["page"]
    return Signs(
        page=PageSigns(
            dropped_tags=frozenset(page["dropped_tags"]),
            furniture_tags=frozenset(page["furniture_tags"]),
            block_tags=frozenset(page["block_tags"]),
            furniture_words=frozenset(page["furniture_words"]),
            body_words=tuple(page["body_words"]),
            meta=_tuples(page["meta"]),
        ),
        lines=LineSigns(**{name: _compiled(value) for name, value in table["lines"].items()}),
        record=_tuples(table["record"]),
        limits=table["limits"],
        common=frozenset(table["encoding"]["common"]),
        garbled=re.compile(table["encoding"]["garbled"]),
    )


def _tuples(table: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(values) for name, values in table.items()}


def _compiled(value: str | list[str]) -> Any:
    return re.compile(value) if isinstance(value, str) else tuple(re.compile(pattern) for pattern in value)
