"""Excel workbooks of the old kind (.xls): each sheet as text, as `workbooks` has the new ones."""

from __future__ import annotations

import datetime
import logging
from typing import Any

import xlrd

from lib.io import faults as say
from lib.io.arrivals.sheet_marks import Marks, shown_kind
from lib.io.arrivals.workbooks import Sheet, shown_sheet
from lib.io.faults import Unfit
from lib.io.tables.dates import EPOCH, EPOCH_1904

log = logging.getLogger("ward_atlas.updates")


class _Silent:
    """Where the reader writes what it thinks of a file."""

    def write(self, text: str) -> int:
        return len(text)

    def flush(self) -> None:
        return


def old_sheets(data: bytes) -> list[Sheet]:
    """The visible and hidden sheets of an .xls workbook.

    Args:
        data: The file; a password is looked for before.

    Raises:
        Unfit: When the workbook is damaged or protected.
    """
    try:
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, logfile=_Silent()
        )
        return [_sheet(book, sheet) for sheet in book.sheets()]
    except MemoryError:
        raise
    except Exception as error:
        log.warning("an .xls workbook cannot be read: %s", error)
        if "encrypted" in str(error):
            raise Unfit(say.LOCKED_FILE, say.UNPROTECT) from error
        raise Unfit(say.BAD_WORKBOOK, say.SAVE_AGAIN) from error


def _sheet(book: xlrd.book.Book, sheet: xlrd.sheet.Sheet) -> Sheet:
    marks = Marks()
    kinds = [shown_kind(book.format_map[each.format_key].format_str) for each in book.xf_list]
    width = max((sheet.row_len(row) for row in range(sheet.nrows)), default=0)
    rows: list[list[Any]] = []
    for row in range(sheet.nrows):
        values: list[Any] = [_value(book, cell) for cell in sheet.row(row)]
        rows.append(values + [""] * (width - len(values)))
        for column, cell in enumerate(sheet.row(row)):
            kind = kinds[cell.xf_index]
            if cell.ctype == xlrd.XL_CELL_ERROR:
                marks.errors.add((row + 1, column + 1))
            elif kind:
                getattr(marks, kind).add((row + 1, column + 1))
    marks.merged += [
        ((top + 1, left + 1), (bottom, right)) for top, bottom, left, right in sheet.merged_cells
    ]
    epoch = EPOCH_1904 if book.datemode else EPOCH
    return shown_sheet(sheet.name, rows, marks)._replace(epoch=epoch)


def _value(book: xlrd.book.Book, cell: xlrd.sheet.Cell) -> Any:
    match cell.ctype:
        case xlrd.XL_CELL_BOOLEAN:
            return bool(cell.value)
        case xlrd.XL_CELL_DATE:
            moment = xlrd.xldate.xldate_as_datetime(cell.value, book.datemode)
            return moment.date() if moment.time() == datetime.time() else moment
        case xlrd.XL_CELL_TEXT | xlrd.XL_CELL_NUMBER:
            return cell.value
        case _:
            return ""
