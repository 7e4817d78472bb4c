"""What an upload would change in a dataset: rows added, changed and removed, old beside new.

Rows are the same when their primary keys are. Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
import pandas as pd

from lib.errors import Fault
from lib.io import faults as say
from lib.io.arrivals.uploads import Tell, Upload
from lib.io.faults import said
from lib.io.store.datasets import Dataset, UnitTables
from lib.io.tables.cell_texts import written_column
from lib.io.tables.cells import Numbers
from lib.io.tables.contracts import Table
from lib.io.tables.dataset import DATASET_TABLES
from lib.io.tables.references import broken_references, known_values
from lib.io.tables.row_checks import Reading

Mode = Literal["replace", "add"]
"""``replace``: a table becomes what its file holds, and rows it lacks are removed.
``add``: rows are added, those with a known key are changed, none is removed."""


@dataclass(frozen=True)
class TableChanges:
    """What happens to one table.

    Attributes:
        table: Its contract.
        before: Rows as they stand.
        after: Rows as they will stand.
        added: Places in `after` of rows that are new.
        changed: Places in `before` and in `after` of rows that differ.
        removed: Places in `before` of rows that go.
    """

    table: Table
    before: pd.DataFrame = field(repr=False)
    after: pd.DataFrame = field(repr=False)
    added: Numbers = field(repr=False)
    changed: tuple[Numbers, Numbers] = field(repr=False)
    removed: Numbers = field(repr=False)

    @property
    def count(self) -> int:
        """Rows that are added, changed or removed."""
        return len(self.added) + len(self.changed[0]) + len(self.removed)

    def shown(self, limit: int | None = 1_000) -> pd.DataFrame:
        """Changes as a person compares them.

        Args:
            limit: Rows of each kind at most; None for all.

        Returns:
            Columns ``kind`` (added, changed, removed), ``table``, ``key``, ``column``,
            ``old``, ``new``: a row for each cell that differs; an added or removed row has
            a line for each cell that is not empty.
        """
        lines: list[tuple[str, str, str, str, str, str]] = []
        pairs = (
            ("changed", self.changed[0][:limit], self.changed[1][:limit]),
            ("added", None, self.added[:limit]),
            ("removed", self.removed[:limit], None),
        )
        for kind, old, new in pairs:
            lines += self._lines(kind, old, new)
        columns = ["kind", "table", "key", "column", "old", "new"]
        return pd.DataFrame(lines, columns=columns, dtype="str")

    def _lines(
        self, kind: str, old: Numbers | None, new: Numbers | None
    ) -> list[tuple[str, str, str, str, str, str]]:
        some = new if new is not None else old
        if some is None or not len(some):
            return []
        empty = np.full(len(some), "", dtype=object)
        texts = {
            column.name: (
                empty if old is None else written_column(self.before.iloc[old], column),
                empty if new is None else written_column(self.after.iloc[new], column),
            )
            for column in self.table.fields
        }
        side = 1 if new is not None else 0
        keys = [
            ", ".join(parts)
            for parts in zip(*(texts[name][side] for name in self.table.key), strict=True)
        ]
        return [
            (kind, self.table.name, key, name, olds[place], news[place])
            for place, key in enumerate(keys)
            for name, (olds, news) in texts.items()
            if olds[place] != news[place]
        ]


@dataclass(frozen=True)
class Proposal:
    """A new state of a dataset, ready to be applied when it has no fault.

    Attributes:
        dataset: Name of the dataset.
        base: Checksum of the state it was made from; `lib.io.store.history.apply` compares it.
        mode: How files and tables were put together.
        changes: Tables that differ, by name.
        faults: Everything that keeps it from being applied.
        upload: What it was made from, with repairs.
    """

    dataset: str
    base: str
    mode: Mode
    changes: Mapping[str, TableChanges] = field(repr=False)
    faults: tuple[Fault, ...]
    upload: Upload = field(repr=False)

    @property
    def count(self) -> int:
        """Rows that are added, changed or removed in all tables."""
        return sum(changes.count for changes in self.changes.values())

    def frames(self) -> dict[str, pd.DataFrame]:
        """Tables to be written."""
        return {name: changes.after for name, changes in self.changes.items()}


def proposed(
    dataset: Dataset,
    upload: Upload,
    units: UnitTables,
    mode: Mode,
    *,
    tell: Tell | None = None,
) -> Proposal:
    """What the dataset would be after an upload.

    Args:
        dataset: The dataset as it stands.
        upload: Files, read and checked.
        units: The list of units that keys must stand in.
        mode: ``replace`` or ``add``.
        tell: Told how far the work is.
    """
    faults = list(upload.faults)
    changes: dict[str, TableChanges] = {}
    for number, (name, reading) in enumerate(upload.readings.items()):
        if tell:
            tell(number / len(upload.readings))
        table = next(table for table in DATASET_TABLES if table.name == name)
        if mode == "add" and name in dataset.broken:
            broken = said(say.TABLE_BROKEN, table=name)
            faults.append(Fault(upload.files[name], 0, "", broken, say.REPLACE_TABLE))
        if not reading.faults:
            found = _changes(table, dataset.tables[name], reading.frame, mode)
            if found.count or name in dataset.broken:
                changes[name] = found
    faults += _reference_faults(dataset, upload, changes, units)
    if tell:
        tell(1)
    return Proposal(dataset.name, dataset.checksum, mode, changes, tuple(faults), upload)


def _reference_faults(
    dataset: Dataset,
    upload: Upload,
    changes: Mapping[str, TableChanges],
    units: UnitTables,
) -> list[Fault]:
    """References that would lead nowhere, in the files and in the tables that stay."""
    readings = dict(upload.readings)
    stay: dict[str, Reading] = {}
    for table in DATASET_TABLES:
        frame = dataset.tables[table.name]
        if table.name in changes:
            frame = changes[table.name].after
        elif table.name in dataset.broken:
            continue
        elif table.name in readings and readings[table.name].faults:
            continue  # what could be read of it is what others may refer to
        rows = np.arange(2, len(frame) + 2)
        stay[table.name] = Reading(frame, rows, frozenset(table.columns), ())
    known = dict(known_values({**readings, **stay}, DATASET_TABLES))
    if not units.units.empty:
        known["units", "unit_key"] = frozenset(units.units["unit_key"])
    faults: list[Fault] = []
    for table in DATASET_TABLES:
        name = table.name
        if name in readings:
            # Where a cell is wrong already, what it refers to is not known.
            told = {(fault.row, fault.column) for fault in readings[name].faults}
            found = broken_references(readings[name], table, upload.files[name], known)
            faults += [fault for fault in found if (fault.row, fault.column) not in told]
        elif name in stay and any(
            # A file with faults may lack rows only because they could not be read.
            r.table in readings and not readings[r.table].faults
            for r in table.references
        ):
            faults += broken_references(stay[name], table, f"{dataset.name}/{name}", known)
    return faults


def _changes(table: Table, before: pd.DataFrame, new: pd.DataFrame, mode: Mode) -> TableChanges:
    old_codes, new_codes = {}, {}
    for column in table.fields:
        old_codes[column.name], new_codes[column.name] = _codes(before, new, column.name)
    place = pd.Index(_together(old_codes, new_codes, table.key, len(before))[0]).get_indexer(
        pd.Index(_together(old_codes, new_codes, table.key, len(before))[1])
    )
    known = np.flatnonzero(place >= 0)
    differs = np.zeros(len(known), dtype=bool)
    for name in table.columns:
        differs |= old_codes[name][place[known]] != new_codes[name][known]
    in_old, in_new = place[known][differs], known[differs]
    added = np.flatnonzero(place < 0)
    if mode == "replace":
        gone = np.ones(len(before), dtype=bool)
        gone[place[known]] = False
        return TableChanges(table, before, new, added, (in_old, in_new), np.flatnonzero(gone))
    take = np.arange(len(before) + len(added))
    take[in_old] = len(before) + in_new
    take[len(before) :] = len(before) + added
    after = pd.DataFrame({name: _joined(before[name], new[name], take) for name in new.columns})
    added = np.arange(len(before), len(after))
    return TableChanges(table, before, after, added, (in_old, in_old), np.empty(0, np.int64))


def _codes(old: pd.DataFrame, new: pd.DataFrame, name: str) -> tuple[Numbers, Numbers]:
    """Numbers for the cells of a column in two frames; equal cells have the same."""
    if isinstance(old[name].dtype, pd.CategoricalDtype) and isinstance(
        new[name].dtype, pd.CategoricalDtype
    ):
        values: dict[str, int] = {}
        sides = []
        for frame in (old, new):
            of_category = [
                values.setdefault(str(value), len(values)) for value in frame[name].cat.categories
            ]
            sides.append(
                np.array([*of_category, -1], dtype=np.int64)[frame[name].cat.codes.to_numpy()]
            )
        return sides[0], sides[1]
    both = pd.concat([old[name], new[name]], ignore_index=True)
    codes = pd.factorize(both)[0].astype(np.int64)
    precision = f"{name}_precision"
    if precision in old.columns:
        kinds = pd.concat([old[precision], new[precision]], ignore_index=True)
        codes = codes * 8 + pd.factorize(kinds)[0]
    return codes[: len(old)], codes[len(old) :]


def _together(
    old: Mapping[str, Numbers], new: Mapping[str, Numbers], key: tuple[str, ...], count: int
) -> tuple[Numbers, Numbers]:
    """One number for each key of several columns."""
    whole = np.zeros(count + len(new[key[0]]), dtype=np.int64)
    for name in key:
        part = np.concatenate([old[name], new[name]]) + 8  # no code is below -8
        width = int(part.max(initial=0)) + 1
        if int(whole.max(initial=0)) > (2**62) // width:
            whole = np.unique(whole, return_inverse=True)[1].astype(np.int64)
        whole = whole * width + part
    return whole[:count], whole[count:]


def _joined(old: pd.Series[Any], new: pd.Series[Any], take: Numbers) -> Any:
    """Cells of two columns one after the other, then those at the places."""
    if isinstance(new.dtype, pd.CategoricalDtype) and list(old.cat.categories) != list(
        new.cat.categories
    ):
        whole = pd.api.types.union_categoricals([old, new], sort_categories=True)
        return pd.Series(whole).iloc[take].reset_index(drop=True)
    return pd.concat([old, new], ignore_index=True).iloc[take].reset_index(drop=True)
