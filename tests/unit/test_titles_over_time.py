"""Titles over the reform: what is in force, what waits, what ended; nothing falls unexplained."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.domain.statuses import LADDER
from lib.domain.statuses import dated as dated_of
from lib.domain.succession import superseded_on
from lib.domain.timeline import held
from lib.domain.titles_over_time import PARTS, titles_over_time
from lib.situation.situation import Situation
from lib.view.filter import Filter
from tests.unit.committed_data import DAYS, NAMES, country, units
from tests.unit.small_country import small_country
from tests.unit.small_record import SOURCES, observations, said

UNITS = small_country()
OLD, NEW = "until2025-20551", "from2025-20551"


def curve(rows: list[dict[str, Any]], until: date) -> pd.DataFrame:
    table = dated_of(observations(rows), SOURCES)
    return titles_over_time(UNITS, table, superseded_on(UNITS, table), until)


def test_a_title_waits_from_the_reform_until_the_successor_is_reported() -> None:
    rows = [
        said(OLD, "recognised", "2025-04-22"),
        said(NEW, "in_progress", "2025-09-30"),
        said(NEW, "recognised", "2026-03-31"),
        said("until2025-26776", "recognised", "2024-01-31"),
        said("until2025-26776", "in_progress", "2024-12-31"),
    ]
    drawn = curve(rows, date(2026, 6, 30))
    assert [(str(day.date()), *rest) for day, *rest in drawn.itertuples(index=False)] == [
        ("2024-01-31", 1, 0, 0),
        ("2024-12-31", 0, 0, 0),
        ("2025-04-22", 1, 0, 0),
        ("2025-07-01", 0, 1, 0),
        ("2025-09-30", 0, 0, 1),
        ("2026-03-31", 1, 0, 1),
        ("2026-06-30", 1, 0, 1),
    ]
    assert curve([], date(2026, 6, 30))[list(PARTS)].to_numpy().tolist() == [[0, 0, 0]]


def on(table: pd.DataFrame, day: pd.Timestamp, column: str) -> int:
    before = table[table["day"] <= day]
    return int(before[column].iloc[-1]) if len(before) else 0


WARDS = (OLD, NEW, "until2025-20575", "until2025-26776", "from2025-26773", "from2025-31999")


@settings(max_examples=30)
@given(
    st.lists(
        st.builds(
            said,
            st.sampled_from(WARDS),
            st.sampled_from(LADDER[2:]),
            st.dates(date(2024, 1, 1), date(2026, 6, 1)).map(str),
            recognised_on=st.just("") | st.dates(date(2024, 1, 1), date(2026, 6, 1)).map(str),
        ),
        max_size=12,
    ),
    st.dates(date(2024, 1, 1), date(2026, 9, 1)),
)
def test_the_parts_add_up_to_the_curve_and_change_only_by_recognitions_and_slips(
    rows: list[dict[str, Any]], until: date
) -> None:
    table = dated_of(observations(rows), SOURCES)
    gone = superseded_on(UNITS, table)
    titles = titles_over_time(UNITS, table, gone, until)
    whole = held(table, gone, until)
    assert titles["day"].is_monotonic_increasing
    assert (titles[list(PARTS)] >= 0).all(axis=None)
    for day in {*titles["day"], *whole["day"]}:
        both = on(titles, day, "in_force") + on(titles, day, "waiting")
        assert both == on(whole, day, "recognised")
    reported = {*table["day"], *table["reported_on"]}
    total = titles[list(PARTS)].sum(axis=1)
    silent = titles[~titles["day"].isin(reported)]
    for place in silent.index:
        assert total[place] == (total[place - 1] if place else 0)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("name", NAMES)
def test_the_end_of_the_curve_is_the_count_of_every_place(name: str, day: date) -> None:
    whole = country(name, day)
    for key in ["", *whole.provinces.index[::9]]:
        seen = Situation(whole.dataset, units(), day, whole.layers, Filter(str(key)), whole)
        last = seen.titles.iloc[-1]
        assert last["day"] == pd.Timestamp(day)
        assert last["in_force"] + last["waiting"] == seen.counts["recognised"]
        assert day >= date(2025, 7, 1) or not last["waiting"] or _ended_early(seen)


def _ended_early(seen: Situation) -> bool:
    """Whether a recognised ward ended before the reform."""
    held_now = seen.statuses.index[seen.statuses["status"] == "recognised"]
    return any(not units().exists(key, seen.day) for key in held_now)


def test_the_fall_of_the_demonstration_at_the_reform_is_explained() -> None:
    table = country("demo", date(2026, 11, 25)).titles
    eve, first = pd.Timestamp("2025-06-30"), pd.Timestamp("2025-07-01")
    titles = on(table, eve, "in_force")
    assert titles > 100
    # No title is lost on the day itself: all wait for the reports of the successors.
    assert on(table, first, "in_force") + on(table, first, "waiting") == titles
    assert on(table, first, "waiting") > 100
    later = pd.Timestamp("2025-12-31")
    assert on(table, later, "ended") > 100
