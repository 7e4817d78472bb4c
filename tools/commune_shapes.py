"""Current communes as the open map of 2026-07-25 draws them: titles, areas, points inside."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import geopandas
import shapely
from shapely.geometry.base import BaseGeometry

from tools.csv_tables import clean

LISTED_ON = "2026-07-25"
EQUAL_AREA = "EPSG:6933"
NEAR_KM = 25.0
KM_PER_DEGREE = 111.2  # of latitude; distances here only sort out gross errors
# Drawn over open sea as one schematic outline each: their extent is no land area.
SCHEMATIC = frozenset({"20333", "22736"})


@dataclass(frozen=True)
class Outline:
    """One current commune: title, province, outline in degrees, area in km2."""

    code: str
    title: str
    province: str
    province_title: str
    shape: BaseGeometry
    area_km2: float | None


def read_outlines(path: Path) -> dict[str, Outline]:
    """Outlines by commune code."""
    frame = geopandas.read_parquet(path)
    areas = frame.to_crs(EQUAL_AREA).area / 1e6
    return {
        row.code: Outline(
            row.code,
            clean(row.name),
            row.province_code,
            clean(row.province),
            row.geometry,
            None if row.code in SCHEMATIC else float(area),
        )
        for row, area in zip(frame.itertuples(index=False), areas, strict=True)
    }


def province_shapes(outlines: dict[str, Outline]) -> dict[str, BaseGeometry]:
    """Outline of each province, by code, as the union of its communes."""
    parts: dict[str, list[BaseGeometry]] = {}
    for outline in outlines.values():
        parts.setdefault(outline.province, []).append(shapely.make_valid(outline.shape))
    shapes = {code: shapely.union_all(shapes) for code, shapes in parts.items()}
    for shape in shapes.values():
        shapely.prepare(shape)
    return shapes


def point_inside(shape: BaseGeometry, lat: float, lon: float) -> tuple[float, float, bool]:
    """The position when it lies in the outline, else a point of the outline itself.

    A position that only just misses is taken for the right place of an archipelago: the
    point is one of its nearest island. One that is far off belongs to another commune of
    that name: the point is one of the whole outline.

    Returns:
        Latitude, longitude, and whether the given position was kept.
    """
    given = shapely.Point(lon, lat)
    if shape.contains(given):
        return lat, lon, True
    if km_outside(shape, lat, lon) < NEAR_KM:
        shape = min(shapely.get_parts(shape), key=given.distance)
    inside = shape.representative_point()
    return inside.y, inside.x, False


def km_outside(shape: BaseGeometry, lat: float, lon: float) -> float:
    """Rough distance of a position from an outline, km; 0 inside."""
    return float(shape.distance(shapely.Point(lon, lat))) * KM_PER_DEGREE
