"""Tables in the sheets of a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
)
from lib.io.arrivals.headings import (
    Head,
    head,
    header_place,
    headings,
    names_of,
    narrowed,
    other_header,
    titles,
    widened,
)
from lib.io.arrivals.merged_cells import filled_down
from lib.io.arrivals.repairs import Repair
from lib.io.arrivals.workbooks import Sheet
from lib.io.faults import Finding, said
from lib.io.tables.cells import Cells, Coded, nothing, without_blank
from lib.io.tables.contracts import Table
from lib.io.tables.dates import EPOCH, excel_day
from lib.io.tables.folding import bare
from lib.io.tables.personal import personal_header
from lib.io.tables.readers import header_faults
from lib.io.tables.words import FileWords

# Of the template, in either language.
_OWN_SHEETS = frozenset({"readme", "dictionary", "example", "lists", "huongdan", "tudien", "vidu"})


def workbook_tables(
    shown: str, read: Sequence[Sheet], tables: Sequence[Table], words: FileWords
) -> Arrived:
    """The tables in a workbook: a sheet for each, by the sheet's name or its header.

    Args:
        shown: How faults name the file.
        read: Its sheets.
        tables: Contracts that it may hold.
        words: What tables are called.
    """
    workbook = Arrived([], [], [])
    filled = [sheet for sheet in read if any(any(row) for row in sheet.cells)]
    called = headings(tables)
    for sheet in filled:
        if bare(sheet.name) in _OWN_SHEETS:
            continue
        inside = f"{shown}/{say.quoted(sheet.name)}"
        place = header_place(sheet.cells, tables)
        header = [cell.strip() for cell in sheet.cells[place]]
        second = other_header(sheet.cells, place, called)
        if second is not None:
            last = max(place, second) + 1
            workbook.faults.append(Fault(inside, last, "", say.SECOND_TABLE, say.A_TABLE_A_SHEET))
            continue
        table = table_of(sheet.name, header, tables, words)
        if table is None and len(filled) == 1:
            table = table_of(PurePosixPath(shown).stem, header, tables, words)
        if table is not None and not set(names_of(table, header)) & set(table.columns):
            workbook.faults.extend(personal_header(header, place + 1, inside, None))
            workbook.faults.append(not_a_header(inside, place + 1, table))
        elif table is not None:
            arrival = _sheet_table(sheet, inside, table, place)
            # A sheet of the template that was left empty does not mean: remove all rows.
            if len(arrival.cells.rows) or arrival.cells.faults:
                workbook.tables.append(arrival)
            else:
                workbook.not_read.append(inside)
        elif len(filled) == 1 or len(headings(tables) & set(map(bare, header))) >= 2:
            workbook.faults.extend(personal_header(header, place + 1, inside, None))
            workbook.faults.append(unknown_table(inside, sheet.name, tables))
        else:
            workbook.faults.extend(personal_header(header, place + 1, inside, None))
            workbook.not_read.append(inside)
    if not workbook.tables and not workbook.faults and not workbook.not_read:
        workbook.faults.append(Fault(shown, 0, "", say.NO_TABLE, say.NAME_TABLE.filled(
            value=", ".join(table.name for table in tables))))  # fmt: skip
    return workbook


def _sheet_table(sheet: Sheet, inside: str, table: Table, place: int) -> Arrival:
    """A sheet's cells below its header."""
    header = head(inside, place, sheet.cells[place], table)
    wide = widened(table, header)
    below, filled, across = filled_down(sheet, place, inside, header.names)
    texts = list(zip(*below, strict=True)) if below else [() for _ in header.names]
    faults = [replace(fault, row=place + 1) for fault in header_faults(header.names, wide, inside)]
    columns: dict[str, Coded] = {}
    for number, name in enumerate(header.names):
        if name in wide.columns and name not in columns:
            columns[name] = _coded(texts[number])

    def named(row: int, column: int) -> bool:
        is_below = row > place + 1 and column <= len(header.names)
        return is_below and header.names[column - 1] in columns

    for row, column, finding in (*sheet.findings, *across, *_wrong_days(sheet, header, table)):
        if named(row, column):
            faults.append(Fault(inside, row, header.names[column - 1], *finding))
    rows = np.arange(place + 2, place + 2 + len(below))
    cells = (
        Cells(*without_blank(columns, rows), tuple(faults)) if columns else nothing(tuple(faults))
    )
    cells = narrowed(cells, header, table, inside)
    cells = about_header(cells, header.named, place + 1, inside, wide)
    short = [
        Repair(inside, row, header.names[column - 1], said(say.SHOWN_SHORT, value=day),
               sheet.cells[row - 1][column - 1], 1)
        for row, column, day in sheet.shortened
        if named(row, column)
    ]  # fmt: skip
    repairs = (*titles(inside, sheet.cells, place), *header.repairs, *filled, *short)
    hidden = (
        header.names[number - 1]
        for number in sorted(sheet.unseen.columns)
        if number <= len(header.names)
    )
    unseen = sheet.unseen._replace(names=tuple(name for name in hidden if name in table.columns))
    return Arrival(inside, table, cells, repairs=repairs, unseen=unseen)


def _wrong_days(sheet: Sheet, header: Head, table: Table) -> Iterator[tuple[int, int, Finding]]:
    """Numbers of days where the workbook counts from another day than Excel's usual one."""
    if sheet.epoch == EPOCH:
        return
    dates = {field.name for field in table.fields if field.type in ("date", "partial_date")}
    for number, name in enumerate(header.names):
        for row, cells in enumerate(sheet.cells[header.row :], start=header.row + 1):
            hint = excel_day(cells[number], sheet.epoch) if name in dates else None
            if hint:
                yield row, number + 1, Finding(said(say.NOT_DATE, value=cells[number]), hint)


def _coded(texts: Sequence[str]) -> Coded:
    known: dict[str, int] = {}
    codes = np.fromiter(
        (known.setdefault(text, len(known)) for text in texts), dtype=np.int32, count=len(texts)
    )
    return Coded(codes, list(known))
