"""Readers of one table: CSV and Parquet, by the same contract, into the same frame.

A reader never raises for what a file holds. It names every fault with its row as a
spreadsheet shows it, and returns the frame of whatever could be understood.
"""

from __future__ import annotations

import csv
import io
from array import array
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from lib.errors import Fault
from lib.io import faults as say
from lib.io.faults import said
from lib.io.tables.cells import BLOCK, Cells, Coded, coded, nothing, without_blank
from lib.io.tables.contracts import Table
from lib.io.tables.row_checks import Reading, checked
from lib.io.tables.system_errors import reason

SUFFIXES = (".csv", ".parquet")
_BOM = b"\xef\xbb\xbf"
_MARKS = {";": ";", "\t": "tab", "|": "|"}
_LARGE = 4_000_000  # bytes from which the columnar parser is worth its start
MOST_LETTERS = 131_072  # of one cell


def read_bytes(path: Path, file: str) -> tuple[bytes, Fault | None]:
    """The bytes of a file, or the fault that keeps it from being read."""
    try:
        return path.read_bytes(), None
    except FileNotFoundError:
        return b"", Fault(file, 0, "", say.NO_FILE, say.ADD_FILE)
    except OSError as error:
        return b"", Fault(file, 0, "", say.CANNOT_READ, reason(error))


def parsed_rows(data: bytes, suffix: str, table: Table, file: str) -> Reading:
    """The table in the bytes of a file; the suffix says of which kind it is."""
    cells = parquet_cells if suffix == ".parquet" else csv_cells
    return checked(cells(data, table, file), table, file)


def csv_cells(data: bytes, table: Table, file: str, delimiter: str = ",") -> Cells:
    """The text of each cell of a CSV file's bytes (UTF-8 with or without BOM)."""
    data = data.removeprefix(_BOM)
    try:
        header = next(_records(data, delimiter), [])
    except UnicodeDecodeError:
        return _text_cells(data, [], table, file, delimiter)
    except csv.Error:
        return nothing((Fault(file, 1, "", say.OPEN_QUOTE, say.DOUBLE_QUOTES),))
    if not any(header):
        row, found = (1, say.NO_HEADER) if data.strip() else (0, say.EMPTY_FILE)
        expected = say.HEADER_ROW.filled(value=",".join(table.columns))
        return nothing((Fault(file, row, "", found, expected),))
    separator = _wrong_separator(header, table)
    if separator:
        found = said(say.WRONG_SEPARATOR, value=separator)
        return nothing((Fault(file, 1, "", found, say.SEPARATE_BY_COMMAS),))
    if len(data) > _LARGE and b'"' not in data and _is_dense(data, header):
        cells = _large_cells(data, header, table, file, delimiter)
        if cells:
            return cells
    return _text_cells(data, header, table, file, delimiter)


def _is_dense(data: bytes, header: list[str]) -> bool:
    """Whether the lines are long enough for rows: the columnar parser makes one of each.

    A row takes a mark after each cell at least, so empty lines cannot make more rows than
    the bytes of the file can hold anyway.
    """
    letters = np.frombuffer(data, dtype=np.uint8)  # counts faster than `bytes` does
    lines = [0, 0]
    for start in range(0, len(data), BLOCK):
        block = letters[start : start + BLOCK]
        for place, end in enumerate(b"\r\n"):  # one of them alone ends a line, too
            lines[place] += int(np.count_nonzero(block == end))
    return max(lines) * len(header) <= len(data)


def _records(data: bytes, delimiter: str) -> Iterator[list[str]]:
    # newline="" leaves line ends inside quotes to the csv module.
    stream = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", newline="")
    # The limit is one for the whole process, and other libraries raise it.
    csv.field_size_limit(MOST_LETTERS)
    return csv.reader(stream, strict=True, delimiter=delimiter)


def _wrong_separator(header: list[str], table: Table) -> str:
    """The mark that stands where commas should, "" when they do."""
    if len(header) > 1 or header[0] in table.columns:
        return ""
    return next((name for mark, name in _MARKS.items() if mark in header[0]), "")


def header_faults(header: list[str], table: Table, file: str) -> list[Fault]:
    """Missing, unknown and repeated columns."""
    columns = ", ".join(table.columns)
    faults = []
    for name in dict.fromkeys(header):
        if name not in table.columns:
            found = said(say.UNKNOWN_COLUMN, value=name)
            faults.append(
                Fault(file, 1, say.quoted(name), found, say.REMOVE_COLUMN.filled(value=columns))
            )
        elif header.count(name) > 1:
            faults.append(Fault(file, 1, name, say.DOUBLE_COLUMN, say.KEEP_ONE))
    for name in table.columns:
        if name not in header and not table.field(name).later:
            expected = say.ADD_COLUMN.filled(value=columns)
            faults.append(Fault(file, 1, name, say.MISSING_COLUMN, expected))
    return faults


def _large_cells(
    data: bytes, header: list[str], table: Table, file: str, delimiter: str
) -> Cells | None:
    """The cells of a large file without quotes; None when a row must be named by its number."""
    places = [str(place) for place in range(len(header))]
    kind = pa.dictionary(pa.int32(), pa.string())
    wanted = {name: str(header.index(name)) for name in table.columns if name in header}
    try:
        read = pyarrow.csv.read_csv(
            pa.BufferReader(data),
            read_options=pyarrow.csv.ReadOptions(
                column_names=places, skip_rows_after_names=1, block_size=2_000_000
            ),
            parse_options=pyarrow.csv.ParseOptions(
                quote_char=False, ignore_empty_lines=False, delimiter=delimiter
            ),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys(places, kind),
                check_utf8=not data.isascii(),
                include_columns=list(wanted.values()),
            ),
        )
    except pa.ArrowInvalid:
        return None
    columns = {name: coded(read.column(place)) for name, place in wanted.items()}
    rows = np.arange(2, len(read) + 2)
    return Cells(*without_blank(columns, rows), tuple(header_faults(header, table, file)))


def _text_cells(data: bytes, header: list[str], table: Table, file: str, delimiter: str) -> Cells:
    """The cells of a file, record by record."""
    faults = header_faults(header, table, file) if header else []
    wanted = [
        (name, place)
        for place, name in enumerate(header)
        if name in table.columns and header.index(name) == place
    ]
    known: list[dict[str, int]] = [{} for _ in wanted]
    codes = [array("i") for _ in wanted]
    rows = array("q")
    row = 0
    try:
        for row, record in enumerate(_records(data, delimiter), start=1):
            if row == 1 or not any(record):
                continue
            if len(record) != len(header):
                found = say.RAGGED.filled(count=len(record))
                expected = say.CELLS_AS_HEADER.filled(count=len(header))
                faults.append(Fault(file, row, "", found, expected))
                continue
            rows.append(row)
            for (_, place), texts, column in zip(wanted, known, codes, strict=True):
                text = record[place]
                column.append(texts.setdefault(text, len(texts)))
    except UnicodeDecodeError:
        bad = _row_of_bad_byte(data)
        return nothing((Fault(file, bad, "", say.NOT_UTF8, say.SAVE_UTF8),))
    except csv.Error as error:
        is_long = "field limit" in str(error)
        found = say.LONG_CELL.filled(limit=MOST_LETTERS) if is_long else say.OPEN_QUOTE
        expected = say.SHORTEN if is_long else say.DOUBLE_QUOTES
        faults.append(Fault(file, row + 1, "", found, expected))
    columns = {
        name: Coded(np.array(column, dtype=np.int32), list(texts))
        for (name, _), texts, column in zip(wanted, known, codes, strict=True)
    }
    return Cells(columns, np.array(rows, dtype=np.int64), tuple(faults))


def _row_of_bad_byte(data: bytes) -> int:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        before = io.StringIO(data[: error.start].decode(), newline="")
        # The record that breaks off before the bad byte is the one that holds it.
        ends = data[: error.start].endswith((b"\n", b"\r"))
        return max(1, sum(1 for _ in csv.reader(before)) + (1 if ends else 0))
    return 0


def parquet_cells(data: bytes, table: Table, file: str) -> Cells:
    """The cells of a Parquet file as text, so that the same checks and wording apply."""
    try:
        with pyarrow.parquet.ParquetFile(pa.BufferReader(data)) as source:
            return _columns_of(source, table, file)
    except (OSError, pa.ArrowException):
        return nothing((Fault(file, 0, "", say.CANNOT_READ, say.SAVE_PARQUET),))


def _columns_of(source: pyarrow.parquet.ParquetFile, table: Table, file: str) -> Cells:
    schema = source.schema_arrow
    faults = header_faults(list(schema.names), table, file)
    wanted = []
    for name in table.columns:
        if schema.names.count(name) != 1:
            continue
        kind = schema.field(name).type
        if pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_null(kind):
            held = said(say.WRONG_COLUMN_TYPE, value=kind)
            expected = say.COLUMN_TYPE.filled(value=table.field(name).type)
            faults.append(Fault(file, 1, name, held, expected))
        else:
            wanted.append(name)
    read = source.read(columns=wanted)
    columns = {name: coded(read.column(name)) for name in wanted}
    return Cells(*without_blank(columns, np.arange(2, len(read) + 2)), tuple(faults))
