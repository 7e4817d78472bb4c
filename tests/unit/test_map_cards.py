"""The map as a value: who is drawn in which class, counted, and told in the finding."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from lib import clock
from lib.briefing.sheets import sheet
from lib.cards import map as maps
from lib.cards.card import numbers
from lib.cards.map_kinds import MapBody, MapClass, SmallMap
from lib.draw.picture import svg
from lib.draw.rows import grids_of
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


def in_small(one: SmallMap) -> Counter[str]:
    places = [*(place for _code, place, _line in one.body.values), *_points(one)]
    return Counter(str(one.body.classes[place].label) for place in places)


def _points(one: SmallMap) -> list[int]:
    return [point.place for point in one.body.points]


@pytest.mark.parametrize("metric", ["status", "share", "province_share", "pace"])
@pytest.mark.parametrize("province", ["", "01"])
def test_years_in_a_file_show_what_the_map_of_each_day_shows(metric: str, province: str) -> None:
    place = {"province": province and f"from2025-{province}"}
    several = drawn(dataset="demo", metric=metric, small="years", **place).small
    assert several is not None
    assert len(several.maps) == clock.today().year - 2021 + 1
    for year, one in zip((2023, 2025), (several.maps[2], several.maps[4]), strict=True):
        if province:
            place = {"province": f"{'until' if year < 2025 else 'from'}2025-{province}"}
        alone = drawn(dataset="demo", day=f"{year}-12-31", metric=metric, **place)
        expected = Counter(counts(alone.areas)) + Counter(counts(alone.marks))
        assert in_small(one) == {label: n for label, n in expected.items() if n}


def test_provinces_in_a_file_part_the_wards_of_the_map_among_them() -> None:
    view = {"dataset": "demo", "day": "2026-11-25", "level": "ward"}
    several = drawn(**view, small="provinces").small
    assert several is not None
    assert len(several.maps) == 34
    together = sum((in_small(one) for one in several.maps), Counter[str]())
    whole = drawn(**view)
    expected = Counter(counts(whole.areas)) + Counter(counts(whole.marks))
    assert together == {label: n for label, n in expected.items() if n}
    far = {words for one in several.maps for _lat, _lon, words, _told in one.body.labels}
    assert far == {"Hoàng Sa", "Trường Sa"}
    cities = drawn(**view, small="cities", hide=("areas.recognised",)).small
    assert cities is not None
    assert [one.title for one in cities.maps] == [
        "Hà Nội", "Hải Phòng", "Đà Nẵng", "Hồ Chí Minh", "Cần Thơ",
    ]  # fmt: skip
    assert "Recognised" not in {str(cls.label).partition(":")[0] for cls in cities.areas}


def test_a_kept_day_stands_beside_the_day_in_a_file_and_says_what_changed() -> None:
    view = {"dataset": "demo", "day": "2026-11-25", "level": "ward"}
    kept = date(2025, 10, 25)
    several = drawn(**view, beside=kept).small
    assert several is not None
    before, now = several.maps
    earlier = drawn(dataset="demo", day="2025-10-25", level="ward")
    assert in_small(before)["Recognised"] == sum(
        counts(each).get("Recognised", 0) for each in (earlier.areas, earlier.marks)
    )
    assert before.title == "Kept: 25 Oct 2025"
    assert "changed since 25 Oct 2025" in now.told
    assert drawn(**view).small is None


def test_pictures_and_sheets_draw_every_ward_and_every_small_map() -> None:
    looking = Looking("demo", level="ward", small="cities")
    card = looking.card(maps.whole)
    (body,) = card.bodies
    assert isinstance(body, MapBody)
    assert body.small is not None
    carried = sheet(looking.seen, looking.view.but(page="map"), [card])
    picture = svg(card, carried)
    for name in ("Phường Ba Đình", "Phường Hải Châu", "Phường Ninh Kiều"):
        assert picture.count(f"<title>{name}:") == 1
    assert "Phường Hạc Thành" not in picture
    one = replace(card, bodies=(replace(body, small=None),))
    assert svg(one, carried).count("<title>Phường ") > 690
    rows = [grid for (head, *_more), grid in grids_of(body, carried) if head.startswith("Unit: ")]
    assert sum(map(len, rows)) == sum(sum(in_small(each).values()) for each in body.small.maps)
