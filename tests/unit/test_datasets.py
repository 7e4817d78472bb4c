"""Packages and datasets: read whole whatever their state, frozen, found again when unchanged."""

from __future__ import annotations

import dataclasses
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import frictionless
import pandas as pd
import pytest

from lib.io import parsed
from lib.io.dataset_tables import ASSESSMENTS, DATASET_TABLES
from lib.io.datasets import UnitTables, dataset_folders, read_dataset, read_units
from lib.io.packages import read_package
from lib.io.rows import empty_frame
from tests.fixtures.folders import GOOD, changed, make_dataset, make_units


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
        'data/probe/targets.csv: row 3, column target_date: "31/12/2025" is not a date '
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
    ("name", "old", "new", "fault"),
    [
        ("counts", ",5,S01", ",5,S99",
         'counts.csv: row 2, column source_id: "S99" is not in the table sources '
         "(add it there, or correct it here)"),
        ("criteria", "C01,CS2021", "C01,CS2020",
         'criteria.csv: row 2, column set_id: "CS2020" is not in the table criteria_sets '
         "(add it there, or correct it here)"),
        ("targets", "until2025-01", "until2025-99",
         'targets.csv: row 3, column scope_key: "until2025-99" is not in the list of units '
         "(the unit_key of a unit)"),
        ("observations", "2022-09-05", "2025",
         'observations.csv: row 2, column unit_key: "until2025-00019" is not in force on '
         "2025-12-31 (until2025 ends on 2025-06-30, from2025 begins on 2025-07-01)"),
        ("observations", "O01,until2025-00019", "O01,from2025-00004",
         'observations.csv: row 2, column unit_key: "from2025-00004" is not in force on '
         "2022-09-05 (until2025 ends on 2025-06-30, from2025 begins on 2025-07-01)"),
        ("assessments", "CS2021,2,2022-12-31", "CS2021,2,2025-07-01",
         'assessments.csv: row 3, column unit_key: "until2025-00019" is not in force on '
         "2025-07-01 (until2025 ends on 2025-06-30, from2025 begins on 2025-07-01)"),
    ],
)  # fmt: skip
def test_a_reference_to_nothing_is_a_fault(
    name: str, old: str, new: str, fault: str, tmp_path: Path, units: UnitTables
) -> None:
    folder = make_dataset(tmp_path / "data" / "probe", **{name: changed(name, old, new)})
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
    assert units.lineage["divided"].tolist() == [True]


def test_lineage_to_an_unknown_unit_is_a_fault(tmp_path: Path) -> None:
    lineage = changed("lineage", "from2025-00004", "from2025-00005")
    units = read_units(make_units(tmp_path / "data" / "units", lineage=lineage))
    assert told(units.faults) == [
        'data/units/lineage.csv: row 2, column successor_key: "from2025-00005" is not in the '
        "list of units (the unit_key of a unit)"
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


def edited(folder: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    path = folder / "datapackage.json"
    content = json.loads(path.read_text())
    change(content)
    path.write_text(json.dumps(content))
    return folder


RESOURCES = ", ".join(table.name for table in DATASET_TABLES)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda c: c.pop("synthetic"),
         "datapackage.json: column synthetic: the property is missing or of the wrong kind "
         "(give true or false)"),
        (lambda c: c.update(title=5),
         "datapackage.json: column title: the property is missing or of the wrong kind "
         "(give a text)"),
        (lambda c: c.update(version="1.0"),
         "datapackage.json: column version: the property is missing or of the wrong kind "
         "(write a full date such as 2025-12-31)"),
        (lambda c: c["resources"].append({"name": "people", "path": "people.csv"}),
         'datapackage.json: column resources: the resource "people" is not known '
         f"(one of: {RESOURCES})"),
        (lambda c: c["resources"].append(c["resources"][0]),
         'datapackage.json: column resources: the resource "sources" is listed twice '
         "(keep one of them)"),
        (lambda c: c["resources"].append({"name": "crosswalk"}),
         "datapackage.json: column resources: the property is missing or of the wrong kind "
         "(give name and path of each table as texts)"),
        (lambda c: c["resources"].append({"name": "crosswalk", "path": "x.csv"}),
         "x.csv: there is no such file (add it, or take it off datapackage.json)"),
        (lambda c: c["resources"].append({"name": "crosswalk", "path": "x.xlsx"}),
         'datapackage.json: column resources: "x.xlsx" is not a table '
         "(a file ending in .csv or .parquet)"),
        (lambda c: c["resources"].pop(),
         "assessments.csv: the file is not listed in datapackage.json "
         "(list it, or remove the file)"),
    ],
)  # fmt: skip
def test_a_wrong_descriptor_is_explained(
    change: Callable[[dict[str, Any]], object], fault: str, tmp_path: Path
) -> None:
    package = read_package(edited(make_dataset(tmp_path / "probe"), change), shown_as="data/x")
    assert told(package.faults) == [f"data/x/{fault}"]


@pytest.mark.parametrize(
    "path",
    ["../units/units.csv", "/etc/passwd", "a/../../b.csv", "https://example.vn/x.csv",
     "..\\x.csv", "C:x.csv", "x\0.csv", "link.csv"],
)  # fmt: skip
def test_a_path_never_leads_out_of_the_folder(path: str, tmp_path: Path) -> None:
    folder = make_dataset(tmp_path / "probe")
    (tmp_path / "secret.csv").write_text("x")
    (folder / "link.csv").symlink_to(tmp_path / "secret.csv")

    def change(content: dict[str, Any]) -> None:
        content["resources"].append({"name": "crosswalk", "path": path})

    package = read_package(edited(folder, change), shown_as="data/x")
    shown = path.replace("\0", "\\x00")
    assert told(package.faults) == [
        f'data/x/datapackage.json: column resources: "{shown}" leads out of the folder '
        "(a path inside the folder, such as targets.csv)"
    ]
    assert "crosswalk" not in package.files
    assert package.broken == ("crosswalk",)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"{", "row 1: the file is not JSON (write datapackage.json anew, or restore it)"),
        (b"\xff{}", "the file is not JSON (write datapackage.json anew, or restore it)"),
        (b"[" * 200_000, "the file is nested too deep (write datapackage.json anew, "
         "or restore it)"),
        (b"[]", "the file does not describe a data package (write datapackage.json anew, "
         "or restore it)"),
        (None, "there is no such file (a folder with datapackage.json and its tables)"),
    ],
)  # fmt: skip
def test_a_descriptor_that_is_none_leaves_every_table_out(
    content: bytes | None, fault: str, tmp_path: Path
) -> None:
    folder = make_dataset(tmp_path / "data" / "probe")
    (folder / "datapackage.json").unlink()
    if content is not None:
        (folder / "datapackage.json").write_bytes(content)
    dataset = read_dataset(folder, None)
    (told_fault,) = told(dataset.faults)
    place = "data/probe/datapackage.json:"
    assert told_fault == f"{place} {fault}"
    assert all(frame.empty for frame in dataset.tables.values())
    assert dataset.synthetic


def test_a_needed_table_that_is_gone_is_a_fault(tmp_path: Path) -> None:
    folder = make_dataset(tmp_path / "data" / "probe")
    (folder / "targets.csv").unlink()
    edited(
        folder, lambda c: c.update(resources=[r for r in c["resources"] if r["name"] != "targets"])
    )
    dataset = read_dataset(folder, None)
    assert told(dataset.faults) == [
        "data/probe/targets.csv: there is no such file (the package needs this table)"
    ]
    assert dataset.broken == ("targets",)


@pytest.mark.parametrize("make", [make_dataset, make_units])
def test_frictionless_accepts_a_written_package(
    make: Callable[[Path], Path], tmp_path: Path
) -> None:
    folder = make(tmp_path / "probe")
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.flatten(["rowNumber", "fieldName", "note"]) == []
    assert report.valid


def test_frictionless_finds_the_faults_that_the_checker_finds(tmp_path: Path) -> None:
    targets = changed("targets", "2025-12-31", "31/12/2025").replace(",S01,", ",S99,")
    folder = make_dataset(tmp_path / "probe", targets=targets)
    report = frictionless.validate(str(folder / "datapackage.json"))
    kinds = {kind for (kind,) in report.flatten(["type"])}
    assert kinds == {"constraint-error", "foreign-key"}
    assert {fault.column for fault in read_dataset(folder, None).faults} == {
        "target_date",
        "source_id",
    }


def many_assessments(rows: int) -> str:
    results = ("met", "not_met", "not_assessed", "not_applicable")
    lines = [
        f"until2025-00019,CS2021,{row + 1},2022-12-31,{results[row % 4]},met,S01"
        for row in range(rows)
    ]
    return "\n".join([GOOD["assessments"].splitlines()[0], *lines, ""])


def test_a_large_table_is_kept_parsed_and_found_again_alike(
    tmp_path: Path, units: UnitTables, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_dataset(tmp_path / "probe", assessments=many_assessments(60_000))
    first = read_dataset(folder, units, cache=tmp_path / "cache").tables["assessments"]
    assert len(list((tmp_path / "cache" / "tables").glob("assessments-*.arrow"))) == 1
    used = []
    kept_frame = parsed.kept_frame

    def spied(*arguments: Any) -> pd.DataFrame | None:
        used.append(kept_frame(*arguments))
        return used[-1]

    monkeypatch.setattr(parsed, "kept_frame", spied)
    again = read_dataset(folder, units, cache=tmp_path / "cache").tables["assessments"]
    assert again is used[0]
    pd.testing.assert_frame_equal(again, first)
    assert again["claimed"].cat.categories.tolist() == first["claimed"].cat.categories.tolist()


@pytest.mark.parametrize("content", [b"", b"ARROW1 but not really", None])
def test_a_broken_kept_table_is_made_anew(
    content: bytes | None, tmp_path: Path, units: UnitTables
) -> None:
    folder = make_dataset(tmp_path / "probe", assessments=many_assessments(50_000))
    cache = tmp_path / "cache"
    first = read_dataset(folder, units, cache=cache).tables["assessments"]
    (kept,) = (cache / "tables").glob("*.arrow")
    whole = kept.read_bytes()
    kept.write_bytes(whole[: len(whole) // 2] if content is None else content)
    again = read_dataset(folder, units, cache=cache).tables["assessments"]
    pd.testing.assert_frame_equal(again, first)
    assert len(kept.read_bytes()) == len(whole)


def test_a_kept_table_of_another_content_is_not_found(tmp_path: Path) -> None:
    parsed.keep_frame(tmp_path, "a", ASSESSMENTS, empty_frame(ASSESSMENTS))
    assert parsed.kept_frame(tmp_path, "a", ASSESSMENTS) is not None
    assert parsed.kept_frame(tmp_path, "b", ASSESSMENTS) is None


def test_a_kept_frame_of_other_types_is_not_used(tmp_path: Path) -> None:
    parsed.keep_frame(tmp_path, "a", ASSESSMENTS, pd.DataFrame({"unit_key": [1]}))
    assert parsed.kept_frame(tmp_path, "a", ASSESSMENTS) is None


def test_only_the_newest_kept_tables_stay(tmp_path: Path) -> None:
    for number in range(15):
        parsed.keep_frame(tmp_path, f"{number}", ASSESSMENTS, empty_frame(ASSESSMENTS))
        time.sleep(0.002)
    assert len(list((tmp_path / "tables").iterdir())) == 12
    assert parsed.kept_frame(tmp_path, "14", ASSESSMENTS) is not None


def test_a_cache_that_cannot_be_written_changes_nothing(tmp_path: Path, units: UnitTables) -> None:
    folder = make_dataset(tmp_path / "probe", assessments=many_assessments(50_000))
    (tmp_path / "cache").write_text("a file where a folder should be")
    dataset = read_dataset(folder, units, cache=tmp_path / "cache")
    assert len(dataset.tables["assessments"]) == 50_000
    assert dataset.faults == ()


def test_the_cache_stands_where_the_system_keeps_caches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert parsed.default_folder() == tmp_path / "ward-atlas"
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert parsed.default_folder().name == ".cache"
