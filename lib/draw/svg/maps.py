"""Maps: areas of a layer by their class, points, labels, a scale, and the legend."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lib.cards.map_kinds import MapBody, MapClass, MapPoint, SmallMaps
from lib.cards.pieces import Piece, Said
from lib.draw import fonts
from lib.draw.projection import Projection
from lib.draw.sheet import Sheet
from lib.draw.small_maps import CAPTION, SMALL, cells, drawn_areas
from lib.draw.svg.drawing import Drawing, moved, path, rect, stacked, text, told
from lib.draw.svg.fills import fill
from lib.draw.svg.flow import PLAIN, Style, paragraph
from lib.draw.svg.marks import point
from lib.words import colours, wording
from lib.words.colours import INK, LINE, NAVY, SOFT

_SEA, _LAND, _BORDER = colours.SEA, colours.LAND, colours.BORDER
_LEGEND = 250.0
_HIGH = 0.62  # of their width: room for several maps
_PLAIN = MapClass("", "#f6f8fa", stroke="#b8c4d0")
_KM_PER_DEGREE = 111.32
_APART = 13.0  # pixels between the middles of numbers


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

    def has(self, key: str) -> bool:
        """Whether a unit is in a class by its own name."""
        return key.partition("-")[2] in self._values

    def words(self, key: str, cls: MapClass) -> str:
        """What is told of a unit."""
        _place, line = self._values.get(key.partition("-")[2], (0, ""))
        return line or str(cls.label)


def map_body(body: MapBody, room: float, sheet: Sheet) -> Drawing:
    """A map with its legend: beside it where there is room, else below."""
    beside = room >= 700
    width = room - _LEGEND - 20 if beside else room
    if body.small:
        drawn = _several(body.small, width, sheet)
        body = replace(body, areas=body.small.areas, marks=body.small.marks)
    else:
        drawn = field(body, Projection(body.bounds, width), sheet)
    if not beside:
        return stacked([drawn, legend(body, room)], 10)
    side = legend(body, _LEGEND)
    height = max(drawn.height, side.height)
    return Drawing(room, height, drawn.inner + moved(side, width + 20, 0))


def _several(small: SmallMaps, width: float, sheet: Sheet) -> Drawing:
    """Maps at one scale in rows, each with its title and what is counted in it."""
    made = ""
    placed = cells(small.maps, (width, width * _HIGH), sheet)
    for one, (x, y, seen) in zip(small.maps, placed, strict=True):
        made += moved(field(one.body, seen, sheet, one.only, scaled=False), x, y)
        for line, (words, bold) in enumerate(((one.title, False), (one.told, True))):
            long = max(fonts.width(words, 13, bold=bold), 1.0)
            top = y + seen.height + 15 + 16 * line
            made += text(x, top, words, size=min(13, 13 * seen.width / long), bold=bold)
    x, y, seen = placed[-1]
    bottom = y + seen.height + CAPTION
    made += moved(Drawing(width, 20, _scale(seen)), 0, bottom + 24 - seen.height)
    return Drawing(width, bottom + 26, made)


def field(
    body: MapBody,
    seen: Projection,
    sheet: Sheet,
    only: frozenset[str] = frozenset(),
    *,
    scaled: bool = True,
) -> Drawing:
    """The map alone.

    Args:
        body: The map.
        seen: How it is seen.
        sheet: Where its outlines are taken from.
        only: Keys of the areas drawn; empty for all.
        scaled: Whether it has a scale of its own.
    """
    inner = rect(0, 0, seen.width, seen.height, _SEA)
    behind, shapes = drawn_areas(body, seen, sheet, only)
    for shape in behind:
        inner += _outline(seen.path(shape), _LAND, _BORDER, 0.8)
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
    inner += "".join(_labels(body, seen)) + (_scale(seen) if scaled else "")
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
        size = 15 if seen.width > SMALL else 10
        half = max(fonts.width(words, size, bold=True), fonts.width(lighter, size - 2)) / 2 + 6
        x = min(max(x, half), seen.width - half)
        y = min(max(y, 24), seen.height - 34)
        yield text(x, y - 6, words, size=size, fill=INK, bold=True, anchor="middle", halo=True)
        if lighter:
            yield text(
                x, y + size + 7, lighter, size=size - 2, fill=SOFT, anchor="middle", halo=True
            )


def _scale(seen: Projection) -> str:
    """A bar of a round length with its length in words."""
    third = max(seen.width, 150.0) / seen.scale * _KM_PER_DEGREE / 4
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
