"""A dataset moved from a folder into a database and back, unchanged, with its history."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from lib.errors import DataFaults, Message, Refused
from lib.io.store.dataset_files import DATASET, table_paths
from lib.io.store.datasets import UnitTables, read_dataset
from lib.io.store.layout import Files
from lib.io.store.outline_files import PROVINCES
from lib.io.store.postgres.applied import files_at, write_version
from lib.io.store.postgres.beside import keep_files
from lib.io.store.postgres.connections import Connection, transaction
from lib.io.store.postgres.migrations import migrate
from lib.io.store.postgres.mirrors import files_beside, held_refreshed
from lib.io.store.postgres.places import OUTLINES, Place, mirrors_root
from lib.io.store.postgres.row_changes import row_changes
from lib.io.store.postgres.row_files import rows_of
from lib.io.store.postgres.row_tables import Lines, begin_rows, end_rows
from lib.io.store.postgres.unit_owners import keep_owners
from lib.io.store.versions import FOLDER, Version, files_of, found_version, versions
from lib.io.tables.contracts import Table
from lib.io.tables.dataset import DATASET_TABLES
from lib.io.tables.descriptors import DESCRIPTOR

THERE = Message("There is something of the name {value} already; nothing was copied.")
NOTHING_THERE = Message("There is no dataset and there are no outlines at {value}.")
OTHERWISE = Message(
    "The table {value} is written in another way than the program writes it (line ends, quotes, "
    "kind of Parquet); let the program write it once, by any change of it, and copy then."
)


def into_database(folder: Path, url: str, units: UnitTables) -> str:
    """Copy a dataset with its versions, briefings and template, or the outlines; its name.

    Args:
        folder: The dataset's folder, or that of the outlines.
        url: Address of the database; its schema is brought up to date.
        units: The list of units, which says whose a row is.

    Raises:
        DataFaults: When the dataset breaks a contract.
        Refused: When the database has one of that name, or there is nothing to copy.
    """
    is_dataset = (folder / DESCRIPTOR).is_file()
    if not is_dataset and not (folder / PROVINCES).is_file():
        raise Refused(NOTHING_THERE.filled(value=folder.name))
    name = folder.resolve().name if is_dataset else OUTLINES
    migrate(url)
    keep_owners(url, units)
    if is_dataset:
        faults = read_dataset(folder, units).faults
        if faults:
            raise DataFaults(faults)
    with transaction(url) as connection:
        made = connection.execute(
            "INSERT INTO ward_atlas.dataset (name, version) VALUES (%s, 0) "
            "ON CONFLICT DO NOTHING RETURNING name",
            (name,),
        ).fetchone()
        if made is None:
            raise Refused(THERE.filled(value=name))
        if is_dataset:
            _take_history(connection, name, folder)
        keep_files(connection, name, folder, {})
        for table in DATASET_TABLES:  # else it would sort what the index has in order
            connection.execute(f"ANALYZE ward_atlas.{table.name}")
    return name


def out_of_database(url: str, name: str, folder: Path) -> None:
    """Copy a dataset, or the outlines, into a folder that is not there yet.

    Raises:
        Refused: When the folder is there, or the database has nothing of that name.
    """
    if folder.exists():
        raise Refused(THERE.filled(value=folder.name))
    place = Place(url, mirrors_root(url).absolute(), name)
    with held_refreshed(place):
        if not place.folder.is_dir():
            raise Refused(NOTHING_THERE.filled(value=name))
        shutil.copytree(place.folder, folder, ignore=shutil.ignore_patterns("lock", "*.part"))
    kept = versions(folder)
    if len(kept) == 1 and not kept[0].who and (folder / DESCRIPTOR).is_file():
        # One state that was found is what a folder without a history is.
        for path in (folder / FOLDER / "versions").iterdir():
            path.unlink()
        objects = {*kept[0].files.values()} - {path.name for path in files_beside(folder).values()}
        for each in objects:
            (folder / FOLDER / "objects" / each).unlink(missing_ok=True)
        for empty in ("versions", "objects", ""):
            if not any((folder / FOLDER / empty).iterdir()):
                (folder / FOLDER / empty).rmdir()


def _take_history(connection: Connection, name: str, folder: Path) -> None:
    before: Files = {}
    for version, files in _states(folder):
        _take_state(connection, name, before, files, version.number)
        write_version(connection, name, version, files)
        before = files


def _states(folder: Path) -> Iterator[tuple[Version, Files]]:
    """Every kept version with its files, and the present state as a version of its own."""
    kept = versions(folder)
    for version in kept:
        yield version, files_of(folder, version.number)
    now = DATASET.files(folder)
    checksum = DATASET.checksum(now)
    if not kept or kept[-1].checksum != checksum:
        yield found_version(kept[-1].number + 1 if kept else 1, checksum), now


def _take_state(
    connection: Connection, name: str, before: Files, files: Files, number: int
) -> None:
    """Write the rows of a state, so that they give the same bytes again."""
    changes = row_changes(before, files)
    paths = table_paths(files[DESCRIPTOR])
    for table in DATASET_TABLES:
        if table.name in changes:
            end_rows(connection, name, table, changes[table.name], number)
            begin_rows(connection, name, table, changes[table.name], number)
    for table in DATASET_TABLES:
        path = paths.get(table.name, "")
        if path not in files or before.get(path) == files[path]:
            continue
        if _as_stored(connection, name, table, files, number) == files[path]:
            continue
        _write_anew(connection, name, table, files[path], path, number)  # rows in another order
        if _as_stored(connection, name, table, files, number) != files[path]:
            raise Refused(OTHERWISE.filled(value=path))


def _as_stored(connection: Connection, name: str, table: Table, files: Files, number: int) -> bytes:
    path = table_paths(files[DESCRIPTOR])[table.name]
    return files_at(connection, name, files, [table.name], number)[path]


def _write_anew(
    connection: Connection, name: str, table: Table, data: bytes, path: str, number: int
) -> None:
    rows = rows_of(data, path)
    connection.execute(
        f"DELETE FROM ward_atlas.{table.name} WHERE dataset = %s AND since = %s",  # noqa: S608
        (name, number),
    )
    connection.execute(
        f"UPDATE ward_atlas.{table.name} SET until = %s "  # noqa: S608
        "WHERE dataset = %s AND until IS NULL",
        (number, name),
    )
    begin_rows(connection, name, table, Lines(rows.columns, [], [rows.body]), number, anew=True)
