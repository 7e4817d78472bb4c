"""Doubts about totals beside the rows they are the total of."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pandas as pd

from lib.domain.statuses import RANK, dated
from lib.errors import Message
from lib.io.faults import said
from lib.io.tables.references import NATIONAL
from lib.io.tables.rules import shown_cell
from lib.update.doubtful_rows import wards_of
from lib.update.doubts import Doubt, Touched
from lib.update.prospects import Prospect, scope_names
from lib.update.row_pairs import at_places, records

FEWER = Message("{metric} is {value}; by name there are {count} in {place}")
NOT_AS_BEFORE = Message(
    "{metric} is {value}; by name there are {count}, and on {before} both agreed"
)
OTHER_WARDS = Message("{metric} is {value}; the list of units has {count} wards in {place}")
FALLS = Message("{metric} in {place} is {value} on {day}, but was {other} on {before}")

_STEPS = {"wards_recognised": RANK["recognised"], "wards_registered": RANK["registered"]}
_GROW = r"wards_(?:recognised|registered|piloting|replicating)"


def doubtful_totals(prospect: Prospect) -> Iterator[Doubt]:
    """Every doubt about a number beside the rows that it counts."""
    for _, table in prospect.touched("counts"):
        yield from _by_name(prospect, table)
        yield from _list_of_units(prospect, table)
        yield from _falling(prospect, table)


def _by_name(prospect: Prospect, table: Touched) -> Iterator[Doubt]:
    """Counts that are less than the wards by name, or differ where they agreed before."""
    frame = table.after
    metric = frame["metric"].astype("str")
    is_counted = metric.isin(_STEPS).to_numpy(dtype=bool) & (
        frame["programme"] == "model_ward_police"
    ).to_numpy(dtype=bool)
    asked = is_counted & frame["as_of"].notna().to_numpy(dtype=bool)
    if not (asked & table.mask).any():
        return
    reports = dated(prospect.table("observations"), prospect.table("sources"))
    known: dict[tuple[str, str, pd.Timestamp], int] = {}

    def named(scope: str, name: str, day: pd.Timestamp) -> int:
        asked_for = (scope, name, day)
        if asked_for not in known:
            last = reports[reports["day"] <= day].drop_duplicates("unit_key", keep="last")
            reached = last["unit_key"][last["rank"] >= _STEPS[name]]
            if scope != NATIONAL:
                here = prospect.units.within(scope, day.date())
                reached = reached[reached.isin(here)]
            known[asked_for] = len(reached)
        return known[asked_for]

    rows = records(frame, np.flatnonzero(asked).tolist())
    places = [place for place in rows if table.mask[place]]
    names = dict(zip(places, scope_names(prospect, frame.iloc[places], "as_of"), strict=True))
    found: dict[int, Message] = {}
    for place in places:
        row = rows[place]
        scope, name, day = str(row["scope_key"]), str(row["metric"]), row["as_of"]
        if not scope or (scope != NATIONAL and scope not in prospect.units):
            continue
        count = named(scope, name, day)
        earlier = [
            each for each in rows.values()
            if (str(each["scope_key"]), str(each["metric"])) == (scope, name)
            and each["as_of"] < day
        ]  # fmt: skip
        last = max(earlier, key=lambda each: each["as_of"], default=None)
        gaps = {
            "metric": name,
            "value": shown_cell(row["value"]),
            "count": count,
            "place": names[place] or Message("the whole country"),
        }
        if name == "wards_recognised" and row["value"] < count:
            found[place] = said(FEWER, **gaps)
        elif (
            row["value"] != count
            and last is not None
            and last["value"] == named(scope, name, last["as_of"]) > 0
        ):
            found[place] = said(NOT_AS_BEFORE, **gaps, before=shown_cell(last["as_of"]))
    yield from table.doubts("count-differs", "value", at_places(table, found), found.__getitem__)


def _list_of_units(prospect: Prospect, table: Touched) -> Iterator[Doubt]:
    """Totals of wards of a present place that are not those of the list of units."""
    frame = table.after
    total = (frame["metric"] == "total_wards").to_numpy(dtype=bool) & table.mask
    found: dict[int, Message] = {}
    for place, row in records(frame, np.flatnonzero(total).tolist()).items():
        scope = str(row["scope_key"])
        count = wards_of(prospect, scope, row["as_of"]) if scope.startswith("from2025") else 0
        if count and row["value"] < count:  # more is doubted with every count of wards
            found[place] = said(
                OTHER_WARDS,
                metric="total_wards",
                value=shown_cell(row["value"]),
                count=count,
                place=prospect.place(scope, "", row["as_of"]),
            )
    yield from table.doubts("count-differs", "value", at_places(table, found), found.__getitem__)


def _falling(prospect: Prospect, table: Touched) -> Iterator[Doubt]:
    """Counts of what only grows that are less than an earlier one of the same source's kind."""
    frame = table.after
    grows = frame["metric"].astype("str").str.fullmatch(_GROW).to_numpy(dtype=bool)
    rows = records(frame, np.flatnonzero(grows & frame["as_of"].notna().to_numpy()).tolist())
    found: dict[int, Message] = {}
    series: dict[tuple[str, str, str], list[tuple[pd.Timestamp, float, int]]] = {}
    for place, row in rows.items():
        if str(row["scope_key"]):
            key = (str(row["scope_key"]), str(row["metric"]), str(row["programme"]))
            series.setdefault(key, []).append((row["as_of"], row["value"], place))
    for (scope, metric, _), each in series.items():
        each.sort()
        for (before, other, first), (day, value, place) in pairwise(each):
            if value < other and (table.mask[place] or table.mask[first]):
                found[place if table.mask[place] else first] = said(
                    FALLS,
                    metric=metric,
                    place=prospect.place(scope, "", day)
                    if scope != NATIONAL
                    else Message("the whole country"),
                    value=shown_cell(value),
                    day=shown_cell(day),
                    other=shown_cell(other),
                    before=shown_cell(before),
                )
    yield from table.doubts("count-differs", "value", at_places(table, found), found.__getitem__)
