"""Cells of a workbook come as the text that a CSV file would hold; nothing is lost unseen."""

from __future__ import annotations

import datetime

import pytest

from lib.io.arrivals.sheet_marks import column_number
from lib.io.arrivals.workbooks import sheets
from lib.io.faults import Unfit
from tests.fixtures.bad_bytes import Cell, again, lying, part_of, unpacks_to, workbook

_SHEET = "xl/worksheets/sheet1.xml"


def test_values_are_written_as_the_contracts_ask_for() -> None:
    row: list[Cell] = ["00019", 12.0, 12.5, 0.1 + 0.2, datetime.date(2025, 6, 30), "a\nb ", "=1+1"]
    [sheet] = sheets(workbook({"one": [row]}))
    assert sheet.cells == [["00019", "12", "12.5", "0.3", "2025-06-30", "a\nb ", "=1+1"]]
    assert sheet.findings == []


def test_empty_rows_keep_the_numbers_of_the_others() -> None:
    [sheet] = sheets(workbook({"one": [["a"], [], [], ["b"]]}))
    assert sheet.cells == [["a"], [""], [""], ["b"]]


def test_the_result_of_a_formula_is_its_value() -> None:
    [sheet] = sheets(workbook({"one": [[("formula", 7)]]}))
    assert (sheet.cells, sheet.findings) == ([["7"]], [])


def test_what_is_seen_and_not_said_is_found_with_its_place() -> None:
    cells = [["x", ("formula", "#N/A")], [("percent", 0.5)]]
    [sheet] = sheets(workbook({"a & b": cells}))  # type: ignore[dict-item]
    assert [(row, column, str(found.found)) for row, column, found in sheet.findings] == [
        (1, 2, "the cell contains an Excel error"),
        (2, 1, "the cell shows 0.5 as a percentage"),
    ]


def test_a_day_keeps_the_precision_that_it_is_shown_with() -> None:
    day = datetime.date(2025, 6, 1)
    [sheet] = sheets(workbook({"one": [[("month", day), ("year", day), day]]}))
    assert sheet.cells == [["2025-06", "2025", "2025-06-01"]]
    assert sheet.shortened == [(1, 1, "2025-06-01"), (1, 2, "2025-06-01")]


def test_a_style_far_below_the_table_does_no_harm() -> None:
    book = workbook({"one": [["a"]]})
    far = b'</row><row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'
    text = part_of(book, _SHEET).replace(b"</row></sheetData>", far)
    assert [sheet.cells for sheet in sheets(again(book, {_SHEET: text}))] == [[["a"]]]


@pytest.mark.parametrize("place", ["XFD1", "A1048577", "SF1048576"])
def test_a_cell_far_out_is_refused_before_it_fills_the_memory(place: str) -> None:
    book = workbook({"one": [["a"]]})
    row = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    far = f'</row><row r="{row}"><c r="{place}"><v>1</v></c></row></sheetData>'.encode()
    text = part_of(book, _SHEET).replace(b"</row></sheetData>", far)
    with pytest.raises(Unfit, match="there is a cell at"):
        list(sheets(again(book, {_SHEET: text})))


def test_an_archive_that_lies_about_its_size_gives_no_more_than_it_says() -> None:
    with pytest.raises(Unfit, match="damaged"):
        list(sheets(lying(unpacks_to(20_000_000))))


def test_columns_are_numbered_as_a_sheet_does() -> None:
    assert [column_number(name) for name in ("A", "Z", "AA", "XFD")] == [1, 26, 27, 16384]


def test_twenty_thousand_rows_are_all_read() -> None:
    rows = [[f"text {row} {column}" for column in range(16)] for row in range(20_000)]
    book = workbook({"observations": rows})
    [sheet] = sheets(book)
    assert len(sheet.cells) == 20_000
