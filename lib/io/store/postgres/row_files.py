r"""Files of tables as rows of text, and back to the same bytes.

In between stands CSV without its first line, as the store itself writes it: commas, "\\n", quotes
only where they are needed. PostgreSQL reads and writes the same.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

_BOM = b"\xef\xbb\xbf"


class Rows(NamedTuple):
    """The rows of a table's file.

    Attributes:
        columns: Its columns in the order of the file.
        body: A record each, ending with a line break; a quoted cell may have more of them.
    """

    columns: tuple[str, ...]
    body: bytes


NONE = Rows((), b"")


def rows_of(data: bytes, path: str) -> Rows:
    """The rows in the bytes of a table's file that keeps its contract."""
    return _of_parquet(data) if _is_parquet(path) else _of_csv(data)


def columns_of(data: bytes, path: str) -> tuple[str, ...]:
    """The columns of such a file, without reading its rows."""
    if _is_parquet(path):
        return tuple(pyarrow.parquet.read_schema(pa.BufferReader(data)).names)
    return _of_csv(data[: data.find(b"\n") + 1] or data).columns


def file_of(rows: Rows, path: str) -> bytes:
    """The bytes of a table's file."""
    if not _is_parquet(path):
        return _lines([rows.columns]) + rows.body
    stream = io.BytesIO()
    # Stored by distinct values, as `lib.io.exports.csv` writes large tables.
    coded = {name: column.dictionary_encode() for name, column in _columns(rows).items()}
    pyarrow.parquet.write_table(pa.table(coded), stream, compression="zstd")
    return stream.getvalue()


def lines_of(rows: Rows, columns: Sequence[str]) -> list[bytes]:
    """The records of rows with other columns, or the same in another order; a new one is empty."""
    return _records(with_columns(rows, columns).body)


def with_columns(rows: Rows, columns: Sequence[str]) -> Rows:
    """Rows with other columns; a new one is empty."""
    if rows.columns == tuple(columns):
        return rows
    places = [rows.columns.index(name) if name in rows.columns else -1 for name in columns]
    cells = cells_of(_records(rows.body))
    records = ([*each, ""] for each in cells)
    return Rows(tuple(columns), _lines([each[place] for place in places] for each in records))


def body_of(records: Iterable[Sequence[str]]) -> bytes:
    """Lines of cells."""
    return _lines(records)


def cells_of(lines: Iterable[bytes]) -> list[list[str]]:
    """The cells of single records."""
    return list(csv.reader(line.decode() for line in lines))


def _records(body: bytes) -> list[bytes]:
    """The records of CSV, each with its line break: those within quotes end none."""
    if b'"' not in body:
        return body.splitlines(keepends=True)
    records: list[bytes] = []
    is_open = False
    for line in io.BytesIO(body):
        if is_open:
            records[-1] += line
        else:
            records.append(line)
        is_open ^= line.count(b'"') % 2 == 1
    return records


def _is_parquet(path: str) -> bool:
    return PurePosixPath(path).suffix == ".parquet"


def _of_csv(data: bytes) -> Rows:
    head, _, body = data.removeprefix(_BOM).partition(b"\n")
    if b'"' not in data and b"\r" not in data and b"\n\n" not in body and body.endswith(b"\n"):
        return Rows(tuple(head.decode().split(",")), body)
    records = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    columns = tuple(next(records, []))
    return Rows(columns, _lines(record for record in records if any(record)))


def _of_parquet(data: bytes) -> Rows:
    table = pyarrow.parquet.read_table(pa.BufferReader(data))
    texts = pa.table(
        {name: table[name].cast(pa.string()).fill_null("") for name in table.column_names}
    )
    stream = io.BytesIO()
    options = pyarrow.csv.WriteOptions(include_header=False, quoting_style="none")
    try:
        pyarrow.csv.write_csv(texts, stream, options)
        return Rows(tuple(table.column_names), stream.getvalue())
    except pa.ArrowInvalid:  # some cell needs quotes
        columns = (column.to_pylist() for column in texts.columns)
        return Rows(tuple(table.column_names), _lines(zip(*columns, strict=True)))


def _columns(rows: Rows) -> dict[str, pa.Array]:
    if not rows.body:
        return {name: pa.array([], pa.string()) for name in rows.columns}
    table = pyarrow.csv.read_csv(
        pa.BufferReader(rows.body),
        pyarrow.csv.ReadOptions(column_names=list(rows.columns)),
        pyarrow.csv.ParseOptions(newlines_in_values=b'"' in rows.body),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types=dict.fromkeys(rows.columns, pa.string()), strings_can_be_null=False
        ),
    )
    return {name: pa.array(table[name].combine_chunks()) for name in rows.columns}


def _lines(records: Iterable[Sequence[str]]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(records)
    return stream.getvalue().encode()
