"""One change asked for outside the page: check files, say what is found, perhaps apply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lib.errors import Message, Refused
from lib.io.arrivals.table_changes import Mode
from lib.io.arrivals.uploads import size_fault
from lib.io.store.datasets import open_dataset
from lib.io.store.own_headings import read_headings
from lib.io.store.pending import Pending
from lib.io.store.version_swap import Unfinished
from lib.io.store.versions import Version
from lib.io.tables.descriptors import DESCRIPTOR
from lib.situation import data
from lib.update.approvals import approve, decline, difference_of, waiting_changes
from lib.update.changes import Change, apply, checked
from lib.update.days_ahead import told_ahead
from lib.update.differences import counts
from lib.update.reports import report, table_line
from lib.update.silenced import silenced
from lib.words.wording import _, message

FINE, FAULTS, UNCONFIRMED = 0, 1, 2
NO_DATASET = Message("There is no dataset “{value}”.")


@dataclass(frozen=True)
class Order:
    """What is asked for.

    Attributes:
        folder: The dataset's folder.
        mode: ``replace`` or ``add``.
        apply: Whether to apply what has neither faults nor unconfirmed warnings.
        who: Office that answers for it; it also confirms.
        why: Reason.
        accepted: Kinds of warnings that are confirmed.
        removing: Rows that may go, where more than a tenth of a table goes.
        reopened: Why rows of a closed period may change.
    """

    folder: Path
    mode: Mode = "add"
    apply: bool = False
    who: str = ""
    why: str = ""
    accepted: tuple[str, ...] = ()
    removing: int | None = None
    reopened: str = ""


def dataset_folder(name: str) -> Path:
    """The folder of a dataset, by its name or as a path.

    Raises:
        Refused: When there is none.
    """
    listed = data.datasets().get(name)
    folder = listed or Path(name)
    if not (folder / DESCRIPTOR).is_file():
        raise Refused(NO_DATASET.filled(value=name))
    return folder


def carried_out(order: Order, paths: Sequence[Path]) -> tuple[int, list[str]]:
    """Check the files, and apply them when that is asked for.

    Args:
        order: What is asked for.
        paths: The files.

    Returns:
        Exit code (0 fine, 1 faults or refused, 2 unconfirmed warnings) and what is said.

    Raises:
        OSError: When a file cannot be read, or the disk does not take the change.
    """
    large = [fault for path in paths if (fault := size_fault(path.name, path.stat().st_size))]
    if large:
        return FAULTS, [f"{fault.file}: {message(fault.found)}" for fault in large]
    dataset = open_dataset(order.folder, data.unit_tables().value).snapshot()
    change = checked(
        dataset,
        [(path.name, path.read_bytes()) for path in paths],
        order.mode,
        headings=read_headings(order.folder),
    )
    quiet = silenced(order.folder)
    said = list(report(change, quiet, order.accepted))
    if change.faults:
        return FAULTS, said
    if any(code not in order.accepted for code in change.waiting(quiet)):
        return UNCONFIRMED, said
    if order.apply and change.proposal.changes:
        return _applied(order, change, said)
    return FINE, said


def _applied(order: Order, change: Change, said: list[str]) -> tuple[int, list[str]]:
    try:
        version: Version | Pending = apply(
            change,
            order.folder,
            who=order.who,
            why=order.why,
            confirmed=order.accepted,
            typed=order.removing,
            reopened=order.reopened,
        )
    except Refused as refusal:
        return FAULTS, [*said, message(refusal.message)]
    except Unfinished as unfinished:
        version = unfinished.version
        said.append(_("The change is saved; its last step follows once the disk accepts it."))
    ahead = told_ahead(change.proposal.changes)
    return FINE, [*said, *([ahead] if ahead else []), outcome(version)]


def outcome(done: Version | Pending) -> str:
    """What became of a change: a version, or a proposal that waits."""
    if isinstance(done, Pending):
        return _("Proposal {n} is kept; another person must approve it.", n=done.number)
    return _("Applied. This is now version {n}; all earlier versions are kept.", n=done.number)


def decided(folder: Path, number: int, *, approved: bool, who: str, why: str) -> str:
    """Approve or decline a proposal; what is said of it.

    Raises:
        Refused: As `lib.update.approvals.approve` raises it.
        OSError: When the disk does not take it.
    """
    if not approved:
        decline(folder, number, who=who, why=why)
        return _("Proposal {n} is declined; nothing was changed.", n=number)
    try:
        return outcome(approve(folder, number, who=who, why=why))
    except Unfinished as unfinished:
        return outcome(unfinished.version)


def proposals(folder: Path) -> list[str]:
    """The proposals that wait, a line each, and what each would do."""
    said = []
    for each in waiting_changes(folder):
        said.append(f"{each.number} · {each.when} · {each.who} · {each.why}")
        changes = counts(difference_of(folder, each))
        said += ["  " + table_line(name, *changed) for name, changed in changes.items()]
    return said or [_("No change waits for approval.")]
