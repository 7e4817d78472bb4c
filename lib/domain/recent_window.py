"""The months that the recent pace is taken from: never across a change of the division."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from lib.domain.states import REFORM

DAYS_PER_YEAR = 365.25
RECENT_MONTHS = 24
SHORTEST_MONTHS = 6


@dataclass(frozen=True)
class RecentWindow:
    """Days whose events make the recent pace.

    Attributes:
        first: First day, itself counted.
        last: Last day, itself counted: the as-of date.
        years: Length that events are divided by.
    """

    first: date
    last: date
    years: float

    def events(self, days: Iterable[date]) -> int:
        """How many days lie in it."""
        return sum(self.first <= day <= self.last for day in days)


def recent_window(day: date) -> RecentWindow | None:
    """The last 24 calendar months, or the time since the reform when that is shorter.

    Args:
        day: As-of date.

    Returns:
        None (``window_too_short``) in the first six months of a division.
    """
    first = months_before(day, RECENT_MONTHS) + timedelta(days=1)
    if day < REFORM or first >= REFORM:
        return RecentWindow(first, day, RECENT_MONTHS / 12)
    if months_before(day, SHORTEST_MONTHS) < REFORM:
        return None
    return RecentWindow(REFORM, day, (day - REFORM).days / DAYS_PER_YEAR)


def months_before(day: date, months: int) -> date:
    """The same day of the month some months earlier, or the last day of a shorter month."""
    place = day.year * 12 + day.month - 1 - months
    year, month = max(place // 12, 1), place % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
