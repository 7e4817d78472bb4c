"""Datasets and units: read whole whatever their state, frozen, faults told."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from lib.io.store.datasets import UnitTables, dataset_folders, read_dataset, read_units
from lib.io.tables.dataset import DATASET_TABLES
from tests.fixtures.folders import changed, make_dataset, make_units


@pytest.fixture
def units(tmp_path: Path) -> UnitTables:
    return read_units(make_units(tmp_path / "units"))


def told(faults: tuple[Any, ...]) -> list[str]:
    return [str(fault) for fault in faults]


def test_a_good_dataset_is_read_whole(tmp_path: Path, units: UnitTables) -> None:
    dataset = read_dataset(make_dataset(tmp_path / "data" / "probe"), units)
    assert dataset.faults == ()
    assert dataset.broken == ()
    assert (dataset.name, dataset.title_vi, dataset.title_en) == ("probe", "Bộ thử", "A test set")
    assert (dataset.synthetic, dataset.version) == (True, "2025-12-31")
    assert list(dataset.tables) == [table.name for table in DATASET_TABLES]
    assert len(dataset.tables["observations"]) == 3
    assert len(dataset.checksum) == 12


def test_a_table_that_is_optional_and_absent_is_empty_with_its_types(
    tmp_path: Path, units: UnitTables
) -> None:
    crosswalk = read_dataset(make_dataset(tmp_path / "probe"), units).tables["crosswalk"]
    assert crosswalk.empty
    assert str(crosswalk["from_criterion"].dtype) == "Int64"


def test_nobody_can_change_a_dataset(tmp_path: Path, units: UnitTables) -> None:
    dataset = read_dataset(make_dataset(tmp_path / "probe"), units)
    with pytest.raises(dataclasses.FrozenInstanceError):
        dataset.name = "other"  # type: ignore[misc]
    with pytest.raises(TypeError):
        dataset.tables["targets"] = pd.DataFrame()  # type: ignore[index]


def test_a_table_with_a_fault_is_left_out_whole_and_the_others_stay(
    tmp_path: Path, units: UnitTables
) -> None:
    targets = changed("targets", "2025-12-31", "31/12/2025")
    dataset = read_dataset(make_dataset(tmp_path / "data" / "probe", targets=targets), units)
    assert told(dataset.faults) == [
        "data/probe/targets.csv: row 3, column target_date: “31/12/2025” is not a date "
        "(write 2025-12-31)"
    ]
    assert dataset.broken == ("targets",)
    assert dataset.tables["targets"].empty
    assert len(dataset.tables["observations"]) == 3


def test_a_fault_in_the_sources_is_not_repeated_by_the_tables_that_cite_them(
    tmp_path: Path, units: UnitTables
) -> None:
    sources = changed("sources", "2022-09", "tháng 9")
    dataset = read_dataset(make_dataset(tmp_path / "probe", sources=sources), units)
    assert dataset.broken == ("sources",)
    assert len(dataset.faults) == 1


@pytest.mark.parametrize(
    ("name", "change", "fault"),
    [
        ("counts", (",5,S01", ",5,S99"),
         'counts.csv: row 2, column source_id: “S99” is not in table sources '
         "(add it there, or correct it here)"),
        ("criteria", ("C01,CS2021", "C01,CS2020"),
         'criteria.csv: row 2, column set_id: “CS2020” is not in table criteria_sets '
         "(add it there, or correct it here)"),
        ("targets", ("until2025-01", "until2025-99"),
         'targets.csv: row 3, column scope_key: “until2025-99” is not in the list of units '
         "(a key from the list of units in data/units/units.csv)"),
        ("observations", ("2022-09-05", "2025"),
         'observations.csv: row 2, column unit_key: “until2025-00019” is not valid on '
         "2025-12-31 (keys until2025-… apply until 2025-06-30, keys from2025-… after that day)"),
        ("observations", ("O01,until2025-00019", "O01,from2025-00004"),
         'observations.csv: row 2, column unit_key: “from2025-00004” is not valid on '
         "2022-09-05 (keys until2025-… apply until 2025-06-30, keys from2025-… after that day)"),
        ("assessments", ("CS2021,2,2022-12-31", "CS2021,2,2025-07-01"),
         'assessments.csv: row 3, column unit_key: “until2025-00019” is not valid on '
         "2025-07-01 (keys until2025-… apply until 2025-06-30, keys from2025-… after that day)"),
    ],
)  # fmt: skip
def test_a_reference_to_nothing_is_a_fault(
    name: str, change: tuple[str, str], fault: str, tmp_path: Path, units: UnitTables
) -> None:
    folder = make_dataset(tmp_path / "data" / "probe", **{name: changed(name, *change)})
    assert told(read_dataset(folder, units).faults) == [f"data/probe/{fault}"]


def test_an_observation_without_a_day_or_unit_asks_for_no_vintage(
    tmp_path: Path, units: UnitTables
) -> None:
    observations = changed("observations", "2022-09-05", "")
    folder = make_dataset(tmp_path / "probe", observations=observations)
    assert read_dataset(folder, units).faults == ()


def test_without_units_no_key_is_held_against_them(tmp_path: Path) -> None:
    targets = changed("targets", "until2025-01", "until2025-99")
    assert read_dataset(make_dataset(tmp_path / "probe", targets=targets), None).faults == ()


def test_the_checksum_follows_the_content(tmp_path: Path, units: UnitTables) -> None:
    first = read_dataset(make_dataset(tmp_path / "a" / "probe"), units)
    same = read_dataset(make_dataset(tmp_path / "b" / "probe"), units)
    targets = changed("targets", ",15,", ",16,")
    other = read_dataset(make_dataset(tmp_path / "c" / "probe", targets=targets), units)
    assert first.checksum == same.checksum != other.checksum


def test_units_and_lineage_are_read(tmp_path: Path) -> None:
    units = read_units(make_units(tmp_path / "units"))
    assert units.faults == ()
    assert units.units["code"].tolist() == ["01", "00019", "00004"]
    assert units.lineage["event"].tolist() == ["part"]
    assert units.lineage["share_of_area"].tolist() == [0.4]


def test_lineage_to_an_unknown_unit_is_a_fault(tmp_path: Path) -> None:
    lineage = changed("lineage", "from2025-00004", "from2025-00005")
    units = read_units(make_units(tmp_path / "data" / "units", lineage=lineage))
    assert told(units.faults) == [
        "data/units/lineage.csv: row 2, column successor_key: “from2025-00005” is not in the "
        "list of units (a key from the list of units in data/units/units.csv)"
    ]
    assert units.lineage.empty
    assert len(units.units) == 3


def test_datasets_are_found_by_folder_and_the_first_root_wins(tmp_path: Path) -> None:
    own = make_dataset(tmp_path / "own" / "public")
    make_dataset(tmp_path / "data" / "public")
    demo = make_dataset(tmp_path / "data" / "demo")
    make_units(tmp_path / "data" / "units")
    (tmp_path / "data" / "empty").mkdir()
    roots = [tmp_path / "own", tmp_path / "data", tmp_path / "nowhere"]
    assert dataset_folders(roots) == {"public": own, "demo": demo}
