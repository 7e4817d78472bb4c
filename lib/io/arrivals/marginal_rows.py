"""Rows of a sheet that are no records.

Column numbers, units of measure, the header once more, headings of groups, totals, notes, the
lines with a signature, and whatever stands below the table after an empty row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

import numpy as np
import numpy.typing as npt

from lib.errors import Message
from lib.io import faults as say
from lib.io.arrivals.headings import HEADINGS, columns_called
from lib.io.arrivals.repairs import Repair
from lib.io.faults import said
from lib.io.tables.cells import Cells, Coded
from lib.io.tables.contracts import Table
from lib.io.tables.folding import bare

_NUMBER = re.compile(r"\(?\s*(\d{1,2}|[A-Ea-e])\s*\)?")
_TOTAL = re.compile(
    r"(tong.*|cong|cong(khuvuc|cum|nhom|quan|huyen|toan|chung|phan|doi|[ivx\d]).*|luyke.*|total.*"
    r"|subtotal.*|grandtotal.*|sum)"
)
_NOTE = re.compile(
    r"\(?\*.*|[-+–•]\s.*|[IVX]+|([IVX]+|[A-Z]|\d{1,2})[.)]\s.*"
    r"|(ghi chú|chú thích|lưu ý|nguồn|trong đó|khu vực|cụm|nhóm|phần|mục|đơn vị tính|đvt)\b.*",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"(nam|thang|ngay|ngaythangnam|tieuchi|phuong|donvi|nguoi|vu|so|text|%|ma|ten|dieuchi|yyyy.*"
    r"|dd.*|vidu.*|)"
)
_KEY = re.compile(r"(until2025|from2025)-\S+")
UNITS_ROW = Message("a row of units of measure: {value}")
NOTE_ROW = Message("“{value}” is a heading or a note")
_CLOSING = re.compile(
    r".*(ngay\d{0,2}thang\d{0,2}nam\d{0,4}|nguoilap|lapbieu|thutruong|truongphong|phongphu"
    r"|kyten|kyghiro|noinhan|truongcongan|chihuy|pheduyet|ktgiamdoc|giamdoc).*"
)
_AMOUNT = re.compile(r"[\d.,\s%/]+")
_CLOSING_ROWS = 60  # of the end of a table
_FIRST_ROWS = 2  # in which the row of column numbers stands


def without_marginal(cells: Cells, table: Table, file: str) -> tuple[Cells, list[Repair]]:
    """Cells without the rows that are no records; each of those is listed.

    A row is looked at only when it lacks everything a record must have, or repeats the header
    cell by cell, so no record is lost.

    Args:
        cells: The file.
        table: Its contract.
        file: How repairs name it.
    """
    candidates = _without_content(cells, table)
    again = _headers_again(cells, table)
    if not (candidates | again).any():
        return cells, []
    left_out: dict[int, Repair] = {}

    def leave_out(places: Iterable[int], template: Message, test: Callable[[int], bool]) -> None:
        for place in map(int, places):
            if place not in left_out and test(place):
                found = said(template, value=" ".join(_texts(cells, place)))
                row = int(cells.rows[place])
                left_out[place] = Repair(file, row, "", found, say.LEFT_OUT, 1)

    places = np.flatnonzero(candidates)
    first = places[places < _FIRST_ROWS]
    leave_out(np.flatnonzero(again), say.HEADER_AGAIN, lambda _: True)
    leave_out(first, say.NUMBERS_ROW, lambda place: _are_numbers(_texts(cells, place)))
    leave_out(first, UNITS_ROW, lambda place: _are_units(_texts(cells, place)))
    totals = np.flatnonzero(_holds(cells, _names_total) & candidates)
    leave_out(totals, say.TOTAL_ROW, lambda place: _is_total(_texts(cells, place)))
    leave_out(_below(cells, candidates), say.CLOSING_ROW, lambda _: True)
    leave_out(places, NOTE_ROW, lambda place: _is_note(_texts(cells, place)))
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
    return (names >= HEADINGS) & ~others


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
    matches = [_NUMBER.fullmatch(text) for text in texts]
    numbers = [int(each[1]) for each in matches if each and each[1].isdigit()]
    return len(texts) > 2 and all(matches) and numbers == list(range(1, len(numbers) + 1))


def _names_total(text: str) -> bool:
    is_short = text.strip()[:1].lower() in "tclgs" and len(text) < 60
    return is_short and bool(_TOTAL.fullmatch(bare(text)))


def _is_total(texts: list[str]) -> bool:
    """Whether a row is one of totals.

    One of its first three texts says so, only numbers follow it, and the row holds no key.
    """
    first = next((place for place, text in enumerate(texts[:3]) if _names_total(text)), None)
    if first is None or any(map(_KEY.fullmatch, texts)):
        return False
    return all(_AMOUNT.fullmatch(text) for text in texts[first + 1 :])


def _is_note(texts: list[str]) -> bool:
    """Whether a row is a heading of a group or a note: it begins so, and numbers may follow."""
    words = [text for text in texts if not _AMOUNT.fullmatch(text)]
    begins = bool(texts) and bool(
        _NOTE.fullmatch(texts[0]) or _NOTE.fullmatch(words[0] if words else "")
    )
    return begins and len(words) <= 2 and not any(map(_KEY.fullmatch, texts))


def _are_units(texts: list[str]) -> bool:
    return bool(texts) and all(_UNIT.fullmatch(bare(text)) for text in texts)


def _below(cells: Cells, candidates: npt.NDArray[np.bool_]) -> Iterator[int]:
    """Rows below the last record: from a line with a signature, or from an empty row on."""
    begun = False
    records = np.flatnonzero(~candidates)
    last = int(records[-1]) if len(records) else -1
    for place in range(max(last + 1, len(cells.rows) - _CLOSING_ROWS), len(cells.rows)):
        texts = _texts(cells, place)
        begun = begun or any(_CLOSING.fullmatch(bare(text)) for text in texts)
        begun = begun or bool(place and cells.rows[place] - cells.rows[place - 1] > 1)
        if begun and not any(map(_KEY.fullmatch, texts)):
            yield place
