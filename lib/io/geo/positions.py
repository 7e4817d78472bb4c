"""Where a source's coordinates lie on the Earth: any coordinate system to degrees."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely
from numpy.typing import NDArray
from pyproj.transformer import TransformerGroup

from lib.io.faults import said
from lib.io.geo import boundary_faults as say
from lib.io.geo.unit_names import NoteFault

FRAME = (101.0, 6.0, 119.0, 24.5)  # west, south, east, north: Viet Nam with its archipelagos


def in_degrees(
    shapes: gpd.GeoSeries,
    codes: Sequence[str],
    named: str,
    file: str,
    note: NoteFault,
    turned: Callable[[int], None],
) -> gpd.GeoSeries | None:
    """Shapes of one file in longitude and latitude (EPSG:4326), heights dropped.

    A shape that lies in the country only with its axes changed over is taken that way: in
    degrees and in VN-2000 no place of the country is one of the country both ways.

    Args:
        shapes: As read, in the file's coordinate system.
        codes: What names each shape in faults.
        named: Coordinate system that holds whatever the file says; empty to believe the file.
        file: Name of the file in faults.
        note: Called with file, row, column, found and expected of each fault: coordinate system
            missing or without a datum, shapes outside the country.
        turned: Called with the place of each shape whose axes were changed over.

    Returns:
        None when the coordinate system is not usable.
    """
    crs = _usable(shapes, named, file, note)
    if crs is None:
        return None
    bare = gpd.GeoSeries(shapely.force_2d(shapes.to_numpy()))
    moved = bare.set_crs(crs).to_crs(4326)
    outside = ~_inside(moved).to_numpy()
    if not outside.any():
        return moved
    swapped = shapely.transform(bare.to_numpy(), lambda points: points[:, ::-1])
    other = gpd.GeoSeries(swapped).set_crs(crs).to_crs(4326)
    fits = outside & _inside(other).to_numpy()
    result: NDArray[np.object_] = moved.to_numpy().copy()
    result[fits] = other.to_numpy()[fits]
    for place in map(int, outside.nonzero()[0]):
        if fits[place]:
            turned(place)
            continue
        x, y = (f"{float(edge):.5f}".rstrip("0") for edge in bare.iloc[place].bounds[:2])
        found = said(say.OUTSIDE, value=codes[place], x=x.rstrip("."), y=y.rstrip("."))
        note(file, place + 2, "geometry", found, say.CHECK_SYSTEM)
    return gpd.GeoSeries(result, crs=4326)


def _usable(shapes: gpd.GeoSeries, named: str, file: str, note: NoteFault) -> pyproj.CRS | None:
    """The coordinate system, or None and a fault when no sure way leads from it to WGS 84."""
    try:
        crs = pyproj.CRS(named or shapes.crs) if named or shapes.crs else None
    except pyproj.exceptions.CRSError:
        note(file, 0, "", said(say.UNKNOWN_CRS, value=named), say.CHOOSE_CRS)
        return None
    if crs is None:
        note(file, 0, "", say.NO_CRS, say.CHOOSE_CRS)
        return None
    if not (crs.is_geographic or crs.is_projected):
        note(file, 0, "", said(say.NOT_OF_EARTH, value=crs.name), say.CHOOSE_CRS)
        return None
    ways = TransformerGroup(crs, 4326, always_xy=True).transformers
    if not ways or "ballpark" in ways[0].description.lower():
        # A guess would put the outlines some 200 m off without anybody noticing.
        note(file, 0, "", said(say.NO_DATUM, value=crs.name), say.CHOOSE_CRS)
        return None
    return crs


def _inside(shapes: gpd.GeoSeries) -> pd.Series[bool]:
    """Whether each shape lies in the frame of the country; an empty one is judged elsewhere."""
    box = shapes.bounds
    west, south, east, north = FRAME
    within = (box.minx >= west) & (box.miny >= south) & (box.maxx <= east) & (box.maxy <= north)
    return pd.Series(within | shapes.is_empty | shapes.isna(), dtype=bool)
