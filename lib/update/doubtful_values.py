"""Doubts about values and rows beside those before: jumps, rows that are twice, rows gone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import numpy as np
import pandas as pd

from lib.errors import Message
from lib.io.faults import said
from lib.io.tables.rules import shown_cell
from lib.update.doubts import Doubt, Touched
from lib.update.prospects import Prospect, scope_name
from lib.update.row_pairs import odd_pairs, records
from lib.words.terms import TABLES

JUMPS = Message("{place}: {value} on {day}, but {other} on {before}")
REPLACES = Message("{value} instead of {other}")
TWICE = Message("{place}: {count} rows of source {value} for {day}")
HALF_GONE = Message("{count} of {total} rows of the table “{table}” would be removed")

_TIMES = 10
_SERIES = {
    "counts": ("as_of", ("scope_key", "scope_text", "programme", "metric")),
    "indicators": (
        "period_end",
        ("scope_key", "scope_text", "indicator_en", "unit", "comparison_base"),
    ),
}
_ONCE = {
    "observations": ("as_of", ("unit_key", "as_of", "source_id", "programme")),
    "counts": ("as_of", ("scope_key", "metric", "as_of", "source_id", "programme")),
    "targets": ("target_date", ("scope_key", "metric", "target_date", "source_id", "programme")),
    "indicators": (
        "period_end",
        ("scope_key", "indicator_en", "period", "period_end", "comparison_base", "source_id"),
    ),
}
_AMOUNTS = {
    "observations": ("criteria_met", "criteria_total"),
    "targets": ("value", "denominator"),
    "counts": ("value",),
    "indicators": ("value",),
    "criteria_sets": ("criteria_count", "groups_count"),
}


def doubtful_values(prospect: Prospect) -> Iterator[Doubt]:
    """Every doubt about values, and about rows that are twice or gone."""
    for name, table in prospect.touched(*_SERIES):
        yield from _jumps(prospect, table, *_SERIES[name])
    for name, table in prospect.touched(*_AMOUNTS):
        yield from _replaced(table, _AMOUNTS[name])
    for name, table in prospect.touched(*_ONCE):
        yield from _twice(prospect, table, *_ONCE[name])
    for _, table in prospect.touched():
        yield from _gone(table)


def _jumps(prospect: Prospect, table: Touched, day: str, names: tuple[str, ...]) -> Iterator[Doubt]:
    frame = table.after
    known = (frame[day].notna() & frame["value"].notna()).to_numpy(dtype=bool)
    ordered = frame.assign(place=np.arange(len(frame)))[known].sort_values(
        [*names, day], kind="stable"
    )
    # Of several figures of one day the last one stands for it.
    ordered = ordered.drop_duplicates([*names, day], keep="last")
    now, before = ordered["value"].abs(), ordered["value"].abs().shift()
    odd = _tenfold(now, before)
    if "comparison_base" in names:
        # Changes in percent go up and down; only a large one is doubted.
        odd &= (ordered["comparison_base"] == "") | (now >= 50) | (before >= 50)
    pairs = odd_pairs(table, ordered, names, odd)
    rows = records(frame, chain(*pairs.values()))

    def say(place: int) -> Message:
        later, earlier = (rows[each] for each in pairs[place])
        return said(
            JUMPS,
            place=scope_name(prospect, frame, pairs[place][0], day),
            value=shown_cell(later["value"]),
            day=shown_cell(later[day]),
            other=shown_cell(earlier["value"]),
            before=shown_cell(earlier[day]),
        )

    yield from table.doubts("value-jumps", "value", table.at(pairs), say)


def _replaced(table: Touched, names: tuple[str, ...]) -> Iterator[Doubt]:
    """Values that a changed row has ten times, or a tenth of."""
    old, new = table.changes.changed
    for name in names:
        before = table.changes.before[name].iloc[old].astype("Float64").reset_index(drop=True)
        after = table.after[name].iloc[new].astype("Float64").reset_index(drop=True)
        odd = _tenfold(after.abs(), before.abs()).fillna(False).to_numpy(dtype=bool)
        was = {int(place): value for place, value in zip(new, before, strict=True)}
        yield from table.doubts(
            "value-jumps",
            name,
            table.at(new[odd]),
            lambda place, name=name, was=was: said(  # type: ignore[misc]
                REPLACES,
                value=shown_cell(table.after[name].iloc[place]),
                other=shown_cell(was[place]),
            ),
        )


def _tenfold(now: pd.Series[float], before: pd.Series[float]) -> pd.Series[bool]:
    return (before > 0) & (now > 0) & ((now >= _TIMES * before) | (_TIMES * now <= before))


def _twice(prospect: Prospect, table: Touched, day: str, names: tuple[str, ...]) -> Iterator[Doubt]:
    frame = table.after
    first = names[0]
    told = ((frame[first] != "") & frame[day].notna()).to_numpy(dtype=bool)
    some = frame[told]
    sizes = pd.Series(0, index=frame.index)
    sizes[told] = some.groupby(list(names), observed=True)[first].transform("size")
    counts = sizes.to_numpy()
    rows = records(frame, np.flatnonzero((counts > 1) & table.mask).tolist())

    def say(place: int) -> Message:
        row = rows[place]
        if first == "scope_key":
            name = scope_name(prospect, frame, place, day)
        else:
            name = prospect.place(row[first], row["ward_text"], row[day])
        return said(
            TWICE,
            place=name,
            count=int(counts[place]),
            value=row["source_id"],
            day=shown_cell(row[day]),
        )

    yield from table.doubts("twice-from-source", first, counts > 1, say)


def _gone(table: Touched) -> Iterator[Doubt]:
    removed, total = len(table.changes.removed), len(table.changes.before)
    name = table.changes.table.name
    if removed and 2 * removed >= total:
        words = Message(TABLES[name])
        found = said(HALF_GONE, count=removed, total=total, table=words)
        yield Doubt("rows-gone", name, table.file, "", found)
