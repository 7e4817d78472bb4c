"""Several maps side by side: where each stands, at one scale, and what is drawn in it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from lib.cards.map_kinds import MapBody, SmallMap
from lib.draw.projection import Projection
from lib.draw.sheet import Shape, Sheet

CAPTION = 42.0
"""Pixels below each map, for two lines."""
SMALL = 260.0
"""Letters on a map that is narrower, in pixels, are smaller."""
_GAP = 10.0
_FILLED = 0.94  # part of its cell that the largest map takes
_DOT = 4.0  # pixels: no ward of a small map is smaller
_Bounds = tuple[float, float, float, float]


def cells(
    maps: Sequence[SmallMap], room: tuple[float, float], sheet: Sheet
) -> list[tuple[float, float, Projection]]:
    """Where each map stands: as many columns as make them largest, one scale for all.

    Args:
        maps: The maps.
        room: Width and height there is for them, in pixels.
        sheet: Where their outlines are taken from.

    Returns:
        Left and upper edge of each, and how it is seen.
    """
    bounds = [_bounds(each, sheet) for each in maps]
    sizes = [_size(each) for each in bounds]
    wide, high = (max(each) for each in zip(*sizes, strict=True))
    best, columns, width = 0.0, 1, room[0]
    for count in range(1, len(maps) + 1):
        rows = math.ceil(len(maps) / count)
        across = (room[0] + _GAP) / count - _GAP
        down = (room[1] + _GAP) / rows - _GAP - CAPTION
        scale = _FILLED * min(across / wide, down / high)
        if scale > best:
            best, columns, width = scale, count, across
    tall = high * best / _FILLED
    return [
        (
            place % columns * (width + _GAP),
            place // columns * (tall + CAPTION + _GAP),
            Projection(each, width, tall, best),
        )
        for place, each in enumerate(bounds)
    ]


def drawn_areas(
    body: MapBody, seen: Projection, sheet: Sheet, only: frozenset[str]
) -> tuple[Sequence[Shape], Sequence[Shape]]:
    """Outlines behind those with classes, and these; all, or only some of them.

    Of some no ward is too small to be seen.
    """
    behind = sheet.outlines(body.outline) if body.outline else ()
    shapes = sheet.outlines(body.layer) if body.layer else ()
    if not only:
        return behind, shapes
    least = _DOT / seen.scale
    return (
        [each for each in behind if each.key in only],
        [_seen(each, least) for each in shapes if each.key in only],
    )


@dataclass(frozen=True)
class _Grown:
    """An outline that would not be seen, as a square."""

    key: str
    name: str
    kind: str
    rings: Sequence[npt.NDArray[Any]]


def _seen(shape: Shape, least: float) -> Shape:
    """An outline, or a square at its place that measures `least` degrees."""
    if not shape.rings:
        return shape
    ring = max(shape.rings, key=lambda each: float(np.ptp(each, axis=0).max()))
    if float(np.ptp(ring, axis=0).max()) >= least:
        return shape
    corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)]) * least / 2
    middle = (ring.min(axis=0) + ring.max(axis=0)) / 2
    return _Grown(shape.key, shape.name, shape.kind, (middle + corners,))


def _bounds(one: SmallMap, sheet: Sheet) -> _Bounds:
    """Where a map looks: at the largest part of what is drawn alone, or as it says.

    Far islands do not make their province small.
    """
    if one.only:
        behind = sheet.outlines(one.body.outline) if one.body.outline else ()
        rings = [ring for each in behind if each.key in one.only for ring in each.rings]
        if rings:
            largest = max(rings, key=lambda ring: float(np.prod(np.ptp(ring, axis=0))))
            (west, south), (east, north) = largest.min(axis=0), largest.max(axis=0)
            return float(west), float(south), float(east), float(north)
    return one.body.bounds


def _size(bounds: _Bounds) -> tuple[float, float]:
    """Width and height in degrees of latitude."""
    west, south, east, north = bounds
    return (east - west) * math.cos(math.radians((south + north) / 2)), north - south
