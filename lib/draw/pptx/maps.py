"""A map of PowerPoint's own shapes: one freeform for each unit, to recolour and ungroup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count
from typing import Any

import numpy as np
import shapely

from lib.cards.map_kinds import MapBody, MapClass, SmallMaps
from lib.draw import hatches
from lib.draw.pptx.shapes_xml import PARTED, add_group, freeform, next_number, paint, preset
from lib.draw.pptx.texts import Line, box, height, width
from lib.draw.projection import Projection
from lib.draw.sheet import Shape, Sheet
from lib.draw.small_maps import CAPTION, SMALL, cells, drawn_areas
from lib.draw.svg.maps import Classes
from lib.words import colours
from lib.words.colours import NAVY, SOFT
from lib.words.wording import _

MOST_SHAPES = 800
"""More than so many shapes are drawn as one picture."""
_LAND, _BORDER, _SEA = colours.LAND, colours.BORDER, colours.SEA
_LEGEND = 290.0
_MARKS = {"diamond": "diamond", "square": "rect", "ring": "donut"}


def fits(body: MapBody, sheet: Sheet) -> bool:
    """Whether a map, or several in its place, has few enough shapes to be drawn as such."""

    def count(one: MapBody, only: frozenset[str]) -> int:
        layers = [sheet.outlines(name) for name in {one.layer, one.outline} - {""}]
        drawn = sum(not only or each.key in only for layer in layers for each in layer)
        return drawn + len(one.points)

    maps = [(each.body, each.only) for each in body.small.maps] if body.small else []
    return sum(count(*each) for each in maps or [(body, frozenset[str]())]) <= MOST_SHAPES


def draw(
    shapes: Any,
    place: tuple[float, float, float, float],
    body: MapBody,
    sheet: Sheet,
    words: str,
    name: str,
) -> None:
    """A map with its legend beside it.

    Args:
        shapes: Of the slide.
        place: Left, top, width, height in pixels.
        body: The map.
        sheet: Where its outlines are taken from.
        words: What it shows, for those who do not see it.
        name: Of the group.
    """
    left, top, wide, tall = place
    room = wide - _LEGEND - 24
    if body.small:
        _several(shapes, (left, top, room, tall), body.small, sheet, words, name)
        told = replace(body, areas=body.small.areas, marks=body.small.marks)
        _legend(shapes, (left + room + 24, top, _LEGEND), told, name)
        return
    seen = Projection(body.bounds, min(room, tall / 0.62))
    if seen.height > tall:
        seen = Projection(body.bounds, seen.width * tall / seen.height)
    add_group(
        shapes, name, words, (left, top, seen.width, seen.height),
        _parts(next_number(shapes) + 1, (left, top), seen, body, sheet),
    )  # fmt: skip
    _labels(shapes, (left, top), seen, body, name)
    _legend(shapes, (left + seen.width + 24, top, wide - seen.width - 24), body, name)


def _several(
    shapes: Any,
    place: tuple[float, float, float, float],
    small: SmallMaps,
    sheet: Sheet,
    words: str,
    name: str,
) -> None:
    """Maps at one scale in rows, each a group with its title below."""
    left, top, wide, tall = place
    placed = cells(small.maps, (wide, tall), sheet)
    for number, (one, (x, y, seen)) in enumerate(zip(small.maps, placed, strict=True)):
        at, own = (left + x, top + y), f"{name}.small.{number}"
        add_group(
            shapes, own, f"{words} {one.title}: {one.told}".strip(" :"),
            (*at, seen.width, seen.height),
            _parts(next_number(shapes) + 1, at, seen, one.body, sheet, one.only),
        )  # fmt: skip
        _labels(shapes, at, seen, one.body, own)
        lines = [Line(one.title, 14), Line(one.told, 14, bold=True)]
        longest = max(width(line.text, line.size, bold=line.bold) for line in lines)
        size = min(14.0, 14.0 * seen.width / max(longest, 1.0))
        lines = [replace(line, size=size) for line in lines if line.text]
        box(shapes, (at[0], at[1] + seen.height + 2, seen.width, CAPTION - 2), lines, f"{own}.told")


def _parts(
    number: int,
    at: tuple[float, float],
    seen: Projection,
    body: MapBody,
    sheet: Sheet,
    only: frozenset[str] = frozenset(),
) -> Iterator[str]:
    """The sea, what lies behind, the units, and the points, each with an id of its own."""
    ids = count(number)
    yield preset(next(ids), "sea", "rect", (*at, seen.width, seen.height), paint(_SEA), _BORDER)
    classes = Classes(body)
    behind = MapClass("", _LAND, stroke=_BORDER)
    faint, drawn = drawn_areas(body, seen, sheet, only)
    areas = [(shape, behind, "") for shape in faint]
    for shape in drawn:
        cls = classes.of(shape.key, shape.kind)
        areas.append((shape, cls, classes.words(shape.key, cls)))
    for shape, cls, told in areas:
        rings = _rings(shape, seen)
        if rings:
            name = PARTED.join(part for part in (shape.name, shape.key, told) if part)
            lines = [[(at[0] + x, at[1] + y) for x, y in ring] for ring in rings]
            yield freeform(next(ids), name, lines, paint(cls.fill, cls.hatch, cls.ink), cls.stroke)
    shrink = 0.55 if len(body.points) > 150 else 0.8
    for each in sorted(body.points, key=lambda point: body.classes[point.place].rank):
        cls = body.classes[each.place]
        x, y = seen.at(each.lat, each.lon)
        if 0 <= x <= seen.width and 0 <= y <= seen.height:
            size = cls.size * shrink
            place = (at[0] + x - size / 2, at[1] + y - size / 2, size, size)
            name = PARTED.join((each.name, each.key, str(each.line or cls.label)))
            kind = _MARKS.get(cls.shape, "ellipse")
            ring = hatches.INK if cls.fill == "#ffffff" else "#ffffff"  # white on white is unseen
            yield preset(next(ids), name, kind, place, paint(cls.fill), ring)


def _rings(shape: Shape, seen: Projection) -> list[list[tuple[float, float]]]:
    """The part of an outline in the field, in pixels; rings without an area are left out."""
    rings = []
    for ring in shape.rings:
        spots = seen.points(np.asarray(ring))
        low, high = spots.min(axis=0), spots.max(axis=0)
        if (high < 0).any() or low[0] > seen.width or low[1] > seen.height:
            continue
        if (low < 0).any() or high[0] > seen.width or high[1] > seen.height:
            rings += _clipped(spots, seen)
        else:
            rings.append(_thinned(spots))
    return [ring for ring in rings if len(ring) > 2]


def _clipped(spots: Any, seen: Projection) -> list[list[tuple[float, float]]]:
    area = shapely.make_valid(shapely.Polygon(spots))
    inside = shapely.clip_by_rect(area, 0, 0, seen.width, seen.height)
    parts = shapely.get_parts(inside)
    return [
        _thinned(shapely.get_coordinates(part.exterior))
        for part in parts
        if part.geom_type == "Polygon" and not part.is_empty
    ]


def _thinned(spots: Any) -> list[tuple[float, float]]:
    """A closed line in halves of a pixel, without points that fall on the one before."""
    halves = np.rint(np.asarray(spots) * 2)
    keep = np.ones(len(halves), dtype=bool)
    keep[1:] = (np.diff(halves, axis=0) != 0).any(axis=1)
    return [(float(x) / 2, float(y) / 2) for x, y in halves[keep]]


def _labels(
    shapes: Any, at: tuple[float, float], seen: Projection, body: MapBody, name: str
) -> None:
    for lat, lon, words, lighter in body.labels:
        x, y = seen.at(lat, lon)
        size = 14 if seen.width > SMALL else 10
        lines = [Line(words, size, bold=True, align="center")]
        lines += [Line(lighter, size - 2, ink=SOFT, align="center")] if lighter else []
        wide = max(width(line.text, line.size, bold=line.bold) for line in lines) + 6
        tall = height(lines, wide)
        x = min(max(x, wide / 2), seen.width - wide / 2)
        y = min(max(y, tall / 2), seen.height - tall / 2)
        box(
            shapes,
            (at[0] + x - wide / 2, at[1] + y - tall / 2, wide, tall),
            lines,
            f"{name}.label.{words}",
        )


def _legend(shapes: Any, place: tuple[float, float, float], body: MapBody, name: str) -> None:
    left, y, wide = place
    for classes, head, is_mark in (
        (body.marks, body.marks_told, True),
        (body.areas, body.areas_told, False),
    ):
        if classes and head:
            line = Line(head, 17, bold=True, ink=SOFT)
            y = _told(shapes, (left, y, wide), [line], f"{name}.head.{int(is_mark)}")
        for cls in classes:
            kind = _MARKS.get(cls.shape, "ellipse") if is_mark else "rect"
            box_of = (left, y + 5, 15.0 if is_mark else 22.0, 15.0)
            sign = preset(
                next_number(shapes) + 1, "sign", kind, box_of,
                paint(cls.fill, "" if is_mark else cls.hatch, cls.ink), cls.stroke,
            )  # fmt: skip
            told = _("How the map marks: {what}", what=cls.label)
            add_group(shapes, f"{name}.sign.{int(is_mark)}.{cls.label}", told, box_of, [sign])
            words = f"{cls.label}: {cls.count}" if cls.count else str(cls.label)
            line = Line(words, 19, ink=NAVY)
            y = _told(
                shapes, (left + 32, y, wide - 32), [line], f"{name}.{int(is_mark)}.{cls.label}"
            )
        y += 8 if classes else 0


def _told(
    shapes: Any, place: tuple[float, float, float], lines: Sequence[Line], name: str
) -> float:
    left, top, wide = place
    tall = height(lines, wide)
    box(shapes, (left, top, wide, tall), lines, name)
    return top + tall + 5
