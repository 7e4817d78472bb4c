"""Provinces over the reform: followed by their whole key, never by a code."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from lib.domain.province_lineage import CERTAINTIES, ProvinceOn, province_on
from lib.domain.units import Units
from tests.unit.committed_data import units
from tests.unit.small_country import lineage_table, units_table

BEFORE, AFTER = date(2025, 6, 30), date(2026, 7, 25)
DAYS = (date(2021, 1, 1), BEFORE, date(2025, 7, 1), AFTER)
PROVINCES = [*units().provinces(BEFORE).index, *units().provinces(AFTER).index]


def test_bac_ninh_stays_bac_ninh_though_its_code_was_another_province() -> None:
    province = province_on(units(), "from2025-24", BEFORE)
    assert province == ProvinceOn("until2025-27", "same_name", ("until2025-24",), True)
    assert units().bare_name("until2025-24") == "Bắc Giang"
    back = province_on(units(), "until2025-24", AFTER)
    assert back == ProvinceOn("from2025-24", "merged_into", (), False)


@pytest.mark.parametrize("code", ["15", "24", "44", "52", "80", "82", "91"])
def test_the_reused_codes_do_not_change_the_province(code: str) -> None:
    now, before = f"from2025-{code}", f"until2025-{code}"
    assert units().bare_name(now) != units().bare_name(before)
    province = province_on(units(), now, BEFORE)
    assert province is not None
    assert province.keeps_name
    assert units().bare_name(province.key) == units().bare_name(now)


@pytest.mark.parametrize("key", PROVINCES)
def test_a_province_keeps_its_name_over_any_two_days_or_the_loss_is_told(key: str) -> None:
    assert len(PROVINCES) == 63 + 34
    name = units().bare_name(key)
    for first, second in product(DAYS, DAYS):
        there = province_on(units(), key, first)
        assert there is not None
        assert there.certainty in CERTAINTIES
        assert units().exists(there.key, first)
        assert there.keeps_name == (units().bare_name(there.key) == name)
        further = province_on(units(), there.key, second)
        assert further is not None
        if first >= date(2025, 7, 1) > second and units().exists(key, second):
            # There and back: the province itself, or another of the same ground, told apart.
            assert key == further.key or key in further.others
            assert further.keeps_name or further.certainty == "main"
        if there.keeps_name and further.keeps_name:
            assert units().bare_name(further.key) == name
        else:
            assert {there.certainty, further.certainty} & {"main", "merged_into"}


def test_every_province_of_today_has_one_of_its_name_before() -> None:
    for key in units().provinces(AFTER).index:
        province = province_on(units(), str(key), BEFORE)
        assert province is not None
        assert province.keeps_name or province.certainty == "main"


def test_what_the_record_does_not_connect_has_no_province() -> None:
    assert province_on(units(), "until2025-99", BEFORE) is None
    alone = Units(units_table(), lineage_table().iloc[:0])
    assert province_on(alone, "from2025-66", BEFORE) is None
    assert province_on(alone, "until2025-66", BEFORE) is not None
