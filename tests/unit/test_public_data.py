"""The committed public record keeps its contract, its sources and the known answers."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from lib.domain.names import plain
from lib.io.exports.csv import table_file
from lib.io.store.datasets import read_dataset, read_units
from lib.io.tables.contracts import Table
from lib.io.tables.criteria import CRITERIA, CRITERIA_SETS
from lib.io.tables.dataset import COUNTS, INDICATORS, MILESTONES, OBSERVATIONS, SOURCES, TARGETS

DATA = Path(__file__).resolve().parents[2] / "data"
ROWS = {
    "sources": 94,
    "criteria_sets": 7,
    "criteria": 28,
    "observations": 67,
    "targets": 35,
    "milestones": 83,
    "counts": 56,
    "indicators": 48,
}
RELATED = {
    "sources": {"S11", "S57", "S58", "S68", "S69", *(f"S{n}" for n in range(86, 95))},
    "observations": {*(f"O{n:03}" for n in range(51, 57)), *(f"O{n:03}" for n in range(62, 67))},
    "targets": {"T032", "T033"},
    "milestones": {
        "M010",
        *(f"M{n:03}" for n in range(51, 57)),
        *(f"M{n:03}" for n in range(75, 83)),
    },
    "counts": {"C040"},
    "criteria_sets": {"REL-TT124-2021", "REL-HD12-2024", "REL-HN332-2025", "REL-QD9745-2022"},
}
STRENGTHS = {
    "Điện An": "decision",
    "Điện Nam Đông": "decision",
    "Điện Nam Trung": "decision",
    "Ngô Mây": "stated",
    "Trần Hưng Đạo": "stated",
    "Phước Trung": "stated",
    "I": "stated",
    "Trường Thi": "said",
    "Thắng Lợi": "said",
    "An Bình": "said",
}
TABLES = (
    SOURCES,
    CRITERIA_SETS,
    CRITERIA,
    OBSERVATIONS,
    TARGETS,
    MILESTONES,
    COUNTS,
    INDICATORS,
)


def _read(name: str, folder: str = "public") -> pd.DataFrame:
    return pd.read_csv(DATA / folder / f"{name}.csv", dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def units() -> pd.DataFrame:
    return _read("units", "units")


@pytest.fixture(scope="module")
def observations() -> pd.DataFrame:
    return _read("observations")


def test_the_tables_are_those_with_rows() -> None:
    assert {path.stem for path in (DATA / "public").glob("*.csv")} == set(ROWS)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_files_are_exactly_what_the_update_writes(table: Table) -> None:
    frame = read_dataset(DATA / "public", read_units(DATA / "units")).tables[table.name]
    assert len(frame) == ROWS[table.name]
    assert table_file(frame, table) == (
        f"{table.name}.csv",
        (DATA / "public" / f"{table.name}.csv").read_bytes(),
    )


@pytest.mark.parametrize("name", sorted(set(ROWS) - {"sources"}))
def test_every_row_has_a_source_that_exists(name: str) -> None:
    assert set(_read(name)["source_id"]) <= set(_read("sources")["source_id"])


@pytest.mark.parametrize("name", ["targets", "milestones", "counts", "indicators"])
def test_every_scope_is_a_unit_or_the_nation(name: str, units: pd.DataFrame) -> None:
    keys = set(_read(name)["scope_key"])
    assert keys <= {"national", *units["unit_key"]}


def test_every_observed_ward_is_a_ward_of_its_time(
    observations: pd.DataFrame, units: pd.DataFrame
) -> None:
    last = units.drop_duplicates("unit_key", keep="last").set_index("unit_key")
    assert set(observations["unit_key"]) <= set(last.index)
    assert set(last.loc[observations["unit_key"], "kind"]) == {"ward"}
    after_reform = observations["as_of"].gt("2025-06-30")
    assert observations["unit_key"].str.startswith("from2025").eq(after_reform).all()


def test_every_key_bears_the_name_that_the_source_prints(
    observations: pd.DataFrame, units: pd.DataFrame
) -> None:
    names = {(key, plain(name)) for key, name in zip(units["unit_key"], units["name"], strict=True)}
    for key, text in zip(observations["unit_key"], observations["ward_text"], strict=True):
        assert (key, plain(text.removeprefix("Phường "))) in names


def test_the_programme_has_forty_four_wards(observations: pd.DataFrame) -> None:
    counted = observations[observations["programme"].eq("model_ward_police")]
    assert counted["unit_key"].nunique() == 44
    assert not counted.duplicated(["unit_key", "as_of", "source_id"]).any()


@pytest.mark.parametrize("name", sorted(RELATED))
def test_related_programmes_are_apart(name: str) -> None:
    table = _read(name)
    marked = table["programme"].eq("related")
    assert set(table.loc[marked].iloc[:, 0]) == RELATED[name]


def test_nobody_was_recognised_before_2023_and_the_known_wards_are_by_june_2025(
    observations: pd.DataFrame, units: pd.DataFrame
) -> None:
    recognised = observations[observations["status"].eq("recognised")]
    names = units.drop_duplicates("unit_key", keep="last").set_index("unit_key")["name"]
    told = zip(names[recognised["unit_key"]], recognised["strength"], strict=True)
    assert dict(told) == STRENGTHS
    assert observations["strength"].ne("").eq(observations["status"].eq("recognised")).all()
    assert recognised["as_of"].replace("", "9999").gt("2022-12-31").all()


def test_reported_complete_stands_for_the_basically_complete_of_the_record(
    observations: pd.DataFrame,
) -> None:
    complete = observations[
        observations["status"].eq("reported_complete") & observations["criteria_met"].eq("22")
    ]
    assert set(complete["ward_text"]) == {"Tân Chánh Hiệp", "Quán Toan", "An Hòa"}
    dien_bien = observations[observations["ward_text"].eq("Điện Biên")]
    assert set(dien_bien["criteria_met"] + "/" + dien_bien["criteria_total"]) == {"21/22"}


def test_conflicting_figures_both_stand() -> None:
    targets = _read("targets")
    hanoi = targets[targets["scope_text"].eq("Hà Nội") & targets["target_date"].eq("2023")]
    assert set(hanoi["value"]) == {"13", "15"}


def test_what_a_source_does_not_state_is_empty() -> None:
    targets = _read("targets").set_index("target_id")
    assert (targets.loc["T004", "value"], targets.loc["T004", "denominator"]) == ("", "")
