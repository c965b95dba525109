"""Bytes -> disk: a set of files replaced as one, or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from graph.errors import GraphError


def replace_files(contents: Mapping[Path, bytes]) -> None:
    """Write every file beside its place first, then move all of them there.

    Whoever reads a path at any moment finds the whole old file or the whole new one. Until the last byte of the last
    file is on the disk no old file is touched, so that a full disk or Ctrl-C loses nothing.

    Raises:
        GraphError: a folder or file cannot be written.
    """
    waiting: dict[Path, Path] = {}
    try:
        for place, content in contents.items():
            waiting[_written_beside(place, content)] = place
        for temporary, place in waiting.items():
            os.replace(temporary, place)
    except OSError as error:
        raise GraphError(
            str(error.filename or next(iter(contents))),
            f"cannot be written ({error.strerror})",
            "free the space or give another folder with -o",
        ) from None
    finally:
        for temporary in waiting:
            temporary.unlink(missing_ok=True)


def _written_beside(place: Path, content: bytes) -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name[:60]}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)  # mkstemp makes it the owner's alone
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)
