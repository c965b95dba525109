"""An HTML tree -> its lines in reading order, each with what it stood in. Nothing is judged here but the elements.

beautifulsoup4 with lxml's parser. The walk keeps its own stack, so no page can be too deep for it. Unknown inline
elements never split a line: only elements that the table calls blocks do, and <br>.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Tag
from bs4.element import Comment, Declaration, Doctype, NavigableString, ProcessingInstruction

from graph.ingest.signs import signs
from graph.ingest.text import BREAK, clean, lines_of, piece

_UNSEEN = (Comment, Doctype, Declaration, ProcessingInstruction)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|[-_\s]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
MAX_LINES = 20_000  # no article has so many; the walk ends there


@dataclass(slots=True)
class Line:
    """One line of a page.

    tag: the nearest block element (p, h2, li, …). marks: strong, em, small that hold the whole line.
    linked: how many of its characters stand in links. path: the block elements around it, innermost first.
    furniture: those elements around it that the table calls furniture.
    after_image: nothing but an image stands between it and the line before.
    """

    text: str
    tag: str
    marks: frozenset[str]
    linked: int
    href: str
    path: tuple[Tag, ...]
    furniture: tuple[Tag, ...]
    after_image: bool
    order: int


@dataclass(slots=True)
class _Open:
    """The line being gathered."""

    pieces: list[str] = field(default_factory=list)
    letters: int = 0
    linked: int = 0
    marked: dict[str, int] = field(default_factory=dict)
    href: str = ""


def parse(html: str) -> BeautifulSoup:
    """Return the tree of a page or a fragment; broken HTML is mended as browsers do."""
    return BeautifulSoup(html, "lxml")


def find_lines(soup: BeautifulSoup) -> list[Line]:
    """Return the lines of the page, menus and all, in reading order."""
    return list(_Walk(soup).lines())


class _Walk:
    def __init__(self, soup: BeautifulSoup) -> None:
        self.soup = soup
        self.blocks: list[Tag] = []
        self.furniture: list[Tag] = []
        self.inline: list[str] = []
        self.links: list[str] = []
        self.open = _Open()
        self.order = 0
        self.after_image = False

    def lines(self) -> Iterator[Line]:
        page = signs().page
        stack: list[tuple[Tag | NavigableString, bool]] = [(self.soup.body or self.soup, False)]
        while stack and self.order < MAX_LINES:
            node, leaving = stack.pop()
            if isinstance(node, NavigableString):
                if not isinstance(node, _UNSEEN):
                    self._add(piece(str(node)))
            elif leaving:
                yield from self._leave(node)
            elif node.name not in page.dropped_tags and not _is_hidden(node):
                yield from self._enter(node)
                stack.append((node, True))
                stack.extend(
                    (child, False) for child in reversed(node.contents) if isinstance(child, Tag | NavigableString)
                )
        yield from self._flush()

    def _enter(self, node: Tag) -> Iterator[Line]:
        page, name = signs().page, node.name
        if name == "br":
            self.open.pieces.append(BREAK)
        elif name in ("img", "picture"):
            self.after_image = True
        elif name in page.block_tags:
            yield from self._flush()
            self.blocks.append(node)
        elif name == "a":
            self.links.append(str(node.get("href") or ""))
        elif name in _MARKS:
            self.inline.append(_MARKS[name])
        if name in page.furniture_tags or _is_furniture(node):
            self.furniture.append(node)

    def _leave(self, node: Tag) -> Iterator[Line]:
        if node.name in signs().page.block_tags:
            yield from self._flush()
            self.blocks.pop()
        elif node.name == "a":
            self.links.pop()
        elif node.name in _MARKS:
            self.inline.pop()
        if self.furniture and self.furniture[-1] is node:
            if node.name not in signs().page.block_tags:
                yield from self._flush()  # an inline caption or credit ends its line
            self.furniture.pop()

    def _add(self, text: str) -> None:
        open_, length = self.open, len(text.strip())
        open_.pieces.append(text)
        open_.letters += length
        for mark in set(self.inline):
            open_.marked[mark] = open_.marked.get(mark, 0) + length
        if self.links:
            open_.linked += length
            open_.href = open_.href or self.links[-1]

    def _flush(self) -> Iterator[Line]:
        open_, self.open = self.open, _Open()
        if not open_.letters:
            return
        marks = frozenset(mark for mark, length in open_.marked.items() if length >= open_.letters)
        path = tuple(reversed(self.blocks[-60:]))
        tag = next((block.name for block in path), "")
        texts = lines_of("".join(open_.pieces))
        if tag in ("h1", "h2", "h3"):
            texts = [clean(" ".join(texts))] if texts else []
        for text in texts:
            self.order += 1
            linked = open_.linked * len(text) // open_.letters
            yield Line(
                text,
                tag,
                marks,
                linked,
                open_.href,
                path,
                tuple(self.furniture),
                self.after_image,
                self.order,
            )
            self.after_image = False


_MARKS = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "small": "small", "sup": "sup"}


def _is_hidden(node: Tag) -> bool:
    return node.has_attr("hidden") or bool(_HIDDEN.search(str(node.get("style") or "")))


def _is_furniture(node: Tag) -> bool:
    """Tell by the words of class and id; `itemprop` and `role` that name the body win over them."""
    if node.name in ("html", "body", "article", "main") or node.get("itemprop") in ("articleBody", "headline"):
        return False
    words = signs().page.furniture_words
    return any(word.lower() in words for name in names_of(node) for word in _CAMEL.split(name))


def names_of(node: Tag) -> list[str]:
    """Return the classes and the id of an element."""
    classes = node.get("class")
    names: list[str] = [str(name) for name in classes] if isinstance(classes, list) else [str(classes or "")]
    return [*names, str(node.get("id") or "")]
