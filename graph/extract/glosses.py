"""Where the text itself says that two names are one: a gloss in brackets, 简称 X, name and acronym side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.extract.reading import CLOSE, PLACES, Reading
from graph.model import Span

LATIN = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9&.'’\- ·]*[A-Za-zÀ-ɏ0-9.]|[A-Z]")
# what may stand between the bracket and the other name
LEAD = re.compile(
    r"(?:以下)?(?:简称|又称|又名|也称|原名|本名|别名|全名|全称|缩写|下称|英文名?|英语名?|外文名)"
    r"(?:为|是)?[：: ]*[“「《\"]?"
)
MEANS = re.compile(r"[（(](?:按|注|编按|编者按)[：:]\s*([A-Za-z]{2,12}|[“「][^”」]{1,12}[”」])\s*(?:指|即|是指)\s*")
LONGEST = 60  # characters of a gloss


@dataclass(frozen=True, slots=True)
class Gloss:
    """Name `name` (index) is also called what stands at `span`; reason: "gloss", "alias" or "apposition"."""

    name: int
    span: Span
    reason: str


def find_glosses(reading: Reading) -> list[Gloss]:
    """Return the second names that the text gives, in the order of the text."""
    return sorted({*_in_brackets(reading), *_acronyms(reading), *_meanings(reading)}, key=lambda g: (g.span, g.name))


def _in_brackets(reading: Reading) -> Iterator[Gloss]:
    text = reading.text
    for k, name in enumerate(reading.names):
        at = name.span.end
        while at < len(text) and ((text[at] in CLOSE and text[at] not in "）)") or text[at] == " "):
            at += 1
        if at >= len(text) or text[at] not in "（(":
            continue
        end = next((i for i in range(at, min(at + LONGEST, len(text))) if text[i] in "）)"), None)
        if end is None:
            continue
        inner = at + 1
        while inner < end and text[inner] in ' “「《"':
            inner += 1
        lead = LEAD.match(text, inner, end)
        start = lead.end() if lead else inner
        stop = _first_sign(text, start, end)
        if name.type in PLACES and re.fullmatch(r"[A-Z]{3,}", text[start:stop]):
            continue  # 美国-墨西哥-加拿大（USMCA）自由贸易协定: the gloss is of something longer
        if start < stop and (LATIN.fullmatch(text, start, stop) or (lead and _is_name(reading, start, stop))):
            yield Gloss(k, Span(start, stop), "gloss" if LATIN.fullmatch(text, start, stop) else "alias")


def _first_sign(text: str, start: int, end: int) -> int:
    stop = next((i for i in range(start, end) if text[i] in '，,；;、”」》"'), end)
    while stop > start and text[stop - 1] == " ":
        stop -= 1
    return stop


def _is_name(reading: Reading, start: int, stop: int) -> bool:
    return stop - start <= 12 and "\n" not in reading.text[start:stop]


def _acronyms(reading: Reading) -> Iterator[Gloss]:
    """央视CCTV: a body and its acronym with nothing between them."""
    for k, name in enumerate(reading.names[:-1]):
        after = reading.names[k + 1]
        surface = reading.text[after.span.start : after.span.end]
        bodies = name.type not in ("Person", "Country") and after.type not in ("Person", "Country")
        if bodies and after.span.start == name.span.end and re.fullmatch(r"[A-Z]{2,6}", surface) and not after.key:
            yield Gloss(k, after.span, "apposition")


def _meanings(reading: Reading) -> Iterator[Gloss]:
    """（按：SY指锺士元）."""
    for match in MEANS.finditer(reading.text):
        k = next((i for i, n in enumerate(reading.names) if n.span.start == match.end()), None)
        if k is not None:
            yield Gloss(k, Span(*match.span(1)), "alias")
