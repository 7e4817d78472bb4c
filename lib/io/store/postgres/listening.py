"""Mirrors kept in step: a thread that listens to the database and brings them up to date."""

from __future__ import annotations

import datetime
import logging
import threading
from functools import lru_cache

import psycopg

from lib.errors import Refused
from lib.io.store.postgres.beside import CHANNEL
from lib.io.store.postgres.connections import Connection, connect
from lib.io.store.postgres.migrations import check_schema
from lib.io.store.postgres.mirrors import forget, refreshed
from lib.io.store.postgres.places import Place, mirrors_root

log = logging.getLogger("ward_atlas.store")
_EVERY = 2.0  # seconds after which a silent connection is asked whether it still stands
_PAUSE = 1.0  # seconds before a connection is tried again


class Listener(threading.Thread):
    """Brings the mirrors of a database up to date, as long as the process runs."""

    def __init__(self, url: str) -> None:
        super().__init__(name="ward-atlas-store", daemon=True)
        self._url = url
        self.root = mirrors_root(url).absolute()
        self._first = threading.Event()
        self._ended = threading.Event()
        self.away_since: datetime.datetime | None = None

    def run(self) -> None:
        """Listen; when the database is away, try again until it is back."""
        while not self._ended.is_set():
            try:
                self._listen()
            except (psycopg.Error, Refused, OSError) as error:
                if self.away_since is None:
                    self.away_since = datetime.datetime.now(datetime.UTC)
                    log.warning("the database is away: %s", error)
                self._first.set()
            self._ended.wait(_PAUSE)

    def end(self) -> None:
        """Listen no longer than the next look."""
        self._ended.set()

    def wait(self) -> None:
        """Wait until the database was read once, or could not be."""
        self._first.wait()

    def _listen(self) -> None:
        with connect(self._url, autocommit=True) as connection:
            check_schema(connection)
            connection.execute(f"LISTEN {CHANNEL}")
            self._refresh_all(connection)
            if self.away_since:
                log.warning("the database is back")
            self.away_since = None
            self._first.set()
            while not self._ended.is_set():
                names = {
                    notice.payload for notice in connection.notifies(timeout=_EVERY, stop_after=1)
                }
                names |= {notice.payload for notice in connection.notifies(timeout=0)}
                for name in sorted(names):
                    refreshed(Place(self._url, self.root, name))
                if not names:
                    connection.execute("SELECT 1")

    def _refresh_all(self, connection: Connection) -> None:
        rows = connection.execute("SELECT name FROM ward_atlas.dataset").fetchall()
        names = {name for (name,) in rows}
        mirrors = self.root.iterdir() if self.root.is_dir() else ()
        for folder in list(mirrors):
            if folder.is_dir() and folder.name not in names:
                forget(Place(self._url, self.root, folder.name))
        for name in sorted(names):
            refreshed(Place(self._url, self.root, name))


@lru_cache(maxsize=4)
def _started(url: str) -> Listener:
    listener = Listener(url)
    listener.start()
    return listener


_starting = threading.Lock()


def listener(url: str) -> Listener:
    """The listener of a database, one in a process; it has read the database once, or tried."""
    with _starting:
        started = _started(url)
    started.wait()
    return started
