"""Ids of things, made from what identifies them: the same thing has the same id in every run.

Pure functions from text to text. What they return are the local names of IRIs (`person-约翰·克里`): legal in Turtle and
in SPARQL without escapes, readable in both scripts.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping

SEPARATORS = "‧•・･∙⋅·"
"""Dots between the parts of a foreign name; all become · (U+00B7), the one that Turtle allows in a name."""

_DOT_INSIDE = re.compile(r"(?<=\w)\.(?=\w)")
"""The full stop of news.example.com: Turtle takes it, many readers of Turtle do not."""

HASH_DIGITS = 10
"""Hexadecimal digits in an event's id: among a million events of one type two collide with a chance below one half."""

KINDS: Mapping[str, str] = {
    "Person": "person",
    "Country": "country",
    "City": "city",
    "Place": "place",
    "Facility": "facility",
    "Organization": "org",
    "GovernmentBody": "gov",
    "MediaOutlet": "outlet",
    "Company": "company",
    "InternationalOrganization": "intorg",
    "CivilOrganization": "civil",
    "PoliticalParty": "party",
    "ArmedGroup": "armed",
    "Group": "group",
    "Position": "position",
    "Process": "process",
    "Accord": "accord",
    "Topic": "topic",
}
"""Entity class -> the word before the hyphen. A class not named here is written in small letters."""


def entity_id(kind: str, label: str) -> str:
    """Return the id of an entity: its kind, a hyphen, its canonical Chinese label.

    Args:
        kind: an entity class (`Person`) or a kind already (`person`).
        label: canonical label; typographic variants of one label give one id.

    >>> entity_id("Person", "约翰‧克里")
    'person-约翰·克里'
    """
    return f"{KINDS.get(kind, kind.lower())}-{local_part(label)}"


def event_id(type: str, key: str) -> str:
    """Return the id of an event: its type and a hash of what identifies it, its canonical key.

    >>> event_id("Meeting", "person-甲|person-乙|2023-07-17")
    'Meeting-b45414c5bb'
    """
    return f"{type}-{hashlib.sha256(key.encode()).hexdigest()[:HASH_DIGITS]}"


def article_id(name: str) -> str:
    """Return the id of an article: its file's stem made safe, or a hash of it where nothing safe is left."""
    return local_part(name) or hashlib.sha256(name.encode()).hexdigest()[:16]


def mention_id(article: str, start: int, end: int, type: str, trigger: int | None = None) -> str:
    """Return the id of a mention: article, span and type; with the trigger's start where these are not enough."""
    scope = f"{local_part(article)}-{start}-{end}-{type}"
    return scope if trigger is None else f"{scope}-{trigger}"


def local_part(text: str) -> str:
    """Return a text as part of a name in Turtle: NFKC, one kind of dot, blanks to _, other signs dropped.

    >>> local_part(" John  F. Kerry (约翰・克里) ")
    'John_F_Kerry_约翰·克里'
    """
    one_dot = "".join("·" if char in SEPARATORS else char for char in text)  # before NFKC, which turns ･ into ・
    joined = "_".join(_DOT_INSIDE.sub("_", unicodedata.normalize("NFKC", one_dot)).split())
    kept = "".join("·" if char in SEPARATORS else char for char in joined if _allowed(char)).strip("-·_")
    return unicodedata.normalize("NFKC", kept)  # what was dropped may have kept an accent from its letter


def _allowed(char: str) -> bool:
    """Tell whether Turtle takes a character inside a local name: letters, digits, - _ · and combining marks."""
    code = ord(char)
    if char in "-_" or char in SEPARATORS:
        return True
    if code < 0x80:
        return char.isalnum()
    if not unicodedata.category(char).startswith(("L", "M", "N")):
        return False
    return any(low <= code <= high for low, high in _NAME_RANGES)


_NAME_RANGES = (
    (0xC0, 0xD6),
    (0xD8, 0xF6),
    (0xF8, 0x37D),
    (0x37F, 0x1FFF),
    (0x200C, 0x200D),
    (0x203F, 0x2040),
    (0x2070, 0x218F),
    (0x2C00, 0x2FEF),
    (0x3001, 0xD7FF),
    (0xF900, 0xFDCF),
    (0xFDF0, 0xFFFD),
    (0x10000, 0xEFFFF),
)
"""Production PN_CHARS of the Turtle grammar (W3C 2014), as far as it is beyond ASCII."""
