"""The title of a page: without the site's name behind it, in the words of its own heading where it has one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.ingest.blocks import Line
from graph.ingest.body import squeeze
from graph.ingest.metadata import Clues
from graph.ingest.outlets import Outlets
from graph.ingest.signs import signs

_HEADINGS = ("h1", "h2", "h3", "h4")
_SEPARATOR = re.compile(r"\s*[|｜_]+\s*|\s+[-–—•·»]+\s+|(?<=[\u4e00-\u9fff”」！？])-+(?=[\u4e00-\u9fffA-Z])")
_SURE = re.compile("[|｜_]")
_SITE = re.compile(
    r"(?:[网網]|[报報]|社|[电電][视視]?台|[频頻]道|中文|新[闻聞]|[杂雜][志誌]|周刊|在[线線]|News|Times|Post|\.com|\.net|\.org)$"
)


def find_title(lines: Sequence[Line], clues: Clues, outlets: Outlets) -> tuple[str, str]:
    """Return the title and where it was found; two empty strings if the page has none."""
    named = [clue for clue in clues.all("title") if not outlets.named(clue[0])]
    headings = [line for line in lines if _may_be_title(line, outlets)]
    for value, found in named:
        if found.startswith(("front matter", "record")):
            return value, found
        for line in headings:
            if len(line.text) >= 4 and _same(line.text, value):
                return line.text, f"{line.tag} and {found}"
    if named:
        return without_site(named[0][0], clues, outlets), named[0][1]
    first = next((line for line in headings if not line.furniture), None)
    return (without_site(first.text, clues, outlets), first.tag) if first else ("", "")


def without_site(title: str, clues: Clues, outlets: Outlets) -> str:
    """Return the title without the names of site and section at its ends.

    >>> without_site("峰会开幕 - BBC News 中文", Clues(), outlets())
    '峰会开幕'
    """
    site = clues.first("outlet")
    parts = _SEPARATOR.split(title)
    marks = _SEPARATOR.findall(title)
    while len(parts) > 1 and _is_site(parts[-1], marks[-1], site[0] if site else "", outlets):
        parts.pop()
        marks.pop()
    if len(parts) > 1 and outlets.named(parts[0]):
        parts, marks = parts[1:], marks[1:]
    end = title.rfind(parts[-1]) + len(parts[-1])
    return title[title.find(parts[0]) : end].strip() or title


def site_named(clues: Clues, outlets: Outlets) -> str | None:
    """Return the outlet that the <title> of the page names after the article's title."""
    for value, found in clues.all("title"):
        for part in reversed(_SEPARATOR.split(value)[1:]) if found == "title" or found.startswith("meta") else ():
            if name := outlets.named(part):
                return name
    return None


def _is_site(part: str, mark: str, site: str, outlets: Outlets) -> bool:
    if outlets.named(part) or (site and squeeze(site).lower() == squeeze(part).lower()):
        return True
    if len(part) > 24:
        return False
    return bool(_SURE.search(mark) or _SITE.search(part))


def _may_be_title(line: Line, outlets: Outlets) -> bool:
    text = line.text
    if (
        line.tag not in _HEADINGS
        or outlets.named(text)
        or any(pattern.search(text) for pattern in signs().lines.dropped)
    ):
        return False
    if line.linked and len(signs().lines.menu_separator.findall(text)) >= 2:
        return False
    return len(text) <= signs().limits["title"] and bool(signs().lines.wordy.search(text))


def _same(heading: str, title: str) -> bool:
    short, long = sorted((squeeze(heading), squeeze(title)), key=len)
    return short in long and (len(short) * 2 > len(long) or long.startswith(short))
