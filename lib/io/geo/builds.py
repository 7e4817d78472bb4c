"""The files of `geo/` made from the units of a source: cleaned, simplified, as text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from lib.errors import DataFaults, Fault, Message
from lib.io.faults import said
from lib.io.geo import boundary_faults as say
from lib.io.geo.geojson import areas_table, feature_collection, keys_in, others_in, read_areas
from lib.io.geo.outlines import (
    GAP_DEGREES,
    Shapes,
    area_km2,
    country_outlines,
    in_degrees,
    on_grid,
    simplified,
)
from lib.io.store.outline_files import layer_path

WARD_TOLERANCE = 0.0004
CONTEXT_TOLERANCE = 0.0012
COUNTRY_TOLERANCE = 0.0025
ISLAND_TOLERANCE = 0.001
SMALLEST_ISLAND_KM2 = 0.3
SMALL_UNIT_KM2 = 10.0  # a commune below this loses its shape at the context tolerance
LARGEST_FILE = 1_000_000
LARGEST_CHANGE = 0.03
ARCHIPELAGOS = ("from2025-20333", "from2025-22736")  # Hoàng Sa, Trường Sa
_SHOWN = 5  # units named in one fault


@dataclass(frozen=True)
class Detail:
    """Tolerances in degrees: wards and small units, other communes."""

    wards: float = WARD_TOLERANCE
    context: float = CONTEXT_TOLERANCE


def built_files(
    units: gpd.GeoDataFrame,
    out: Path,
    vintage: str,
    detail: Detail,
    origin: str,
    *,
    beside: bool = False,
) -> tuple[dict[str, str], list[Message]]:
    """Files below `out` as text, and remarks for whoever loads them.

    Args:
        units: As `lib.io.geo.sources.read_boundaries` gives them.
        out: Folder with the present outlines; only read.
        vintage: ``from2025`` or ``until2025``.
        detail: Tolerances.
        origin: Named in every file.
        beside: Other units of the same provinces keep their outlines, to the last digit; the
            map of provinces stays as it is.

    Raises:
        DataFaults: A unit lies mostly under its neighbours.
    """
    shapes = units.geometry.to_numpy()
    areas = area_km2(shapes)
    try:
        cells = on_grid(shapes, gap=min(GAP_DEGREES, detail.wards))
        _refuse_covered(units, areas, cells)
        kinds = units["kind"].to_numpy()
        fine = (kinds != "commune") | (areas < SMALL_UNIT_KM2)
        outlines = in_degrees(simplified(cells, fine, detail.wards, detail.context))
    except (RuntimeError, shapely.errors.ShapelyError) as error:  # it did not come to rest
        file = str(units["file"].iloc[0])
        raise DataFaults([Fault(file, 0, "", say.NOT_A_COVERAGE, say.NO_OVERLAP)]) from error
    change = np.abs(area_km2(outlines) / areas - 1)
    files = _province_files(units, outlines, origin, out if beside else None)
    remarks = _remarks(units, files, change)
    prefix = "" if vintage == "from2025" else f"{vintage}/"
    files[f"{prefix}areas.csv"] = _areas(units, areas, out, prefix, [] if beside else list(files))
    if vintage == "from2025":
        shown = keys_in(out / "provinces.geojson")
        if not beside and shown <= set(units["province_key"]):
            files["provinces.geojson"] = _country_file(units, cells, origin)
        else:
            remarks.append(say.COUNTRY_STAYS)
    return files, remarks


def _refuse_covered(units: gpd.GeoDataFrame, areas: NDArray[np.float64], cells: Shapes) -> None:
    share = area_km2(in_degrees(cells)) / areas
    faults = [
        Fault(row.file, row.row, "geometry", said(say.COVERED, value=row.name), say.NO_OVERLAP)
        for row, left in zip(units.itertuples(index=False), share, strict=True)
        if not left > 0.5
    ]
    if faults:
        raise DataFaults(faults)


def _province_files(
    units: gpd.GeoDataFrame, outlines: Shapes, origin: str, beside: Path | None
) -> dict[str, str]:
    """A file for each province; with `beside` also the other units of the present one."""
    columns = ["key", "name", "kind", "province_key"]
    files = {}
    for province, part in units.groupby("province_key", sort=True):
        path = layer_path(str(province))
        new = list(zip(part[columns].to_dict("records"), outlines[part.index], strict=True))
        was, kept = ("", []) if beside is None else others_in(beside / path, set(part["key"]))
        whose = _beside(was, list(part["name"]), origin) if was and kept else origin
        files[path] = feature_collection([*kept, *new], whose)
    return files


def _beside(was: str, names: list[str], origin: str) -> str:
    """The origin of a file in which some units have outlines of another origin."""
    shown = ", ".join(names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")
    others = [part for part in was.split("; ") if not part.startswith(f"{shown}: ")]
    return "; ".join([*others, f"{shown}: {origin}"])


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
    replaced: list[str],
) -> str:
    """Source areas of all units of the folder: those that no file replaces stay."""
    gone = set().union(*(keys_in(out / path) for path in replaced))
    kept = {
        key: area for key, area in read_areas(out / f"{prefix}areas.csv").items() if key not in gone
    }
    new = {key: f"{area:.5f}" for key, area in zip(units["key"], areas, strict=True)}
    return areas_table(kept | new)


def _remarks(
    units: gpd.GeoDataFrame, files: dict[str, str], change: NDArray[np.float64]
) -> list[Message]:
    remarks = [
        said(say.AREA_DIFFERS, value=f"{row.key} {row.name}", share=f"{100 * off:.1f}")
        for row, off in zip(units.itertuples(index=False), change, strict=True)
        if off > LARGEST_CHANGE
    ]
    for path, text in files.items():
        size = len(text.encode())
        if size > LARGEST_FILE:
            remarks.append(said(say.LARGE_FILE, value=path, size=f"{size / 1e6:.2f}"))
    return remarks


def missing_units(units: gpd.GeoDataFrame, out: Path) -> list[Fault]:
    """Faults for units that the present files have and the new ones would lose."""
    faults = []
    for province, part in units.groupby("province_key", sort=True):
        path = out / layer_path(str(province))
        _, others = others_in(path, set(part["key"]))
        lost = [f"{unit['name']} ({unit['key']})" for unit, _ in others]
        if lost:
            shown = ", ".join(lost[:_SHOWN]) + (", …" if len(lost) > _SHOWN else "")
            found = say.UNITS_LOST.filled(count=len(lost), value=shown)
            shown = f"{out.name}/{layer_path(str(province))}"
            faults.append(Fault(shown, 0, "", found, say.ALL_OF_PROVINCE))
    return faults
