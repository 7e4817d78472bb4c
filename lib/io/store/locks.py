"""One writer at a time: of a folder on this machine, of a mirror in the whole database."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from lib.io.store.file_locks import file_locked
from lib.io.store.folders import Provinces
from lib.io.store.postgres.places import place_of


def locked(
    path: Path, who: str | None = None, within: Provinces = None
) -> AbstractContextManager[None]:
    """Hold the lock of a folder; waits as long as another process or thread holds it.

    In the mirror of a dataset that stands in a database, what is written meanwhile beside its
    tables goes into the database at the end, or nothing of it does.

    Args:
        path: The lock's file in the folder; it is made when it is not there, and stays.
        who: Account that writes; None for whoever keeps the server.
        within: Provinces that it is bound to besides what the database says.

    Raises:
        Refused: When the database is away, or the account may not write what it wrote.
        OSError: When the file cannot be made.
    """
    place = place_of(path)
    if place is None:
        return file_locked(path)
    from lib.io.store.postgres.beside import beside_written  # needs the database's driver

    return beside_written(place, who, within)
