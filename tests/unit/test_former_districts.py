"""Former districts overlap: what their rows add up to, against the wards there are."""

from __future__ import annotations

from datetime import date

import pytest

from lib.domain.former_districts import district_overlap
from lib.domain.rollout import by_district
from tests.unit.committed_data import NAMES, country, units
from tests.unit.small_country import AFTER, BEFORE, small_country

UNITS = small_country()


def test_a_ward_made_of_two_districts_is_counted_in_both() -> None:
    overlap = district_overlap(UNITS, "from2025-79", AFTER)
    assert (overlap.units, overlap.counted, overlap.twice) == (2, 3, 1)
    assert district_overlap(UNITS, "until2025-79", BEFORE).twice == 0
    assert district_overlap(UNITS, "from2025-79", AFTER, ["from2025-26773"]).twice == 0


@pytest.mark.parametrize("day", [BEFORE, AFTER, date(2026, 11, 25)])
@pytest.mark.parametrize("name", NAMES)
def test_rows_by_district_add_up_to_the_wards_and_those_counted_again(name: str, day: date) -> None:
    seen = country(name, day)
    for key in map(str, seen.provinces.index):
        rows = by_district(units(), seen.statuses_standing, day, key)
        wards = district_overlap(units(), key, day)
        assert rows["wards_total"].sum() == wards.counted
        reported = district_overlap(units(), key, day, seen.statuses_standing.index)
        assert rows["wards_with_report"].sum() == reported.counted
        for found in (wards, reported):
            assert found.twice >= 0
            assert day > BEFORE or not found.twice


def test_the_rows_of_hanoi_add_up_to_more_than_its_wards() -> None:
    overlap = district_overlap(units(), "from2025-01", date(2026, 11, 25))
    assert overlap.units == len(units().members(date(2026, 11, 25), province="from2025-01")) == 51
    assert overlap.twice == overlap.counted - 51 > 0
