"""The course of each ward: what `statuses.statuses_at` says of it from each day on.

For what moves through time, where a day at a time would be worked out hundreds of times.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from lib.domain.statuses import statuses_at, undated, undated_from

_BEFORE_ALL = pd.Timestamp("1900-01-01")
_AFTER_ALL = date(2200, 1, 1)


def status_courses(table: pd.DataFrame, *, today: date | None = None) -> pd.DataFrame:
    """Every state of every ward, with the day it holds from.

    A state begins on each day that an observation of the ward holds from, or is confirmed on;
    where the ward has undated ones, also on the day from which those count.

    Args:
        table: Result of `statuses.dated`, of the whole record.
        today: Today, from which undated observations count; by default that of the machine.

    Returns:
        Columns unit_key and since (its first day), then those of `statuses_at`; by unit and
        day. On a day, the last row of a unit that is not after it is its row of `statuses_at`.
    """
    loose = undated(table)
    reports = table[table["day"].notna()]
    since = undated_from(table, today=today)
    begins = _BEFORE_ALL if since is None else pd.Timestamp(since)
    parts = [
        reports[["unit_key", "day"]].rename(columns={"day": "since"}),
        reports[["unit_key", "reported_on"]].rename(columns={"reported_on": "since"}),
        pd.DataFrame({"unit_key": loose["unit_key"], "since": begins}),
    ]
    moments = pd.concat([part for part in parts if len(part)] or parts[:1]).drop_duplicates()
    # The ward as it stood at each moment is looked at as if it were a ward of its own.
    rows = table.reset_index(drop=True).merge(moments, on="unit_key")
    by_then = rows["day"].isna() & (rows["since"] >= begins) | (rows["day"] <= rows["since"])
    rows = rows[by_then]
    later = rows["reported_on"] > rows["since"]
    rows["reported_on"] = rows["reported_on"].mask(later, rows["day"])
    stamps = rows["since"].to_numpy(dtype="datetime64[D]").astype(np.int64).astype(str)
    rows["unit_key"] = rows["unit_key"] + "@" + pd.Series(stamps, index=rows.index, dtype="str")
    states = statuses_at(rows.drop(columns="since"), _AFTER_ALL)
    parted = [str(key).rpartition("@") for key in states.index]
    numbers = np.array([int(day) for _key, _at, day in parted], dtype=np.int64)
    days = numbers.astype("datetime64[D]").astype("datetime64[ns]")
    keys = pd.Series([key for key, _at, _day in parted], dtype="str")
    courses = states.reset_index(drop=True).assign(unit_key=keys, since=days)
    order = ["unit_key", "since", *states.columns]
    return courses[order].sort_values(["unit_key", "since"], ignore_index=True)
