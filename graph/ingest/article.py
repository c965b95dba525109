"""One page -> one Article. The only file of this stage that knows the order of its steps.

In: the bytes (or text) of a page of any kind: HTML, a fragment of it, Markdown, both mixed, plain text, a JSON object.
Out: an Article whose text is final. Raises ArticleError and nothing else, whatever the bytes.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from bs4 import ParserRejectedMarkup

from graph.errors import ArticleError
from graph.ingest import blocks, content, dates, headline, markdown, metadata
from graph.ingest.body import Body, read_body
from graph.ingest.dating import Dating
from graph.ingest.encoding import decode
from graph.ingest.metadata import Clues
from graph.ingest.outlets import Outlets, outlets
from graph.ingest.provenance import Provenance
from graph.ingest.signs import signs
from graph.ingest.sufficiency import need_text
from graph.ingest.text import clean, language_of, without_noise
from graph.model import Article, Block, Span

MAX_BYTES = 5_000_000
_FETCHED = re.compile(r"\A\s*<!--\s*(1\d{9}|1\d{12})\s*-->")
_WHOLE_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_UNSAFE = re.compile(r"[^\w-]+")


def read_article(
    data: bytes | str, source: str, *, id: str = "", fields: Mapping[str, str] | None = None, max_bytes: int = MAX_BYTES
) -> Article:
    """Return the article of one page.

    Args:
        data: the page; bytes are decoded by what they are, not by what they claim.
        source: where it came from, as the user wrote it; named in errors.
        id: the article's id; made of `source` if not given.
        fields: for a JSON object, the names of its fields by ours (title, text, published, url, outlet, author).
        max_bytes: the largest page read.

    Raises:
        ArticleError: the page is empty, binary, too big, garbled or has no text of an article.
    """
    if len(data) > max_bytes:
        raise too_big(source, len(data), max_bytes)
    text = decode(data, source) if isinstance(data, bytes) else data
    text = without_noise(text.replace("\r\n", "\n"))
    if not text.strip():
        raise ArticleError(source, "the file is empty", "give a page with a title and text")
    try:
        return _Reading(source, id, outlets()).article(text, fields)
    except (ParserRejectedMarkup, RecursionError) as error:
        raise ArticleError(
            source, f"the HTML is broken beyond repair ({type(error).__name__})", "save the page again"
        ) from error


def too_big(source: str, size: int, limit: int) -> ArticleError:
    """Return the error for a page above the limit, both in bytes."""
    found = f"the page is too big: {size:,} bytes, the limit is {limit:,}"
    return ArticleError(source, found, "save only the article, or raise the limit")


def safe_id(name: str) -> str:
    """Return a name as an id that is safe in the local name of an IRI: letters, digits, - and _ only."""
    return (
        _UNSAFE.sub("-", clean(name)).strip("-")
        or "article-" + hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:10]
    )


class _Reading:
    """The state of one page's reading: clues gathered, places found."""

    def __init__(self, source: str, id: str, table: Outlets) -> None:
        self.source = source
        self.id = id
        self.outlets = table
        self.clues = Clues()
        self.found: dict[str, str] = {}
        self.fetched: dt.datetime | None = None
        self.is_plain = False

    def article(self, text: str, fields: Mapping[str, str] | None) -> Article:
        lines = self._lines(text, fields)
        if len(lines) >= blocks.MAX_LINES:
            raise ArticleError(
                self.source, f"it has {blocks.MAX_LINES:,} lines or more: no article", "give one article a file"
            )
        title, self.found["title"] = headline.find_title(lines, self.clues, self.outlets)
        title = clean(title)
        start = self._after_title(lines, title)
        body = self._body(lines, start, title)
        need_text(
            self.source, body, self.is_plain, is_labelled=bool(title or body.dated or self.clues.first("published"))
        )
        if not title:
            title, self.found["title"] = clean(PurePath(self.source).stem or self.source) or "article", "file name"
        origin = Provenance(self.clues, body, self.outlets, self.found)
        url = origin.url(lines[:start])
        text, pieces = _assemble(title, body)
        outlet = origin.outlet(url)
        dating = Dating(self.clues, body, url, self.fetched, self.found)
        editor = origin.name("editor", body.editors)
        author = origin.name("author", body.authors)
        return Article(
            id=self.id or self._own_id(url, text),
            source=self.source,
            text=text,
            blocks=pieces,
            title=title,
            published=dating.published(),
            modified=dating.modified(),
            outlet=outlet,
            url=url or None,
            author=author,
            editor=editor,
            based_on=origin.based_on(outlet),
            fetched=self.fetched,
            language=language_of(text, (self.clues.first("language") or ("",))[0]),
            found=dict(sorted(self.found.items())),
        )

    # ------------------------------------------------------------------ the kinds of page

    def _lines(self, text: str, fields: Mapping[str, str] | None) -> list[blocks.Line]:
        record = _json_object(text) if text.lstrip()[:1] == "{" else None
        if record is not None:
            metadata.read_record(record, self.clues, "record", fields)
            body = self.clues.first("text")
            if body is None:
                raise ArticleError(
                    self.source,
                    "the JSON object has no field of text (text, content, body)",
                    "say which key it has: --jsonl-fields text=KEY",
                )
            heading = "" if self.clues.first("title") else "\n"
            return self._fragment(without_noise(body[0]), heading)
        front, text = metadata.split_front_matter(text)
        metadata.read_record(front, self.clues, "front matter")
        if fetched := _FETCHED.match(text):
            self.fetched = dates.from_epoch(int(fetched.group(1)))
            self.found["fetched"] = "comment"
        if _WHOLE_PAGE.search(text[:5000]):
            return self._page(text)
        return self._fragment(text, "" if front else None)

    def _page(self, text: str) -> list[blocks.Line]:
        soup = blocks.parse(text)
        metadata.read_page(soup, self.clues)
        lines = blocks.find_lines(soup)
        content.clear_false_furniture(lines)
        return lines

    def _fragment(self, text: str, heading: str | None) -> list[blocks.Line]:
        """Lines of a piece that is the article and little else; `heading`: None if its first line may be its title."""
        self.is_plain = not markdown.has_tags(text)
        if not self.is_plain or markdown.has_marks(text):
            html = markdown.to_html(text)
        else:
            html = markdown.plain_to_html(text if heading is None else "\n" + text)
        lines = blocks.find_lines(blocks.parse(html))
        content.clear_false_furniture(lines)
        if heading is None and lines and not self.clues.first("title"):
            self._mark_title(lines)
        return lines

    def _mark_title(self, lines: Sequence[blocks.Line]) -> None:
        """Without any heading the first line is the title, if it is a line and not a paragraph."""
        first, limits, terminal = lines[0], signs().limits, signs().lines.terminal
        is_line = len(first.text) <= limits["title"] and not terminal.search(first.text.rstrip('？！?!」”"』'))
        if first.tag == "h1" and not is_line:
            first.tag = "p"
        elif (
            is_line
            and not any(line.tag in ("h1", "h2", "h3") for line in lines[:12])
            and not dates.find_stamps(first.text)
        ):
            first.tag = "h1"

    # ------------------------------------------------------------------ the text

    def _after_title(self, lines: Sequence[blocks.Line], title: str) -> int:
        """Return the index of the first line after the title's, 0 if no line is the title."""
        key = re.sub(r"\s+", "", title)
        hits = [i for i, line in enumerate(lines) if key and re.sub(r"\s+", "", line.text) == key]
        in_heading = [i for i in hits if lines[i].tag in ("h1", "h2", "h3", "h4")]
        return (in_heading or hits or [-1])[0] + 1

    def _body(self, lines: Sequence[blocks.Line], start: int, title: str) -> Body:
        chosen = content.find_article(lines) if len(lines) > 1 and self._is_page(lines) else list(lines)
        after = lines[start].order if start < len(lines) else 0
        body = read_body([line for line in chosen if line.order >= after], title, self.outlets)
        if chosen and len(chosen) < len(lines):
            around = [line for line in lines[max(0, start - 8) :] if line.order < chosen[0].order or line.furniture][
                :60
            ]
            told = read_body(around, title, self.outlets)
            body.dated = body.dated + told.dated
            body.editors, body.authors = body.editors or told.editors, body.authors or told.authors
            body.based_on = body.based_on or told.based_on
        spare = next((value for value, found in self.clues.all("text") if found.startswith("JSON-LD")), "")
        if len(spare) > 60 and len(spare) * 0.4 > sum(len(text) for _, text in body.blocks):
            lines = blocks.find_lines(blocks.parse(markdown.plain_to_html("\n" + spare)))
            body.blocks = read_body(lines, title, self.outlets).blocks
        return body

    def _is_page(self, lines: Sequence[blocks.Line]) -> bool:
        return any(
            node.name == "html" and node.find("body") and node.find("head") for node in lines[0].path[-2:]
        ) or bool(
            self.clues.first("language")
            or any(found == "title" or found.startswith("meta") for _, found in self.clues.all("title"))
        )

    def _own_id(self, url: str, text: str) -> str:
        if self.source not in ("-", ""):
            return safe_id(
                PurePath(self.source.replace("#", "-")).stem
                if "#" not in self.source
                else self.source.rsplit("/", 1)[-1]
            )
        return "article-" + hashlib.sha256((url or text).encode()).hexdigest()[:10]


def _json_object(text: str) -> dict[str, Any] | None:
    try:
        loaded = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return loaded if isinstance(loaded, dict) else None


def _assemble(title: str, body: Body) -> tuple[str, tuple[Block, ...]]:
    """Return the text, one block a line, and its blocks."""
    parts, pieces, start = [("title", title), *body.blocks], [], 0
    for kind, text in parts:
        pieces.append(Block(Span(start, start + len(text)), kind))
        start += len(text) + 1
    return "\n".join(text for _, text in parts), tuple(pieces)
