"""The lines of an article -> its blocks, and what the other lines say of it: datelines, dates, writers, sign-offs.

Judges one line at a time by the patterns of signs.toml. Nothing that the article itself says is thrown away: what a
line loses is its dateline, its sign-off or its credit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.ingest import dates
from graph.ingest.blocks import Line
from graph.ingest.outlets import Outlets
from graph.ingest.signs import signs

_HEADING_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CELL_TAGS = frozenset({"td", "th"})
_LINK = re.compile(r"https?://[^\s，。）)】]+")
_SOURCE_LINE = re.compile(r"原文|[转轉][载載發发]?自|[链鏈連]接|[出来來][处處源]|Source|source|via")
_OPEN_END = re.compile("[？！?!]$")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A mark at the head of a paragraph: what it says, the outlet it names, whether the outlet wrote for itself."""

    inside: str
    outlet: str | None
    own: bool


@dataclass(slots=True)
class Body:
    """What the lines hold: blocks (kind, text), dated (stamp, is a change, the line), links: URLs of the original.

    cut: sentences at the end that were taken for requests to the reader.
    """

    blocks: list[tuple[str, str]] = field(default_factory=list)
    datelines: list[Dateline] = field(default_factory=list)
    dated: list[tuple[dates.Stamp, bool, str]] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    based_on: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)


def read_body(lines: Sequence[Line], title: str, outlets: Outlets) -> Body:
    """Return the blocks of the lines that follow the title, and what the rest of the lines say."""
    reader = _Reader(title, outlets)
    for line in lines:
        reader.read(line)
    return reader.finished()


def squeeze(text: str) -> str:
    """Return the text without white space, to compare two lines."""
    return re.sub(r"\s+", "", text)


class _Reader:
    def __init__(self, title: str, outlets: Outlets) -> None:
        self.title = squeeze(title)
        self.outlets = outlets
        self.signs = signs().lines
        self.limits = signs().limits
        self.body = Body()
        self.kept: list[tuple[str, str, Line]] = []
        self.seen: set[str] = set()
        self.related = False

    def read(self, line: Line) -> None:
        text = line.text
        if not text or squeeze(text) == self.title or self._tells(line):
            return
        if self._is_furniture(line) or self._is_caption(line):
            return
        text = self._without_tail(self._without_head(text))
        if not self.signs.wordy.search(text) or not self._is_new(text):
            return
        kind = self._kind(text, line)
        if kind == "paragraph" and not self.kept and self._is_small_print(text, line):
            return
        self.kept.append((kind, text, line))

    def finished(self) -> Body:
        """Cut what only follows the article: requests to the reader, headings with nothing under them."""
        while self.kept and (self.kept[-1][0] == "heading" or self._is_promo(self.kept[-1][1])):
            _, text, _ = self.kept.pop()
            if self.signs.terminal.search(text):
                self.body.cut.insert(0, text)
        self.body.blocks = [
            (kind, text)
            for kind, text, line in self.kept
            if not (line.linked or line.marks) or not self._is_promo(text)
        ]
        return self.body

    # ------------------------------------------------------------------ lines that tell something of the article

    def _tells(self, line: Line) -> bool:
        """Take what a line says of the article; tell whether that is all it does."""
        return self._tells_link(line) or self._tells_date(line) or self._tells_name(line)

    def _tells_link(self, line: Line) -> bool:
        if len(line.text) > 300 or not _SOURCE_LINE.search(line.text[:40]):
            return False
        links = [link for link in (*_LINK.findall(line.text), line.href) if link.startswith("http")]
        rest = _LINK.sub("", dates.without_stamps(line.text))
        if not links or len(rest) > 30 or "。" in rest:
            return False
        self.body.links += links
        self._tells_date(line)
        return True

    def _tells_date(self, line: Line) -> bool:
        text = line.text
        if len(text) > self.limits["date_line"]:
            return False
        stamps = dates.find_stamps(text)
        rest = dates.without_stamps(text)
        if self.kept and len(rest) > 4 and not self.signs.date_line.search(text):
            return False
        if (
            not stamps
            or len(rest) > 45
            or re.search("[。，！？]", rest)
            or (line.tag in _HEADING_TAGS and len(rest) > 8)
        ):
            return False
        start = 0
        for stamp in stamps:
            self.body.dated.append((stamp, bool(self.signs.updated.search(text[start : stamp.start])), text))
            start = stamp.end
        self._take(self.signs.based_on, rest, self.body.based_on)
        return True

    def _tells_name(self, line: Line) -> bool:
        text = line.text
        if len(text) > 80:
            return False
        if self._take(self.signs.editors, text, self.body.editors):
            return True
        who: list[str] = []
        if self._take(self.signs.based_on, text, who):
            self.body.based_on += who
            return bool(self.outlets.within(who[0])) or bool(re.match("[（(【]|[来來]源|[稿文]", text))
        patterns = () if line.tag in _HEADING_TAGS else self.signs.authors
        if not self.kept:
            patterns += self.signs.authors_at_head
        return self._take(patterns, text, self.body.authors)

    @staticmethod
    def _take(patterns: Sequence[re.Pattern[str]], text: str, into: list[str]) -> bool:
        match = next((found for pattern in patterns if (found := pattern.search(text))), None)
        if match:
            into.append(match["who"].strip())
        return bool(match)

    # ------------------------------------------------------------------ lines that are no part of it

    def _is_furniture(self, line: Line) -> bool:
        text, mostly_linked = line.text, line.linked * 10 > len(line.text) * 6
        if line.furniture or any(pattern.search(text) for pattern in self.signs.dropped):
            return True
        ends = bool(self.signs.terminal.search(text))
        if len(text) <= 40 and self.signs.related.search(text):
            self.related = line.tag in _HEADING_TAGS or "strong" in line.marks or line.tag == "div" or not ends
            return True
        if mostly_linked and (self.related or not ends or line.tag == "li"):
            return True
        if self.related and not ends:
            return True
        self.related = False
        if line.tag in _CELL_TAGS and not ends:
            return True
        return len(self.signs.menu_separator.findall(text)) >= 2 and not ends and line.linked > 0

    def _is_caption(self, line: Line) -> bool:
        if len(line.text) > self.limits["caption"]:
            return False
        if line.after_image and line.marks & {"em", "small"}:
            return True
        return any(pattern.search(line.text) for pattern in self.signs.captions)

    def _is_small_print(self, text: str, line: Line) -> bool:
        """Before the first paragraph: names, times and tools without a sentence."""
        if self.signs.terminal.search(text) or re.search("[，、]", text):
            return False
        return len(text) <= 12 or line.tag != "p" or bool(self.outlets.named(text))

    def _is_promo(self, text: str) -> bool:
        return len(text) <= self.limits["promo"] and any(pattern.search(text) for pattern in self.signs.promo)

    def _is_new(self, text: str) -> bool:
        """A page may print its lead twice; a short line may come twice in a text."""
        key = squeeze(text)
        if len(key) >= 30 and key in self.seen:
            return False
        self.seen.add(key)
        return True

    def _kind(self, text: str, line: Line) -> str:
        short = len(text) <= self.limits["heading"] and (
            not self.signs.terminal.search(text) or bool(_OPEN_END.search(text))
        )
        return "heading" if short and (line.tag in _HEADING_TAGS or "strong" in line.marks) else "paragraph"

    # ------------------------------------------------------------------ parts of lines

    def _without_head(self, text: str) -> str:
        """Cut datelines and the bracket that names the reporters; keep what they say. Only near the article's head."""
        if sum(kind == "paragraph" for kind, _, _ in self.kept) > 1:
            return text
        for _ in range(4):
            match = self._head(text)
            if match is None:
                return text
            inside = match["inside"]
            self.body.datelines.append(
                Dateline(inside, self.outlets.within(inside), self._is_own(match.group(), inside))
            )
            text = text[match.end() :].lstrip(" \u3000：:—-–，,")
        return text

    def _head(self, text: str) -> re.Match[str] | None:
        for pattern in self.signs.datelines:
            if match := pattern.search(text):
                return match
        for pattern in self.signs.known_datelines:
            if (match := pattern.search(text)) and self.outlets.at_head(match["inside"]):
                return match
        match = self.signs.bracketed_head.search(text)
        return match if match and self.outlets.named(match["inside"]) else None

    def _is_own(self, mark: str, inside: str) -> bool:
        """（路透社北京电） is another's wire; 【共同社…电】, 新华社…电 and （中央社記者…電） are the outlet's own."""
        return mark[0] not in "（(" or bool(self.signs.reporter.search(inside))

    def _without_tail(self, text: str) -> str:
        for pattern in self.signs.tails:
            if (match := pattern.search(text)) and match.start():
                self._take(self.signs.editors, match.group().strip(), self.body.editors)
                text = text[: match.start()].rstrip()
        credit = self.signs.credit.search(text)
        if credit and self.outlets.named(credit["who"]):
            text = text[: credit.start()]
        return text
