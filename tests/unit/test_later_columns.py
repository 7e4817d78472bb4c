"""Columns that came later: strength of a recognition, programme of a source."""

from __future__ import annotations

from pathlib import Path

import pytest

from lib.io.arrivals.proposals import Proposal, proposed
from lib.io.arrivals.unit_codes import unit_codes
from lib.io.arrivals.uploads import read_uploads
from lib.io.store.datasets import Dataset, UnitTables, read_dataset, read_units
from tests.fixtures.folders import GOOD, make_dataset, make_units

TITLE = GOOD["observations"].splitlines()[2]


@pytest.fixture(scope="module")
def units(tmp_path_factory: pytest.TempPathFactory) -> UnitTables:
    return read_units(make_units(tmp_path_factory.mktemp("later") / "units"))


def with_column(name: str, column: str, after: str, values: dict[str, str]) -> str:
    """A good table with one more column; `values` by the first cell of a row."""
    header, *rows = GOOD[name].splitlines()
    place = header.split(",").index(after) + 1

    def widened(row: str, value: str) -> str:
        # Counted from the end: titles have commas inside quotes.
        cells = row.rsplit(",", len(header.split(",")) - place)
        return ",".join([cells[0], value, *cells[1:]])

    made = [widened(row, values.get(row.partition(",")[0], "")) for row in rows]
    return "\n".join([widened(header, column), *made, ""])


def strengths(**values: str) -> str:
    return with_column("observations", "strength", "decision_no", values)


def programmes(**values: str) -> str:
    return with_column("sources", "programme", "language", values)


def proposal(dataset: Dataset, units: UnitTables, name: str, text: str) -> Proposal:
    upload = read_uploads([(f"{name}.csv", text.encode())], unit_codes(units.units),
                          base=dataset.tables)  # fmt: skip
    return proposed(dataset, upload, units, "add")


def test_files_from_before_a_column_open_and_it_is_empty(tmp_path: Path, units: UnitTables) -> None:
    dataset = read_dataset(make_dataset(tmp_path / "office"), units)
    assert dataset.faults == ()
    assert set(dataset.tables["observations"]["strength"].astype(str)) == {""}
    assert set(dataset.tables["sources"]["programme"].astype(str)) == {""}


def test_a_file_without_the_column_leaves_what_stands_there(
    tmp_path: Path, units: UnitTables
) -> None:
    folder = make_dataset(tmp_path / "office", observations=strengths(O02="decision"))
    dataset = read_dataset(folder, units)
    assert dataset.faults == ()
    assert proposal(dataset, units, "observations", GOOD["observations"]).changes == {}
    changed = GOOD["observations"].replace("22,22,2025-06,", "21,22,2025-06,")
    after = proposal(dataset, units, "observations", changed).changes["observations"].after
    assert list(after["strength"].astype(str)) == ["", "decision", ""]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (strengths(O01="said"), "“said” is given, but the status is “in_progress”"),
        (strengths(O02="said"), "“said” is given beside the decision “123/QĐ”"),
        (
            strengths(O02="decision").replace("123/QĐ", ""),
            "“decision” is given, but decision_no is empty",
        ),
        (strengths(O02="strong"), "“strong” is not one of the allowed values"),
    ],
)
def test_a_strength_that_cannot_be_is_a_fault(
    tmp_path: Path, units: UnitTables, text: str, fault: str
) -> None:
    dataset = read_dataset(make_dataset(tmp_path / "office"), units)
    (found,) = proposal(dataset, units, "observations", text).faults
    assert (found.column, str(found.found)) == ("strength", fault)


def test_no_row_of_a_related_source_is_counted(tmp_path: Path, units: UnitTables) -> None:
    told = "“S02” is a source of a related programme, but the row is counted"
    related = programmes(S01="model_ward_police", S02="related")
    broken = read_dataset(make_dataset(tmp_path / "broken", sources=related), units)
    assert [(fault.column, str(fault.found)) for fault in broken.faults] == [
        ("programme", told), ("programme", told),
    ]  # fmt: skip
    assert broken.broken == ("observations", "targets")
    # The same in a change: the source becomes related, and rows that stay would be counted.
    good = read_dataset(make_dataset(tmp_path / "good"), units)
    found = proposal(good, units, "sources", related).faults
    assert [str(fault.found) for fault in found] == [told, told]
