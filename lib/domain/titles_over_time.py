"""The curve of titles over the reform, with what became of the titles of wards that ended.

A title is held by a ward in force; when the ward ends it stands in a band of its own until a
unit that continues the ward is reported; then it has ended with its ward. So the sum of the
three changes only by recognitions and slips, and a fall of the curve is explained.
"""

from __future__ import annotations

from datetime import date

import pandas as pd

from lib.domain.timeline import counted_steps
from lib.domain.units import Units

PARTS = ("in_force", "waiting", "ended")
"""Titles of wards in force; of ended wards whose successors have no report yet; titles that
ended with their ward so far."""


def titles_over_time(
    units: Units,
    table: pd.DataFrame,
    superseded: pd.Series,
    until: date,
    now: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Titles day by day, apart by what became of their wards.

    Args:
        units: The units.
        table: Result of `statuses.dated`, of the wards wanted.
        superseded: Result of `succession.superseded_on`.
        until: Last day.
        now: Counted statuses of the wanted wards on the last day (see
            `succession.standing_at`): undated titles, which have no place in the curve,
            count at its end.

    Returns:
        Columns day and `PARTS`, counts of titles; one row per day on which one of them
        changed, in order, and a last one for `until`. in_force + waiting is the count of
        recognised wards of `timeline.held`.
    """
    steps = counted_steps(table, superseded, until)
    moves: list[tuple[int, str, int]] = []
    gained: dict[str, int] = {}
    rows = zip(
        steps["unit_key"], steps["day"].dt.date, steps["status"], steps["before"], strict=True
    )
    for key, day, status, before in rows:
        if status == "recognised" and before != "recognised":
            gained[key] = day.toordinal()
        elif before == "recognised" and status != "recognised":
            moves += _life(gained.pop(key), units.states.ends_on(key), day.toordinal())
            if not status:
                moves.append((day.toordinal(), "ended", 1))
    later = until.toordinal() + 1
    for key, start in gained.items():
        moves += _life(start, units.states.ends_on(key), later)
    frame = pd.DataFrame(moves, columns=["day", "part", "n"])
    days = [date.fromordinal(day) for day in frame["day"]]
    frame["day"] = pd.Series(pd.to_datetime(days), dtype="datetime64[ns]")
    daily = frame.pivot_table(index="day", columns="part", values="n", aggfunc="sum", fill_value=0)
    daily = daily.reindex(columns=list(PARTS), fill_value=0)
    moment = pd.Timestamp(until)
    daily = daily[(daily.index <= moment) & (daily != 0).any(axis=1)].astype("int64")
    curve = daily.cumsum()
    if moment not in curve.index:
        curve.loc[moment] = curve.iloc[-1] if len(curve) else 0
    if now is not None:
        held = now.index[now["status"] == "recognised"]
        here = sum(units.exists(key, until) for key in held)
        curve.loc[moment, ["in_force", "waiting"]] = [here, len(held) - here]
    return curve.astype("int64").rename_axis(index="day", columns=None).reset_index()


def _life(start: int, last: int, stop: int) -> list[tuple[int, str, int]]:
    """A title from its first day to the day it is lost: in force, then waiting.

    Args:
        start: Day of the title, as an ordinal like the others.
        last: Last day on which the ward is in force.
        stop: Day from which the title does not count.
    """
    turn = max(start, min(last + 1, stop))
    parts = (("in_force", start, turn), ("waiting", turn, stop))
    return [
        move
        for part, first, end in parts
        if first < end
        for move in ((first, part, 1), (end, part, -1))
    ]
