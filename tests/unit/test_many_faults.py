"""A file that is wrong in every row: as many faults as a person reads, and an exact count."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lib.io.store.datasets import Dataset
from lib.io.tables.contracts import Table
from lib.io.tables.fault_lists import MOST_FAULTS, first_faults
from lib.situation import data
from lib.update.changes import checked
from tests.fixtures.folders import contract

_ROWS = 20_000
_MORE = f"{_ROWS - MOST_FAULTS} more faults of this file are not listed"


def _file(row: Callable[[int], str]) -> bytes:
    table: Table = contract("assessments")
    lines = (row(number) for number in range(_ROWS))
    return "\n".join([",".join(table.columns), *lines, ""]).encode()


_GOOD = "from2025-00004,CS2021,1,2026-07-31,met,met,S01"


@pytest.fixture(scope="module")
def public() -> Dataset:
    return data.dataset("public").value


def _faults(content: bytes, dataset: Dataset, column: str) -> list[str]:
    change = checked(dataset, [("assessments.csv", content)], "add")
    return [str(fault) for fault in change.faults if fault.column in (column, "")]


def test_repeated_keys_are_counted_and_the_first_are_told(public: Dataset) -> None:
    told = _faults(_file(lambda _: _GOOD), public, "")
    assert told[0].startswith("assessments.csv: row 3: “from2025-00004, CS2021, 1, 2026-07-31” is "
                              "already in row 2")  # fmt: skip
    assert len(told) == MOST_FAULTS + 1
    assert f"{_ROWS - 1 - MOST_FAULTS} more faults" in told[-1]


def test_values_that_are_not_allowed_are_counted(public: Dataset) -> None:
    told = _faults(
        _file(lambda number: f"from2025-00004,CS2021,1,20{number:05}-07-31,xong,met,S01"),
        public,
        "claimed",
    )
    assert sum("“xong” is not one of the allowed values" in each for each in told) > 1_000
    assert any(f"{2 * _ROWS - MOST_FAULTS} more faults" in each for each in told)


def test_references_that_all_differ_are_counted(public: Dataset) -> None:
    told = _faults(
        _file(lambda number: f"from2025-00004,X{number},1,2026-07-31,met,met,S01"),
        public,
        "set_id",
    )
    assert sum("is not in table criteria_sets" in each for each in told) == MOST_FAULTS
    assert any(_MORE in each for each in told)


def test_references_that_are_alike_are_one_fault(public: Dataset) -> None:
    told = _faults(
        _file(lambda number: f"from2025-00004,X,{number},2026-07-31,met,met,S01"), public, "set_id"
    )
    [fault] = [each for each in told if "criteria_sets" in each]
    assert f"{_ROWS} rows name “X”, which is not in table criteria_sets" in fault


def test_a_short_list_stays_as_it_is(public: Dataset) -> None:
    content = _file(lambda _: _GOOD).splitlines()[:4]
    change = checked(public, [("assessments.csv", b"\n".join(content))], "add")
    assert first_faults(change.faults, "a.csv") == list(change.faults)
