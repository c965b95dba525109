"""Rows -> tables: CSV for a spreadsheet, data frames for pandas, Parquet (extra `tables`)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from graph.errors import GraphError
from graph.export.rows import Row, Rows

if TYPE_CHECKING:
    import pandas

JOINT = " | "
"""Between the values of one cell in CSV."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the start of a formula (OWASP, "CSV Injection"), with the full-width forms."""


def tables_of(rows: Rows) -> Mapping[str, list[Row]]:
    """Return name -> rows of the tables that there are."""
    return {
        "events": rows.events,
        "mentions": rows.tellings,
        "entities": rows.entities,
        "relations": rows.relations,
    }


def write_csv(rows: Sequence[Row]) -> bytes:
    """Return rows as CSV for a spreadsheet: UTF-8 with its mark, no cell that would be run as a formula.

    Text from the web comes into these cells: one that begins like a formula gets an apostrophe before it, which
    spreadsheets take for "this is text".
    """
    out = io.StringIO()
    if rows:
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(rows[0].keys())
        writer.writerows([_cell(value) for value in row.values()] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def to_pandas(rows: Rows) -> dict[str, pandas.DataFrame]:
    """Return the tables as data frames. Lists stay lists; days stay text, since news knows days like `2023-07`.

    Raises:
        GraphError: pandas is not installed.
    """
    try:
        import pandas
    except ImportError:
        raise GraphError("pandas", "is not installed", "pip install 'newsgraph[tables]'") from None
    return {name: pandas.DataFrame(table) for name, table in tables_of(rows).items()}


def write_parquet(rows: Sequence[Row]) -> bytes:
    """Return rows as Parquet, lists as lists of strings.

    Raises:
        GraphError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise GraphError("pyarrow", "is not installed", "pip install 'newsgraph[tables]'") from None
    columns = {name: _column(row[name] for row in rows) for name in (rows[0] if rows else ())}
    schema = pa.schema([(name, _type(values, pa)) for name, values in columns.items()])
    out = io.BytesIO()
    pq.write_table(pa.table(columns, schema=schema), out, compression="zstd")
    return out.getvalue()


def _column(values: Iterable[Any]) -> list[Any]:
    return list(values)


def _type(values: Iterable[Any], pa: Any) -> Any:
    """Return the type of a column by its values; of one that is empty throughout, text."""
    kinds = {type(value) for value in values if value is not None}
    if list in kinds:
        return pa.list_(pa.string())
    if kinds == {bool}:
        return pa.bool_()
    if kinds == {int}:
        return pa.int64()
    return pa.float64() if kinds and kinds <= {int, float} else pa.string()


def _cell(value: Any) -> str:
    """Return a value as the text of a cell, safe to open."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    text = JOINT.join(value) if isinstance(value, list) else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
