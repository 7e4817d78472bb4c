"""Pace, labels and forecasts: worked examples, edges, and what holds for any numbers."""

from __future__ import annotations

import math
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.domain.forecast import (
    HORIZON,
    completion,
    forecast,
    garwood_interval,
    poisson_cdf,
    recent_rate,
)
from lib.domain.pace import (
    PACE_LABELS,
    Reading,
    assess,
    label,
    pace_ratio,
    recent_pace,
    required_pace,
    wards_of_share,
)
from lib.domain.progress import PILOT_START, ROLLOUT_START, all_progress, target_progress
from lib.domain.recent_window import months_before, recent_window
from lib.domain.statuses import dated, statuses_at
from tests.unit.committed_data import DAYS as COMMITTED_DAYS
from tests.unit.committed_data import NAMES, country
from tests.unit.committed_data import dated as dated_of
from tests.unit.small_country import AFTER, BEFORE, small_country
from tests.unit.small_record import SOURCES, observations, said, target, targets

UNITS = small_country()
BASE = Reading(0, date(2021, 6, 1))
NOW = Reading(1, date(2023, 6, 1))
GOAL = Reading(248, date(2030, 12, 31))


def test_the_first_worked_example_is_off_track() -> None:
    assert pace_ratio(BASE, NOW, GOAL) == pytest.approx(0.0193, abs=5e-5)
    assert required_pace(NOW, GOAL) == pytest.approx(32.57, abs=5e-3)
    assert label(BASE, NOW, GOAL) == "off_track"


def test_the_second_worked_example_is_lagging() -> None:
    base = Reading(1, date(2021, 6, 30))
    now = Reading(8, date(2025, 6, 30))
    goal = Reading(21, date(2030, 12, 31))
    # 7 / 1461 days over 20 / 3471 days: 0.83152, printed as 0.8316 where years were rounded.
    assert pace_ratio(base, now, goal) == pytest.approx(0.8316, abs=1e-4)
    assert required_pace(now, goal) == pytest.approx(2.36, abs=5e-3)
    assert label(base, now, goal) == "lagging"


@pytest.mark.parametrize(
    ("value", "expected"),
    [(100, "achieved"), (95, "on_track"), (94, "lagging"), (60, "lagging"), (59, "off_track"),
     (0, "off_track"), (-1, "regressing")],
)  # fmt: skip
def test_bands_meet_at_their_thresholds(value: float, expected: str) -> None:
    start, end = date(2025, 1, 1), date(2025, 1, 3)
    # Half the time is over, and half of 200 would be on pace.
    goal = 100 if value == 100 else 200
    assert (
        label(Reading(0, start), Reading(value, date(2025, 1, 2)), Reading(goal, end)) == expected
    )


def test_a_due_day_that_is_over_is_overdue_unless_the_goal_is_reached() -> None:
    due = Reading(2, date(2024, 12, 31))
    assert label(BASE, Reading(1, date(2025, 1, 1)), due) == "overdue"
    assert label(BASE, Reading(2, date(2025, 1, 1)), due) == "achieved"
    assert label(BASE, Reading(1, date(2024, 12, 31)), due) == "off_track"
    assert label(BASE, Reading(1, date(2024, 6, 1)), due, date(2025, 1, 1)) == "overdue"
    assert required_pace(Reading(1, date(2025, 1, 1)), due) is None


def test_edges_have_a_stated_label_or_none() -> None:
    start = date(2024, 1, 1)
    later = date(2024, 7, 1)
    one = Reading(1, start)
    assert pace_ratio(one, one, one) is None
    assert pace_ratio(one, one, GOAL) is None
    assert label(one, one, GOAL) is None
    assert pace_ratio(one, Reading(1, later), Reading(1, GOAL.day)) is None
    assert label(one, Reading(1, later), Reading(1, GOAL.day)) == "achieved"
    # The due day lies before the base, or on it.
    assert pace_ratio(one, Reading(1, later), Reading(5, date(2023, 1, 1))) is None
    assert label(one, Reading(1, later), Reading(5, date(2023, 1, 1))) == "overdue"
    assert label(one, one, Reading(5, start)) is None
    # A fall below a base that had already passed the goal is no good pace.
    assert label(Reading(10, start), Reading(3, later), Reading(5, GOAL.day)) == "regressing"


def test_flags_stand_beside_the_label() -> None:
    assessment = assess(
        BASE, Reading(0, NOW.day), GOAL, observations=1, newest_report=date(2021, 11, 1)
    )
    assert assessment.label == "off_track"
    assert assessment.flags == ("unchanged", "too_few_points", "no_recent_report")
    assert assess(BASE, NOW, GOAL, newest_report=date(2021, 12, 1)).flags == ()
    assert assess(BASE, NOW, GOAL, newest_report=None).flags == ("no_recent_report",)


def test_recent_pace_counts_the_last_24_months() -> None:
    days = [date(2023, 6, 30), date(2023, 7, 1), date(2025, 6, 30), date(2025, 7, 1)]
    assert recent_pace(days, BEFORE) == 1.0
    assert recent_pace([], BEFORE) == 0.0


VALUES = st.floats(-1e6, 1e6, allow_nan=False) | st.integers(0, 2000)
DAYS = st.dates(date(2000, 1, 1), date(2060, 1, 1))
READINGS = st.builds(Reading, VALUES, DAYS)


def test_the_window_never_reaches_across_the_reform() -> None:
    assert recent_window(date(2025, 7, 1)) is None
    assert recent_window(date(2025, 12, 31)) is None  # window_too_short
    half = recent_window(date(2026, 1, 1))
    assert half is not None
    assert half.first == date(2025, 7, 1)
    assert recent_pace([date(2025, 6, 30), date(2025, 7, 1)], date(2026, 7, 1)) == pytest.approx(
        365.25 / 365
    )
    for day, first in (
        (BEFORE, date(2023, 7, 1)),
        (date(2027, 6, 29), date(2025, 7, 1)),
        (date(2027, 6, 30), date(2025, 7, 1)),
        (date(2027, 7, 1), date(2025, 7, 2)),
    ):
        window = recent_window(day)
        assert window is not None
        assert window.first == first


@given(DAYS)
def test_every_window_lies_in_one_division_and_is_at_least_half_a_year_long(day: date) -> None:
    window = recent_window(day)
    if window is None:
        assert date(2025, 7, 1) <= day < date(2026, 1, 1)
        return
    assert (window.first >= AFTER) == (day >= AFTER)
    assert 0.49 < window.years <= 2
    assert window.years == pytest.approx((day - window.first).days / 365.25, abs=0.01)
    assert window.events([window.first, day, day + timedelta(days=1)]) == 2


def test_the_recent_pace_of_the_demonstration_counts_one_set() -> None:
    targets_met = country("demo", date(2026, 11, 25)).progress("national")
    assert {each.now.value for each in targets_met} == {152}
    assert all(each.recent_pace == pytest.approx(152 / 512 * 365.25) for each in targets_met)
    assert targets_met[0].recent_pace == pytest.approx(108.4, abs=0.05)


@pytest.mark.parametrize("day", COMMITTED_DAYS)
@pytest.mark.parametrize("name", NAMES)
def test_events_of_the_recent_pace_are_first_recognitions_of_counted_wards(
    name: str, day: date
) -> None:
    seen = country(name, day)
    window = recent_window(day)
    table = seen.statuses_standing
    counted = table.index[table["status"] == "recognised"]
    told = dated_of(name)
    first = told[told["status"] == "recognised"].groupby("unit_key")["day"].min()
    expected = [each.date() for each in first.reindex(counted).dropna()]
    for each in seen.progress("national"):
        assert sorted(expected) == list(each.recognition_days)
        assert len(each.recognition_days) <= each.now.value
        assert each.recent_pace == (
            None if window is None else window.events(expected) / window.years
        )


def test_months_are_counted_back_to_the_end_of_shorter_ones() -> None:
    assert months_before(date(2024, 8, 31), 18) == date(2023, 2, 28)
    assert months_before(date(2025, 1, 15), 1) == date(2024, 12, 15)


def test_a_share_of_wards_is_rounded_up_without_float_dust() -> None:
    assert wards_of_share(30, 249) == 75
    assert wards_of_share(100, 249) == 249
    assert wards_of_share(50, 10) == 5
    assert wards_of_share(7, 100) == 7


@given(READINGS, READINGS, READINGS, DAYS)
def test_no_numbers_give_an_infinite_pace_or_an_unknown_label(
    base: Reading, now: Reading, goal: Reading, day: date
) -> None:
    assessment = assess(base, now, goal, day=day, newest_report=None)
    assert assessment.label is None or assessment.label in PACE_LABELS
    for number in (assessment.pace_ratio, assessment.required_pace):
        assert number is None or math.isfinite(number)
    assert (assessment.required_pace or 0) >= 0


@given(st.integers(1, 500), st.integers(1, 5000), st.integers(1, 5000))
def test_a_steady_walk_to_the_goal_is_exactly_on_pace(goal: int, elapsed: int, rest: int) -> None:
    start = date(2000, 1, 1)
    middle = start + timedelta(days=elapsed)
    due = middle + timedelta(days=rest)
    now = Reading(goal * elapsed / (elapsed + rest), middle)
    ratio = pace_ratio(Reading(0, start), now, Reading(goal, due))
    assert ratio == pytest.approx(1.0)


# Forecast


@pytest.mark.parametrize(
    ("events", "low", "high"),
    [(0, 0.0, 2.302585), (1, 0.105361, 3.889720), (5, 2.432591, 9.274674)],
)
def test_the_interval_is_the_exact_one(events: int, low: float, high: float) -> None:
    assert garwood_interval(events) == pytest.approx((low, high), abs=1e-5)


def test_the_interval_of_95_percent_agrees_with_printed_tables() -> None:
    assert garwood_interval(10, 0.95) == pytest.approx((4.795389, 18.390356), abs=1e-5)
    assert garwood_interval(100, 0.95) == pytest.approx((81.3639, 121.6269), abs=1e-3)


@given(st.integers(0, 3000))
@settings(max_examples=60, deadline=None)
def test_the_interval_leaves_one_in_ten_on_either_side(events: int) -> None:
    low, high = garwood_interval(events)
    assert 0 <= low <= events <= high
    assert poisson_cdf(events, high) == pytest.approx(0.1, abs=1e-6)
    if events:
        assert 1 - poisson_cdf(events - 1, low) == pytest.approx(0.1, abs=1e-6)


@given(st.integers(0, 200), st.floats(0.01, 300))
def test_the_distribution_adds_up(count: int, mean: float) -> None:
    direct = sum(
        math.exp(place * math.log(mean) - mean - math.lgamma(place + 1))
        for place in range(count + 1)
    )
    assert poisson_cdf(count, mean) == pytest.approx(min(direct, 1.0), abs=1e-9)


def test_a_rate_is_carried_on_to_the_due_day_with_its_band() -> None:
    days = [date(2024, 8, 9), date(2024, 10, 17), date(2025, 4, 22), date(2025, 4, 22),
            date(2025, 4, 22)]  # fmt: skip
    rate = recent_rate(days, BEFORE)
    assert rate is not None
    assert (rate.events, rate.per_year) == (5, 2.5)
    assert (rate.low, rate.high) == pytest.approx((1.2163, 4.6373), abs=1e-4)
    outcome = forecast(Reading(5, BEFORE), Reading(20, date(2029, 6, 30)), rate)
    assert (outcome.expected, outcome.low, outcome.high) == pytest.approx(
        (15, 9.865, 23.549), abs=1e-3
    )
    assert outcome.completion == date(2031, 7, 1)
    assert outcome.completion_early is not None and outcome.completion_early < outcome.completion
    assert outcome.completion_late is not None and outcome.completion_late > outcome.completion
    capped = forecast(Reading(5, BEFORE), Reading(20, date(2029, 6, 30)), rate, ceiling=12)
    assert (capped.expected, capped.high) == (12, 12)


def test_what_is_not_reached_before_2040_has_no_day() -> None:
    assert completion(Reading(0, BEFORE), 1000, 2.5) is None
    assert completion(Reading(0, BEFORE), 1, 0) is None
    assert completion(Reading(3, BEFORE), 3, 0) == BEFORE
    assert completion(Reading(0, date(2041, 1, 1)), 1, 400) is None


@given(READINGS, READINGS, st.lists(DAYS, max_size=30))
@settings(deadline=None)
def test_any_forecast_is_finite_and_in_order(now: Reading, goal: Reading, days: list[date]) -> None:
    rate = recent_rate(days, now.day)
    window = recent_window(now.day)
    assert (rate is None) == (window is None)
    if rate is None:
        return
    outcome = forecast(now, goal, rate)
    assert math.isfinite(outcome.high)
    assert now.value <= outcome.low <= outcome.expected <= outcome.high
    if outcome.completion and now.value < goal.value:
        assert now.day <= outcome.completion <= HORIZON + timedelta(days=1)


# Targets


RECORD = [
    said("until2025-20551", "recognised", "2025-04-22", registered_year=2023),
    said("until2025-20575", "recognised", "2025-04-22", registered_year=2024),
    said("until2025-26776", "reported_complete", "2022-09-20", registered_year=2021),
]
PLAN = targets(
    [
        target("until2025-49", "2030", "share_of_wards", 100),
        target("until2025-79", "2025", "share_of_wards", 30, denominator=249),
        target("until2025-79", "2025", "count_of_wards", 75, denominator=249),
        target("until2025-79", "2023", "count_of_wards", None),
        target("national", "", "count_of_wards", 10),
        target("", "2030", "count_of_wards", 10),
    ]
)


@pytest.mark.parametrize("day", [date(2020, 1, 1), BEFORE, AFTER, date(2041, 1, 1)])
def test_every_target_can_be_assessed_on_any_day(day: date) -> None:
    statuses = statuses_at(dated(observations(RECORD), SOURCES), day)
    for _, row in PLAN.iterrows():
        progress = target_progress(row, UNITS, statuses, day)
        assert progress.assessment.label is None or progress.assessment.label in PACE_LABELS
        assert progress.share is None or 0 <= progress.share <= 1
        assert (progress.assessment.label is None) >= (
            progress.goal is None or progress.due is None
        )


def test_a_share_without_denominator_is_taken_of_the_wards_in_force() -> None:
    statuses = statuses_at(dated(observations(RECORD), SOURCES), BEFORE)
    progress = target_progress(PLAN.iloc[0], UNITS, statuses, BEFORE)
    assert (progress.goal, progress.goal_basis, progress.rebased_denominator) == (2, "rebased", 2)
    assert (progress.now.value, progress.assessment.label) == (2, "achieved")
    assert progress.base == Reading(0.0, date(2023, 1, 1))
    assert progress.recognition_days == (date(2025, 4, 22),) * 2
    # After the reform both titles still count on the ground of the former province.
    later = target_progress(
        PLAN.iloc[0], UNITS, statuses_at(dated(observations(RECORD), SOURCES), AFTER), AFTER
    )
    assert (later.now.value, later.rebased_denominator) == (2, 1)


def test_the_published_denominator_stands_beside_the_rebased_one() -> None:
    statuses = statuses_at(dated(observations(RECORD), SOURCES), BEFORE)
    share = target_progress(PLAN.iloc[1], UNITS, statuses, BEFORE)
    assert (share.goal, share.goal_basis, share.rebased_goal) == (75, "published", 1)
    assert share.published_denominator == 249
    assert share.reported_complete == 1
    assert share.now.value == 0
    assert share.base.day == PILOT_START
    count = target_progress(PLAN.iloc[2], UNITS, statuses, BEFORE)
    assert (count.goal, count.goal_basis, count.rebased_goal) == (75, "count", 1)


def test_a_target_without_number_or_date_has_no_label() -> None:
    statuses = statuses_at(dated(observations(RECORD), SOURCES), BEFORE)
    for place in (3, 4):
        progress = target_progress(PLAN.iloc[place], UNITS, statuses, BEFORE)
        assert progress.assessment.label is None
        assert progress.assessment.pace_ratio is None
    empty = statuses_at(dated(observations([]), SOURCES), BEFORE)
    assert target_progress(PLAN.iloc[0], UNITS, empty, BEFORE).base.day == ROLLOUT_START


def test_all_targets_at_once_stand_as_each_alone() -> None:
    rows = targets(
        [
            target("national", "2030", "count_of_wards", 5),
            target("until2025-79", "2025", "share_of_wards", 30, denominator=249),
            target("until2025-761", "2025", "count_of_wards", 1),
            target("from2025-48", "2030", "share_of_wards", 100),
            target("until2025-79", "2025", "count_of_wards", None),
            target("until2025-79", "2025", "count_of_wards", 3, programme="related"),
        ]
    )
    seen = statuses_at(
        dated(
            observations(
                [
                    said("until2025-26776", "recognised", "2024-01-31"),
                    said("until2025-20551", "reported_complete", "2024-01-31"),
                ]
            ),
            SOURCES,
        ),
        AFTER,
    )
    progress = all_progress(rows, UNITS, seen, AFTER)
    alone = [target_progress(row, UNITS, seen, AFTER) for _, row in rows.head(4).iterrows()]
    assert progress == alone
    assert [each.now.value for each in progress] == [1, 1, 1, 0]
    assert [each.reported_complete for each in progress] == [1, 0, 0, 1]
