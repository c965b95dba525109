"""Sentences: where one ends is told by the signs alone, in both scripts, but who said it is read in Simplified."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.model import Span

ENDS = "。！？!?｡"
"""Signs that end a sentence wherever they stand outside brackets."""

DOTS = re.compile(r"…+|\.{3,}")
"""Dots end one only before a closing quote or at the end of a line: in the middle they are a pause."""

CLOSING = '”’」』》）)】〕]"'
OPENERS = {"（": "）", "(": ")", "《": "》", "【": "】", "〔": "〕"}
"""Brackets that hold their sentences together: 她（他说对吗？）走了 is one."""

SPOKEN = re.compile(
    "[^，。！？；：:“”「」\\s]{0,14}?(?:说|问|道|称|表示|写道|回答|回应|强调|指出|告诉[^，。！？：]{1,6})(?:道|着)?[，。：:！]"
)
"""What follows a quotation that belongs to the same sentence: “真的吗？”他问。"""

HEADLINE = re.compile(r"[^。；]{1,50}[^。；！？!?…”」』\"，：:]\s*")
"""A short line that ends with no sign at all is a headline, one sentence even with a question in it."""

QUESTION = re.compile(r"[？！?!]+(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff」』”])[ \u3000]+(?=[\u4e00-\u9fff「『“])")
"""Where a headline's parts are read apart: behind a question, and at a blank between ideographs."""

LIMIT = 400
"""Characters the model is given at once at most; a longer sentence is cut at its last comma before that."""


def find_sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences of a text, leftmost first: no white space at their ends, none crosses a line break.

    They end at 。！？!? and, before a closing quote or at the end of the line, at dots; closing quotes and brackets go
    with the sentence they close. Quoted speech of several sentences is several sentences.

    >>> text = "他说：“我来了。你呢？”她走了。"
    >>> [span.of(text) for span in find_sentences(text)]
    ['他说：“我来了。', '你呢？”', '她走了。']
    """
    return tuple(span for start, line in _lines(text) for span in _stripped(text, start, _ends(line)))


def cut_long(text: str, span: Span) -> Iterator[Span]:
    """Yield the span in pieces of at most `LIMIT` characters, cut behind commas, else behind blanks, else anywhere.

    A headline is cut behind a question too: the model reads its halves better alone.
    """
    if (question := QUESTION.search(text, span.start, span.end)) and HEADLINE.fullmatch(span.of(text)):
        yield Span(span.start, question.end())
        span = Span(question.end(), span.end)
    start = span.start
    while span.end - start > LIMIT:
        piece = text[start : start + LIMIT]
        at = max(piece.rfind(sign) for sign in "，；、,;") + 1 or piece.rfind(" ") + 1 or LIMIT
        yield Span(start, start + at)
        start += at
    yield Span(start, span.end)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield start, line.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")
        start += len(line)


def _stripped(text: str, start: int, ends: Iterator[int]) -> Iterator[Span]:
    first = start
    for end in (start + at for at in ends):
        piece = text[first:end]
        left, right = len(piece) - len(piece.lstrip()), len(piece.rstrip())
        if left < right:
            yield Span(first + left, first + right)
        first = end


def _ends(line: str) -> Iterator[int]:
    """Yield where sentences of a line end, each behind its closing signs; the last is the line's end."""
    if HEADLINE.fullmatch(line):
        yield len(line)
        return
    at, straight, brackets = 0, 0, _bracketed(line)
    while at < len(line):
        straight += line[at] == '"'
        end = _sign_end(line, at)
        if end is None or at in brackets:
            at += 1
            continue
        after, quotes = _closed(line, end, straight)
        straight += quotes
        at = after
        if after < len(line) and not (after > end and _goes_on(line, end, after)):
            yield after
    yield len(line)


def _sign_end(line: str, at: int) -> int | None:
    """Return the end of the run of final signs that begins here, None if none does."""
    if line[at] in ENDS:
        while at < len(line) and (line[at] in ENDS or line[at] == "…"):
            at += 1
        return at
    if dots := DOTS.match(line, at):
        follows = line[dots.end() : dots.end() + 1]
        return dots.end() if follows in tuple("”」』") or not follows else None
    if line[at] == "." and at and _ideograph(line[at - 1]):
        return at + 1 if at + 1 == len(line) or line[at + 1].isspace() or _ideograph(line[at + 1]) else None
    return None


def _closed(line: str, end: int, straight: int) -> tuple[int, int]:
    """Return where the closing signs after a final sign end, and how many straight quotes are among them.

    A straight quote closes if an odd number of them came before it.
    """
    quotes = 0
    while end < len(line) and line[end] in CLOSING:
        if line[end] == '"':
            if (straight + quotes) % 2 == 0:
                break
            quotes += 1
        end += 1
    return end, quotes


def _goes_on(line: str, end: int, after: int) -> bool:
    """Tell whether the sentence goes on behind a quotation: a comma follows, or who said it."""
    if line[after] in "，,、；;。：:":
        return True
    return line[end - 1] not in "。." and SPOKEN.match(line, after) is not None


def _bracketed(line: str) -> set[int]:
    """Return the places inside closed brackets of one line."""
    inside: set[int] = set()
    for at, sign in enumerate(line):
        if sign in OPENERS and at not in inside:
            close = line.find(OPENERS[sign], at)
            if close > 0:
                inside.update(range(at, close))
    return inside


def _ideograph(sign: str) -> bool:
    return "\u3400" <= sign <= "\u9fff" or sign in "”」）)"
