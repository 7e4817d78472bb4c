"""Outlines of wards and cities among their neighbours, in frames of one scale, in kilometres."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import shapely

from lib.io.geo.layers import Ring

_KM_PER_DEGREE = 110.57
_KM_ON_EQUATOR = 111.32
_MARGIN = 1.3
_LEAST_SPAN = 4.0
_ASPECT = 4 / 3
_FINE, _COARSE = 1 / 480, 1 / 240  # parts of a frame that lines are rounded to
_RIM = 1 / 60  # part of the frame around it that is still drawn

Points = npt.NDArray[np.float64]
Line = tuple[tuple[float, float], ...]
"""Points in kilometres east and south of the middle of a frame."""
Spot = tuple[float, float]
"""One such point."""


@dataclass(frozen=True)
class Place:
    """What is drawn in the middle of an outline map.

    Attributes:
        lon: Middle, degrees east.
        lat: Middle, degrees north.
        rings: Its outline; empty when there is none, then a point is drawn.
    """

    lon: float
    lat: float
    rings: tuple[Ring, ...] = ()


@dataclass(frozen=True)
class Backdrop:
    """Outlines that lie around: rings and their boxes, so that those in a frame are soon found.

    Attributes:
        rings: All rings.
        boxes: West, south, east, north of each.
    """

    rings: tuple[Ring, ...] = ()
    boxes: Points = field(default_factory=lambda: np.empty((0, 4)))

    def within(self, west: float, south: float, east: float, north: float) -> list[Ring]:
        """Rings whose box reaches into a frame."""
        boxes = self.boxes
        inside = (boxes[:, 0] <= east) & (boxes[:, 2] >= west)
        inside &= (boxes[:, 1] <= north) & (boxes[:, 3] >= south)
        return [self.rings[place] for place in np.flatnonzero(inside)]


def backdrop(shapes: Mapping[str, tuple[Ring, ...]]) -> Backdrop:
    """A backdrop of all the outlines of a layer."""
    rings = tuple(ring for every in shapes.values() for ring in every)
    return Backdrop(rings, np.array([_box(ring) for ring in rings]).reshape(-1, 4))


def place_of(rings: Sequence[Ring]) -> Place:
    """The place of an outline: the middle of its largest part."""
    west, south, east, north = _box(_largest(rings))
    return Place((west + east) / 2, (south + north) / 2, tuple(rings))


def is_inside(at: Spot, rings: Iterable[Ring]) -> bool:
    """Whether a place (degrees east, north) lies within an outline; holes are outside."""
    around = [shapely.contains_xy(shapely.Polygon(ring), *at) for ring in rings]
    return sum(map(bool, around)) % 2 == 1


def span_of(places: Iterable[Place]) -> float:
    """Kilometres across a frame that fits the largest part of each place, for one scale."""
    spans = [_LEAST_SPAN]
    for place in places:
        if place.rings:
            west, south, east, north = _box(_largest(place.rings))
            across = (east - west) * _KM_ON_EQUATOR * math.cos(math.radians(place.lat))
            up = (north - south) * _KM_PER_DEGREE
            spans.append(_MARGIN * max(across, up * _ASPECT))
    return round(max(spans), 3)


@dataclass(frozen=True)
class Frame:
    """A frame around the middle of a place.

    Attributes:
        place: What lies in the middle.
        span: Kilometres from its left to its right.
    """

    place: Place
    span: float

    @property
    def own(self) -> tuple[Line, ...]:
        """The outline of the place."""
        return self._lines(self.place.rings, _FINE)

    def spot(self, lon: float, lat: float) -> Spot:
        """A place in degrees as a point of the frame, kilometres."""
        ((x, y),) = self._kilometres(np.array([[lon, lat]])).tolist()
        return round(x, 4), round(y, 4)

    def around(self, behind: Backdrop) -> tuple[Line, ...]:
        """The part of a backdrop that lies in the frame."""
        across = self.span / 2 / _KM_ON_EQUATOR / math.cos(math.radians(self.place.lat))
        up = self.span / 2 / _ASPECT / _KM_PER_DEGREE
        lon, lat = self.place.lon, self.place.lat
        return self._lines(behind.within(lon - across, lat - up, lon + across, lat + up), _COARSE)

    def _lines(self, rings: Iterable[Ring], step: float) -> tuple[Line, ...]:
        """The part of rings that lies in the frame, rounded to steps."""
        edge = np.array([self.span / 2, self.span / 2 / _ASPECT])
        lines = []
        for ring in rings:
            points = self._kilometres(ring)
            low, high = points.min(axis=0), points.max(axis=0)
            outside = (high < -edge).any() or (low > edge).any()
            if not outside and (high - low).max() > step * self.span:
                cut = self._clipped(points, edge + _RIM * self.span)
                lines.append(_rounded(cut, step * self.span))
        return tuple(line for line in lines if line)

    def _kilometres(self, ring: Ring) -> Points:
        shrink = math.cos(math.radians(self.place.lat))
        x = (ring[:, 0] - self.place.lon) * _KM_ON_EQUATOR * shrink
        y = (self.place.lat - ring[:, 1]) * _KM_PER_DEGREE
        return np.column_stack([x, y])

    def _clipped(self, points: Points, edge: Points) -> Points:
        """The polygon cut at the frame, a little outside of it so that the cut is not seen."""
        for axis, limit in enumerate(edge.tolist()):
            if len(points) and points[:, axis].min() < -limit:
                points = _cut(points, axis, -limit, keep_above=True)
            if len(points) and points[:, axis].max() > limit:
                points = _cut(points, axis, limit, keep_above=False)
        return points


def _cut(points: Points, axis: int, limit: float, *, keep_above: bool) -> Points:
    """One side of a polygon cut by a line (Sutherland and Hodgman)."""
    if len(points) < 3:
        return points
    following = np.roll(points, -1, axis=0)
    here, there = points[:, axis], following[:, axis]
    inside = here >= limit if keep_above else here <= limit
    crossing = inside != np.roll(inside, -1)
    # Where nothing crosses the quotient is not used.
    share = (limit - here) / np.where(crossing, there - here, 1.0)
    met = points + share[:, None] * (following - points)
    both: Points = np.stack([points, met], axis=1).reshape(-1, 2)
    cut: Points = both[np.stack([inside, crossing], axis=1).reshape(-1)]
    return cut


def _rounded(points: Points, step: float) -> Line:
    """Points in whole steps; equal neighbours are one; empty for what is no area."""
    if len(points) < 3:
        return ()
    places = np.round(points / step).astype(np.int64)
    moved = np.ones(len(places), dtype=bool)
    moved[1:] = (places[1:] != places[:-1]).any(axis=1)
    kept = np.round(places[moved] * step, 4)
    return tuple((x, y) for x, y in kept.tolist()) if len(kept) > 2 else ()


def _box(ring: Ring) -> tuple[float, float, float, float]:
    (west, south), (east, north) = ring.min(axis=0), ring.max(axis=0)
    return float(west), float(south), float(east), float(north)


def _largest(rings: Sequence[Ring]) -> Ring:
    def size(ring: Ring) -> float:
        west, south, east, north = _box(ring)
        return (east - west) * (north - south)

    return max(rings, key=size)
