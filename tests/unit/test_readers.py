"""Reading one file: what the frame looks like, and what is said of a file that is none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib.io.tables import readers
from lib.io.tables.readers import csv_cells
from lib.io.tables.row_checks import checked, empty_frame
from tests.fixtures.folders import GOOD, GOOD_UNITS, contract, written
from tests.fixtures.mixed_table import HEADER, MIXED, ROW, faults_of, mixed_faults, read_table


@pytest.mark.parametrize("name", [*GOOD, *GOOD_UNITS])
def test_a_good_table_has_no_faults(name: str, tmp_path: Path) -> None:
    content = {**GOOD, **GOOD_UNITS}[name]
    frame, faults = read_table(written(tmp_path, name, content), contract(name))
    assert faults == []
    assert len(frame) == len(content.splitlines()) - 1


@pytest.mark.parametrize("key", ["T02 ", "\u00a0T02", "T\u200b02", "T0\u00ad2"])
def test_a_key_with_something_unseen_is_a_fault(key: str, tmp_path: Path) -> None:
    content = GOOD["targets"].replace("T02", key)
    _, faults = read_table(written(tmp_path, "targets", content), contract("targets"))
    [fault] = faults
    assert "has a space around it, or an invisible character (write T02)" in str(fault)


def test_columns_have_the_types_of_the_contract() -> None:
    frame = checked(
        csv_cells(f"{HEADER}\n{ROW}\n2,,c,,,false,,,\n".encode(), MIXED, ""), MIXED, ""
    ).frame
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == {
        "id": "str",
        "code": "str",
        "kind": "category",
        "count": "Int64",
        "share": "float64",
        "flag": "bool",
        "day": "datetime64[us]",
        "when": "datetime64[us]",
        "when_precision": "str",
        "note": "str",
    }
    assert frame["code"].tolist() == ["00019", ""]
    assert frame["count"].tolist() == [5, pd.NA]
    assert frame["when"].tolist() == [pd.Timestamp(2025, 6, 30), pd.NaT]
    assert frame["when_precision"].tolist() == ["month", ""]
    assert frame["kind"].cat.categories.tolist() == ["a", "b", "c"]
    assert frame.dtypes.astype(str).equals(empty_frame(MIXED).dtypes.astype(str))


@pytest.mark.parametrize(
    ("written_date", "last_day", "precision"),
    [
        ("2024-02", "2024-02-29", "month"),
        ("2023", "2023-12-31", "year"),
        ("2025-06-01", "2025-06-01", "day"),
    ],
)
def test_a_month_or_year_stands_for_its_last_day(
    written_date: str, last_day: str, precision: str
) -> None:
    row = ROW.replace(",2025-06,", f",{written_date},")
    frame = checked(csv_cells(f"{HEADER}\n{row}\n".encode(), MIXED, ""), MIXED, "").frame
    assert frame["when"].iloc[0] == pd.Timestamp(last_day)
    assert frame["when_precision"].iloc[0] == precision


def test_a_title_called_na_stays_text(tmp_path: Path) -> None:
    frame, _ = read_table(written(tmp_path, "sources", GOOD["sources"]), contract("sources"))
    assert frame["title"].tolist() == ['Phường "kiểu mẫu", đợt 1', "NA"]


def test_a_byte_order_mark_and_windows_line_ends_are_accepted(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf" + GOOD["targets"].replace("\n", "\r\n").encode()
    frame, faults = read_table(written(tmp_path, "targets", data), contract("targets"))
    assert faults == []
    assert frame["target_id"].tolist() == ["T01", "T02"]


def test_decomposed_letters_are_composed() -> None:
    row = ROW.replace(",x", ",Hòa")
    frame = checked(csv_cells(f"{HEADER}\n{row}\n".encode(), MIXED, ""), MIXED, "").frame
    assert frame["note"].iloc[0] == "Hòa"


def test_blank_rows_are_passed_over_and_still_counted() -> None:
    lines = [ROW, "", ",,,,,,,,", ROW.replace("1,", "2,", 1).replace(",5,", ",x,")]
    assert mixed_faults(*lines) == [
        "row 5, column count: “x” is not a whole number (write a whole number such as 12)"
    ]


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_a_large_file_of_empty_lines_takes_no_memory_for_rows(
    monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    def too_much(*_: object) -> None:
        raise AssertionError("a row was made of each empty line")

    monkeypatch.setattr(readers, "_LARGE", 0)
    monkeypatch.setattr(readers, "_large_cells", too_much)
    lines = end.join([HEADER, *[""] * 100_000, ROW, ""])
    cells = csv_cells(lines.encode(), MIXED, "mixed.csv")
    assert cells.rows.tolist() == [100_002]
    assert cells.faults == ()


def test_missing_unknown_and_repeated_columns_are_named() -> None:
    header = HEADER.replace("note", "remark").replace("code", "id")
    columns = HEADER.replace(",", ", ")
    assert mixed_faults(ROW, header=header) == [
        "row 1, column id: the column appears twice (keep one of them)",
        "row 1, column remark: there is no column “remark” in this table "
        f"(remove it; the columns are {columns})",
        f"row 1, column code: the column is missing (add it; the columns are {columns})",
        f"row 1, column note: the column is missing (add it; the columns are {columns})",
    ]


def test_rows_with_too_many_or_few_cells_are_named_by_row() -> None:
    hint = "(9 as in the header; a cell with a comma needs quotation marks)"
    assert mixed_faults(ROW, ROW.replace("1,", "2,", 1) + ",y", "3,x") == [
        f"row 3: the row has 10 cells {hint}",
        f"row 4: the row has 2 cells {hint}",
    ]


def test_a_line_break_in_a_cell_does_not_shift_the_row_numbers() -> None:
    lines = [ROW.replace(",x", ',"a\nb"'), ROW.replace("1,", "2,", 1).replace(",5,", ",x,")]
    assert mixed_faults(*lines)[0].startswith("row 3, column count")


def test_an_open_quotation_mark_is_named_by_row() -> None:
    assert mixed_faults(ROW, ROW.replace(",x", ',"x')) == [
        "row 3: a quotation mark is not closed, or is inside a cell "
        '(write a quotation mark in a quoted cell as "")'
    ]


def test_an_overlong_cell_is_named_by_row() -> None:
    assert mixed_faults(ROW.replace(",x", "," + "x" * 200_000)) == [
        "row 2: a cell is longer than 131072 characters (shorten it)"
    ]


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf"])
def test_an_empty_file_is_told_which_header_it_needs(data: bytes, tmp_path: Path) -> None:
    assert faults_of("lineage", data, tmp_path) == [
        "the file is empty (start with the header predecessor_key,successor_key,effective_on,"
        "event,legal_basis,share_of_area,is_default,main_certainty,main_basis,certainty,note)"
    ]


def test_an_empty_first_row_is_no_header(tmp_path: Path) -> None:
    (fault,) = faults_of("targets", "\n" + GOOD["targets"], tmp_path)
    assert fault.startswith("row 1: the header row is empty (start with the header target_id,")


def test_another_separator_is_recognised(tmp_path: Path) -> None:
    assert faults_of("targets", GOOD["targets"].replace(",", ";"), tmp_path) == [
        "row 1: the columns are separated by “;” (separate them by commas)"
    ]


def test_another_encoding_is_named_with_its_row(tmp_path: Path) -> None:
    data = GOOD["targets"].replace("Hà Nội", "Hà N").encode("latin-1", "replace")
    assert faults_of("targets", data, tmp_path) == [
        "row 3: the text is not UTF-8 (save it as “CSV UTF-8”)"
    ]
    wide = faults_of("targets", GOOD["targets"].encode("utf-16"), tmp_path)
    assert wide == ["row 1: the text is not UTF-8 (save it as “CSV UTF-8”)"]


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    _, faults = read_table(tmp_path / "targets.csv", contract("targets"), shown_as="t.csv")
    assert [str(fault) for fault in faults] == [
        "t.csv: there is no such file (add it, or remove it from datapackage.json)"
    ]


def test_a_folder_in_place_of_a_file_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "targets.csv").mkdir()
    _, faults = read_table(tmp_path / "targets.csv", contract("targets"), shown_as="t.csv")
    assert [str(fault) for fault in faults] == [
        "t.csv: the file cannot be read (the system says: Is a directory)"
    ]


def test_a_broken_parquet_file_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "targets.parquet"
    path.write_bytes(b"PAR1 no")
    frame, (fault,) = read_table(path, contract("targets"), shown_as="t.parquet")
    assert str(fault) == (
        "t.parquet: the file cannot be read (write it again as .parquet, or save it as CSV)"
    )
    assert frame.empty


def test_parquet_with_types_gives_the_frame_of_the_csv(tmp_path: Path) -> None:
    table = contract("assessments")
    expected, _ = read_table(written(tmp_path, "assessments", GOOD["assessments"]), table)
    arrow = pa.table(
        {
            "unit_key": ["until2025-00019"] * 2,
            "set_id": pa.array(["CS2021"] * 2).dictionary_encode(),
            "criterion_no": [1, 2],
            "as_of": [date(2022, 12, 31)] * 2,
            "claimed": ["met", "met"],
            "inspected": ["not_met", "met"],
            "source_id": ["S01", "S01"],
        }
    )
    path = tmp_path / "assessments.parquet"
    pyarrow.parquet.write_table(arrow, path)
    frame, faults = read_table(path, table)
    assert faults == []
    pd.testing.assert_frame_equal(frame, expected)


def test_an_unfit_cell_in_parquet_is_a_fault_of_its_row(tmp_path: Path) -> None:
    path = tmp_path / "mixed.parquet"
    columns: dict[str, list[object]] = {
        name: [text] * 2 for name, text in zip(HEADER.split(","), ROW.split(","), strict=True)
    }
    columns |= {"id": ["1", None], "count": [5, -5], "share": [1.5, None], "note": [["a"], ["b"]]}
    pyarrow.parquet.write_table(pa.table(columns), path)
    _, faults = read_table(path, MIXED, shown_as="m.parquet")
    held = str(faults[0])
    assert held.startswith("m.parquet: row 1, column note: the column contains list<")
    assert [str(fault) for fault in faults[1:]] == [
        "m.parquet: row 3, column id: the cell is empty (a value is required)",
        "m.parquet: row 3, column count: “-5” is too small (at least 0)",
    ]


CELL = st.sampled_from(["", "1", "x", "a b", "đ", "true", "2025", " ", "\0", "é"])


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.lists(CELL, min_size=8, max_size=10), max_size=12), st.sampled_from(["\n", "\r\n"])
)
def test_large_and_small_files_are_read_alike(
    monkeypatch: pytest.MonkeyPatch, rows: list[list[str]], end: str
) -> None:
    data = end.join([HEADER, *(",".join(row) for row in rows), ""]).encode()
    small = checked(csv_cells(data, MIXED, "m"), MIXED, "m")
    with monkeypatch.context() as patch:
        patch.setattr(readers, "_LARGE", 0)
        large = checked(csv_cells(data, MIXED, "m"), MIXED, "m")
    assert large.faults == small.faults
    assert np.array_equal(large.rows, small.rows)
    pd.testing.assert_frame_equal(large.frame, small.frame)


@settings(max_examples=150)
@given(st.binary(max_size=300), st.booleans())
def test_no_bytes_make_a_reader_raise(data: bytes, with_header: bool) -> None:
    whole = HEADER.encode() + b"\n" + data if with_header else data
    reading = checked(csv_cells(whole, MIXED, "m"), MIXED, "m")
    assert list(reading.frame.columns) == list(empty_frame(MIXED).columns)
