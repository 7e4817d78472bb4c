"""A new dataset is good from the start, and its workbook can be filled and uploaded."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from frictionless import validate

from lib.io.arrivals.unit_codes import unit_codes
from lib.io.arrivals.uploads import read_uploads
from lib.io.arrivals.workbooks import sheets
from lib.io.check import checked_folder
from lib.io.exports.package import dataset_archive
from lib.io.exports.template_example import EXAMPLE
from lib.io.exports.templates import template_workbook, write_empty_dataset
from lib.io.store.datasets import read_dataset, read_units
from lib.io.tables.dataset import DATASET_TABLES
from tools.new_dataset import main

_ROOT = Path(__file__).parents[2]


def test_a_new_dataset_has_no_faults(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["office-a", "--folder", str(tmp_path)]) == 0
    folder = tmp_path / "office-a"
    faults, counts = checked_folder(folder, _ROOT / "data" / "units")
    assert (faults, counts) == ([], f"OK: {len(DATASET_TABLES)} tables, 0 rows")
    assert (folder / "template.xlsx").is_file()
    assert validate(folder / "datapackage.json").valid
    assert "fill template.xlsx" in capsys.readouterr().out


def test_an_existing_dataset_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "office").mkdir()
    assert main(["office", "--folder", str(tmp_path)]) == 1
    assert list((tmp_path / "office").iterdir()) == []


@pytest.mark.parametrize("name", ["units", "../x", "A", "", "a b"])
def test_a_name_that_is_no_folder_name_is_refused(name: str, tmp_path: Path) -> None:
    assert main([name, "--folder", str(tmp_path)]) == 1
    assert list(tmp_path.iterdir()) == []


def test_the_workbook_has_a_sheet_for_each_table_and_three_that_help() -> None:
    names = [sheet.name for sheet in sheets(template_workbook())]
    assert names == ["README", *(table.name for table in DATASET_TABLES), "example", "dictionary"]


def test_the_dictionary_has_every_column() -> None:
    found = next(sheet for sheet in sheets(template_workbook()) if sheet.name == "dictionary")
    listed = {(row[0], row[1]) for row in found.cells[1:]}
    assert listed == {(t.name, name) for t in DATASET_TABLES for name in t.columns}


def test_lists_to_choose_from_stand_in_the_workbook() -> None:
    book = zipfile.ZipFile(io.BytesIO(template_workbook()))
    text = book.read("xl/worksheets/sheet5.xml").decode()  # observations
    assert "not_registered,registered,in_progress,reported_complete,recognised" in text


def test_an_empty_workbook_removes_nothing() -> None:
    units = read_units(_ROOT / "data" / "units")
    upload = read_uploads([("t.xlsx", template_workbook())], unit_codes(units.units))
    assert (upload.faults, dict(upload.readings)) == ((), {})


def test_the_example_is_a_good_dataset(tmp_path: Path) -> None:
    folder = tmp_path / "example"
    write_empty_dataset(folder, title_vi="x", title_en="x", version=date(2025, 1, 1))
    for table in DATASET_TABLES:
        with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as target:
            writer = csv.DictWriter(target, table.columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(EXAMPLE[table.name])
    units = read_units(_ROOT / "data" / "units")
    assert read_dataset(folder, units).faults == ()


def test_the_archive_of_the_public_record_is_a_valid_data_package(tmp_path: Path) -> None:
    public = read_dataset(_ROOT / "data" / "public", None)
    with zipfile.ZipFile(io.BytesIO(dataset_archive(public))) as archive:
        archive.extractall(tmp_path)
    assert validate(tmp_path / "public" / "datapackage.json").valid
    again = read_dataset(tmp_path / "public", None)
    assert again.faults == ()
    for table in DATASET_TABLES:
        assert again.tables[table.name].equals(public.tables[table.name])
