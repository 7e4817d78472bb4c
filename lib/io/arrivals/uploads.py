"""Uploaded files as checked tables: every fault, every repair, nothing written.

What goes in are names and bytes; a page looks at `size_fault` first, so that a file that
is too large is refused before it is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import pandas as pd

from lib.errors import Fault
from lib.io import faults as say
from lib.io.arrivals.archives import megabytes
from lib.io.arrivals.delimiters import as_written, with_points
from lib.io.arrivals.file_kinds import arrived
from lib.io.arrivals.headers import Arrival
from lib.io.arrivals.hidden_parts import Unseen
from lib.io.arrivals.marginal_rows import without_marginal
from lib.io.arrivals.meant_words import misspelt_codes, with_meanings
from lib.io.arrivals.repairs import Repair, standing_columns, with_keys
from lib.io.arrivals.tidying import coded_cells, tidied_cells
from lib.io.arrivals.unit_codes import UnitCodes
from lib.io.arrivals.written_units import Resolver
from lib.io.faults import said
from lib.io.tables.cells import Cells
from lib.io.tables.contracts import Table
from lib.io.tables.dataset import DATASET_TABLES
from lib.io.tables.fault_lists import first_faults
from lib.io.tables.personal import personal_cells
from lib.io.tables.row_checks import Reading, checked
from lib.io.tables.unreadable import unreadable_cells
from lib.io.tables.words import NO_WORDS, FileWords

MOST_BYTES = 50_000_000

Tell = Callable[[float], None]
"""Told how far long work is, 0 to 1; it may raise to cancel, and nothing was changed then."""


@dataclass(frozen=True)
class Upload:
    """What a person's files hold.

    Attributes:
        readings: Checked tables by name.
        files: File that each table is from, as faults name it.
        faults: Everything that is wrong, by file and row; with any the upload is refused.
        repairs: What was taken as meant: units brought to their keys, headings, codes, spaces.
        not_read: Sheets and parts that are no table.
        hidden: What of a table its author does not see, by the table's name.
    """

    readings: Mapping[str, Reading] = field(default_factory=dict, repr=False)
    files: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    repairs: tuple[Repair, ...] = ()
    not_read: tuple[str, ...] = ()
    hidden: Mapping[str, Unseen] = field(default_factory=dict)

    @property
    def tables(self) -> Mapping[str, str]:
        """The table that each file is, by the file's name."""
        return {file: name for name, file in self.files.items()}


def size_fault(name: str, size: int, limit: int = MOST_BYTES) -> Fault | None:
    """The fault of a file that is too large to be read; None when it may be.

    Args:
        name: Name of the file.
        size: Its size in bytes.
        limit: Bytes that are allowed.
    """
    if size <= limit:
        return None
    found = said(say.TOO_MANY_BYTES, size=megabytes(size))
    return Fault(say.quoted(name), 0, "", found, say.FEWER_BYTES.filled(value=megabytes(limit)))


def read_uploads(
    files: Iterable[tuple[str, bytes]],
    codes: UnitCodes,
    resolve: Resolver | None = None,
    *,
    base: Mapping[str, pd.DataFrame] = MappingProxyType({}),
    limit: int = MOST_BYTES,
    tell: Tell | None = None,
    words: FileWords = NO_WORDS,
    tables: Sequence[Table] = DATASET_TABLES,
) -> Upload:
    """Read and check files; references to other tables are checked in `lib.io.arrivals.proposals`.

    Args:
        files: Name and bytes of each: .csv, .tsv, .txt, .xlsx, .xls, .ods, .parquet, or a .zip
            of them.
        codes: Units by code; see `lib.io.arrivals.unit_codes.unit_codes`.
        resolve: Units by names, as `SearchIndex.resolve` finds them.
        base: Tables of the dataset as it stands: rows that have no unit there keep none.
        limit: Bytes of one file.
        tell: Told how far the work is.
        words: What codes and tables are called; they are understood as the codes are.
        tables: The contracts, perhaps with an office's own headings.
    """
    waiting = list(files)
    readings: dict[str, Reading] = {}
    from_file: dict[str, str] = {}
    faults: list[Fault] = []
    repairs: list[Repair] = []
    not_read: list[str] = []
    hidden: dict[str, Unseen] = {}
    for number, (name, data) in enumerate(waiting):
        _tell(tell, number / len(waiting))
        large = size_fault(name, len(data), limit)
        if large:
            faults.append(large)
            continue
        arrived_file = arrived(name, data, tables, words)
        faults += arrived_file.faults
        not_read += arrived_file.not_read
        while arrived_file.tables:
            # Taken off the list, so that a large table is not held twice.
            arrival = arrived_file.tables.pop(0)
            other = from_file.setdefault(arrival.table.name, arrival.file)
            if other != arrival.file or arrival.table.name in readings:
                double = said(say.DOUBLE_TABLE, table=arrival.table.name, value=other)
                faults.append(Fault(arrival.file, 0, "", double, say.ONE_FILE))
                continue
            kept = base.get(arrival.table.name)
            reading, mended = _reading(
                arrival, codes, resolve, kept, words, fill=not arrived_file.is_package
            )
            readings[arrival.table.name] = reading
            if any(arrival.unseen):
                hidden[arrival.table.name] = arrival.unseen
            repairs += mended
            faults += first_faults(reading.faults, arrival.file)
    _tell(tell, 1)
    return Upload(
        MappingProxyType(readings),
        MappingProxyType(from_file),
        tuple(faults),
        tuple(repairs),
        tuple(not_read),
        MappingProxyType(hidden),
    )


def _tell(tell: Tell | None, share: float) -> None:
    if tell:
        tell(share)


def _reading(
    arrival: Arrival,
    codes: UnitCodes,
    resolve: Resolver | None,
    kept: pd.DataFrame | None,
    words: FileWords,
    *,
    fill: bool,
) -> tuple[Reading, tuple[Repair, ...]]:
    """A table of a file with everything that is wrong with it, and what was repaired."""
    file, table, cells = arrival.file, arrival.table, arrival.cells
    cells, left_out = without_marginal(cells, table, file)
    unreadable = unreadable_cells(cells, table, file)
    cells, plain = tidied_cells(cells, table, file)
    cells, coded = coded_cells(cells, table, file, words)
    faults = [*personal_cells(cells, table, file), *unreadable]
    faults += misspelt_codes(cells, table, file, words, kept)
    written = cells.columns
    columns, unclear = with_points(cells, table, file)
    cells = Cells(columns, cells.rows, cells.faults)
    repaired = with_keys(
        cells,
        table,
        file,
        codes,
        None if unreadable else resolve,
        as_it_stands=_standing(kept, table),
        fill=fill,
    )
    faults += [*unclear, *repaired.faults]
    reading = checked(repaired.cells, table, file)
    # Of a cell that is told of already, its contract would only say the same once more.
    faulty = {(fault.row, fault.column) for fault in (*faults, *cells.faults) if fault.row}
    own = set(cells.faults)
    faults += [
        fault for fault in reading.faults if fault in own or (fault.row, fault.column) not in faulty
    ]
    faults = with_meanings(as_written(faults, written, columns), table, words)
    faults.sort(key=lambda fault: fault.row)
    whole = Reading(reading.frame, reading.rows, reading.columns, tuple(faults))
    repairs = [*arrival.repairs, *left_out, *plain, *coded, *repaired.repairs]
    return whole, tuple(sorted(repairs, key=lambda repair: repair.row))


def _standing(frame: pd.DataFrame | None, table: Table) -> frozenset[tuple[str, ...]]:
    """First column, key of the unit and names of the rows that a dataset has already."""
    names = standing_columns(table)
    if frame is None or not names or not set(names) <= set(frame.columns):
        return frozenset()
    return frozenset(zip(*(frame[name].astype("str") for name in names), strict=True))
