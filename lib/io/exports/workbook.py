"""Tables as an Excel workbook."""

from __future__ import annotations

import datetime
import io
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from lib.io.tables.cell_texts import number_text, written_column
from lib.io.tables.contracts import Field, FieldType, Table

_TEXTUAL = ("text", "code", "category")
_MOST_ROWS = 1_048_575  # of a sheet, below its header
_LARGE = 200_000  # rows from which a table is kept as Parquet
_MOST_LETTERS = 32_767  # of a cell
_WIDTHS = (8, 60)  # letters


def table_xlsx(
    frames: Mapping[str, pd.DataFrame],
    tables: Iterable[Table],
    *,
    note: Sequence[str] = (),
    note_title: str = "README",
) -> bytes:
    """A workbook with a sheet for each frame: header frozen, filter on, texts never formulas.

    Args:
        frames: Frames by table name; one that is in no contract is written by its types.
        tables: The contracts.
        note: Lines of a first sheet, about sources and the state of the data.
        note_title: Name of that sheet.

    Returns:
        The bytes of an .xlsx file. Full dates are dates, a month or year stays text
        ("2023-06"), codes keep their zeros. More rows than a sheet holds go on in another.
    """
    stream = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(stream, options)
    header = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    contracts = {table.name: table for table in tables}
    used: set[str] = set()
    if note:
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        write_lines(book.add_worksheet(_sheet_name(note_title, used)), note, wrapped)
    for name, frame in frames.items():
        for start in range(0, max(len(frame), 1), _MOST_ROWS):
            sheet = book.add_worksheet(_sheet_name(name, used))
            part = frame.iloc[start : start + _MOST_ROWS]
            _write_sheet(sheet, part, contracts.get(name), header, day)
    if not used:
        book.add_worksheet()
    book.close()
    return stream.getvalue()


def _sheet_name(wanted: str, used: set[str]) -> str:
    """A name that Excel takes: at most 31 letters, no marks it forbids, not used before."""
    base = re.sub(r"[\[\]:*?/\\]", " ", wanted).strip(" '") or "sheet"
    name, count = base[:31], 1
    while name.casefold() in used:
        count += 1
        name = f"{base[:26]} ({count})"
    used.add(name.casefold())
    return name


def write_lines(sheet: Worksheet, lines: Sequence[str], wrapped: Format) -> None:
    """Write lines of prose below each other."""
    sheet.set_column(0, 0, 100)
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, line[:_MOST_LETTERS], wrapped)


def _write_sheet(
    sheet: Worksheet, frame: pd.DataFrame, table: Table | None, header: Format, day: Format
) -> None:
    place = 0
    for place, (name, values) in enumerate(_columns(frame, table)):
        sheet.write_string(0, place, name, header)
        longest = len(name) + 2
        for row, value in enumerate(values, start=1):
            if isinstance(value, str):
                text = value if len(value) <= _MOST_LETTERS else value[: _MOST_LETTERS - 1] + "…"
                if text:
                    sheet.write_string(row, place, text)
                    longest = max(longest, len(text))
            elif isinstance(value, bool):
                sheet.write_boolean(row, place, value)
            elif isinstance(value, datetime.date):
                sheet.write_datetime(row, place, value, day)
                longest = max(longest, 11)
            elif value is not None:
                sheet.write_number(row, place, value)
                longest = max(longest, len(number_text(float(value))))
        sheet.set_column(place, place, min(max(longest, _WIDTHS[0]), _WIDTHS[1]))
    sheet.freeze_panes(1, 0)
    if len(frame.columns):
        sheet.autofilter(0, 0, max(len(frame), 1), place)


def _columns(frame: pd.DataFrame, table: Table | None) -> Iterator[tuple[str, list[Any]]]:
    """Columns of a sheet with their cells as texts, numbers, dates, booleans or None."""
    fields = {field.name: field for field in table.fields} if table else {}
    implied = {
        f"{name}_precision" for name, field in fields.items() if field.type == "partial_date"
    }
    for name in frame.columns:
        if name not in implied:
            field = fields.get(name) or Field(str(name), _type_of(frame[name]), "", "")
            yield str(name), [_cell(field, text) for text in written_column(frame, field)]


def _type_of(column: pd.Series[Any]) -> FieldType:
    if pd.api.types.is_bool_dtype(column):
        return "boolean"
    if pd.api.types.is_integer_dtype(column):
        return "integer"
    if pd.api.types.is_float_dtype(column):
        return "number"
    return "date" if pd.api.types.is_datetime64_any_dtype(column) else "text"


def _cell(field: Field, text: str) -> str | float | bool | datetime.date | None:
    if not text:
        return None
    match field.type:
        case "boolean":
            return text == "true"
        case "integer":
            # A spreadsheet keeps 15 digits of a number.
            return int(text) if len(text) <= 15 else text
        case "number":
            # What sixteen digits do not hold stays text, so that it reads back the same.
            value = float(text)
            return value if math.isfinite(value) and float(f"{value:.16G}") == value else text
        case "date" | "partial_date":
            is_day = len(text) == 10 and text >= "1900-03-01"
            return datetime.date.fromisoformat(text) if is_day else text
        case _:
            return text
