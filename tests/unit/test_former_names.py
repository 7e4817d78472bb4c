"""A former unit named for a later day: the fault says what it became, in every table."""

from __future__ import annotations

from pathlib import Path

import pytest

from lib.io.store.datasets import read_dataset
from lib.situation import data
from lib.update.changes import checked
from tests.fixtures.doubtful_files import SOURCES, TODAY, csv, observed, row
from tests.fixtures.folders import make_dataset

LE_LOI = "Phường Lê Lợi, Quận An Dương, Thành phố Hải Phòng"
NOW = (
    "Phường An Dương, Thành phố Hải Phòng (from2025-11581); Phường An Phong, Thành phố Hải Phòng "
    "(from2025-11593); Phường An Hải, Thành phố Hải Phòng (from2025-11617)"
)


def faults(folder: Path, *files: tuple[str, bytes]) -> list[str]:
    make_dataset(folder, sources=SOURCES)
    dataset = read_dataset(folder, data.unit_tables().value)
    return [str(fault) for fault in checked(dataset, files, "add", today=TODAY).faults]


def test_a_former_ward_is_named_with_its_successors(tmp_path: Path) -> None:
    expected = f"is not valid on 2026-10-31 ({LE_LOI} ended by June 2025; since then it is {NOW})"
    assessed = row(
        "assessments", unit_key="until2025-11581", set_id="CS2021", criterion_no=1,
        as_of="2026-10-31", claimed="met", inspected="met", source_id="S03",
    )  # fmt: skip
    for table, line in (
        ("observations", observed(1, "until2025-11581")),
        ("observations", observed(1, "", ward_text="Lê Lợi", district_text="An Dương",
                                  province_text="Hải Phòng")),
        ("assessments", assessed),
    ):  # fmt: skip
        assert faults(tmp_path / f"{len(line)}", csv(table, line)) == [
            f"{table}.csv: row 2, column unit_key: “until2025-11581” {expected}"
        ]


@pytest.mark.parametrize("key", ["from2025-10537", ""])
def test_a_former_province_is_understood_where_the_ward_came_from_it(
    tmp_path: Path, key: str
) -> None:
    line = observed(1, key, ward_text="Tân Hưng", province_text="Hải Dương")
    assert faults(tmp_path / "probe", csv("observations", line)) == []


def test_a_former_province_beside_a_ward_of_another_is_named_with_the_present_one(
    tmp_path: Path,
) -> None:
    line = observed(1, "from2025-11407", province_text="Hải Dương")
    assert faults(tmp_path / "probe", csv("observations", line)) == [
        "observations.csv: row 2, column unit_key: “from2025-11407” is Phường An Biên, Thành phố "
        "Hải Phòng, but “Hải Dương” is given beside it (Tỉnh Hải Dương is now Thành phố Hải "
        "Phòng (from2025-31), and Phường An Biên, Thành phố Hải Phòng was not part of it; correct "
        "one of them)"
    ]
