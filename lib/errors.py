"""Errors that a person reads: what is wrong, where, and what is expected.

Split by who should read them. `DataFaults` is for the analyst who keeps the
files; `Refused` for the person whose action was not allowed. Everything else
is a defect of the program and is left to Python's own exceptions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class WardAtlasError(Exception):
    """Base of all errors whose text is written for a reader."""


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in one place of one file.

    Attributes:
        file: Path as the reader knows it, e.g. ``data/public/targets.csv``.
        row: Row as a spreadsheet shows it (the header is row 1); 0 for the whole file.
        column: Column name; empty when the fault is not about one column.
        found: What stands there, quoted or described.
        expected: What should stand there.
    """

    file: str
    row: int
    column: str
    found: str
    expected: str

    def __str__(self) -> str:
        place = ""
        if self.row:
            place += f" row {self.row}"
        if self.column:
            place += f"{',' if place else ''} column {self.column}"
        place = f"{place}:" if place else ""
        return f"{self.file}:{place} {self.found} ({self.expected})"


class DataFaults(WardAtlasError):
    """A file or folder breaks its contract; carries every fault found, not only the first."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))


class Refused(WardAtlasError):
    """An action that is not allowed here; the text says why and what would allow it."""
