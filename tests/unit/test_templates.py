"""A new dataset is good from the start, and its workbook can be filled and uploaded."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from frictionless import validate

from lib.io.arrivals.headings import names_of
from lib.io.arrivals.proposals import proposed
from lib.io.arrivals.unit_codes import unit_codes
from lib.io.arrivals.uploads import read_uploads
from lib.io.arrivals.workbooks import sheets
from lib.io.check import checked_folder
from lib.io.exports.next_month import next_month
from lib.io.exports.package import dataset_archive
from lib.io.exports.template_example import EXAMPLE
from lib.io.exports.templates import template_workbook, write_empty_dataset
from lib.io.store.datasets import read_dataset, read_units
from lib.io.tables.dataset import DATASET_TABLES
from lib.situation import data
from lib.words import wording
from lib.words.file_words import file_words
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


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_heading_of_the_template_is_understood(language: str) -> None:
    wording.use(language)
    words = file_words()
    for table in DATASET_TABLES:
        assert names_of(table, [words.heading(field) for field in table.fields]) == list(
            table.columns
        )


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_template_with_the_last_state_comes_back_as_new_rows(language: str) -> None:
    wording.use(language)
    words = file_words()
    units = read_units(_ROOT / "data" / "units")
    public = read_dataset(_ROOT / "data" / "public", units)
    public.tables["observations"]["unit_key"] = public.tables["observations"]["unit_key"].replace(
        "until2025-", "from2025-", regex=True
    )
    day = date(2026, 11, 25)
    rows = next_month(public.tables["observations"], day, data.units().exists)[:10]
    assert len(rows) == 10
    rows["source_id"] = "S01"
    rows["recognised_on"] = rows["recognised_on"].where(rows["status"] == "recognised")
    for name in ("province_text", "district_text", "ward_text"):
        rows[name] = ""
    book = template_workbook(words=words, filled={"observations": rows})
    upload = read_uploads(
        [("t.xlsx", book)], unit_codes(units.units), base=public.tables, words=words
    )
    proposal = proposed(public, upload, units, "add")
    assert ([str(fault) for fault in proposal.faults], upload.repairs) == ([], ())
    changes = proposal.changes["observations"]
    assert (len(changes.added), len(changes.changed[0])) == (len(rows), 0)
    added = changes.after.iloc[changes.added]
    assert added["status"].tolist() == rows["status"].tolist()
    assert set(zip(added["as_of"], added["as_of_precision"], strict=True)) == {
        (pd.Timestamp(day), "day")
    }


def test_the_last_state_of_a_ward_is_carried_over_and_names_no_source() -> None:
    public = read_dataset(_ROOT / "data" / "public", None)
    rows = next_month(public.tables["observations"], date(2023, 1, 15), data.units().exists)
    ward = rows[rows["unit_key"] == "until2025-00019"].iloc[0]
    assert ward["observation_id"] == "until2025-00019-2023-01-15"
    assert (ward["as_of"], ward["as_of_precision"]) == (pd.Timestamp("2023-01-15"), "day")
    assert (ward["status"], ward["criteria_met"]) == ("in_progress", 21)
    assert "source_id" not in rows.columns
    assert rows["unit_key"].is_unique


def test_wards_that_were_abolished_before_the_day_are_not_filled_in() -> None:
    demo = read_dataset(_ROOT / "data" / "demo", None).tables["observations"]
    after = next_month(demo, date(2026, 11, 25), data.units().exists)
    assert len(after) > 100
    assert set(after["unit_key"].str.partition("-")[0]) == {"from2025"}
    before = next_month(demo, date(2025, 6, 30), data.units().exists)
    assert set(before["unit_key"].str.partition("-")[0]) == {"until2025"}


def test_a_filled_template_says_that_the_source_is_left_to_fill_in() -> None:
    wording.use("vi")
    rows = pd.DataFrame({"observation_id": ["a"]})
    book = template_workbook(words=file_words(), filled={"observations": rows})
    [lines] = [sheet.cells for sheet in sheets(book) if sheet.name == "Hướng dẫn"]
    told = "“Nguồn của dòng này” cố ý để trống"
    assert told in " ".join(row[0] for row in lines)
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        remarks = [archive.read(n).decode() for n in archive.namelist() if "comments" in n]
    assert any(told in remark for remark in remarks)
    empty = template_workbook(words=file_words())
    assert told not in " ".join(row[0] for each in sheets(empty) for row in each.cells if row)


def test_the_template_speaks_the_readers_language() -> None:
    wording.use("vi")
    found = {sheet.name: sheet.cells for sheet in sheets(template_workbook(words=file_words()))}
    assert "Ghi nhận" in found or "observations" not in found
    [lines] = [cells for name, cells in found.items() if name == "Hướng dẫn"]
    assert "tháng mới là một dòng mới" in " ".join(row[0] for row in lines)


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


def test_a_table_without_rows_fills_no_workbook() -> None:
    nothing = data.dataset("public").value.tables["observations"].iloc[:0]
    filled = next_month(nothing, date(2026, 11, 25), data.units().exists)
    assert filled.empty
    assert "as_of" in filled
