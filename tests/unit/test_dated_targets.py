"""Targets as they stand on a day, and what takes the place of a number that has no meaning."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.domain.contradicting_figures import conflicts, overruled
from lib.domain.dated_targets import (
    DATE_NOTES,
    PACE_NOTES,
    DatedTarget,
    dated_targets,
    due_last,
    due_next,
    missing_reason,
    place_forecast,
    published_by,
)
from lib.domain.pace import Reading
from lib.domain.progress import target_progress
from lib.domain.recent_window import recent_window
from lib.domain.statuses import dated, statuses_at
from lib.domain.target_scopes import targets_for
from tests.unit.small_country import small_country
from tests.unit.small_record import SOURCES, counts, observations, said, target, targets

UNITS = small_country()
CITY = "until2025-79"
DAY = date(2024, 6, 30)


def targets_at(
    rows: list[dict[str, Any]],
    reports: list[dict[str, Any]] | None = None,
    day: date = DAY,
    base: Reading | None = None,
) -> list[DatedTarget]:
    seen = statuses_at(dated(observations(reports or []), SOURCES), day)
    table = targets(rows)
    return dated_targets(
        [target_progress(row, UNITS, seen, day, base=base) for _, row in table.iterrows()], day
    )


def test_equal_targets_of_several_sources_are_one() -> None:
    known = targets_at(
        [
            target(CITY, "2025", "share_of_wards", 30, denominator=249, source_id="SFULL"),
            target(CITY, "2025", "count_of_wards", 75, denominator=249, source_id="S2024"),
            target(CITY, "2030", "share_of_wards", 100, source_id="S1"),
            target(CITY, "2030", "share_of_wards", 100, denominator=249, source_id="SFULL"),
        ]
    )
    assert [(each.progress.goal, each.sources) for each in known] == [
        (75, ("SFULL", "S2024")),
        (249, ("SFULL", "S1")),
    ]


def test_next_and_last_targets_keep_all_of_their_day() -> None:
    known = targets_at(
        [
            target(CITY, "2023", "count_of_wards", 1),
            target(CITY, "2025", "count_of_wards", 2),
            target(CITY, "2030", "count_of_wards", 3),
            target("national", "2023", "count_of_wards", 5),
        ]
    )
    assert [each.progress.goal for each in due_next(known, DAY)] == [2, 5]
    assert [each.progress.goal for each in due_last(known)] == [3, 5]
    assert due_next([], DAY) == []


def test_a_target_without_a_number_or_a_date_is_passed_over() -> None:
    assert (
        targets_at(
            [target(CITY, "2030", "count_of_wards", None), target(CITY, "", "count_of_wards", 4)]
        )
        == []
    )


@pytest.mark.parametrize(
    ("due", "goal", "base", "note"),
    [
        ("2030", 5.0, Reading(0, date(2023, 1, 1)), ""),
        ("2022", 5.0, Reading(0, date(2023, 1, 1)), "due_before_base"),
        ("2030", 5.0, Reading(0, date(2025, 1, 1)), "before_base"),
        ("2030", 0.0, Reading(0, date(2023, 1, 1)), "no_change_asked"),
    ],
)
def test_a_pace_without_meaning_has_a_stated_reason(
    due: str, goal: float, base: Reading, note: str
) -> None:
    (known,) = targets_at([target(CITY, due, "count_of_wards", goal)], base=base)
    assert known.pace_note == note
    assert (known.progress.assessment.pace_ratio is None) == bool(note)


def test_an_expected_day_without_meaning_has_a_stated_reason() -> None:
    title = said("until2025-26776", "recognised", "2024-01-31")
    goals = [target(CITY, "2030", "count_of_wards", n) for n in (1, 2, 100)]
    assert [each.date_note for each in targets_at(goals, [title])] == [
        "after_horizon",
        "",
        "reached",
    ]
    assert [each.date_note for each in targets_at(goals)] == ["no_recent"] * 3
    steady = targets_at(goals, [title])[1].forecast
    # One title in two years: the next one two years on.
    assert steady is not None
    assert steady.completion == date(2026, 7, 1)
    early = targets_at(goals, [title], date(2025, 12, 31))
    # A hundred wards of the former division are all that exist: one, and it is recognised.
    assert {each.date_note for each in early} == {"window_too_short", "reached"}
    assert all(each.forecast is None for each in early)


def test_what_no_source_dates_counts_only_from_the_newest_day_on() -> None:
    rows = targets([target(CITY, "2030", "count_of_wards", n, source_id=s) for n, s in enumerate(
        ("S1", "S2024", "SFULL"))])  # fmt: skip
    newest = date(2025, 6, 11)
    assert published_by(rows, SOURCES, date(2023, 12, 31), newest)["source_id"].tolist() == [
        "SFULL"
    ]
    assert len(published_by(rows, SOURCES, newest, newest)) == 3
    assert len(published_by(rows.iloc[:0], SOURCES, newest, newest)) == 0


def test_a_target_outweighed_by_another_source_is_named() -> None:
    rows = targets(
        [
            target(CITY, "2025", "count_of_wards", 75, source_id="SFULL"),
            target(CITY, "2025", "count_of_wards", 249, source_id="S2024"),
        ]
    )
    assert overruled(conflicts(counts([]), rows, SOURCES)) == {"T001"}


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([], "no_row"),
        ([target(CITY, "2030", "count_of_wards", None)], "no_number"),
        ([target(CITY, "2030", "count_of_wards", 3)], "not_yet_published"),
        ([target("until2025-761", "2030", "count_of_wards", 3)], "smaller_only"),
        ([target(CITY, "2030", "count_of_wards", 3, programme="related")], "related_only"),
        ([target("until2025-48", "2030", "count_of_wards", 3)], "no_row"),
    ],
)
def test_a_province_without_a_target_has_a_stated_reason(
    rows: list[dict[str, Any]], reason: str
) -> None:
    table = targets(rows)
    own = targets_for(UNITS, table, CITY, DAY)
    assert missing_reason(UNITS, table, own, CITY, DAY) == reason


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.dates(date(2021, 1, 1), date(2026, 1, 1)), max_size=30),
    st.integers(0, 50),
    st.dates(date(2021, 1, 1), date(2035, 1, 1)),
    st.floats(0, 2000),
    st.dates(date(2020, 1, 1), date(2035, 1, 1)),
    st.integers(0, 3000),
)
def test_a_forecast_of_any_place_is_finite_and_in_order(
    days: list[date], recognised: int, day: date, goal: float, due: date, wards: int
) -> None:
    led = place_forecast(days, recognised, day, goal, due, wards)
    if led is None:
        assert recent_window(day) is None
        return
    assert all(math.isfinite(value) for value in (led.low, led.expected, led.high))
    assert recognised <= led.low <= led.expected <= led.high
    assert led.high <= max(recognised, wards, goal)


@settings(max_examples=30, deadline=None)
@given(
    st.dates(date(2021, 1, 1), date(2032, 1, 1)),
    st.sampled_from(["2021", "2025", "2030-06", "2031-01-01"]),
    st.sampled_from(["count_of_wards", "share_of_wards"]),
    st.floats(0, 100),
)
def test_any_target_on_any_day_has_numbers_or_stated_labels(
    day: date, due: str, metric: str, value: float
) -> None:
    rows = [target(CITY, due, metric, value)]
    for each in targets_at(rows, [said("until2025-26776", "recognised", "2024-01-31")], day):
        ratio = each.progress.assessment.pace_ratio
        assert (ratio is None) == (each.pace_note in PACE_NOTES)
        assert ratio is None or math.isfinite(ratio)
        done = each.forecast is not None and each.forecast.completion is not None
        assert done or each.date_note in DATE_NOTES
        assert each.progress.due is not None
        assert each.forecast is None or not pd.isna(each.forecast.expected)
