"""Doubts about targets given as a share beside those given as a number of wards."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

import numpy as np
import pandas as pd

from lib.domain.pace import wards_of_share
from lib.domain.statuses import COUNTED
from lib.errors import Message
from lib.io.faults import said
from lib.io.tables.rules import shown_cell
from lib.update.doubtful_rows import wards_of
from lib.update.doubts import Doubt, Touched
from lib.update.prospects import Prospect, scope_name
from lib.update.row_pairs import records

AGAINST_SHARE = Message(
    "{place}: {value} wards by {day}, but the share for the same day, {share} percent of {total}, "
    "makes {other}"
)
LESS_IN_WARDS = Message(
    "{place}: {value} by {day}, in wards {count}, but {other} by {before} already"
)


_MOST = 100  # targets of one place that are compared with each other


class _InWards(NamedTuple):
    """A target brought to wards: due day, wards, row, and what is written."""

    day: pd.Timestamp
    wards: float
    place: int
    is_share: bool
    value: float
    total: int


def doubtful_shares(prospect: Prospect) -> Iterator[Doubt]:
    """Every target whose share and number of wards contradict another one of its place."""
    for _, table in prospect.touched("targets"):
        yield from _in_wards(prospect, table)


def _in_wards(prospect: Prospect, table: Touched) -> Iterator[Doubt]:
    """Shares beside numbers of wards of the same place, brought to wards to be compared."""
    frame = table.after
    counted = (frame["programme"] == COUNTED) & (frame["scope_key"] != "")
    counted &= frame["metric"].isin(("count_of_wards", "share_of_wards"))
    counted &= frame["target_date"].notna() & frame["value"].notna()
    published = frame[frame["denominator"].notna()].groupby("scope_key")["denominator"].max()
    by_place: dict[str, list[_InWards]] = {}
    for place, row in records(frame, np.flatnonzero(counted.to_numpy(dtype=bool)).tolist()).items():
        scope, is_share = str(row["scope_key"]), row["metric"] == "share_of_wards"
        total = row["denominator"]
        if is_share and pd.isna(total):
            total = published.get(scope) or wards_of(prospect, scope, row["target_date"])
        if is_share and not total:
            continue
        wards = wards_of_share(row["value"], int(total)) if is_share else row["value"]
        one = _InWards(
            row["target_date"], float(wards), place, is_share, float(row["value"]), total
        )
        by_place.setdefault(scope, []).append(one)
    messages: dict[int, Message] = {}
    for each in by_place.values():
        for one, other in combinations(sorted(each)[:_MOST], 2):
            asked = other if table.mask[other.place] else one
            if one.is_share == other.is_share or not table.mask[asked.place]:
                continue
            if one.day == other.day:
                words = _against(*((one, other) if other.is_share else (other, one)))
            elif other.wards < one.wards - 1:
                words = said(
                    LESS_IN_WARDS,
                    value=f"{other.value:g}%" if other.is_share else f"{other.value:g}",
                    day=shown_cell(other.day),
                    count=f"{other.wards:.0f}",
                    other=f"{one.wards:.0f}",
                    before=shown_cell(one.day),
                )
            else:
                continue
            if words is not None:
                name = scope_name(prospect, frame, asked.place, "target_date")
                messages[asked.place] = words.filled(**dict(words.values), place=name)
    yield from table.doubts_of_rows("target-unlikely", "value", messages)


def _against(number: _InWards, share: _InWards) -> Message | None:
    """What is said of a number and a share for one day that are not the same wards."""
    if abs(number.wards - share.wards) <= 1:
        return None
    return said(
        AGAINST_SHARE,
        value=f"{number.value:g}",
        day=shown_cell(number.day),
        share=f"{share.value:g}",
        total=int(share.total),
        other=f"{share.wards:.0f}",
    )
