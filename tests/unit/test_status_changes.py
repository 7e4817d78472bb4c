"""What changed between two days: one definition that agrees with the counts of both days."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.domain.rollout import ladder_counts
from lib.domain.status_changes import KINDS, a_year_before, status_changes, titles_lost_within
from lib.domain.statuses import LADDER, standing, statuses_at
from lib.domain.statuses import dated as dated_of
from lib.domain.succession import standing_at, superseded_on
from lib.domain.what_changed import changes_to_show
from tests.unit.committed_data import DAYS, NAMES, country, dated, superseded, units
from tests.unit.small_country import small_country
from tests.unit.small_record import SOURCES, observations, said, targets

UNITS = small_country()
PERIODS = [*pairwise(DAYS), *((a_year_before(day), day) for day in DAYS[4:]), (DAYS[0], DAYS[-1])]
OLD, NEW = "until2025-20551", "from2025-20551"


def changed(rows: list[dict[str, Any]], start: date, end: date) -> pd.DataFrame:
    table = dated_of(observations(rows), SOURCES)
    return status_changes(UNITS, table, superseded_on(UNITS, table), start, end)


def told(table: pd.DataFrame) -> list[tuple[object, ...]]:
    columns = ["unit_key", "kind", "from_status", "to_status", "former"]
    return list(table[columns].itertuples(index=False, name=None))


ROWS = [
    said(OLD, "in_progress", "2024-01-31"),
    said(OLD, "recognised", "2025-04-22", source_id="S2025"),
    said(NEW, "registered", "2025-09-30", source_id="SFULL"),
    said("until2025-26776", "reported_complete", "2024-05-31"),
    said("until2025-26776", "in_progress", "2024-06-30"),
]


def test_a_change_runs_from_the_first_day_to_the_last_whatever_lay_between() -> None:
    changes = changed(ROWS, date(2024, 3, 1), date(2025, 6, 30))
    assert told(changes) == [
        ("until2025-26776", "new", "", "in_progress", False),
        (OLD, "step", "in_progress", "recognised", False),
    ]
    assert (changes["day"].iloc[1], changes["source_id"].iloc[1]) == (
        pd.Timestamp("2025-04-22"), "S2025",
    )  # fmt: skip
    assert told(changed(ROWS, date(2024, 5, 31), date(2024, 6, 30))) == [
        ("until2025-26776", "slipped", "reported_complete", "in_progress", False)
    ]


def test_a_title_that_ended_with_its_ward_is_never_netted() -> None:
    changes = changed(ROWS, date(2025, 1, 1), date(2025, 12, 31))
    assert told(changes) == [
        (OLD, "step", "in_progress", "recognised", True),
        (OLD, "ended", "recognised", "", True),
        (NEW, "new", "", "registered", False),
    ] or told(changes) == [
        (OLD, "step", "in_progress", "recognised", True),
        (NEW, "new", "", "registered", False),
        (OLD, "ended", "recognised", "", True),
    ]
    end = changes[changes["kind"] == "ended"].iloc[0]
    assert (end["successor_key"], end["source_id"]) == (NEW, "SFULL")
    assert end["day"] == pd.Timestamp("2025-09-30")
    assert _moved(changes, "recognised") == (1, 0, 1)


def test_a_ward_that_ended_still_counts_until_its_successor_is_reported() -> None:
    assert told(changed(ROWS, date(2025, 6, 30), date(2025, 9, 29))) == []
    later = changed(ROWS, date(2025, 4, 1), date(2025, 9, 29))
    assert told(later) == [(OLD, "step", "in_progress", "recognised", True)]


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2024, 2, 29), date(2023, 2, 28)),
        (date(2025, 2, 28), date(2024, 2, 28)),
        (date(2026, 11, 25), date(2025, 11, 25)),
        (date(2025, 3, 1), date(2024, 3, 1)),
    ],
)
def test_a_year_before_is_the_same_day_of_the_year_before(day: date, before: date) -> None:
    assert a_year_before(day) == before


@pytest.mark.parametrize(("start", "end"), PERIODS)
@pytest.mark.parametrize("name", NAMES)
def test_counts_of_every_place_change_by_what_changed(name: str, start: date, end: date) -> None:
    changes = status_changes(units(), dated(name), superseded(name), start, end)
    assert set(changes["kind"]) <= set(KINDS)
    first, last = (_counts(country(name, day).statuses_standing) for day in (start, end))
    moved: Counter[tuple[str, str]] = Counter()
    for row in changes.itertuples():
        for region in _places(str(row.unit_key)):
            moved[region, str(row.to_status)] += 1
            moved[region, str(row.from_status)] -= 1
    for region, step in {*first, *last, *moved}:
        if step:
            assert last[region, step] == first[region, step] + moved[region, step]
    _agrees(country(name, start).statuses_standing, country(name, end).statuses_standing, changes)


def _agrees(first: pd.DataFrame, last: pd.DataFrame, rows: pd.DataFrame) -> None:
    counts = ladder_counts(first)
    for step in LADDER:
        entered, left, ended = _moved(rows, step)
        assert ladder_counts(last)[step] == counts[step] + entered - left - ended


def _moved(rows: pd.DataFrame, step: str) -> tuple[int, int, int]:
    """Units that entered a step, left it, and ended on it."""
    ended = rows["kind"] == "ended"
    left = rows["from_status"] == step
    entered = (rows["to_status"] == step) & ~ended
    return int(entered.sum()), int((left & ~ended).sum()), int((left & ended).sum())


def _counts(table: pd.DataFrame) -> Counter[tuple[str, str]]:
    """Wards by every province and district they belong or belonged to, and by status."""
    return Counter(
        (region, str(status))
        for key, status in zip(table.index, table["status"], strict=True)
        for region in _places(str(key))
    )


def _places(key: str) -> frozenset[str]:
    return units().regions(key) | {"national"}


WARDS = (OLD, NEW, "until2025-26776", "from2025-26773", "from2025-26776", "until2025-20236",
         "from2025-20236", "until2025-31120", "from2025-31120")  # fmt: skip


@settings(max_examples=40)
@given(
    st.lists(
        st.builds(
            said,
            st.sampled_from(WARDS),
            st.sampled_from(LADDER),
            st.dates(date(2024, 1, 1), date(2026, 6, 1)).map(str) | st.just(""),
            recognised_on=st.just("") | st.dates(date(2024, 1, 1), date(2026, 6, 1)).map(str),
        ),
        max_size=12,
    ),
    st.dates(date(2024, 1, 1), date(2026, 9, 1)),
    st.integers(0, 900),
)
def test_counts_change_by_what_changed_in_any_record(
    rows: list[dict[str, Any]], start: date, more: int
) -> None:
    end = date.fromordinal(start.toordinal() + more)
    table = dated_of(observations(rows), SOURCES)
    gone = superseded_on(UNITS, table)
    first, last = (
        standing_at(statuses_at(table, day), gone, pd.Timestamp(day)) for day in (start, end)
    )
    changes = status_changes(UNITS, table, gone, start, end)
    _agrees(first, last, changes)
    assert not changes[changes["kind"] != "ended"]["unit_key"].duplicated().any()
    present = changes[~changes["former"]]
    assert all(UNITS.exists(key, end) for key in present["unit_key"])


def test_headline_and_changes_of_the_demonstration_agree() -> None:
    for day, titles in ((date(2025, 9, 30), 0), (date(2025, 12, 31), 27)):
        changes = status_changes(
            units(), dated("demo"), superseded("demo"), a_year_before(day), day
        )
        new = changes[(changes["to_status"] == "recognised") & ~changes["former"]]
        assert len(new) == titles == country("demo", day).counts["recognised"]


def shown(rows: list[dict[str, Any]], start: date, end: date) -> list[tuple[object, ...]]:
    table = dated_of(observations(rows), SOURCES)
    changes = status_changes(UNITS, table, superseded_on(UNITS, table), start, end)
    told = changes_to_show(changes, table, targets([]), SOURCES, start, end)
    return list(told[["unit_key", "kind"]].itertuples(index=False, name=None))


def test_first_mentioned_is_not_newly_registered() -> None:
    pilot = [said(OLD, "in_progress", "2022-09-05", registered_year=2021)]
    assert shown(pilot, date(2022, 8, 31), date(2022, 9, 30)) == []
    assert shown(pilot, date(2021, 12, 30), date(2022, 9, 30)) == [(OLD, "registered")]
    silent = [said(OLD, "registered", "2024-03-31")]
    assert shown(silent, date(2024, 1, 1), date(2024, 6, 30)) == []
    same = [said(OLD, "registered", "2024-03-31", registered_year=2024)]
    assert shown(same, date(2024, 1, 1), date(2024, 6, 30)) == [(OLD, "registered")]
    told = [said(OLD, "not_registered", "2024-01-31"), *silent]
    assert shown(told, date(2024, 2, 1), date(2024, 6, 30)) == [(OLD, "registered")]


def test_former_and_present_wards_are_shown_apart() -> None:
    assert shown(ROWS, date(2025, 1, 1), date(2025, 12, 31)) == [
        (OLD, "former"), (OLD, "ended"),
    ]  # fmt: skip
    assert shown(ROWS, date(2025, 1, 1), date(2025, 6, 30)) == [(OLD, "recognised")]


@pytest.mark.parametrize("name", NAMES)
def test_the_day_of_a_step_is_the_first_in_the_period_on_which_it_is_told(name: str) -> None:
    start, end = a_year_before(DAYS[-1]), DAYS[-1]
    changes = status_changes(units(), dated(name), superseded(name), start, end)
    rows = standing(dated(name))
    for move in changes[changes["kind"] != "ended"].dropna(subset="day").itertuples():
        mine = rows[(rows["unit_key"] == move.unit_key) & (rows["day"] > pd.Timestamp(start))]
        mine = mine[mine["day"] <= pd.Timestamp(end)].sort_values("day")
        others = mine[mine["status"] != move.to_status]["day"]
        run = mine[(mine["status"] == move.to_status) & ~(mine["day"] <= others.max())]
        if len(run) and mine["status"].iloc[-1] == move.to_status:
            assert move.day == run["day"].min()


def test_a_title_won_and_lost_within_a_period_is_named() -> None:
    table = dated_of(
        observations([
            said(NEW, "in_progress", "2025-08-31"),
            said(NEW, "recognised", "2025-12-31"),
            said(NEW, "in_progress", "2026-03-31"),
            said("from2025-26773", "recognised", "2026-03-31"),
        ]),
        SOURCES,
    )  # fmt: skip
    assert titles_lost_within(table, date(2025, 9, 30), date(2026, 6, 30)) == [NEW]
    assert titles_lost_within(table, date(2025, 12, 31), date(2026, 6, 30)) == []
    assert titles_lost_within(table, date(2025, 9, 30), date(2025, 12, 31)) == []
