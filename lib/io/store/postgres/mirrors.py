"""Mirrors of datasets in a database: folders that are brought to what it holds.

A mirror is a folder like any other, with its history, and is read like any other; so a start
is as fast, and what was read last is there while the database is away. It is only ever changed
from what the database has.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from lib.io.store import version_swap
from lib.io.store.dataset_files import DATASET, table_paths
from lib.io.store.file_locks import file_locked
from lib.io.store.postgres.connections import Connection, transaction
from lib.io.store.postgres.places import Place
from lib.io.store.postgres.row_files import file_of
from lib.io.store.postgres.row_tables import read_rows
from lib.io.store.versions import FOLDER, Version, as_record, record_path
from lib.io.store.whole_files import PART, digest, keep_object, write_whole
from lib.io.tables.descriptors import DESCRIPTOR
from lib.io.tables.json_texts import parsed_json

NEVER = -1


class State(NamedTuple):
    """What of a dataset a mirror holds.

    Attributes:
        version: Number of the version; 0 before the first.
        beside: Count of the changes beside the tables; -1 when it is not known.
        mark: Digest of the record of that version: another one is of another database.
    """

    version: int = 0
    beside: int = NEVER
    mark: str = ""


def refreshed(place: Place) -> None:
    """Bring a mirror to what the database holds.

    Raises:
        Refused: When the database is away.
        OSError: When the disk does not take it; the mirror is whole as it was.
    """
    with held_refreshed(place):
        pass


@contextmanager
def held_refreshed(place: Place) -> Iterator[None]:
    """Hold a mirror that is what the database holds; raises as `refreshed` does."""
    with held(place):
        with transaction(place.url) as connection:
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            refresh(connection, place)
        yield


@contextmanager
def held(place: Place) -> Iterator[None]:
    """Hold the lock of a mirror, which need not be there yet."""
    place.root.mkdir(parents=True, exist_ok=True)
    with file_locked(place.lock):
        yield


def refresh(connection: Connection, place: Place) -> State:
    """As `refreshed`, in a transaction of the holder of the mirror's lock; what it holds then."""
    row = connection.execute(
        "SELECT version, beside FROM ward_atlas.dataset WHERE name = %s", (place.name,)
    ).fetchone()
    if row is None:
        forget(place)
        return State()
    version_swap.recover(place.folder, DATASET)
    known = read_state(place)
    if known.version > row[0] or known.mark != record_mark(connection, place.name, known.version):
        forget(place)  # the database was brought back from a copy, or is another one
        known = State()
    if known.version < row[0]:
        _take_versions(connection, place, known.version)
    if known.beside != row[1]:
        _take_files(connection, place)
    state = State(row[0], row[1], record_mark(connection, place.name, row[0]))
    if state != known:
        write_state(place, state)
    return state


def record_mark(connection: Connection, dataset: str, number: int) -> str:
    """Digest of the record of a version; "" when there is none."""
    row = connection.execute(
        "SELECT md5(record::text) FROM ward_atlas.version WHERE dataset = %s AND number = %s",
        (dataset, number),
    ).fetchone()
    return row[0] if row else ""


def as_kept(new: Version) -> str:
    """The record of a version as the database keeps it: without the names of kept files."""
    content = asdict(new)
    del content["files"]
    return json.dumps(content, ensure_ascii=False)


def forget(place: Place) -> None:
    """Take a mirror away."""
    shutil.rmtree(place.folder, ignore_errors=True)
    place.state.unlink(missing_ok=True)


def read_state(place: Place) -> State:
    """What a mirror holds; nothing when that is not known."""
    try:
        return State(*parsed_json(place.state.read_bytes()))
    except (OSError, ValueError, TypeError):
        return State()


def write_state(place: Place, state: State) -> None:
    """Write down what a mirror holds."""
    write_whole(place.state, json.dumps(state).encode())


def files_beside(folder: Path) -> dict[str, Path]:
    """The files of a dataset's folder that are neither its tables nor their history, by path."""
    own = folder / DESCRIPTOR
    tables = {DESCRIPTOR, *table_paths(own.read_bytes()).values()} if own.is_file() else set()
    waiting = set(_waiting_objects(folder)) if tables else set()
    files = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        is_made = path.suffix == PART or path.name in ("lock", "next.json")
        is_table = name in tables or (tables and name.startswith(f"{FOLDER}/versions/"))
        is_object = tables and name.startswith(f"{FOLDER}/objects/") and path.name not in waiting
        if path.is_file() and not (is_made or is_table or is_object):
            files[name] = path
    return files


def _waiting_objects(folder: Path) -> Iterator[str]:
    """Kept files of proposals: no version has them."""
    for path in (folder / FOLDER / "pending").glob("*.json"):
        try:
            yield from parsed_json(path.read_bytes())["files"].values()
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            continue


def _take_versions(connection: Connection, place: Place, after: int) -> None:
    """Keep all versions after one, and let the last of them take effect."""
    records = connection.execute(
        "SELECT number, record, tables, descriptor FROM ward_atlas.version "
        "WHERE dataset = %s AND number > %s ORDER BY number",
        (place.name, after),
    ).fetchall()
    (place.folder / FOLDER / "versions").mkdir(parents=True, exist_ok=True)
    for number, record, tables, descriptor in records:
        files = _kept_files(connection, place, number, tables, bytes(descriptor))
        version = Version(**record, files=files)
        if number == records[-1][0]:
            version_swap.swap(place.folder, DATASET, version)
        else:
            write_whole(record_path(place.folder, number), as_record(version))


def _kept_files(
    connection: Connection, place: Place, number: int, tables: dict[str, Any], descriptor: bytes
) -> dict[str, str]:
    """Keep the files of a version as objects; name of each object by the file's path."""
    objects = place.folder / FOLDER / "objects"
    files = {DESCRIPTOR: keep_object(objects, descriptor, ".json")}
    for table, about in tables.items():
        path, suffix = about["path"], PurePosixPath(about["path"]).suffix
        name = about["sha256"] + suffix
        if not (objects / name).is_file():
            rows = read_rows(connection, place.name, table, about["columns"], number)
            name = keep_object(objects, file_of(rows, path), suffix)
        files[path] = name
    return files


def _take_files(connection: Connection, place: Place) -> None:
    """Bring the files beside the tables to what the database has."""
    there = files_beside(place.folder)
    digests: dict[str, str] = dict(
        connection.execute(
            "SELECT path, encode(sha256(content), 'hex') FROM ward_atlas.file WHERE dataset = %s",
            (place.name,),
        ).fetchall()
    )
    for path in there.keys() - digests.keys():
        there[path].unlink()
    for path, expected in digests.items():
        if path in there and digest(there[path].read_bytes()) == expected:
            continue
        row = connection.execute(
            "SELECT content FROM ward_atlas.file WHERE dataset = %s AND path = %s",
            (place.name, path),
        ).fetchone()
        if row:
            write_whole(place.folder / path, bytes(row[0]))
