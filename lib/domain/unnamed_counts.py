"""Counts that a source publishes without naming the wards: beside the named ones, never added."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import pandas as pd

from lib.domain.progress import places_by_region
from lib.domain.rows import records
from lib.domain.statuses import COUNTED, RANK
from lib.domain.units import Units

# What a metric counts, by how its name begins; a round may stand in it: wards_registered_2024.
_STEPS = {
    "wards_recognised": "recognised",
    "wards_registered": "registered",
    "wards_replicating": "registered",
    "wards_piloting": "registered",
}
METRIC = re.compile(rf"^(?P<step>{'|'.join(_STEPS)})(?:_(?P<round>20\d\d))?(?:_round)?$")


@dataclass(frozen=True)
class UnnamedCount:
    """A published number of wards of which fewer are named.

    Attributes:
        count_id: Row of the counts table.
        scope_key: ``national`` or a unit key.
        status: Step that the wards have reached: ``recognised`` or ``registered``.
        year: Round that is counted; None when the source counts all.
        value: Wards, as published.
        day: Day it speaks of; None when undated.
        precision: day, month, year or "" of the day.
        source_id: Source.
        named: Wards of the scope that other sources name for that step and round.
    """

    count_id: str
    scope_key: str
    status: str
    year: int | None
    value: int
    day: date | None
    precision: str
    source_id: str
    named: tuple[str, ...]


def unnamed_counts(
    counts: pd.DataFrame,
    units: Units,
    statuses: pd.DataFrame,
    day: date,
    overruled: Collection[str] = (),
) -> list[UnnamedCount]:
    """For each scope and metric the newest count up to a day, where fewer wards are named.

    Args:
        counts: Frame of the counts contract.
        units: The units.
        statuses: Result of `statuses_at` for the day.
        day: As-of date.
        overruled: Rows that another source of the same day outweighs.

    Returns:
        Recognised before registered, then the largest first.
    """
    parts = counts["metric"].astype("str").str.extract(METRIC)
    counts = counts.assign(step=parts["step"].map(_STEPS), round=parts["round"].fillna(""))
    rows = counts[
        (counts["programme"].astype(str) == COUNTED)
        & counts["step"].notna()
        & (counts["scope_key"].astype(str) != "")
        & ~(counts["as_of"] > pd.Timestamp(day))
        & ~counts["count_id"].astype(str).isin(overruled)
    ]
    rows = rows.sort_values("as_of", kind="stable", na_position="first")
    rows = rows.drop_duplicates(["scope_key", "metric"], keep="last")
    places = places_by_region(units, statuses.index)
    rank = statuses["status"].astype(str).map(RANK).to_numpy()
    years = statuses["registered_year"].astype("Float64").to_numpy(dtype=float, na_value=0)
    of_places = []
    for row in records(rows):
        status, year = str(row.step), int(row.round) if row.round else None
        scope = str(row.scope_key)
        on = None if pd.isna(row.as_of) else row.as_of.date()
        inside = range(len(statuses)) if scope == "national" else places.get(scope, [])
        named = tuple(
            key
            for place in inside
            if rank[place] >= RANK[status]
            and year in (None, years[place])
            and _lay_in(units, key := str(statuses.index[place]), scope, on)
        )
        if len(named) < row.value:
            of_places.append(
                UnnamedCount(
                    str(row.count_id), scope, status, year, int(row.value), on,
                    str(row.as_of_precision), str(row.source_id), named,
                )
            )  # fmt: skip
    return sorted(of_places, key=lambda one: (-RANK[one.status], -one.value, one.count_id))


def _lay_in(units: Units, key: str, scope: str, day: date | None) -> bool:
    """Whether a ward lay in a scope on a day, of those that ever did: districts lost wards."""
    if day is None or scope == "national" or units.kind(scope) != "district":
        return True
    return not units.exists(key, day) or units.district_of(key, day) == scope
