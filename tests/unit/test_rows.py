"""Row checks: each unfit cell, key and row is told with what to write instead."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fixtures.folders import changed
from tests.fixtures.mixed_table import ROW, faults_of, mixed_faults, mixed_reading


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (",5,", ",5.0,", 'column count: “5.0” is not a whole number (write 5)'),
        (",5,", ",1.234,", 'column count: “1.234” is not a whole number (write 1234)'),
        (",5,", ", 7,", 'column count: “ 7” is not a whole number (write 7)'),
        (",5,", ",007,", 'column count: “007” is not a whole number (write 7)'),
        (",5,", ",-1,", 'column count: “-1” is too small (at least 0)'),
        (",5,", f",{'9' * 19},", f"column count: “{'9' * 19}” is not a whole number "
         "(write a whole number such as 12)"),
        (",12.5,", ',"12,5",', 'column share: “12,5” is not a number (write 12.5)'),
        (",12.5,", ",50%,", 'column share: “50%” is not a number (write 50)'),
        (",12.5,", ",nan,", 'column share: “nan” is not a number (write a number such as 12.5)'),
        (",12.5,", ",1e999,", 'column share: “1e999” is not a number '
         "(write a number such as 12.5)"),
        (",12.5,", ",100.1,", 'column share: “100.1” is too large (at most 100)'),
        (",true,", ",TRUE,", 'column flag: “TRUE” is not true or false (write true)'),
        (",true,", ",có,", 'column flag: “có” is not true or false (write true or false)'),
        (",true,", ",,", "column flag: the cell is empty (a value is required)"),
        ("1,00019", " ,00019", "column id: the cell is empty (a value is required)"),
        (",a,", ",A,", 'column kind: “A” is not one of the allowed values (write a)'),
        (",a,", ",d,", 'column kind: “d” is not one of the allowed values (one of: a, b, c)'),
        ("2025-06-30", "31/12/2025", 'column day: “31/12/2025” is not a date (write 2025-12-31)'),
        ("2025-06-30", "2/11/2026", 'column day: “2/11/2026” is not a date (write 2026-11-02)'),
        ("2025-06-30", "12/31/2025", 'column day: “12/31/2025” is not a date (write 2025-12-31)'),
        ("2025-06-30", "2025-06-30 00:00:00", 'column day: “2025-06-30 00:00:00” is not a date '
         "(write 2025-06-30)"),
        ("2025-06-30", "2025-02-31", 'column day: “2025-02-31” is not a date '
         "(2025-02 has 28 days)"),
        ("2025-06-30", "2025-06", 'column day: “2025-06” is not a date '
         "(write a full date such as 2025-12-31)"),
        ("2025-06-30", "46022", 'column day: “46022” is not a date '
         "(enter 2025-12-31, if that is Excel's number for the day)"),
        (",2025-06,", ",6/2025,", 'column when: “6/2025” is not a date (write 2025-06)'),
        (",2025-06,", ",2025-13,", 'column when: “2025-13” is not a date '
         "(write a date such as 2025-12-31, 2025-12 or 2025)"),
        (",2025-06,", ",quý 2,", 'column when: “quý 2” is not a date '
         "(write a date such as 2025-12-31, 2025-12 or 2025)"),
        (",x", ",a\0b", "column note: the cell contains the control character U+0000 (remove it)"),
    ],
)  # fmt: skip
def test_an_unfit_cell_is_quoted_with_what_to_write(old: str, new: str, fault: str) -> None:
    assert mixed_faults(ROW.replace(old, new, 1)) == [f"row 2, {fault}"]


def test_a_key_of_the_wrong_form_is_explained(tmp_path: Path) -> None:
    content = changed("targets", "until2025-01", "01")
    assert faults_of("targets", content, tmp_path) == [
        "row 3, column scope_key: “01” is not in the right format "
        "(national, or a key such as until2025-26776)"
    ]


def test_a_repeated_key_names_the_earlier_row() -> None:
    assert mixed_faults(ROW, ROW.replace("1,", "2,", 1), ROW) == [
        "row 4, column id: “1” is already in row 2 (each id once)"
    ]


def test_a_repeated_composite_key_is_shown_whole(tmp_path: Path) -> None:
    content = changed("assessments", "CS2021,2,", "CS2021,1,")
    assert faults_of("assessments", content, tmp_path) == [
        "row 3: “until2025-00019, CS2021, 1, 2022-12-31” is already in row 2 "
        "(each unit_key + set_id + criterion_no + as_of once)"
    ]


def test_all_faults_of_a_file_are_told_at_once() -> None:
    bad = "1,,z,-1,x,maybe,32/1/2025,2025-00,"
    faults = mixed_faults(ROW, bad)
    assert [fault.split(":")[0] for fault in faults] == [
        "row 3, column kind",
        "row 3, column count",
        "row 3, column share",
        "row 3, column flag",
        "row 3, column day",
        "row 3, column when",
        "row 3, column id",
    ]


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        ("observations", ",21,22,", ",23,22,",
         'column criteria_met: “23” is more than criteria_total “22” (at most criteria_total)'),
        ("observations", "2022-09-05,,", "2022-09-05,2022-10-01,",
         'column recognised_on: “2022-10-01” is given, but the status is “in_progress” '
         "(recognised_on needs the status recognised)"),
        ("targets", "share_of_wards,100,", "share_of_wards,100.5,",
         'column value: “100.5” is more than 100% (at most 100)'),
        ("units", ",1.0,,2025-06-30,", ",1.0,2025-07-01,2025-06-30,",
         'column valid_to: “2025-06-30” is before valid_from “2025-07-01” (at least valid_from)'),
        ("units", "until2025-00019,1,", "until2025-00020,1,",
         'column unit_key: “until2025-00020” does not match vintage and code “00019” '
         "(a key such as until2025-26776)"),
    ],
)  # fmt: skip
def test_cells_of_a_row_that_contradict_each_other_are_a_fault(
    name: str, old: str, new: str, fault: str, tmp_path: Path
) -> None:
    (found,) = faults_of(name, changed(name, old, new), tmp_path)
    assert found.partition(", ")[2] == fault


@given(st.text(alphabet=string.printable + "độ", min_size=1, max_size=120))
def test_a_value_in_a_fault_stays_on_one_line_apart_from_its_template(value: str) -> None:
    row = ROW.replace(",a,", ',"z' + value.replace('"', '""') + '",')
    # A text that looks like an address or a number of a person has a fault of its own, too.
    faults = [fault for fault in mixed_reading(row).faults if fault.column == "kind"]
    fault = next(fault for fault in faults if "{value}" in fault.found.template)
    assert all("\n" not in str(each) for each in faults)
    assert str(dict(fault.found.values)["value"]) in str(fault)
