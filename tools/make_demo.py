"""Makes data/demo/: a made-up dataset that exercises every page, the same bytes each time.

    python -m tools.make_demo [--units FOLDER] [--out FOLDER]

Wards, provinces and what became of them at the reform are real; everything told of them is
invented, and the package says so.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from lib.domain.units import Units
from lib.io.exports.csv import table_parquet
from lib.io.store.datasets import read_units
from lib.io.store.packages import write_package
from lib.io.tables.criteria import ASSESSMENTS, CRITERIA, CRITERIA_SETS, CROSSWALK
from lib.io.tables.dataset import (
    COUNTS,
    DATASET_TABLES,
    INDICATORS,
    MILESTONES,
    OBSERVATIONS,
    SOURCES,
    TARGETS,
)
from lib.io.tables.descriptors import About
from tools.csv_tables import write_table
from tools.demo_calendar import NEWEST
from tools.demo_criteria import criteria_rows, criteria_set_rows, crosswalk_rows
from tools.demo_indicators import indicator_rows
from tools.demo_observations import assessment_frame, observation_rows
from tools.demo_programme import count_rows, milestone_rows, target_rows
from tools.demo_progress import histories
from tools.demo_sources import source_rows
from tools.demo_wards import current_members, former_members

ROOT = Path(__file__).resolve().parent.parent


def make_demo(units_folder: Path, out: Path) -> dict[str, int]:
    """Write the demonstration dataset; the number of rows of each table.

    Raises:
        ValueError: A row breaks its contract, or the list of units has faults.
    """
    listed = read_units(units_folder)
    if listed.faults:
        raise ValueError(f"the list of units has faults: {listed.faults[0]}")
    units = Units(listed.units, listed.lineage)
    former = former_members(units)
    current = current_members(units, former)
    told = histories(former, current)
    contents = (
        (SOURCES, source_rows()),
        (CRITERIA_SETS, criteria_set_rows()),
        (CRITERIA, criteria_rows()),
        (OBSERVATIONS, observation_rows(units, [*former, *current], told)),
        (TARGETS, target_rows(units)),
        (MILESTONES, milestone_rows(units, told)),
        (COUNTS, count_rows(units, told)),
        (INDICATORS, indicator_rows(units, current, told)),
        (CROSSWALK, crosswalk_rows()),
    )
    out.mkdir(parents=True, exist_ok=True)
    written = {
        table.name: write_table(out / f"{table.name}.csv", table, rows) for table, rows in contents
    }
    assessments = assessment_frame(told)
    (out / "assessments.parquet").write_bytes(table_parquet(assessments, ASSESSMENTS))
    write_package(
        out,
        About(
            name="demo",
            title_vi="Số liệu minh họa",
            title_en="Demonstration data",
            description_vi="Số liệu bịa ra để xem thử mọi trang. Tên đơn vị hành chính là thật, "
            "mọi kết quả, ngày, quyết định và chỉ tiêu đều không có thật.",
            description_en="Made up so that every page can be tried. Names of administrative units "
            "are real; every result, date, decision and target is invented.",
            synthetic=True,
            version=NEWEST.isoformat(),
        ),
        DATASET_TABLES,
    )
    return written | {ASSESSMENTS.name: len(assessments)}


def main(arguments: list[str] | None = None) -> None:
    """Make the dataset and print the number of rows of each table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--units", type=Path, default=ROOT / "data" / "units")
    parser.add_argument("--out", type=Path, default=ROOT / "data" / "demo")
    chosen = parser.parse_args(arguments)
    for name, number in make_demo(chosen.units, chosen.out).items():
        print(f"{name}: {number} rows")


if __name__ == "__main__":
    main()
