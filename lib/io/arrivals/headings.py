"""Headings as offices write them, and the columns of a table that they mean.

A column is known by its name, by what stands over it on the pages in either language, and by
the headings of the official list of units; case, marks and spaces do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from lib.errors import Fault, Message
from lib.io import faults as say
from lib.io.arrivals.repairs import NAME_COLUMNS, Repair
from lib.io.faults import said
from lib.io.tables.cells import Cells, column_letters
from lib.io.tables.contracts import Field, Table
from lib.io.tables.folding import bare, tidied

COLUMN_NOT_READ = Message("the column “{value}” is not read in this dataset")
HEADINGS = 3  # that make a row a header
_OF_UNIT = re.compile(r"(.+?)\s*\([^()]{1,20}\)\s*", re.DOTALL)  # "Số vụ (vụ)", "Tỷ lệ (%)"
HEADER_WITHIN = 10  # rows; a title may stand above the header
# Of the official list of units, and what offices write for the same.
_OFFICIAL: Mapping[str, tuple[str, ...]] = {
    "unit_key": ("Mã đơn vị", "Mã ĐVHC", "Mã PX", "Mã phường xã", "Mã phường", "Mã xã", "Mã"),
    "province_text": ("Tỉnh thành phố", "Tỉnh thành", "Tên tỉnh", "Tỉnh", "Province"),
    "district_text": ("Quận huyện", "Tên quận huyện", "District"),
    "ward_text": ("Tên phường", "Phường xã", "Tên phường xã", "Tên đơn vị", "Đơn vị", "Tên"),
    "scope_text": ("Phạm vi", "Đơn vị", "Tên đơn vị"),
    "status": ("Trạng thái", "Tình trạng", "Status"),
    "criteria_met": ("Tiêu chí đạt", "Đạt"),
    "criteria_total": ("Tổng số tiêu chí", "Tổng tiêu chí"),
    "as_of": ("Tính đến ngày", "Tính đến", "As of"),
    "source_id": ("Nguồn", "Mã nguồn", "Source"),
}
# Its columns that only repeat what the others say.
_REPEATING = frozenset(
    map(bare, ("STT", "TT", "Số TT", "Số thứ tự", "Cấp", "Tên tiếng Anh", "Mã TP", "Mã tỉnh",
               "Mã QH", "Mã quận huyện", "Mã huyện"))
)  # fmt: skip


class Head(NamedTuple):
    """A header and what its columns are.

    Attributes:
        row: The row it stands in, from 1.
        names: The column that each heading means; a letter where there is none.
        blank: Letters of the columns without a heading.
        beside: Columns that are left out.
        repairs: Headings that were taken as meant.
    """

    row: int
    names: list[str]
    blank: tuple[str, ...]
    beside: tuple[str, ...]
    repairs: tuple[Repair, ...]

    @property
    def named(self) -> list[str]:
        """The columns that have a heading and count."""
        return [name for name in self.names if name not in (*self.blank, *self.beside)]


@lru_cache(maxsize=64)
def _columns(table: Table) -> Mapping[str, str]:
    """Columns by everything they are called."""
    called: dict[str, str] = {}
    fields = (*table.fields, *(Field(name, "text", "", "") for name in _extra(table)))
    for field in fields:
        called.setdefault(bare(field.name), field.name)
    for words in (
        lambda field: field.called,
        lambda field: field.heads,
        lambda field: _OFFICIAL.get(field.name, ()),
    ):
        for field in fields:
            for word in words(field):
                if word:
                    called.setdefault(bare(word), field.name)
    return called


def _extra(table: Table) -> tuple[str, ...]:
    """Columns of names by which units can be found, where the table has none of its own."""
    if "unit_key" not in table.columns:
        return ()
    return tuple(name for name in NAME_COLUMNS if name not in table.columns)


def columns_called(table: Table) -> Mapping[str, str]:
    """The columns of a table by everything they are called, as it is written."""
    return {
        word: field.name
        for field in table.fields
        for word in (field.name, *field.called, *field.heads, *_OFFICIAL.get(field.name, ()))
        if word
    }


def headings(tables: Iterable[Table]) -> set[str]:
    """Everything that the columns of the tables are called, as `bare` has it."""
    return {word for table in tables for word in _columns(table)}


def names_of(table: Table, written: Sequence[str]) -> list[str]:
    """The column that each heading means, and the heading itself where it means none."""
    called = _columns(table)
    taken = set(written)
    names = []
    for text in written:
        name = text if text in table.columns else called.get(bare(text), "") if text else ""
        if not name and (unit := _OF_UNIT.fullmatch(text)):
            name = called.get(bare(unit[1]), "")
        if name and name != text and name in taken:
            name = ""
        taken.add(name)
        names.append(name or tidied(text))
    return names


def header_place(rows: Sequence[Sequence[str]], tables: Sequence[Table]) -> int:
    """Place of the row among the first ones that has the most columns of one table."""
    among = rows[:HEADER_WITHIN]
    first = next((place for place, row in enumerate(among) if any(map(str.strip, row))), 0)

    def fit(place: int) -> tuple[int, int]:
        most = max(
            (len(set(names_of(table, among[place])) & set(table.columns)) for table in tables),
            default=0,
        )
        return most, -abs(place - first)

    return max(range(len(among)), key=fit, default=0)


def other_header(rows: Sequence[Sequence[str]], place: int, known: Collection[str]) -> int | None:
    """Place of a row that is the header of another table than the one at a place; None for none.

    Args:
        rows: The cells of a sheet.
        place: Where the header was found.
        known: Everything that columns are called, as `headings` has it.
    """
    own = set(map(bare, rows[place])) if rows else set()
    for number, row in enumerate(rows):
        first = next((text for text in row if text.strip()), "")
        if number == place or bare(first) not in known:
            continue
        words = [bare(text) for text in row if text.strip()]
        is_header = len(words) >= HEADINGS and all(word in known for word in words)
        if is_header and not set(words) <= own:
            return number
    return None


def head(shown: str, place: int, written: Sequence[str], table: Table) -> Head:
    """What the columns of a header are, and which of its headings had to be taken as meant."""
    names = names_of(table, written)
    blank: list[str] = []
    beside: list[str] = []
    repairs: list[Repair] = []
    repeating = _REPEATING | {bare(text) for text in table.left_out}
    own = {word for field in table.fields for word in (field.name, *field.heads)}
    for number, (text, name) in enumerate(zip(written, names, strict=True)):
        if not name:
            names[number] = column_letters(number + 1)
            blank.append(names[number])
        elif name not in (*table.columns, *NAME_COLUMNS) and bare(name) in repeating:
            beside.append(name)
            repeats = bare(name) in _REPEATING
            found = said(say.EXTRA_COLUMN if repeats else COLUMN_NOT_READ, value=name)
            repairs.append(Repair(shown, place + 1, say.quoted(name), found, say.LEFT_OUT, 1))
        elif name != text and text not in own:
            became = say.COLUMN_IS.filled(value=name)
            repairs.append(Repair(shown, place + 1, name, said(say.WRITTEN, value=text), became, 1))
    return Head(place + 1, names, tuple(blank), tuple(beside), tuple(repairs))


def widened(table: Table, header: Head) -> Table:
    """A contract that also takes the columns of names, and those that are then left out."""
    extra = [name for name in _extra(table) if name in header.names]
    extra += [name for name in (*header.blank, *header.beside) if name not in extra]
    if not extra:
        return table
    return replace(table, fields=(*table.fields, *(Field(n, "text", "", "") for n in extra)))


def narrowed(cells: Cells, header: Head, table: Table, file: str) -> Cells:
    """Cells without the columns that are left out; one without a heading must be empty."""
    listed = ", ".join(table.columns)
    faults = [
        replace(fault, expected=fault.expected.filled(value=listed))
        if fault.found == say.MISSING_COLUMN
        else fault
        for fault in cells.faults
    ]
    columns = dict(cells.columns)
    for name in (*header.blank, *header.beside):
        coded = columns.pop(name, None)
        held = coded is not None and any(
            coded.texts[code].strip() for code in np.unique(coded.codes)
        )
        if name in header.blank and held:
            found = said(say.UNKNOWN_COLUMN, value=name)
            expected = say.REMOVE_COLUMN.filled(value=listed)
            faults.append(Fault(file, header.row, name, found, expected))
    return Cells(columns, cells.rows, tuple(faults))


def titles(shown: str, rows: Sequence[Sequence[str]], place: int) -> tuple[Repair, ...]:
    """The lines above a header, each once."""
    return tuple(
        Repair(shown, number, "", said(say.TITLE_ROW, value=_line(row)), say.LEFT_OUT, 1)
        for number, row in enumerate(rows[:place], start=1)
        if _line(row)
    )


def _line(row: Sequence[str]) -> str:
    return " ".join(filter(None, map(str.strip, row)))
