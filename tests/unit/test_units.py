"""Units, their names, places and lineage over the reform of 1 July 2025."""

from __future__ import annotations

from datetime import date

import pytest

from lib.domain.units import Units, vintage_at
from tests.unit.small_country import AFTER, BEFORE, lineage_table, small_country, units_table


@pytest.fixture(scope="module")
def units() -> Units:
    return small_country()


def test_the_vintage_changes_on_the_day_of_the_reform() -> None:
    assert vintage_at(BEFORE) == "until2025"
    assert vintage_at(AFTER) == "from2025"


def test_a_unit_stands_once_at_any_day(units: Units) -> None:
    for day in (date(2019, 1, 1), date(2023, 6, 8), BEFORE, AFTER, date(2026, 4, 1)):
        frame = units.at(day)
        assert frame.index.is_unique
        assert len(frame)
        assert set(frame.index.str.partition("-").get_level_values(0)) == {vintage_at(day)}


def test_a_reused_code_is_another_unit(units: Units) -> None:
    assert units.name("until2025-26776") == "Phường Tân Chánh Hiệp"
    assert units.name("from2025-26776") == "Phường Sài Gòn"


def test_a_renamed_ward_has_the_name_of_the_day(units: Units) -> None:
    assert units.name("until2025-20236", date(2022, 9, 5)) == "Phường Hải Châu I"
    assert units.name("until2025-20236", date(2025, 1, 1)) == "Phường Hải Châu"
    assert units.name("until2025-20236") == "Phường Hải Châu"
    assert units.at(date(2022, 9, 5)).at["until2025-20236", "name"] == "Hải Châu I"


def test_a_raised_commune_has_the_kind_of_the_day(units: Units) -> None:
    assert units.kind("from2025-31999", date(2026, 3, 31)) == "commune"
    assert units.kind("from2025-31999", date(2026, 4, 1)) == "ward"
    assert "from2025-31999" not in units.members(date(2026, 3, 31))
    assert "from2025-31999" in units.members(date(2026, 4, 1))


def test_a_name_outside_the_life_of_a_unit_is_its_nearest(units: Units) -> None:
    assert units.name("until2025-20236", date(2026, 1, 1)) == "Phường Hải Châu"
    assert units.name("from2025-31999", date(2020, 1, 1)) == "Xã Phong Điền"


def test_full_names_read_as_on_an_envelope(units: Units) -> None:
    assert units.full_name("until2025-26776") == "Phường Tân Chánh Hiệp, Quận 12, TP. Hồ Chí Minh"
    assert units.full_name("from2025-20236") == "Phường Hải Châu, TP. Đà Nẵng"
    assert units.full_name("until2025-507") == "Thị xã Điện Bàn, Quảng Nam"
    assert units.full_name("until2025-49") == "Quảng Nam"
    assert units.province_name("until2025-20551") == "Quảng Nam"
    assert units.province_name("from2025-79") == "TP. Hồ Chí Minh"


def test_an_unknown_key_is_refused_and_not_contained(units: Units) -> None:
    assert "from2025-99999" not in units
    with pytest.raises(KeyError):
        units.name("from2025-99999")


def test_provinces_come_in_vietnamese_order(units: Units) -> None:
    assert list(units.provinces(BEFORE)["name"]) == [
        "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Hồ Chí Minh", "Quảng Nam",
    ]  # fmt: skip
    assert len(units.provinces(AFTER)) == 4


def test_districts_are_ordered_by_number_and_reached_after_the_reform(units: Units) -> None:
    assert list(units.districts("until2025-79", BEFORE)["label"]) == ["Quận 1", "Quận 12"]
    assert list(units.districts("from2025-79", AFTER)["label"]) == ["Quận 1", "Quận 12"]
    # Quảng Nam went into Đà Nẵng, so its districts are found there, under either key.
    for key in ("from2025-48", "until2025-48", "until2025-49"):
        assert list(units.districts(key, AFTER)["name"]) == ["Điện Bàn", "Hải Châu"]
    assert set(units.districts("from2025-48", BEFORE)["name"]) == {"Điện Bàn", "Hải Châu"}


def test_members_of_a_former_district_are_the_wards_with_a_predecessor_in_it(units: Units) -> None:
    assert set(units.members(BEFORE, district="until2025-761")) == {
        "until2025-26776", "until2025-26779",
    }  # fmt: skip
    both = "from2025-26776"
    assert set(units.members(AFTER, district="until2025-761")) == {"from2025-26773", both}
    assert set(units.members(AFTER, district="until2025-760")) == {both}


def test_members_can_be_of_every_kind(units: Units) -> None:
    assert "from2025-20333" not in units.members(AFTER, province="from2025-48")
    assert "from2025-20333" in units.members(AFTER, province="from2025-48", kinds=None)
    assert list(units.members(AFTER, province="until2025-49")) == list(
        units.members(AFTER, province="from2025-48")
    )


def test_a_divided_ward_has_two_successors_and_one_of_them_is_the_main_one(units: Units) -> None:
    steps = units.successors("until2025-26776")
    assert list(steps["key"]) == ["from2025-26773", "from2025-26776"]
    assert list(steps["is_default"]) == [True, False]
    assert steps["divided"].all()
    assert units.default_successor("until2025-26776") == "from2025-26773"
    assert units.default_successor("from2025-26773") is None
    assert set(units.predecessors("from2025-26773")["key"]) == {
        "until2025-26776", "until2025-26779",
    }  # fmt: skip


def test_a_unit_stands_for_itself_or_for_its_kin_on_a_day(units: Units) -> None:
    assert units.as_of_key("until2025-26776", BEFORE) == ["until2025-26776"]
    assert units.as_of_key("until2025-26776", AFTER) == ["from2025-26773", "from2025-26776"]
    assert units.as_of_key("from2025-20236", BEFORE) == ["until2025-20236"]
    assert units.as_of_key("until2025-49", AFTER) == ["from2025-48"]
    assert set(units.as_of_key("from2025-48", BEFORE)) == {"until2025-48", "until2025-49"}
    assert set(units.as_of_key("until2025-760", AFTER)) == {"from2025-26776"}
    assert units.as_of_key("from2025-20333", BEFORE) == []
    assert units.as_of_key("nowhere", BEFORE) == []


def test_every_unit_has_a_province_of_today(units: Units) -> None:
    assert units.current_province("until2025-20551") == "from2025-48"
    assert units.current_province("until2025-49") == "from2025-48"
    assert units.current_province("until2025-507") == "from2025-48"
    assert units.current_province("from2025-20333") == "from2025-48"
    assert units.current_province("nowhere") is None
    # Stated for the province itself, without any commune to tell by.
    assert units.current_province("until2025-66") == "from2025-66"


def test_several_steps_and_a_circle_in_the_lineage_end() -> None:
    lineage = lineage_table()
    back = lineage.iloc[[0]].assign(
        predecessor_key="from2025-26773", successor_key="until2025-26776"
    )
    circle = Units(units_table(), lineage.merge(back, how="outer"))
    assert "from2025-26773" in circle.as_of_key("until2025-26776", AFTER)
    assert circle.current_province("until2025-26776") == "from2025-79"
    assert "until2025-761" in circle.regions("from2025-26773")


def test_a_frame_handed_out_can_be_changed_without_changing_the_units(units: Units) -> None:
    frame = units.at(AFTER)
    frame.loc[:, "name"] = "changed"
    assert units.at(AFTER).at["from2025-26776", "name"] == "Sài Gòn"


def test_unknown_days_of_neighbouring_states_do_not_overlap(units: Units) -> None:
    last, first = date(2024, 12, 31), date(2025, 1, 1)
    row_of = units.states.row
    assert row_of("until2025-20236", last) != row_of("until2025-20236", first)
