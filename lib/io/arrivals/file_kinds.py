"""Files as they arrive: what each really is, and the tables in it as cells.

The content decides, not the ending: a password-protected workbook, a web page saved as
.xls and a bomb are told in words before anything is read.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from pathlib import PurePosixPath

import pyarrow as pa
import pyarrow.parquet

from lib.errors import Fault
from lib.io import faults as say
from lib.io.arrivals.archives import MOST_UNPACKED, Archive, opened, too_much
from lib.io.arrivals.headers import Arrival, Arrived, about_header, table_of, unknown_table
from lib.io.arrivals.headings import head, widened
from lib.io.arrivals.office_sheets import office_sheets
from lib.io.arrivals.old_workbooks import old_sheets
from lib.io.arrivals.text_tables import text_tables
from lib.io.arrivals.workbook_tables import workbook_tables
from lib.io.arrivals.workbooks import OLD_MAGIC, ZIP_MAGIC, is_locked, kind_of, sheets
from lib.io.faults import Unfit, said
from lib.io.tables.contracts import Table
from lib.io.tables.descriptors import DESCRIPTOR
from lib.io.tables.personal import personal_header
from lib.io.tables.readers import parquet_cells
from lib.io.tables.words import NO_WORDS, FileWords

log = logging.getLogger("ward_atlas.updates")
MOST_IN_PACKAGE = 400_000_000  # bytes of all tables in a zipped package
_MOST_ROWS = 5_000_000
_WEB = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|table|meta|\?xml)", re.IGNORECASE
)
_PEEK = 4_096  # bytes that tell a text from what is none
_READERS = {".xlsx": sheets, ".ods": office_sheets}
_TEXTS = (".csv", ".tsv", ".txt")


def arrived(
    name: str, data: bytes, tables: Sequence[Table], words: FileWords = NO_WORDS
) -> Arrived:
    """The tables in an uploaded file.

    Args:
        name: Name of the file as the person's machine has it.
        data: Its bytes.
        tables: Contracts that it may hold.
        words: What tables are called.
    """
    shown = say.quoted(PurePosixPath(name.replace("\\", "/")).name or name)
    try:
        return _arrived(shown, data, tables, words, nested=False)
    except Unfit as unfit:
        return Arrived([], [Fault(shown, 0, "", *unfit.finding)], [])


def _arrived(
    shown: str, data: bytes, tables: Sequence[Table], words: FileWords, *, nested: bool
) -> Arrived:
    suffix = PurePosixPath(shown).suffix.lower()
    if not data.strip():
        raise Unfit(say.EMPTY_FILE, say.SAVE_AGAIN)
    if data.startswith(OLD_MAGIC):
        if is_locked(data):
            raise Unfit(say.LOCKED_FILE, say.UNPROTECT)
        if suffix != ".xls":
            raise Unfit(said(say.RENAMED, value=suffix), say.RIGHT_ENDING.filled(value=".xls"))
        return workbook_tables(shown, old_sheets(data), tables, words)
    if _WEB.match(data):
        raise Unfit(say.WEB_PAGE, say.SAVE_XLSX)
    if data.startswith(ZIP_MAGIC):
        is_book = suffix in _READERS
        archive = opened(data, MOST_UNPACKED if is_book else MOST_IN_PACKAGE)
        right = kind_of(archive)
        if suffix != right:
            renamed = said(say.RENAMED, value=suffix)
            raise Unfit(renamed, say.RIGHT_ENDING.filled(value=right))
        if right in _READERS:
            return workbook_tables(shown, list(_READERS[right](data)), tables, words)
        if nested:
            raise Unfit(said(say.UNKNOWN_KIND, value=suffix), say.KINDS_READ)
        return _package(shown, archive, tables, words)
    if suffix == ".parquet":
        return _parquet(shown, data, tables, words)
    if suffix in (".xlsx", ".xls", ".ods", ".zip"):
        text = b"\0" not in data[:_PEEK] and any(
            mark in data[:_PEEK] for mark in (b",", b";", b"\t")
        )
        expected = say.RIGHT_ENDING.filled(value=".csv") if text else say.SAVE_AGAIN
        raise Unfit(said(say.RENAMED, value=suffix), expected)
    if suffix not in _TEXTS:
        raise Unfit(said(say.UNKNOWN_KIND, value=suffix), say.KINDS_READ)
    return text_tables(shown, data, tables, words)


def _parquet(shown: str, data: bytes, tables: Sequence[Table], words: FileWords) -> Arrived:
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
    table = table_of(PurePosixPath(shown).stem, header, tables, words)
    if table is None:
        faults = personal_header(header, 1, shown, None)
        return Arrived([], [*faults, unknown_table(shown, PurePosixPath(shown).stem, tables)], [])
    wide = widened(table, head(shown, 0, header, table))
    cells = about_header(parquet_cells(data, wide, shown), header, 1, shown, wide)
    return Arrived([Arrival(shown, table, cells)], [], [])


def _package(shown: str, archive: Archive, tables: Sequence[Table], words: FileWords) -> Arrived:
    package = Arrived([], [], [], any(PurePosixPath(n).name == DESCRIPTOR for n in archive.names))
    for name in archive.names:
        path = PurePosixPath(name)
        inside = f"{shown}/{say.quoted(name)}"
        if path.is_absolute() or ".." in path.parts or "\\" in name:
            package.faults.append(Fault(shown, 0, "", said(say.BAD_PATH, value=name), say.INSIDE))
        elif {"history", "__MACOSX"} & set(path.parts) or path.name == DESCRIPTOR:
            continue
        elif path.suffix.lower() in (".csv", ".tsv", ".parquet", ".xlsx", ".zip", ".xls", ".ods"):
            try:
                part = _arrived(inside, archive.part(name), tables, words, nested=True)
            except Unfit as unfit:
                package.faults.append(Fault(inside, 0, "", *unfit.finding))
                continue
            package.tables.extend(part.tables)
            package.faults.extend(part.faults)
            package.not_read.extend(part.not_read)
        else:
            package.not_read.append(inside)
    if not package.tables and not package.faults:
        package.faults.append(Fault(shown, 0, "", say.NO_TABLE, say.A_TABLE_INSIDE))
    return package
