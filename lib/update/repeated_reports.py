"""Doubts about reports that say again, under a new day, what the report before said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from lib.errors import Message
from lib.io.faults import said
from lib.io.tables.rules import shown_cell
from lib.update.closed_periods import DAYS
from lib.update.doubts import Doubt, Touched
from lib.update.prospects import WHOLE_COUNTRY, Prospect

REPEATED = Message(
    "{place}: all {count} rows for {day} are the same, cell by cell, as those for {before}"
)

_FIGURES = 5  # figures that may each change, and together hardly stand still
_WARDS = 20  # wards of which only the status is told


@dataclass(frozen=True)
class _Series:
    """What makes rows of a table follow each other, and the cells that are compared."""

    same: tuple[str, ...]
    cells: tuple[str, ...]


_SERIES: Mapping[str, _Series] = {
    "observations": _Series(
        ("unit_key", "programme"),
        ("status", "criteria_met", "criteria_total", "registered_year", "recognised_on",
         "decision_no"),
    ),
    "assessments": _Series(("unit_key", "set_id", "criterion_no"), ("claimed", "inspected")),
    "counts": _Series(("scope_key", "programme", "metric"), ("value",)),
    "indicators": _Series(("scope_key", "indicator_en", "unit", "comparison_base"), ("value",)),
}  # fmt: skip


def repeated_reports(prospect: Prospect) -> Iterator[Doubt]:
    """Every report of a place that equals the one before in all that it says."""
    for name, table in prospect.touched(*_SERIES):
        yield from _repeated(prospect, table, _SERIES[name], DAYS[name])


def _repeated(prospect: Prospect, table: Touched, series: _Series, day: str) -> Iterator[Doubt]:
    frame, name = table.after, table.changes.table.name
    key = series.same[0]
    asked = (frame[day].notna() & (frame[key] != "")).to_numpy(dtype=bool)
    units = set(frame[key][table.mask & asked])
    places = np.flatnonzero(asked & frame[key].isin(units).to_numpy(dtype=bool))
    if not len(places):
        return
    some = frame.iloc[places]
    is_open, has_figure = _moving(some, name)
    rows = pd.DataFrame(
        {
            "place": places,
            "day": some[day].to_numpy(),
            "new": table.mask[places],
            "series": some.groupby(list(series.same), observed=True, sort=False).ngroup(),
            "says": pd.util.hash_pandas_object(some[list(series.cells)], index=False),
            "unit": some[key].astype("str"),
            "open": is_open,
            "figure": has_figure,
        }
    )
    rows = rows.sort_values(["series", "day"], kind="stable")
    rows = rows.drop_duplicates(["series", "day"], keep="last")
    earlier = rows.groupby("series", sort=False)
    rows["before"] = earlier["day"].shift()
    rows["again"] = rows["says"] == earlier["says"].shift()
    rows = rows[rows["new"]]
    # Provinces and cities themselves are in the report of the country.
    of = {unit: prospect.province_around(unit) for unit in rows["unit"].unique()}
    messages: dict[int, Message] = {}
    for (where, _), each in rows.groupby([rows["unit"].map(of), "day"], sort=False):
        if each["again"].all() and each["before"].nunique() == 1 and _should_move(each, name):
            words = said(
                REPEATED,
                place=prospect.place(str(where)) if where else WHOLE_COUNTRY,
                count=len(each),
                day=shown_cell(each["day"].iloc[0]),
                before=shown_cell(each["before"].iloc[0]),
            )
            messages |= dict.fromkeys(each["place"].tolist(), words)
    yield from table.doubts_of_rows("report-repeated", day, messages)


def _moving(frame: pd.DataFrame, name: str) -> tuple[pd.Series[bool], pd.Series[bool]]:
    """For each row whether it can still change, and whether a figure in it can."""
    if name == "observations":
        is_open = frame["status"].astype("str") != "recognised"
        met, total = frame["criteria_met"], frame["criteria_total"]
        return is_open, is_open & ((met > 0) & (met < total)).fillna(False)
    if name == "assessments":
        list_of = [frame["unit_key"], frame["as_of"]]
        some, all_met = (
            (frame["claimed"] == "met").groupby(list_of, observed=True).transform(how)
            for how in ("any", "all")
        )
        return some & ~all_met, some & ~all_met  # of a ward at work
    has_figure = frame["value"].fillna(0) != 0
    if name == "counts":
        has_figure &= ~frame["metric"].astype("str").str.startswith("total_")
    return has_figure, has_figure


def _should_move(rows: pd.DataFrame, name: str) -> bool:
    if name == "assessments":  # of a ward they change together
        return rows["unit"][rows["open"]].nunique() >= _FIGURES
    return bool(rows["figure"].sum() >= _FIGURES or rows["open"].sum() >= _WARDS)
