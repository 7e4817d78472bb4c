"""The map as a value: who is drawn in which class, counted, and told in the finding."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lib.cards import map as maps
from lib.cards.card import numbers
from lib.cards.charts import MapBody, MapClass
from tests.fixtures.looking import Looking

DAY = "2026-07-25"


def drawn(**view: Any) -> MapBody:
    card = Looking(**view).card(maps.whole)
    (body,) = card.bodies
    assert isinstance(body, MapBody)
    return body


def counts(classes: tuple[MapClass, ...]) -> dict[str, float]:
    return {str(cls.label): cls.count.value or 0 for cls in classes if cls.count}


def finding(**view: str) -> dict[str, float | None]:
    card = Looking(**view).card(maps.headline)
    return {name: number.value for name, number in numbers(card).items()}


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_reported_ward_is_a_point_counted_in_the_legend(lang: str) -> None:
    view = {"dataset": "public", "day": DAY, "lang": lang}
    body = drawn(**view)
    assert len(body.points) == 44
    assert sum(counts(body.marks).values()) == 44
    assert finding(**view) == {"with_report": 44}


def test_the_classes_of_a_province_hold_each_of_its_units_once() -> None:
    looking = Looking("demo", DAY, province="from2025-79")
    units = looking.seen.units.members(date(2026, 7, 25), province="from2025-79", kinds=None)
    body = drawn(dataset="demo", day=DAY, province="from2025-79")
    assert sum(counts(body.areas).values()) == len(units)
    wards = {f"from2025-{code}" for code, _place, _line in body.values}
    assert wards == set(looking.seen.members())


@pytest.mark.parametrize("metric", ["status", "share", "province_share", "pace"])
@pytest.mark.parametrize("day", ["2024-06-30", DAY])
@pytest.mark.parametrize("province", ["", "79"])
def test_every_value_and_point_names_a_class_of_its_own_kind(
    metric: str, day: str, province: str
) -> None:
    vintage = "from2025" if day == DAY else "until2025"
    body = drawn(
        dataset="demo", day=day, metric=metric, province=province and f"{vintage}-{province}"
    )
    areas, marks = len(body.areas), len(body.marks)
    assert all(place < areas for _code, place, _line in body.values)
    keys = [point.key for point in body.points]
    assert len(keys) == len(set(keys))
    for point in body.points:
        is_province = len(point.key.partition("-")[2]) == 2
        assert (point.place < areas) == is_province
        assert point.place < areas + marks


def test_before_the_reform_every_ward_of_the_province_is_a_point() -> None:
    looking = Looking("public", "2022-12-31", province="until2025-79")
    body = drawn(dataset="public", day="2022-12-31", province="until2025-79")
    assert {point.key for point in body.points} == set(looking.seen.members())
    assert body.values == ()


def test_a_status_chosen_leaves_the_other_statuses_out_of_the_legend() -> None:
    body = drawn(dataset="public", day=DAY, status="recognised")
    assert counts(body.marks) == {"Recognised": 10}
    assert finding(dataset="public", day=DAY, status="recognised") == {"with_report": 10}


def test_a_map_coloured_by_province_tells_of_provinces() -> None:
    assert finding(dataset="demo", metric="province_share") == {"leading": 30}
    body = drawn(dataset="demo", metric="pace")
    assert not body.marks
    assert sum(counts(body.areas).values()) == 34


@pytest.mark.parametrize(("lang", "words"), [("vi", "26/03/2024"), ("en", "26 Mar 2024")])
def test_a_tooltip_writes_its_day_in_the_language(lang: str, words: str) -> None:
    lines = {point.line for point in drawn(dataset="public", day=DAY, lang=lang).points}
    assert any(words in line for line in lines), lines


@pytest.mark.parametrize("level", ["province", "ward", "unit"])
def test_a_class_that_is_hidden_leaves_map_and_legend_and_nothing_else_moves(level: str) -> None:
    view = {"dataset": "demo", "day": "2026-11-25", "level": level}
    kind = "marks" if level == "province" else "areas"
    whole, part = drawn(**view), drawn(**view, hide=(f"{kind}.recognised",))
    assert {*counts(whole.areas + whole.marks)} - {*counts(part.areas + part.marks)} <= {
        "Recognised"
    }
    gone = counts(getattr(whole, kind))["Recognised"]
    assert "Recognised" not in counts(getattr(part, kind))
    words = [str(cls.label) for cls in part.classes]
    assert words[-1] == "Not shown"
    hidden = sum(words[place] == "Not shown" for _code, place, _line in part.values)
    assert len(whole.points) - len(part.points) + hidden == gone > 0
    shown = {point.key: str(part.classes[point.place].label) for point in part.points}
    assert shown == {
        point.key: str(whole.classes[point.place].label)
        for point in whole.points
        if point.key in shown
    }


def test_hiding_what_a_map_does_not_have_hides_nothing() -> None:
    view = {"dataset": "demo", "day": "2026-11-25"}
    assert drawn(**view, hide=("areas.nothing",)).values == drawn(**view).values


def test_a_map_says_what_only_its_page_shows() -> None:
    view = {"dataset": "demo", "day": "2026-11-25", "lang": "en"}

    def said(**chosen: Any) -> str:
        card = Looking(**view, **chosen).card(maps.whole)
        return " ".join(map(str, card.remarks))

    assert "on the page only" not in said()
    assert "small maps are on the page only" in said(small="years")
    assert "The map of 25 Oct 2025 is beside it" in said(beside=date(2025, 10, 25))
