"""Doubts about places of a division that had ended when the row's source spoke of them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from lib.errors import Message
from lib.io.tables.contracts import REFORM
from lib.io.tables.rules import shown_cell
from lib.update.closed_periods import DAYS
from lib.update.doubts import Doubt, Touched
from lib.update.prospects import Prospect, published_days

ENDED = Message("{place} belongs to the division until June 2025; the row is dated {day}")
ENDED_AND_NOW = Message(
    "{place} belongs to the division until June 2025 and is now {value}; the row is dated {day}"
)
TO_COME = Message("{place} belongs to the division since July 2025; the row is dated {day}")

_MOST_NAMED = 8
_REFORM = pd.Timestamp(REFORM)
_SCOPED = ("counts", "indicators", "milestones", "targets")


def doubtful_places(prospect: Prospect) -> Iterator[Doubt]:
    """Every scope that is not of the division of its row's day.

    Of a target, which is for a day to come, the day counts on which its source was published.
    """
    for name, table in prospect.touched(*_SCOPED):
        days = _days(prospect, table, name)
        keys = table.after["scope_key"]
        former = keys.str.startswith("until2025") & (days >= _REFORM)
        early = keys.str.startswith("from2025") & (days < _REFORM) & (name != "targets")
        for where, usual in ((former, ENDED), (early, TO_COME)):
            messages = {}
            for place in np.flatnonzero(where.to_numpy(dtype=bool) & table.mask):
                key, day = str(keys.iloc[place]), days.iloc[place]
                now = _successors(prospect, key, day) if usual == ENDED else ""
                messages[int(place)] = (ENDED_AND_NOW if now else usual).filled(
                    place=prospect.place(key), value=now, day=shown_cell(day)
                )
            yield from table.doubts_of_rows("unit-of-other-time", "scope_key", messages)


def _successors(prospect: Prospect, key: str, day: pd.Timestamp) -> str:
    """What stands for an ended place on a day, by name; the main successor first."""
    keys = prospect.units.as_of_key(key, day.date()) if key in prospect.units else []
    names = [prospect.place(each, "", day) for each in keys[:_MOST_NAMED]]
    return "; ".join([*names, "…"] if len(keys) > _MOST_NAMED else names)


def _days(prospect: Prospect, table: Touched, name: str) -> pd.Series[pd.Timestamp]:
    frame = table.after
    if name != "targets":
        return frame[DAYS[name]]
    return pd.Series(published_days(prospect, frame).astype("datetime64[ns]"), index=frame.index)
