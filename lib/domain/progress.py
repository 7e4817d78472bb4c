"""Where a scope stands to one of its targets, on the published basis and on today's."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from lib.domain.goals import counts_former_wards, former_wards, goal_in_wards
from lib.domain.pace import Assessment, Reading, assess, recent_pace
from lib.domain.statuses import COUNTED
from lib.domain.units import Units
from lib.io.tables import contracts

PILOT_START = contracts.PILOT_START
"""The pilot in the five centrally-run cities begins."""

ROLLOUT_START = date(2023, 1, 1)
"""All provinces take part from this year."""


@dataclass(frozen=True)
class TargetProgress:
    """One target, and how its scope stands to it on the as-of date.

    Attributes:
        target_id: Row of the targets table.
        scope_key: ``national`` or a unit key; "" when not resolved.
        metric: ``count_of_wards``, ``share_of_wards`` or ``wards_per_district``.
        value: As printed, percent for shares; None when the source gives no number.
        due: Day the target is due; None when none is stated.
        precision: day, month, year or "" of the due day.
        source_id: Source of the target.
        base: Where the pace is measured from.
        now: Wards recognised on the as-of date.
        reported_complete: Wards that say they are complete; beside `now`, never added.
        published_denominator: As the target's source printed it.
        rebased_denominator: Wards in force on the as-of date on the ground of the scope.
        goal: Wards to recognise (see `goals.Goal`): as published within one division,
            re-based when the published one counts wards of a division that has ended.
        goal_basis: ``count``, ``published`` or ``rebased``, "" without a goal.
        published_goal: Wards as published; None for a share without a published total.
        rebased_goal: The same in wards in force; None when the target does not tell a share.
        is_estimate: Whether `rebased_goal` is carried over in proportion.
        assessment: Pace and label against `goal`.
        share: Recognised of the published denominator, 0-1.
        recent_pace: Recognitions a year over the recent window; None when it is too short.
        recognition_days: Day of the first recognition of each recognised ward, sorted.
    """

    target_id: str
    scope_key: str
    metric: str
    value: float | None
    due: date | None
    precision: str
    source_id: str
    base: Reading
    now: Reading
    reported_complete: int
    published_denominator: int | None
    rebased_denominator: int
    goal: int | None
    goal_basis: str
    published_goal: int | None
    rebased_goal: int | None
    is_estimate: bool
    assessment: Assessment
    share: float | None
    recent_pace: float | None
    recognition_days: tuple[date, ...]


def target_progress(
    target: Mapping[str, Any] | pd.Series,
    units: Units,
    statuses: pd.DataFrame,
    day: date,
    *,
    base: Reading | None = None,
    sources: pd.DataFrame | None = None,
) -> TargetProgress:
    """How the scope of a target stands to it.

    Args:
        target: One row of the targets table.
        units: The units.
        statuses: Result of `statuses_at` for the day.
        day: As-of date.
        base: Where the pace is measured from; by default `base_reading` of the scope.
        sources: Frame of the sources contract: when a target of the country was published
            tells the division that it counts wards of.
    """
    mine = _Reports(in_scope(units, statuses, str(target["scope_key"])))
    return _progress(target, units, mine, day, _published_on(sources), base)


def _progress(
    target: Mapping[str, Any] | pd.Series,
    units: Units,
    mine: _Reports,
    day: date,
    published_on: Mapping[str, date],
    base: Reading | None = None,
) -> TargetProgress:
    scope = str(target["scope_key"])
    now = Reading(float(mine.wards("recognised")), day)
    days = mine.recognition_days()
    base = base or base_reading(mine.first_year(), scope)
    value = _number(target["value"])
    published = _number(target["denominator"])
    denominator = int(published) if published else None
    in_force = len(units.within(scope, day)) if scope else 0
    goal = goal_in_wards(
        str(target["metric"]),
        value,
        denominator,
        in_force,
        division_ended=counts_former_wards(
            scope,
            day,
            published_on.get(str(target["source_id"])),
            _printed_wards(str(target["metric"]), value, denominator),
            in_force,
        ),
        former_wards=former_wards(units, scope),
    )
    due = None if pd.isna(target["target_date"]) else target["target_date"].date()
    aim = Reading(math.inf if goal.wards is None or due is None else goal.wards, due or date.max)
    assessment = assess(
        base, now, aim, day=day, observations=int(mine.observations.sum()),
        newest_report=mine.newest_report(),
    )  # fmt: skip
    if not math.isfinite(aim.value):
        assessment = Assessment(None, assessment.flags, None, None)
    return TargetProgress(
        target_id=str(target["target_id"]),
        scope_key=scope,
        metric=str(target["metric"]),
        value=value,
        due=due,
        precision=str(target["target_date_precision"]),
        source_id=str(target["source_id"]),
        base=base,
        now=now,
        reported_complete=mine.wards("reported_complete"),
        published_denominator=denominator,
        rebased_denominator=in_force,
        goal=goal.wards,
        goal_basis=goal.basis,
        published_goal=goal.published,
        rebased_goal=goal.rebased,
        is_estimate=goal.estimate,
        assessment=assessment,
        share=_share(now.value, denominator),
        recent_pace=recent_pace(days, day),
        recognition_days=days,
    )


def all_progress(
    targets: pd.DataFrame,
    units: Units,
    statuses: pd.DataFrame,
    day: date,
    sources: pd.DataFrame | None = None,
) -> list[TargetProgress]:
    """`target_progress` of every counted target with a value, in the order of the table.

    Args:
        targets: Frame of the targets contract.
        units: The units.
        statuses: Result of `statuses_at` for the day.
        day: As-of date.
        sources: Frame of the sources contract, as in `target_progress`.
    """
    published_on = _published_on(sources)
    every = _Reports(statuses)
    places = places_by_region(units, statuses.index)
    counted = targets[(targets["programme"].astype(str) == COUNTED) & targets["value"].notna()]
    progress = []
    for _, row in counted.iterrows():
        scope = str(row["scope_key"])
        mine = every if scope == "national" else every.at(places.get(scope, []))
        progress.append(_progress(row, units, mine, day, published_on))
    return progress


class _Reports:
    """What a target needs of `statuses_at`, as arrays: dozens of scopes are taken from it."""

    def __init__(self, statuses: pd.DataFrame) -> None:
        self.status = statuses["status"].astype("str").to_numpy(dtype=object)
        self.first_recognised_on = statuses["first_recognised_on"].to_numpy(dtype="datetime64[D]")
        self.last_report = statuses["last_report"].to_numpy(dtype="datetime64[D]")
        self.observations = statuses["observations"].to_numpy(dtype="int64")
        year = statuses["registered_year"]
        self.registered_year = year.to_numpy(dtype="float64", na_value=np.nan)

    def at(self, places: list[int]) -> _Reports:
        """Those of some wards, by their places in the table."""
        part = copy(self)
        for name, column in vars(self).items():
            setattr(part, name, column[np.array(places, dtype=np.intp)])
        return part

    def wards(self, status: str) -> int:
        """How many wards stand on a step."""
        return int((self.status == status).sum())

    def recognition_days(self) -> tuple[date, ...]:
        """Day of the first recognition of each recognised ward, where known, sorted."""
        days = self.first_recognised_on[self.status == "recognised"]
        return tuple(np.sort(days[~np.isnat(days)]).astype(object))

    def newest_report(self) -> date | None:
        """The newest day reported."""
        days = self.last_report[~np.isnat(self.last_report)]
        return days.max().astype(object) if len(days) else None

    def first_year(self) -> float | None:
        """The first year that a ward registered for."""
        years = self.registered_year[~np.isnan(self.registered_year)]
        return float(years.min()) if len(years) else None


def in_scope(units: Units, statuses: pd.DataFrame, scope: str) -> pd.DataFrame:
    """Rows of `statuses_at` of a scope; units that have ended belong to where they lay."""
    if scope == "national":
        return statuses
    inside = [key == scope or scope in units.regions(key) for key in statuses.index]
    if all(inside):
        return statuses
    return statuses[pd.Series(inside, index=statuses.index, dtype=bool)]


def places_by_region(units: Units, keys: Iterable[str]) -> dict[str, list[int]]:
    """Positions of units in a list, by each region they belong or belonged to, and by key.

    Finds the rows of many scopes with one look at each unit.
    """
    places: dict[str, list[int]] = {}
    for place, key in enumerate(keys):
        for region in {key} | units.regions(key):
            places.setdefault(region, []).append(place)
    return places


def base_reading(first_year: float | None, scope: str) -> Reading:
    """No ward recognised, on the day a scope began.

    The nation began with the pilot of June 2021; any other scope on the first day of the
    year its first ward registered for, the pilot's five cities no earlier than the pilot,
    and a scope without such a year in 2023, when all provinces joined.

    Args:
        first_year: The first year that a ward of the scope registered for, if any is known.
        scope: ``national`` or a unit key.
    """
    if scope == "national":
        return Reading(0.0, PILOT_START)
    if first_year is None:
        return Reading(0.0, ROLLOUT_START)
    return Reading(0.0, max(date(int(first_year), 1, 1), PILOT_START))


def _published_on(sources: pd.DataFrame | None) -> dict[str, date]:
    """Days on which sources were published, where that is known."""
    if sources is None:
        return {}
    dated = sources[sources["published_on"].notna()].drop_duplicates("source_id")
    days = zip(dated["source_id"].astype(str), dated["published_on"], strict=True)
    return {source: day.date() for source, day in days}


def _printed_wards(metric: str, value: float | None, denominator: int | None) -> float | None:
    """The largest number of wards that a target prints."""
    printed = [denominator, value if metric == "count_of_wards" else None]
    return max((float(each) for each in printed if each is not None), default=None)


def _number(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)


def _share(value: float, denominator: int | None) -> float | None:
    if not denominator or value > denominator:
        return None
    return value / denominator
