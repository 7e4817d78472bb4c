"""Wards side by side: criteria, indicators over the same period, and what differs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from lib.domain.assessments import latest, through_crosswalk

CELLS = (
    "verified", "claimed", "contradicted", "not_met", "not_assessed", "not_applicable",
    "no_report",
)  # fmt: skip
"""One criterion of one ward: met and inspected; met as claimed, not inspected; claimed met
but not found; not met; and the kinds of no value."""

_NO_DAY: Any = pd.NaT
_DONE = {"verified": True, "claimed": True, "contradicted": False, "not_met": False}


@dataclass(frozen=True)
class SideBySide:
    """Criteria of several wards on one list.

    Attributes:
        set_id: The criteria set the numbers are of; "" when nothing is assessed.
        cells: Index criterion_no, one column per ward in the order asked; values `CELLS`.
        differs: For each criterion whether some ward meets it and another does not.
        left_out: What could not be compared, as `through_crosswalk` gives it.
    """

    set_id: str
    cells: pd.DataFrame
    differs: pd.Series
    left_out: pd.DataFrame

    def met(self, key: str) -> tuple[int, int]:
        """Criteria met (as claimed or found) and criteria that apply, of one ward."""
        column = self.cells[key]
        return int(column.map(_DONE).eq(True).sum()), int((column != "not_applicable").sum())

    def verified(self, key: str) -> int:
        """Criteria that an inspection has found met."""
        return int((self.cells[key] == "verified").sum())

    def assessed(self, key: str) -> bool:
        """Whether anything is known of the ward's criteria."""
        return bool((~self.cells[key].isin(["no_report", "not_assessed"])).any())


@dataclass(frozen=True)
class Measure:
    """One indicator of one ward.

    Attributes:
        value: Newest value in the period compared, else the ward's own newest.
        end: Day that value speaks of; NaT when the source gives none.
        precision: day, month, year or "".
        period: Period as printed.
        change: Value minus that at the start of the common period; None when the wards have
            no two days in common.
        since: Start of the common period.
        common: Whether the value is of a day that all the wards with this indicator have.
        source_id: Source.
    """

    value: float
    end: pd.Timestamp
    precision: str
    period: str
    change: float | None
    since: pd.Timestamp
    common: bool
    source_id: str


@dataclass(frozen=True)
class Indicator:
    """One indicator with its values by ward; a ward without it is not among them."""

    name_vi: str
    name_en: str
    unit: str
    base: str
    values: Mapping[str, Measure]


def side_by_side(
    assessments: pd.DataFrame, crosswalk: pd.DataFrame, keys: Sequence[str], day: date
) -> SideBySide:
    """Criteria of wards on one list, on the newest criteria set among them.

    Wards assessed in another set are read through the crosswalk; what has no counterpart is
    left out and told. The claim is the ward's latest, the finding that of the latest
    inspection.

    Args:
        assessments: Frame of the assessments contract.
        crosswalk: Frame of the crosswalk contract.
        keys: Wards, in the order of the columns.
        day: As-of date.
    """
    claims = latest(assessments, day, units=keys)
    if claims.empty:
        nothing = pd.DataFrame(columns=list(keys), dtype="str")
        left = pd.DataFrame(columns=["set_id", "criterion_no", "reason", "rows"])
        return SideBySide("", nothing, pd.Series(dtype="bool"), left)
    newest = claims.sort_values("as_of")["set_id"].astype(str).iloc[-1]
    comparable, left = through_crosswalk(claims, crosswalk, newest)
    found = latest(assessments, day, units=keys, inspected_only=True)
    found = through_crosswalk(found, crosswalk, newest)[0] if len(found) else found
    claimed = _by_cell(comparable, "claimed")
    inspected = _by_cell(found, "inspected")
    numbers = sorted({number for _, number in claimed})
    table = {
        key: [
            _cell(claimed.get((key, number), "no_report"), inspected.get((key, number), ""))
            for number in numbers
        ]
        for key in keys
    }
    cells = pd.DataFrame(table, index=pd.Index(numbers, name="criterion_no"), dtype="str")
    done = cells.apply(lambda column: column.map(_DONE))
    differs = done.apply(lambda row: row.dropna().nunique() > 1, axis=1).astype("bool")
    return SideBySide(newest, cells, differs, left)


def _by_cell(rows: pd.DataFrame, column: str) -> dict[tuple[str, int], str]:
    return {
        (str(key), int(number)): str(result)
        for key, number, result in zip(
            rows["unit_key"], rows["criterion_no"], rows[column], strict=True
        )
    }


def _cell(claimed: str, inspected: str) -> str:
    if claimed == "met":
        return {"met": "verified", "not_met": "contradicted"}.get(inspected, "claimed")
    return claimed


def indicators_compared(
    indicators: pd.DataFrame, scopes: Mapping[str, Sequence[str]], day: date
) -> list[Indicator]:
    """Indicators of wards or cities, each over one period for all that have it.

    Args:
        indicators: Frame of the indicators contract.
        scopes: For each column the scope keys whose rows belong to it.
        day: As-of date; rows that end after it are left out.

    Returns:
        Indicators that most columns have first, then in the order of the table.
    """
    column_of = {scope: column for column, every in scopes.items() for scope in every}
    rows = indicators[indicators["scope_key"].astype(str).isin(column_of)]
    rows = rows[~(rows["period_end"] > pd.Timestamp(day))]
    found = []
    names = ["indicator_vi", "indicator_en", "unit"]
    for (name_vi, name_en, unit), group in rows.groupby(names, sort=False):
        columns = group["scope_key"].astype(str).map(column_of)
        ends = {column: set(part.dropna()) for column, part in group["period_end"].groupby(columns)}
        shared = sorted(set.intersection(*ends.values()))
        values = {
            column: _measure(group[columns == column], shared)
            for column in scopes
            if column in ends
        }
        base = str(group["comparison_base"].iloc[-1])
        found.append(Indicator(str(name_vi), str(name_en), str(unit), base, values))
    return sorted(found, key=lambda indicator: -len(indicator.values))


def _measure(rows: pd.DataFrame, shared: list[Any]) -> Measure:
    """The value of one ward: at the newest shared day, with the change since the first."""
    ordered = rows.sort_values("period_end", na_position="first").drop_duplicates(
        "period_end", keep="last"
    )
    now = ordered[ordered["period_end"] == shared[-1]] if shared else ordered
    row = now.iloc[-1]
    change = None
    if len(shared) > 1:
        start = ordered[ordered["period_end"] == shared[0]].iloc[-1]
        change = float(row["value"]) - float(start["value"])
    return Measure(
        float(row["value"]),
        row["period_end"],
        str(row["period_end_precision"]),
        str(row["period"]),
        change,
        shared[0] if len(shared) > 1 else _NO_DAY,
        bool(shared),
        str(row["source_id"]),
    )
