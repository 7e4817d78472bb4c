"""The calendar of the demonstration: quarters, the change of set, the reform, decisions."""

from __future__ import annotations

from datetime import date, timedelta

FIRST_YEAR, FIRST_QUARTER = 2021, 2
QUARTER_COUNT = 22  # 2021 II to 2026 III


def _last_day(place: int) -> date:
    months = (FIRST_QUARTER - 1 + place) * 3 + 3
    year, month = FIRST_YEAR + (months - 1) // 12, (months - 1) % 12 + 1
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


QUARTERS: tuple[date, ...] = tuple(_last_day(place) for place in range(QUARTER_COUNT))
"""Last day of each quarter; everywhere else a quarter is its place in here."""

LAST = QUARTER_COUNT - 1
NEWEST = QUARTERS[LAST]


def quarter(year: int, number: int) -> int:
    """Place of a quarter: `quarter(2021, 2)` is 0."""
    return (year - FIRST_YEAR) * 4 + number - FIRST_QUARTER


NEW_SET = quarter(2024, 1)
"""First quarter of DEMO-2024."""

REFORM = quarter(2025, 3)
"""First quarter whose last day lies in the division of today."""

DECISIONS: tuple[tuple[date, int], ...] = (
    (date(2023, 12, 20), 101),
    (date(2024, 7, 5), 117),
    (date(2024, 12, 18), 123),
    (date(2025, 4, 25), 140),
    (date(2025, 12, 19), 162),
    (date(2026, 4, 22), 175),
    (date(2026, 7, 10), 188),
)
"""Days on which titles are given, and the number of the decision."""


def decision_after(place: int) -> tuple[date, int] | None:
    """The decision between the end of a quarter and the end of the next; None without one."""
    if place >= LAST:
        return None
    between = (each for each in DECISIONS if QUARTERS[place] < each[0] <= QUARTERS[place + 1])
    return next(between, None)


def quarter_words(place: int) -> str:
    """A quarter as a report names it: "quý II/2021"."""
    day = QUARTERS[place]
    return f"quý {('I', 'II', 'III', 'IV')[(day.month - 1) // 3]}/{day.year}"


def decision_number(number: int) -> str:
    """Number of a decision, one that no real one has."""
    return f"DEMO-{number}"
