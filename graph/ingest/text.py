"""Strings of a page -> clean lines: NFC, one kind of space, none that mark-up put between Chinese characters.

Done before any offset is counted: what comes out is the final text. No character changes its script: NFC only.
"""

from __future__ import annotations

import re
import unicodedata

from graph.ingest.signs import signs

BREAK = "\x1f"  # a <br>, or the end of a line in a paragraph of plain text
_SOFT = "\x1d"  # white space that may only be mark-up: at the edge of an element, or with a line feed
_SPACE = re.compile(r"[ \t\r\n\f\v\xa0\u2000-\u200a\u202f\u205f\u0085\u2028\u2029]+")
# No characters of a text: controls, zero-width and direction marks, soft hyphens, surrogates, private use.
_NOISE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\ue000-\uf8ff]"
)
_WIDE = (
    "\u2e80-\u312f\u3190-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u2018-\u201d\u2014\u2026\U00020000-\U0003ffff"
)
_SOFT_BY_WIDE = re.compile(f"(?<=[{_WIDE}]){_SOFT}|{_SOFT}(?=[{_WIDE}])")
_GAP = re.compile(f"[{_SOFT}{BREAK} ]+")
_INDENT = re.compile("(?<=[。！？」』”…])\u3000{2,}")
_EDGES = " \u3000\t\n\r\x1d"
_HAN = re.compile("[\u3400-\u9fff]")
_KANA = re.compile("[\u3041-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_LETTER = re.compile(r"[^\W\d_]")


def without_noise(text: str) -> str:
    """Return the text without control characters, zero-width characters and lone surrogates."""
    return _NOISE.sub("", text)


def piece(text: str) -> str:
    """Return one string of a page with its white space marked as soft or made a single space, edges not stripped."""
    cleaned = without_noise(text)

    def mark(match: re.Match[str]) -> str:
        at_edge = match.start() == 0 or match.end() == len(cleaned)
        return _SOFT if at_edge or "\n" in match.group() or "\r" in match.group() else " "

    return _SPACE.sub(mark, cleaned)


def lines_of(marked: str) -> list[str]:
    """Return the paragraphs in the marked text of one block, clean and in NFC, none empty.

    Two breaks end a paragraph. One break does so if the line before it is a whole one: it ends a sentence, or it is
    shorter than its neighbours, or no line of the run ends a sentence (a list).
    """
    marked = _GAP.sub(_gap, marked)
    found: list[str] = []
    for group in re.split(f"{BREAK}{BREAK}", _INDENT.sub(BREAK * 2, marked)):
        found += _joined([line for part in group.split(BREAK) if (line := _clean(part))])
    return found


def clean(text: str) -> str:
    """Return a single line: NFC, single spaces, edges stripped."""
    return _clean(_SPACE.sub(" ", without_noise(text)))


def language_of(text: str, declared: str = "") -> str:
    """Return the language by its script (zh, ja, ko), else the declared one, else en."""
    letters = len(_LETTER.findall(text)) or 1
    if len(_KANA.findall(text)) > letters * 0.1:
        return "ja"
    if len(_HANGUL.findall(text)) > letters * 0.3:
        return "ko"
    if len(_HAN.findall(text)) > letters * 0.2:
        return "zh"
    primary = declared.split("-")[0].split("_")[0].lower()
    return primary if re.fullmatch("[a-z]{2,3}", primary) and primary not in ("zh", "ja", "ko") else "en"


def _gap(match: re.Match[str]) -> str:
    """One sign for a run of spaces and breaks: up to two breaks, else a soft space, else a space."""
    gap = match.group()
    if breaks := gap.count(BREAK):
        return BREAK * min(2, breaks)
    return _SOFT if _SOFT in gap else " "


def _clean(line: str) -> str:
    line = _SOFT_BY_WIDE.sub("", _GAP.sub(_gap, line)).replace(_SOFT, " ")
    return unicodedata.normalize("NFC", line).strip(_EDGES)


def _joined(lines: list[str]) -> list[str]:
    """Join lines that were only wrapped."""
    terminal = signs().lines.terminal
    if not any(terminal.search(line) for line in lines):
        return lines
    full = 0.8 * max(len(line) for line in lines)
    joined: list[str] = []
    wrapped = False
    for line in lines:
        if wrapped:
            joined[-1] = _clean(joined[-1] + _SOFT + line)
        else:
            joined.append(line)
        wrapped = not terminal.search(line) and len(line) >= max(full, 20)
    return joined
