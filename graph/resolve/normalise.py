"""Names in the one form in which they are compared: NFKC, Simplified script, one separator, no quotes or blanks.

>>> normalise("約翰‧克里")
'约翰·克里'
>>> normalise("《華爾街日報》")
'华尔街日报'
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from opencc import OpenCC

SEPARATORS = re.compile(r"\s*[·‧•・∙⋅･.．\-‐‑–—=＝]+\s*")
QUOTES = re.compile(r"[《》〈〉「」『』“”\"‘’'（）()\[\]【】]")
HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff〇]")
LATIN = re.compile(r"[A-Za-zÀ-ɏ]")


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=65536)
def simplify(text: str) -> str:
    """Return the text in Simplified script."""
    return str(_converter().convert(text))


@lru_cache(maxsize=65536)
def normalise(surface: str) -> str:
    """Return the form in which a name is compared; never the form that is shown."""
    text = QUOTES.sub("", unicodedata.normalize("NFKC", surface)).strip()
    if HAN.search(text):
        text = SEPARATORS.sub("·", re.sub(r"\s+", "", simplify(text))).strip("·")
    else:
        text = re.sub(r"\s+", " ", text)
    return unicodedata.normalize("NFKC", text)


def is_han(name: str) -> bool:
    """Tell whether a name is written in Chinese characters alone, separators apart."""
    return bool(HAN.search(name)) and not LATIN.search(name)


def is_latin(name: str) -> bool:
    """Tell whether a name is written in Latin letters."""
    return bool(LATIN.search(name)) and not HAN.search(name)


def parts(name: str) -> tuple[str, ...]:
    """Return the parts of a normalised name: 约翰·克里 -> 约翰, 克里; John Kerry -> john, kerry."""
    return tuple(p for p in re.split(r"[·\s]+", name.casefold()) if p)


def one_apart(a: str, b: str) -> bool:
    """Tell whether two names of one length differ in exactly one character."""
    return len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 1


def abbreviates(short: str, long: str) -> bool:
    """Tell whether `short` is `long` with characters left out, both ending alike: 财长 of 财政部长."""
    if not short or len(short) >= len(long) or short[-1] != long[-1]:
        return False
    rest = iter(long)
    return all(ch in rest for ch in short)
