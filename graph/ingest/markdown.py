"""Markdown, plain text and mixtures of Markdown and HTML -> one HTML fragment.

Only what news mirrors write: headings, rules, links, images, emphasis, lists, quotes, tables, fences, wiki links
(`[[zh:北京]]`). Lines inside a block of HTML pass as they are. Not a full Markdown: indented code is read as text,
because indented paragraphs are common in news and code is not.
"""

from __future__ import annotations

import re
from html import escape

_BREAK = "<br/>"
_WIKI = re.compile(r"\[\[(?:[a-z][a-z-]{1,11}:)?([^\[\]|\n]{1,200})(?:\|([^\[\]\n]{1,200}))?\]\]")
_IMAGE = re.compile(r"!\[[^\]\n]{0,300}\]\([^()\n]{0,2000}(?:\([^()\n]{0,200}\)[^()\n]{0,200})?\)")
_LINK = re.compile(
    r"(?<!!)\[([^\[\]\n]{0,300})\]\(\s*<?([^()\s<>]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?)>?(?:\s+[\"'][^\"'\n]{0,200}[\"'])?\s*\)"
)
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^\n]{1,400}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![*\w])\*(?=[^\s*])([^*\n]{1,400}?)(?<=[^\s*])\*(?![*\w])")
_CODE = re.compile(r"`([^`\n]{1,200})`")
_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_RULE = re.compile(r"^ {0,3}(?:-\s*){3,}$|^ {0,3}(?:\*\s*){3,}$|^ {0,3}(?:_\s*){3,}$|^ {0,3}={3,}\s*$")
_ITEM = re.compile(r"^\s{0,6}(?:[-*+]|\d{1,3}[.)])\s+(.*)$")
_QUOTE = re.compile(r"^ {0,3}>\s?(.*)$")
_TABLE = re.compile(r"^\s*\|.*\|\s*$")
_FENCE = re.compile(r"^ {0,3}(```|~~~)")
_BLOCKS = (
    "address|article|aside|blockquote|center|dd|details|div|dl|dt|figure|figcaption|footer|form|h[1-6]|"
    "header|li|main|nav|ol|pre|script|section|style|table|tbody|td|th|thead|tr|ul"
)
_OPENS = re.compile(rf"<(?:{_BLOCKS})\b(?![^<>]*/>)", re.IGNORECASE)
_CLOSES = re.compile(rf"</(?:{_BLOCKS})\s*>", re.IGNORECASE)
_P_OPENS = re.compile(r"<p\b(?![^<>]*/>)", re.IGNORECASE)
_P_CLOSES = re.compile(r"</p\s*>", re.IGNORECASE)
_HTML_LINE = re.compile(rf"^\s*(?:</?(?:{_BLOCKS}|p|hr|img|iframe|video|link|meta)\b|<!--)", re.IGNORECASE)
_TAG = re.compile(r"<(?:/?[a-zA-Z][^<>]{0,4000}>|!--)")
_LONG = 20_000  # characters; no line of an article with mark-up is longer
_STRUCTURE = re.compile(r"^ {0,3}#{1,6}\s|^\[[^\]\n]+\]\([^)\n]+\)\s*$|\[\[[a-z-]{2,12}:", re.MULTILINE)


def has_tags(text: str) -> bool:
    """Tell whether the text holds HTML tags or comments."""
    return bool(_TAG.search(text))


def has_marks(text: str) -> bool:
    """Tell whether the text holds Markdown that only Markdown has: headings, link lines, wiki links."""
    return bool(_STRUCTURE.search(text))


def plain_to_html(text: str) -> str:
    """Return plain text as paragraphs; a first short line becomes the title's heading."""
    lines = text.strip().splitlines()
    head = lines[0].strip() if lines else ""
    paragraphs = re.split(r"\n[ \t\u3000]*(?:\n[ \t\u3000]*)+", "\n".join(lines[1:]))
    body = "".join(f"<p>{escape(p).replace(chr(10), _BREAK)}</p>" for p in paragraphs if p.strip())
    return f"<h1>{escape(head)}</h1>{body}"


def to_html(text: str) -> str:
    """Return the HTML of Markdown that may hold HTML."""
    writer = _Writer(count_paragraphs=len(_P_OPENS.findall(text)) == len(_P_CLOSES.findall(text)))
    for line in _WIKI.sub(lambda match: f"<a>{match.group(2) or match.group(1)}</a>", text).splitlines():
        writer.read(line)
    writer.flush()
    return "\n".join(writer.out)


class _Writer:
    """Goes through the lines: inside a block of HTML they pass, outside they are Markdown."""

    def __init__(self, count_paragraphs: bool) -> None:
        self.out: list[str] = []
        self.paragraph: list[str] = []
        self.depth = 0
        self.fenced = False
        self.count_paragraphs = count_paragraphs

    def read(self, line: str) -> None:
        if _FENCE.match(line) and not self.depth:
            self.fenced = not self.fenced
            self.flush()
        elif self.fenced:
            return
        elif self.depth or _HTML_LINE.match(line):
            self.flush()
            self.out.append(line)
            self.depth = max(0, self.depth + self._opened(line))
        else:
            self._markdown(line)

    def _opened(self, line: str) -> int:
        opened = len(_OPENS.findall(line)) - len(_CLOSES.findall(line))
        if self.count_paragraphs:
            opened += len(_P_OPENS.findall(line)) - len(_P_CLOSES.findall(line))
        return opened

    def _markdown(self, line: str) -> None:
        if not line.strip():
            self.flush()
        elif heading := _HEADING.match(line):
            self.flush()
            self._block(f"h{len(heading.group(1))}", heading.group(2))
        elif _RULE.match(line):
            self._rule(line)
        elif (item := _ITEM.match(line)) and not self.paragraph:
            self._block("li", item.group(1))
        elif quote := _QUOTE.match(line):
            self.paragraph.append(quote.group(1))
        elif _TABLE.match(line):
            self.flush()
            for cell in line.strip().strip("|").split("|"):
                self._block("td", cell)
        else:
            self.paragraph.append(line)

    def _rule(self, line: str) -> None:
        """A rule under a single line of text makes it a heading."""
        if len(self.paragraph) == 1 and line.strip()[0] in "-=" and " " not in line.strip():
            text, self.paragraph = self.paragraph[0], []
            self._block("h1" if "=" in line else "h2", text)
        else:
            self.flush()
            self.out.append("<hr/>")

    def _block(self, tag: str, text: str) -> None:
        self.out.append(f"<{tag}>{_inline(text)}</{tag}>")

    def flush(self) -> None:
        if self.paragraph:
            text = _BREAK.join(line.rstrip("\\") for line in self.paragraph)
            self.out.append(f"<p>{_inline(text)}</p>")
            self.paragraph = []


def _inline(text: str) -> str:
    if len(text) > _LONG:
        return text
    text = _IMAGE.sub("<img/>", text)
    text = _LINK.sub(lambda match: f'<a href="{escape(match.group(2))}">{match.group(1)}</a>', text)
    text = _STRONG.sub(r"<strong>\2</strong>", text)
    text = _EMPHASIS.sub(r"<em>\1</em>", text)
    text = _CODE.sub(r"<code>\1</code>", text)
    return re.sub(r"\\([\\`*_{}\[\]()#+.!|~>-])", r"\1", text)
