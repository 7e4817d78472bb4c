"""Doubts about reports that leave out much of what the report before had for the same places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from lib.errors import Message
from lib.io.faults import said
from lib.io.tables.rules import shown_cell
from lib.update.closed_periods import DAYS
from lib.update.doubts import Doubt, Touched
from lib.update.prospects import Prospect

MISSING = Message("{place} was in the report of {before} and is not in that of {day}")
MANY_MISSING = Message(
    "{place}: {count} of {total} wards of the report of {before} are not in that of {day}: {names}"
)
SMALLER = Message("{place}: {count} units for {day}; {total} for {before}")

_REPORTS = ("observations", "assessments", "indicators")
_A_REPORT = 10  # units of one day that make it a report, whatever the places
_OF_A_PLACE = 5  # units of one province and day that make it a report of that province
_BY_NAME = 5  # missing wards that are told one by one
_MOST_NAMED = 40  # of many


@dataclass(frozen=True)
class Pair:
    """Units of one province in a new report and in the one before."""

    province: str
    day: pd.Timestamp
    before: pd.Timestamp
    here: frozenset[str]
    last: frozenset[str]


def short_reports(prospect: Prospect) -> Iterator[Doubt]:
    """Every doubt about units of the last report that a new one of their province lacks."""
    for name, table in prospect.touched(*_REPORTS):
        for pair in _pairs(prospect, table, name):
            if 2 * len(pair.here) < len(pair.last):
                yield _smaller(prospect, table, name, pair)
            elif name == "observations":
                yield from _missing(prospect, table, pair)


def _pairs(prospect: Prospect, table: Touched, name: str) -> Iterator[Pair]:
    """New reports of provinces, each with the last one before that is no small addition."""
    frame, units = table.after, prospect.units
    keys = frame["unit_key" if "unit_key" in frame else "scope_key"].astype("str")
    is_new = pd.Series(table.mask, index=frame.index)
    known = {key: prospect.province_around(key) for key in keys[is_new].unique()}
    asked = set(known.values()) - {""}
    if not asked:
        return
    known = {key: prospect.province_around(key) for key in keys.unique()}
    some = pd.DataFrame(
        {"key": keys, "day": frame[DAYS[name]], "new": is_new, "province": keys.map(known)}
    )
    if name == "observations":
        some["titled"] = frame["status"].astype("str") == "recognised"
    else:
        some["titled"] = False
    some = some[some["day"].notna() & some["province"].isin(asked)].drop_duplicates()
    sizes = some[some["new"]].groupby("day")["key"].nunique()
    for province, rows in some.groupby("province"):
        for day in sorted(rows["day"][rows["new"]].unique()):
            here = frozenset(rows["key"][rows["day"] == day])
            if len(here) < _OF_A_PLACE and sizes[day] < _A_REPORT:
                continue  # a few rows of their own
            if (rows["day"] > day).any():
                continue  # an older report, told later
            reports = rows[(rows["day"] < day) & ~rows["titled"]].groupby("day")["key"].nunique()
            reports = reports[reports >= _OF_A_PLACE]
            if reports.empty:
                continue
            before = reports.index.max()
            titled = set(rows["key"][rows["titled"] & (rows["day"] <= day)])
            last = frozenset(
                key
                for key in rows["key"][(rows["day"] == before) & ~rows["titled"]]
                if key not in titled and units.exists(key, day.date())
            )
            yield Pair(str(province), day, before, here, last)


def _smaller(prospect: Prospect, table: Touched, name: str, pair: Pair) -> Doubt:
    words = said(
        SMALLER,
        place=prospect.place(pair.province),
        count=len(pair.here),
        day=shown_cell(pair.day),
        total=len(pair.last),
        before=shown_cell(pair.before),
    )
    return Doubt("rows-gone", name, table.file, DAYS[name], words)


def _missing(prospect: Prospect, table: Touched, pair: Pair) -> Iterator[Doubt]:
    """Each ward by itself where they are few; else one line with all of them."""
    gone = sorted(pair.last - pair.here)
    days = {"before": shown_cell(pair.before), "day": shown_cell(pair.day)}
    if len(gone) <= _BY_NAME:
        for key in gone:
            words = said(MISSING, place=prospect.place(key, "", pair.day), **days)
            yield Doubt("ward-missing", "observations", table.file, "unit_key", words)
        return
    names = [prospect.units.name(key, pair.day.date()) for key in gone[:_MOST_NAMED]]
    words = MANY_MISSING.filled(
        place=prospect.place(pair.province),
        count=len(gone),
        total=len(pair.last),
        names=", ".join([*names, "…"] if len(gone) > _MOST_NAMED else names),
        **days,
    )
    yield Doubt("ward-missing", "observations", table.file, "unit_key", words)
