"""What happened to a ward, in order: the steps of the ladder with their days, and events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from lib.domain.status_starts import registrations
from lib.domain.statuses import COUNTED, LADDER, RANK, standing

_NO_DAY: Any = pd.NaT
Place = str
"""How a step stands: ``current``, ``passed``, ``ahead`` or ``lost``."""


@dataclass(frozen=True)
class Step:
    """One step of the ladder for one ward.

    Attributes:
        status: The step.
        place: ``current``: the ward stands here; ``passed``: it stands higher; ``ahead``:
            it has not been here; ``lost``: it was here and stands lower now.
        mentioned: First day a source puts it here; NaT when none gives a day.
        precision: day, month, year or "" of that day.
        source_id: That source; "" when the step was never reported.
        start: Since when it stands or stood here, as a source gives it: the year it
            registered, the day it was recognised; None when no source does.
        start_precision: day, month, year or "" of the start.
        start_source: That source; "" without a start.
    """

    status: str
    place: Place
    mentioned: pd.Timestamp
    precision: str = ""
    source_id: str = ""
    start: date | None = None
    start_precision: str = ""
    start_source: str = ""

    @property
    def reported(self) -> bool:
        """Whether any source has put the ward here, or says when it was."""
        return bool(self.source_id or self.start_source)


@dataclass(frozen=True)
class Event:
    """One thing that happened.

    Attributes:
        day: When.
        precision: day, month or year.
        kind: A status, ``criteria`` (only the count changed), or ``milestone``.
        met: Criteria met as stated then; None when not stated.
        total: Of how many; None when not stated.
        text_vi: Words of a milestone, Vietnamese.
        text_en: Words of a milestone, English.
        source_id: Source.
        fell: Whether the status is below the one before.
    """

    day: date
    precision: str
    kind: str
    met: int | None = None
    total: int | None = None
    text_vi: str = ""
    text_en: str = ""
    source_id: str = ""
    fell: bool = False


def ladder_steps(dated: pd.DataFrame, key: str, status: str, day: date) -> list[Step]:
    """The steps of the ladder above ``not_registered``, highest first, as one ward took them.

    Args:
        dated: Result of `statuses.dated`.
        key: The ward.
        status: Its status on the day; "" when nothing is reported of it.
        day: As-of date; later observations are not looked at.
    """
    mine = _of(dated, key, day)
    reports = _rows(standing(mine).sort_values("day"))
    reports += _rows(mine[mine["day"].isna()])  # a day is better than none
    first = {str(row.status): row for row in reversed(reports)}
    rank = RANK.get(status, -1)
    starts = {
        "registered": _registration(mine, key, day),
        "recognised": _recognition(reports, still_held=status == "recognised"),
    }
    steps = []
    for step in reversed(LADDER[1:]):
        first_row, start = first.get(step), starts.get(step, _NO_START)
        steps.append(
            Step(
                step,
                _place(RANK[step], rank, reported=first_row is not None or start[0] is not None),
                _NO_DAY if first_row is None else first_row.day,
                "" if first_row is None else str(first_row.day_precision),
                "" if first_row is None else str(first_row.source_id),
                *start,
            )
        )
    return steps


_Start = tuple[date | None, str, str]
_NO_START: _Start = (None, "", "")


def _registration(mine: pd.DataFrame, key: str, day: date) -> _Start:
    """When a ward registered, with precision and source."""
    begun = registrations(mine, day)
    if key not in begun.index:
        return _NO_START
    row = begun.to_dict("index")[key]
    return row["day"].date(), str(row["precision"]), str(row["source_id"])


def _recognition(reports: list[Any], *, still_held: bool) -> _Start:
    """When a ward was recognised; of a title held now, since it last stood lower."""
    start = _NO_START
    for row in reports:
        if str(row.status) != "recognised":
            start = _NO_START if still_held else start
        elif start == _NO_START and row.day_basis == "recognised_on":
            start = (row.day.date(), str(row.day_precision), str(row.source_id))
    return start


def _place(step: int, rank: int, *, reported: bool) -> Place:
    if step == rank:
        return "current"
    if step < rank:
        return "passed"
    return "lost" if reported else "ahead"


def ward_events(dated: pd.DataFrame, milestones: pd.DataFrame, key: str, day: date) -> list[Event]:
    """Changes of status and of the count of criteria, and milestones of the ward itself.

    A report that repeats the one before is no event. Oldest first.

    Args:
        dated: Result of `statuses.dated`.
        milestones: Frame of the milestones contract.
        key: The ward.
        day: As-of date.
    """
    mine = _of(dated, key, day)
    events: list[Event] = []
    before: Event | None = None
    rank = -1
    for row in _rows(standing(mine).sort_values("day")):
        status = str(row.status)
        met = None if pd.isna(row.criteria_met) else int(row.criteria_met)
        total = None if pd.isna(row.criteria_total) else int(row.criteria_total)
        changed = RANK[status] != rank
        recount = met is not None and (before is None or (met, total) != (before.met, before.total))
        if not changed and not recount:
            continue
        event = Event(
            row.day.date(),
            str(row.day_precision),
            status if changed else "criteria",
            met,
            total,
            source_id=str(row.source_id),
            fell=RANK[status] < rank,
        )
        before = event if met is not None or before is None else before
        rank = RANK[status]
        events.append(event)
    return sorted([*events, *scope_events(milestones, (key,), day)], key=lambda event: event.day)


def scope_events(milestones: pd.DataFrame, scopes: Iterable[str], day: date) -> list[Event]:
    """Milestones of the counted programme of some scopes up to a day, oldest first."""
    counted = milestones["programme"].astype(str) == COUNTED
    here = milestones["scope_key"].astype(str).isin(list(scopes))
    rows = milestones[counted & here & (milestones["date"] <= pd.Timestamp(day))]
    return [
        Event(
            row.date.date(),
            str(row.date_precision),
            "milestone",
            text_vi=str(row.event_vi),
            text_en=str(row.event_en),
            source_id=str(row.source_id),
        )
        for row in _rows(rows.sort_values(["date", "milestone_id"]))
    ]


def stated_counts(dated: pd.DataFrame, key: str, day: date) -> pd.DataFrame:
    """Criteria met of all as stated over time, oldest first.

    Returns:
        Columns day, met, total, share (0-1); one row per day that states a count.
    """
    mine = _of(dated, key, day).sort_values(["day", "rank", "criteria_met"])
    by_day: dict[pd.Timestamp, tuple[float, float]] = {}
    for row in _rows(mine[mine["day"].notna() & mine["criteria_met"].notna()]):
        if not pd.isna(row.criteria_total) and 0 < row.criteria_total >= row.criteria_met:
            by_day.setdefault(row.day, (float(row.criteria_met), float(row.criteria_total)))
    columns = {
        "day": pd.Series(list(by_day), dtype="datetime64[ns]"),
        "met": pd.Series([met for met, _ in by_day.values()], dtype="float64"),
        "total": pd.Series([total for _, total in by_day.values()], dtype="float64"),
        "share": pd.Series([met / total for met, total in by_day.values()], dtype="float64"),
    }
    return pd.DataFrame(columns)


_COLUMNS = [
    "unit_key", "status", "rank", "day", "day_precision", "reported_on", "criteria_met",
    "criteria_total", "source_id", "day_basis", "registered_year",
]  # fmt: skip


def _of(dated: pd.DataFrame, key: str, day: date) -> pd.DataFrame:
    """What is said of one ward up to a day, undated included; only the columns used here."""
    mine = dated[dated["unit_key"] == key][_COLUMNS]
    return mine[~(mine["day"] > pd.Timestamp(day))]


def _rows(table: pd.DataFrame) -> list[Any]:
    return list(table.itertuples())
