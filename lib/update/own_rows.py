"""Whose rows a change touches: an account that is bound to provinces changes only theirs.

A row belongs to the province of today of its unit (`lib.io.store.owners`, as in the database), a
row about the country or about no known unit to the ministry. A source belongs to the account
that named it first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from pathlib import Path

import numpy as np

from lib import clock
from lib.errors import Message, Refused
from lib.io.arrivals.table_changes import TableChanges
from lib.io.store.dataset_files import table_paths
from lib.io.store.datasets import tables_of
from lib.io.store.folders import Provinces
from lib.io.store.versions import object_of, versions
from lib.io.tables.cell_texts import written_column
from lib.io.tables.descriptors import DESCRIPTOR
from lib.situation import data
from lib.words.terms import TABLES

NOT_YOURS = Message(
    "These rows are not of the provinces of your account ({other}): {value}. Nothing was changed."
)
_ROWS = Message("{place}: {name} {value}")
_OUTLINES = Message("outlines")
_OTHER = "?"  # whose a source is that another account named
_BOTH = Message("{value}; {other}")
_COUNTRY = Message("whole country or no known unit")
_OTHERS = Message("sources named by others")
_NAMED = 5  # rows of a table and a province that are named
_MOST = 8  # groups of them


def check_own(
    changes: Mapping[str, TableChanges], within: Provinces, *, who: str, folder: Path
) -> None:
    """Refuse a change that touches rows of others.

    Args:
        changes: What happens to each table.
        within: Provinces that the account is bound to; None for every row.
        who: The account.
        folder: The dataset's folder.

    Raises:
        Refused: With the rows, by province.
    """
    said = foreign_rows(changes, within, who=who, folder=folder)
    if said:
        raise Refused(said)


def foreign_rows(
    changes: Mapping[str, TableChanges], within: Provinces, *, who: str, folder: Path
) -> Message | None:
    """What is said of rows of others that a change touches; None when there are none."""
    if within is None:
        return None
    owner_of = data.owners()
    groups: dict[tuple[str, str], list[str]] = {}
    for name, each in changes.items():
        of_others: frozenset[str] = frozenset()
        if name == "sources":
            present = [str(key) for key in each.before["source_id"]]
            of_others = _sources_of_others(folder, who, present)
        for key, owner in _touched(each, owner_of, of_others, next(iter(within), "")):
            if owner not in within:
                groups.setdefault((owner, name), []).append(key)
    return _told(groups, within) if groups else None


def foreign_units(keys: Sequence[str], within: Provinces) -> Message | None:
    """What is said of units of others whose outlines a change touches; None when of none."""
    if within is None:
        return None
    owner_of = data.owners()
    groups: dict[tuple[str, str], list[str]] = {}
    for key in keys:
        owner = owner_of.get(key, "")
        if owner not in within:
            groups.setdefault((owner, ""), []).append(key)
    return _told(groups, within) if groups else None


def places(keys: Sequence[str]) -> str:
    """Provinces by their names."""
    units, today = data.units(), clock.today()
    return ", ".join(units.full_name(key, today) for key in keys)


def _touched(
    each: TableChanges, owner_of: Mapping[str, str], of_others: frozenset[str], mine: str
) -> Iterator[tuple[str, str]]:
    """Keys of the rows that a change touches, each with its owner before and after."""
    old, new = each.changed
    for frame, rows in (
        (each.before, np.concatenate([each.removed, old])),
        (each.after, np.concatenate([each.added, new])),
    ):
        some = frame.iloc[rows.astype(int)]
        parts = (written_column(some, each.table.field(name)) for name in each.table.key)
        keys = [", ".join(whole) for whole in zip(*parts, strict=True)]
        scope = next((name for name in ("unit_key", "scope_key") if name in some), "")
        if scope:
            yield from zip(keys, [owner_of.get(str(key), "") for key in some[scope]], strict=True)
        elif each.table.name == "sources":
            yield from ((key, _OTHER if key in of_others else mine) for key in keys)
        else:
            yield from ((key, "") for key in keys)


def _sources_of_others(folder: Path, who: str, present: Sequence[str]) -> frozenset[str]:
    """Sources that another account named first, or that nobody knows who did."""
    first: dict[str, str] = {}
    seen = set()
    for version in versions(folder):
        try:
            descriptor = object_of(folder, version, DESCRIPTOR)
            path = table_paths(descriptor).get("sources", "")
            if path not in version.files or version.files[path] in seen:
                continue
            seen.add(version.files[path])
            files = {DESCRIPTOR: descriptor, path: object_of(folder, version, path)}
        except (KeyError, OSError):  # damaged: nobody knows any more who named them first
            return frozenset(present)
        for key in tables_of(files)["sources"]["source_id"]:
            first.setdefault(str(key), version.who)
    for key in present:
        first.setdefault(key, "")
    return frozenset(key for key, whose in first.items() if whose != who)


def _told(groups: Mapping[tuple[str, str], Sequence[str]], within: Sequence[str]) -> Message:
    said: list[Message | str] = []
    for (owner, table), keys in sorted(groups.items())[:_MOST]:
        kept = list(dict.fromkeys(keys))
        more = [f"+ {len(kept) - _NAMED}"] if len(kept) > _NAMED else []
        place: Message | str = {"": _COUNTRY, _OTHER: _OTHERS}.get(owner) or places([owner])
        name = Message(TABLES[table]) if table else _OUTLINES
        listed = ", ".join([*kept[:_NAMED], *more])
        said.append(_ROWS.filled(place=place, name=name, value=listed))
    if len(groups) > _MOST:
        said.append(f"+ {len(groups) - _MOST}")
    whole = reduce(lambda one, other: _BOTH.filled(value=one, other=other), said)
    return NOT_YOURS.filled(other=places(within), value=whole)
