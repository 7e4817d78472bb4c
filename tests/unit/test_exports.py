"""Tables as files: what is written reads back the same, and no cell becomes a formula."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, datetime

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from lib.io.exports import workbook as exports
from lib.io.exports.csv import table_csv, table_parquet
from lib.io.exports.workbook import table_xlsx
from lib.io.tables.contracts import Field, Table
from lib.io.tables.formulas import neutralised
from lib.io.tables.legacy_encodings import lost_letters
from lib.io.tables.personal import personal_value
from lib.io.tables.readers import parsed_rows
from tests.fixtures.folders import GOOD, GOOD_UNITS, contract

MIXED = Table(
    "mixed",
    "",
    "",
    (
        Field("id", "text", "", "", required=True),
        Field("code", "code", "", ""),
        Field("kind", "category", "", "", required=True, one_of=("a", "b", "c")),
        Field("place", "category", "", "", required=True),
        Field("count", "integer", "", ""),
        Field("share", "number", "", ""),
        Field("flag", "boolean", "", "", required=True),
        Field("day", "date", "", ""),
        Field("when", "partial_date", "", ""),
        Field("note", "text", "", ""),
    ),
    ("id",),
)
WORDS = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], include_characters="\n\t"), max_size=12
).filter(lambda text: not lost_letters(text) and not personal_value(text))
DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31)).map(str)
ROWS = st.fixed_dictionaries(
    {
        "code": st.from_regex(r"([0-9]{2,5})?", fullmatch=True),
        "kind": st.sampled_from("abc"),
        "place": st.sampled_from(["Hà Nội", "=Đà Nẵng", "Huế, cũ"]),
        "count": st.none() | st.integers(-(10**17), 10**17),
        "share": st.none() | st.floats(allow_nan=False, allow_infinity=False),
        "flag": st.sampled_from(["true", "false"]),
        "day": st.just("") | DAYS,
        "when": st.just("") | DAYS | DAYS.map(lambda day: day[:7]) | DAYS.map(lambda day: day[:4]),
        "note": WORDS,
    }
)


def read(data: bytes, table: Table, suffix: str = ".csv") -> pd.DataFrame:
    reading = parsed_rows(data, suffix, table, "t")
    assert reading.faults == ()
    return reading.frame


def frame_of(rows: list[dict[str, object]]) -> pd.DataFrame:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, MIXED.columns)
    writer.writeheader()
    for number, row in enumerate(rows):
        writer.writerow({"id": f"R{number}", **row})
    return read(stream.getvalue().encode(), MIXED)


@settings(max_examples=60, deadline=None)
@given(st.lists(ROWS, max_size=6))
@example([{"flag": "true", "kind": "a", "place": "x", "share": 1e22, "note": "\r\n\"'"}])
@example([{"flag": "true", "kind": "a", "place": "x", "share": -0.0, "note": " "}])
def test_a_frame_reads_back_from_csv_and_parquet_as_it_was(rows: list[dict[str, object]]) -> None:
    frame = frame_of(rows)
    data = table_csv(frame, MIXED)
    pd.testing.assert_frame_equal(read(data, MIXED), frame)
    assert table_csv(read(data, MIXED), MIXED) == data
    pd.testing.assert_frame_equal(read(table_parquet(frame, MIXED), MIXED, ".parquet"), frame)


@pytest.mark.parametrize("name", [*GOOD, *GOOD_UNITS])
def test_a_table_is_written_as_it_stood_in_its_file(name: str) -> None:
    content = {**GOOD, **GOOD_UNITS}[name]
    table = contract(name)
    made = table_csv(read(content.encode(), table), table).decode()
    # These files are of before some columns, which are written too, and empty.
    later = [field.name for field in table.fields if field.later]
    rows = list(csv.DictReader(io.StringIO(made)))
    assert {row.pop(column) for row in rows for column in later} <= {""}
    # Only the way of writing 1.0 is not kept; it is the same number.
    told = content.replace(",1.0,", ",1,")
    assert rows == list(csv.DictReader(io.StringIO(told)))
    assert later or made == told


def test_a_filtered_frame_with_more_columns_is_written_by_its_contract() -> None:
    frame = read(GOOD["targets"].encode(), contract("targets"))
    shown = frame.iloc[1:].assign(extra=1)
    assert table_csv(shown, contract("targets")).decode().splitlines() == [
        GOOD["targets"].splitlines()[0],
        GOOD["targets"].splitlines()[2],
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_text_that_looks_like_a_formula_gets_an_apostrophe(start: str) -> None:
    assert neutralised(f"{start}1+1") == f"'{start}1+1"


def test_other_text_stays_as_it_is() -> None:
    assert [neutralised(text) for text in ("", "a=1", "'x", "Đà Nẵng")] == [
        "", "a=1", "'x", "Đà Nẵng",
    ]  # fmt: skip


def test_csv_for_excel_has_a_mark_and_no_formulas_but_keeps_numbers() -> None:
    row = {"kind": "a", "place": "=HYPERLINK(1)", "flag": "true", "note": "@x", "count": -24}
    data = table_csv(frame_of([row]), MIXED, bom=True)
    assert data.startswith(b"\xef\xbb\xbfid,")
    (cells,) = csv.DictReader(io.StringIO(data.decode("utf-8-sig")))
    assert cells["place"] == "'=HYPERLINK(1)"
    assert cells["note"] == "'@x"
    assert cells["count"] == "-24"


def test_the_csv_of_the_package_is_not_neutralised() -> None:
    data = table_csv(frame_of([{"kind": "a", "place": "=1", "flag": "true"}]), MIXED)
    assert b",=1," in data


def workbook(data: bytes) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(io.BytesIO(data))


def test_a_workbook_keeps_codes_as_text_dates_as_dates_and_formulas_as_text() -> None:
    rows: list[dict[str, object]] = [
        {"code": "00019", "kind": "a", "place": "=1+1", "flag": "true", "count": 5, "share": 12.5,
         "day": "2025-06-30", "when": "2025-06", "note": "https://example.vn"},
        {"kind": "b", "place": "x", "flag": "false", "when": "2025-06-01", "day": "1900-01-15"},
    ]  # fmt: skip
    data = table_xlsx({"mixed": frame_of(rows)}, [MIXED], note=["Nguồn: thử", "2025"])
    book = workbook(data)
    assert book.sheet_names == ["README", "mixed"]
    header, first, second = book.get_sheet_by_name("mixed").to_python(skip_empty_area=False)
    assert header == list(MIXED.columns)
    assert first == [
        "R0", "00019", "a", "=1+1", 5.0, 12.5, True, date(2025, 6, 30), "2025-06",
        "https://example.vn",
    ]  # fmt: skip
    assert second == ["R1", "", "b", "x", "", "", False, "1900-01-15", date(2025, 6, 1), ""]
    sheet = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet2.xml").decode()
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet
    assert 'state="frozen"' in sheet
    assert '<autoFilter ref="A1:J3"/>' in sheet


def test_a_frame_without_a_contract_is_written_by_its_types() -> None:
    frame = pd.DataFrame(
        {"Tên": ["=x", None], "n": [1, 2], "tỷ lệ": [0.5, float("inf")],
         "ngày": pd.to_datetime(["2025-01-02", "NaT"])}
    )  # fmt: skip
    rows = workbook(table_xlsx({"Bảng: 1/2": frame}, [])).get_sheet_by_name("Bảng  1 2")
    assert rows.to_python() == [
        ["Tên", "n", "tỷ lệ", "ngày"],
        ["=x", 1.0, 0.5, date(2025, 1, 2)],
        ["", 2.0, "inf", ""],
    ]


def test_sheets_of_one_long_name_are_told_apart() -> None:
    frame = pd.DataFrame({"a": [1]})
    names = workbook(table_xlsx({"x" * 40: frame, "x" * 50: frame}, [])).sheet_names
    assert names == ["x" * 31, "x" * 26 + " (2)"]


def test_rows_beyond_a_sheet_go_on_in_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "_MOST_ROWS", 2)
    book = workbook(table_xlsx({"t": pd.DataFrame({"a": [1, 2, 3]})}, []))
    assert [book.get_sheet_by_name(name).to_python() for name in book.sheet_names] == [
        [["a"], [1.0], [2.0]],
        [["a"], [3.0]],
    ]


def test_an_overlong_text_is_cut_where_excel_would_drop_it() -> None:
    book = workbook(table_xlsx({"t": pd.DataFrame({"a": ["x" * 40_000]})}, []))
    cell = book.get_sheet_by_name("t").to_python()[1][0]
    assert isinstance(cell, str)
    assert (len(cell), cell[-1]) == (32_767, "…")


@pytest.mark.parametrize("frames", [{}, {"t": pd.DataFrame()}, {"mixed": frame_of([])}])
def test_a_workbook_without_rows_opens(frames: dict[str, pd.DataFrame]) -> None:
    assert len(workbook(table_xlsx(frames, [MIXED])).sheet_names) == 1


def test_a_day_with_a_time_is_written_as_its_day() -> None:
    frame = pd.DataFrame({"when": [datetime(2025, 1, 2, 3, 4)]})
    book = workbook(table_xlsx({"t": frame}, []))
    assert book.get_sheet_by_name("t").to_python()[1] == [date(2025, 1, 2)]
