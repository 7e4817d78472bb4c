"""Rows of a table's file between its bytes and the database."""

from __future__ import annotations

import pytest

from lib.io.store.postgres.row_files import Rows, cells_of, file_of, lines_of, rows_of, with_columns

RECORDS = [["1", "plain"], ["2", "two\nlines"], ["3", 'a "quote"\r\nand, more'], ["4", ""]]
BODY = b'1,plain\n2,"two\nlines"\n3,"a ""quote""\r\nand, more"\n4,\n'


@pytest.mark.parametrize("path", ["a.csv", "a.parquet"])
def test_a_break_within_a_cell_divides_no_row(path: str) -> None:
    rows = rows_of(file_of(Rows(("n", "note"), BODY), path), path)
    assert rows == Rows(("n", "note"), BODY)
    assert cells_of(lines_of(rows, rows.columns)) == RECORDS
    turned = with_columns(rows, ("note", "more", "n"))
    assert cells_of(lines_of(turned, turned.columns)) == [[note, "", n] for n, note in RECORDS]
