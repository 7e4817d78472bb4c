"""Outlines of units among their neighbours, side by side at one scale, as freeforms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

import shapely

from lib.cards.shapes import Line as Points
from lib.cards.shapes import Outline, Outlines
from lib.draw import outlines
from lib.draw.pptx.shapes_xml import DASHED, PARTED, add_group, freeform, next_number, paint, preset
from lib.draw.pptx.texts import Line, box, height
from lib.draw.rows import plain
from lib.words.colours import NAVY, SOFT
from lib.words.terms import term
from lib.words.wording import _

_RATIO, _MOST, _GAP = 0.75, 420.0, 20.0
_Place = tuple[float, float, float, float]


def draw(shapes: Any, place: _Place, body: Outlines, name: str) -> float:
    """Draw frames beside one another; the height drawn, pixels.

    Args:
        shapes: Of the slide.
        place: Left, top, width, height in pixels.
        body: The outlines.
        name: Begins the names of their groups.
    """
    left, top, wide, tall = place
    across = max(len(body.outlines), 1)
    size = min((wide - _GAP * (across - 1)) / across, _MOST, (tall - 90) / _RATIO)
    lowest = 0.0
    for number, outline in enumerate(body.outlines):
        at = (left + number * (size + _GAP), top, size, size * _RATIO)
        key = outline.unit.key if outline else str(number)
        used = 0.0
        if outline is not None:
            parts = _parts(next_number(shapes) + 1, outline, at, body.span)
            add_group(shapes, f"{name}.{key}", outlines.words(outline), at, parts)
            used = size * _RATIO + 6
        lines = _told(outline)
        high = height(lines, size)
        box(shapes, (at[0], top + used, size, high), lines, f"{name}.{key}.told")
        lowest = max(lowest, used + high)
    return lowest


def _told(outline: Outline | None) -> list[Line]:
    if outline is None:
        return [Line(_("location not known"), 15, ink=SOFT)]
    lines = [Line(outline.unit.words, 16, bold=True, ink=NAVY)]
    if outline.told:
        lines.append(Line(plain(outline.told).strip(), 13, ink=SOFT))
    return lines


def _parts(number: int, outline: Outline, at: _Place, span: float) -> Iterator[str]:
    """Sea, land, neighbours and the unit itself, cut at the frame."""
    ids = count(number)
    yield preset(next(ids), "sea", "rect", at, paint(outlines.SEA), outlines.LINE)
    yield from _rings(ids, "land", outline.land, at, span, outlines.LAND, outlines.LINE)
    yield from _rings(ids, "neighbours", outline.neighbours, at, span, "", outlines.FAINT)
    fill = term(outline.term).fill if outline.term else outlines.CHOSEN
    told = term(outline.term).words if outline.term else ""
    name = PARTED.join((outline.unit.words, outline.unit.key, told))
    if outline.own:
        yield from _rings(ids, name, outline.own, at, span, fill, NAVY)
        return
    yield from _rings(ids, name, outline.today, at, span, "", NAVY, DASHED)
    if outline.point:
        east, south = (each * at[2] / span for each in outline.point)
        spot = (at[0] + at[2] / 2 + east - 8, at[1] + at[3] / 2 + south - 8, 16, 16)
        yield preset(next(ids), name, "ellipse", spot, paint(fill), NAVY)


def _rings(
    ids: Iterator[int], name: str, lines: Sequence[Points], at: _Place, span: float,
    ground: str, stroke: str, dash: str = "",
) -> Iterator[str]:  # fmt: skip
    """The part of closed lines that lies in the frame, as one shape."""
    left, top, wide, tall = at
    scale = wide / span
    rings = []
    for line in lines:
        spots = [(left + wide / 2 + x * scale, top + tall / 2 + y * scale) for x, y in line]
        if len(spots) < 4:
            continue
        area = shapely.make_valid(shapely.Polygon(spots))
        inside = shapely.clip_by_rect(area, left, top, left + wide, top + tall)
        rings += [
            [(float(x), float(y)) for x, y in part.exterior.coords]
            for part in shapely.get_parts(inside)
            if part.geom_type == "Polygon" and not part.is_empty
        ]
    if rings:
        fill = paint(ground) if ground else "<a:noFill/>"
        yield freeform(next(ids), name, rings, fill, stroke, dash)
