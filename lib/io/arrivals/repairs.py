"""Units given by a damaged code or by names, brought to their keys.

Only where exactly one unit fits, and each repair is listed; what fits several units or
none is a fault that says which they are.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from lib.errors import Fault, Message
from lib.io import faults as say
from lib.io.arrivals.unit_codes import UnitCodes
from lib.io.arrivals.written_units import Resolver, WrittenUnits
from lib.io.faults import Unfit, said
from lib.io.tables.cells import Cells, Coded, Numbers
from lib.io.tables.contracts import Table
from lib.io.tables.fault_lists import fault_of_each
from lib.io.tables.references import NATIONAL

# The day that a row speaks of, by which its code or name is understood.
DAY_COLUMNS = ("as_of", "target_date", "date", "period_end")
NAME_COLUMNS = ("province_text", "district_text", "ward_text")


@dataclass(frozen=True)
class Repair:
    """What was written, and the key it became.

    Attributes:
        file: File as faults name it.
        row: First row, as a spreadsheet shows it.
        column: Column.
        found: What stood there: a code, or names.
        became: The key.
        rows: How many rows of the file have the same.
    """

    file: str
    row: int
    column: str
    found: Message | str
    became: Message | str
    rows: int


@dataclass(frozen=True)
class Repaired:
    """Cells with keys of units, what was repaired, and what could not be."""

    cells: Cells
    repairs: tuple[Repair, ...]
    faults: tuple[Fault, ...]


def with_keys(
    cells: Cells,
    table: Table,
    file: str,
    codes: UnitCodes,
    resolve: Resolver | None,
    *,
    as_it_stands: Collection[tuple[str, ...]] = (),
    fill: bool = True,
) -> Repaired:
    """The cells of a table with every unit as its key.

    Args:
        cells: The file; columns of names that the table does not have are used and dropped.
        table: The contract.
        file: How faults name the file.
        codes: Units by code.
        resolve: Units by names; None leaves names alone.
        as_it_stands: Rows that stand so in the dataset already, by `standing_columns`: one
            without a key keeps none, and the names beside a key are not asked about again.
        fill: Whether a row without a key gets one by its names.
    """
    column = next((name for name in ("unit_key", "scope_key") if name in table.columns), "")
    if not column or not len(cells.rows):
        return Repaired(_only(cells, dict(cells.columns), table), (), ())
    blank = Coded(np.zeros(len(cells.rows), dtype=np.int32), [""])
    day_column = next((name for name in DAY_COLUMNS if name in cells.columns), "")
    parts = [cells.columns.get(name, blank) for name in (column, day_column, *NAME_COLUMNS)]
    known = codes.keys | {NATIONAL} if column == "scope_key" else codes.keys
    asks_names = column == "unit_key" and fill and resolve is not None
    written, wards = parts[0], parts[-1]
    # A row needs work when its key is none, or when it has no key but names.
    todo = _holds(written, lambda text: bool(text.strip()) and text not in known)
    if asks_names:
        todo |= _holds(written, lambda text: not text.strip()) & _holds(
            wards, lambda text: bool(text.strip())
        )
    stand = np.zeros(len(cells.rows), dtype=bool)
    if as_it_stands:
        asked = [cells.columns.get(name, blank) for name in standing_columns(table)]
        stand = _standing(asked, as_it_stands)
        todo &= ~(stand & _holds(written, lambda text: not text.strip()))
    units = WrittenUnits(codes, resolve, column == "scope_key", table.field(column).required)
    texts = dict.fromkeys(written.texts)
    place_of = {text: place for place, text in enumerate(texts)}
    made = np.array([place_of[text] for text in written.texts], dtype=np.int32)[written.codes]
    repairs: list[Repair] = []
    faults: list[Fault] = []
    for places in _alike(parts, np.flatnonzero(todo)):
        text, day, *names = (part.texts[part.codes[places[0]]] for part in parts)
        rows = cells.rows[places]
        try:
            key = units.key(text, day, (names[0], names[1], names[2]))
        except Unfit as unfit:
            found, expected = unfit.finding
            fault = partial(_fault, file, column, found, expected)
            faults += fault_of_each(rows, fault)
            continue
        if key != text:
            made[places] = place_of.setdefault(key, len(place_of))
            shown = text or ", ".join(part for part in reversed(names) if part)
            if key:
                became = said(say.UNIT_NAMED, value=key, name=codes.place(key))
                repairs.append(Repair(file, int(rows[0]), column, shown, became, len(rows)))
    whole = Coded(made, list(place_of))
    faults += _contradictions(cells, whole, column, file, units, codes, ~stand)
    columns = {**cells.columns, column: whole}
    repairs.sort(key=lambda repair: repair.row)
    return Repaired(_only(cells, columns, table), tuple(repairs), tuple(faults))


def _contradictions(
    cells: Cells,
    keys: Coded,
    column: str,
    file: str,
    units: WrittenUnits,
    codes: UnitCodes,
    asked: npt.NDArray[np.bool_],
) -> Iterator[Fault]:
    """A fault for each row whose key is that of another unit than the names beside it."""
    texts = ("scope_text",) if column == "scope_key" else NAME_COLUMNS
    names = [cells.columns[name] for name in texts if name in cells.columns]
    if not names:
        return
    beside = np.zeros(len(cells.rows), dtype=bool)
    for coded in names:
        beside |= _holds(coded, lambda text: bool(text.strip()))
    todo = np.flatnonzero(asked & beside & _holds(keys, codes.keys.__contains__))
    blank = Coded(np.zeros(len(cells.rows), dtype=np.int32), [""])
    parts = [cells.columns.get(name, blank) for name in texts]
    for places in _alike([keys, *parts], todo):
        key, *written = (part.texts[part.codes[places[0]]] for part in (keys, *parts))
        if column == "scope_key":
            differs = units.scope_contradicted(key, written[0])
        else:
            differs = units.contradicted(key, (written[0], written[1], written[2]))
        if differs:
            shown = ", ".join(part for part in reversed(written) if part.strip())
            found = said(say.KEY_AND_NAME, value=key, name=codes.place(key), other=shown)
            fault = partial(_fault, file, column, found, units.expected(key, written))
            yield from fault_of_each(cells.rows[places], fault)


def _fault(file: str, column: str, found: Message, expected: Message, row: int) -> Fault:
    return Fault(file, row, column, found, expected)


def standing_columns(table: Table) -> tuple[str, ...]:
    """What tells a row and its unit as written; empty for a table without units."""
    is_ward = "unit_key" in table.columns
    names = ("unit_key", *NAME_COLUMNS) if is_ward else ("scope_key", "scope_text")
    return (table.key[0], *names) if set(names) <= set(table.columns) else ()


def _only(cells: Cells, columns: dict[str, Coded], table: Table) -> Cells:
    """Cells without the columns that only served to find units."""
    kept = {name: coded for name, coded in columns.items() if name in table.columns}
    return Cells(kept, cells.rows, cells.faults)


def _standing(
    parts: list[Coded], as_it_stands: Collection[tuple[str, ...]]
) -> npt.NDArray[np.bool_]:
    """For each record whether its texts are among those."""
    texts = zip(*([part.texts[code] for code in part.codes] for part in parts), strict=True)
    return np.array([text in as_it_stands for text in texts], dtype=bool)


def _holds(coded: Coded, test: Callable[[str], bool]) -> npt.NDArray[np.bool_]:
    """For each record whether its text passes."""
    return np.array([test(text) for text in coded.texts] or [False], dtype=bool)[coded.codes]


def _alike(parts: list[Coded], places: Numbers) -> Iterator[Numbers]:
    """The places in groups of the same texts; each group in the order of the file."""
    if not len(places):
        return
    group = np.zeros(len(places), dtype=np.int64)
    for part in parts:
        group = group * (len(part.texts) + 1) + part.codes[places]
        # Numbered anew after each column, so that the product never overflows.
        group = np.unique(group, return_inverse=True)[1].astype(np.int64)
    order = np.argsort(group, kind="stable")
    edges = np.flatnonzero(np.diff(group[order])) + 1
    yield from np.split(places[order], edges)
