"""Whether a target is reached in time at the recent pace: beside the pace label, never in it.

The label measures the whole way from the base against a straight line; the outlook carries
the recent pace on. A place can lie behind the line and yet arrive in time.
"""

from __future__ import annotations

import math
from datetime import date

from lib.domain.forecast import Rate, recent_rate
from lib.domain.pace import Reading
from lib.domain.progress import TargetProgress
from lib.domain.recent_window import DAYS_PER_YEAR

OUTLOOKS = ("in_time", "late", "open")

_BEHIND = ("lagging", "off_track", "regressing")


def outlook(now: Reading, goal: Reading, rate: Rate | None) -> str | None:
    """Where the recent pace leads until the due day.

    Args:
        now: Wards recognised on the as-of date.
        goal: Wards to reach and the due day.
        rate: The recent rate with its 80 % interval; None when the window is too short.

    Returns:
        ``in_time`` when the expected day is not after the due day, ``late`` when even the
        upper end of the interval misses it, else ``open``. None once the goal is reached,
        after the due day, and without a rate: the label or the missing window says it.
    """
    if rate is None or now.value >= goal.value or now.day > goal.day:
        return None
    if _arrives(now, goal, rate.per_year):
        return "in_time"
    return "open" if _arrives(now, goal, rate.high) else "late"


def outlook_of(progress: TargetProgress, day: date) -> str | None:
    """The outlook of a target on a day; None without a goal or due day (see `outlook`)."""
    if progress.goal is None or progress.due is None:
        return None
    goal = Reading(float(progress.goal), progress.due)
    return outlook(progress.now, goal, recent_rate(progress.recognition_days, day))


def disagrees(label: str | None, outlook: str | None) -> bool:
    """Whether label and outlook point in different directions, so that a heading says both."""
    return (label in _BEHIND and outlook == "in_time") or (
        label == "on_track" and outlook == "late"
    )


def _arrives(now: Reading, goal: Reading, per_year: float) -> bool:
    """Whether the expected day at a steady rate is not after the due day."""
    if per_year <= 0:
        return False
    days = (goal.value - now.value) / per_year * DAYS_PER_YEAR
    return math.ceil(round(days, 6)) <= (goal.day - now.day).days
