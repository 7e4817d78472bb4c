"""Files beside the tables, written in a mirror and into the database as one."""

from __future__ import annotations

import contextlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from lib.errors import Message, Refused
from lib.io.store.folders import Provinces
from lib.io.store.postgres.connections import Connection, transaction
from lib.io.store.postgres.editors import Editor, editor_of
from lib.io.store.postgres.mirrors import NEVER, State, files_beside, held, refresh, write_state
from lib.io.store.postgres.places import Place
from lib.io.store.whole_files import digest, write_whole

CHANNEL = "ward_atlas"
BY_HAND = ("rules.json", "template.pptx")
NOT_BY_HAND = Message("{value} is not put there by hand; only {other}.")
OF_OTHERS = Message(
    "This is of another office or applies to every province, so this account may not change "
    "it. Nothing was changed."
)
NO_DATASET = Message("The database has no dataset “{value}”.")


@contextmanager
def beside_written(
    place: Place, who: str | None = None, within: Provinces = None
) -> Iterator[None]:
    """Hold a dataset alone, its mirror as it stands; what was written beside its tables is kept.

    When it fails on the way, the mirror is brought back to what the database has.

    Args:
        place: The dataset.
        who: Account that writes; None for whoever keeps the server.
        within: Provinces that it is bound to besides what the database says.

    Raises:
        Refused: When the database is away, or what was written is not the account's.
    """
    with held(place):
        try:
            state = yield from _written(place, who, within)
        except BaseException:
            with contextlib.suppress(Refused), transaction(place.url) as connection:
                refresh(connection, place)
            raise
        write_state(place, state)


def _written(place: Place, who: str | None, within: Provinces) -> Generator[None, None, State]:
    with transaction(place.url) as connection:
        hold(connection, place.name)
        state = refresh(connection, place)
        editor = editor_of(connection, who, within) if who is not None else None
        before = _digests(place.folder)
        write_state(place, state._replace(beside=NEVER))  # until it is known what is kept
        yield
        if _kept_for(editor, connection, place, before):
            state = state._replace(beside=state.beside + 1)
    return state


def _kept_for(
    editor: Editor | None, connection: Connection, place: Place, before: dict[str, str]
) -> bool:
    """As `keep_files`, for an editor: the database looks whose the files are."""
    role = editor.role if editor and editor.provinces is not None else ""
    connection.execute("SELECT set_config('ward_atlas.writes_for', %s, true)", (role,))
    try:
        return keep_files(connection, place.name, place.folder, before)
    except psycopg.errors.InsufficientPrivilege as error:
        raise Refused(OF_OTHERS) from error


def hold(connection: Connection, dataset: str) -> None:
    """Let nobody else change a dataset before this transaction ends."""
    connection.execute("SELECT 1 FROM ward_atlas.dataset WHERE name = %s FOR UPDATE", (dataset,))


def keep_files(connection: Connection, dataset: str, folder: Path, before: dict[str, str]) -> bool:
    """Let the database have the files beside the tables; whether any changed.

    Args:
        connection: A transaction that holds the dataset.
        dataset: Its name.
        folder: Where they stand.
        before: Digest of each file that it has already, by path.
    """
    after = _digests(folder)
    changed = [path for path, content in after.items() if before.get(path) != content]
    gone = sorted(before.keys() - after.keys())
    for path in changed:
        connection.execute(
            "INSERT INTO ward_atlas.file (dataset, path, content) VALUES (%s, %s, %s) "
            "ON CONFLICT (dataset, path) DO UPDATE SET content = excluded.content",
            (dataset, path, (folder / path).read_bytes()),
        )
    connection.execute(
        "DELETE FROM ward_atlas.file WHERE dataset = %s AND path = ANY (%s)", (dataset, gone)
    )
    if changed or gone:
        connection.execute(
            "UPDATE ward_atlas.dataset SET beside = beside + 1 WHERE name = %s", (dataset,)
        )
        tell(connection, dataset)
    return bool(changed or gone)


def put_file(place: Place, file: Path) -> None:
    """Put a file that whoever keeps the server writes beside the tables of a dataset.

    Raises:
        Refused: When it is none of those, the dataset is not there, or the database is away.
        OSError: When it cannot be read.
    """
    if file.name not in BY_HAND:
        raise Refused(NOT_BY_HAND.filled(value=file.name, other=", ".join(BY_HAND)))
    content = file.read_bytes()
    with beside_written(place):
        if not place.folder.is_dir():
            raise Refused(NO_DATASET.filled(value=place.name))
        write_whole(place.folder / file.name, content)


def tell(connection: Connection, dataset: str) -> None:
    """Tell all processes that a dataset changed, once the transaction is through."""
    connection.execute("SELECT pg_notify(%s, %s)", (CHANNEL, dataset))


def _digests(folder: Path) -> dict[str, str]:
    return {name: digest(path.read_bytes()) for name, path in files_beside(folder).items()}
