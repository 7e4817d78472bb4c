"""What an upload would make of a dataset, shown before it is applied. Nothing is written here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from lib.errors import Fault
from lib.io import faults as say
from lib.io.arrivals.table_changes import Mode, TableChanges, table_changes, with_later
from lib.io.arrivals.unit_codes import UnitCodes
from lib.io.arrivals.uploads import Tell, Upload
from lib.io.faults import said
from lib.io.store.datasets import Dataset, UnitTables
from lib.io.tables.criterion_numbers import (
    groups_beyond,
    not_in_set,
    numbered_twice,
    set_sizes,
)
from lib.io.tables.dataset import DATASET_TABLES
from lib.io.tables.fault_lists import first_faults
from lib.io.tables.references import broken_references, known_values
from lib.io.tables.related_sources import counted_of_related, related_sources
from lib.io.tables.row_checks import Reading


@dataclass(frozen=True)
class Proposal:
    """A new state of a dataset, ready to be applied when it has no fault.

    Attributes:
        dataset: Name of the dataset.
        base: Checksum of the state it was made from; applying compares it.
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
    codes: UnitCodes | None = None,
    tell: Tell | None = None,
) -> Proposal:
    """What the dataset would be after an upload.

    Args:
        dataset: The dataset as it stands.
        upload: Files, read and checked.
        units: The list of units that keys must stand in.
        mode: ``replace`` or ``add``.
        codes: The index of the units, by which a fault says what an ended one became.
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
            before = dataset.tables[name]
            table_change = table_changes(table, before, with_later(table, before, reading), mode)
            if table_change.count or name in dataset.broken:
                changes[name] = table_change
    faults += _with_successors(_reference_faults(dataset, upload, changes, units), codes)
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
    sizes = set_sizes({**readings, **stay})
    groups = set_sizes({**readings, **stay}, "groups_count")
    related = related_sources({**readings, **stay})
    if not units.units.empty:
        known["units", "unit_key"] = frozenset(units.units["unit_key"])
    faults: list[Fault] = []
    for table in DATASET_TABLES:
        name = table.name
        if name in readings:
            # Where a cell is wrong already, what it refers to is not known.
            faulty = {(fault.row, fault.column) for fault in readings[name].faults}
            file = upload.files[name]
            broken = broken_references(readings[name], table, file, known)
            broken += not_in_set(readings[name], table, file, sizes)
            broken += groups_beyond(readings[name], table, file, groups)
            whole = stay[name].frame if name in stay else None
            broken += numbered_twice(readings[name], table, file, whole)
            broken += counted_of_related(readings[name], table, file, related)
            broken = [fault for fault in broken if (fault.row, fault.column) not in faulty]
            faults += first_faults(broken, file)
        elif name in stay and any(
            # A file with faults may lack rows only because they could not be read.
            r.table in readings and not readings[r.table].faults
            for r in table.references
        ):
            file = f"{dataset.name}/{name}"
            broken = broken_references(stay[name], table, file, known)
            broken += not_in_set(stay[name], table, file, sizes)
            broken += groups_beyond(stay[name], table, file, groups)
            broken += counted_of_related(stay[name], table, file, related)
            faults += first_faults(broken, file)
    return faults


def _with_successors(faults: list[Fault], codes: UnitCodes | None) -> list[Fault]:
    """The faults; those about a unit that had ended by the row's day say what it became."""
    if codes is None:
        return faults
    faults_with = []
    for fault in faults:
        key = str(dict(fault.found.values).get("value", ""))
        if fault.expected == say.VINTAGE_DAYS and (later := codes.successors(key)):
            expected = say.ENDED_UNIT.filled(name=codes.place(key), value=later)
            faults_with.append(replace(fault, expected=expected))
        else:
            faults_with.append(fault)
    return faults_with
