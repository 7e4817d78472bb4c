"""The map through time: on every day it says what the domain says of that day."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest

from lib import clock
from lib.cards.film import film
from lib.domain.status_courses import status_courses
from lib.domain.statuses import statuses_at
from lib.domain.units import REFORM
from lib.server.films import content_of
from lib.situation import data
from lib.situation.classes_on_map import OF_PROVINCES, level_shown, mapped
from lib.situation.map_history import Steps, filter_on, map_history
from lib.view.address import LEVELS, METRICS
from lib.view.filter import Filter
from lib.view.view import EARLIEST

DATASETS = ("demo", "public")
DAYS = [
    *(EARLIEST + timedelta(days=142 * step) for step in range(15)),
    REFORM - timedelta(days=1),
    REFORM,
    date(2026, 11, 25),
]
FEW = [DAYS[10], *DAYS[-2:]]


def classes(tracks: dict[str, Steps], day: date) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for key, steps in tracks.items():
        held = [code for since, code in steps if since <= day.toordinal()]
        if held and held[-1]:
            found.setdefault(held[-1], set()).add(key)
    return found


@pytest.mark.parametrize("dataset", DATASETS)
def test_the_course_of_a_ward_says_on_every_day_what_its_status_is(dataset: str) -> None:
    dated = data.situation(dataset, clock.today()).dated
    courses = status_courses(dated)
    for day in (*DAYS, clock.today()):
        held = courses[courses["since"] <= pd.Timestamp(day)].drop_duplicates(
            "unit_key", keep="last"
        )
        pd.testing.assert_frame_equal(
            held.set_index("unit_key").drop(columns="since"),
            statuses_at(dated, day),
            check_dtype=False,
            check_names=False,
        )


@pytest.mark.parametrize("dataset", DATASETS)
@pytest.mark.parametrize(
    ("narrowed", "levels", "metrics", "days"),
    [
        (Filter(), LEVELS, METRICS, DAYS),
        (Filter("from2025-79"), ("province",), METRICS, FEW),
        (Filter("from2025-01", "until2025-001"), ("province",), ("status",), FEW),
        (Filter("from2025-48", wave="2024"), ("province",), ("status", "share"), FEW),
        (Filter(status="recognised"), ("ward", "unit"), ("status",), FEW),
        (Filter(wave="2024"), ("province",), ("province_share",), FEW),
    ],
)
def test_the_history_of_a_map_holds_on_every_day_who_the_domain_puts_where(
    dataset: str,
    narrowed: Filter,
    levels: tuple[str, ...],
    metrics: tuple[str, ...],
    days: list[date],
) -> None:
    today = data.situation(dataset, clock.today())
    histories = {
        (metric, level): map_history(today, narrowed, metric, level, EARLIEST, clock.today())
        for metric in metrics
        for level in levels
    }
    for day in days:
        seen = data.situation(dataset, day, filter_on(today.units, narrowed, day))
        for (metric, level), history in histories.items():
            shown = mapped(seen, metric, level_shown(seen, metric, level))
            for kind in ("areas", "marks"):
                wanted = {code: set(keys) for code, keys in getattr(shown, kind).items() if keys}
                assert classes(getattr(history, kind), day) == wanted, (day, metric, level, kind)


@pytest.mark.parametrize("metric", ["status", "share", *OF_PROVINCES])
def test_a_film_has_a_look_for_every_class_and_its_days_count_from_the_first(metric: str) -> None:
    made = film(data.situation("demo", clock.today()), metric, "province")
    content = content_of(made)
    codes = content["codes"]
    assert isinstance(codes, list)
    for kind, looks in (("areas", made.areas), ("marks", made.marks)):
        used = {code for steps in getattr(made.history, kind).values() for _day, code in steps}
        assert used - {""} == set(looks)
        assert used <= set(codes)
    days = content["days"]
    assert isinstance(days, list)
    assert days[0] == 0
    assert days == sorted(set(days))
    assert (REFORM - EARLIEST).days in days


def test_a_record_without_a_dated_report_has_no_course() -> None:
    dated = data.situation("public", clock.today()).dated
    assert status_courses(dated.iloc[:0]).empty
