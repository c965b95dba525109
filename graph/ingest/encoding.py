"""Bytes of a page -> text, in the charset it is really written in.

Labels lie: a page labelled gb2312 is decoded as GB18030 (its superset), Big5 with the Hong Kong characters, and a label
that does not fit the bytes is passed over. What is valid in several charsets is told apart by how many of its Chinese
characters are common ones: a wrong charset gives rare ones.
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from graph.errors import ArticleError
from graph.ingest.signs import signs

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LABEL = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,20})""", re.IGNORECASE)
_CODECS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "cp950": "big5hkscs",
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "ascii": "utf-8",
    "us-ascii": "utf-8",
}
_BINARY = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP or Office file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"7z\xbc\xaf", "a 7z file"),
    (b"Rar!", "a RAR file"),
    (b"SQLite format 3", "a SQLite file"),
    (b"\x7fELF", "a program"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"OggS", "a sound file"),
    (b"ID3", "a sound file"),
)
_HAN = re.compile("[\u3400-\u9fff]")
_LETTER = re.compile(r"[^\W\d_]")
_SAMPLE = 60_000  # characters judged: the head of a page is menu, its middle is text


def decode(data: bytes, source: str) -> str:
    """Return the text of `data`.

    Raises:
        ArticleError: it is empty, a binary file, or in no charset that makes sense of it.
    """
    if not data.strip():
        raise ArticleError(source, "the file is empty", "give a page with a title and text")
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return _checked(_strict(data, codec) or data.decode(codec, "replace"), source)
    _refuse_binary(data, source)
    return _checked(_best(data, source), source)


def _refuse_binary(data: bytes, source: str) -> None:
    for magic, kind in _BINARY:
        if data.startswith(magic):
            raise ArticleError(
                source, f"this is {kind}, not a page of text", "save the article as HTML, Markdown or text"
            )
    if data.count(0) > len(data) // 1000:
        raise ArticleError(
            source, "binary data (NUL bytes), not a page of text", "save the article as HTML, Markdown or text in UTF-8"
        )


def _best(data: bytes, source: str) -> str:
    """Return the reading with the commonest characters; the declared charset and UTF-8 come first among equals."""
    match = _LABEL.search(data[:4096])
    label = match.group(1).decode("ascii").lower() if match else ""
    if (text := _strict(data, "utf-8")) is not None:
        return text
    tried = [_CODECS.get(label, label), "gb18030", "big5hkscs", "utf-8"]
    readings = [(text, codec) for codec in dict.fromkeys(tried) if codec and (text := _tolerant(data, codec))]
    if readings:
        best = max(readings, key=lambda reading: _sense(reading[0]))
        if _sense(best[0]) >= 0.25 or not _HAN.search(best[0]):
            return best[0]
    guess = from_bytes(data[:_SAMPLE]).best()  # not Chinese: another language in an old charset
    text = _strict(data, guess.encoding) if guess else None
    if text is None or (len(_HAN.findall(text)) > 20 and _sense(text) < 0.25):
        raise ArticleError(source, f"the charset is unknown (declared: {label or 'none'})", "save the page in UTF-8")
    return text


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeDecodeError, LookupError):
        return None


def _tolerant(data: bytes, codec: str) -> str | None:
    """Decode, forgiving a few broken bytes: old pages are cut in the middle of a character."""
    try:
        text = data.decode(codec, "replace")
    except (UnicodeDecodeError, LookupError):
        return None
    return text if text.count("�") <= max(2, len(text) // 500) else None


def _sense(text: str) -> float:
    """Return the share of common characters among the Chinese ones, 0..1; 0 if there are none."""
    start = max(0, len(text) // 2 - _SAMPLE // 2)
    characters = _HAN.findall(text[start : start + _SAMPLE]) or _HAN.findall(text[:_SAMPLE])
    common = signs().common
    return sum(character in common for character in characters) / len(characters) if characters else 0.0


def _checked(text: str, source: str) -> str:
    """Refuse text that some earlier program decoded with the wrong charset."""
    letters = len(_LETTER.findall(text[:_SAMPLE])) or 1
    broken = text[:_SAMPLE].count("�")
    garbled = sum(len(piece) for piece in signs().garbled.findall(text[:_SAMPLE]))
    characters = _HAN.findall(text[:_SAMPLE])
    nonsense = len(characters) > 100 and len(characters) > letters / 3 and _sense(text) < 0.15
    if broken > max(5, letters // 100) or garbled > max(12, letters // 50) or nonsense:
        found = "the text is garbled: it was decoded with a wrong charset before it was saved"
        raise ArticleError(source, found, "fetch the page again and save it in UTF-8")
    return text
