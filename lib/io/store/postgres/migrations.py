"""The schema of the database, in numbered steps; each is applied once and in order."""

from __future__ import annotations

from pathlib import Path

from lib.errors import Message, Refused
from lib.io.store.postgres.connections import Connection, transaction

_LOCK = 0x77617264  # "ward": one number for all programs of this kind
_STEPS = Path(__file__).parent / "migrations"
NEWER = Message(
    "The database has a newer schema ({value}) than this program knows ({other}); "
    "install the newer program."
)

OLDER = Message("The schema of the database is older than this program: migrate it.")


def steps() -> dict[int, Path]:
    """The steps by their number, in order."""
    return {int(path.name.split("_")[0]): path for path in sorted(_STEPS.glob("[0-9]*.sql"))}


def migrate(url: str) -> list[str]:
    """Bring the schema up to date; names of the steps that were applied now.

    Of two programs that do it at once one waits, and then finds nothing to do. All steps of a
    call stand or fall together.

    Raises:
        Refused: When the database is away, refuses it, or is of a newer program.
    """
    with transaction(url) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        connection.execute("CREATE SCHEMA IF NOT EXISTS ward_atlas")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS ward_atlas.migration ("
            "number integer PRIMARY KEY, name text NOT NULL, "
            "applied timestamptz NOT NULL DEFAULT now())"
        )
        _check(connection)
        present = connection.execute("SELECT number FROM ward_atlas.migration").fetchall()
        known = {number for (number,) in present}
        done = []
        for number, path in steps().items():
            if number not in known:
                connection.execute(path.read_bytes())
                connection.execute(
                    "INSERT INTO ward_atlas.migration (number, name) VALUES (%s, %s)",
                    (number, path.stem),
                )
                done.append(path.stem)
        return done


def check_schema(connection: Connection) -> None:
    """Look whether the schema is the one that this program knows; nothing is changed.

    Raises:
        Refused: When it is another one, or none: whoever keeps the database brings it up to
            date, lest a server that runs meanwhile gets into the way of bringing it back.
        psycopg.Error: When there is none at all.
    """
    _check(connection)
    row = connection.execute("SELECT count(*) FROM ward_atlas.migration").fetchone()
    if row is None or row[0] < len(steps()):
        raise Refused(OLDER)


def _check(connection: Connection) -> None:
    row = connection.execute("SELECT max(number) FROM ward_atlas.migration").fetchone()
    newest, latest = (row[0] if row else None) or 0, max(steps())
    if newest > latest:
        raise Refused(NEWER.filled(value=newest, other=latest))
