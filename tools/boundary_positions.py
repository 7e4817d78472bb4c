"""Where a source's coordinates lie on the Earth: any coordinate system to degrees."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pyproj
import shapely
from pyproj.transformer import TransformerGroup

from tools.unit_names import NoteFault

FRAME = (101.0, 6.0, 119.0, 24.5)  # west, south, east, north: Viet Nam with its archipelagos
CRS_HINT = (
    "give --crs, for VN-2000 one of EPSG:3405, EPSG:3406 (zones 48N, 49N), EPSG:5896 to 5899 or "
    "EPSG:9205 to 9218 (3-degree zones), for longitude and latitude EPSG:4326"
)


def in_degrees(
    shapes: gpd.GeoSeries, named: str, file: str, note: NoteFault
) -> gpd.GeoSeries | None:
    """Shapes of one file in longitude and latitude (EPSG:4326), heights dropped.

    Args:
        shapes: As read, in the file's coordinate system.
        named: Coordinate system that holds whatever the file says; empty to believe the file.
        file: Name of the file in faults.
        note: Called with file, row, column, found and expected of each fault: coordinate system
            missing or without a datum, shapes outside the country, axes swapped.

    Returns:
        None when the coordinate system is not usable.
    """
    crs = _usable(shapes, named, file, note)
    if crs is None:
        return None
    bare = gpd.GeoSeries(shapely.force_2d(shapes.to_numpy()))
    moved = bare.set_crs(crs).to_crs(4326)
    outside = ~_inside(moved)
    if outside.any():
        turned = gpd.GeoSeries(shapely.transform(bare.to_numpy(), lambda points: points[:, ::-1]))
        swapped = _inside(turned.set_crs(crs).to_crs(4326))
        for number in outside.to_numpy().nonzero()[0]:
            x, y = (round(float(edge), 5) for edge in bare.iloc[number].bounds[:2])
            if swapped.iloc[number]:
                found, expected = "latitude and longitude are swapped", "x is east, y is north"
            else:
                found = "lies outside Viet Nam"
                expected = f"if the coordinate system is wrong, {CRS_HINT}"
            note(file, int(number) + 2, "geometry", f"{found}: starts at x={x}, y={y}", expected)
    return moved


def _usable(shapes: gpd.GeoSeries, named: str, file: str, note: NoteFault) -> pyproj.CRS | None:
    """The coordinate system, or None and a fault when no sure way leads from it to WGS 84."""
    try:
        crs = pyproj.CRS(named or shapes.crs) if named or shapes.crs else None
    except pyproj.exceptions.CRSError:
        note(file, 0, "", f"unknown coordinate system {named!r}", CRS_HINT)
        return None
    if crs is None:
        note(file, 0, "", "no coordinate system is named", CRS_HINT)
        return None
    if not (crs.is_geographic or crs.is_projected):
        note(file, 0, "", f"coordinate system {crs.name!r} is not of the Earth", CRS_HINT)
        return None
    ways = TransformerGroup(crs, 4326, always_xy=True).transformers
    if not ways or "ballpark" in ways[0].description.lower():
        # A guess would put the outlines some 200 m off without anybody noticing.
        note(file, 0, "", f"coordinate system {crs.name!r} does not say its datum", CRS_HINT)
        return None
    return crs


def _inside(shapes: gpd.GeoSeries) -> pd.Series[bool]:
    """Whether each shape lies in the frame of the country; an empty one is judged elsewhere."""
    box = shapes.bounds
    west, south, east, north = FRAME
    within = (box.minx >= west) & (box.miny >= south) & (box.maxx <= east) & (box.maxy <= north)
    return pd.Series(within | shapes.is_empty | shapes.isna(), dtype=bool)
