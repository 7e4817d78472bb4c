"""Marks in lanes over time or over shares as PowerPoint's own shapes, in one group.

Every mark is a shape that is named for what it stands for: to move, recolour, ungroup.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count
from typing import Any

from lib.cards.charts import Dot, Dots, Lane
from lib.draw.pptx.shapes_xml import add_group, next_number, paint, preset
from lib.draw.pptx.texts import Line, box, fitted, width
from lib.draw.rows import plain
from lib.draw.svg.time_axis import TimeAxis
from lib.words import colours, wording
from lib.words.colours import NAVY, SOFT
from lib.words.event_kinds import kind_look
from lib.words.terms import term

_MOST_ROW, LEAST_ROW = 34.0, 16.0
_TOP, _BELOW = 24.0, 26.0
_SIZE = 13.0
_CLOSE = 12.0  # pixels: marks nearer than this are set off
_GRID, _SPAN = "#dfe5eb", colours.STEEL
_SHAPES = {
    "circle": "ellipse", "square": "rect", "hexagon": "hexagon", "pentagon": "pentagon",
    "triangle-up": "triangle", "triangle-right": "rtTriangle", "cross": "plus", "x": "mathMultiply",
    "diamond-tall": "diamond", "star": "star5", "diamond": "diamond",
}  # fmt: skip
_Place = tuple[float, float, float, float]


def least(body: Dots) -> float:
    """Pixels that lanes need at least."""
    return len(body.lanes) * LEAST_ROW + _TOP + _BELOW


def draw(shapes: Any, place: _Place, body: Dots, words: str, name: str) -> float:
    """Draw lanes; the height drawn, pixels.

    Args:
        shapes: Of the slide.
        place: Left, top, width, height in pixels; not all of the height need be taken.
        body: The lanes.
        words: What they show, for those who do not see it.
        name: Of the group.
    """
    left, top, wide, tall = place
    row = min(_MOST_ROW, (tall - _TOP - _BELOW) / max(len(body.lanes), 1))
    labels = min(max((width(plain(each.label), 15) for each in body.lanes), default=0), wide * 0.3)
    told = 0.0
    if body.first is None:
        told = max((width(plain(each.told), 15) for each in body.lanes), default=0) + 16
        told = min(told, wide * 0.3)
    begin, end = left + labels + 14, left + wide - 16 - told
    bottom = top + _TOP + row * len(body.lanes)
    parts = _parts(next_number(shapes) + 1, body, (begin, top, end - begin, bottom - top), row)
    add_group(shapes, name, words, (begin, top, end - begin, bottom - top + 4), parts)
    size = min(15.0, row * 0.62)
    for number, lane in enumerate(body.lanes):
        y = top + _TOP + row * number
        line = Line(plain(lane.label).replace("\n", " "), size, ink=NAVY, align="right")
        at = (left, y + row / 2 - size * 0.7, labels + 6, size * 1.4)
        box(shapes, at, [fitted(line, labels + 6, size * 1.6, 8)], f"{name}.lane.{number}")
        if told and lane.told:
            line = Line(plain(lane.told), size, ink=SOFT)
            at = (end + 14, y + row / 2 - size * 0.7, told, size * 1.4)
            box(shapes, at, [fitted(line, told, size * 1.6, 8)], f"{name}.told.{number}")
    for words_of, x in _ticks(body, begin, end):
        line = Line(words_of, 13, ink=SOFT, align="center")
        box(shapes, (x - 45, bottom + 5, 90, 19), [line], f"{name}.tick.{words_of}")
    if body.as_of and body.first and body.last and body.first <= body.as_of <= body.last:
        x = TimeAxis(body.first, body.last, begin, end).x(body.as_of)
        x = min(max(x, begin + 60), end - 60)
        line = Line(wording.day(body.as_of), 13, bold=True, ink=NAVY, align="center")
        box(shapes, (x - 60, top, 120, 19), [line], f"{name}.day")
    return bottom - top + _BELOW


def _ticks(body: Dots, begin: float, end: float) -> Iterator[tuple[str, float]]:
    if body.first is None or body.last is None:
        for share in (0.0, 0.5, 1.0):
            yield f"{share:.0%}", begin + (end - begin) * share
        return
    axis = TimeAxis(body.first, body.last, begin, end)
    years = range(body.first.year, body.last.year + 1)
    step = 1 if len(years) <= 12 else 2
    for year in years[::step]:
        day = date(year, 1, 1)
        if body.first <= day <= body.last:
            yield str(year), axis.x(day)


def _parts(number: int, body: Dots, place: _Place, row: float) -> Iterator[str]:
    """Lines of years and lanes, spans, marks, the as-of date; each with an id of its own."""
    ids = count(number)
    left, top, wide, tall = place
    end = left + wide
    for words, x in _ticks(body, left, end):
        yield preset(next(ids), words, "rect", (x, top + _TOP, 0.7, tall - _TOP + 4),
                     paint(_GRID), _GRID)  # fmt: skip
    axis = None
    if body.first and body.last:
        axis = TimeAxis(body.first, body.last, left, end)
    for place_of, lane in enumerate(body.lanes):
        y = top + _TOP + row * (place_of + 0.5)
        label = plain(lane.label)
        yield preset(next(ids), label, "rect", (left, y - 0.35, wide, 0.7), paint(_GRID), _GRID)
        yield from _span(ids, lane, axis, (left, y, wide, min(row * 0.5, 14)))
        yield from _marks(ids, lane, axis, (left, y, wide, min(_SIZE, row * 0.72)))
    if axis and body.as_of and axis.first <= body.as_of <= axis.last:
        x = axis.x(body.as_of)
        at = (x - 0.6, top + 18, 1.2, tall - 18)
        yield preset(next(ids), wording.day(body.as_of), "rect", at, paint(NAVY), NAVY)


def _x(at: date | float, axis: TimeAxis | None, left: float, wide: float) -> float:
    if isinstance(at, date):
        return axis.x(at) if axis else left
    return left + wide * min(max(float(at), 0.0), 1.0)


def _span(ids: Iterator[int], lane: Lane, axis: TimeAxis | None, place: _Place) -> Iterator[str]:
    if lane.span is None:
        return
    left, y, wide, tall = place
    begin, end = (_x(each, axis, left, wide) for each in lane.span)
    name = str(lane.words) or plain(lane.label)
    at = (begin, y - tall / 2, max(end - begin, 3), tall)
    yield preset(next(ids), name, "rect", at, paint(_SPAN), colours.STEEL_EDGE)


def _marks(ids: Iterator[int], lane: Lane, axis: TimeAxis | None, place: _Place) -> Iterator[str]:
    left, y, wide, size = place
    before, step = -99.0, 0
    for dot in lane.dots:
        if axis and isinstance(dot.at, date) and not axis.first <= dot.at <= axis.last:
            continue
        x = _x(dot.at, axis, left, wide)
        step = (step + 1) % 3 if axis and x - before < _CLOSE else 0
        before = x
        kind, ink = _look(dot, over_time=axis is not None)
        at = (x - size / 2, y - size / 2 + (0, 0.4, -0.4)[step] * size, size, size)
        yield preset(
            next(ids), str(dot.words), kind, at, paint("#ffffff" if dot.hollow else ink), ink
        )


def _look(dot: Dot, *, over_time: bool) -> tuple[str, str]:
    """Shape and colour of a mark."""
    if not over_time:
        return "ellipse", term(dot.term).fill
    look = kind_look(dot.term)
    return _SHAPES.get(look.symbol, "ellipse"), look.colour
