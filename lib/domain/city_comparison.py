"""Cities side by side: the share of their wards that meet each criterion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from lib.domain.assessments import latest, matrix, share_met, through_crosswalk

WIDE_APART = 0.2
"""Shares that differ by this much or more are told as different."""
_RESULT = ["unit_key", "criterion_no", "claimed"]


@dataclass(frozen=True)
class SharesSideBySide:
    """Share of wards meeting each criterion, by city.

    Attributes:
        set_id: The criteria set the numbers are of; "" when nothing is assessed.
        shares: Index criterion_no, one column per city; 0-1, NaN where nothing is assessed.
        assessed: Wards of each city with an assessed criterion.
        differs: For each criterion whether the shares lie `WIDE_APART` or more apart.
        left_out: What could not be compared, as `through_crosswalk` gives it.
        results: What the shares are of; columns unit_key, criterion_no, claimed.
    """

    set_id: str
    shares: pd.DataFrame
    assessed: Mapping[str, int]
    differs: pd.Series
    left_out: pd.DataFrame
    results: pd.DataFrame


def shares_side_by_side(
    assessments: pd.DataFrame,
    crosswalk: pd.DataFrame,
    members: Mapping[str, Sequence[str]],
    day: date,
) -> SharesSideBySide:
    """Share of wards that claim each criterion met, on the newest criteria set among them.

    Args:
        assessments: Frame of the assessments contract.
        crosswalk: Frame of the crosswalk contract.
        members: Wards of each city.
        day: As-of date.
    """
    everyone = [key for keys in members.values() for key in keys]
    rows = latest(assessments, day, units=everyone)
    left = pd.DataFrame(columns=["set_id", "criterion_no", "reason", "rows"])
    if rows.empty:
        nothing = pd.DataFrame(columns=list(members), dtype="float64")
        none = dict.fromkeys(members, 0)
        return SharesSideBySide("", nothing, none, pd.Series(dtype=bool), left, rows[_RESULT])
    newest = rows.sort_values("as_of")["set_id"].astype(str).iloc[-1]
    rows, left = through_crosswalk(rows, crosswalk, newest)
    columns: dict[str, pd.Series] = {}
    assessed: dict[str, int] = {}
    for city, keys in members.items():
        own = rows[rows["unit_key"].isin(keys)]
        met = share_met(matrix(own.reset_index(drop=True)))
        columns[city] = met.set_index("criterion_no")["share"].astype("float64")
        results = own[own["claimed"].isin(["met", "not_met"])]
        assessed[city] = results["unit_key"].astype(str).nunique()
    shares = pd.DataFrame(columns, columns=list(members)).sort_index()
    apart = shares.max(axis=1) - shares.min(axis=1)
    # Less a hair: 0.7 - 0.5 is a little under 0.2 in binary.
    differs = apart >= WIDE_APART - 1e-9
    return SharesSideBySide(newest, shares, assessed, differs, left, rows[_RESULT])


def leader(values: Mapping[str, float | None]) -> str | None:
    """The one that has more than every other; None for a tie, and where there is no other.

    Args:
        values: Value by city; None where it has none.
    """
    with_value = {key: value for key, value in values.items() if value is not None}
    if len(with_value) < 2:
        return None
    most = max(with_value.values())
    best = [key for key, value in with_value.items() if value == most]
    return best[0] if len(best) == 1 else None
