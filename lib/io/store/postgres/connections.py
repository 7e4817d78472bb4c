"""Connections to PostgreSQL, and what is told where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

import psycopg

from lib.errors import Message, Refused

Connection: TypeAlias = "psycopg.Connection[tuple[Any, ...]]"

AWAY = Message(
    "The database cannot be reached; nothing was changed. What is shown is the last state that "
    "was read from it. Try again in a minute."
)
NOT_KNOWN = Message(
    "The connection to the database broke while the change was being saved. Look whether it is "
    "among the versions before you try again."
)
REFUSED = Message("The database does not take it, nothing was changed: {value}")


def connect(url: str, *, autocommit: bool = False) -> Connection:
    """A new connection; one that hears nothing for ten seconds counts as cut.

    Raises:
        psycopg.OperationalError: When there is none to be had within three seconds.
    """
    return psycopg.connect(
        url,
        autocommit=autocommit,
        connect_timeout=3,
        keepalives_idle=5,
        keepalives_interval=2,
        keepalives_count=3,
        tcp_user_timeout=10_000,
        application_name="ward-atlas",
    )


@contextmanager
def transaction(url: str) -> Iterator[Connection]:
    """One transaction: committed at the end, undone when anything fails.

    Raises:
        Refused: When the database is away, breaks off, or does not take it.
    """
    try:
        connection = connect(url)
    except psycopg.OperationalError as error:
        raise Refused(AWAY) from error
    try:
        try:
            yield connection
        except psycopg.OperationalError as error:
            raise Refused(AWAY) from error
        except psycopg.Error as error:
            raise Refused(REFUSED.filled(value=_in_short(error))) from error
        try:
            connection.commit()
        except psycopg.OperationalError as error:
            raise Refused(NOT_KNOWN) from error
        except psycopg.Error as error:
            raise Refused(REFUSED.filled(value=_in_short(error))) from error
    finally:
        connection.close()  # what is not committed is undone


def _in_short(error: psycopg.Error) -> str:
    return error.diag.message_primary or type(error).__name__
