"""A character -> the simplified one, so that a search finds a name in whatever script it is typed, or in a mix."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from opencc import OpenCC

_HAN = range(0x4E00, 0xA000)


def simplified_characters(names: Iterable[str]) -> dict[str, str]:
    """Return traditional character -> simplified one, for all whose simplified form occurs in some names, sorted.

    Character by character: a name is a key to search by here, not a text to read.
    """
    table = _table()
    used = {table.get(char, char) for name in names for char in name}
    return {char: plain for char, plain in table.items() if plain in used}


@cache
def _table() -> Mapping[str, str]:
    converter = OpenCC("t2s")
    pairs = ((chr(code), converter.convert(chr(code))) for code in _HAN)
    return {char: plain for char, plain in pairs if plain != char and len(plain) == 1}
