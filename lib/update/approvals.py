"""Changes by one person that a second one must approve, where the dataset's rules say so."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lib.errors import Message, Refused
from lib.io.arrivals.table_changes import TableChanges
from lib.io.store.datasets import open_dataset, tables_of
from lib.io.store.pending import (
    APPROVED,
    DECLINED,
    WAITING,
    Pending,
    contents_of,
    decide,
    pending,
    waiting_one,
)
from lib.io.store.version_swap import Unfinished
from lib.io.store.versions import Version, files_of
from lib.update.versions import between, present_tables

OWN = Message("You proposed this change; another person must approve it.")
NOT_YOURS = Message("Somebody else proposed this change, and your account cannot decide on it.")
NO_REASON = Message("Give a reason for the decision.")


def waiting_changes(folder: Path) -> list[Pending]:
    """Changes that wait for a second person, earliest first."""
    return [each for each in pending(folder) if each.state == WAITING]


def difference_of(folder: Path, each: Pending) -> Mapping[str, TableChanges]:
    """What a change that waits would do to the dataset as it stands now.

    Raises:
        OSError: When its kept files are damaged.
    """
    after = (
        files_of(folder, each.back_to)
        if each.back_to
        else open_dataset(folder).joined(contents_of(folder, each))
    )
    return between(present_tables(folder), tables_of(after))


def approve(folder: Path, number: int, *, who: str, why: str) -> Version:
    """Let a change take effect that another person proposed.

    Args:
        folder: The dataset's folder.
        number: Number of the change.
        who: Account that approves.
        why: Reason.

    Raises:
        Refused: Without a reason, by the person who proposed it, or when the dataset is not in
            the state any more that it was made for.
        Unfinished: As `lib.io.store.folders.Folder.apply` raises it.
        OSError: When the disk does not take it.
    """
    each = _checked(folder, number, why)
    if is_own(each, who):
        raise Refused(OWN)
    try:
        version = _applied(folder, each, f"{who}: {why.strip()}")
    except Unfinished:  # it took effect; what is left is finished later
        decide(folder, number, APPROVED, who=who, why=why.strip())
        raise
    decide(folder, number, APPROVED, who=who, why=why.strip())
    return version


def _applied(folder: Path, each: Pending, approved: str) -> Version:
    stored = open_dataset(folder)
    if each.back_to:
        return stored.undo(
            each.back_to,
            who=each.who,
            why=each.why,
            base=each.base,
            reopened=each.reopened,
            approved=approved,
            within=each.within,
        )
    return stored.apply(
        contents_of(folder, each),
        who=each.who,
        why=each.why,
        base=each.base,
        confirmed=each.confirmed,
        reopened=each.reopened,
        approved=approved,
        within=each.within,
    )


def decline(folder: Path, number: int, *, who: str, why: str, only_own: bool = False) -> Pending:
    """Do not let a change take effect; who proposed it may take it back so.

    Args:
        folder: The dataset's folder.
        number: Number of the change.
        who: Account that declines.
        why: Reason.
        only_own: Whether it may decline only what it proposed itself.

    Raises:
        Refused: Without a reason, for a change of another person that it may not decide on, or
            when none of that number waits.
        OSError: When the disk does not take it.
    """
    each = _checked(folder, number, why)
    if only_own and not is_own(each, who):
        raise Refused(NOT_YOURS)
    return decide(folder, number, DECLINED, who=who, why=why.strip())


def is_own(each: Pending, who: str) -> bool:
    """Whether an account proposed a change itself, which it does not approve."""
    return who.strip().casefold() == each.who.strip().casefold()


def _checked(folder: Path, number: int, why: str) -> Pending:
    if not why.strip():
        raise Refused(NO_REASON)
    return waiting_one(folder, number)
