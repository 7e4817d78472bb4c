"""Wards that are worth putting beside a ward: of its city, its wave, its size."""

from __future__ import annotations

import math
from collections.abc import Collection
from datetime import date

import pandas as pd

from lib.domain.names import sort_key
from lib.domain.units import Units, vintage_of

COLUMNS = ("same_city", "same_wave", "size_ratio", "score")


def similar_wards(
    units: Units,
    statuses: pd.DataFrame,
    key: str,
    day: date,
    *,
    n: int = 5,
    without: Collection[str] = (),
) -> pd.DataFrame:
    """Wards with a report that are most like a ward.

    City and wave count two points each, size up to one: the smaller area over the larger.
    Only units of the ward's own vintage are candidates, as others cannot stand for it.

    Args:
        units: The units.
        statuses: Result of `statuses_at` for the day.
        key: The ward.
        day: As-of date; decides names and areas.
        n: How many at most.
        without: Keys that are not wanted, say those already chosen.

    Returns:
        Index unit_key, most alike first; columns same_city, same_wave, size_ratio (0-1, NaN
        when an area is not known), score (0-5).

    Raises:
        KeyError: The ward is not in the list of units.
    """
    city = units.province_of(key, day)
    wave = str(statuses.at[key, "wave"]) if key in statuses.index else ""
    areas = units.states.table["area_km2"].to_numpy(dtype="float64")
    area = areas[units.states.row(key, day)]
    rows = []
    for other, other_wave in zip(statuses.index, statuses["wave"].astype(str), strict=True):
        if other == key or other in without or vintage_of(other) != vintage_of(key):
            continue
        same_city = units.province_of(other, day) == city
        same_wave = bool(wave) and other_wave == wave
        ratio = _ratio(area, areas[units.states.row(other, day)])
        score = 2 * same_city + 2 * same_wave + (0 if math.isnan(ratio) else ratio)
        if score:
            rows.append((other, same_city, same_wave, ratio, score))
    rows.sort(key=lambda row: (-row[4], sort_key(units.bare_name(row[0], day)), row[0]))
    frame = pd.DataFrame(rows[:n], columns=["unit_key", *COLUMNS])
    return frame.astype({"size_ratio": "float64", "score": "float64"}).set_index("unit_key")


def _ratio(one: float, other: float) -> float:
    """The smaller area over the larger; NaN when one is not known."""
    if math.isnan(one) or math.isnan(other) or max(one, other) <= 0:
        return math.nan
    return min(one, other) / max(one, other)
