"""Extraction <-> bytes: what an article says, kept so that it need not be read again.

JSON by the fields of the records in `graph.model`, those with their default value left out, compressed. The same record
gives the same bytes. A field added with a default reads old records; any other change of the records needs a new
`SCHEMA`, which makes stores of the old one say that they are old.
"""

from __future__ import annotations

import zlib
from functools import cache
from typing import TYPE_CHECKING

from graph.model import Extraction

if TYPE_CHECKING:
    from pydantic import TypeAdapter

SCHEMA = 1
"""Version of the form of a record and of the table that it lies in."""


def write_record(extraction: Extraction) -> bytes:
    """Return an extraction as bytes."""
    return zlib.compress(_adapter().dump_json(extraction, exclude_defaults=True))


def read_record(record: bytes) -> Extraction:
    """Return the extraction that `write_record` made the bytes of.

    Raises:
        ValueError: they are no such bytes.
    """
    try:
        return _adapter().validate_json(zlib.decompress(record))
    except (zlib.error, ValueError) as error:  # pydantic's own errors are ValueErrors
        raise ValueError(f"is no record of an article ({type(error).__name__})") from None


@cache
def _adapter() -> TypeAdapter[Extraction]:
    from pydantic import TypeAdapter  # takes as long to import as a small store takes to open

    return TypeAdapter(Extraction)
