"""Makes data/units/: every administrative unit of both vintages, and what became of which.

    python -m tools.build_units [--facts FOLDER] [--outlines FILE] [--out FOLDER]

Origins: the PyPI package vietnamadminunits (MIT; units of June 2025 and of 1 July 2025,
successions, positions), the open outlines of 2026-07-25 (MIT; kinds, names, areas) and the
compiled records of changes before the reform and of units that it divided. Areas are
measured from the outlines in an equal-area projection; those of the register are not used,
because it gives communes of one name the same area (207.2 km2 for every Tân Tiến). Former
units have no area. Kinds come from titles, never from the register's type column, which
contradicts them for seven communes, two wards of Phú Nhuận among them.
"""

from __future__ import annotations

import argparse
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

from lib.io.tables.units import LINEAGE, UNITS
from tools.commune_shapes import LISTED_ON, province_shapes, read_outlines
from tools.csv_tables import read_rows, write_table
from tools.packaging import write_units_package
from tools.register import read_register
from tools.successions import successions
from tools.unit_states import FIRST_DAY_SINCE, UnitState, unit_key
from tools.units_before import island_positions, positions_of_heirs, units_before
from tools.units_now import current_codes, units_now

ROOT = Path(__file__).resolve().parent.parent
EXPECTED = {
    FIRST_DAY_SINCE: {"ward": 687, "commune": 2621, "special_zone": 13},
    LISTED_ON: {"ward": 697, "commune": 2611, "special_zone": 13},
}


def main(arguments: list[str] | None = None) -> None:
    """Build the tables and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    shared = ROOT.parent / "shared"
    parser.add_argument("--facts", type=Path, default=shared / "facts")
    parser.add_argument(
        "--outlines", type=Path, default=shared / "boundaries" / "units_2026-07.parquet"
    )
    parser.add_argument("--out", type=Path, default=ROOT / "data" / "units")
    chosen = parser.parse_args(arguments)

    register = read_register(_installed("vietnamadminunits"))
    outlines = read_outlines(chosen.outlines)
    shapes = province_shapes(outlines)
    codes = current_codes(register, outlines)
    now, moved = units_now(register, outlines, shapes)
    changes = read_rows(chosen.facts / "lineage_before_2025-07.csv")
    placed = positions_of_heirs(register, codes, now, outlines)
    placed |= island_positions(register, codes, now)
    before = units_before(register, changes, shapes, placed)
    _check_counts(now)
    states = sorted([*before, *now], key=lambda state: state.order)
    rows = successions(register, codes, states, read_rows(chosen.facts / "divided_units.csv"))
    _check_reached(states, rows)

    chosen.out.mkdir(parents=True, exist_ok=True)
    write_table(chosen.out / "units.csv", UNITS, (state.row() for state in states))
    write_table(chosen.out / "lineage.csv", LINEAGE, rows)
    write_units_package(chosen.out)
    _report(states, rows, moved)


def _check_counts(states: list[UnitState]) -> None:
    """Kinds of the communes on the two days that public counts exist for."""
    for day, expected in EXPECTED.items():
        counts = Counter(
            state.kind
            for state in states
            if state.valid_from <= day <= (state.valid_to or "9999") and state.kind in expected
        )
        if counts != expected:
            raise ValueError(f"{day}: {dict(counts)} communes, expected {expected}")


def _check_reached(states: list[UnitState], rows: list[dict[str, str]]) -> None:
    """Every commune of June 2025 has a successor, a divided one exactly one main successor."""
    defaults = Counter(row["predecessor_key"] for row in rows if row["is_default"] == "true")
    wrong = [
        state.code
        for state in states
        if state.vintage == "until2025"
        and len(state.code) == len("00000")
        and defaults[unit_key("until2025", state.code)] != 1
    ]
    if wrong:
        raise ValueError(f"communes without exactly one main successor: {wrong}")


def _report(states: list[UnitState], rows: list[dict[str, str]], moved: list[str]) -> None:
    units = Counter((state.vintage, state.kind) for state in states if state.state_no == 1)
    for (vintage, kind), number in sorted(units.items()):
        print(f"{vintage} {kind}: {number} (first states)")
    print(f"second states: {sum(state.state_no == 2 for state in states)}")
    print(f"successions: {len(rows)}")
    for event, number in sorted(Counter(row["event"] for row in rows).items()):
        print(f"  {event}: {number}")
    print(f"positions outside their own outline, moved inside: {len(moved)}: {' '.join(moved)}")
    for state in states:
        if "km outside" in state.note:
            print(f"{state.code} {state.kind_vi} {state.name}: {state.note}")


def _installed(package: str) -> Path:
    """Folder of an installed package, without running it."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is not installed (see requirements-dev.txt)")
    return Path(spec.origin).parent


if __name__ == "__main__":
    main()
