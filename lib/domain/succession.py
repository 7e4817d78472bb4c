"""Wards that ended in the reform, once a unit that continues them is reported itself.

Until then the ended ward stands for its place in all counts; from then on its successor
does, with its own status. Nothing is inherited and nothing is counted twice.
"""

from __future__ import annotations

import pandas as pd

from lib.domain.units import Units


def superseded_on(units: Units, dated: pd.DataFrame) -> pd.Series:
    """The day from which a later unit stands for a ward that ended.

    Args:
        units: The units.
        dated: Result of `lib.domain.statuses.dated`.

    Returns:
        Days by unit key, only for reported units of which a descendant is reported too:
        the first day anything is said of one of them.
    """
    first = dated.groupby("unit_key")["day"].min().dropna()
    days_by_key: dict[str, pd.Timestamp] = {}
    for key in dated["unit_key"].unique():
        days = [first[each] for each in units.lineage.descendants(key) if each in first.index]
        if days:
            days_by_key[key] = min(days)
    return pd.Series(days_by_key, dtype="datetime64[ns]").rename_axis("unit_key")


def standing_at(statuses: pd.DataFrame, superseded: pd.Series, day: pd.Timestamp) -> pd.DataFrame:
    """Rows of `statuses_at` without the wards that a later unit stands for on the day."""
    gone = superseded.index[superseded <= day]
    return statuses[~statuses.index.isin(gone)]
