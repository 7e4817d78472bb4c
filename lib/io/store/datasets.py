"""Datasets and the list of units: read whole, checked once, frozen.

Reading never raises for what the files hold. A table with a fault is left out whole,
so that nobody sees half of it, and the faults say why.
"""

from __future__ import annotations

import datetime
import hashlib
import importlib.util
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from types import MappingProxyType

import pandas as pd

from lib.errors import Fault, Message, Refused
from lib.io.store.dataset_files import DATASET, table_paths
from lib.io.store.folders import Folder
from lib.io.store.layout import Files
from lib.io.store.on_disk import OnDisk
from lib.io.store.packages import Package, read_package
from lib.io.store.parsed_tables import table_rows
from lib.io.store.postgres.places import (
    OUTLINES,
    SETTING,
    is_url,
    mirrors_root,
    place_of,
    store_url,
)
from lib.io.tables.cells import nothing
from lib.io.tables.contracts import Table
from lib.io.tables.criterion_numbers import not_in_set, set_sizes
from lib.io.tables.dataset import DATASET_TABLES
from lib.io.tables.descriptors import DESCRIPTOR, About
from lib.io.tables.fault_lists import first_faults
from lib.io.tables.json_texts import is_whole
from lib.io.tables.readers import read_bytes
from lib.io.tables.references import broken_references, known_values
from lib.io.tables.related_sources import counted_of_related, related_sources
from lib.io.tables.row_checks import Reading, checked, empty_frame
from lib.io.tables.units import LINEAGE, UNITS

UNITS_FOLDER = "units"
NO_ADDRESS = Message("{value} is no address of a database, as postgresql://user@host/wards is.")
NO_DRIVER = Message(
    "The database's driver is missing: pip install --require-hashes -r requirements-store.lock"
)


@dataclass(frozen=True)
class Dataset(About):
    """A dataset as it stands in its folder.

    Attributes:
        checksum: First 12 hex digits of the SHA-256 over its files in order.
        tables: Every table of the contract by name; one that is not there or broken is empty.
        faults: Everything that is wrong with its files.
        broken: Names of the tables left out because of faults.
    """

    checksum: str
    tables: Mapping[str, pd.DataFrame] = field(repr=False)
    faults: tuple[Fault, ...] = ()
    broken: tuple[str, ...] = ()


@dataclass(frozen=True)
class UnitTables:
    """The shared list of units: both vintages, and which unit continues which."""

    units: pd.DataFrame = field(repr=False)
    lineage: pd.DataFrame = field(repr=False)
    checksum: str
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class PackageTables:
    """All tables of a package: as read, with all faults, and the digest of the files."""

    readings: Mapping[str, Reading]
    faults: tuple[Fault, ...]
    broken: tuple[str, ...]
    checksum: str

    def frame(self, table: Table) -> pd.DataFrame:
        """The frame of a table; empty when it is not there or broken."""
        reading = self.readings.get(table.name)
        if reading is None or table.name in self.broken:
            return empty_frame(table)
        return reading.frame


def dataset_folders(roots: Sequence[Path]) -> dict[str, Path]:
    """Folders that hold a dataset, by folder name; of two with one name the first root's.

    Where the datasets stand in a database, its mirrors and no others.
    """
    url = store_url()
    if url:
        from lib.io.store.postgres.listening import listener  # needs the database's driver

        listener(url)
        roots = [mirrors_root(url)]
    folders: dict[str, Path] = {}
    for root in roots:
        for folder in sorted(root.iterdir()) if root.is_dir() else []:
            if folder.name == UNITS_FOLDER or not is_whole(folder.name):
                continue  # a name that no page and no address can show
            if (folder / DESCRIPTOR).is_file():
                folders.setdefault(folder.name, folder)
    return folders


def outlines_folder(default: Path) -> Path:
    """Folder of the outlines: the mirror of those in the database, where it has any."""
    url = store_url()
    kept = mirrors_root(url) / OUTLINES if url else default
    return kept if kept.is_dir() else default


def check_store() -> None:
    """Look whether the store that is asked for can be used at all.

    Raises:
        Refused: When the address is of no database, or its driver is not installed.
    """
    url = store_url()
    if url and not is_url(url):
        raise Refused(NO_ADDRESS.filled(value=SETTING))
    if url and importlib.util.find_spec("psycopg") is None:
        raise Refused(NO_DRIVER)


def away_since() -> datetime.datetime | None:
    """Moment in UTC since when the database is out of reach; None while all is well."""
    url = store_url()
    if not url:
        return None
    from lib.io.store.postgres.listening import listener

    return listener(url).away_since


def read_units(
    folder: Path, *, shown_as: str | None = None, cache: Path | None = None
) -> UnitTables:
    """The list of units and their lineage; a broken table is empty.

    Args:
        folder: Folder with `datapackage.json`, `units` and `lineage`.
        shown_as: How faults name the folder; its last two parts by default.
        cache: Where large tables are kept parsed; see `lib.io.store.kept_files`.
    """
    package = read_package(folder, shown_as=shown_as or shown_folder(folder))
    tables = package_tables(package, None, cache=cache)
    return UnitTables(tables.frame(UNITS), tables.frame(LINEAGE), tables.checksum, tables.faults)


def open_dataset(folder: Path, units: UnitTables | None = None) -> Folder[Dataset]:
    """A dataset where it stands: snapshots as `read_dataset` reads them, changes, versions."""
    place = place_of(folder)
    if place is None:
        return OnDisk(folder, DATASET, lambda path: read_dataset(path, units))
    from lib.io.store.postgres.database import Database

    def faults(path: Path) -> tuple[Fault, ...]:
        return read_dataset(path, units, shown_as=folder.name).faults

    return Database(place, DATASET, lambda path: read_dataset(path, units), faults)


def read_dataset(
    folder: Path,
    units: UnitTables | None,
    *,
    shown_as: str | None = None,
    cache: Path | None = None,
) -> Dataset:
    """The dataset in a folder, whatever state it is in.

    Args:
        folder: Folder with `datapackage.json` and tables.
        units: Units that its keys must stand in; without any the keys are not checked.
        shown_as: How faults name the folder; its last two parts by default.
        cache: Where large tables are kept parsed; see `lib.io.store.kept_files`.
    """
    package = read_package(folder, shown_as=shown_as or shown_folder(folder))
    package_read = package_tables(package, units, cache=cache)
    return Dataset(
        name=folder.name,
        title_vi=package.title_vi or folder.name,
        title_en=package.title_en or folder.name,
        synthetic=package.synthetic,
        version=package.version,
        checksum=package_read.checksum,
        tables=MappingProxyType(
            {table.name: package_read.frame(table) for table in DATASET_TABLES}
        ),
        faults=package_read.faults,
        broken=package_read.broken,
        description_vi=package.description_vi,
        description_en=package.description_en,
        carriers=package.carriers,
    )


def tables_of(files: Files) -> dict[str, pd.DataFrame]:
    """The tables in the files of a version; cells that are unfit are empty.

    Args:
        files: Descriptor and tables by their paths, as versions keep them.
    """
    paths = table_paths(files.get(DESCRIPTOR, b""))
    tables = {}
    for table in DATASET_TABLES:
        path = paths.get(table.name, "")
        tables[table.name] = (
            table_rows(files[path], PurePosixPath(path).suffix, table, path).frame
            if path in files
            else empty_frame(table)
        )
    return tables


def shown_folder(folder: Path) -> str:
    """The last two parts of a folder: `data/public`, without the machine's own paths."""
    return Path(*folder.absolute().parts[-2:]).as_posix().lstrip("/")


def package_tables(
    package: Package, units: UnitTables | None, *, cache: Path | None = None
) -> PackageTables:
    """All tables of a package, checked each for itself and against each other."""
    whole = hashlib.sha256()
    descriptor, _ = read_bytes(package.folder / DESCRIPTOR, DESCRIPTOR)
    whole.update(hashlib.sha256(descriptor).digest())
    readings: dict[str, Reading] = {}
    for table in package.tables:
        if table.name not in package.files:
            continue
        path = package.files[table.name]
        file = _file(package, path)
        data, fault = read_bytes(path, file)
        whole.update(hashlib.sha256(data).digest())
        readings[table.name] = (
            checked(nothing((fault,)), table, file)
            if fault
            else table_rows(data, path.suffix, table, file, cache=cache)
        )
    known = dict(known_values(readings, package.tables))
    if units is not None and not units.units.empty:
        known["units", "unit_key"] = frozenset(units.units["unit_key"])
    sizes = set_sizes(readings)
    related = related_sources(readings)
    faults = list(package.faults)
    broken = set(package.broken)
    for table in package.tables:
        reading = readings.get(table.name)
        if reading is None:
            continue
        file = _file(package, package.files[table.name])
        own = [
            *reading.faults,
            *broken_references(reading, table, file, known),
            *not_in_set(reading, table, file, sizes),
            *counted_of_related(reading, table, file, related),
        ]
        if own:
            broken.add(table.name)
            faults += first_faults(sorted(own, key=lambda fault: fault.row), file)
    in_order = tuple(table.name for table in package.tables if table.name in broken)
    return PackageTables(readings, tuple(faults), in_order, whole.hexdigest()[:12])


def _file(package: Package, path: Path) -> str:
    return f"{package.shown_as}/{path.relative_to(package.folder).as_posix()}"
