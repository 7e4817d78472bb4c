"""Doubts about criteria sets: how many criteria they have, beside others and their own list."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from lib.domain.statuses import COUNTED
from lib.errors import Message
from lib.io.faults import said
from lib.update.doubts import Doubt, Touched
from lib.update.prospects import Prospect, first_days
from lib.update.row_pairs import records

OTHER_SIZE = Message("the set {value} has {count} criteria; the known sets have {other}")
OTHER_GROUPS = Message("the set {value} has {count} groups; the known sets have {other}")
LISTED = Message("the set {value} has {count} criteria, but {other} are listed")
LISTED_GROUPS = Message("the set {value} has {count} groups, but {other} are listed")
BACKWARDS = Message("from {value} to {other}, which was issued before it")

# Of the sets that were issued: decision 5764 of 2021, and the official one of 2023.
_CRITERIA, _GROUPS = (20, 22), (7,)


def doubtful_sets(prospect: Prospect) -> Iterator[Doubt]:
    """Every doubt about new criteria sets and about crosswalks between them."""
    touched = dict(prospect.touched("criteria_sets", "criteria", "crosswalk"))
    if "criteria_sets" in touched:
        table = touched["criteria_sets"]
        before = prospect.before.tables["criteria_sets"]
        yield from _sizes(table, before, "criteria_count", _CRITERIA, OTHER_SIZE)
        yield from _sizes(table, before, "groups_count", _GROUPS, OTHER_GROUPS)
        yield from _unlike_list(prospect, table)
    if "crosswalk" in touched:
        yield from _backwards(prospect, touched["crosswalk"])


def _sizes(
    table: Touched, before: pd.DataFrame, column: str, issued: tuple[int, ...], words: Message
) -> Iterator[Doubt]:
    """Sets of the counted programme that are larger or smaller than every other one."""
    frame = table.after
    counted = (frame["programme"] == COUNTED).to_numpy(dtype=bool)
    told = counted & frame[column].notna().to_numpy(dtype=bool)
    known = sorted({*issued, *before[column].dropna().astype(int)})
    odd = told & ~frame[column].isin(known).fillna(False).to_numpy(dtype=bool)
    yield from table.doubts(
        "set-unlikely",
        column,
        odd,
        lambda place: said(
            words,
            value=frame["set_id"].iloc[place],
            count=frame[column].iloc[place],
            other=", ".join(map(str, known)),
        ),
    )


def _unlike_list(prospect: Prospect, table: Touched) -> Iterator[Doubt]:
    """Sets whose criteria are listed in full, and are others than the set says."""
    listed = prospect.table("criteria")
    whole = listed[listed["criterion_no"].notna()].groupby("set_id")["criterion_no"]
    sizes, last = whole.nunique(), whole.max()
    groups = listed[listed["group_no"].notna()].groupby("set_id")["group_no"].nunique()
    frame = table.after
    rows = records(frame, np.flatnonzero(table.mask).tolist())
    sizes = sizes[sizes == last]
    for column, counts, words in (
        ("criteria_count", sizes, LISTED),
        ("groups_count", groups[groups.index.isin(sizes.index)], LISTED_GROUPS),
    ):
        messages = {
            place: said(words, value=row["set_id"], count=row[column], other=counts[row["set_id"]])
            for place, row in rows.items()
            if row["set_id"] in counts.index
            and not pd.isna(row[column])
            and int(counts[row["set_id"]]) != int(row[column])
        }
        yield from table.doubts_of_rows("set-unlikely", column, messages)


def _backwards(prospect: Prospect, table: Touched) -> Iterator[Doubt]:
    """Crosswalks that lead from a later set to an earlier one."""
    sets = prospect.table("criteria_sets")
    issued = pd.Series(first_days(sets, "issued_on"), index=sets["set_id"].astype("str"))
    frame = table.after
    before = issued.reindex(frame["from_set"]).to_numpy()
    after = issued.reindex(frame["to_set"]).to_numpy()
    yield from table.doubts(
        "set-unlikely",
        "to_set",
        before > after,
        lambda place: said(
            BACKWARDS, value=frame["from_set"].iloc[place], other=frame["to_set"].iloc[place]
        ),
    )
