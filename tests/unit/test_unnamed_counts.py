"""Counts published without names, and wards asked for in each district."""

from __future__ import annotations

from datetime import date

import pytest

from lib.cards import districts, overview, unnamed
from lib.cards.bodies import List
from lib.cards.card import numbers
from lib.domain.district_targets import district_targets
from lib.domain.statuses import dated, statuses_at
from lib.domain.unnamed_counts import unnamed_counts
from tests.fixtures.looking import Looking
from tests.unit.committed_data import units
from tests.unit.small_record import SOURCES, counts, observations, said, target, targets

QUAN_12, TAN_CHANH_HIEP = "until2025-761", "until2025-26776"
CITY = "until2025-79"
DAY = date(2024, 6, 30)


def test_a_count_stands_beside_while_it_is_more_than_the_wards_named() -> None:
    told = counts(
        [
            (CITY, "2023", "wards_recognised_2023_round", 2, "S1"),
            (CITY, "2024-01", "wards_recognised_2024_round", 1, "S1"),
            (CITY, "2023-02", "wards_piloting", 1, "S1"),
            (CITY, "2024-12", "wards_recognised", 9, "S1"),  # of a day to come
            (CITY, "2023", "total_wards", 249, "S1"),
        ]
    )
    rows = [said(TAN_CHANH_HIEP, "recognised", "2024-01-05", registered_year=2023)]
    statuses = statuses_at(dated(observations(rows), SOURCES), DAY)
    published = unnamed_counts(told, units(), statuses, DAY)
    assert [(each.value, each.year, each.named) for each in published] == [
        (2, 2023, (TAN_CHANH_HIEP,)),
        (1, 2024, ()),
    ]
    # Of an earlier count of the same only the newest stands; one outweighed does not.
    later = counts(
        [(CITY, day, "wards_piloting", n, "S1") for day, n in (("2022", 5), ("2023", 7))]
    )
    assert [each.value for each in unnamed_counts(later, units(), statuses, DAY)] == [7]
    assert [each.value for each in unnamed_counts(later, units(), statuses, DAY, {"C001"})] == [5]


def test_districts_that_have_wards_are_asked_for_wards_of_the_programme() -> None:
    plan = targets([target(CITY, "2023-12-31", "wards_per_district", 1),
                    target(CITY, "2025", "wards_per_district", 2),
                    target("from2025-79", "2030", "wards_per_district", 1),
                    target(CITY, "2023", "count_of_wards", 19)])  # fmt: skip
    rows = [said(TAN_CHANH_HIEP, "registered", "2021")]
    statuses = statuses_at(dated(observations(rows), SOURCES), DAY)
    one, two = district_targets(plan, units(), statuses, DAY)
    # 16 quan and Thu Duc have wards; the five huyen have communes and townships only.
    assert (one.wanted, one.reached, len(one.short)) == (1, (QUAN_12,), 16)
    assert (two.wanted, two.reached, len(two.short)) == (2, (), 17)
    assert one == district_targets(plan, units(), statuses, date(2026, 11, 25))[0]
    rows = [said(TAN_CHANH_HIEP, "not_registered", "2021")]
    none = statuses_at(dated(observations(rows), SOURCES), DAY)
    assert district_targets(plan, units(), none, DAY)[0].reached == ()


@pytest.mark.parametrize("day", ["2025-06-30", "2026-11-25"])
def test_the_16_wards_of_nghe_an_stand_beside_and_are_never_added(day: str) -> None:
    province = "until2025-40" if day < "2025-07" else "from2025-40"
    for view in ({}, {"province": province}):
        looking = Looking("public", day, lang="en", **view)
        card = looking.card(overview.headline)
        assert "Published without names, not counted here: " in str(card.below)
        assert numbers(card)["unnamed_C052"].value == 16
        row, n = ("unnamed_C027", 4) if view else ("unnamed_C052", 16)  # Thái Hòa in Nghệ An
        if view or day > "2025-07":  # the country's first six rows have a recognised ward
            assert numbers(looking.card(overview.places))[row].value == n
    explained = looking.explained(numbers(card)["unnamed_C052"])
    assert (explained.value, explained.counted) == (16, None)
    assert [len(group.names) for group in explained.left_out] == [1]  # Trường Thi
    assert numbers(looking.card(overview.figures))["recognised"].value == 1


def test_districts_of_nghe_an_have_their_own_counts_of_the_day() -> None:
    looking = Looking("public", "2023-12-31", lang="en", province="until2025-40")
    (body,) = looking.card(unnamed.counts).bodies
    assert isinstance(body, List)
    lines = [str(item.told) for item in body.items]
    told = {line.split(";")[0]: line.rsplit(" ", 1)[1] for line in lines}
    assert told == {
        "Nghệ An: 16 registered": "4",
        "Thị xã Cửa Lò, Nghệ An: 7 registered": "2",
        "Thành phố Vinh, Nghệ An: 5 registered": "1",
        "Thị xã Thái Hòa, Nghệ An: 4 registered": "1",
    }


def test_the_target_of_each_district_is_told_on_the_page_of_its_city() -> None:
    for province, day in ((CITY, "2024-06-30"), ("from2025-79", "2026-11-25")):
        looking = Looking("public", day, lang="en", province=province)
        card = looking.card(districts.per_district)
        asked = numbers(card)
        assert (asked["reached_T035"].value, asked["districts_T035"].value) == (1, 17)
        assert looking.explained(asked["reached_T035"]).value == 1
    assert districts.per_district(Looking("public").seen, Looking("public").view) is None
