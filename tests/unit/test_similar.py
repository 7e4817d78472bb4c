"""Wards worth comparing: those like a ward, and what an address may ask for."""

from __future__ import annotations

from datetime import date

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from lib.domain import statuses
from lib.domain.selection import MOST, candidates, selection
from lib.domain.similar import similar_wards
from lib.domain.units import Units
from tests.unit.small_country import AFTER, BEFORE, lineage_table, small_country, units_table
from tests.unit.small_record import SOURCES, observations, said

COUNTRY = small_country()
KEYS = sorted(COUNTRY.states.span)
OLD_TCH, OLD_HT, OLD_BN = "until2025-26776", "until2025-26779", "until2025-26740"
OLD_HC, OLD_AH = "until2025-20236", "until2025-31120"


def standing(rows: list[dict[str, object]], day: date = BEFORE) -> pd.DataFrame:
    return statuses.statuses_at(statuses.dated(observations(rows), SOURCES), day)


REPORTED = standing([
    said(OLD_TCH, "reported_complete", "2022-09-20", wave="pilot-2021"),
    said(OLD_HT, "registered", "2023-05-01", wave="pilot-2023"),
    said(OLD_HC, "in_progress", "2022-09-05", wave="pilot-2021"),
    said(OLD_AH, "reported_complete", "2022-09-05", wave="pilot-2021"),
    said(OLD_BN, "registered", "2023-05-01", wave="pilot-2021"),
    said("from2025-20236", "registered", "2025-09-30", wave="pilot-2021"),
], date(2025, 12, 31))  # fmt: skip


def test_same_city_and_wave_stand_before_either_alone() -> None:
    similar = similar_wards(COUNTRY, REPORTED, OLD_TCH, BEFORE)
    assert next(iter(similar.index)) == OLD_BN
    assert set(similar.index) == {OLD_BN, OLD_HT, OLD_HC, OLD_AH}
    best = similar.iloc[0]
    assert (bool(best["same_city"]), bool(best["same_wave"])) == (True, True)
    # Two points each for city and wave, and one as all units of this country are of one size.
    assert similar["score"].iloc[0] == 5.0
    assert similar.loc[OLD_HC, "score"] == 3.0


def test_a_ward_of_the_other_division_is_not_like_it() -> None:
    assert "from2025-20236" not in similar_wards(COUNTRY, REPORTED, OLD_HC, BEFORE).index


def test_what_is_chosen_already_is_not_suggested() -> None:
    similar = similar_wards(COUNTRY, REPORTED, OLD_TCH, BEFORE, without={OLD_BN}, n=2)
    assert OLD_BN not in similar.index
    assert len(similar) == 2


def test_of_two_wards_of_the_city_the_one_nearer_in_size_stands_first() -> None:
    table = units_table()
    sizes = {OLD_TCH: 4.0, OLD_HT: 5.0, OLD_BN: 40.0}
    table["area_km2"] = table["unit_key"].map(sizes).astype("float64")
    country = Units(table, lineage_table())
    no_wave = REPORTED.assign(wave="")
    similar = similar_wards(country, no_wave, OLD_TCH, BEFORE)
    assert list(similar.index) == [OLD_HT, OLD_BN]
    assert similar["size_ratio"].tolist() == [0.8, 0.1]


def test_without_any_report_nothing_is_like_a_ward() -> None:
    assert similar_wards(COUNTRY, REPORTED.iloc[:0], OLD_TCH, BEFORE).empty


def test_a_unit_given_twice_is_kept_once_and_told() -> None:
    choice = selection(COUNTRY, (OLD_TCH, OLD_HC, OLD_TCH), BEFORE)
    assert choice.keys == (OLD_TCH, OLD_HC)
    assert choice.repeated == (OLD_TCH,)


def test_a_unit_of_the_other_division_is_kept_and_the_right_one_offered() -> None:
    choice = selection(COUNTRY, (OLD_TCH,), AFTER)
    assert choice.keys == (OLD_TCH,)
    assert choice.elsewhen == {OLD_TCH: ("from2025-26773", "from2025-26776")}
    assert selection(COUNTRY, (OLD_TCH,), BEFORE).elsewhen == {}


def test_a_bare_code_is_unknown_and_both_units_of_it_are_offered() -> None:
    choice = selection(COUNTRY, ("26776",), AFTER)
    assert choice.keys == ()
    offered = choice.unknown["26776"]
    assert offered[0].startswith("from2025-")
    assert {"from2025-26776", OLD_TCH, "from2025-26773"} == set(offered)


def test_a_key_of_the_wrong_division_leads_to_the_unit_that_has_the_code() -> None:
    assert candidates(COUNTRY, "from2025-26779", AFTER)[-1] == OLD_HT
    assert candidates(COUNTRY, "nothing", AFTER) == ()


def test_wards_and_cities_are_not_mixed_and_the_first_decides() -> None:
    choice = selection(COUNTRY, ("from2025-79", "from2025-26773", "from2025-48"), AFTER)
    assert choice.cities
    assert choice.keys == ("from2025-79", "from2025-48")
    assert choice.other_level == ("from2025-26773",)


def test_a_district_has_no_column() -> None:
    choice = selection(COUNTRY, ("until2025-761",), BEFORE)
    assert choice.keys == ()
    assert choice.other_level == ("until2025-761",)


@given(st.lists(st.one_of(st.sampled_from(KEYS), st.text(max_size=12)), max_size=12))
def test_whatever_is_asked_for_everything_is_accounted_for_once(asked: list[str]) -> None:
    choice = selection(COUNTRY, asked, AFTER)
    assert len(choice.keys) <= MOST
    assert len(set(choice.keys)) == len(choice.keys)
    parts = [*choice.keys, *choice.other_level, *choice.too_many, *choice.unknown]
    assert sorted(set(asked)) == sorted(parts)
