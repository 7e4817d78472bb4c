"""Targets on a day: which ones count, where the recent rate leads, what is missing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from lib.domain.forecast import Forecast, forecast, recent_rate
from lib.domain.outlook import outlook_of
from lib.domain.pace import Reading
from lib.domain.progress import TargetProgress
from lib.domain.statuses import COUNTED
from lib.domain.units import Units

PACE_NOTES = ("before_base", "due_before_base", "no_change_asked")
DATE_NOTES = ("reached", "window_too_short", "no_recent", "after_horizon")
MISSING = ("not_yet_published", "no_number", "smaller_only", "related_only", "no_row")


@dataclass(frozen=True)
class DatedTarget:
    """One target of a scope, all sources that state it, and where the recent rate leads.

    Attributes:
        progress: Where the scope stands to it.
        sources: Sources that state this target.
        forecast: The recent rate carried on to the due day; None when none can be told.
        pace_note: One of `PACE_NOTES`, why there is no pace ratio; "" when there is one.
        outlook: One of `outlook.OUTLOOKS`, beside the label; None when nothing can be said.
        date_note: One of `DATE_NOTES` in place of an expected day; "" when there is one.
    """

    progress: TargetProgress
    sources: tuple[str, ...]
    forecast: Forecast | None
    pace_note: str
    outlook: str | None
    date_note: str


def published_by(
    rows: pd.DataFrame, sources: pd.DataFrame, day: date, newest: date | None
) -> pd.DataFrame:
    """Rows whose source was published by a day.

    As with observations, what no source dates counts only from the newest dated day on: it
    could be of any day before.

    Args:
        rows: Rows with a source_id: targets, milestones.
        sources: Frame of the sources contract.
        day: As-of date.
        newest: The newest day that any observation speaks of; None when there is none.
    """
    on = sources.drop_duplicates("source_id").set_index("source_id")["published_on"]
    days = on.reindex(rows["source_id"].astype(str)).to_numpy(dtype="datetime64[ns]")
    published = days <= pd.Timestamp(day).to_datetime64()
    if newest is None or day >= newest:
        published |= pd.isna(days)
    return rows[published]


def dated_targets(
    progress: Iterable[TargetProgress], day: date, counting: Collection[str] = ()
) -> list[DatedTarget]:
    """One outlook for each different target; equal ones of several sources are one.

    Two targets of one scope and due day are the same when they come to the same number of
    wards, or state the same value in the same way; the one with a published basis stays.

    Args:
        progress: Targets with a goal and a due day (others are passed over).
        day: As-of date.
        counting: Ids of the targets that count (see `lib.domain.counting_target`); of equal
            ones the counting one stands for all.

    Returns:
        By scope as given, then due day, the counting one first, then the largest goal first.
    """
    order: dict[str, int] = {}
    groups: list[list[TargetProgress]] = []
    ready = [each for each in progress if each.goal is not None and each.due is not None]
    for each in sorted(
        ready, key=lambda one: (one.target_id not in counting, one.published_goal is None)
    ):
        order.setdefault(each.scope_key, len(order))
        home = next((group for group in groups if _same(group, each)), None)
        if home is None:
            groups.append([each])
        else:
            home.append(each)
    made = [_dated_target(group, day) for group in groups]
    return sorted(
        made,
        key=lambda one: (
            order[one.progress.scope_key],
            one.progress.due or date.max,
            one.progress.target_id not in counting,
            -(one.progress.goal or 0),
        ),
    )


def due_next(targets: Sequence[DatedTarget], day: date) -> list[DatedTarget]:
    """Targets of each scope that are due next (all of that day); else the last ones due."""
    return _of_due(targets, lambda dues: min((d for d in dues if d >= day), default=max(dues)))


def due_last(targets: Sequence[DatedTarget]) -> list[DatedTarget]:
    """Targets of each scope that are due last."""
    return _of_due(targets, max)


def place_forecast(
    days: Iterable[date], recognised: int, day: date, goal: float, due: date, wards: int
) -> Forecast | None:
    """The recent rate of a place carried on to a due day; None without a recent window.

    Args:
        days: Day of the first recognition of each recognised ward.
        recognised: Wards recognised on the as-of date, dated or not.
        day: As-of date.
        goal: Wards to reach.
        due: Due day.
        wards: Wards there are; no expected count goes beyond it, nor below the goal.
    """
    now = Reading(float(recognised), day)
    rate = recent_rate(days, day)
    return None if rate is None else forecast(now, Reading(goal, due), rate, max(wards, goal))


def missing_reason(
    units: Units, targets: pd.DataFrame, own: pd.DataFrame, province: str, day: date
) -> str:
    """Why a province has no target to measure against; one of `MISSING`.

    Args:
        units: The units.
        targets: Frame of the targets contract, all of it.
        own: Counted targets of the province (see `targets_for`), published or not.
        province: Province in force on the day.
        day: As-of date.
    """
    if len(own):
        numbered = own["value"].notna() & own["target_date"].notna()
        numbered &= own["metric"].astype(str) != "wards_per_district"  # no number of wards
        return "not_yet_published" if bool(numbered.any()) else "no_number"
    here = {province, *units.provinces_here(province, day)}
    for programme, reason in ((True, "smaller_only"), (False, "related_only")):
        rows = targets[(targets["programme"].astype(str) == COUNTED) == programme]
        for key in rows["scope_key"].astype(str).unique():
            if key in units and here & ({key} | units.regions(key)):
                return reason
    return "no_row"


def _same(group: Sequence[TargetProgress], each: TargetProgress) -> bool:
    first = group[0]
    if (first.scope_key, first.due) != (each.scope_key, each.due):
        return False
    return any(
        one.goal == each.goal or (one.metric, one.value) == (each.metric, each.value)
        for one in group
    )


def _dated_target(group: Sequence[TargetProgress], day: date) -> DatedTarget:
    first = group[0]
    goal, due = float(first.goal or 0), first.due or date.max
    # A count without a published total says itself how many wards its author saw.
    rebased = first.goal_basis == "rebased"
    wards = first.rebased_denominator if rebased else first.published_denominator or 0
    led = place_forecast(first.recognition_days, int(first.now.value), day, goal, due, wards)
    sources = tuple(dict.fromkeys(each.source_id for each in group))
    return DatedTarget(
        first, sources, led, _pace_note(first, due), outlook_of(first, day),
        _date_note(first, goal, led),
    )  # fmt: skip


def _pace_note(progress: TargetProgress, due: date) -> str:
    if progress.assessment.pace_ratio is not None:
        return ""
    if due <= progress.base.day:
        return "due_before_base"
    return "before_base" if progress.now.day <= progress.base.day else "no_change_asked"


def _date_note(progress: TargetProgress, goal: float, led: Forecast | None) -> str:
    if progress.now.value >= goal:
        return "reached"
    if led is None:
        return "window_too_short"
    if not led.rate.events:
        return "no_recent"
    return "" if led.completion else "after_horizon"


def _of_due(
    targets: Sequence[DatedTarget], choose: Callable[[list[date]], date]
) -> list[DatedTarget]:
    dues: dict[str, list[date]] = {}
    for each in targets:
        if each.progress.due is not None:
            dues.setdefault(each.progress.scope_key, []).append(each.progress.due)
    wanted = {scope: choose(days) for scope, days in dues.items()}
    return [each for each in targets if each.progress.due == wanted.get(each.progress.scope_key)]
