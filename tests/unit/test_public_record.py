"""What the committed public record says through the domain: known facts stay known."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from lib.domain.absences import no_value_kinds
from lib.domain.agenda import next_milestones
from lib.domain.contradicting_figures import conflicts
from lib.domain.denominators import denominators
from lib.domain.evidence import support
from lib.domain.pace import PACE_LABELS
from lib.domain.progress import target_progress
from lib.domain.rollout import across_reform, by_district, by_province, ladder_counts
from lib.domain.search import SearchIndex
from lib.domain.statuses import (
    LADDER,
    conflicts_at,
    dated,
    newest_day,
    related,
    statuses_at,
    undated,
    unresolved,
)
from lib.domain.target_scopes import targets_for
from lib.domain.units import Units
from lib.domain.what_changed import what_changed
from lib.io.store.datasets import Dataset, UnitTables, read_dataset, read_units

DATA = Path(__file__).resolve().parents[2] / "data"
BEFORE, AFTER, TODAY = date(2025, 6, 30), date(2025, 7, 1), date(2026, 8, 1)
RECOGNISED_BEFORE_THE_REFORM = {
    "Điện An", "Điện Nam Đông", "Điện Nam Trung", "Ngô Mây", "Trần Hưng Đạo", "Phước Trung", "I",
}  # fmt: skip
STRENGTHS = {"decision": 3, "stated": 4, "said": 3}  # said: Trường Thi, Thắng Lợi, An Bình


@cache
def unit_tables() -> UnitTables:
    return read_units(DATA / "units")


@cache
def units() -> Units:
    return Units(unit_tables().units, unit_tables().lineage)


@cache
def index() -> SearchIndex:
    return SearchIndex(units())


@cache
def public() -> Dataset:
    return read_dataset(DATA / "public", unit_tables())


def table(name: str) -> pd.DataFrame:
    return public().tables[name]


@cache
def record() -> pd.DataFrame:
    return dated(table("observations"), table("sources"))


@cache
def on(day: date) -> pd.DataFrame:
    return statuses_at(record(), day)


def names(keys: pd.Index) -> set[str]:
    return {units().bare_name(key) for key in keys}


def test_nobody_was_recognised_by_the_end_of_2022() -> None:
    seen = on(date(2022, 12, 31))
    assert ladder_counts(seen)["recognised"] == 0
    complete = seen[seen["status"] == "reported_complete"]
    assert names(complete.index) == {"Tân Chánh Hiệp", "Quán Toan", "An Hòa"}
    assert set(zip(complete["criteria_met"], complete["criteria_total"], strict=True)) == {(22, 22)}
    pilot = index().resolve("Hà Nội", "Ba Đình", "Điện Biên", date(2022, 12, 31))
    ward = seen.loc[pilot[0]]
    assert (ward["status"], ward["criteria_met"], ward["criteria_total"]) == ("in_progress", 21, 22)


def test_at_least_seven_wards_are_recognised_on_the_last_day_before_the_reform() -> None:
    seen = on(BEFORE)
    assert names(seen.index[seen["status"] == "recognised"]) >= RECOGNISED_BEFORE_THE_REFORM


def test_three_of_ten_recognitions_rest_on_a_numbered_decision() -> None:
    titled = on(TODAY).query("status == 'recognised'")
    assert titled["strength"].value_counts().to_dict() == STRENGTHS
    assert set(titled.query("strength == 'decision'")["decision_no"]) == {"2878"}
    assert set(on(TODAY).query("status != 'recognised'")["strength"]) == {""}
    # Handed over on 9 August (S75), told again on 17 October (S46): held from the first day.
    key = index().resolve("Bà Rịa - Vũng Tàu", "TP Bà Rịa", "Phước Trung", BEFORE)[0]
    since = str(titled.loc[key, "recognised_on"])[:10]
    assert (titled.loc[key, "strength"], since) == (
        "stated", "2024-08-09",
    )  # fmt: skip


def test_a_decision_counts_from_its_own_day() -> None:
    key = index().resolve("Quảng Nam", "Điện Bàn", "Điện An", BEFORE)[0]
    assert key not in on(date(2025, 4, 21)).index
    assert on(date(2025, 4, 22)).loc[key, "status"] == "recognised"
    assert on(BEFORE).loc[key, "decision_no"] == "2878"


def test_the_undated_recognition_is_listed_and_counts_only_at_the_end() -> None:
    loose = undated(record())
    key = index().resolve("Nghệ An", "Vinh", "Trường Thi", BEFORE)[0]
    assert key in set(loose["unit_key"])
    assert newest_day(record()) == date(2025, 6, 11)
    assert key not in statuses_at(record(), date(2025, 6, 11), today=TODAY).index
    assert key in statuses_at(record(), date(2025, 6, 12), today=TODAY).index
    assert on(TODAY).loc[key, "basis"] == "undated"


def test_the_record_speaks_of_44_wards_and_keeps_related_programmes_apart() -> None:
    assert len(on(TODAY)) == record()["unit_key"].nunique() == 44
    apart = related(table("observations"))
    assert len(apart) + len(unresolved(table("observations"))) + len(record()) == len(
        table("observations")
    )
    assert not set(apart["unit_key"]) & set(on(TODAY).index)


def test_the_names_the_sources_print_resolve_to_the_keys_of_the_record() -> None:
    seen = record().drop_duplicates("unit_key")
    columns = ["unit_key", "province_text", "district_text", "ward_text"]
    for place, (key, *written) in enumerate(seen[columns].astype(str).to_numpy().tolist()):
        day = seen["day"].fillna(pd.Timestamp(BEFORE)).iloc[place].date()
        province, district, ward = written
        assert index().resolve(province, district, ward, day) == [key], written


def test_the_divisions_have_their_known_sizes() -> None:
    assert [len(units().provinces(day)) for day in (BEFORE, AFTER)] == [63, 34]
    assert len(units().members(AFTER)) == 687
    assert len(units().members(TODAY)) == 697
    assert len(units().at(TODAY)) == 3321
    for key in ("from2025-20333", "from2025-22736"):
        assert key in units().at(TODAY).index
    assert units().province_name("from2025-20333") == "TP. Đà Nẵng"
    assert units().province_name("from2025-22736") == "Khánh Hòa"


def test_every_former_unit_has_a_province_of_today_and_every_ward_predecessors() -> None:
    current = set(units().provinces(TODAY).index)
    old = units().at(BEFORE)
    assert all(units().current_province(key) in current for key in old.index)
    assert all(units().lineage.predecessor_keys(key) for key in units().members(TODAY))


def test_a_former_district_is_reached_through_lineage() -> None:
    hai_chau = index().find("Quận Hải Châu", day=TODAY)[0]
    assert hai_chau.reason == "old_name"
    wards = units().members(TODAY, district=hai_chau.key)
    assert "Hải Châu" in names(wards)
    islands = index().find("Huyện Côn Đảo", day=TODAY)[0]
    assert names(units().members(TODAY, district=islands.key, kinds=None)) == {"Côn Đảo"}


def test_titles_stay_with_their_wards_over_the_reform() -> None:
    crossed = across_reform(units(), on(TODAY), TODAY)
    assert (crossed["status"] == "").all()
    # Điện An and its neighbour went into one ward, which holds no title itself.
    both = crossed[crossed["n_recognised"] == 2]
    assert list(both.index) == ["from2025-20579"]
    titles = on(TODAY).query("status == 'recognised'").index
    assert {key for keys in crossed["predecessor_keys"] for key in keys} >= set(titles)


@pytest.mark.parametrize("day", [date(2021, 1, 1), date(2022, 12, 31), BEFORE, AFTER, TODAY])
def test_provinces_and_districts_add_up(day: date) -> None:
    provinces = by_province(units(), on(day), day)
    assert {step: provinces[step].sum() for step in LADDER} == ladder_counts(on(day))
    assert provinces["wards_total"].sum() == len(units().members(day))
    busiest = provinces["wards_with_report"].idxmax()
    districts = by_district(units(), on(day), day, str(busiest))
    if day < AFTER:
        assert districts["wards_with_report"].sum() == provinces["wards_with_report"].max()
    else:
        assert districts["wards_with_report"].sum() >= provinces["wards_with_report"].max()


def test_known_conflicts_of_the_record_are_judged_as_the_rule_says() -> None:
    conflicting = conflicts(table("counts"), table("targets"), table("sources"))
    counted = conflicting[conflicting["counted"]].set_index("scope_key")
    assert (counted.loc["until2025-01", "value"], counted.loc["until2025-01", "reason"]) == (
        13, "read_whole",
    )  # fmt: skip
    assert (counted.loc["until2025-79", "value"], counted.loc["until2025-79", "reason"]) == (
        75, "later_published",
    )  # fmt: skip
    assert conflicts_at(record(), TODAY).empty


def test_30_percent_of_249_are_the_75_that_the_city_planned() -> None:
    mine = table("targets").query("scope_key == 'until2025-79' and value == 30")
    progress = target_progress(mine.iloc[0], units(), on(BEFORE), BEFORE)
    assert (progress.goal, progress.goal_basis, progress.published_denominator) == (
        75,
        "published",
        249,
    )
    published = denominators(units(), table("targets"), table("counts"), BEFORE, "until2025-79")
    assert {each.value for each in published.published} == {249}


@pytest.mark.parametrize("day", [date(2021, 1, 1), BEFORE, TODAY, date(2031, 1, 1)])
def test_every_target_of_the_record_can_be_assessed(day: date) -> None:
    for _, row in table("targets").iterrows():
        progress = target_progress(row, units(), on(day), day)
        assert progress.assessment.label is None or progress.assessment.label in PACE_LABELS
        assert (progress.goal is not None) or progress.assessment.label is None
    assert len(targets_for(units(), table("targets"), "from2025-48", TODAY)) == 4


def test_every_row_rests_on_a_source_of_the_list() -> None:
    rows_by_source = support(public().tables)
    assert set(rows_by_source["source_id"]) <= set(table("sources")["source_id"])
    assert rows_by_source.query("table == 'observations'")["rows"].sum() == len(
        table("observations")
    )


def test_what_changed_between_two_briefings_lists_the_recognitions() -> None:
    changes = what_changed(
        record(), table("targets"), date(2025, 4, 1), BEFORE, sources=table("sources")
    )
    assert names(pd.Index(changes.query("kind == 'recognised'")["unit_key"])) == {
        "Điện An", "Điện Nam Đông", "Điện Nam Trung", "Ngô Mây", "Trần Hưng Đạo",
    }  # fmt: skip
    coming = next_milestones(table("milestones"), table("targets"), BEFORE, 50)
    assert coming["day"].is_monotonic_increasing
    assert "national" in set(coming.query("kind == 'target'")["scope_key"])


def test_no_value_kinds_count_every_unit_once() -> None:
    kinds = no_value_kinds(units(), on(TODAY), TODAY)
    assert set(kinds.index) == set(units().at(TODAY).index)
    assert kinds.value_counts().to_dict() == {"no_report": 697, "not_applicable": 3321 - 697}
    earlier = no_value_kinds(units(), on(BEFORE), BEFORE)
    assert (earlier == "not_yet_existing").sum() == 3321
