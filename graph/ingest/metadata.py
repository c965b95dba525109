"""What a page says of itself outside its text: front matter, <meta>, JSON-LD, <time>, <link rel=canonical>.

Out: clues, each a string and where it was found, in the order of trust. Nothing is parsed or chosen here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml
from bs4 import BeautifulSoup, Tag

from graph.ingest.signs import signs
from graph.ingest.text import clean

FIELDS = (
    "title",
    "published",
    "modified",
    "outlet",
    "url",
    "author",
    "editor",
    "description",
    "text",
    "language",
    "based_on",
)
_FRONT = re.compile(r"\A\s*---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_PAIR = re.compile(r"^([\w.-]{1,40})\s*:\s*(.*?)\s*$", re.MULTILINE)
_ARTICLE_TYPES = re.compile(r"Article|Report|Posting|NewsItem", re.IGNORECASE)
_URL = re.compile(r"^https?://\S+$")
Clue = tuple[str, str]


class Clues:
    """Field name -> clues (value, where found), best first."""

    def __init__(self) -> None:
        self._by_field: dict[str, list[Clue]] = {field: [] for field in FIELDS}

    def add(self, field: str, value: object, found: str) -> None:
        """Keep a value if it says anything."""
        text = value if field == "text" and isinstance(value, str) else _string(value)  # line breaks count in a text
        if text and text.lower() not in ("none", "null", "nan", "undefined"):
            self._by_field[field].append((text, found))

    def all(self, field: str) -> list[Clue]:
        """Return the clues to a field, best first."""
        return self._by_field[field]

    def first(self, field: str) -> Clue | None:
        """Return the best clue to a field."""
        return next(iter(self._by_field[field]), None)


def split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """Return the YAML front matter of a text (empty if it has none) and the rest."""
    match = _FRONT.match(text)
    if not match:
        return {}, text
    try:
        table = yaml.load(match.group(1), Loader=yaml.BaseLoader)  # strings only, no objects
    except (yaml.YAMLError, RecursionError):
        table = {key: value.strip("\"'") for key, value in _PAIR.findall(match.group(1))}
    if not isinstance(table, dict) or not any(str(key) in names for names in signs().record.values() for key in table):
        return {}, text
    return {str(key): value for key, value in table.items()}, text[match.end() :]


def read_record(record: Mapping[str, Any], clues: Clues, found: str, names: Mapping[str, str] | None = None) -> None:
    """Take the clues of a JSON object or of front matter; `names` gives the field names where they are known."""
    for field, usual in signs().record.items():
        for name in (names[field],) if names and field in names else usual:
            value = record.get(name)
            if field == "outlet" and isinstance(value, str) and _URL.match(value.strip()):
                clues.add("url", value, f"{found}: {name}")
            else:
                clues.add(field, value, f"{found}: {name}")


def read_page(soup: BeautifulSoup, clues: Clues) -> None:
    """Take the clues of a page's head and of its marked elements."""
    _read_json_ld(soup, clues)
    _read_meta(soup, clues)
    _read_marked(soup, clues)
    html = soup.find("html")
    if isinstance(html, Tag):
        clues.add("language", html.get("lang"), "html lang")
    if soup.title:
        clues.add("title", soup.title.get_text(), "title")


def _read_meta(soup: BeautifulSoup, clues: Clues) -> None:
    values: dict[str, str] = {}
    for meta in soup.find_all("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        if name and meta.get("content"):
            values.setdefault(str(name).strip().lower(), str(meta["content"]))
    for field, names in signs().page.meta.items():
        for name in names:
            clues.add(field, values.get(name), f"meta {name}")
    link = soup.find("link", rel="canonical")
    if isinstance(link, Tag):
        clues.add("url", link.get("href"), "link canonical")


def _read_marked(soup: BeautifulSoup, clues: Clues) -> None:
    for prop, field in (("datePublished", "published"), ("dateModified", "modified"), ("headline", "title")):
        for node in soup.find_all(True, attrs={"itemprop": prop}, limit=2):
            value = node.get("content") or node.get("datetime") or node.get_text(" ")
            clues.add(field, value, f"itemprop {prop}")
    times = [node for node in soup.find_all("time", limit=40) if not node.find_parent(["nav", "aside", "footer"])]
    times.sort(key=lambda node: not (node.has_attr("pubdate") or node.find_parent(["article", "main"])))
    for node in times[:1]:
        clues.add("published", node.get("datetime") or node.get_text(" "), "time")


def _read_json_ld(soup: BeautifulSoup, clues: Clues) -> None:
    for script in soup.find_all("script", type=re.compile(r"ld\+json", re.IGNORECASE), limit=20):
        try:
            loaded = json.loads(script.string or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(loaded, 0):
            if _ARTICLE_TYPES.search(str(thing.get("@type"))):
                _read_thing(thing, clues)


def _read_thing(thing: Mapping[str, Any], clues: Clues) -> None:
    names = {
        "title": "headline",
        "published": "datePublished",
        "modified": "dateModified",
        "url": "url",
        "outlet": "publisher",
        "author": "author",
        "editor": "editor",
        "text": "articleBody",
        "language": "inLanguage",
    }
    for field, name in names.items():
        clues.add(field, thing.get(name), f"JSON-LD {name}")
    page = thing.get("mainEntityOfPage")
    clues.add("url", page.get("@id") if isinstance(page, dict) else page, "JSON-LD mainEntityOfPage")


def _things(value: object, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > 6:
        return
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _things(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _things(inner, depth + 1)


def _string(value: object) -> str:
    """Return what a value says: a thing by its name, the first of a list, a number as it is written."""
    if isinstance(value, dict):
        return _string(value.get("name") or value.get("@id"))
    if isinstance(value, list):
        names = [name for item in value[:5] if (name := _string(item))]
        return "、".join(names)
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, float):
        value = int(value) if value == value and abs(value) < 1e15 else ""
    return clean(str(value)) if len(str(value)) < 2000 else str(value)
