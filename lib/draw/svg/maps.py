"""Maps: areas of a layer by their class, points, labels, a scale, and the legend."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from lib.cards.charts import MapBody, MapClass, MapPoint
from lib.cards.pieces import Piece, Said
from lib.draw import fonts
from lib.draw.sheet import Shape, Sheet
from lib.draw.svg.drawing import Drawing, moved, path, rect, stacked, text, told
from lib.draw.svg.fills import fill
from lib.draw.svg.flow import PLAIN, Style, paragraph
from lib.draw.svg.marks import point
from lib.words import colours, wording
from lib.words.colours import INK, LINE, NAVY, SOFT

_SEA, _LAND, _BORDER = colours.SEA, colours.LAND, colours.BORDER
_LEGEND = 250.0
_TALLEST = 1.08  # height of the map over its width, at most
_FLATTEST = 0.5
_PLAIN = MapClass("", "#f6f8fa", stroke="#b8c4d0")
_KM_PER_DEGREE = 111.32
_APART = 13.0  # pixels between the middles of numbers


class Projection:
    """Degrees to pixels: parallels and meridians straight, true at the middle of the field.

    Args:
        bounds: West, south, east, north that must be in sight.
        width: Of the field, pixels.
    """

    def __init__(self, bounds: tuple[float, float, float, float], width: float) -> None:
        west, south, east, north = bounds
        self._squeeze = math.cos(math.radians((south + north) / 2))
        wide, high = max((east - west) * self._squeeze, 1e-6), max(north - south, 1e-6)
        self.width = width
        self.height = width * min(max(high / wide, _FLATTEST), _TALLEST)
        inset = 0.96
        self.scale = inset * min(self.width / wide, self.height / high)
        self._east, self._north = (west + east) / 2, (south + north) / 2

    def points(self, degrees: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Longitudes and latitudes in rows as pixels from the upper left."""
        middle = np.array([self._east, self._north])
        factors = np.array([self.scale * self._squeeze, -self.scale])
        spots: npt.NDArray[Any] = (degrees - middle) * factors + np.array(
            [self.width / 2, self.height / 2]
        )
        return spots

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        """One place as pixels."""
        x, y = self.points(np.array([[lon, lat]]))[0]
        return float(x), float(y)

    def path(self, shape: Shape) -> str:
        """An outline as a path; "" when it lies outside the field."""
        made = ""
        for ring in shape.rings:
            spots = self.points(ring)
            low, high = spots.min(axis=0), spots.max(axis=0)
            if high[0] < 0 or high[1] < 0 or low[0] > self.width or low[1] > self.height:
                continue
            if (high - low).max() < 0.4:
                continue
            made += _ring(spots)
        return made


def _ring(spots: npt.NDArray[Any]) -> str:
    """A closed line in tenths of a pixel, without points that fall on the one before."""
    tenths = np.rint(spots * 10).astype(int)
    keep = np.ones(len(tenths), dtype=bool)
    keep[1:] = (np.abs(np.diff(tenths, axis=0)) > 3).any(axis=1)
    kept = tenths[keep].tolist()
    return "M" + "L".join(f"{x / 10:g},{y / 10:g}" for x, y in kept) + "Z"


class Classes:
    """Class and words of each unit of the layer, as the map on the screen finds them."""

    def __init__(self, body: MapBody) -> None:
        self._body = body
        self._values = {code: (place, line) for code, place, line in body.values}
        self._rest = dict(body.rest)

    def of(self, key: str, kind: str) -> MapClass:
        """Class of a unit."""
        code = key.partition("-")[2]
        if code in self._values:
            return self._body.classes[self._values[code][0]]
        place = self._rest.get(kind, self._rest.get("other"))
        return _PLAIN if place is None else self._body.classes[place]

    def words(self, key: str, cls: MapClass) -> str:
        """What is told of a unit."""
        _place, line = self._values.get(key.partition("-")[2], (0, ""))
        return line or str(cls.label)


def map_body(body: MapBody, room: float, sheet: Sheet) -> Drawing:
    """A map with its legend: beside it where there is room, else below."""
    beside = room >= 700
    width = room - _LEGEND - 20 if beside else room
    drawn = field(body, width, sheet)
    if not beside:
        return stacked([drawn, legend(body, room)], 10)
    side = legend(body, _LEGEND)
    height = max(drawn.height, side.height)
    return Drawing(room, height, drawn.inner + moved(side, width + 20, 0))


def field(body: MapBody, width: float, sheet: Sheet) -> Drawing:
    """The map alone."""
    seen = Projection(body.bounds, width)
    inner = rect(0, 0, seen.width, seen.height, _SEA)
    for shape in sheet.outlines(body.outline) if body.outline else ():
        inner += _outline(seen.path(shape), _LAND, _BORDER, 0.8)
    shapes = sheet.outlines(body.layer) if body.layer else ()
    classes = Classes(body)
    for shape in shapes:
        cls = classes.of(shape.key, shape.kind)
        drawn = _outline(seen.path(shape), fill(cls.fill, cls.hatch, cls.ink), cls.stroke, 0.7)
        inner += told(drawn, f"{shape.name}: {classes.words(shape.key, cls)}") if drawn else ""
    chosen = set(body.chosen)
    for shape in shapes:
        if shape.key in chosen:
            inner += _outline(seen.path(shape), "none", NAVY, 2.6)
    inner += "".join(_points(body, seen))
    inner += "".join(_labels(body, seen)) + _scale(seen)
    if not shapes and body.trouble:
        inner += text(12, 24, body.trouble, fill=SOFT, halo=True)
    size = f'width="{seen.width:.1f}" height="{seen.height:.1f}"'
    frame = rect(0.5, 0.5, seen.width - 1, seen.height - 1, "none", f'stroke="{LINE}"')
    # A drawing of its own cuts off what lies outside the field.
    return Drawing(seen.width, seen.height, f"<svg {size}>{inner}</svg>{frame}")


def _outline(d: str, ground: str, stroke: str, width: float) -> str:
    if not d:
        return ""
    look = f'fill="{ground}" fill-rule="evenodd" stroke="{stroke}" stroke-width="{width}"'
    return f'<path d="{d}" {look} stroke-linejoin="round"/>'


def _points(body: MapBody, seen: Projection) -> Iterator[str]:
    shrink = min(max(seen.width / 900, 0.55), 1.0)
    if len(body.points) > 150:
        shrink *= 0.8
    chosen = set(body.chosen)
    for each in sorted(body.points, key=lambda p: body.classes[p.place].rank):
        cls = body.classes[each.place]
        x, y = seen.at(each.lat, each.lon)
        if -9 < x < seen.width + 9 and -9 < y < seen.height + 9:
            ring = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="10" fill="none" stroke="{NAVY}" '
            ring += 'stroke-width="2"/>'
            drawn = point(cls, x, y, cls.size * shrink) + (ring if each.key in chosen else "")
            yield told(drawn, _point_words(each, cls))


def _point_words(each: MapPoint, cls: MapClass) -> str:
    return f"{each.name}: {each.line or cls.label}"


def _labels(body: MapBody, seen: Projection) -> Iterator[str]:
    """Names on the map; at an edge they stand inside of it."""
    taken: list[tuple[float, float]] = []
    for lat, lon, words, lighter in body.labels:
        x, y = seen.at(lat, lon)
        if not lighter:  # a number at its place; the index has those that have no room
            if all(abs(x - a) > _APART or abs(y - b) > _APART * 0.8 for a, b in taken):
                taken.append((x, y))
                yield text(x, y + 3.5, words, size=10, bold=True, anchor="middle", halo=True)
            continue
        half = max(fonts.width(words, 15, bold=True), fonts.width(lighter, 13)) / 2 + 6
        x = min(max(x, half), seen.width - half)
        y = min(max(y, 24), seen.height - 34)
        yield text(x, y - 6, words, size=15, fill=INK, bold=True, anchor="middle", halo=True)
        if lighter:
            yield text(x, y + 22, lighter, size=13, fill=SOFT, anchor="middle", halo=True)


def _scale(seen: Projection) -> str:
    """A bar of a round length with its length in words."""
    third = seen.width / seen.scale * _KM_PER_DEGREE / 4
    power = 10 ** math.floor(math.log10(third))
    length = max(step * power for step in (1, 2, 5) if step * power <= third)
    pixels = length / _KM_PER_DEGREE * seen.scale
    x, y = 12, seen.height - 14
    label = f"{wording.number(length, 0 if length >= 1 else 1)} km"
    bar = path(f"M{x} {y - 5:.1f}v5h{pixels:.1f}v-5", colours.SLATE, 1.6)
    return bar + text(x + pixels + 6, y, label, fill=colours.SLATE, halo=True)


def legend(body: MapBody, room: float) -> Drawing:
    """Classes of points and of areas with their counts."""
    drawn = []
    for classes, head, is_mark in (
        (body.marks, body.marks_told, True),
        (body.areas, body.areas_told, False),
    ):
        if classes and head:
            drawn.append(paragraph(head, room, Style(14, SOFT, bold=True)))
        drawn += [_class(cls, room, is_mark=is_mark) for cls in classes]
    return stacked(drawn, 6)


def _class(cls: MapClass, room: float, *, is_mark: bool) -> Drawing:
    parts: Sequence[Piece] = [cls.label]
    if cls.count:
        parts = [*parts, ": ", Said((cls.count,), "strong")]
    words = paragraph(Said(tuple(parts)), room - 32, PLAIN)
    sign = (
        point(cls, 11, 11, 15)
        if is_mark
        else rect(0, 3, 22, 16, fill(cls.fill, cls.hatch, cls.ink), f'stroke="{cls.stroke}"')
    )
    return Drawing(room, max(words.height, 22), sign + moved(words, 32, 0))
