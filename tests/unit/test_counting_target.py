"""The target that counts for one place and one due date: the same from every side."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lib.domain.counting_target import (
    COUNTING_REASONS,
    ROLES,
    CountingTarget,
    counting_targets,
    last_goal,
    next_goal,
    own_scopes,
)
from lib.domain.goals import counts_former_wards, goal_in_wards
from lib.domain.progress import target_progress
from lib.domain.statuses import dated, statuses_at
from lib.situation.situation import Situation
from lib.situation.timeline import Timeline
from lib.view.filter import Filter
from tests.unit.committed_data import DAYS, NAMES, country, units
from tests.unit.small_country import AFTER, BEFORE, small_country
from tests.unit.small_record import SOURCES, observations, said, target, targets

UNITS = small_country()
CITY = "until2025-79"


def goals(
    rows: list[dict[str, Any]], place: str = CITY, day: date = date(2024, 6, 30)
) -> list[CountingTarget]:
    reports = [said("until2025-26776", "recognised", "2024-01-31")]
    seen = statuses_at(dated(observations(reports), SOURCES), day)
    found = [
        target_progress(row, UNITS, seen, day, sources=SOURCES)
        for _, row in targets(rows).iterrows()
    ]
    return counting_targets(found, UNITS, place, day, SOURCES)


@pytest.mark.parametrize(
    ("rows", "goal", "reason"),
    [
        ([("count_of_wards", 75, None, "S1")], 75, "only"),
        # A number outranks a share, whatever the share comes to and however it was read.
        ([("share_of_wards", 100, 249, "SFULL"), ("count_of_wards", 75, 249, "S1")], 75, "number"),
        ([("share_of_wards", 100, None, "SFULL"), ("share_of_wards", 100, 249, "S1")], 249,
         "published_total"),
        ([("count_of_wards", 75, 249, "S2024"), ("count_of_wards", 80, 249, "SFULL")], 80,
         "read_whole"),
        ([("count_of_wards", 75, 249, "S2025"), ("count_of_wards", 70, 249, "S2024")], 75,
         "later_published"),
        ([("count_of_wards", 75, 249, "S1"), ("count_of_wards", 70, 249, "S1")], 70, "lower"),
        ([("count_of_wards", 75, 249, "S1"), ("count_of_wards", 75, 249, "S1")], 75, "agree"),
    ],
)  # fmt: skip
def test_one_of_several_targets_for_one_day_counts_for_a_stated_reason(
    rows: list[tuple[str, float, int | None, str]], goal: int, reason: str
) -> None:
    made = [
        target(CITY, "2030", metric, value, denominator=total, source_id=source)
        for metric, value, total, source in rows
    ]
    for order in (made, made[::-1]):
        (found,) = goals(order)
        assert (found.goal, found.reason) == (goal, reason)
        assert len(found.beside) == len(rows) - 1


def test_a_missed_target_stands_before_the_next_and_the_last_one() -> None:
    rows = [target(CITY, due, "count_of_wards", n) for due, n in (
        ("2031", 9), ("2023", 1), ("2022", 5), ("2025", 3), ("2030", 8))]  # fmt: skip
    own_goals = goals(rows)
    assert [(each.role, each.due.year) for each in own_goals] == [
        ("missed", 2022), ("next", 2025), ("later", 2030), ("last", 2031), ("met", 2023),
    ]  # fmt: skip
    later, last = next_goal(own_goals), last_goal(own_goals)
    assert later is not None and later.due.year == 2025
    assert last is not None and last.due.year == 2031
    over = goals(rows, day=date(2032, 1, 1))
    assert next_goal(over) == last_goal(over)
    assert next_goal([]) is None


def test_a_province_is_measured_by_its_own_targets_and_those_of_the_one_it_continues() -> None:
    assert own_scopes(UNITS, "from2025-66") == {"from2025-66", "until2025-66"}
    assert own_scopes(UNITS, "from2025-48") == {"from2025-48"}  # two went into it
    rows = [target("until2025-66", "2030", "count_of_wards", 3, denominator=3),
            target("from2025-66", "2030", "share_of_wards", 50, denominator=4)]  # fmt: skip
    (found,) = goals(rows, "from2025-66", AFTER)
    assert (found.progress.scope_key, found.goal, found.reason) == ("from2025-66", 2, "own_scope")


@pytest.mark.parametrize(
    ("metric", "value", "printed", "former", "wards", "estimate"),
    [
        ("share_of_wards", 30, 249, 265, 30, False),  # 30 % of the 100 that exist
        ("share_of_wards", 30, None, 265, 30, False),
        ("count_of_wards", 249, 249, 265, 100, False),  # all of its time: all that exist
        ("count_of_wards", 1800, None, 1726, 100, False),
        ("count_of_wards", 75, 249, 265, 31, True),  # 75 * 100 / 249 = 30.1, rounded up
        ("count_of_wards", 75, None, 265, 29, True),  # 75 * 100 / 265 = 28.3, rounded up
    ],
)
def test_a_number_of_wards_that_have_ended_is_rebased(
    metric: str, value: float, printed: int | None, former: int, wards: int, estimate: bool
) -> None:
    goal = goal_in_wards(metric, value, printed, 100, division_ended=True, former_wards=former)
    assert (goal.wards, goal.basis, goal.rebased) == (wards, "rebased", wards)
    assert goal.estimate is estimate
    within = goal_in_wards(metric, value, printed, 100, division_ended=False)
    assert within.published == goal.published
    assert within.wards == (within.rebased if goal.published is None else goal.published)


def test_the_division_a_target_counts_in_is_told_by_its_scope_or_its_source() -> None:
    later = date(2026, 1, 1)
    assert not counts_former_wards(CITY, BEFORE, None, 249, 200)
    assert counts_former_wards(CITY, later, later, 249, 200)
    assert not counts_former_wards("from2025-79", later, date(2024, 1, 1), 249, 113)
    assert counts_former_wards("national", later, date(2023, 2, 10), 500, 697)
    assert not counts_former_wards("national", later, date(2025, 8, 1), 710, 697)
    assert counts_former_wards("national", later, None, 1800, 697)
    assert not counts_former_wards("national", later, None, 600, 697)
    assert not counts_former_wards("national", later, None, None, 697)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("name", NAMES)
def test_every_page_aims_at_the_same_goal(name: str, day: date) -> None:
    whole = country(name, day)
    for key in ["national", *whole.provinces.index]:
        province = "" if key == "national" else str(key)
        seen = Situation(whole.dataset, units(), day, whole.layers, Filter(province), whole)
        ordered = seen.goals(key)
        told = {each.due: each.goal for each in ordered}
        assert len(told) == len(ordered)
        line = Timeline(seen)
        drawn = {each.progress.due: each.progress.goal for each in line.goals}
        assert drawn == told or (not told and line.main_is_of_a_part)
        assert {each.role for each in ordered} <= set(ROLES)
        assert {each.reason for each in ordered} <= set(COUNTING_REASONS)
        main = line.main
        if not ordered:
            # What a heading shows instead is a former part's, and says so by its scope.
            assert main is None or main.progress.scope_key in seen.units.provinces_here(key, BEFORE)
        else:
            assert main is not None
            assert (main.progress.due, main.progress.goal) == max(told.items())
        if province:
            near = seen.next_targets.get(province)
            assert (near is None) == (not ordered)
            if near is not None and near.due is not None:
                assert told[near.due] == near.goal
                assert seen.pace_label(province) == (near.assessment.label or "no_pace")
        places = [each.role for each in ordered]
        assert places == sorted(places, key=("missed", "next", "later", "last", "met").index)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("name", NAMES)
def test_no_goal_asks_for_more_wards_than_exist_where_its_division_has_ended(
    name: str, day: date
) -> None:
    for each in country(name, day)._all_progress:
        if each.goal_basis == "rebased":
            assert each.goal == each.rebased_goal
            assert 0 <= (each.goal or 0) <= each.rebased_denominator
        else:
            assert each.goal == each.published_goal
            assert not (each.scope_key.startswith("until2025") and day >= AFTER) or (
                each.rebased_goal is None
            )


def test_goals_once_told_apart_by_two_pages() -> None:
    quang_nam = country("public", BEFORE).goals("until2025-49")
    assert [each.goal for each in quang_nam if each.due.year == 2030] == [25]
    nation = next_goal(country("public", date(2026, 7, 25)).goals("national"))
    assert nation is not None
    assert (nation.goal, nation.progress.published_goal) == (697, 1800)
    city = country("public", date(2026, 7, 25)).goals("until2025-79")
    assert [(each.role, each.due.year) for each in city][:2] == [("missed", 2023), ("missed", 2025)]
