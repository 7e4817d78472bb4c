"""Whether a target is reached in time at the recent pace."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.domain.forecast import forecast, recent_rate
from lib.domain.outlook import OUTLOOKS, disagrees, outlook, outlook_of
from lib.domain.pace import Reading
from lib.domain.recent_window import recent_window
from tests.unit.committed_data import DAYS, NAMES, country

DAY = date(2025, 6, 30)
EVENTS = [date(2025, 4, 22)] * 5  # 2.5 a year, 80 % interval 1.22 to 4.64


@pytest.mark.parametrize(
    ("goal", "due", "told"),
    [
        (10, date(2027, 7, 1), "in_time"),  # five more at 2.5 a year: 731 days
        (10, date(2027, 6, 30), "open"),  # a day too late
        (10, date(2026, 8, 1), "open"),  # 5 / 4.64 a year: 394 days, due in 397
        (10, date(2026, 7, 25), "late"),  # due in 390
        (5, date(2026, 7, 25), None),  # reached
        (10, date(2025, 6, 29), None),  # overdue
    ],
)
def test_the_outlook_compares_the_expected_days_with_the_due_day(
    goal: int, due: date, told: str | None
) -> None:
    assert outlook(Reading(5, DAY), Reading(goal, due), recent_rate(EVENTS, DAY)) == told


def test_nothing_is_said_without_a_recent_window_and_no_event_leaves_it_open_or_late() -> None:
    early = date(2025, 12, 31)
    goal = Reading(10, date(2030, 12, 31))
    assert outlook(Reading(5, early), goal, recent_rate(EVENTS, early)) is None
    # None in two years: at most 1.15 a year within the interval.
    assert outlook(Reading(5, DAY), goal, recent_rate([], DAY)) == "open"
    assert outlook(Reading(5, DAY), Reading(99, goal.day), recent_rate([], DAY)) == "late"


def test_a_heading_says_both_where_they_disagree() -> None:
    assert disagrees("lagging", "in_time")
    assert disagrees("off_track", "in_time")
    assert disagrees("on_track", "late")
    assert not any(disagrees(label, told) for label, told in (
        ("on_track", "in_time"), ("lagging", "late"), ("lagging", "open"), ("overdue", None),
        (None, "in_time"),
    ))  # fmt: skip


@settings(max_examples=80)
@given(
    st.integers(0, 60),
    st.integers(1, 200),
    st.dates(date(2026, 1, 1), date(2035, 1, 1)),
    st.integers(0, 4000),
)
def test_the_outlook_agrees_with_the_days_of_the_forecast(
    events: int, goal: int, day: date, ahead: int
) -> None:
    window = recent_window(day)
    assert window is not None
    rate = recent_rate([window.last] * events, day)
    assert rate is not None
    now, aim = Reading(events, day), Reading(goal, day + timedelta(days=ahead))
    told = outlook(now, aim, rate)
    led = forecast(now, aim, rate)
    if goal <= events:
        assert told is None
        return
    assert told in OUTLOOKS
    if aim.day < date(2040, 1, 1):  # forecasts name no later day
        done, early = led.completion, led.completion_early
        assert (told == "in_time") == (done is not None and done <= aim.day)
        assert (told == "late") == (early is None or early > aim.day)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("name", NAMES)
def test_every_target_ahead_has_an_outlook_where_there_is_a_recent_pace(
    name: str, day: date
) -> None:
    seen = country(name, day)
    for each in seen._all_progress:
        told = outlook_of(each, day)
        ahead = each.due is not None and each.due >= day
        reached = each.now.value >= (each.goal or 0)
        assert (told in OUTLOOKS) == (ahead and not reached and recent_window(day) is not None)


def test_hanoi_of_the_demonstration_is_behind_the_line_and_in_time() -> None:
    seen = country("demo", date(2026, 11, 25))
    label, told = seen.pace_label("from2025-01"), seen.outlook("from2025-01")
    assert (label, told) == ("lagging", "in_time")
    assert disagrees(label, told)
