"""A folder that keeps its own history.

`history/objects` holds the files of all versions by their content, `history/versions` a record
of each: who, when, why, which files. Tables and outlines are kept alike; what differs is their
`Layout`.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from lib.errors import Refused
from lib.io.store import version_swap
from lib.io.store.folders import Provinces
from lib.io.store.layout import Files, Layout
from lib.io.store.locks import locked
from lib.io.store.versions import (
    FOLDER,
    NOTHING,
    Confirmed,
    Version,
    files_of,
    keep_present,
    new_version,
    versions,
)

Snapshot = TypeVar("Snapshot")


class Told(NamedTuple):
    """What the record of a change says of it: see `Version`."""

    who: str
    why: str
    confirmed: Confirmed = NOTHING
    reopened: str = ""
    approved: str = ""


class OnDisk(Generic[Snapshot]):
    """The `lib.io.store.folders.Folder` that is a folder.

    Args:
        path: The folder.
        layout: Which of its files belong together.
        read: Makes a snapshot of them; never raises for what they hold.
    """

    holds_rows = False

    def __init__(self, path: Path, layout: Layout, read: Callable[[Path], Snapshot]) -> None:
        self._path = path
        self._layout = layout
        self._read = read

    def snapshot(self) -> Snapshot:
        """As `Folder.snapshot`."""
        self.recover()
        return self._read(self._path)

    def checksum(self) -> str:
        """As `Folder.checksum`."""
        return self._layout.checksum(self._layout.files(self._path))

    def files(self) -> Files:
        """As `Folder.files`."""
        return self._layout.files(self._path)

    def joined(self, contents: Files) -> Files:
        """As `Folder.joined`."""
        return self._layout.joined(self.files(), contents)

    def versions(self) -> list[Version]:
        """As `Folder.versions`."""
        return versions(self._path)

    def apply(
        self,
        contents: Files,
        *,
        who: str,
        why: str,
        base: str,
        confirmed: Confirmed = NOTHING,
        reopened: str = "",
        approved: str = "",
        within: Provinces = None,
    ) -> Version:
        """As `Folder.apply`."""
        told = Told(who, why, confirmed, reopened, approved)
        return self._changed(
            lambda now: self._layout.joined(now, contents), base, told, within=within
        )

    def undo(
        self,
        to: int,
        *,
        who: str,
        why: str,
        base: str,
        reopened: str = "",
        approved: str = "",
        within: Provinces = None,
    ) -> Version:
        """As `Folder.undo`."""
        told = Told(who, why, NOTHING, reopened, approved)
        return self._changed(
            lambda now: files_of(self._path, to), base, told, back_to=to, within=within
        )

    def recover(self) -> bool:
        """As `Folder.recover`."""
        if not version_swap.is_waiting(self._path, self._layout):
            return False
        try:
            with self._locked(None):
                return version_swap.recover(self._path, self._layout)
        except OSError:  # a folder that cannot be written: it is whole as it is
            return False

    def _locked(self, who: str | None, within: Provinces = None) -> AbstractContextManager[None]:
        return locked(self._path / FOLDER / "lock", who, within)

    def _changed(
        self,
        change: Callable[[Files], Files],
        base: str,
        told: Told,
        *,
        back_to: int = 0,
        within: Provinces = None,
    ) -> Version:
        """Make what a change makes of the files the current state, if they are in that of `base`.

        `back_to` is the version that the change goes back to, 0 for one that goes on.
        """
        # The whole folder goes back, and whose rows they are was looked at: see `holds_rows`.
        del back_to
        (self._path / FOLDER).mkdir(parents=True, exist_ok=True)
        with self._locked(told.who, within):
            version_swap.recover(self._path, self._layout)
            now = self._layout.files(self._path)
            checksum = self._layout.checksum(now)
            if checksum != base:
                raise Refused(self._layout.changed_meanwhile)
            keep_present(self._path, now, checksum)
            files = change(now)
            new = new_version(self._path, files, self._layout.checksum(files), **told._asdict())
            version_swap.swap(self._path, self._layout, new)
            return new
