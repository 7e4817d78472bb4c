"""Kept versions of a dataset: what differs between any two, the way back, the audit trail."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from lib.errors import Message, Refused
from lib.io.arrivals.table_changes import TableChanges, table_changes
from lib.io.store.datasets import open_dataset, tables_of
from lib.io.store.folders import Provinces
from lib.io.store.pending import Pending, keep_pending
from lib.io.store.rules import read_rules
from lib.io.store.versions import Version, files_of
from lib.io.tables.dataset import DATASET_TABLES
from lib.update.closed_periods import check_closed
from lib.update.own_rows import check_own

NO_REASON = Message("Give a reason: it is kept with the version.")
Tables = Mapping[str, pd.DataFrame]


def present_tables(folder: Path) -> Tables:
    """The tables of a dataset as it stands."""
    return tables_of(open_dataset(folder).files())


def between(before: Tables, after: Tables) -> dict[str, TableChanges]:
    """What happens to each table from one state to another; only those that differ."""
    changes_of = {
        table.name: table_changes(table, before[table.name], after[table.name], "replace")
        for table in DATASET_TABLES
    }
    return {name: changes for name, changes in changes_of.items() if changes.count}


def versions_differ(folder: Path, first: int, second: int) -> dict[str, TableChanges]:
    """What differs between two kept versions.

    Raises:
        Refused: When one of them is not there.
        OSError: When kept files are damaged.
    """
    return between(tables_of(files_of(folder, first)), tables_of(files_of(folder, second)))


def go_back(
    folder: Path, to: int, *, who: str, why: str, reopened: str = "", within: Provinces = None
) -> Version | Pending:
    """Bring a kept version back, or propose to where a second person must approve.

    Args:
        folder: The dataset's folder.
        to: Number of the version.
        who: Account that does it.
        why: Reason.
        reopened: Why a closed period may change.
        within: Provinces that `who` is bound to; a store that holds rows goes back over theirs
            alone.

    Raises:
        Refused: Without a reason, for a closed period, for rows of others, or when the version
            is not there.
        OSError: As `lib.io.store.folders.Folder.undo` raises it.
    """
    if not why.strip():
        raise Refused(NO_REASON)
    rules = read_rules(folder)
    stored = open_dataset(folder)
    base = stored.checksum()  # also when the files are broken: this is the way out
    changes = between(present_tables(folder), tables_of(files_of(folder, to)))
    if not stored.holds_rows:
        check_own(changes, within, who=who, folder=folder)
    check_closed(changes, rules, reopened)
    if rules.needs_approval:
        asked = Pending(
            0, "", who, why.strip(), base, {}, back_to=to, reopened=reopened.strip(), within=within
        )
        return keep_pending(folder, {}, asked)
    return stored.undo(
        to, who=who, why=why.strip(), base=base, reopened=reopened.strip(), within=within
    )
