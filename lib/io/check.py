"""``python -m lib.io.check FOLDER``: every fault of a dataset or of the list of units.

One fault a line and exit code 1, or one line of counts and exit code 0.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from lib.errors import Fault
from lib.io import faults as say
from lib.io.store.datasets import UnitTables, package_tables, read_units, shown_folder
from lib.io.store.packages import read_package
from lib.io.tables.units import UNITS_TABLES

PROJECT_UNITS = Path(__file__).parents[2] / "data" / "units"


def checked_folder(folder: Path, units_folder: Path = PROJECT_UNITS) -> tuple[list[Fault], str]:
    """All faults of a folder, and the line that counts its tables and rows.

    Args:
        folder: A dataset, or the list of units itself.
        units_folder: The list of units that a dataset's keys must stand in.
    """
    package = read_package(folder)
    faults: list[Fault] = []
    units: UnitTables | None = None
    if package.tables is not UNITS_TABLES and folder.is_dir():
        shown = shown_folder(units_folder)
        units = read_units(units_folder, shown_as=shown)
        if not units_folder.is_dir():
            faults += units.faults
        elif units.faults:
            faults.append(Fault(shown, 0, "", say.UNITS_FAULTY, say.CHECK_UNITS))
    tables = package_tables(package, units)
    rows = sum(len(reading.frame) for reading in tables.readings.values())
    return [*faults, *tables.faults], f"OK: {len(tables.readings)} tables, {rows} rows"


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the folder named on the command line; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m lib.io.check", description=__doc__)
    parser.add_argument("folder", type=Path, help="folder with datapackage.json")
    parser.add_argument("--units", type=Path, default=None, help="folder of the list of units")
    options = parser.parse_args(arguments)
    units = options.units
    if units is None:
        beside = options.folder.parent / "units"
        units = beside if beside.is_dir() else PROJECT_UNITS
    faults, counts = checked_folder(options.folder, units)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # An old console that lacks a letter shows its code instead of stopping.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        for fault in faults:
            print(fault)
        if not faults:
            print(counts)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
