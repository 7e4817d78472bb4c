"""Doubts about targets beside the programme, the other targets and what is reached already."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pandas as pd

from lib.domain.pace import wards_of_share
from lib.domain.statuses import COUNTED, RANK, dated
from lib.domain.territories import LAST_OLD_DAY
from lib.errors import Message
from lib.io.faults import said
from lib.io.tables.references import NATIONAL
from lib.io.tables.rules import shown_cell
from lib.update.doubtful_rows import wards_of
from lib.update.doubts import Doubt, Touched
from lib.update.prospects import Prospect, scope_name
from lib.update.row_pairs import records

AFTER_END = Message("due on {day}; the programme ends in 2030")
NO_END = Message("due on {day}, which is not the end of a month")
NO_DISTRICTS = Message("due on {day}, but districts ended on {before}")
NO_VALUE = Message("{place}: the target has no value, and no remark says why")
NOTHING = Message("{place}: the target is {value}")
LESS = Message("{place}: {value} by {day}, but {other} by {before} already")
REACHED = Message("{place}: the target is {value}; wards recognised already: {count}")

_END = pd.Timestamp("2030-12-31")


def doubtful_targets(prospect: Prospect) -> Iterator[Doubt]:
    """Every doubt about a target's day and value."""
    for _, table in prospect.touched("targets"):
        yield from _days(table)
        yield from _nothing(prospect, table)
        yield from _no_value(prospect, table)
        yield from _order(prospect, table)
        yield from _reached(prospect, table)


def _days(table: Touched) -> Iterator[Doubt]:
    due = table.after["target_date"]
    counted = (table.after["programme"] == COUNTED).to_numpy(dtype=bool)
    of_districts = table.after["metric"] == "wards_per_district"
    for where, words in (
        (due > _END, AFTER_END),
        (due.notna() & ~due.dt.is_month_end, NO_END),
        (of_districts & (due > pd.Timestamp(LAST_OLD_DAY)), NO_DISTRICTS),
    ):
        yield from table.doubts(
            "target-unlikely",
            "target_date",
            where.to_numpy(dtype=bool) & counted,
            lambda place, words=words: said(  # type: ignore[misc]
                words, day=shown_cell(due.iloc[place]), before=LAST_OLD_DAY
            ),
        )


def _nothing(prospect: Prospect, table: Touched) -> Iterator[Doubt]:
    """Targets of nothing, which are reached the day they are set."""
    frame = table.after
    where = (frame["value"] == 0).to_numpy(dtype=bool)
    yield from table.doubts(
        "target-unlikely",
        "value",
        where,
        lambda place: said(NOTHING, place=_place(prospect, frame, place), value="0"),
    )


def _no_value(prospect: Prospect, table: Touched) -> Iterator[Doubt]:
    """Targets without a value of which no remark says why."""
    frame = table.after
    where = (frame["value"].isna() & (frame["note"] == "")).to_numpy(dtype=bool)
    yield from table.doubts(
        "target-unlikely",
        "value",
        where,
        lambda place: said(NO_VALUE, place=_place(prospect, frame, place)),
    )


def _order(prospect: Prospect, table: Touched) -> Iterator[Doubt]:
    """Targets that are lower than one of the same place and metric that is due earlier."""
    frame = table.after
    given = (frame["target_date"].notna() & frame["value"].notna()).to_numpy(dtype=bool)
    series: dict[tuple[str, ...], list[tuple[pd.Timestamp, float, int]]] = {}
    for place, row in records(frame, np.flatnonzero(given).tolist()).items():
        key = tuple(str(row[name]) for name in ("scope_key", "metric", "programme"))
        if key[0]:
            series.setdefault(key, []).append((row["target_date"], row["value"], place))
    messages: dict[int, Message] = {}
    for (scope, *_), each in series.items():
        each.sort()
        for (before, other, first), (day, value, place) in pairwise(each):
            if day > before and value < other and (table.mask[place] or table.mask[first]):
                messages[place if table.mask[place] else first] = said(
                    LESS,
                    place=prospect.scope(scope, day),
                    value=shown_cell(value),
                    day=shown_cell(day),
                    other=shown_cell(other),
                    before=shown_cell(before),
                )
    yield from table.doubts_of_rows("target-unlikely", "value", messages)


def _reached(prospect: Prospect, table: Touched) -> Iterator[Doubt]:
    """Targets to come that as many wards as they ask for have reached."""
    frame = table.after
    coming = (
        frame["metric"].isin(("count_of_wards", "share_of_wards"))
        & (frame["programme"] == COUNTED)
        & (frame["target_date"] >= pd.Timestamp(prospect.today))
        & (frame["scope_key"] != "")
        & (frame["value"] > 0)
    ).to_numpy(dtype=bool) & table.mask
    if not coming.any():
        return
    reports = dated(prospect.table("observations"), prospect.table("sources"))
    last = reports.drop_duplicates("unit_key", keep="last")
    titled = last["unit_key"][last["rank"] == RANK["recognised"]]
    messages: dict[int, Message] = {}
    for place, row in records(frame, np.flatnonzero(coming).tolist()).items():
        scope = str(row["scope_key"])
        if scope != NATIONAL and scope not in prospect.units:
            continue
        here = prospect.units.within(scope, prospect.today)
        count = int(titled.isin(here).sum())
        is_share = row["metric"] == "share_of_wards"
        asked = row["value"]
        if is_share:
            total = wards_of(prospect, scope, row["target_date"])
            if not total:
                continue
            asked = wards_of_share(asked, total)
        if asked <= count:
            value = shown_cell(row["value"]) + ("%" if is_share else "")
            name = _place(prospect, frame, place)
            messages[place] = said(REACHED, place=name, value=value, count=count)
    yield from table.doubts_of_rows("target-unlikely", "value", messages)


def _place(prospect: Prospect, frame: pd.DataFrame, place: int) -> str | Message:
    return scope_name(prospect, frame, place, "target_date")
