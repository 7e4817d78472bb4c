"""Tables in the sheets of a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

import numpy as np

from lib.errors import Fault
from lib.io import faults as say
from lib.io.arrivals.headers import (
    Arrival,
    Arrived,
    about_header,
    not_a_header,
    table_of,
    unknown_table,
    with_names,
)
from lib.io.arrivals.workbooks import Sheet, sheets
from lib.io.faults import said
from lib.io.tables.cells import Cells, Coded, nothing, without_blank
from lib.io.tables.contracts import Table
from lib.io.tables.personal import personal_header
from lib.io.tables.readers import header_faults

_OWN_SHEETS = frozenset({"readme", "dictionary", "example", "lists"})
_HEADER_WITHIN = 10  # rows; a title may stand above the header


def workbook_tables(shown: str, data: bytes, tables: Sequence[Table]) -> Arrived:
    """The tables in a workbook: a sheet for each, by the sheet's name or its header.

    Args:
        shown: How faults name the file.
        data: Its bytes.
        tables: Contracts that it may hold.

    Raises:
        Unfit: When the workbook cannot be read.
    """
    found = Arrived([], [], [])
    read = list(sheets(data))
    filled = [sheet for sheet in read if any(any(row) for row in sheet.cells)]
    for sheet in filled:
        if sheet.name.strip().casefold() in _OWN_SHEETS:
            continue
        inside = f"{shown}/{say.quoted(sheet.name)}"
        place, header = _header(sheet, tables)
        table = table_of(sheet.name, header, tables)
        if table is None and len(filled) == 1:
            table = table_of(PurePosixPath(shown).stem, header, tables)
        known = {name for contract in tables for name in contract.columns}
        if table is not None and not set(header) & set(table.columns):
            found.faults.extend(personal_header(header, place + 1, inside, None))
            found.faults.append(not_a_header(inside, place + 1, table))
        elif table is not None:
            arrival = _sheet_table(sheet, inside, table, place)
            # A sheet of the template that was left empty does not mean: remove all rows.
            if len(arrival.cells.rows) or arrival.cells.faults:
                found.tables.append(arrival)
            else:
                found.not_read.append(inside)
        elif len(filled) == 1 or len(known & set(header)) >= 2:
            found.faults.extend(personal_header(header, place + 1, inside, None))
            found.faults.append(unknown_table(inside, sheet.name, tables))
        else:
            found.faults.extend(personal_header(header, place + 1, inside, None))
            found.not_read.append(inside)
    if not found.tables and not found.faults and not found.not_read:
        found.faults.append(Fault(shown, 0, "", say.NO_TABLE, say.NAME_TABLE.filled(
            value=", ".join(table.name for table in tables))))  # fmt: skip
    return found


def _header(sheet: Sheet, tables: Sequence[Table]) -> tuple[int, list[str]]:
    """Place and texts of the row among the first ones that has the most known columns."""
    known = {name for table in tables for name in table.columns}
    rows = [[cell.strip() for cell in row] for row in sheet.cells[:_HEADER_WITHIN]]
    first = next((place for place, row in enumerate(rows) if any(row)), 0)
    place = max(range(len(rows)), key=lambda row: (len(known & set(rows[row])), -abs(row - first)))
    return place, rows[place]


def _sheet_table(sheet: Sheet, inside: str, table: Table, place: int) -> Arrival:
    """A sheet's cells below its header."""
    header = [cell.strip() for cell in sheet.cells[place]]
    wide = with_names(table, header)
    below = sheet.cells[place + 1 :]
    texts = list(zip(*below, strict=True)) if below else [() for _ in header]
    named = [name for name in header if name]
    faults = [replace(fault, row=place + 1) for fault in header_faults(named, wide, inside)]
    columns: dict[str, Coded] = {}
    for number, name in enumerate(header):
        if name in wide.columns and name not in columns:
            columns[name] = _coded(texts[number])
        elif not name and any(texts[number]):
            found = said(say.UNKNOWN_COLUMN, value=_letters(number + 1))
            expected = say.REMOVE_COLUMN.filled(value=", ".join(table.columns))
            faults.append(Fault(inside, place + 1, _letters(number + 1), found, expected))
    for row, column, finding in sheet.findings:
        if row > place + 1 and column <= len(header) and header[column - 1] in columns:
            faults.append(Fault(inside, row, header[column - 1], *finding))
    rows = np.arange(place + 2, place + 2 + len(below))
    cells = (
        Cells(*without_blank(columns, rows), tuple(faults)) if columns else nothing(tuple(faults))
    )
    names = (header[number - 1] for number in sorted(sheet.unseen.columns) if number <= len(header))
    hidden = sheet.unseen._replace(names=tuple(name for name in names if name in columns))
    cells = about_header(cells, named, place + 1, inside, wide)
    return Arrival(inside, table, cells, unseen=hidden)


def _coded(texts: Sequence[str]) -> Coded:
    known: dict[str, int] = {}
    codes = np.fromiter(
        (known.setdefault(text, len(known)) for text in texts), dtype=np.int32, count=len(texts)
    )
    return Coded(codes, list(known))


def _letters(number: int) -> str:
    """A for 1, AA for 27."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
