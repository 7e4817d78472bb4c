"""Outlines of units as one coverage: neighbours share their edges, before and after simplifying.

Everything here happens on a grid of whole cells, 100,000 to a degree. Simplifying only ever
leaves vertices out, so a coverage that is valid on the grid stays valid on it, and the files
carry exactly five decimals without a rounding step that could open gaps or overlaps.
"""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

Shapes = NDArray[Any]  # of shapely geometries

CELLS_PER_DEGREE = 100_000
EQUAL_AREA = 6933  # EASE-Grid 2.0, equal-area and free of grid files
GAP_DEGREES = 0.0002  # slivers between neighbours narrower than about 20 m are closed
SETTLING_ROUNDS = 20


def area_km2(shapes: Shapes) -> NDArray[np.float64]:
    """Areas in km2 of shapes in longitude and latitude, measured in an equal-area projection."""
    projected = gpd.GeoSeries(shapes, crs=4326).to_crs(EQUAL_AREA)
    return np.asarray(projected.area.to_numpy() / 1e6, dtype=np.float64)


def on_grid(shapes: Shapes, *, gap: float = GAP_DEGREES) -> Shapes:
    """Shapes in degrees as one valid coverage in whole cells.

    Overlaps go to the neighbour with the longest common border.

    Args:
        shapes: Valid polygons in longitude and latitude.
        gap: Width in degrees up to which a gap between neighbours is closed.

    Raises:
        RuntimeError: The coverage did not come to rest; never seen with real boundaries.
    """
    cells = shapely.transform(shapes, lambda points: points * CELLS_PER_DEGREE)
    return _settled(shapely.coverage_clean(cells, gap_width=gap * CELLS_PER_DEGREE))


def simplified(cells: Shapes, fine: NDArray[np.bool_], tolerance: float, context: float) -> Shapes:
    """The coverage with fewer vertices: fine edges to one tolerance, all others to a coarser one.

    An edge is fine when a fine unit lies on either side, so both sides stay identical.

    Args:
        cells: Valid coverage in whole cells.
        fine: True for units whose edges keep the finer tolerance; shape (n,).
        tolerance: In degrees, for fine edges: root of the area a left-out corner may span.
        context: In degrees, for the other edges.

    Returns:
        Valid coverage in whole cells, same order.
    """
    shapes = _coarser(cells, min(tolerance, context))
    if context > tolerance and not fine.all():
        # The sea stands in as a neighbour, so that coasts are inner edges and only
        # edges towards fine units (left out here) are borders, which stay untouched.
        west, south, east, north = shapely.total_bounds(shapes)
        frame = shapely.box(west - 1000, south - 1000, east + 1000, north + 1000)
        sea = shapely.difference(frame, shapely.coverage_union_all(shapes))
        rest = np.append(shapes[~fine], sea)
        step = context * CELLS_PER_DEGREE
        shapes[~fine] = shapely.coverage_simplify(rest, step, simplify_boundary=False)[:-1]
    return _settled(shapes)


def merged(cells: Shapes, groups: NDArray[Any]) -> tuple[list[str], Shapes]:
    """One shape per group of units, with the groups' names in sorted order."""
    names = sorted(set(groups.tolist()))
    return names, np.array([shapely.coverage_union_all(cells[groups == name]) for name in names])


def country_outlines(
    cells: Shapes,
    groups: NDArray[Any],
    kept: NDArray[np.bool_],
    *,
    tolerance: float,
    kept_tolerance: float,
    smallest_km2: float,
) -> tuple[list[str], Shapes]:
    """Outlines of groups of units (provinces) for the country scale.

    Args:
        cells: Valid coverage in whole cells.
        groups: Group of each unit; shape (n,).
        kept: Units (archipelagos) that keep every island whatever its size; shape (n,).
            They must lie off the others' coasts.
        tolerance: In degrees, for all other units.
        kept_tolerance: In degrees, for the kept units.
        smallest_km2: Other islands below this area are left out, except a group's largest part.

    Returns:
        Sorted group names and their shapes in whole cells.
    """
    names, shapes = merged(cells[~kept], groups[~kept])
    shapes = _coarser(
        np.array([_without_specks(shape, smallest_km2) for shape in shapes]), tolerance
    )
    for name in sorted(set(groups[kept].tolist())):
        islands = shapely.coverage_union_all(cells[kept & (groups == name)])
        islands = _coarser(np.array([islands]), kept_tolerance)[0]
        if name in names:
            mainland = shapes[names.index(name)]
            parts = [*shapely.get_parts(mainland), *shapely.get_parts(islands)]
            shapes[names.index(name)] = shapely.multipolygons(parts)
        else:
            names.append(name)
            shapes = np.append(shapes, islands)
    order = sorted(range(len(names)), key=names.__getitem__)
    return [names[place] for place in order], _settled(shapes[order])


def in_degrees(cells: Shapes) -> Shapes:
    """Shapes in whole cells as longitude and latitude of at most five decimals.

    Rings start at their lowest point and turn as RFC 7946 asks (exteriors counter-clockwise),
    so the same coverage always gives the same bytes.
    """
    shapes = shapely.transform(cells, lambda points: np.rint(points) / CELLS_PER_DEGREE)
    return np.asarray(shapely.orient_polygons(shapely.normalize(shapes), exterior_cw=False))


def _coarser(cells: Shapes, tolerance: float) -> Shapes:
    if tolerance <= 0:
        return cells.copy()
    return np.asarray(shapely.coverage_simplify(cells, tolerance * CELLS_PER_DEGREE))


def _without_specks(shape: Any, smallest_km2: float) -> Any:
    parts = shapely.get_parts(shape)
    areas = area_km2(in_degrees(parts))
    large = (areas >= smallest_km2) | (areas == areas.max())
    return shapely.multipolygons(parts[large])


def _settled(cells: Shapes) -> Shapes:
    """Coverage moved to whole cells and mended until it is valid in cells and in degrees."""
    for _ in range(SETTLING_ROUNDS):
        cells = _without_repeats(shapely.transform(cells, np.rint))
        if _holds(cells) and _holds(in_degrees(cells)):
            return cells
        broken = ~shapely.is_valid(cells)
        cells[broken] = shapely.make_valid(cells[broken], method="structure", keep_collapsed=False)
        cells = shapely.coverage_clean(cells)
    raise RuntimeError(f"the coverage is not valid after {SETTLING_ROUNDS} rounds of mending")


def _without_repeats(cells: Shapes) -> Shapes:
    try:
        return np.asarray(shapely.remove_repeated_points(cells))
    except shapely.errors.GEOSException:  # a hole of less than a cell is one point now
        mended = shapely.make_valid(cells, method="structure", keep_collapsed=False)
        return np.asarray(shapely.remove_repeated_points(mended))


def _holds(shapes: Shapes) -> bool:
    return bool(shapely.is_valid(shapes).all() and shapely.coverage_is_valid(shapes))
