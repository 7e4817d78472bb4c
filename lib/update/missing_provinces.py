"""Doubts about provinces that a report of several leaves out, though the one before had them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from lib.errors import Message
from lib.io.faults import said
from lib.io.tables.rules import shown_cell
from lib.update.closed_periods import DAYS
from lib.update.doubts import Doubt, Touched
from lib.update.prospects import Prospect

LEFT_OUT = Message(
    "{place}: in the report of {before}, but not in that of {day}; "
    "{count} other provinces are in both"
)
MANY_LEFT_OUT = Message(
    "{total} provinces and cities of the report of {before} are not in that of {day}: {names}"
)

_SERIES: Mapping[str, tuple[str, str | None]] = {
    "observations": ("unit_key", None),
    "assessments": ("unit_key", None),
    "counts": ("scope_key", "metric"),
    "indicators": ("scope_key", "indicator_en"),
}
_A_REPORT = 3  # provinces of one day that make it a report of several
_BY_NAME = 5  # provinces that are told one by one


def missing_provinces(prospect: Prospect) -> Iterator[Doubt]:
    """Every province that a new report of several lacks, while it has most of the others."""
    for name, table in prospect.touched(*_SERIES):
        unit, figure = _SERIES[name]
        yield from dict.fromkeys(_missing(prospect, table, DAYS[name], unit, figure))


def _missing(
    prospect: Prospect, table: Touched, day_name: str, unit: str, figure: str | None
) -> Iterator[Doubt]:
    frame, name = table.after, table.changes.table.name
    keys = frame[unit].astype("str")
    of = {key: prospect.province(key) for key in keys.unique()}
    rows = pd.DataFrame(
        {
            "key": keys,
            "day": frame[day_name],
            "new": table.mask,
            "province": keys.map(of),
            "figure": frame[figure].astype("str") if figure else "",
            "titled": frame["status"].astype("str") == "recognised" if "status" in frame else False,
        }
    )
    rows = rows[rows["day"].notna() & (rows["province"] != "")]
    for _, series in rows.groupby("figure", sort=False):
        for day in np.sort(series["day"][series["new"]].unique()):
            here = set(series["province"][series["day"] == day])
            if len(here) < _A_REPORT or (series["day"] > day).any():
                continue
            titled = set(series["key"][series["titled"] & (series["day"] <= day)])
            earlier = series[(series["day"] < day) & ~series["key"].isin(titled)]
            sizes = earlier.groupby("day")["province"].nunique()
            sizes = sizes[sizes >= _A_REPORT]
            if sizes.empty:
                continue
            before = sizes.index.max()
            last = set(earlier["province"][earlier["day"] == before])
            if 2 * len(last & here) >= len(last):
                days = {"before": shown_cell(before), "day": shown_cell(pd.Timestamp(day))}
                for words in _told(prospect, sorted(last - here), len(last & here), days):
                    yield Doubt("rows-gone", name, table.file, unit, words)


def _told(
    prospect: Prospect, gone: list[str], count: int, days: Mapping[str, str]
) -> Iterator[Message]:
    if len(gone) > _BY_NAME:
        names = ", ".join(prospect.place(key) for key in gone)
        yield MANY_LEFT_OUT.filled(total=len(gone), names=names, **days)
        return
    for key in gone:
        yield said(LEFT_OUT, place=prospect.place(key), count=count, **days)
