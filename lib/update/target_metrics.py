"""Doubts about targets whose number is of the other kind: wards for percent, or percent for wards.

A number alone does not say which of the two it is. What tells are the remark beside it, the
targets of other places, and that percent of so many wards come to a whole number of them.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from lib.domain.statuses import COUNTED
from lib.errors import Message
from lib.io.faults import said
from lib.io.tables.rules import shown_cell
from lib.update.doubtful_rows import wards_of
from lib.update.doubts import Doubt
from lib.update.prospects import Prospect, scope_name
from lib.update.row_pairs import at_places

SAID_PERCENT = Message("{place}: {value} wards, but the remark says “{other}”")
SAID_WARDS = Message("{place}: {value} percent, but the remark says “{other}”")
NO_WHOLE = Message(
    "{place}: {value} percent of {total} wards is no whole number; are {value} wards meant?"
)
ALIKE = Message("{place}: {value} wards, as in {count} other places; are {value} percent meant?")
OTHERS_SHARE = Message(
    "{place}: {value} wards; {count} other places have {value} percent for the same day"
)
OTHERS_WARDS = Message(
    "{place}: {value} percent; {count} other places have {value} wards for the same day"
)

Row = Mapping[Hashable, Any]
_COUNT, _SHARE = "count_of_wards", "share_of_wards"
_OTHERS = 3  # other places of one paper and day with the same value
_LIKE_PERCENT = 20  # so many wards in each of several places are percent, rather


def target_metrics(prospect: Prospect) -> Iterator[Doubt]:
    """Every target whose value is hardly of the metric that its row says."""
    for _, table in prospect.touched("targets"):
        frame = table.after
        given = frame["metric"].isin((_COUNT, _SHARE)) & (frame["programme"] == COUNTED)
        given &= (frame["value"] > 0).fillna(False) & (frame["scope_key"] != "")
        rows = frame[given.to_numpy(dtype=bool)]
        found: dict[int, Message] = {}
        for place in np.flatnonzero(given.to_numpy(dtype=bool) & table.mask).tolist():
            row = frame.iloc[place].to_dict()
            words = _of_remark(row) or _of_others(row, rows) or _no_whole(prospect, row)
            if words is not None:
                name = scope_name(prospect, frame, place, "target_date")
                value = shown_cell(row["value"])
                found[place] = words.filled(**dict(words.values), place=name, value=value)
        yield from table.doubts(
            "target-unlikely", "metric", at_places(table, found), found.__getitem__
        )


def _of_remark(row: Row) -> Message | None:
    """What the remark says the value is, where it is another thing than the metric."""
    value = re.escape(shown_cell(row["value"]))
    note = str(row["note"])
    percent = re.search(rf"(?<![\d.,]){value}\s*(?:%|phần trăm|percent)", note)
    wards = re.search(
        rf"(?<![\d.,/]){value}\s*(?:/\s*\d+|(?:công an\s+)?(?:phường|xã|đơn vị)|"
        r"(?:of \d+ )?wards?)",
        note,
        re.IGNORECASE,
    )
    if row["metric"] == _COUNT and percent and not wards:
        return said(SAID_PERCENT, other=percent[0])
    if row["metric"] == _SHARE and wards and not percent:
        return said(SAID_WARDS, other=wards[0])
    return None


def _of_others(row: Row, rows: pd.DataFrame) -> Message | None:
    """What other places have for the same day by the same paper, as far as it is the same value."""
    same = rows["value"].eq(row["value"]) & rows["target_date"].eq(row["target_date"])
    same &= rows["source_id"].eq(row["source_id"]) & rows["scope_key"].ne(row["scope_key"])
    places = rows[same.to_numpy(dtype=bool)].groupby("metric", observed=True)["scope_key"].nunique()
    counts, shares = int(places.get(_COUNT, 0)), int(places.get(_SHARE, 0))
    if row["metric"] == _COUNT and shares >= _OTHERS and shares > counts:
        return said(OTHERS_SHARE, count=shares)
    if row["metric"] == _SHARE and counts >= _OTHERS and counts > shares:
        return said(OTHERS_WARDS, count=counts)
    if row["metric"] == _COUNT and counts >= _OTHERS and float(row["value"]) >= _LIKE_PERCENT:
        return said(ALIKE, count=counts)
    return None


def _no_whole(prospect: Prospect, row: Row) -> Message | None:
    """A share that is no round one, and the rounded share of no number of wards of its place."""
    value = float(row["value"])
    total = row["denominator"]
    if pd.isna(total):
        total = wards_of(prospect, str(row["scope_key"]), row["target_date"])
    total = int(total)
    if row["metric"] != _SHARE or value % 5 == 0 or value % 1 or value > total:
        return None
    near = round(value * total / 100)
    if abs(100 * near / total - value) <= 0.5:
        return None
    return said(NO_WHOLE, total=total)
