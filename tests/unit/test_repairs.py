"""Units by damaged codes and by names: repaired where one unit fits, told where not."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from lib.domain.search import SearchIndex
from lib.domain.units import Units
from lib.io.arrivals.repairs import Repaired, with_keys
from lib.io.arrivals.unit_codes import UnitCodes, unit_codes
from lib.io.store.datasets import UnitTables, read_units
from lib.io.tables.readers import csv_cells
from tests.fixtures.folders import contract

_UNITS = Path(__file__).parents[2] / "data" / "units"
OBSERVATIONS = contract("observations")
OLD, BOTH = ("until2025",), ("until2025", "from2025")


@pytest.fixture(scope="module")
def tables() -> UnitTables:
    return read_units(_UNITS)


@pytest.fixture(scope="module")
def codes(tables: UnitTables) -> UnitCodes:
    return unit_codes(tables.units)


@pytest.fixture(scope="module")
def index(tables: UnitTables) -> SearchIndex:
    return SearchIndex(Units(tables.units, tables.lineage))


@pytest.mark.parametrize(
    ("text", "vintages", "key"),
    [
        ("19", OLD, "until2025-00019"),
        ("1.9E+01", OLD, "until2025-00019"),
        ("1,9E+01", OLD, "until2025-00019"),
        ("26776.0", OLD, "until2025-26776"),
        ("2.6776E+04", OLD, "until2025-26776"),
        ("26776", BOTH, "until2025-26776"),
        ("until2025-19", BOTH, "until2025-00019"),
        ("from2025-4", BOTH, "from2025-00004"),
    ],
)
def test_a_damaged_code_finds_its_ward(
    codes: UnitCodes, text: str, vintages: tuple[str, ...], key: str
) -> None:
    assert codes.fitting(text, vintages, any_level=False) == [key]


def test_a_rounded_number_fits_every_code_it_can_have_been(codes: UnitCodes) -> None:
    keys = codes.fitting("2.68E+04", OLD, any_level=False)
    assert keys is not None and len(keys) > 10
    numbers = [int(key.partition("-")[2]) for key in keys]
    assert min(numbers) >= 26750 and max(numbers) < 26850
    assert "until2025-26776" in keys


def test_where_provinces_may_stand_19_can_be_three_units(codes: UnitCodes) -> None:
    keys = codes.fitting("19", OLD, any_level=True)
    assert keys == ["until2025-00019", "until2025-019", "until2025-19"]
    assert codes.fitting("00019", OLD, any_level=True) == ["until2025-00019"]


def test_what_is_no_code_is_none_and_what_no_unit_has_is_empty(codes: UnitCodes) -> None:
    assert codes.fitting("Điện Biên", OLD, any_level=False) is None
    assert codes.fitting("99999", OLD, any_level=False) == []
    assert codes.fitting("1.9E+30", OLD, any_level=False) == []


def _repaired(
    codes: UnitCodes, index: SearchIndex, *rows: str, **options: object
) -> tuple[Repaired, list[str]]:
    lines = [f"{row},model_ward_police,,,registered,,,2022-01,,,,S01," for row in rows]
    data = "\n".join([",".join(OBSERVATIONS.columns), *lines, ""]).encode()
    cells = csv_cells(data, OBSERVATIONS, "o.csv")
    done = with_keys(cells, OBSERVATIONS, "o.csv", codes, index.resolve, **options)  # type: ignore[arg-type]
    coded = done.cells.columns["unit_key"]
    return done, [coded.texts[code] for code in coded.codes]


def test_codes_and_names_become_keys_and_each_repair_is_listed(
    codes: UnitCodes, index: SearchIndex
) -> None:
    done, keys = _repaired(
        codes,
        index,
        "A,19,,,",
        "B,,Hà Nội,Ba Đình,Điện Biên",
        'C,"P. Điện Biên, Q. Ba Đình, Hà Nội",,,',
        "D,Hà Nội / Ba Đình / Điện Biên,,,",
        "E,until2025-00019,,,",
        "F,19,,,",
    )
    assert keys == ["until2025-00019"] * 6
    assert done.faults == ()
    assert [(repair.row, repair.found, repair.rows) for repair in done.repairs] == [
        (2, "19", 2),
        (3, "Điện Biên, Ba Đình, Hà Nội", 1),
        (4, "P. Điện Biên, Q. Ba Đình, Hà Nội", 1),
        (5, "Hà Nội / Ba Đình / Điện Biên", 1),
    ]


def test_a_name_in_the_column_of_keys_is_looked_for_where_the_row_says(
    codes: UnitCodes, index: SearchIndex
) -> None:
    done, keys = _repaired(codes, index, "A,Điện Biên,Hà Nội,Ba Đình,")
    assert (keys, done.faults) == (["until2025-00019"], ())
    assert [str(repair.became) for repair in done.repairs] == [
        "until2025-00019: Phường Điện Biên, Quận Ba Đình, Thành phố Hà Nội"
    ]


@pytest.mark.parametrize(
    ("row", "other"),
    [
        ("A,until2025-00019,Hà Nội,Ba Đình,Trúc Bạch", "Trúc Bạch, Ba Đình, Hà Nội"),
        ("A,until2025-00019,TP. Hồ Chí Minh,,Bến Nghé", "Bến Nghé, TP. Hồ Chí Minh"),
        ("A,until2025-00019,Hà Nội,Ba Đình,Không Có Thật", "Không Có Thật, Ba Đình, Hà Nội"),
        ("A,until2025-00019,Hải Phòng,,", "Hải Phòng"),
    ],
)
def test_a_key_beside_another_name_is_a_fault_with_both(
    codes: UnitCodes, index: SearchIndex, row: str, other: str
) -> None:
    [fault] = _repaired(codes, index, row)[0].faults
    here = "Phường Điện Biên, Quận Ba Đình, Thành phố Hà Nội"
    assert str(fault.found) == f"“until2025-00019” is {here}, but “{other}” is given beside it"


@pytest.mark.parametrize(
    "names", ["Hà Nội,Ba Đình,Điện Biên", ",,P. Điện Biên", "ha noi,,dien bien", "Hà Nội,,"]
)
def test_a_key_beside_its_own_name_however_written_is_none(
    codes: UnitCodes, index: SearchIndex, names: str
) -> None:
    done, _ = _repaired(codes, index, f"A,until2025-00019,{names}")
    assert (done.faults, done.repairs) == ((), ())


@pytest.mark.parametrize(
    ("table", "day", "key"),
    [
        ("targets", "2030", "from2025-15"),
        ("targets", "2024-12", "until2025-15"),
        ("milestones", "2023", "until2025-15"),
        ("counts", "2026-01-31", "from2025-15"),
        ("indicators", "2022", "until2025-15"),
    ],
)
def test_a_code_is_of_the_day_of_its_own_row_in_every_table(
    codes: UnitCodes, index: SearchIndex, table: str, day: str, key: str
) -> None:
    asked = contract(table)
    column = {"targets": "target_date", "milestones": "date", "counts": "as_of"}.get(
        table, "period_end"
    )
    cells = csv_cells(f"scope_key,{column}\n15,{day}\n".encode(), asked, "x.csv")
    done = with_keys(cells, asked, "x.csv", codes, index.resolve)
    coded = done.cells.columns["scope_key"]
    assert [coded.texts[code] for code in coded.codes] == [key]


def test_an_ambiguous_name_lists_its_candidates(codes: UnitCodes, index: SearchIndex) -> None:
    done, _ = _repaired(codes, index, "A,,TP. Hồ Chí Minh,,Phường 1")
    [fault] = done.faults
    assert str(fault.found) == "“Phường 1, TP. Hồ Chí Minh” matches several units"
    wards = index.resolve("TP. Hồ Chí Minh", "", "Phường 1", datetime.date(2022, 1, 31))
    assert len(wards) > 8 and all(key in str(fault.expected) for key in wards[:8])


def test_a_question_mark_leaves_the_unit_open(codes: UnitCodes, index: SearchIndex) -> None:
    done, keys = _repaired(codes, index, "A,?,TP. Hồ Chí Minh,,Phường 1")
    assert (keys, done.faults, done.repairs) == ([""], (), ())


def test_a_name_nobody_has_is_a_fault(codes: UnitCodes, index: SearchIndex) -> None:
    done, _ = _repaired(codes, index, "A,,Hà Nội,,Không Có Thật")
    assert [str(fault.found) for fault in done.faults] == [
        "no unit is named “Không Có Thật, Hà Nội”"
    ]


def test_a_row_that_has_no_unit_in_the_dataset_keeps_none(
    codes: UnitCodes, index: SearchIndex
) -> None:
    stands = {("A", "", "Hà Nội", "Ba Đình", "Điện Biên")}
    _, keys = _repaired(codes, index, "A,,Hà Nội,Ba Đình,Điện Biên", as_it_stands=stands)
    assert keys == [""]
    _, keys = _repaired(codes, index, "A,,Hà Nội,Ba Đình,Điện Biên", fill=False)
    assert keys == [""]
