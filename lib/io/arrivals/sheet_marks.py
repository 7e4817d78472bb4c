"""What a workbook's cells show that their values do not say.

The reader of workbooks gives values: an Excel error becomes an empty cell, 50 % becomes
0.5 and "06/2023" becomes the first of June. Each of these would be a wrong value that
nobody sees, so the sheet's own text is asked for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lib.io import faults as say
from lib.io.faults import Unfit

_ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*?\br\s*=\s*[\"'](\d+)")
_CELL = re.compile(rb"<(?:\w+:)?c(\s[^>]*?)(?:/>|>(.*?)</(?:\w+:)?c\s*>)", re.DOTALL)
_ANY_REF = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{1,4})(\d{1,9})[\"']")
_STYLE = re.compile(rb"\bs\s*=\s*[\"'](\d+)[\"']")
_IS_ERROR = re.compile(rb"\bt\s*=\s*[\"']e[\"']")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_VALUE = re.compile(rb"<(?:\w+:)?v\s*>")
_XFS = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs\s*>", re.DOTALL)
_XF = re.compile(rb"<(?:\w+:)?xf\s[^>]*?\bnumFmtId\s*=\s*[\"'](\d+)[\"']")
_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\s[^>]*>")
_FORMAT_ID = re.compile(rb"numFmtId\s*=\s*[\"'](\d+)[\"']")
_FORMAT_CODE = re.compile(rb"formatCode\s*=\s*[\"']([^\"']*)[\"']")
_PERCENT = {9, 10}
_MONTH_ONLY = {17}
MOST_ROWS = 1_048_576
MOST_COLUMNS = 500  # a table of this product has some twenty
_MOST_AREA = 8_000_000  # cells between the first and the last, which the reader fills up

Place = tuple[int, int]


@dataclass
class Marks:
    """Places (row, column; from 1) whose value says less than the sheet shows."""

    errors: set[Place] = field(default_factory=set)
    without_result: set[Place] = field(default_factory=set)
    percent: set[Place] = field(default_factory=set)
    month_only: set[Place] = field(default_factory=set)


@dataclass(frozen=True)
class Styles:
    """Numbers of the cell styles that show percentages, and months without a day."""

    percent: frozenset[int] = frozenset()
    month_only: frozenset[int] = frozenset()


def styles(part: bytes) -> Styles:
    """The styles in a workbook's `xl/styles.xml`."""
    percent, month_only = set(_PERCENT), set(_MONTH_ONLY)
    for found in _FORMAT.finditer(part):
        number, code = _FORMAT_ID.search(found[0]), _FORMAT_CODE.search(found[0])
        if not number or not code:
            continue
        shown = re.sub(rb"&quot;.*?&quot;|\[[^\]]*\]|\\.", b"", code[1]).lower()
        if b"%" in shown:
            percent.add(int(number[1]))
        elif b"y" in shown and b"m" in shown and b"d" not in shown:
            month_only.add(int(number[1]))
    used = _XFS.search(part)
    formats = [int(found[1]) for found in _XF.finditer(used[0])] if used else []
    return Styles(
        frozenset(place for place, number in enumerate(formats) if number in percent),
        frozenset(place for place, number in enumerate(formats) if number in month_only),
    )


def marks(part: bytes, known: Styles) -> Marks:
    """The places of a sheet that need a second look.

    Args:
        part: The sheet's XML.
        known: Styles of the workbook.

    Raises:
        Unfit: When a cell stands so far out that reading the sheet would fill the memory.
    """
    found = Marks()
    _check_area(part)
    asks_style = bool(known.percent or known.month_only)
    for place, attributes, content in _cells(part):
        if _IS_ERROR.search(attributes):
            found.errors.add(place)
        elif _FORMULA.search(content) and not _VALUE.search(content):
            found.without_result.add(place)
        style = _STYLE.search(attributes) if asks_style and content else None
        if style:
            if int(style[1]) in known.percent:
                found.percent.add(place)
            elif int(style[1]) in known.month_only:
                found.month_only.add(place)
    return found


def _cells(part: bytes) -> Iterator[tuple[Place, bytes, bytes]]:
    """Place, attributes and content of each cell that has content and says where it stands."""
    for cell in _CELL.finditer(part):
        reference = _ANY_REF.search(cell[1]) if cell[2] else None
        if reference:
            place = int(reference[2]), column_number(reference[1].decode())
            yield place, cell[1], cell[2]


def _check_area(part: bytes) -> None:
    last_row = last_column = 1
    for (row, column), _, _ in _cells(part):
        last_row, last_column = max(last_row, row), max(last_column, column)
    if len(_CELL.findall(part)) > len(_ANY_REF.findall(part)):
        # Cells may leave out where they stand; then their rows say it.
        last_row = max([last_row, *(int(row[1]) for row in _ROW.finditer(part))])
    if last_row > MOST_ROWS or last_column > MOST_COLUMNS or (last_row * last_column > _MOST_AREA):
        found = say.FAR_CELL.filled(row=last_row, column=last_column)
        limit = say.NEARER_CELL.filled(columns=MOST_COLUMNS, count=_MOST_AREA)
        raise Unfit(found, limit)


def column_number(letters: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
