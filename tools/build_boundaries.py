"""Build the outlines of `geo/` from a file or folder of boundaries.

    python -m tools.build_boundaries SOURCE [--crs EPSG:3405] [--vintage until2025] [--out geo]

SOURCE is GeoParquet, GeoPackage, GeoJSON, a shapefile (also zipped) or a folder with one GeoJSON
per unit. Only the provinces in it are rewritten; `geo/README.md` says more.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
from numpy.typing import NDArray

from lib.errors import DataFaults, Fault
from tools.boundary_files import (
    areas_table,
    feature_collection,
    keys_in,
    put_in_place,
    read_areas,
)
from tools.boundary_sources import Source, read_boundaries
from tools.outlines import (
    GAP_DEGREES,
    Shapes,
    area_km2,
    country_outlines,
    in_degrees,
    on_grid,
    simplified,
)

WARD_TOLERANCE = 0.0004
CONTEXT_TOLERANCE = 0.0012
COUNTRY_TOLERANCE = 0.0025
ISLAND_TOLERANCE = 0.001
SMALLEST_ISLAND_KM2 = 0.3
SMALL_UNIT_KM2 = 10.0  # a commune below this loses its shape at the context tolerance
LARGEST_FILE = 1_000_000
LARGEST_CHANGE = 0.03
ARCHIPELAGOS = ("from2025-20333", "from2025-22736")  # Hoàng Sa, Trường Sa
ORIGINS = {
    "units_2026-07.parquet": "State of 2026-07-25. thanglequoc/vietnamese-provinces-database, "
    "MIT licence, Copyright (c) 2021 Thang Le Quoc, itself from the national map of the 2025 "
    "mergers; simplified"
}


@dataclass(frozen=True)
class Detail:
    """Tolerances in degrees: wards and small units, other communes."""

    wards: float = WARD_TOLERANCE
    context: float = CONTEXT_TOLERANCE


def built_files(
    units: gpd.GeoDataFrame, out: Path, vintage: str, detail: Detail, origin: str
) -> tuple[dict[str, str], list[str]]:
    """Files below `out` as text, and remarks for whoever runs the tool.

    Args:
        units: As `tools.boundary_sources.read_boundaries` gives them.
        out: Folder with the present outlines; only read.
        vintage: ``from2025`` or ``until2025``.
        detail: Tolerances.
        origin: Named in every file.

    Raises:
        DataFaults: A unit lies mostly under its neighbours.
    """
    shapes = units.geometry.to_numpy()
    areas = area_km2(shapes)
    cells = on_grid(shapes, gap=min(GAP_DEGREES, detail.wards))
    _refuse_covered(units, areas, cells)
    kinds = units["kind"].to_numpy()
    fine = (kinds != "commune") | (areas < SMALL_UNIT_KM2)
    outlines = in_degrees(simplified(cells, fine, detail.wards, detail.context))
    change = np.abs(area_km2(outlines) / areas - 1)
    files = _province_files(units, outlines, vintage, origin)
    remarks = _remarks(units, files, change)
    prefix = "" if vintage == "from2025" else f"{vintage}/"
    files[f"{prefix}areas.csv"] = _areas(units, areas, out, prefix, files)
    if vintage == "from2025":
        if keys_in(out / "provinces.geojson") <= set(units["province_key"]):
            files["provinces.geojson"] = _country_file(units, cells, origin)
        else:
            remarks.append("provinces.geojson is left as it is: not every province is here")
    return files, remarks


def _refuse_covered(units: gpd.GeoDataFrame, areas: NDArray[np.float64], cells: Shapes) -> None:
    share = area_km2(in_degrees(cells)) / areas
    faults = [
        Fault(row.file, row.row, "geometry", f"{row.name} lies under its neighbours", "no overlap")
        for row, left in zip(units.itertuples(index=False), share, strict=True)
        if not left > 0.5
    ]
    if faults:
        raise DataFaults(faults)


def _province_files(
    units: gpd.GeoDataFrame, outlines: Shapes, vintage: str, origin: str
) -> dict[str, str]:
    folder = "wards" if vintage == "from2025" else vintage
    columns = ["key", "name", "kind", "province_key"]
    files = {}
    for province, part in units.groupby("province_key", sort=True):
        features = zip(part[columns].to_dict("records"), outlines[part.index], strict=True)
        path = f"{folder}/{str(province).removeprefix(f'{vintage}-')}.geojson"
        files[path] = feature_collection(features, origin)
    return files


def _country_file(units: gpd.GeoDataFrame, cells: Shapes, origin: str) -> str:
    keys, shapes = country_outlines(
        cells,
        units["province_key"].to_numpy(),
        units["key"].isin(ARCHIPELAGOS).to_numpy(),
        tolerance=COUNTRY_TOLERANCE,
        kept_tolerance=ISLAND_TOLERANCE,
        smallest_km2=SMALLEST_ISLAND_KM2,
    )
    names = dict(zip(units["province_key"], units["province"], strict=True))
    features = ({"key": key, "name": names[key]} for key in keys)
    return feature_collection(zip(features, in_degrees(shapes), strict=True), origin)


def _areas(
    units: gpd.GeoDataFrame,
    areas: NDArray[np.float64],
    out: Path,
    prefix: str,
    files: dict[str, str],
) -> str:
    """Source areas of all units of the folder: those of untouched provinces stay."""
    gone = set().union(*(keys_in(out / path) for path in files))
    kept = {
        key: area for key, area in read_areas(out / f"{prefix}areas.csv").items() if key not in gone
    }
    new = {key: f"{area:.5f}" for key, area in zip(units["key"], areas, strict=True)}
    return areas_table(kept | new)


def _remarks(
    units: gpd.GeoDataFrame, files: dict[str, str], change: NDArray[np.float64]
) -> list[str]:
    remarks = [
        f"{row.key} {row.name}: area differs by {100 * off:.1f} % from the source"
        for row, off in zip(units.itertuples(index=False), change, strict=True)
        if off > LARGEST_CHANGE
    ]
    for path, text in files.items():
        size = len(text.encode())
        if size > LARGEST_FILE:
            remarks.append(f"{path} has {size / 1e6:.2f} MB and will load slowly; try --tolerance")
    wards = change[(units["kind"] == "ward").to_numpy()]
    if wards.size:
        remarks.append(f"largest change of a ward's area: {100 * wards.max():.2f} %")
    return remarks


def missing_units(units: gpd.GeoDataFrame, out: Path, vintage: str) -> list[Fault]:
    """Faults for units that the present files have and the new ones would lose."""
    folder = out / ("wards" if vintage == "from2025" else vintage)
    faults = []
    for province, part in units.groupby("province_key", sort=True):
        path = folder / f"{str(province).removeprefix(f'{vintage}-')}.geojson"
        lost = sorted(keys_in(path) - set(part["key"]))
        if lost:
            found = f"{len(lost)} of its units are not in the source: {', '.join(lost[:5])}"
            expected = "all units of a province, or --drop-missing"
            faults.append(Fault(str(path), 0, "", found, expected))
    return faults


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
        lost = [] if options.drop_missing else missing_units(units, options.out, options.vintage)
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
    print(f"{len(units)} units", *remarks, sep="\n")
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
