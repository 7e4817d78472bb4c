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
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?\bref\s*=\s*[\"']([A-Za-z0-9:$]+)[\"']")
_PLACE = re.compile(r"\$?([A-Za-z]{1,4})\$?(\d{1,9})")
_PERCENT = {9, 10}
_MONTH_ONLY = {17}
MOST_ROWS = 1_048_576
MOST_COLUMNS = 500  # a table of this product has some twenty
_MOST_AREA = 8_000_000  # cells between the first and the last, which the reader fills up

Place = tuple[int, int]
Range = tuple[Place, Place]
"""The first and the last cell of merged ones."""


@dataclass
class Marks:
    """Places (row, column; from 1) whose value says less, or more, than the sheet shows."""

    errors: set[Place] = field(default_factory=set)
    without_result: set[Place] = field(default_factory=set)
    percent: set[Place] = field(default_factory=set)
    month_only: set[Place] = field(default_factory=set)
    year_only: set[Place] = field(default_factory=set)
    merged: list[Range] = field(default_factory=list)


@dataclass(frozen=True)
class Styles:
    """Numbers of the cell styles that show percentages, months without a day, and years."""

    percent: frozenset[int] = frozenset()
    month_only: frozenset[int] = frozenset()
    year_only: frozenset[int] = frozenset()


def styles(part: bytes) -> Styles:
    """The styles in a workbook's `xl/styles.xml`."""
    formats = dict.fromkeys(_PERCENT, "percent")
    formats |= dict.fromkeys(_MONTH_ONLY, "month_only")
    for match in _FORMAT.finditer(part):
        number, code = _FORMAT_ID.search(match[0]), _FORMAT_CODE.search(match[0])
        if not number or not code:
            continue
        formats[int(number[1])] = shown_kind(code[1].decode(errors="replace"))
    used = _XFS.search(part)
    kinds = [formats.get(int(match[1]), "") for match in _XF.finditer(used[0])] if used else []

    def of(kind: str) -> frozenset[int]:
        return frozenset(place for place, each in enumerate(kinds) if each == kind)

    return Styles(of("percent"), of("month_only"), of("year_only"))


def shown_kind(code: str) -> str:
    """What of a value a number format hides: an attribute of `Marks`; "" when nothing."""
    shown = re.sub(r'&quot;.*?&quot;|"[^"]*"|\[[^\]]*\]|\\.', "", code).lower()
    if "%" in shown:
        return "percent"
    if "y" not in shown or "d" in shown:
        return ""
    return "month_only" if "m" in shown else "year_only"


def marks(part: bytes, known: Styles) -> Marks:
    """The places of a sheet that need a second look.

    Args:
        part: The sheet's XML.
        known: Styles of the workbook.

    Raises:
        Unfit: When a cell stands so far out that reading the sheet would fill the memory.
    """
    seen = Marks()
    _check_area(part)
    by_style = {
        number: places
        for numbers, places in (
            (known.percent, seen.percent),
            (known.month_only, seen.month_only),
            (known.year_only, seen.year_only),
        )
        for number in numbers
    }
    for place, attributes, content in _cells(part):
        if _IS_ERROR.search(attributes):
            seen.errors.add(place)
        elif _FORMULA.search(content) and not _VALUE.search(content):
            seen.without_result.add(place)
        style = _STYLE.search(attributes) if by_style and content else None
        if style and int(style[1]) in by_style:
            by_style[int(style[1])].add(place)
    for cells in _MERGED.finditer(part):
        corners = [_PLACE.fullmatch(each.decode()) for each in cells[1].split(b":")]
        places = [(int(c[2]), column_number(c[1])) for c in corners if c]
        if len(places) == 2:
            seen.merged.append((places[0], places[1]))
    return seen


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
    check_reach(last_row, last_column)


def check_reach(last_row: int, last_column: int) -> None:
    """Refuse a sheet whose last cell stands so far out that its rows would fill the memory."""
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
