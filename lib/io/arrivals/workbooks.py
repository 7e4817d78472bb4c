"""Excel workbooks: each sheet as the text of its cells, in the form the contracts ask for.

A workbook is unpacked under a limit, looked through, and packed again without its
compression; the reader of cells only ever sees that copy.
"""

from __future__ import annotations

import datetime
import html
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import python_calamine

from lib.io import faults as say
from lib.io.arrivals.archives import Archive, opened
from lib.io.arrivals.hidden_parts import Unseen, unseen
from lib.io.arrivals.sheet_marks import Marks, Range, Styles, marks, styles
from lib.io.faults import Finding, Unfit, said
from lib.io.tables.cell_texts import number_text
from lib.io.tables.dates import EPOCH, EPOCH_1904

OLD_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_MAGIC = b"PK"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_NEEDED = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/(_rels/)?workbook\.xml(\.rels)?|"
    r"xl/(sharedStrings|styles)\.xml|xl/worksheets/[^/]+\.xml|xl/tables/[^/]+\.xml|"
    r"xl/worksheets/_rels/[^/]+\.rels",
    re.IGNORECASE,
)
_SHEETS = re.compile(
    rb"<(?:\w+:)?sheet\s[^>]*?\bname\s*=\s*\"([^\"]*)\"[^>]*?\bid\s*=\s*\"([^\"]+)\""
)
_WITHOUT_CELLS = ("xl/chartsheets/", "xl/dialogsheets/", "xl/macrosheets/")
_IS_1904 = re.compile(rb"\bdate1904\s*=\s*[\"'](?:1|true)[\"']")
_TARGETS = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")


class Sheet(NamedTuple):
    """One sheet as text.

    Attributes:
        name: Name of the sheet.
        cells: Text of each cell, row by row from the sheet's first row.
        findings: Row, column (from 1) and finding for cells whose value is not what is seen.
        unseen: What of it its author does not see.
        shortened: Row, column (from 1) and day of cells that show only its month or year.
        merged: Cells merged into one.
        epoch: The day that Excel's numbers of days are counted from.
    """

    name: str
    cells: list[list[str]]
    findings: list[tuple[int, int, Finding]]
    unseen: Unseen = Unseen()
    shortened: Sequence[tuple[int, int, str]] = ()
    merged: Sequence[Range] = ()
    epoch: datetime.date = EPOCH


def is_locked(data: bytes) -> bool:
    """Whether a file in the container of old Office programs is a workbook with a password."""
    return _ENCRYPTED in data


def kind_of(archive: Archive) -> str:
    """What an archive is by its parts: ``.xlsx``, ``.ods`` or ``.zip``; Unfit for .xlsb."""
    names = archive.names
    if "xl/workbook.bin" in names:
        raise Unfit(say.BINARY_EXCEL, say.SAVE_XLSX)
    if "content.xml" in names and "mimetype" in names:
        return ".ods"
    is_book = "xl/workbook.xml" in names or "[Content_Types].xml" in names
    return ".xlsx" if is_book else ".zip"


def sheets(data: bytes) -> Iterator[Sheet]:
    """The visible and hidden sheets of an .xlsx workbook, one after the other.

    Args:
        data: The file.

    Raises:
        Unfit: When the workbook is damaged, protected, too large, or of another kind.
    """
    archive = opened(data)
    if kind_of(archive) != ".xlsx" or "xl/workbook.xml" not in archive.names:
        raise Unfit(say.BAD_WORKBOOK, say.SAVE_AGAIN)
    copy, parts = _copied(archive)
    known = styles(parts.get("xl/styles.xml", b""))
    paths = _paths(parts)
    places = {name: marks(parts[path], known) for name, path in paths.items()}
    flat = {name: unseen(parts[path]) for name, path in paths.items()}
    listed = set(paths.values())
    for path, part in parts.items():
        # Any sheet is looked through before the reader may see it, also one nobody lists.
        if path.startswith("xl/worksheets/") and path.endswith(".xml") and path not in listed:
            marks(part, Styles())
    is_1904 = _IS_1904.search(parts.get("xl/workbook.xml", b""))
    parts.clear()
    book = opened_book(copy)
    visible = python_calamine.SheetVisibleEnum.Visible
    hidden = {sheet.name for sheet in book.sheets_metadata if sheet.visible != visible}
    for name in book.sheet_names:
        rows = values_of(book, name)
        if rows is not None:
            sheet = shown_sheet(name, rows, places.get(name, Marks()))
            out_of_sight = flat.get(name, Unseen())._replace(is_hidden=name in hidden)
            sheet = sheet._replace(unseen=out_of_sight)
            yield sheet._replace(epoch=EPOCH_1904) if is_1904 else sheet


def _copied(archive: Archive) -> tuple[io.BytesIO, dict[str, bytes]]:
    """The parts that hold cells, and an archive of them as they were found to be."""
    parts: dict[str, bytes] = {}
    size = 0
    for name in archive.names:
        if not _NEEDED.fullmatch(name):
            continue
        part = archive.part(name)
        size += len(part)
        head = part[:4]
        if b"<!DOCTYPE" in part or b"<!ENTITY" in part or b"\0" in head or head[:2] == b"\xfe\xff":
            raise Unfit(say.DOCTYPE, say.SAVE_AGAIN)
        parts[name] = part
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as target:
        for name, part in parts.items():
            target.writestr(name, part)
    copy.seek(0)
    return copy, parts


def _paths(parts: dict[str, bytes]) -> dict[str, str]:
    """Part of each sheet by the sheet's name, as the workbook's own list has it."""
    targets: dict[bytes, str] = {}
    for match in _TARGETS.finditer(parts.get("xl/_rels/workbook.xml.rels", b"")):
        number = re.search(rb"\bId\s*=\s*\"([^\"]+)\"", match[0])
        target = re.search(rb"\bTarget\s*=\s*\"([^\"]+)\"", match[0])
        if number and target:
            path = target[1].decode(errors="replace")
            whole = path.lstrip("/") if path.startswith("/") else f"xl/{path}"
            targets[number[1]] = posixpath.normpath(whole)
    paths: dict[str, str] = {}
    for match in _SHEETS.finditer(parts.get("xl/workbook.xml", b"")):
        path = targets.get(match[2], "")
        if path in parts:
            paths[html.unescape(match[1].decode(errors="replace"))] = path
        elif not path.startswith(_WITHOUT_CELLS):
            raise Unfit(say.BAD_WORKBOOK, say.SAVE_AGAIN)
    return paths


def opened_book(copy: io.BytesIO) -> python_calamine.CalamineWorkbook:
    """The workbook for the reader of cells; Unfit when it is damaged or protected."""
    try:
        return python_calamine.CalamineWorkbook.from_filelike(copy)
    except python_calamine.PasswordError as error:
        raise Unfit(say.LOCKED_FILE, say.UNPROTECT) from error
    except BaseException as error:
        raise _damaged(error) from error


def values_of(book: python_calamine.CalamineWorkbook, name: str) -> list[list[Any]] | None:
    """Values of a sheet; None for a chart or a dialogue."""
    kinds = {sheet.name: sheet.typ for sheet in book.sheets_metadata}
    if kinds.get(name) != python_calamine.SheetTypeEnum.WorkSheet:
        return None
    try:
        return book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except BaseException as error:
        raise _damaged(error) from error


def _damaged(error: BaseException) -> BaseException:
    """The fault for what the reader threw; an interrupt or a full memory stays what it is.

    A panic of the reader comes as a BaseException of its own, so it is known by its name.
    """
    is_own = isinstance(error, Exception) and not isinstance(error, MemoryError)
    if is_own or type(error).__name__ == "PanicException":
        return Unfit(say.BAD_WORKBOOK, say.SAVE_AGAIN)
    return error


def shown_sheet(name: str, rows: Sequence[Sequence[Any]], marks: Marks) -> Sheet:
    """A sheet as text, with what its values do not say."""
    findings: list[tuple[int, int, Finding]] = []
    shortened: list[tuple[int, int, str]] = []
    cells: list[list[str]] = [[_text(value) for value in row] for row in rows]
    for row, column in sorted(marks.errors):
        findings.append((row, column, Finding(say.ERROR_CELL, say.PLAIN_VALUE)))
    for row, column in sorted(marks.without_result):
        findings.append((row, column, Finding(say.NO_RESULT, say.PLAIN_VALUE)))
    for row, column in sorted(marks.percent):
        value = _at(rows, row, column)
        if isinstance(value, int | float) and not isinstance(value, bool):
            message = said(say.PERCENT_CELL, value=_text(value))
            findings.append((row, column, Finding(message, say.PLAIN_NUMBER)))
    for places, length in ((marks.month_only, 7), (marks.year_only, 4)):
        for row, column in sorted(places):
            value = _at(rows, row, column)
            if isinstance(value, datetime.date):
                shortened.append((row, column, _text(value)))
                cells[row - 1][column - 1] = f"{value:%Y-%m-%d}"[:length]
    return Sheet(name, cells, findings, shortened=shortened, merged=marks.merged)


def _at(rows: Sequence[Sequence[Any]], row: int, column: int) -> Any:
    if row <= len(rows) and column <= len(rows[row - 1]):
        return rows[row - 1][column - 1]
    return None


def _text(value: Any) -> str:
    """A cell's value as a CSV file of this product writes it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return number_text(value)
    if isinstance(value, datetime.datetime):
        is_day = value.time() == datetime.time()
        return value.date().isoformat() if is_day else value.isoformat(sep=" ")
    return str(value)
