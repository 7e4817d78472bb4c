"""OpenDocument spreadsheets (.ods): each sheet as text, as `workbooks` has those of Excel.

The reader of cells gives values; what they do not say is looked for in the document first,
and so is how far its cells reach: one cell can be repeated a billion times.
"""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator

from lib.io import faults as say
from lib.io.arrivals.archives import opened
from lib.io.arrivals.sheet_marks import Marks, Place, check_reach
from lib.io.arrivals.workbooks import Sheet, opened_book, shown_sheet, values_of
from lib.io.faults import Unfit

_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _OFFICE = f"{{{_NAMES}table:1.0}}", f"{{{_NAMES}office:1.0}}"
_STYLE, _NUMBER = f"{{{_NAMES}style:1.0}}", f"{{{_NAMES}datastyle:1.0}}"
_ERROR_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")


def office_sheets(data: bytes) -> Iterator[Sheet]:
    """The visible and hidden sheets of an .ods file, one after the other.

    Args:
        data: The file.

    Raises:
        Unfit: When the file is damaged, protected, or its cells reach too far.
    """
    archive = opened(data)
    parts = {name: archive.part(name) for name in ("mimetype", "content.xml")}
    text = parts["content.xml"]
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise Unfit(say.DOCTYPE, say.SAVE_AGAIN)
    if "META-INF/manifest.xml" in archive.names:
        parts["META-INF/manifest.xml"] = archive.part("META-INF/manifest.xml")
        if b"encryption-data" in parts["META-INF/manifest.xml"]:
            raise Unfit(say.LOCKED_FILE, say.UNPROTECT)
    try:
        root = ET.fromstring(text)  # noqa: S314 - without a document type there are no entities
    except (ET.ParseError, ValueError) as error:
        raise Unfit(say.BAD_WORKBOOK, say.SAVE_AGAIN) from error
    styles = _styles(root)
    marks = {
        table.get(f"{_TABLE}name", ""): _marks(table, styles)
        for table in root.iter(f"{_TABLE}table")
    }
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as target:
        for name, part in parts.items():
            target.writestr(name, part)
    copy.seek(0)
    book = opened_book(copy)
    for name in book.sheet_names:
        rows = values_of(book, name)
        if rows is not None:
            yield shown_sheet(name, rows, marks.get(name, Marks()))


def _styles(root: ET.Element) -> dict[str, str]:
    """The attribute of `Marks` for each cell style that hides a part of a date."""
    hides: dict[str, str] = {}
    for style in root.iter(f"{_NUMBER}date-style"):
        shown = {child.tag for child in style}
        if f"{_NUMBER}year" in shown and f"{_NUMBER}day" not in shown:
            kind = "month_only" if f"{_NUMBER}month" in shown else "year_only"
            hides[style.get(f"{_STYLE}name", "")] = kind
    used = {
        style.get(f"{_STYLE}name", ""): hides.get(style.get(f"{_STYLE}data-style-name", ""), "")
        for style in root.iter(f"{_STYLE}style")
    }
    return {name: kind for name, kind in used.items() if kind}


def _marks(table: ET.Element, styles: dict[str, str]) -> Marks:
    marks = Marks()
    row = last_row = last_column = 0
    by_column = _column_styles(table)
    for line in table.iter(f"{_TABLE}table-row"):
        times = _count(line, "number-rows-repeated")
        column, holds = 0, False
        for cell in line:
            if cell.tag not in _CELLS:
                continue
            width = _count(cell, "number-columns-repeated")
            if len(cell) or cell.get(f"{_OFFICE}value-type"):
                holds = True
                last_column = max(last_column, column + width)
                check_reach(row + times, last_column)
                for place in range(column, column + width):
                    style = cell.get(f"{_TABLE}style-name") or by_column.get(place, "")
                    for line_no in range(row + 1, row + times + 1):
                        _note(marks, cell, (line_no, place + 1), styles.get(style, ""))
            column += width
        row += times
        last_row = row if holds else last_row
        check_reach(last_row, last_column)
    return marks


def _note(marks: Marks, cell: ET.Element, place: Place, hides: str) -> None:
    """What one cell does not say."""
    kind = cell.get(f"{_OFFICE}value-type", "")
    if kind == "percentage":
        marks.percent.add(place)
    if cell.get(_ERROR_TYPE) == "error":
        marks.errors.add(place)
    if kind == "date" and hides:
        getattr(marks, hides).add(place)
    down = _count(cell, "number-rows-spanned")
    right = _count(cell, "number-columns-spanned")
    if down > 1 or right > 1:
        marks.merged.append((place, (place[0] + down - 1, place[1] + right - 1)))


def _column_styles(table: ET.Element) -> dict[int, str]:
    """The style that cells of a column have when they name none; only of the first columns."""
    styles: dict[int, str] = {}
    place = 0
    for column in table.iter(f"{_TABLE}table-column"):
        times = _count(column, "number-columns-repeated")
        for number in range(place, min(place + times, 100)):
            styles[number] = column.get(f"{_TABLE}default-cell-style-name", "")
        place += times
    return styles


def _count(element: ET.Element, name: str) -> int:
    text = element.get(f"{_TABLE}{name}", "1")
    return int(text) if text.isdigit() and len(text) < 9 else 1
