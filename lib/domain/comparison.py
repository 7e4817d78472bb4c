"""Wards side by side: criteria, indicators over the same period, and what differs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from lib.domain.assessments import latest, through_crosswalk
from lib.domain.inspections import under_one_set

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
        cells = self.cells[key].tolist()
        return sum(_DONE.get(cell, False) for cell in cells), len(cells) - cells.count(
            "not_applicable"
        )

    def verified(self, key: str) -> int:
        """Criteria that an inspection has found met."""
        return self.cells[key].tolist().count("verified")

    def assessed(self, key: str) -> bool:
        """Whether anything is known of the ward's criteria."""
        return not set(self.cells[key].tolist()) <= {"no_report", "not_assessed"}


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
    inspection under the set shown, else under another one.

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
    converted = under_one_set(
        latest(assessments, day, set_id=newest, units=keys, inspected_only=True),
        latest(assessments, day, units=keys, inspected_only=True),
        crosswalk,
        newest,
    )
    claimed = _by_cell(comparable, "claimed")
    inspected = _by_cell(converted, "inspected")
    numbers = sorted({number for _, number in claimed})
    table = {
        key: [
            _cell(claimed.get((key, number), "no_report"), inspected.get((key, number), ""))
            for number in numbers
        ]
        for key in keys
    }
    cells = pd.DataFrame(table, index=pd.Index(numbers, name="criterion_no"), dtype="str")
    differs = pd.Series(
        [
            len({_DONE[cell] for cell in row if cell in _DONE}) > 1
            for row in zip(*table.values(), strict=True)
        ],
        index=cells.index,
        dtype="bool",
    )
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
    by_name: dict[tuple[str, str, str], dict[str, list[Any]]] = {}
    for row in rows.sort_values("period_end", na_position="first", kind="stable").itertuples():
        name = (str(row.indicator_vi), str(row.indicator_en), str(row.unit))
        column = column_of[str(row.scope_key)]
        by_name.setdefault(name, {}).setdefault(column, []).append(row)
    first = dict.fromkeys(
        zip(
            *(rows[name].astype(str) for name in ("indicator_vi", "indicator_en", "unit")),
            strict=True,
        )
    )
    compared = []
    for name in first:
        ends = [
            {row.period_end for row in own if pd.notna(row.period_end)}
            for own in by_name[name].values()
        ]
        shared = sorted(set.intersection(*ends))
        values = {
            column: _measure(by_name[name][column], shared)
            for column in scopes
            if column in by_name[name]
        }
        base = next((str(own[-1].comparison_base) for own in by_name[name].values()), "")
        compared.append(Indicator(*name, base, values))
    return sorted(compared, key=lambda indicator: -len(indicator.values))


def _measure(rows: list[Any], shared: list[Any]) -> Measure:
    """The value of one ward: at the newest shared day, with the change since the first.

    Args:
        rows: Its rows by the end of their period; of equal ends the last counts.
        shared: Ends that all wards with this indicator have.
    """
    at = {row.period_end: row for row in rows}
    now = at[shared[-1]] if shared else rows[-1]
    change = None
    if len(shared) > 1:
        change = float(now.value) - float(at[shared[0]].value)
    return Measure(
        float(now.value),
        now.period_end,
        str(now.period_end_precision),
        str(now.period),
        change,
        shared[0] if len(shared) > 1 else _NO_DAY,
        bool(shared),
        str(now.source_id),
    )
