"""Statuses on a day: dates, conflicts, titles lost."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.domain.statuses import (
    LADDER,
    conflicts_at,
    dated,
    newest_day,
    related,
    score_of_report,
    standing,
    statuses_at,
    undated,
    undated_from,
    unresolved,
)
from tests.unit.small_country import BEFORE
from tests.unit.small_record import SOURCES, observations, said

WARD = "until2025-26776"


def status(rows: list[dict[str, Any]], day: date, newest: date | None = None) -> pd.Series:
    seen = statuses_at(dated(observations(rows), SOURCES), day, newest=newest).loc[WARD]
    assert isinstance(seen, pd.Series)
    return seen


def test_a_month_stands_for_its_last_day_and_keeps_its_precision() -> None:
    rows = [said(WARD, "in_progress", "2023-06")]
    table = dated(observations(rows), SOURCES)
    assert statuses_at(table, date(2023, 6, 29)).empty
    seen = statuses_at(table, date(2023, 6, 30)).loc[WARD]
    assert (seen["status_day"], seen["precision"]) == (pd.Timestamp("2023-06-30"), "month")


def test_a_year_stands_for_its_last_day() -> None:
    table = dated(observations([said(WARD, "registered", "2023")]), SOURCES)
    assert table.loc[0, "day"] == pd.Timestamp("2023-12-31")
    assert table.loc[0, "day_precision"] == "year"


def test_the_latest_observation_not_after_the_day_counts() -> None:
    rows = [
        said(WARD, "registered", "2022-01-10"),
        said(WARD, "reported_complete", "2022-09-20"),
        said(WARD, "in_progress", "2023-02-01"),
    ]
    assert status(rows, date(2022, 9, 19))["status"] == "registered"
    assert status(rows, date(2022, 9, 20))["status"] == "reported_complete"
    assert status(rows, date(2024, 1, 1))["status"] == "in_progress"


def test_a_recognition_counts_from_its_decision() -> None:
    rows = [said(WARD, "recognised", "2025-05-30", recognised_on="2025-04-22", decision_no="2878")]
    seen = status(rows, date(2025, 4, 22))
    assert (seen["status"], seen["basis"], seen["decision_no"]) == (
        "recognised", "recognised_on", "2878",
    )  # fmt: skip
    assert seen["recognised_on"] == seen["status_day"] == pd.Timestamp("2025-04-22")
    assert status(rows, BEFORE)["last_report"] == pd.Timestamp("2025-05-30")


@pytest.mark.parametrize(
    ("told", "strength"),
    [
        ([{}], "said"),
        ([{"strength": "stated"}], "stated"),
        ([{"decision_no": "2878"}], "decision"),
        ([{"strength": "said"}, {"strength": "stated"}, {}], "stated"),
        ([{"decision_no": "2878"}, {"strength": "said"}], "decision"),
    ],
)
def test_a_title_is_as_strong_as_its_strongest_source(
    told: list[dict[str, Any]], strength: str
) -> None:
    rows = [said(WARD, "recognised", f"2025-0{n}-01", **each) for n, each in enumerate(told, 1)]
    assert status(rows, BEFORE)["strength"] == strength


def test_a_title_that_was_lost_lends_no_strength_to_the_next() -> None:
    rows = [
        said(WARD, "recognised", "2024-01-01", decision_no="1"),
        said(WARD, "in_progress", "2024-06-01"),
        said(WARD, "recognised", "2025-01-01", strength="said"),
    ]
    assert status(rows, date(2024, 3, 1))["strength"] == "decision"
    assert status(rows, date(2024, 7, 1))["strength"] == ""
    assert status(rows, BEFORE)["strength"] == "said"


def test_a_decision_dated_back_is_not_lost_to_a_report_made_in_between() -> None:
    rows = [
        said(WARD, "in_progress", "2025-05-15"),
        said(WARD, "recognised", "2025-05-30", recognised_on="2025-04-22"),
    ]
    assert status(rows, date(2025, 5, 30))["status"] == "recognised"
    assert status(rows, date(2025, 5, 30))["status_day"] == pd.Timestamp("2025-04-22")


def test_without_a_date_the_publication_counts_and_says_so() -> None:
    rows = [said(WARD, "in_progress", "", source_id="S2024")]
    seen = status(rows, BEFORE)
    assert (seen["basis"], seen["precision"]) == ("published", "month")
    assert seen["status_day"] == pd.Timestamp("2024-05-31")


def test_an_undated_observation_counts_only_after_every_dated_one() -> None:
    other = said("until2025-31120", "in_progress", "2024-01-01")
    table = dated(observations([said(WARD, "recognised", ""), other]), SOURCES)
    assert list(undated(table)["unit_key"]) == [WARD]
    assert newest_day(table) == date(2024, 1, 1)
    assert WARD not in statuses_at(table, date(2024, 1, 1)).index
    seen = statuses_at(table, date(2024, 1, 2)).loc[WARD]
    assert (seen["status"], seen["basis"]) == ("recognised", "undated")
    assert pd.isna(seen["status_day"])
    assert WARD not in statuses_at(table, date(2024, 6, 1), newest=date(2024, 6, 2)).index


def test_an_undated_observation_counts_today_although_a_dated_one_is_not_earlier() -> None:
    other = said("until2025-31120", "in_progress", "2024-01-01")
    table = dated(observations([said(WARD, "recognised", ""), other]), SOURCES)
    day = date(2023, 12, 31)
    assert WARD not in statuses_at(table, day, today=date(2024, 1, 1)).index
    assert statuses_at(table, day, today=day).loc[WARD, "basis"] == "undated"
    assert undated_from(table, today=day) == day
    assert undated_from(table, today=date(2026, 1, 1)) == date(2024, 1, 2)


def test_of_two_reports_of_one_day_the_one_that_stands_is_the_one_that_counts() -> None:
    rows = [
        said(WARD, "in_progress", "2024-05-31", met=None),
        said(WARD, "in_progress", "2024-05-31", met=21),
        said(WARD, "in_progress", "2024-05-31", met=19),
    ]
    table = dated(observations(rows), SOURCES)
    told = standing(table)
    counted = statuses_at(table, BEFORE).loc[WARD]
    assert told["criteria_met"].tolist() == [19] == [counted["criteria_met"]]
    assert told["observation_id"].tolist() == [counted["observation_id"]] == ["O002"]


def test_an_undated_observation_cannot_make_a_ward_slip_or_regain_a_title() -> None:
    lower = [said(WARD, "reported_complete", "2024-05"), said(WARD, "in_progress", "")]
    assert status(lower, BEFORE)["status"] == "reported_complete"
    slipped = [
        said(WARD, "recognised", "2023-05"),
        said(WARD, "in_progress", "2024-05"),
        said(WARD, "recognised", ""),
    ]
    assert status(slipped, BEFORE)["status"] == "in_progress"
    higher = [said(WARD, "in_progress", "2024-05"), said(WARD, "reported_complete", "")]
    assert status(higher, BEFORE)["status"] == "reported_complete"


def test_of_two_observations_of_one_day_the_lower_counts_and_both_are_shown() -> None:
    rows = [
        said(WARD, "recognised", "2024-05-31", source_id="S1"),
        said(WARD, "reported_complete", "2024-05", source_id="S2024"),
    ]
    seen = status(rows, BEFORE)
    assert (seen["status"], bool(seen["conflict"])) == ("reported_complete", True)
    both = conflicts_at(dated(observations(rows), SOURCES), BEFORE)
    assert list(both["status"]) == ["reported_complete", "recognised"]
    assert list(both["counted"]) == [True, False]
    assert both["current"].all()


def test_a_settled_conflict_is_listed_but_no_longer_current() -> None:
    rows = [
        said(WARD, "recognised", "2024-05-31"),
        said(WARD, "reported_complete", "2024-05-31"),
        said(WARD, "recognised", "2024-08-01"),
    ]
    seen = status(rows, BEFORE)
    assert (seen["status"], bool(seen["conflict"])) == ("recognised", False)
    assert seen["recognised_on"] == pd.Timestamp("2024-08-01")
    both = conflicts_at(dated(observations(rows), SOURCES), BEFORE)
    assert len(both) == 2
    assert not both["current"].any()


def test_two_sources_that_agree_are_no_conflict() -> None:
    rows = [said(WARD, "in_progress", "2024-05-31", met=21), said(WARD, "in_progress", "2024-05")]
    seen = status(rows, BEFORE)
    assert not seen["conflict"]
    assert len(seen["sources"]) == 1
    assert conflicts_at(dated(observations(rows), SOURCES), BEFORE).empty


def test_two_counts_of_criteria_on_one_day_are_a_conflict_and_the_lower_counts() -> None:
    rows = [
        said(WARD, "in_progress", "2024-05-31", met=21),
        said(WARD, "in_progress", "2024-05-31", met=19),
    ]
    seen = status(rows, BEFORE)
    assert (int(seen["criteria_met"]), bool(seen["conflict"])) == (19, True)


def test_criteria_keep_the_day_they_were_stated_for() -> None:
    rows = [
        said(WARD, "in_progress", "2023-06-01", met=21),
        said(WARD, "reported_complete", "2024-05-31"),
    ]
    seen = status(rows, BEFORE)
    assert seen["status_day"] == pd.Timestamp("2024-05-31")
    assert seen["criteria_day"] == pd.Timestamp("2023-06-01")
    assert seen["share_met"] == pytest.approx(21 / 22)


def test_a_share_needs_a_total_it_does_not_exceed() -> None:
    assert pd.isna(
        status([said(WARD, "in_progress", "2024", met=5, total=None)], BEFORE)["share_met"]
    )
    assert pd.isna(status([said(WARD, "in_progress", "2024", met=23)], BEFORE)["share_met"])


def test_a_ward_that_slipped_and_came_back_holds_its_title_since_the_second_time() -> None:
    rows = [
        said(WARD, "recognised", "2022-05-01"),
        said(WARD, "in_progress", "2023-05-01"),
        said(WARD, "recognised", "2024-05-01"),
        said(WARD, "recognised", "2025-05-01"),
    ]
    assert status(rows, BEFORE)["recognised_on"] == pd.Timestamp("2024-05-01")
    assert pd.isna(status(rows, date(2023, 6, 1))["recognised_on"])


def test_an_empty_record_gives_empty_tables() -> None:
    table = dated(observations([]), SOURCES)
    assert statuses_at(table, BEFORE).empty
    assert conflicts_at(table, BEFORE).empty
    assert newest_day(table) is None


def test_related_programmes_and_unknown_wards_are_kept_apart() -> None:
    rows = [
        said(WARD, "in_progress", "2024"),
        said(WARD, "recognised", "2024", programme="related"),
        said("", "recognised", "2024"),
    ]
    table = observations(rows)
    assert len(related(table)) == len(unresolved(table)) == 1
    assert list(dated(table, SOURCES)["status"]) == ["in_progress"]


DAYS = st.one_of(
    st.just(""),
    st.dates(date(2021, 1, 1), date(2026, 12, 31)).map(str),
    st.dates(date(2021, 1, 1), date(2026, 12, 31)).map(lambda day: str(day)[:7]),
)
ROWS = st.lists(
    st.builds(
        said,
        st.sampled_from([WARD, "until2025-31120", "until2025-20551"]),
        st.sampled_from(LADDER),
        DAYS,
        met=st.one_of(st.none(), st.integers(0, 22)),
        total=st.one_of(st.none(), st.integers(1, 22)),
        source_id=st.sampled_from(["S1", "S2024"]),
        recognised_on=st.one_of(
            st.just(""), st.dates(date(2021, 1, 1), date(2026, 12, 31)).map(str)
        ),
    ),
    max_size=12,
)


@settings(max_examples=40, deadline=None)
@given(ROWS, st.dates(date(2020, 1, 1), date(2027, 12, 31)))
def test_a_status_comes_from_an_observation_not_after_the_day(
    rows: list[dict[str, Any]], day: date
) -> None:
    table = dated(observations(rows), SOURCES)
    seen = statuses_at(table, day)
    assert seen.index.is_unique
    known = table[(table["day"] <= pd.Timestamp(day)) | table["day"].isna()]
    assert set(seen.index) <= set(known["unit_key"])
    assert set(seen["status"]) <= set(known["status"])
    assert (seen["status_day"].dropna() <= pd.Timestamp(day)).all()
    assert (seen["last_report"].dropna() <= pd.Timestamp(day)).all()
    assert seen["share_met"].dropna().between(0, 1).all()
    assert (seen["recognised_on"].notna() <= (seen["status"] == "recognised")).all()


@settings(max_examples=40, deadline=None)
@given(ROWS, st.dates(date(2020, 1, 1), date(2027, 12, 31)), st.integers(0, 900))
def test_nothing_known_on_a_day_is_forgotten_later(
    rows: list[dict[str, Any]], day: date, more: int
) -> None:
    table = dated(observations(rows), SOURCES)
    earlier = statuses_at(table, day)
    later = statuses_at(table, day + timedelta(days=more))
    assert set(earlier.index) <= set(later.index)


def test_a_score_of_another_report_never_stands_beside_a_status() -> None:
    rows = [
        said("until2025-26776", "in_progress", "2023-06-30", met=18, total=20),
        said("until2025-26776", "recognised", "2023-12-31", recognised_on="2023-12-20"),
    ]
    assert score_of_report(status(rows, date(2023, 6, 30))) == (18, 20)
    assert score_of_report(status(rows, date(2024, 12, 31))) is None
