"""What a count of wards holds, and why every other ward is not in it."""

from __future__ import annotations

from datetime import date

import pytest

from lib.domain.city_comparison import leader
from lib.domain.counted_wards import why_not_counted
from lib.domain.statuses import LADDER
from tests.unit.committed_data import NAMES, country, units

DAYS = (date(2022, 12, 31), date(2025, 6, 30), date(2025, 9, 30), date(2026, 11, 25))
REASONS = {*LADDER, "predecessor_only", "no_report", "not_applicable"}


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("name", NAMES)
def test_counted_and_left_out_are_the_wards_in_force_each_once(name: str, day: date) -> None:
    seen = country(name, day)
    for place in ("national", *map(str, seen.provinces.index[::9])):
        inside = {
            key for key in units().members(day)
            if place == "national" or place in units().regions(key)
        }  # fmt: skip
        for status in ("recognised", "registered"):
            found = why_not_counted(
                units(), seen.everywhere, seen.across, day, status, place, (),
                assessments=seen.table("assessments"),
            )  # fmt: skip
            parts = [found.counted, *found.left_out.values()]
            together = [key for part in parts for key in part]
            assert len(together) == len(set(together))
            assert set(together) == inside == set(found.without_outline)
            assert set(found.left_out) <= REASONS - {status}
            assert not inside & set(found.ended)
            table = seen.everywhere
            here = [
                key for key in table.index[table["status"] == status]
                if place == "national" or place in units().regions(key)
            ]  # fmt: skip
            wards = {
                key
                for key in here
                if not units().exists(key, day) or units().kind(key, day) == "ward"
            }
            assert set(found.counted) | set(found.ended) == wards


def test_a_leader_has_more_than_every_other() -> None:
    assert leader({"a": 2, "b": 1, "c": None}) == "a"
    assert leader({"a": 0, "b": 0, "c": 0}) is None
    assert leader({"a": 3, "b": 3, "c": 1}) is None
    assert leader({"a": 3}) is None
    assert leader({}) is None
