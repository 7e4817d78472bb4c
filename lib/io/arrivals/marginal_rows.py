"""Rows of a sheet that are no records: column numbers, totals, the lines with a signature."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from lib.errors import Message
from lib.io import faults as say
from lib.io.arrivals.headings import columns_called
from lib.io.arrivals.repairs import Repair
from lib.io.faults import said
from lib.io.tables.cells import Cells, Coded
from lib.io.tables.contracts import Table
from lib.io.tables.folding import bare

_NUMBER = re.compile(r"\(?\s*(\d{1,2}|[A-Ea-e])\s*\)?")
_TOTAL = re.compile(r"(tong.*|cong|luyke.*|total.*|subtotal.*|grandtotal.*|sum)")
_CLOSING = re.compile(
    r".*(ngay\d{0,2}thang\d{0,2}nam\d{0,4}|nguoilap|lapbieu|thutruong|truongphong|phongphu"
    r"|kyten|kyghiro|noinhan|truongcongan|chihuy|pheduyet|ktgiamdoc|giamdoc).*"
)
_CLOSING_ROWS = 60  # of the end of a table
_HEADINGS = 3  # that make a row a header
_FIRST_ROWS = 2  # in which the row of column numbers stands


def without_marginal(cells: Cells, table: Table, file: str) -> tuple[Cells, list[Repair]]:
    """Cells without the rows that are no records; each of those is listed.

    A row is looked at only when it lacks everything a record must have, so none is lost.

    Args:
        cells: The file.
        table: Its contract.
        file: How repairs name it.
    """
    again = _headers_again(cells, table)
    candidates = _without_content(cells, table) | again
    if not candidates.any():
        return cells, []
    left_out: dict[int, Repair] = {}

    def leave_out(place: int, template: Message) -> None:
        row = int(cells.rows[place])
        found = said(template, value=" ".join(_texts(cells, place)))
        left_out[place] = Repair(file, row, "", found, say.LEFT_OUT, 1)

    places = np.flatnonzero(candidates)
    for place in places[places < _FIRST_ROWS]:
        if _are_numbers(_texts(cells, int(place))):
            leave_out(int(place), say.NUMBERS_ROW)
    for place in np.flatnonzero(again):
        leave_out(int(place), say.HEADER_AGAIN)
    totals = _holds(cells, _names_total) & candidates
    for place in np.flatnonzero(totals):
        texts = _texts(cells, int(place))
        if int(place) not in left_out and _is_total(texts):
            leave_out(int(place), say.TOTAL_ROW)
    ends = [int(place) for place in places if place >= len(cells.rows) - _CLOSING_ROWS]
    last_record = int(np.flatnonzero(~candidates)[-1]) if not candidates.all() else -1
    begun = False
    for place in (place for place in ends if place > last_record and place not in left_out):
        begun = begun or any(_CLOSING.fullmatch(bare(text)) for text in _texts(cells, place))
        if begun:
            leave_out(place, say.CLOSING_ROW)
    if not left_out:
        return cells, []
    kept = np.ones(len(cells.rows), dtype=bool)
    kept[list(left_out)] = False
    gone = {repair.row for repair in left_out.values()}
    columns = {name: Coded(coded.codes[kept], coded.texts) for name, coded in cells.columns.items()}
    faults = tuple(fault for fault in cells.faults if fault.row not in gone)
    return Cells(columns, cells.rows[kept], faults), [left_out[place] for place in sorted(left_out)]


def _headers_again(cells: Cells, table: Table) -> npt.NDArray[np.bool_]:
    """For each record whether it is the header once more: each cell names its own column."""
    names = np.zeros(len(cells.rows), dtype=int)
    others = np.zeros(len(cells.rows), dtype=bool)
    called = columns_called(table)
    for column, coded in cells.columns.items():
        own = {bare(word) for word, name in called.items() if name == column} | {bare(column)}
        is_name = np.array([bare(text) in own for text in coded.texts] or [False], dtype=bool)
        is_other = np.array([bool(text.strip()) for text in coded.texts] or [False], dtype=bool)
        names += is_name[coded.codes]
        others |= (is_other & ~is_name)[coded.codes]
    return (names >= _HEADINGS) & ~others


def _without_content(cells: Cells, table: Table) -> npt.NDArray[np.bool_]:
    """For each record whether it lacks all that is required, its first column set aside.

    What stands there may be "Tổng cộng", or the number of the column.
    """
    lacking = np.ones(len(cells.rows), dtype=bool)
    required = [
        field for field in table.fields if field.required and field.name != table.fields[0].name
    ]
    asked = [field.name for field in required if field.name in cells.columns]
    if not asked:
        return np.zeros(len(cells.rows), dtype=bool)
    for name in asked:
        coded = cells.columns[name]
        none = np.array(
            [not text.strip() or bool(_NUMBER.fullmatch(text.strip())) for text in coded.texts]
            or [True],
            dtype=bool,
        )
        lacking &= none[coded.codes]
    return lacking


def _holds(cells: Cells, test: Callable[[str], bool]) -> npt.NDArray[np.bool_]:
    """For each record whether one of its texts passes."""
    passing = np.zeros(len(cells.rows), dtype=bool)
    for coded in cells.columns.values():
        passing |= np.array([test(text) for text in coded.texts] or [False], dtype=bool)[
            coded.codes
        ]
    return passing


def _texts(cells: Cells, place: int) -> list[str]:
    """What stands in a row, cell by cell in the order of the file."""
    texts = (coded.texts[coded.codes[place]] for coded in cells.columns.values())
    return [text.strip() for text in texts if text.strip()]


def _are_numbers(texts: list[str]) -> bool:
    """Whether the texts number columns: (1) (2) (3), perhaps with letters for the first ones."""
    found = [_NUMBER.fullmatch(text) for text in texts]
    numbers = [int(each[1]) for each in found if each and each[1].isdigit()]
    return len(texts) > 2 and all(found) and numbers == list(range(1, len(numbers) + 1))


def _names_total(text: str) -> bool:
    is_short = text.strip()[:1].lower() in "tclgs" and len(text) < 60
    return is_short and bool(_TOTAL.fullmatch(bare(text)))


def _is_total(texts: list[str]) -> bool:
    """Whether a row is one of totals: its first text says so, and the rest are numbers."""
    first, *rest = texts
    return _names_total(first) and all(re.fullmatch(r"[\d.,\s%/]+", text) for text in rest)
