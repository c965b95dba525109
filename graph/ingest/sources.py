"""Files, folders, globs, standard input and JSON Lines -> articles, one at a time, in a fixed order.

One source that cannot be read is one ArticleError in the stream; the others come all the same. Ids are the same in any
order of the sources: where two files have one stem, both get a mark made of their path.
"""

from __future__ import annotations

import glob
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from graph.errors import ArticleError
from graph.ingest.article import MAX_BYTES, read_article, safe_id, too_big
from graph.ingest.encoding import decode
from graph.model import Article

SUFFIXES = frozenset({".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".shtml", ".jsonl", ".ndjson", ".json"})
_LINES = frozenset({".jsonl", ".ndjson"})
_ABOUT = frozenset(
    {"readme", "license", "licence", "copying", "notice", "changelog"}
)  # tell of a folder, are no articles
_JSON_FILE_LIMIT = 200_000_000  # bytes of a JSON array, read as a whole


def read_sources(
    sources: Sequence[str],
    *,
    fields: Mapping[str, str] | None = None,
    max_bytes: int = MAX_BYTES,
    stdin: BinaryIO | None = None,
) -> Iterator[Article | ArticleError]:
    """Yield the articles of all sources, and an ArticleError for each that cannot be read.

    Args:
        sources: files, folders (with what is below them), globs, `-` for standard input.
        fields: names of the fields of JSON Lines by ours: {"text": "body", "published": "time"}.
        max_bytes: the largest page, or line of JSON Lines, that is read.
        stdin: read instead of standard input.
    """
    found = list(_expand(sources))
    ids = _ids([item for item in found if isinstance(item, Path)])
    given: set[str] = set()
    for item in found:
        if isinstance(item, ArticleError):
            yield item
            continue
        data = _read(item, max_bytes, stdin)
        if isinstance(data, ArticleError):
            yield data
            continue
        source, id = ("-", "") if item == "-" else (str(item), ids[Path(item)])
        for result in _articles(data, source, id, fields, max_bytes):
            yield _unique(result, given)


def _expand(sources: Sequence[str]) -> Iterator[Path | str | ArticleError]:
    """Yield the files that the sources name, each once."""
    seen: set[str] = set()
    for source in sources:
        for item in _files(source):
            key = str(item.resolve()) if isinstance(item, Path) else str(item)
            if key not in seen:
                seen.add(key)
                yield item


def _files(source: str) -> list[Path | str | ArticleError]:
    if source == "-":
        return [source]
    path = Path(source)
    try:
        if path.is_dir():
            inside = sorted(
                (file for file in path.rglob("*") if _is_page(file, path)), key=lambda file: file.as_posix()
            )
            return (
                [*inside]
                if inside
                else [ArticleError(source, "the folder holds no page", f"it may hold {' '.join(sorted(SUFFIXES))}")]
            )
        if path.exists():
            return [path]
        matches = sorted(glob.glob(source, recursive=True)) if glob.has_magic(source) else []
        files = [file for match in matches for file in ([Path(match)] if Path(match).is_file() else _files(match))]
    except (OSError, ValueError) as error:
        return [ArticleError(source, f"it cannot be read ({error})", "check the path")]
    return [*files] if files else [ArticleError(source, "no such file or folder", "check the path")]


def _is_page(file: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    about = file.stem.lower() in _ABOUT
    return file.suffix.lower() in SUFFIXES and not hidden and not about and file.is_file()


def _ids(files: Sequence[Path]) -> dict[Path, str]:
    stems = Counter(safe_id(file.stem) for file in files)
    return {
        file: _marked(safe_id(file.stem), file.as_posix()) if stems[safe_id(file.stem)] > 1 else safe_id(file.stem)
        for file in files
    }


def _marked(id: str, by: str) -> str:
    return f"{id}-{hashlib.sha256(by.encode('utf-8', 'surrogateescape')).hexdigest()[:6]}"


def _unique(result: Article | ArticleError, given: set[str]) -> Article | ArticleError:
    """Mark an id that was given before: lines of JSON Lines may be called what a file is called."""
    if isinstance(result, ArticleError):
        return result
    id, count = result.id, 2
    while id in given:
        id, count = _marked(result.id, f"{result.source} {count}"), count + 1
    given.add(id)
    return result if id == result.id else _renamed(result, id)


def _renamed(article: Article, id: str) -> Article:
    return replace(article, id=id)


def _read(item: Path | str, max_bytes: int, stdin: BinaryIO | None) -> bytes | ArticleError:
    """Return the bytes; a page above the limit is refused by its size, unread."""
    try:
        if item == "-":
            data = (stdin or sys.stdin.buffer).read(_JSON_FILE_LIMIT + 1)
            return data
        path = Path(item)
        limit = _JSON_FILE_LIMIT if path.suffix.lower() in _LINES | {".json"} else max_bytes
        size = path.stat().st_size
        return path.read_bytes() if size <= limit else too_big(str(item), size, limit)
    except OSError as error:
        return ArticleError(
            str(item), f"it cannot be read ({error.strerror or error})", "check the file and its rights"
        )


def _articles(
    data: bytes, source: str, id: str, fields: Mapping[str, str] | None, max_bytes: int
) -> Iterator[Article | ArticleError]:
    """Yield the article of a page, or those of JSON Lines or of a JSON array."""
    records = _records(data, source)
    if isinstance(records, ArticleError):
        yield records
    elif records is None:
        yield _one(data, source, id, fields, max_bytes)
    else:
        for number, record in records:
            name = f"{source}#{number}"
            yield _one(record, name, f"{id}-{number}" if id else "", fields, max_bytes)


def _one(
    data: bytes | str, source: str, id: str, fields: Mapping[str, str] | None, max_bytes: int
) -> Article | ArticleError:
    try:
        if isinstance(data, str) and not data.lstrip().startswith("{"):
            raise ArticleError(source, "the line is not a JSON object", 'write one {"title": …, "text": …} a line')
        return read_article(data, source, id=id, fields=fields, max_bytes=max_bytes)
    except ArticleError as error:
        return error


def _records(data: bytes, source: str) -> list[tuple[int, str]] | ArticleError | None:
    """Return the JSON objects with their numbers from 1, None if this is one page."""
    head = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    lines_by_name = Path(source).suffix.lower() in _LINES
    if not lines_by_name and head[:1] not in (b"{", b"["):
        return None
    try:
        text = decode(data, source)
    except ArticleError as error:
        return error
    if head[:1] == b"[" and (listed := _json(text)) is not None:
        return (
            [(n, json.dumps(item, ensure_ascii=False)) for n, item in enumerate(listed, 1)]
            if isinstance(listed, list)
            else None
        )
    lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
    if lines_by_name or (len(lines) > 1 and isinstance(_json(lines[0][1]), dict)):
        return lines
    return None


def _json(text: str) -> object:
    try:
        loaded: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return loaded
