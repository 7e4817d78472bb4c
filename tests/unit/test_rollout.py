"""The roll-out over the reform, by province and district, and over time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.domain.agenda import next_milestones
from lib.domain.denominators import denominators
from lib.domain.rollout import across_reform, by_district, by_province, ladder_counts
from lib.domain.statuses import LADDER, dated, statuses_at
from lib.domain.target_scopes import targets_for
from lib.domain.what_changed import what_changed
from tests.unit.small_country import AFTER, BEFORE, small_country
from tests.unit.small_record import (
    SOURCES,
    counts,
    observations,
    partial_dates,
    said,
    target,
    targets,
)

UNITS = small_country()
RECORD = [
    said("until2025-26776", "reported_complete", "2022-09-20", met=22),
    said("until2025-20551", "recognised", "2025-05-30", recognised_on="2025-04-22"),
    said("until2025-20575", "recognised", "2025-05-30", recognised_on="2025-04-22"),
    said("until2025-31120", "in_progress", "2022-05-20"),
]


def statuses(day: date, rows: list[dict[str, Any]] | None = None) -> pd.DataFrame:
    return statuses_at(dated(observations(RECORD if rows is None else rows), SOURCES), day)


def test_a_current_ward_inherits_no_title_but_shows_its_predecessors() -> None:
    table = across_reform(UNITS, statuses(AFTER), AFTER)
    ward = table.loc["from2025-20551"]
    assert ward["status"] == ""
    assert (ward["n_recognised"], ward["n_predecessors"]) == (2, 3)
    assert ward["best_predecessor_status"] == "recognised"
    assert set(ward["predecessor_keys"]) == {
        "until2025-20551", "until2025-20575", "until2025-31121",
    }  # fmt: skip


def test_a_divided_ward_stands_with_both_of_its_successors() -> None:
    table = across_reform(UNITS, statuses(AFTER), AFTER)
    assert table.loc["from2025-26773", "n_reported_complete"] == 1
    assert table.loc["from2025-26776", "n_reported_complete"] == 1


def test_a_ward_of_today_has_its_own_status_once_something_is_reported_of_it() -> None:
    rows = [*RECORD, said("from2025-20551", "registered", "2025-09-01")]
    day = date(2025, 9, 1)
    ward = across_reform(UNITS, statuses(day, rows), day).loc["from2025-20551"]
    assert (ward["status"], ward["n_recognised"]) == ("registered", 2)


def test_before_the_reform_wards_stand_for_themselves() -> None:
    table = across_reform(UNITS, statuses(BEFORE), BEFORE)
    assert table.loc["until2025-20551", "status"] == "recognised"
    assert set(table["n_predecessors"]) == {0}
    assert "until2025-31121" not in table.index


def test_the_ladder_names_every_step() -> None:
    assert ladder_counts(statuses(BEFORE)) == {
        "not_registered": 0, "registered": 0, "in_progress": 1, "reported_complete": 1,
        "recognised": 2,
    }  # fmt: skip
    assert sum(ladder_counts(statuses(BEFORE, [])).values()) == 0


def test_titles_are_counted_in_the_province_of_the_day() -> None:
    before = by_province(UNITS, statuses(BEFORE), BEFORE)
    assert before.loc["until2025-49", "recognised"] == 2
    assert before.loc["until2025-49", "wards_total"] == 2
    assert before.loc["until2025-49", "share_recognised"] == 1.0
    after = by_province(UNITS, statuses(AFTER), AFTER)
    assert after.loc["from2025-48", "recognised"] == 2
    assert after.loc["from2025-48", "recognised_ended"] == 2
    assert after.loc["from2025-48", "wards_total"] == 2
    assert after.loc["from2025-48", "last_report"] == pd.Timestamp("2025-05-30")
    assert list(after.index) == list(UNITS.provinces(AFTER).index)


def test_a_share_without_wards_or_beyond_one_is_not_given() -> None:
    after = by_province(UNITS, statuses(AFTER), AFTER)
    assert after["share_recognised"].isna()["from2025-66"]
    rows = [*RECORD, said("until2025-20236", "recognised", "2025-01-01")]
    crowded = by_province(UNITS, statuses(AFTER, rows), AFTER)
    assert crowded.loc["from2025-48", "recognised"] == 3
    assert crowded["share_recognised"].isna()["from2025-48"]


def both(table: pd.DataFrame, key: str) -> tuple[object, object]:
    return table.at[key, "wards_total"], table.at[key, "reported_complete"]


def test_districts_count_their_wards_before_and_after_the_reform() -> None:
    before = by_district(UNITS, statuses(BEFORE), BEFORE, "until2025-79")
    assert both(before, "until2025-761") == (2, 1)
    after = by_district(UNITS, statuses(AFTER), AFTER, "from2025-79")
    assert both(after, "until2025-761") == (2, 1)
    assert both(after, "until2025-760") == (1, 0)
    assert by_district(UNITS, statuses(AFTER), AFTER, "from2025-66").empty


ANY_RECORD = st.lists(
    st.builds(
        said,
        st.sampled_from([
            "until2025-26776", "until2025-20551", "until2025-31120", "until2025-20236",
            "from2025-20551", "from2025-31999",
        ]),
        st.sampled_from(LADDER),
        st.dates(date(2021, 1, 1), date(2026, 12, 31)).map(str),
    ),
    max_size=10,
)  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(ANY_RECORD, st.dates(date(2021, 1, 1), date(2027, 1, 1)))
def test_provinces_add_up_to_the_nation_on_any_day(rows: list[dict[str, Any]], day: date) -> None:
    seen = statuses(day, rows)
    table = by_province(UNITS, seen, day)
    assert {step: int(table[step].sum()) for step in LADDER} == ladder_counts(seen)
    assert table["wards_with_report"].sum() == len(seen)
    assert table["wards_total"].sum() == len(UNITS.members(day))
    assert table["share_recognised"].dropna().between(0, 1).all()


@settings(max_examples=30, deadline=None)
@given(ANY_RECORD, st.dates(date(2021, 1, 1), date(2027, 1, 1)), st.integers(0, 500))
def test_changes_of_two_periods_are_those_of_both_together(
    rows: list[dict[str, Any]], middle: date, more: int
) -> None:
    table = dated(observations(rows), SOURCES)
    start, end = date(2020, 12, 31), middle + timedelta(days=more)
    whole = what_changed(table, targets([]), start, end)
    first = what_changed(table, targets([]), start, middle)
    second = what_changed(table, targets([]), middle, end)
    assert len(first) + len(second) == len(whole)


def test_what_changed_names_each_kind_of_change() -> None:
    ward = "until2025-26776"
    rows = [
        said(ward, "registered", "2022-01-01"),
        said(ward, "in_progress", "2022-03-01"),
        said(ward, "reported_complete", "2022-09-20"),
        said(ward, "recognised", "2023-05-01"),
        said(ward, "in_progress", "2024-05-01"),
        said("until2025-31120", "recognised", "2023-05-02"),
    ]
    plan = targets([target("national", "2030", "share_of_wards", 100, source_id="S2024")])
    table = what_changed(
        dated(observations(rows), SOURCES), plan, date(2021, 1, 1), BEFORE, sources=SOURCES
    )
    assert list(table["kind"]) == [
        "registered", "completed", "recognised", "recognised", "slipped", "new_target",
    ]  # fmt: skip
    assert table["previous"].tolist()[:3] == ["", "in_progress", "reported_complete"]
    assert table["target_id"].iloc[-1] == "T000"
    assert table["precision"].iloc[-1] == "month"


def test_a_report_overtaken_by_a_decision_dated_back_is_no_slip() -> None:
    rows = [
        said("until2025-20551", "in_progress", "2025-05-15"),
        said("until2025-20551", "recognised", "2025-05-30", recognised_on="2025-04-22"),
    ]
    table = what_changed(dated(observations(rows), SOURCES), targets([]), date(2021, 1, 1), BEFORE)
    assert list(table["kind"]) == ["recognised"]


def test_denominators_are_the_published_ones_beside_the_wards_in_force() -> None:
    plan = targets([target("until2025-79", "2025", "share_of_wards", 30, denominator=249)])
    told = counts(
        [
            ("until2025-79", "2022-05", "total_wards", 249, "S1"),
            ("until2025-79", "2030", "total_wards", 300, "S1"),
            ("until2025-79", "2023", "wards_piloting", 19, "S1"),
            ("national", "2025-07-01", "total_ward_police_units", 687, "S1"),
        ]
    )
    wards_by = denominators(UNITS, plan, told, BEFORE, "until2025-79")
    assert [(each.value, each.origin) for each in wards_by.published] == [
        (249, "count"), (249, "target"),
    ]  # fmt: skip
    assert wards_by.published[0].day == date(2022, 5, 31)
    assert wards_by.rebased == 3
    assert denominators(UNITS, plan, told, AFTER, "until2025-79").rebased == 2
    assert denominators(UNITS, plan, told, AFTER, "national").published[0].value == 687
    # The former Quảng Nam is not the whole of the Đà Nẵng it went into.
    assert denominators(UNITS, plan, told, AFTER, "until2025-49").rebased == 1
    assert denominators(UNITS, plan, told, AFTER, "from2025-48").rebased == 2


def test_a_province_of_today_finds_the_targets_of_those_that_went_into_it() -> None:
    plan = targets(
        [
            target("until2025-49", "2030", "share_of_wards", 100),
            target("until2025-48", "2030", "share_of_wards", 100),
            target("until2025-79", "2030", "share_of_wards", 100),
            target("until2025-49", "2030", "share_of_wards", 100, programme="related"),
        ]
    )
    assert targets_for(UNITS, plan, "from2025-48", AFTER)["target_id"].tolist() == ["T000", "T001"]
    assert targets_for(UNITS, plan, "until2025-49", BEFORE)["target_id"].tolist() == ["T000"]


def milestones(rows: list[tuple[str, str, str, str]]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["date", "scope_key", "kind", "source_id"])
    table["date"], table["date_precision"] = partial_dates(table["date"].tolist())
    table["milestone_id"] = [f"M{number}" for number in range(len(table))]
    table["scope_text"] = table["scope_key"]
    table["programme"] = "model_ward_police"
    table["event_vi"] = table["event_en"] = "event"
    return table


def test_what_comes_next_is_soonest_first_and_equal_targets_are_one() -> None:
    events = milestones(
        [
            ("2025-07-01", "national", "regulation", "S1"),
            ("2025-06-30", "national", "conference", "S1"),
            ("2030", "national", "target", "S1"),
        ]
    )
    plan = targets(
        [
            target("national", "2030", "share_of_wards", 100),
            target("national", "2030", "share_of_wards", 100, source_id="S2024"),
            target("until2025-79", "2023", "count_of_wards", 19),
        ]
    )
    table = next_milestones(events, plan, BEFORE, 5)
    assert list(table["kind"]) == ["regulation", "target"]
    assert table["sources"].iloc[1] == ("S1", "S2024")
    assert table["precision"].iloc[1] == "year"
    assert len(next_milestones(events, plan, BEFORE, 1)) == 1
    assert next_milestones(events, plan, date(2031, 1, 1), 5).empty


@pytest.mark.parametrize("day", [date(2019, 1, 1), BEFORE, AFTER])
def test_an_empty_record_gives_zeros_everywhere(day: date) -> None:
    empty = statuses(day, [])
    assert by_province(UNITS, empty, day)[list(LADDER)].to_numpy().sum() == 0
    assert (across_reform(UNITS, empty, day)["status"] == "").all()
