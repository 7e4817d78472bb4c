"""Doubts about places of a division that had ended when the row's source spoke of them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from lib.errors import Message
from lib.io.faults import said
from lib.io.tables.contracts import REFORM
from lib.io.tables.rules import shown_cell
from lib.update.doubts import Doubt, Touched
from lib.update.prospects import Prospect
from lib.update.row_pairs import at_places

ENDED = Message("{place} belongs to the division until June 2025; the row is dated {day}")
TO_COME = Message("{place} belongs to the division since July 2025; the row is dated {day}")

_REFORM = pd.Timestamp(REFORM)
_OWN_DAY = {"counts": "as_of", "indicators": "period_end", "milestones": "date", "targets": ""}


def doubtful_places(prospect: Prospect) -> Iterator[Doubt]:
    """Every scope that is not of the division of its row's day.

    Of a target, which is for a day to come, the day counts on which its source was published.
    """
    for name, table in prospect.touched(*_OWN_DAY):
        days = _days(prospect, table, _OWN_DAY[name])
        keys = table.after["scope_key"]
        former = keys.str.startswith("until2025") & (days >= _REFORM)
        early = keys.str.startswith("from2025") & (days < _REFORM) & (name != "targets")
        for where, words in ((former, ENDED), (early, TO_COME)):
            found = {
                int(place): said(
                    words,
                    place=prospect.place(str(keys.iloc[place])),
                    day=shown_cell(days.iloc[place]),
                )
                for place in np.flatnonzero(where.to_numpy(dtype=bool) & table.mask)
            }
            yield from table.doubts(
                "unit-of-other-time", "scope_key", at_places(table, found), found.__getitem__
            )


def _days(prospect: Prospect, table: Touched, column: str) -> pd.Series[pd.Timestamp]:
    if column:
        return table.after[column]
    published = prospect.table("sources").drop_duplicates("source_id").set_index("source_id")
    days = published["published_on"].reindex(table.after["source_id"])
    return pd.Series(days.to_numpy(), index=table.after.index)
