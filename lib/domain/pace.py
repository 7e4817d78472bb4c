"""Progress against a dated target: pace, label, and what stands beside the label.

The bands are those of the common SDG progress measure; its compound-growth formula is not
used, because for counts that start near zero it praises almost any first step.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from lib.domain.recent_window import DAYS_PER_YEAR, months_before, recent_window

PACE_LABELS = ("achieved", "on_track", "lagging", "off_track", "regressing", "overdue")
FLAGS = ("unchanged", "too_few_points", "no_recent_report")

STALE_MONTHS = 18
ON_TRACK = 0.95
LAGGING = 0.60


@dataclass(frozen=True)
class Reading:
    """A value on a day; the value counts wards unless said otherwise."""

    value: float
    day: date


@dataclass(frozen=True)
class Assessment:
    """How a scope stands to one target.

    Attributes:
        label: One of `PACE_LABELS`; None when nothing can be said (see `label`).
        flags: Those of `FLAGS` that apply; never folded into the label.
        pace_ratio: 1.0 for exactly on pace; None when it has no meaning.
        required_pace: Wards a year from now on; None after the due date.
    """

    label: str | None
    flags: tuple[str, ...]
    pace_ratio: float | None
    required_pace: float | None


def pace_ratio(base: Reading, now: Reading, target: Reading) -> float | None:
    """Speed so far over the speed that the target asks for.

    Args:
        base: First reading.
        now: Latest reading.
        target: Value to reach and the day it is due.

    Returns:
        1.0 for exactly on pace. None when no time lies between `base` and `now` or between
        `base` and the due day, or when the target asks for no change.
    """
    elapsed = (now.day - base.day).days
    planned = (target.day - base.day).days
    if elapsed <= 0 or planned <= 0 or target.value == base.value:
        return None
    return _finite(
        lambda: ((now.value - base.value) / elapsed) / ((target.value - base.value) / planned)
    )


def required_pace(now: Reading, target: Reading) -> float | None:
    """Wards a year that reach the target in time; 0 once reached, None once the day is past."""
    if now.value >= target.value:
        return 0.0
    days = (target.day - now.day).days
    if days <= 0:
        return None
    return _finite(lambda: (target.value - now.value) / (days / DAYS_PER_YEAR))


def recent_pace(events: Iterable[date], day: date) -> float | None:
    """Events a year over the recent window up to and with a day; later ones do not count.

    Args:
        events: Days of the first recognition of wards that are counted on the day.
        day: As-of date.

    Returns:
        None when the window is too short (see `recent_window`).
    """
    window = recent_window(day)
    return None if window is None else window.events(events) / window.years


def label(base: Reading, now: Reading, target: Reading, day: date | None = None) -> str | None:
    """Where the value stands on its way to the target.

    Args:
        base: First reading.
        now: Latest reading.
        target: Value to reach and the day it is due.
        day: As-of date that decides `overdue`; the day of `now` by default.

    Returns:
        One of `PACE_LABELS`. A value below both its base and its target is `regressing`
        even where the target asked for no rise. None when the target is still ahead and no
        pace can be taken: one reading only, or a due day not after the base.
    """
    if now.value >= target.value:
        return "achieved"
    if (day or now.day) > target.day:
        return "overdue"
    if now.value < base.value and now.day > base.day:
        return "regressing"
    ratio = pace_ratio(base, now, target)
    if ratio is None:
        return None
    if ratio >= ON_TRACK:
        return "on_track"
    return "lagging" if ratio >= LAGGING else "off_track"


def assess(
    base: Reading,
    now: Reading,
    target: Reading,
    *,
    day: date | None = None,
    observations: int = 2,
    newest_report: date | None = None,
) -> Assessment:
    """Label, flags and paces together.

    Args:
        base: First reading.
        now: Latest reading.
        target: Value to reach and the day it is due.
        day: As-of date; the day of `now` by default.
        observations: How many observations stand behind `now`.
        newest_report: Day of the newest observation; None when there is none with a day.
    """
    today = day or now.day
    flags: list[str] = []
    if now.value == base.value:
        flags.append("unchanged")
    if observations < 2:
        flags.append("too_few_points")
    if newest_report is None or newest_report < months_before(today, STALE_MONTHS):
        flags.append("no_recent_report")
    return Assessment(
        label(base, now, target, today),
        tuple(flags),
        pace_ratio(base, now, target),
        required_pace(Reading(now.value, max(today, now.day)), target),
    )


def wards_of_share(percent: float, denominator: int) -> int:
    """Wards that a share comes to, rounded up: 30 % of 249 are 75."""
    # Percent of a whole number has few decimals; rounding first takes the float dust away.
    return math.ceil(round(percent * denominator / 100, 6))


def _finite(formula: Callable[[], float]) -> float | None:
    try:
        value = formula()
    except (OverflowError, ZeroDivisionError):
        return None
    return value if math.isfinite(value) else None
