"""Where data lives: a folder is opened, and gives a snapshot, takes changes and undoes them.

Every state is kept, and a change is refused when the folder is not in the state that it was
made for. `history/objects` holds the files of all versions by their content,
`history/versions` a record of each: who, when, why, which files. Tables and outlines are
kept alike; what differs is their `Layout`. Nothing above asks where the files stand, so a
database for several offices can offer the same.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Generic, TypeVar

from lib.errors import Refused
from lib.io.store import version_swap
from lib.io.store.layout import Files, Layout
from lib.io.store.locks import locked
from lib.io.store.versions import (
    FOLDER,
    Confirmed,
    Version,
    files_of,
    keep_present,
    new_version,
    versions,
)

Snapshot = TypeVar("Snapshot")


class Folder(Generic[Snapshot]):
    """The files of one dataset, or the outlines, and their history.

    Args:
        path: The folder.
        layout: Which of its files belong together.
        read: Makes a snapshot of them; never raises for what they hold.
    """

    def __init__(self, path: Path, layout: Layout, read: Callable[[Path], Snapshot]) -> None:
        self._path = path
        self._layout = layout
        self._read = read

    def snapshot(self) -> Snapshot:
        """What the folder holds now, after finishing a change that was cut off."""
        self.recover()
        return self._read(self._path)

    def checksum(self) -> str:
        """Checksum of the files as they stand, the same as that of their snapshot."""
        return self._layout.checksum(self._layout.files(self._path))

    def files(self) -> Files:
        """The files as they stand, by their paths."""
        return self._layout.files(self._path)

    def joined(self, contents: Files) -> Files:
        """The files as they would stand with new contents; nothing is written."""
        return self._layout.joined(self.files(), contents)

    def versions(self) -> list[Version]:
        """All kept versions, earliest first; records that are damaged are left out."""
        return versions(self._path)

    def apply(
        self,
        contents: Files,
        *,
        who: str,
        why: str,
        base: str,
        confirmed: Confirmed = MappingProxyType({}),
        reopened: str = "",
        approved: str = "",
    ) -> Version:
        """Make the contents the current state of their files; the others stay.

        Args:
            contents: New bytes by path (``targets.csv``).
            who: Account that does it.
            why: Reason.
            base: Checksum of the state that the change was made for.
            confirmed: Warnings that were seen and confirmed; kept with the version.
            reopened: Why a closed period is changed; kept with the version.
            approved: Who approved it, and why; kept with the version.

        Raises:
            Refused: When the files are not in that state any more.
            Unfinished: When the change took effect and the disk did not take the rest;
                `recover` finishes it.
            OSError: When the disk does not take it; the old state stays.
        """
        record = partial(
            new_version, who=who, why=why, confirmed=confirmed, reopened=reopened, approved=approved
        )
        return self._changed(lambda now: self._layout.joined(now, contents), base, record)

    def undo(
        self,
        to: int,
        *,
        who: str,
        why: str,
        base: str,
        reopened: str = "",
        approved: str = "",
    ) -> Version:
        """Go back to a version; that is a new version too, so it can be undone in turn.

        Args:
            to: Number of the version.
            who: Account that does it.
            why: Reason.
            base: Checksum of the state that is on screen.
            reopened: As in `apply`.
            approved: As in `apply`.

        Raises:
            Refused: When that is not the state any more, or the version is not there.
            OSError: When kept files are damaged, or the disk does not take it; as in `apply`.
        """
        record = partial(new_version, who=who, why=why, reopened=reopened, approved=approved)
        return self._changed(lambda now: files_of(self._path, to), base, record)

    def recover(self) -> bool:
        """Finish a change that was cut off after it took effect; whether there was one.

        Safe to call at any time and by anybody: without a cut-off change nothing is touched.
        """
        if not version_swap.is_waiting(self._path, self._layout):
            return False
        try:
            with locked(self._path / FOLDER / "lock"):
                return version_swap.recover(self._path, self._layout)
        except OSError:  # a folder that cannot be written: it is whole as it is
            return False

    def _changed(
        self,
        change: Callable[[Files], Files],
        base: str,
        record: Callable[[Path, Files, str], Version],
    ) -> Version:
        (self._path / FOLDER).mkdir(parents=True, exist_ok=True)
        with locked(self._path / FOLDER / "lock"):
            version_swap.recover(self._path, self._layout)
            now = self._layout.files(self._path)
            checksum = self._layout.checksum(now)
            if checksum != base:
                raise Refused(self._layout.changed_meanwhile)
            keep_present(self._path, now, checksum)
            files = change(now)
            new = record(self._path, files, self._layout.checksum(files))
            version_swap.swap(self._path, self._layout, new)
            return new
