"""References between tables, and to the list of units; units that are in force on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from lib.errors import Fault, Message
from lib.io import faults as say
from lib.io.faults import said
from lib.io.tables.cells import Numbers
from lib.io.tables.contracts import LAST_OLD_DAY, Reference, Table
from lib.io.tables.fault_lists import MOST_FAULTS, first_of
from lib.io.tables.row_checks import Reading

Known = Mapping[tuple[str, str], frozenset[str]]
"""Values that may be referred to, by table and column; a table that is not there is not asked."""

NATIONAL = "national"
_MOST_ALIKE = 20  # rows with the same wrong value that are told one by one
_LAST_DAY = np.datetime64(LAST_OLD_DAY)


def known_values(readings: Mapping[str, Reading], tables: Sequence[Table]) -> Known:
    """What the tables of a package offer to references, for those that are referred to.

    A table with faults still offers what could be read of it: one bad row in `sources`
    is one fault, not a thousand.
    """
    asked = {
        (reference.table, reference.target) for table in tables for reference in table.references
    }
    return {
        (name, column): frozenset(readings[name].frame[column].astype("str").unique())
        for name, column in asked
        if name in readings and column in readings[name].columns
    }


def broken_references(reading: Reading, table: Table, file: str, known: Known) -> list[Fault]:
    """A fault for each cell whose value is not in the table it refers to."""
    faults: list[Fault] = []
    for reference in table.references:
        values = known.get((reference.table, reference.target))
        if values is None:
            continue
        column = reading.frame[reference.column]
        allowed = {*values, "", NATIONAL} if reference.column == "scope_key" else {*values, ""}
        unknown = [value for value in _held(column) if value not in allowed]
        if not unknown:
            continue
        if reference.table == "units":
            words, expected = (say.NOT_A_UNIT, say.ROWS_NOT_A_UNIT), say.A_KNOWN_UNIT
        else:
            words, expected = (say.NOT_IN_TABLE, say.ROWS_NOT_IN_TABLE), say.ADD_OR_CORRECT
        places = np.flatnonzero(column.isin(unknown).to_numpy())

        def fault(
            rows: Numbers,
            value: str,
            words: tuple[Message, Message] = words,
            reference: Reference = reference,
            expected: Message = expected,
        ) -> Fault:
            found = said(words[len(rows) > 1], value=value, table=reference.table, count=len(rows))
            return Fault(file, int(rows[0]), reference.column, found, expected)

        same, count = alike(reading.rows[places], column.iloc[places].astype("str"))
        faults += first_of((fault(*each) for each in same), count)
    if {"unit_key", "as_of"} <= set(table.columns):
        faults += _out_of_force(reading, file)
    return faults


def alike(rows: Numbers, values: pd.Series[str]) -> tuple[list[tuple[Numbers, str]], int]:
    """Each value with its rows: one by one where they are few, else all of them together.

    A set that is missing is one fault, not a quarter of a million.

    Returns:
        The first of them, and how many there are.
    """
    codes, distinct = pd.factorize(values)
    sizes = np.bincount(codes, minlength=len(distinct))
    count = int(np.where(sizes > _MOST_ALIKE, 1, sizes).sum())
    wanted = np.flatnonzero(codes < MOST_FAULTS)  # codes are given in the order of the rows
    order = wanted[np.argsort(codes[wanted], kind="stable")]
    edges = np.cumsum(sizes[:MOST_FAULTS])[:-1]
    groups = [
        (part, str(value))
        for group, value in zip(
            np.split(rows[order], edges) if len(rows) else (), distinct[:MOST_FAULTS], strict=True
        )
        for part in ([group] if len(group) > _MOST_ALIKE else group.reshape(-1, 1))
    ]
    return groups, count


def _held(column: pd.Series[str]) -> Iterable[object]:
    """The distinct values of a column; of a category also some that no row may hold."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column.cat.categories  # not of a million rows
    return column.dropna().unique()


def _out_of_force(reading: Reading, file: str) -> Iterator[Fault]:
    """A fault for each unit of the other vintage than its day; without a day there is none.

    A month or year counts as its last day, as it does on screen.
    """
    keys, days = reading.frame["unit_key"], reading.frame["as_of"]
    late = days.to_numpy() > _LAST_DAY
    early = days.to_numpy() <= _LAST_DAY  # neither holds of an empty day
    out = (_begins(keys, "until2025-") & late) | (_begins(keys, "from2025-") & early)
    places = np.flatnonzero(out)
    shown = keys.iloc[places].astype("str") + " " + days.iloc[places].dt.strftime("%Y-%m-%d")
    words = (say.NOT_IN_FORCE, say.ROWS_NOT_IN_FORCE)

    def fault(rows: Numbers, pair: str) -> Fault:
        key, _, day = pair.partition(" ")
        found = said(words[len(rows) > 1], value=key, day=day, count=len(rows))
        return Fault(file, int(rows[0]), "unit_key", found, say.VINTAGE_DAYS)

    same, count = alike(reading.rows[places], shown)
    yield from first_of((fault(*each) for each in same), count)


def _begins(keys: pd.Series[str], start: str) -> np.typing.NDArray[np.bool_]:
    if isinstance(keys.dtype, pd.CategoricalDtype):
        # Of the categories, not of a million rows; the last place stands for code -1.
        begins = np.array([*(str(key).startswith(start) for key in keys.cat.categories), False])
        if not begins.any():
            return np.zeros(len(keys), dtype=bool)
        return begins[keys.cat.codes.to_numpy()]
    return keys.str.startswith(start).to_numpy(dtype=bool)
