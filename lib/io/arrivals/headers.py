"""Which table a header belongs to, and what is said of the columns it has too many."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from lib.errors import Fault
from lib.io import faults as say
from lib.io.arrivals.headings import names_of
from lib.io.arrivals.hidden_parts import Unseen
from lib.io.arrivals.repairs import Repair
from lib.io.faults import said
from lib.io.tables.cells import Cells
from lib.io.tables.contracts import Table
from lib.io.tables.folding import bare
from lib.io.tables.personal import personal_header
from lib.io.tables.words import FileWords


class Arrival(NamedTuple):
    """One table of a file.

    Attributes:
        file: The file, and the part of it, as faults name it.
        table: Its contract.
        cells: Its cells; columns of names for units may stand among them.
        unseen: What of its sheet is out of sight.
        repairs: What of it was taken as meant, or left out, before its cells were looked at.
    """

    file: str
    table: Table
    cells: Cells
    unseen: Unseen = Unseen()
    repairs: tuple[Repair, ...] = ()


class Arrived(NamedTuple):
    """All tables of a file, what is wrong with it, and the parts that nobody read."""

    tables: list[Arrival]
    faults: list[Fault]
    not_read: list[str]
    is_package: bool = False


def table_of(
    name: str, header: Sequence[str], tables: Sequence[Table], words: FileWords
) -> Table | None:
    """The table a file or sheet is: by its name, else by its header; None when unclear."""
    written = re.sub(r"[\s_-]*\(?\d*\)?$", "", name.strip())
    for table in tables:
        called = {bare(word) for word in (table.name, *words.tables.get(table.name, ()))}
        if {bare(name), bare(written)} & called:
            return table

    def share(table: Table) -> float:
        own = len(set(names_of(table, header)) & set(table.columns))
        return own / len(table.columns) if own >= 2 else 0

    ranked = sorted(tables, key=share, reverse=True)
    if not ranked or share(ranked[0]) < 0.5:
        return None
    return ranked[0] if len(ranked) == 1 or share(ranked[0]) > share(ranked[1]) else None


def unknown_table(shown: str, name: str, tables: Sequence[Table]) -> Fault:
    """The fault of a file or sheet that is none of the tables."""
    names = ", ".join(table.name for table in tables)
    found = said(say.UNKNOWN_TABLE, value=name)
    return Fault(shown, 0, "", found, say.NAME_TABLE.filled(value=names))


def not_a_header(shown: str, row: int, table: Table) -> Fault:
    """The fault of a file whose first row holds none of the table's columns."""
    expected = say.HEADER_ROW.filled(value=",".join(table.columns))
    return Fault(shown, row, "", say.NOT_A_HEADER, expected)


def about_header(cells: Cells, header: Sequence[str], row: int, shown: str, table: Table) -> Cells:
    """Cells with the faults of personal columns instead of those of unknown ones."""
    personal = personal_header(list(header), row, shown, table)
    named = {fault.column for fault in personal}
    by_names = "ward_text" in header
    kept = [
        fault
        for fault in cells.faults
        if not (fault.row == row and fault.column in named)
        and not (by_names and fault.column == "unit_key" and fault.found == say.MISSING_COLUMN)
    ]
    return Cells(cells.columns, cells.rows, (*personal, *kept))
