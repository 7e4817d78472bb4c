"""Build the outlines of `geo/` from a file or folder of boundaries.

    python -m tools.build_boundaries SOURCE [--crs EPSG:3405] [--vintage until2025] [--out geo]

SOURCE is GeoParquet, GeoPackage, GeoJSON, a shapefile (also zipped) or a folder with one GeoJSON
per unit. Only the provinces in it are rewritten; `geo/README.md` says more.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from lib.errors import DataFaults
from lib.io.geo.builds import (
    CONTEXT_TOLERANCE,
    WARD_TOLERANCE,
    Detail,
    built_files,
    missing_units,
)
from lib.io.geo.sources import Source, read_boundaries

ORIGINS = {
    "units_2026-07.parquet": "State of 2026-07-25. thanglequoc/vietnamese-provinces-database, "
    "MIT licence, Copyright (c) 2021 Thang Le Quoc, itself from the national map of the 2025 "
    "mergers; simplified"
}


def put_in_place(folder: Path, files: Mapping[str, str]) -> None:
    """Write all files beside the folder's present ones first, then swap them in.

    Args:
        folder: Made when missing.
        files: Path below the folder to UTF-8 text.
    """
    folder.mkdir(parents=True, exist_ok=True)
    # Inside the folder, so that a rename never crosses from one disk to another.
    with tempfile.TemporaryDirectory(dir=folder, prefix=".new-") as beside:
        for name, text in files.items():
            target = Path(beside, name)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
        for name in files:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            os.replace(Path(beside, name), folder / name)  # noqa: PTH105 - the atomic one


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the tool; 0 when the outlines are in place, 1 when the source has faults."""
    options = _options(arguments)
    source = Source(
        options.source,
        options.vintage,
        options.crs,
        options.code_column,
        options.layer,
        options.units,
    )
    wards = WARD_TOLERANCE if options.tolerance is None else options.tolerance
    if options.context_tolerance is not None:
        context = max(options.context_tolerance, wards)
    else:
        context = CONTEXT_TOLERANCE if options.tolerance is None else wards
    origin = options.origin or ORIGINS.get(options.source.name, "origin not stated")
    try:
        units = read_boundaries(source)
        lost = [] if options.drop_missing else missing_units(units, options.out)
        if lost:
            raise DataFaults(lost)
        files, remarks = built_files(
            units, options.out, options.vintage, Detail(wards, context), origin
        )
    except DataFaults as error:
        print(error, file=sys.stderr)
        print(f"{len(error.faults)} faults, nothing written", file=sys.stderr)
        return 1
    put_in_place(options.out, files)
    for path, text in sorted(files.items()):
        print(f"| {path} | {len(text.encode()) / 1000:,.0f} kB |")
    repaired = [
        f"{r.file} row {r.row}, {r.column}: {r.found} -> {r.became}" for r in source.repairs
    ]
    print(f"{len(units)} units", *repaired, *remarks, sep="\n")
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("source", type=Path, help="file or folder of boundaries")
    parser.add_argument("--out", type=Path, default=Path("geo"))
    parser.add_argument("--vintage", choices=("from2025", "until2025"), default="from2025")
    parser.add_argument("--crs", default="", help="coordinate system, whatever the source says")
    parser.add_argument("--code-column", default="", help="column with unit codes")
    parser.add_argument("--layer", default="", help="layer of a GeoPackage with several")
    parser.add_argument("--units", type=Path, default=Path("data/units/units.csv"))
    parser.add_argument("--tolerance", type=float, help="degrees, wards (and all, if given alone)")
    parser.add_argument("--context-tolerance", type=float, help="degrees, larger communes")
    parser.add_argument("--origin", default="", help="origin and licence, named in every file")
    parser.add_argument(
        "--drop-missing", action="store_true", help="give up present units the source lacks"
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
