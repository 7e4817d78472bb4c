"""Files as they arrive: what each really is, and the tables in it as cells.

The content decides, not the ending: a password-protected workbook, a web page saved as
.xls and a bomb are told in words before anything is read.
"""

from __future__ import annotations

import csv
import io
import logging
import re
from collections.abc import Sequence
from pathlib import PurePosixPath

import pyarrow as pa
import pyarrow.parquet

from lib.errors import Fault
from lib.io import faults as say
from lib.io.arrivals.archives import MOST_UNPACKED, Archive, opened, too_much
from lib.io.arrivals.delimiters import delimiter
from lib.io.arrivals.encodings import decoded
from lib.io.arrivals.headers import (
    Arrival,
    Arrived,
    about_header,
    not_a_header,
    table_of,
    unknown_table,
    with_names,
)
from lib.io.arrivals.workbook_tables import workbook_tables
from lib.io.arrivals.workbooks import OLD_MAGIC, ZIP_MAGIC, is_workbook, old_workbook
from lib.io.faults import Unfit, said
from lib.io.tables.cells import Cells, Coded
from lib.io.tables.contracts import Table
from lib.io.tables.descriptors import DESCRIPTOR
from lib.io.tables.formulas import plain_again
from lib.io.tables.personal import personal_header
from lib.io.tables.readers import csv_cells, parquet_cells

log = logging.getLogger("ward_atlas.updates")
MOST_IN_PACKAGE = 400_000_000  # bytes of all tables in a zipped package
_MOST_ROWS = 5_000_000
_WEB = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|table|meta|\?xml)", re.IGNORECASE
)
_PEEK = 4_096  # bytes that tell a text from what is none
_OTHER_MARKS = ("|", "^", ":")
_TEXTS = (".csv", ".tsv", ".txt")


def arrived(name: str, data: bytes, tables: Sequence[Table]) -> Arrived:
    """The tables in an uploaded file.

    Args:
        name: Name of the file as the person's machine has it.
        data: Its bytes.
        tables: Contracts that it may hold.
    """
    shown = say.quoted(PurePosixPath(name.replace("\\", "/")).name or name)
    try:
        return _arrived(shown, data, tables, nested=False)
    except Unfit as unfit:
        return Arrived([], [Fault(shown, 0, "", *unfit.finding)], [])


def _arrived(shown: str, data: bytes, tables: Sequence[Table], *, nested: bool) -> Arrived:
    suffix = PurePosixPath(shown).suffix.lower()
    if not data.strip():
        raise Unfit(say.EMPTY_FILE, say.SAVE_AGAIN)
    if data.startswith(OLD_MAGIC):
        raise Unfit(*old_workbook(data))
    if _WEB.match(data):
        raise Unfit(say.WEB_PAGE, say.SAVE_XLSX)
    if data.startswith(ZIP_MAGIC):
        archive = opened(data, MOST_UNPACKED if suffix == ".xlsx" else MOST_IN_PACKAGE)
        book = is_workbook(archive)
        right = ".xlsx" if book else ".zip"
        if suffix != right:
            renamed = said(say.RENAMED, value=suffix)
            raise Unfit(renamed, say.RIGHT_ENDING.filled(value=right))
        if not book and nested:
            raise Unfit(said(say.UNKNOWN_KIND, value=suffix), say.KINDS_READ)
        return workbook_tables(shown, data, tables) if book else _package(shown, archive, tables)
    if suffix == ".parquet":
        return _parquet(shown, data, tables)
    if suffix in (".xlsx", ".xls", ".zip"):
        text = b"\0" not in data[:_PEEK] and any(
            mark in data[:_PEEK] for mark in (b",", b";", b"\t")
        )
        expected = say.RIGHT_ENDING.filled(value=".csv") if text else say.SAVE_AGAIN
        raise Unfit(said(say.RENAMED, value=suffix), expected)
    if suffix not in _TEXTS:
        raise Unfit(said(say.UNKNOWN_KIND, value=suffix), say.KINDS_READ)
    return _text(shown, data, tables)


def _text(shown: str, data: bytes, tables: Sequence[Table]) -> Arrived:
    text, encoding = decoded(data)
    mark = delimiter(text, [name for table in tables for name in table.columns])
    header = _first_record(text, mark)
    for other in _OTHER_MARKS:
        if len(header) == 1 and header[0].count(other) > 1:
            found = said(say.WRONG_SEPARATOR, value=other)
            raise Unfit(found, say.SEPARATE_BY_COMMAS)
    table = table_of(PurePosixPath(shown).stem, header, tables)
    if table is None:
        faults = personal_header(header, 1, shown, None)
        return Arrived([], [*faults, unknown_table(shown, PurePosixPath(shown).stem, tables)], [])
    if not encoding.startswith("utf-8"):
        data = text.encode()
    del text
    if not set(header) & set(table.columns) and any(header):
        return Arrived(
            [], [*personal_header(header, 1, shown, None), not_a_header(shown, 1, table)], []
        )
    wide = with_names(table, header)
    cells = csv_cells(data, wide, shown, mark)
    if encoding == "utf-8-sig":
        cells = _without_apostrophes(cells, table)
    cells = about_header(cells, header, 1, shown, wide)
    return Arrived([Arrival(shown, table, cells, mark == ",")], [], [])


def _first_record(text: str, mark: str) -> list[str]:
    reader = csv.reader(io.StringIO(text[:100_000], newline=""), delimiter=mark)
    try:
        return next(reader, [])
    except csv.Error:
        return []


def _without_apostrophes(cells: Cells, table: Table) -> Cells:
    """Cells as they were before they were made safe for Excel (`neutralised`)."""
    textual = {field.name for field in table.fields if field.type in ("text", "code", "category")}
    columns = {
        name: Coded(coded.codes, [plain_again(text) for text in coded.texts])
        if name in textual
        else coded
        for name, coded in cells.columns.items()
    }
    return Cells(columns, cells.rows, cells.faults)


def _parquet(shown: str, data: bytes, tables: Sequence[Table]) -> Arrived:
    try:
        with pyarrow.parquet.ParquetFile(pa.BufferReader(data)) as source:
            about = source.metadata
            header = list(source.schema_arrow.names)
            size = sum(
                about.row_group(number).total_byte_size for number in range(about.num_row_groups)
            )
            size = max(size, about.num_rows * len(header) * 4)
    except (OSError, pa.ArrowException) as error:
        log.warning("%s cannot be read: %s", shown, error)
        raise Unfit(say.CANNOT_READ, say.SAVE_PARQUET) from error
    if size > MOST_IN_PACKAGE or about.num_rows > _MOST_ROWS:
        raise Unfit(*too_much(size, MOST_IN_PACKAGE))
    table = table_of(PurePosixPath(shown).stem, header, tables)
    if table is None:
        faults = personal_header(header, 1, shown, None)
        return Arrived([], [*faults, unknown_table(shown, PurePosixPath(shown).stem, tables)], [])
    wide = with_names(table, header)
    cells = about_header(parquet_cells(data, wide, shown), header, 1, shown, wide)
    return Arrived([Arrival(shown, table, cells, is_plain=True)], [], [])


def _package(shown: str, archive: Archive, tables: Sequence[Table]) -> Arrived:
    found = Arrived([], [], [], any(PurePosixPath(n).name == DESCRIPTOR for n in archive.names))
    for name in archive.names:
        path = PurePosixPath(name)
        inside = f"{shown}/{say.quoted(name)}"
        if path.is_absolute() or ".." in path.parts or "\\" in name:
            found.faults.append(Fault(shown, 0, "", said(say.BAD_PATH, value=name), say.INSIDE))
        elif {"history", "__MACOSX"} & set(path.parts) or path.name == DESCRIPTOR:
            continue
        elif path.suffix.lower() in (".csv", ".tsv", ".parquet", ".xlsx", ".zip", ".xls"):
            try:
                part = _arrived(inside, archive.part(name), tables, nested=True)
            except Unfit as unfit:
                found.faults.append(Fault(inside, 0, "", *unfit.finding))
                continue
            found.tables.extend(part.tables)
            found.faults.extend(part.faults)
            found.not_read.extend(part.not_read)
        else:
            found.not_read.append(inside)
    if not found.tables and not found.faults:
        found.faults.append(Fault(shown, 0, "", say.NO_TABLE, say.A_TABLE_INSIDE))
    return found
