"""The committed public record keeps its contract, its sources and the known answers."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from lib.domain.names import plain
from lib.io.tables.contracts import Table
from lib.io.tables.criteria import CRITERIA, CRITERIA_SETS
from lib.io.tables.dataset import COUNTS, INDICATORS, MILESTONES, OBSERVATIONS, SOURCES, TARGETS
from tools.csv_tables import read_rows, write_table
from tools.gazetteer import Gazetteer
from tools.public_rules import last_day, period_end, programme, stated_on

DATA = Path(__file__).resolve().parents[2] / "data"
ROWS = {
    "sources": 72,
    "criteria_sets": 6,
    "criteria": 26,
    "observations": 56,
    "targets": 33,
    "milestones": 58,
    "counts": 51,
    "indicators": 29,
}
RELATED = {
    "observations": {"O051", "O052", "O053", "O054", "O055", "O056"},
    "targets": {"T032", "T033"},
    "milestones": {"M010", "M051", "M052", "M053", "M054", "M055", "M056"},
    "counts": {"C040"},
    "criteria_sets": {"REL-TT124-2021", "REL-HD12-2024", "REL-HN332-2025"},
}
RECOGNISED = {
    "Điện An",
    "Điện Nam Đông",
    "Điện Nam Trung",
    "Ngô Mây",
    "Trần Hưng Đạo",
    "Phước Trung",
    "I",
    "Trường Thi",
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


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.read(DATA / "units")


def test_the_tables_are_those_with_rows() -> None:
    assert {path.stem for path in (DATA / "public").glob("*.csv")} == set(ROWS)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_files_are_exactly_what_their_contract_writes(table: Table, tmp_path: Path) -> None:
    committed = DATA / "public" / f"{table.name}.csv"
    rows = read_rows(committed)
    assert write_table(tmp_path / "again.csv", table, rows) == ROWS[table.name]
    assert (tmp_path / "again.csv").read_bytes() == committed.read_bytes()


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


def test_the_programme_has_forty_one_wards(observations: pd.DataFrame) -> None:
    counted = observations[observations["programme"].eq("model_ward_police")]
    assert counted["unit_key"].nunique() == 41
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
    assert set(names[recognised["unit_key"]]) == RECOGNISED
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


@pytest.mark.parametrize(
    ("text", "day", "key"),
    [
        ("national", "2023-01-01", "national"),
        ("Hưng Yên", "", "until2025-33"),
        ("Sơn La", "2025-07-01", "from2025-14"),
        ("Thừa Thiên Huế", "2024-12-31", "until2025-46"),
        ("Thừa Thiên Huế", "2025-01-01", ""),
        ("Nghệ An - Cửa Lò", "2023-03-16", "until2025-x01"),
        ("Nghệ An - Cửa Lò", "2025-01-01", ""),
        ("Bà Rịa - Vũng Tàu", "2023-01-01", "until2025-77"),
        ("Bà Rịa - Vũng Tàu - Phú Mỹ", "2024-03-20", "until2025-754"),
        ("Hà Nội (new wards)", "2025-12-09", "from2025-01"),
        ("Hậu Giang / Vị Thanh / Phường I", "2024-08-09", "until2025-31318"),
        ("Đà Nẵng / Hải Châu / Hải Châu 1", "2022-02-15", "until2025-20236"),
        ("Nghệ An / Cửa Lò / Nghi Thu", "2023-10-17", "until2025-16735"),
        ("Nghệ An / Cửa Lò / Nghi Thu", "2025-01-17", ""),
        ("Nghệ An / Vinh / Nghi Thu", "2025-01-17", "until2025-16735"),
        ("Atlantis", "2023-01-01", ""),
    ],
)
def test_printed_scopes_mean_the_unit_of_their_day(
    gazetteer: Gazetteer, text: str, day: str, key: str
) -> None:
    assert gazetteer.scope(text, day) == key


def test_a_name_that_several_units_bear_means_none(gazetteer: Gazetteer) -> None:
    assert gazetteer.commune("TP. Hồ Chí Minh", "", "Phường 1", "2024-01-01") == ""
    assert gazetteer.commune("TP. Hồ Chí Minh", "Quận 3", "P.1", "2024-01-01") != ""


@pytest.mark.parametrize(
    ("period", "end"),
    [
        ("2022", "2022"),
        ("2023-10", "2023-10"),
        ("2023-2024", "2024"),
        ("2024-04 to 2024-05", "2024-05"),
        ("one year after 2021-06", ""),
        ("", ""),
    ],
)
def test_only_a_plain_period_has_an_end(period: str, end: str) -> None:
    assert period_end(period) == end


def test_a_target_is_stated_when_its_source_appears_not_when_it_is_due() -> None:
    assert stated_on("2028", "2023-07", lies_ahead=True) == "2023-07-31"
    assert stated_on("2023-07", "2025-12", lies_ahead=False) == "2023-07-31"
    assert stated_on("2028", "", lies_ahead=True) == ""
    assert last_day("2024-02") == "2024-02-29"


def test_a_note_that_disclaims_the_programme_needs_a_rule() -> None:
    with pytest.raises(ValueError, match="no rule sets this row apart"):
        programme({"source_id": "S01", "note": "a pilot, NOT the ward-police title"})
