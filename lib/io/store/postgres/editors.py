"""Editors of a database: the ministry, and those bound to provinces, each a role of its own.

Without any editor listed whoever may change data may change all of it, as in a folder; with
one, those who are not listed may change nothing. The page may bind an account further, by its
roles. What a role may do is held by the database.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from psycopg import sql

from lib.errors import Message, Refused
from lib.io.store.folders import Provinces
from lib.io.store.postgres.connections import Connection, transaction

MINISTRY = "ward_atlas_ministry"
_ROLES = 2002875490  # the lock of those who make roles, as in the second migration
NOT_LISTED = Message(
    "The account {value} is not among the editors of the database; nothing was changed."
)
NO_PROVINCE = Message("{value} is no province of today: write a key such as from2025-01.")
NOT_BOUND = Message("An editor is bound to one province at least.")


class Editor(NamedTuple):
    """Who may change what.

    Attributes:
        account: As it signs in, or as the command is told by `--who`.
        provinces: Keys of the provinces of today it is bound to; None for the ministry, which
            may change every row.
    """

    account: str
    provinces: Provinces

    @property
    def role(self) -> str:
        """The role of the database that it acts as."""
        if self.provinces is None:
            return MINISTRY
        return "ward_atlas_editor_" + hashlib.sha256(self.account.encode()).hexdigest()[:16]


def editors(url: str) -> list[Editor]:
    """All editors by account."""
    with transaction(url) as connection:
        return _all(connection)


def name_editor(url: str, account: str, provinces: Sequence[str] | None) -> Editor:
    """List an editor, or bind one anew.

    Args:
        url: Address of the database.
        account: The account.
        provinces: Keys of provinces of today; None for the ministry.

    Raises:
        Refused: When one of them is no province, or the database is away.
    """
    if provinces is not None and not provinces:
        raise Refused(NOT_BOUND)
    editor = Editor(_as_listed(account), None if provinces is None else tuple(provinces))
    with transaction(url) as connection:
        _check_provinces(connection, provinces or ())
        if editor.provinces is not None:
            _make_role(connection, editor.role)
        bound = None if provinces is None else list(provinces)
        connection.execute(
            "INSERT INTO ward_atlas.editor (account, role, provinces) VALUES (%s, %s, %s) "
            "ON CONFLICT (account) DO UPDATE SET role = excluded.role, "
            "provinces = excluded.provinces",
            # A role of its own for each of the ministry would be the same one.
            (editor.account, editor.role + ("" if provinces else f" {editor.account}"), bound),
        )
    return editor


def remove_editor(url: str, account: str) -> None:
    """Take an editor from the list; from then on it may change nothing."""
    with transaction(url) as connection:
        connection.execute(
            "DELETE FROM ward_atlas.editor WHERE listed AND account = %s", (_as_listed(account),)
        )


def editor_of(connection: Connection, account: str, within: Provinces = None) -> Editor | None:
    """Who an account is; None where no editors are listed and nothing binds it.

    Args:
        connection: A transaction.
        account: The account.
        within: Provinces that the page binds it to. Where the database binds it too, both hold.

    Raises:
        Refused: When there are editors and it is none, or one of the provinces is none.
    """
    listed = _all(connection)
    known = next((each for each in listed if each.account == _as_listed(account)), None)
    if listed and known is None:
        raise Refused(NOT_LISTED.filled(value=account))
    if within is None or (known and known.provinces == within):
        return known
    both = within if not known or known.provinces is None else {*within} & {*known.provinces}
    return _bound(connection, tuple(sorted(both)))


def _bound(connection: Connection, provinces: tuple[str, ...]) -> Editor:
    """Whoever is bound to these provinces, without being listed: one role for all of them."""
    editor = Editor(f"# {' '.join(provinces)}", provinces)
    query = (
        "SELECT 1 FROM ward_atlas.editor JOIN pg_roles ON rolname = role "
        "WHERE account = %s AND NOT listed"
    )
    if connection.execute(query, (editor.account,)).fetchone() is None:
        # Of two transactions that meet the same provinces first, one waits.
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_ROLES,))
        _check_provinces(connection, provinces)
        _make_role(connection, editor.role)
        connection.execute(
            "INSERT INTO ward_atlas.editor (account, role, provinces, listed) "
            "VALUES (%s, %s, %s, false) ON CONFLICT DO NOTHING",
            (editor.account, editor.role, list(provinces)),
        )
    return editor


@contextmanager
def acting_as(connection: Connection, editor: Editor | None) -> Iterator[None]:
    """Do what follows with the rights of an editor, and no others."""
    role = editor.role if editor else MINISTRY
    connection.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(role)))
    yield
    connection.execute("RESET ROLE")


def _check_provinces(connection: Connection, provinces: Sequence[str]) -> None:
    for key in provinces:
        row = connection.execute(
            "SELECT 1 FROM ward_atlas.unit_owner WHERE unit_key = %s AND owner = unit_key",
            (key,),
        ).fetchone()
        if row is None:
            raise Refused(NO_PROVINCE.filled(value=key))


def _as_listed(account: str) -> str:
    return account.strip().casefold()


def _all(connection: Connection) -> list[Editor]:
    rows = connection.execute(
        "SELECT account, provinces FROM ward_atlas.editor WHERE listed ORDER BY account"
    ).fetchall()
    return [
        Editor(account, None if provinces is None else tuple(provinces))
        for account, provinces in rows
    ]


def _make_role(connection: Connection, role: str) -> None:
    known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (role,)).fetchone()
    name = sql.Identifier(role)
    if known is None:
        connection.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(name))
    connection.execute(sql.SQL("GRANT ward_atlas_rows TO {}").format(name))
    connection.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(name))
