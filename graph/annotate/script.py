"""Traditional script to Simplified, character for character, so that offsets stay the article's own.

Tables: OpenCC's, as packed in opencc-python-reimplemented (Apache-2.0): characters, phrases of equal length, and the
variants used in Hong Kong and Taiwan. What differs from OpenCC: no phrase that changes the length, one result for a
character outside phrases, and 著 becomes 着 where a line is written in Traditional script (Taiwan writes both 著).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources

KEEP_ZHU = re.compile("(?<=[名显卓编土原专论巨合昭译拙执遗])著|著(?=[名作称述书者录有])")
"""Where 著 is the word 'write' or 'marked', not the particle 着 (in Simplified script)."""

EXTRA = {"巿": "市", "妳": "你", "祂": "他", "衹": "只", "祇": "只"}
"""Characters that the tables leave out: look-alikes and pronouns."""

PHRASES = {
    "乾隆": "乾隆",
    "乾坤": "乾坤",
    "乾县": "乾县",
    "瞭望": "瞭望",
    "藉田": "藉田",
    "狼藉": "狼藉",
    "慰藉": "慰藉",
}
"""Words that keep a character which is Traditional elsewhere; on top of OpenCC's phrases."""


WORDS = {
    "报导": "报道",
    "视讯": "视频",
    "计画": "计划",
    "规画": "规划",
    "飞弹": "导弹",
    "连络": "联络",
    "晶片": "芯片",
    "软体": "软件",
    "硬体": "硬件",
    "网路": "网络",
    "部份": "部分",
    "人工智慧": "人工智能",
}
"""Words of Taiwan and Hong Kong -> those of the mainland, of equal length: the tagger has read few of the former."""

_WORDS = re.compile("|".join(WORDS))


@lru_cache(maxsize=64)
def to_simplified(text: str) -> str:
    """Return the text in Simplified script and the mainland's words, the same number of characters.

    Simplified text of the mainland comes back unchanged.

    >>> to_simplified("著名歷史學者帶著乾隆年間的頭髮")
    '著名历史学者带着乾隆年间的头发'
    """
    characters, phrases, starts = _tables()
    changed = text.translate(characters)
    if starts.search(text):
        changed = _with_phrases(text, changed, phrases)
    if "著" in changed and changed != text:
        changed = "\n".join(
            new if new == old else _particles(new)
            for old, new in zip(text.split("\n"), changed.split("\n"), strict=True)
        )
    return _WORDS.sub(lambda match: WORDS[match.group()], changed)


def _particles(line: str) -> str:
    kept = {match.start() for match in KEEP_ZHU.finditer(line)}
    return "".join("着" if sign == "著" and at not in kept else sign for at, sign in enumerate(line))


def _with_phrases(text: str, changed: str, phrases: re.Pattern[str]) -> str:
    table, signs = _phrases(), list(changed)
    for match in phrases.finditer(text):
        signs[match.start() : match.end()] = table[match.group()]
    return "".join(signs)


@cache
def _tables() -> tuple[dict[int, str], re.Pattern[str], re.Pattern[str]]:
    """Return the table of characters, a pattern of all phrases (longest first), and one of their first characters."""
    characters = {source: targets[0] for source, targets in _read("TSCharacters") if len(source) == 1}
    for variant, standard in [*_read("HKVariantsRev"), *_read("TWVariantsRev")]:
        if len(variant) == 1 and variant not in characters and standard[0] in characters:
            characters[variant] = characters[standard[0]]
    table = {ord(source): target for source, target in (characters | EXTRA).items() if len(target) == 1}
    words = sorted(_phrases(), key=lambda word: (-len(word), word))
    pattern = re.compile("|".join(map(re.escape, words)))
    return table, pattern, pattern


@cache
def _phrases() -> dict[str, str]:
    told = {source: targets[0] for source, targets in _read("TSPhrases") if len(source) == len(targets[0])}
    return told | PHRASES


def _read(name: str) -> list[tuple[str, list[str]]]:
    """Return the rows of one OpenCC table: source, targets with the usual one first."""
    file = resources.files("opencc") / "dictionary" / f"{name}.txt"
    rows = (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if "\t" in line)
    return [(row[0], row[1].split(" ")) for row in rows]
