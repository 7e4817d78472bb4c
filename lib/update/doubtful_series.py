"""Doubts about a value beside the course of its own series, and about its unit of measure."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from lib.errors import Message
from lib.io.faults import said
from lib.io.tables.rules import shown_cell
from lib.update.doubts import Doubt, Touched
from lib.update.prospects import Prospect, scope_name
from lib.update.row_pairs import records

UNLIKE = Message(
    "{place}: {value} on {day}, {other} before; it never changed by more than {step} at a time"
)
STOOD = Message("{place}: {value} on {day}; it was {other} at each of the {count} times before")
MEASURE = Message("“{value}” for “{name}”; all {count} kept rows have “{other}”")

_SERIES = {
    "counts": ("as_of", ("scope_key", "programme", "metric")),
    "indicators": ("period_end", ("scope_key", "indicator_en", "unit", "comparison_base")),
}
_TIMES = 3  # a step that is so many times the largest so far is doubted
_VALUES = 4  # values that make a course
_STANDS = {"as_of": "total_", "period_end": ""}  # what does not begin so may stand, then grow
_MEASURES = ("unit", "comparison_base")


def doubtful_series(prospect: Prospect) -> Iterator[Doubt]:
    """Every doubt about a value of counts and indicators beside those before it."""
    for name, table in prospect.touched(*_SERIES):
        yield from _courses(prospect, table, *_SERIES[name])
    for _, table in prospect.touched("indicators"):
        yield from _measures(prospect, table)


def _courses(
    prospect: Prospect, table: Touched, day: str, names: tuple[str, ...]
) -> Iterator[Doubt]:
    frame = table.after
    known = (frame[day].notna() & frame["value"].notna() & (frame["scope_key"] != "")).to_numpy(
        dtype=bool
    )
    ordered = frame[[*names, day, "value"]].assign(place=np.arange(len(frame)))[known]
    ordered = ordered.sort_values([*names, day], kind="stable")
    ordered = ordered.drop_duplicates([*names, day], keep="last")
    keys = ordered.groupby(list(names), observed=True, sort=False)
    step = keys["value"].diff().abs()
    series = keys.ngroup()
    largest = step.groupby(series).cummax().groupby(series).shift()
    number = keys.cumcount().to_numpy()
    before = keys["value"].shift().to_numpy()
    odd = (number >= _VALUES) & (step > _TIMES * largest).to_numpy(dtype=bool)
    messages: dict[int, Message] = {}
    for place in np.flatnonzero(odd):
        row = int(ordered["place"].iloc[place])
        if not table.mask[row]:
            continue
        gaps = {
            "place": scope_name(prospect, frame, row, day),
            "value": shown_cell(ordered["value"].iloc[place]),
            "day": shown_cell(ordered[day].iloc[place]),
            "other": shown_cell(float(before[place])),
        }
        most = float(largest.iloc[place])
        if not most and not str(frame[names[-1]].iloc[row]).startswith(_STANDS[day]):
            continue
        messages[row] = (
            said(UNLIKE, **gaps, step=f"{most:.6g}")
            if most
            else said(STOOD, **gaps, count=int(number[place]))
        )
    yield from table.doubts_of_rows("value-unlike-series", "value", messages)


def _measures(prospect: Prospect, table: Touched) -> Iterator[Doubt]:
    """Indicators that all kept rows give in another unit or beside another base."""
    kept = prospect.before.tables["indicators"]
    for column in _MEASURES:
        sizes = kept.groupby("indicator_en")[column].agg(["nunique", "first", "size"])
        sure = sizes[(sizes["nunique"] == 1) & (sizes["size"] >= _VALUES)]
        frame = table.after
        expected = pd.Series(sure["first"].reindex(frame["indicator_en"]).to_numpy())
        odd = (expected.notna() & (expected != frame[column].reset_index(drop=True))).to_numpy(
            dtype=bool
        )
        rows = records(frame, np.flatnonzero(odd & table.mask).tolist())
        yield from table.doubts(
            "indicator-unit",
            column,
            odd,
            lambda place, rows=rows, column=column, expected=expected, sure=sure: said(  # type: ignore[misc]
                MEASURE,
                value=rows[place][column],
                name=rows[place]["indicator_en"],
                other=expected.iloc[place],
                count=int(sure["size"][rows[place]["indicator_en"]]),
            ),
        )
