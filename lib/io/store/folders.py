"""Where data lives: it is opened, and gives a snapshot, takes changes and undoes them.

Every state is kept, and a change is refused when it was made for another state than the one
that it meets. `lib.io.store.on_disk` keeps all of it in a folder, `lib.io.store.postgres` in a
database for several offices; nothing above asks which of them it is.
"""

from __future__ import annotations

from typing import Protocol, TypeAlias, TypeVar

from lib.io.store.layout import Files
from lib.io.store.versions import NOTHING, Confirmed, Version

Snapshot_co = TypeVar("Snapshot_co", covariant=True)
Provinces: TypeAlias = tuple[str, ...] | None
"""Keys of the provinces of today whose rows an account may change; None for every row."""


class Folder(Protocol[Snapshot_co]):
    """The files of one dataset, of a briefing, or the outlines, and their history.

    Attributes:
        holds_rows: Whether it holds an account to the rows of its provinces itself, and goes back
            over those alone.
    """

    holds_rows: bool

    def snapshot(self) -> Snapshot_co:
        """What it holds now, after finishing a change that was cut off."""

    def checksum(self) -> str:
        """Checksum of the files as they stand, the same as that of their snapshot."""

    def files(self) -> Files:
        """The files as they stand, by their paths."""

    def joined(self, contents: Files) -> Files:
        """The files as they would stand with new contents; nothing is written."""

    def versions(self) -> list[Version]:
        """All kept versions, earliest first; records that are damaged are left out."""

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
        """Make the contents the current state of their files; the others stay.

        Args:
            contents: New bytes by path (``targets.csv``).
            who: Account that does it.
            why: Reason.
            base: Checksum of the state that the change was made for.
            confirmed: Warnings that were seen and confirmed; kept with the version.
            reopened: Why a closed period is changed; kept with the version.
            approved: Who approved it, and why; kept with the version.
            within: Provinces that `who` is bound to, for a store that holds them itself.

        Raises:
            Refused: When the files are not in that state any more.
            Unfinished: When the change took effect and the disk did not take the rest;
                `recover` finishes it.
            OSError: When the disk does not take it; the old state stays.
        """

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
        """Go back to a version; that is a new version too, so it can be undone in turn.

        Args:
            to: Number of the version.
            who: Account that does it.
            why: Reason.
            base: Checksum of the state that is on screen.
            reopened: As in `apply`.
            approved: As in `apply`.
            within: As in `apply`.

        Raises:
            Refused: When that is not the state any more, or the version is not there.
            OSError: When kept files are damaged, or the disk does not take it; as in `apply`.
        """

    def recover(self) -> bool:
        """Finish a change that was cut off after it took effect; whether there was one.

        Safe to call at any time and by anybody: without a cut-off change nothing is touched.
        """
