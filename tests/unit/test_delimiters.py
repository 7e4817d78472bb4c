"""Separators and decimal marks are read from the file, and never guessed at."""

from __future__ import annotations

import pytest

from lib.io.arrivals.delimiters import decimal_mark, delimiter, with_points
from lib.io.tables.readers import csv_cells
from tests.fixtures.folders import contract

TARGETS = contract("targets")
HEADER = ";".join(TARGETS.columns)


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_the_header_tells_the_separator(mark: str) -> None:
    assert delimiter(HEADER.replace(";", mark) + '\n"a;b,c\td"\n', TARGETS.columns) == mark


@pytest.mark.parametrize(
    ("texts", "mark"),
    [
        (["12,5"], ","),
        (["0,125"], ","),
        (["1.234,5"], ","),
        (["12.5"], "."),
        (["1,234.5"], "."),
        (["1,234", "1.234", "12"], ""),
        (["12.5", "12,5"], "both"),
    ],
)
def test_only_what_can_be_read_in_one_way_shows_the_decimal_mark(
    texts: list[str], mark: str
) -> None:
    assert decimal_mark(texts) == mark


def _values(*values: str) -> tuple[list[str], list[str]]:
    lines = [f"T{n};national;;model_ward_police;2030;count_of_wards;{value};;S1;"
             for n, value in enumerate(values)]  # fmt: skip
    data = "\n".join([HEADER, *lines, ""]).encode()
    cells = csv_cells(data, TARGETS, "t.csv", ";")
    columns, faults = with_points(cells, TARGETS, "t.csv")
    coded = columns["value"]
    return [coded.texts[code] for code in coded.codes], [str(fault) for fault in faults]


def test_decimal_commas_become_points_where_the_file_shows_them() -> None:
    assert _values("12,5", "1,234", "7", "1.234,5") == (["12.5", "1.234", "7", "1234.5"], [])


def test_a_number_with_two_readings_is_a_fault_that_names_both() -> None:
    assert _values("1,234")[1] == [
        "t.csv: row 2, column value: “1,234” can be read in two ways (write 1234 or 1.2340)"
    ]
    assert len(_values("12,5", "1.234")[1]) == 1


def test_a_point_that_the_file_shows_is_a_point() -> None:
    assert _values("1.234", "2.5") == (["1.234", "2.5"], [])
    assert _values("1.2340") == (["1.2340"], [])


def test_points_and_commas_in_one_file_are_left_to_be_told() -> None:
    assert _values("12,5", "12.5")[0] == ["12,5", "12.5"]
