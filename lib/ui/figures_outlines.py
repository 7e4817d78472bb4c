"""Outlines of wards and cities among their neighbours, all at one scale. No Streamlit.

Shapes go into the page as text, so that five of them cost nothing to show.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

import numpy as np
import numpy.typing as npt

from lib.draw.picture import picture
from lib.io.geo.layers import Ring
from lib.words import wording

_KM_PER_DEGREE = 110.57
_KM_ON_EQUATOR = 111.32
_MARGIN = 1.3
_LEAST_SPAN = 4.0
_FINE, _COARSE = 0.5, 1.0  # steps of a pixel that lines are rounded to
_RIM = 4  # pixels around the frame that are still drawn
_LINE, _FAINT, _LAND, _SEA, _CHOSEN = "#8fa1b3", "#c3ced9", "#ffffff", "#e4edf5", "#12365c"

Points = npt.NDArray[np.float64]


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


def span_of(places: Iterable[Place], width: int, height: int) -> float:
    """Kilometres across a frame that fits the largest part of each place, for one scale.

    Args:
        places: What is drawn, one per frame.
        width: Frame, pixels.
        height: Frame, pixels.
    """
    spans = [_LEAST_SPAN]
    for place in places:
        if place.rings:
            west, south, east, north = _box(_largest(place.rings))
            across = (east - west) * _KM_ON_EQUATOR * math.cos(math.radians(place.lat))
            up = (north - south) * _KM_PER_DEGREE
            spans.append(_MARGIN * max(across, up * width / height))
    return max(spans)


def outline_map(
    place: Place,
    span: float,
    *,
    land: Backdrop,
    neighbours: Backdrop,
    words: str,
    fill: str = _CHOSEN,
    width: int = 240,
    height: int = 180,
) -> str:
    """A place among its neighbours, as an image.

    Args:
        place: What is filled and centred.
        span: Kilometres across the frame.
        land: Larger units behind, to tell land from sea.
        neighbours: Units whose borders are drawn light.
        words: What it shows, for those who do not see it.
        fill: Colour of the place.
        width: Pixels.
        height: Pixels.
    """
    view = _View(place, width / span, width, height)
    east = span / 2 / _KM_ON_EQUATOR / math.cos(math.radians(place.lat))
    north = span / 2 * height / width / _KM_PER_DEGREE
    frame = (place.lon - east, place.lat - north, place.lon + east, place.lat + north)
    behind = view.path(land.within(*frame), _COARSE)
    light = view.path(neighbours.within(*frame), _COARSE)
    own = view.path(place.rings, _FINE)
    mark = (
        f'<path d="{own}" fill="{fill}" fill-opacity=".82" stroke="#12365c" stroke-width="1.4"/>'
        if own
        else f'<circle cx="{width / 2:g}" cy="{height / 2:g}" r="7" fill="{fill}" '
        'stroke="#12365c" stroke-width="1.6"/>'
    )
    drawn = (
        f'<rect width="{width}" height="{height}" fill="{_SEA}"/>'
        f'<path d="{behind}" fill="{_LAND}" stroke="{_LINE}" stroke-width=".8" '
        'fill-rule="evenodd"/>'
        f'<path d="{light}" fill="none" stroke="{_FAINT}" stroke-width=".8"/>'
        f"{mark}{_scale_bar(span, width, height)}"
    )
    return picture(drawn, width, height, words, "wa-outline")


@dataclass(frozen=True)
class _View:
    """From degrees to pixels around the middle of a place."""

    place: Place
    scale: float
    width: int
    height: int

    def path(self, rings: Iterable[Ring], step: float) -> str:
        """Path of the part of the rings that lies in the frame, rounded to steps of a pixel."""
        parts = []
        for ring in rings:
            points = self._pixels(ring)
            low, high = points.min(axis=0), points.max(axis=0)
            outside = (high < 0).any() or low[0] > self.width or low[1] > self.height
            if not outside and (high - low).max() > step:
                parts.append(_drawn(self._clipped(points, low, high), step))
        return "".join(parts)

    def _pixels(self, ring: Ring) -> Points:
        shrink = math.cos(math.radians(self.place.lat))
        x = (ring[:, 0] - self.place.lon) * _KM_ON_EQUATOR * shrink * self.scale + self.width / 2
        y = (self.place.lat - ring[:, 1]) * _KM_PER_DEGREE * self.scale + self.height / 2
        return np.column_stack([x, y])

    def _clipped(self, points: Points, low: Points, high: Points) -> Points:
        """The polygon cut at the frame, a little outside of it so that the cut is not seen."""
        for axis, size in ((0, self.width), (1, self.height)):
            if low[axis] < -_RIM:
                points = _cut(points, axis, -_RIM, keep_above=True)
            if high[axis] > size + _RIM:
                points = _cut(points, axis, size + _RIM, keep_above=False)
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


def _drawn(points: Points, step: float) -> str:
    """Points as a closed path in steps of a pixel; equal neighbours are one."""
    if len(points) < 3:
        return ""
    places = np.round(points / step).astype(np.int64)
    moved = np.ones(len(places), dtype=bool)
    moved[1:] = (places[1:] != places[:-1]).any(axis=1)
    kept = places[moved] * step
    if len(kept) < 3:
        return ""
    return "M" + "L".join(f"{x:g},{y:g}" for x, y in kept.tolist()) + "Z"


def _box(ring: Ring) -> tuple[float, float, float, float]:
    (west, south), (east, north) = ring.min(axis=0), ring.max(axis=0)
    return float(west), float(south), float(east), float(north)


def _largest(rings: Sequence[Ring]) -> Ring:
    def size(ring: Ring) -> float:
        west, south, east, north = _box(ring)
        return (east - west) * (north - south)

    return max(rings, key=size)


def _scale_bar(span: float, width: int, height: int) -> str:
    """A bar of a round length with its length in words."""
    third = span / 3
    power = 10 ** math.floor(math.log10(third))
    length = max(step * power for step in (1, 2, 5) if step * power <= third)
    pixels = length / span * width
    x, y = 8, height - 9
    label = f"{wording.number(length, 0 if length >= 1 else 1)} km"
    return (
        f'<path d="M{x} {y - 4}v4h{pixels:.1f}v-4" fill="none" stroke="#33475b" '
        f'stroke-width="1.4"/><text x="{x + pixels + 5:.1f}" y="{y}" font-size="11" '
        f'fill="#33475b">{escape(label)}</text>'
    )
