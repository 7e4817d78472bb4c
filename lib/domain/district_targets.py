"""Targets that ask for so many wards of the programme in each district."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from lib.domain.progress import places_by_region
from lib.domain.rows import records
from lib.domain.statuses import COUNTED, RANK
from lib.domain.territories import LAST_OLD_DAY
from lib.domain.units import Units, vintage_of


@dataclass(frozen=True)
class DistrictTarget:
    """One target, and which districts of its scope reach it on a day.

    Attributes:
        target_id: Row of the targets table.
        scope_key: ``national`` or a province of before the reform.
        wanted: Wards of the programme asked for in each district.
        due: Day it is due; None when none is stated.
        precision: day, month, year or "" of the due day.
        source_id: Source.
        reached: Districts with at least so many wards that are registered or further.
        short: Districts with wards, but fewer of the programme.
    """

    target_id: str
    scope_key: str
    wanted: int
    due: date | None
    precision: str
    source_id: str
    reached: tuple[str, ...]
    short: tuple[str, ...]


def district_targets(
    targets: pd.DataFrame, units: Units, statuses: pd.DataFrame, day: date
) -> list[DistrictTarget]:
    """Every counted target of the kind, in the order of the table.

    Districts ended on 30 June 2025; from then on those of that day are asked about, and a
    scope of the present division has none.

    Args:
        targets: Frame of the targets contract, of the sources published by the day.
        units: The units.
        statuses: Result of `statuses_at` for the day.
        day: As-of date.
    """
    mine = targets[
        (targets["metric"].astype(str) == "wards_per_district")
        & (targets["programme"].astype(str) == COUNTED)
        & targets["value"].notna()
    ]
    if mine.empty:
        return []
    active = statuses.index[statuses["status"].astype(str).map(RANK) >= RANK["registered"]]
    here = {key: len(places) for key, places in places_by_region(units, active).items()}
    per_district = []
    for row in records(mine):
        districts = _districts_with_wards(units, str(row.scope_key), min(day, LAST_OLD_DAY))
        if not districts:
            continue
        wanted = int(row.value)
        due = None if pd.isna(row.target_date) else row.target_date.date()
        per_district.append(
            DistrictTarget(
                str(row.target_id), str(row.scope_key), wanted, due,
                str(row.target_date_precision), str(row.source_id),
                tuple(key for key in districts if here.get(key, 0) >= wanted),
                tuple(key for key in districts if here.get(key, 0) < wanted),
            )
        )  # fmt: skip
    return per_district


def _districts_with_wards(units: Units, scope: str, day: date) -> list[str]:
    """Districts of a scope that have a unit that can carry the title."""
    if scope != "national" and (scope not in units or vintage_of(scope) != "until2025"):
        return []
    provinces = list(units.provinces(day).index) if scope == "national" else [scope]
    districts = [str(key) for each in provinces for key in units.districts(str(each), day).index]
    return [key for key in districts if len(units.members(day, district=key))]
