"""Where the recent rate of recognitions leads: a Poisson rate with its exact interval.

The interval is Garwood's (Biometrika 28, 1936): the rates at which a count this high, or
this low, would still come up in one of ten cases on either side.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from lib.domain.pace import Reading
from lib.domain.recent_window import DAYS_PER_YEAR, RecentWindow, recent_window

LEVEL = 0.80
HORIZON = date(2040, 1, 1)


@dataclass(frozen=True)
class Rate:
    """Events a year.

    Attributes:
        events: Events counted.
        years: Length of the period they were counted in.
        per_year: Events over years.
        low: Lower end of the interval.
        high: Upper end of the interval.
        window: The period.
    """

    events: int
    years: float
    per_year: float
    low: float
    high: float
    window: RecentWindow


@dataclass(frozen=True)
class Forecast:
    """The recent rate carried on to the due day of a target.

    Attributes:
        rate: The recent rate.
        due: Day the target is due.
        expected: Wards on that day at the recent rate.
        low: The same at the lower end of the rate.
        high: The same at the upper end.
        completion: Day the goal is reached at the recent rate; None: not before 2040.
        completion_early: The same at the upper end of the rate.
        completion_late: The same at the lower end.
    """

    rate: Rate
    due: date
    expected: float
    low: float
    high: float
    completion: date | None
    completion_early: date | None
    completion_late: date | None


@lru_cache(maxsize=4096)
def poisson_cdf(count: int, mean: float) -> float:
    """Probability of at most `count` events where `mean` are expected."""
    if count < 0:
        return 0.0
    if mean <= 0:
        return 1.0
    # Sum the side of the distribution that falls off from the start, so that few terms do.
    if count < mean:
        return min(1.0, _tail(count, mean, step=-1))
    return max(0.0, 1.0 - _tail(count + 1, mean, step=1))


def garwood_interval(events: int, level: float = LEVEL) -> tuple[float, float]:
    """Exact interval of a Poisson mean from one count.

    Args:
        events: Count seen, 0 or more.
        level: Confidence, between 0 and 1; what is left is shared by both sides.

    Returns:
        Lower and upper end; the lower one of no events is 0.
    """
    side = (1 - level) / 2
    high = _mean_where(lambda mean: poisson_cdf(events, mean) > side, events)
    if events == 0:
        return 0.0, high
    low = _mean_where(lambda mean: 1 - poisson_cdf(events - 1, mean) < side, events)
    return low, high


def recent_rate(events: Iterable[date], day: date) -> Rate | None:
    """Rate of the events in the recent window of a day; None when that is too short.

    Args:
        events: Days of the first recognition of wards that are counted on the day.
        day: As-of date.
    """
    window = recent_window(day)
    if window is None:
        return None
    count, years = window.events(events), window.years
    low, high = garwood_interval(count)
    return Rate(count, years, count / years, low / years, high / years, window)


def forecast(now: Reading, goal: Reading, rate: Rate, ceiling: float | None = None) -> Forecast:
    """Carry a rate on from today.

    Args:
        now: Wards recognised on the as-of date.
        goal: Wards to reach and the due day; before `now` nothing is carried on.
        rate: The recent rate.
        ceiling: Wards there are; no count goes beyond it.
    """
    years = max((goal.day - now.day).days, 0) / DAYS_PER_YEAR

    def projected(per_year: float) -> float:
        count = now.value + per_year * years
        return count if ceiling is None else min(count, max(ceiling, now.value))

    return Forecast(
        rate,
        goal.day,
        projected(rate.per_year),
        projected(rate.low),
        projected(rate.high),
        completion(now, goal.value, rate.per_year),
        completion(now, goal.value, rate.high),
        completion(now, goal.value, rate.low),
    )


def completion(now: Reading, goal: float, per_year: float) -> date | None:
    """Day a goal is reached at a steady rate; today when it is; None: not before 2040."""
    if now.value >= goal:
        return now.day
    horizon = (HORIZON - now.day).days
    if per_year <= 0 or (goal - now.value) * DAYS_PER_YEAR > horizon * per_year:
        return None
    days = math.ceil(round((goal - now.value) / per_year * DAYS_PER_YEAR, 6))
    return now.day + timedelta(days=days)


def _tail(start: int, mean: float, *, step: int) -> float:
    """Sum of Poisson probabilities from `start` away from the mean."""
    term = math.exp(start * math.log(mean) - mean - math.lgamma(start + 1))
    total = 0.0
    place = start
    while place >= 0 and term > total * 1e-17:
        total += term
        term *= mean / (place + 1) if step > 0 else place / mean
        place += step
    return total


def _mean_where(too_low: Callable[[float], bool], events: int) -> float:
    """The mean at which a condition that holds for small means stops holding."""
    low, high = 0.0, events + 10 * math.sqrt(events + 1) + 20
    for _ in range(80):
        middle = (low + high) / 2
        if too_low(middle):
            low = middle
        else:
            high = middle
    return (low + high) / 2
