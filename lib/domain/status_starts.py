"""Since when a ward stands on a step: only where a source gives it.

The day on which a ward is first mentioned is no beginning: it may have registered years
before. A source gives the beginning of two steps: the year of registration, and the day of
recognition.
"""

from __future__ import annotations

from datetime import date

import pandas as pd

from lib.domain.statuses import RANK


def registrations(dated: pd.DataFrame, day: date) -> pd.DataFrame:
    """When wards registered, as their sources give it.

    A year stands for its last day, or for the first report of the ward in that year: by then
    it had registered.

    Args:
        dated: Result of `statuses.dated`.
        day: As-of date; later observations are not looked at.

    Returns:
        Index unit_key, only wards with a year of registration (the first one given); columns
        day, precision (``year``), source_id (that gives the year).
    """
    with_year = dated[~(dated["day"] > pd.Timestamp(day)) & dated["registered_year"].notna()]
    order = ["unit_key", "registered_year", "day"]
    first = with_year.sort_values(order).drop_duplicates("unit_key").set_index("unit_key")
    year = first["registered_year"].astype("int64")
    ends = pd.to_datetime(year.astype(str) + "-12-31", format="%Y-%m-%d")
    begun = dated[dated["rank"] >= RANK["registered"]]
    mentioned = begun.groupby("unit_key")["day"].min().reindex(first.index)
    same_year = (mentioned.dt.year == year) & (mentioned < ends)
    start = ends.where(~same_year, mentioned)
    return pd.DataFrame(
        {"day": start, "precision": "year", "source_id": first["source_id"].astype(str)}
    )
