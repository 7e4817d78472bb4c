"""Counts over time, waves, and the days on which something changes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.domain.statuses import dated, statuses_at, undated_from
from lib.domain.succession import standing_at, superseded_on
from lib.domain.timeline import change_days, gap, held, waves
from tests.unit.small_country import AFTER, small_country
from tests.unit.small_record import SOURCES, observations, partial_dates, said, target, targets

UNITS = small_country()
NOBODY = pd.Series(dtype="datetime64[ns]")
WARDS = ("until2025-26776", "until2025-20551", "until2025-31120", "from2025-20551")


def table(rows: list[dict[str, Any]]) -> pd.DataFrame:
    return dated(observations(rows), SOURCES)


def milestones(rows: list[tuple[str, str]]) -> pd.DataFrame:
    frame = pd.DataFrame({"scope_key": [scope for scope, _ in rows]}, dtype="str")
    frame["date"], frame["date_precision"] = partial_dates([day for _, day in rows])
    frame["programme"] = "model_ward_police"
    return frame


def test_the_curve_rises_with_a_title_and_falls_when_a_ward_slips() -> None:
    rows = [
        said(WARDS[0], "reported_complete", "2022-01-10"),
        said(WARDS[0], "recognised", "2023-01-10"),
        said(WARDS[1], "recognised", "2023-01-10"),
        said(WARDS[0], "in_progress", "2024-01-10"),
    ]
    curve = held(table(rows), NOBODY, date(2024, 6, 1))
    assert curve["day"].dt.date.tolist() == [
        date(2022, 1, 10), date(2023, 1, 10), date(2024, 1, 10), date(2024, 6, 1),
    ]  # fmt: skip
    assert curve["recognised"].tolist() == [0, 2, 1, 1]
    assert curve["reported_complete"].tolist() == [1, 0, 0, 0]


def test_a_ward_that_ended_stops_counting_when_its_successor_is_reported() -> None:
    rows = [
        said(WARDS[1], "recognised", "2025-04-22"),
        said(WARDS[3], "registered", "2025-09-01"),
    ]
    seen = table(rows)
    curve = held(seen, superseded_on(UNITS, seen), date(2025, 12, 1))
    assert curve["recognised"].tolist() == [1, 0, 0]
    assert curve["day"].dt.date.tolist()[1] == date(2025, 9, 1)


@pytest.mark.parametrize("until", [date(2021, 1, 5), date(2030, 1, 1)])
def test_without_observations_the_curve_is_one_row_of_zeros(until: date) -> None:
    curve = held(table([]), NOBODY, until)
    assert curve.to_dict("list") == {
        "day": [pd.Timestamp(until)], "recognised": [0], "reported_complete": [0],
    }  # fmt: skip


def test_observations_after_the_day_do_not_count() -> None:
    curve = held(table([said(WARDS[0], "recognised", "2027-01-01")]), NOBODY, date(2026, 1, 1))
    assert curve["recognised"].tolist() == [0]


REPORTS = st.lists(
    st.builds(
        said,
        st.sampled_from(WARDS),
        st.sampled_from(["registered", "in_progress", "reported_complete", "recognised"]),
        st.dates(date(2021, 6, 1), date(2026, 6, 1)).map(date.isoformat),
    ),
    max_size=12,
)


@settings(max_examples=40, deadline=None)
@given(REPORTS, st.dates(date(2021, 1, 1), date(2026, 12, 31)))
def test_the_end_of_the_curve_is_the_count_of_the_day(
    rows: list[dict[str, Any]], day: date
) -> None:
    seen = table(rows)
    gone = superseded_on(UNITS, seen)
    counted = standing_at(statuses_at(seen, day), gone, pd.Timestamp(day))["status"]
    last = held(seen, gone, day).iloc[-1]
    assert last["day"] == pd.Timestamp(day)
    for status in ("recognised", "reported_complete"):
        assert last[status] == (counted == status).sum()


def test_undated_recognitions_stand_at_the_end_of_the_curve_only() -> None:
    seen = table([said(WARDS[0], "recognised", "2025-01-10"), said(WARDS[1], "recognised", "")])
    curve = held(seen, NOBODY, date(2025, 6, 1), {"recognised": 2, "registered": 5})
    assert curve["day"].dt.date.tolist() == [date(2025, 1, 10), date(2025, 6, 1)]
    assert curve["recognised"].tolist() == [1, 2]
    assert curve["reported_complete"].tolist() == [0, 0]


def test_waves_span_their_first_and_last_report() -> None:
    rows = [
        said(WARDS[0], "registered", "2022-01-10", wave="pilot-2021"),
        said(WARDS[2], "in_progress", "2022-05-20", wave="pilot-2021", source_id="S2024"),
        said(WARDS[1], "registered", "2024-03-01", wave="2024"),
        said(WARDS[1], "registered", "", wave="undated"),
        said(WARDS[1], "recognised", "2026-03-01", wave="2026"),
    ]
    wave_days = waves(table(rows), date(2025, 1, 1))
    assert wave_days["wave"].tolist() == ["pilot-2021", "2024"]
    assert wave_days["wards"].tolist() == [2, 1]
    assert wave_days["last"].dt.date.tolist() == [date(2022, 5, 20), date(2024, 3, 1)]
    assert wave_days["sources"].tolist()[0] == ("S1", "S2024")


def test_days_with_a_change_name_what_changes() -> None:
    rows = [
        said(WARDS[0], "registered", "2023-03-01"),
        said(WARDS[1], "registered", "2023-03-01"),
        said(WARDS[0], "recognised", "2024-05-31"),
    ]
    goals = targets(
        [
            target("national", "2023", "count_of_wards", 1, source_id="SFULL"),
            target("national", "2030", "share_of_wards", 100, source_id="S2024"),
        ]
    )
    events = milestones([("national", "2023-03-01"), ("national", "2031-01-01"), ("national", "")])
    days = change_days(table(rows), events, goals, SOURCES, date(2025, 12, 31))
    told = [
        (day.date().isoformat(), what, n)
        for day, what, n in days.itertuples(index=False, name=None)
    ]
    assert told == [
        ("2023-03-01", "registered", 2),
        ("2023-03-01", "event", 1),
        ("2023-06-11", "new_target", 1),
        ("2024-01-01", "past_due", 1),
        ("2024-05-31", "recognised", 1),
        ("2024-05-31", "new_target", 1),
        (AFTER.isoformat(), "reform", 1),
    ]


def test_undated_observations_begin_to_count_after_the_newest_dated_day() -> None:
    rows = [said(WARDS[0], "registered", "2023-03-01"), said(WARDS[1], "recognised", "")]
    days = change_days(
        table(rows), milestones([]), targets([]), SOURCES, date(2025, 1, 1)
    ).set_index("what")
    assert days.loc["undated", "day"] == pd.Timestamp(2023, 3, 2)


def test_the_whole_record_says_from_when_undated_observations_of_a_place_count() -> None:
    today = date(2025, 1, 1)
    rows = [
        said(WARDS[0], "registered", "2023-03-01"),
        said(WARDS[1], "recognised", ""),
        said(WARDS[2], "registered", "2024-05-01"),
    ]
    whole = table(rows)
    place = whole[whole["unit_key"] != WARDS[2]]
    since = undated_from(whole, today=today)
    days = change_days(
        place, milestones([]), targets([]), SOURCES, today, loose_from=since
    ).set_index("what")
    assert days.loc["undated", "day"] == pd.Timestamp(2024, 5, 2)
    seen = statuses_at(whole, date(2024, 5, 2), today=today)
    before = statuses_at(whole, date(2024, 5, 1), today=today)
    assert (WARDS[1] in seen.index, WARDS[1] in before.index) == (True, False)


def test_the_empty_range_before_a_day_is_measured() -> None:
    days = [date(2023, 1, 1), date(2023, 1, 5), date(2024, 1, 5)]
    around = gap(days, date(2023, 1, 4))
    assert (around.before, around.after) == (days[0], days[1])
    assert around.empty_before == 2
    assert gap([], date(2023, 1, 4)).before is None


@given(
    st.lists(st.dates(date(2021, 1, 1), date(2026, 1, 1)), unique=True).map(sorted),
    st.dates(date(2021, 1, 1), date(2026, 1, 1)),
)
def test_no_change_lies_in_a_range_called_empty(days: list[date], day: date) -> None:
    around = gap(days, day)
    inside = [day - timedelta(days=k) for k in range(1, around.empty_before + 1)]
    assert not set(inside) & set(days)
