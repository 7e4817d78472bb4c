"""Doubts about totals beside the rows they are the total of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pandas as pd

from lib.domain.statuses import COUNTED, RANK, dated
from lib.domain.territories import LAST_OLD_DAY
from lib.domain.unnamed_counts import METRIC
from lib.errors import Message
from lib.io.faults import said
from lib.io.tables.references import NATIONAL
from lib.io.tables.rules import shown_cell
from lib.update.doubtful_rows import metric_words, wards_of
from lib.update.doubts import Doubt, Touched
from lib.update.prospects import Prospect, scope_name, scope_names
from lib.update.row_pairs import records

FEWER = Message("{metric}: {value}; by name there are {count} in {place}")
NOT_AS_BEFORE = Message("{metric}: {value}; by name there are {count}, and on {before} both agreed")
OTHER_WARDS = Message("{metric}: {value}; the list of units has {count} wards in {place}")
FALLS = Message("{metric}, {place}: {value} on {day}, but {other} on {before}")

LESS_THAN_TITLED = Message("{metric}, {place}: {value} on {day}, but {count} are recognised")

_STEPS = {"wards_recognised": "recognised", "wards_registered": "registered"}
_GROW = r"wards_(?:recognised|registered|piloting|replicating)"


def doubtful_totals(prospect: Prospect) -> Iterator[Doubt]:
    """Every doubt about a number beside the rows that it counts."""
    for _, table in prospect.touched("counts"):
        yield from _by_name(prospect, table)
        yield from _list_of_units(prospect, table)
        yield from _falling(prospect, table)
        yield from _beside(prospect, table)


def _by_name(prospect: Prospect, table: Touched) -> Iterator[Doubt]:
    """Counts that are less than the wards by name, or differ where they agreed before."""
    frame = table.after
    metric = frame["metric"].astype("str")
    parts = metric.str.extract(METRIC)
    reached = parts["step"].map(_STEPS)
    asked = (reached.notna() & (frame["programme"] == COUNTED) & frame["as_of"].notna()).to_numpy(
        dtype=bool
    )
    if not (asked & table.mask).any():
        return
    named = _Named(prospect)
    steps, years = reached.tolist(), parts["round"].fillna("").tolist()
    rows = records(frame, np.flatnonzero(asked).tolist())
    places = [place for place in rows if table.mask[place]]
    names = dict(zip(places, scope_names(prospect, frame.iloc[places], "as_of"), strict=True))
    series: dict[tuple[str, str], list[tuple[pd.Timestamp, float]]] = {}
    for each in rows.values():
        key = (str(each["scope_key"]), str(each["metric"]))
        series.setdefault(key, []).append((each["as_of"], float(each["value"])))
    for some in series.values():
        some.sort()
    messages: dict[int, Message] = {}
    for place in places:
        row = rows[place]
        scope, name, day = str(row["scope_key"]), str(row["metric"]), row["as_of"]
        if not scope or (scope != NATIONAL and scope not in prospect.units):
            continue
        step, year = str(steps[place]), str(years[place])
        count = named.count(scope, step, year, day)
        earlier = series[scope, name][: bisect_left(series[scope, name], (day, float("-inf")))]
        before, value = earlier[-1] if earlier else (day, float("nan"))
        gaps = {
            "metric": metric_words(name),
            "value": shown_cell(row["value"]),
            "count": count,
            "place": names[place],
        }
        if row["value"] < count:
            messages[place] = said(FEWER, **gaps)
        elif (
            row["value"] != count
            and earlier
            and value == named.count(scope, step, year, before) > 0
        ):
            messages[place] = said(NOT_AS_BEFORE, **gaps, before=shown_cell(before))
    yield from table.doubts_of_rows("count-differs", "value", messages)


class _Named:
    """How many wards of a place are known by name to have reached a step by a day."""

    def __init__(self, prospect: Prospect) -> None:
        self._units = prospect.units
        self._reports = dated(prospect.table("observations"), prospect.table("sources"))
        years = self._reports.groupby("unit_key")["registered_year"].max()
        self._years = years.astype("Float64").astype("str").str.partition(".")[0]
        self._known: dict[tuple[str, str, str, pd.Timestamp], int] = {}

    def count(self, scope: str, step: str, year: str, day: pd.Timestamp) -> int:
        """Wards by name.

        A ward of before July 2025 that only got another name or code is its successor's.

        Args:
            scope: ``national`` or a unit key.
            step: ``recognised`` or ``registered``.
            year: Round that is counted, "" for all.
            day: Day that the count speaks of.
        """
        asked = (scope, step, year, day)
        if asked not in self._known:
            last = self._reports[self._reports["day"] <= day].drop_duplicates(
                "unit_key", keep="last"
            )
            reached = last["unit_key"][last["rank"] >= RANK[step]]
            if year:
                reached = reached[self._years.reindex(reached).to_numpy() == year]
            keys = {self._now(str(key), day) for key in reached}
            if scope == NATIONAL:
                keys = {key for key in keys if self._units.exists(key, day.date())}
            else:
                keys &= set(self._units.within(scope, day.date()))
            self._known[asked] = len(keys)
        return self._known[asked]

    def _now(self, key: str, day: pd.Timestamp) -> str:
        """The ward of the day that a ward of before the reform simply continues as."""
        if day.date() <= LAST_OLD_DAY:
            return key
        later = [str(each) for each in self._units.successors(key)["key"]]
        is_same = len(later) == 1 and len(self._units.predecessors(later[0])) == 1
        return later[0] if is_same else key


def _beside(prospect: Prospect, table: Touched) -> Iterator[Doubt]:
    """Fewer wards registered than recognised, of one place on one day."""
    frame = table.after
    metric = frame["metric"].astype("str")
    both = metric.isin(("wards_registered", "wards_recognised")).to_numpy(dtype=bool)
    rows = records(frame, np.flatnonzero(both & frame["as_of"].notna().to_numpy()).tolist())
    titled = {
        (str(row["scope_key"]), row["as_of"], str(row["programme"])): row["value"]
        for row in rows.values()
        if str(row["metric"]) == "wards_recognised"
    }
    messages: dict[int, Message] = {}
    for place, row in rows.items():
        key = (str(row["scope_key"]), row["as_of"], str(row["programme"]))
        if str(row["metric"]) == "wards_registered" and row["value"] < titled.get(key, 0):
            messages[place] = said(
                LESS_THAN_TITLED,
                metric=metric_words("wards_registered"),
                place=scope_name(prospect, frame, place, "as_of"),
                value=shown_cell(row["value"]),
                count=shown_cell(titled[key]),
                day=shown_cell(row["as_of"]),
            )
    yield from table.doubts_of_rows("count-differs", "value", messages)


def _list_of_units(prospect: Prospect, table: Touched) -> Iterator[Doubt]:
    """Totals of wards of a present place that are not those of the list of units."""
    frame = table.after
    total = (frame["metric"] == "total_wards").to_numpy(dtype=bool) & table.mask
    messages: dict[int, Message] = {}
    for place, row in records(frame, np.flatnonzero(total).tolist()).items():
        scope = str(row["scope_key"])
        count = wards_of(prospect, scope, row["as_of"]) if scope.startswith("from2025") else 0
        if count and row["value"] < count:  # more is doubted with every count of wards
            messages[place] = said(
                OTHER_WARDS,
                metric=metric_words("total_wards"),
                value=shown_cell(row["value"]),
                count=count,
                place=prospect.place(scope, "", row["as_of"]),
            )
    yield from table.doubts_of_rows("count-differs", "value", messages)


def _falling(prospect: Prospect, table: Touched) -> Iterator[Doubt]:
    """Counts of what only grows that are less than an earlier one of the same source's kind."""
    frame = table.after
    grows = frame["metric"].astype("str").str.fullmatch(_GROW).to_numpy(dtype=bool)
    rows = records(frame, np.flatnonzero(grows & frame["as_of"].notna().to_numpy()).tolist())
    messages: dict[int, Message] = {}
    series: dict[tuple[str, str, str], list[tuple[pd.Timestamp, float, int]]] = {}
    for place, row in rows.items():
        if str(row["scope_key"]):
            key = (str(row["scope_key"]), str(row["metric"]), str(row["programme"]))
            series.setdefault(key, []).append((row["as_of"], row["value"], place))
    for (scope, metric, _), each in series.items():
        each.sort()
        for (before, other, first), (day, value, place) in pairwise(each):
            if value < other and (table.mask[place] or table.mask[first]):
                messages[place if table.mask[place] else first] = said(
                    FALLS,
                    metric=metric_words(metric),
                    place=prospect.scope(scope, day),
                    value=shown_cell(value),
                    day=shown_cell(day),
                    other=shown_cell(other),
                    before=shown_cell(before),
                )
    yield from table.doubts_of_rows("count-differs", "value", messages)
