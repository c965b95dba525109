"""A name -> the same name in the other script, so that a search finds it in either."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from opencc import OpenCC


def other_scripts(names: Iterable[str]) -> set[str]:
    """Return the Simplified and Traditional writings of some names, the names themselves included where unchanged."""
    return {converter.convert(name) for name in names for converter in _converters()}


@cache
def _converters() -> tuple[OpenCC, OpenCC]:
    return OpenCC("t2s"), OpenCC("s2t")
