"""Any body as a drawing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from lib.cards.bodies import (
    Bars,
    Body,
    Columns,
    Figures,
    Ladder,
    List,
    Prose,
    Table,
)
from lib.cards.charts import Dots, HeatMap, Lines
from lib.cards.map_kinds import MapBody
from lib.cards.shapes import Lineage, Outlines
from lib.draw import lineage, outlines
from lib.draw.sheet import Sheet
from lib.draw.svg import dots, grids, heat, lines, lists, maps
from lib.draw.svg.drawing import Drawing, moved, stacked, told
from lib.draw.svg.flow import DIM, PLAIN, paragraph
from lib.words.wording import _


def drawn(body: Body, room: float, sheet: Sheet) -> Drawing:
    """A body as a drawing; wider than `room` where a table needs it.

    Args:
        body: The body.
        room: Width to fill, pixels.
        sheet: Where maps take their outlines from.
    """
    if isinstance(body, MapBody):
        return maps.map_body(body, room, sheet)
    return _DRAWN[type(body)](body, room)


def _shrunk(drawing: Drawing, room: float, words: str) -> Drawing:
    """A drawing that is wider than the room, smaller."""
    factor = min(1.0, room / drawing.width)
    inner = f'<g transform="scale({factor:.4f})">{told(drawing.inner, words)}</g>'
    return Drawing(drawing.width * factor, drawing.height * factor, inner)


def _frames(body: Outlines, room: float) -> Drawing:
    """Outlines side by side at one scale, each with what is told of it."""
    count = max(len(body.outlines), 1)
    width = min((room - 16 * (count - 1)) / count, 420.0)
    made, tall = "", 0.0
    for place, outline in enumerate(body.outlines):
        if outline is None:
            each = paragraph(_("location not known"), width, DIM)
        else:
            frame = outlines.frame(outline, body.span)
            size = f'width="{width:.1f}" height="{frame.height * width / frame.width:.1f}"'
            view = f'viewBox="0 0 {frame.width:g} {frame.height:g}"'
            inner = told(frame.inner, outlines.words(outline))
            picture = Drawing(
                width, frame.height * width / frame.width, f"<svg {size} {view}>{inner}</svg>"
            )
            told_of = paragraph(outline.told, width, DIM) if outline.told else None
            name = paragraph(outline.unit, width, PLAIN)
            each = stacked([picture, name, *([told_of] if told_of else [])], 4)
        made += moved(each, place * (width + 16), 0)
        tall = max(tall, each.height)
    return Drawing(room, tall, made)


def _lineage(body: Lineage, room: float) -> Drawing:
    return _shrunk(lineage.graph(body), room, lineage.words(body))


_DRAWN: Mapping[type, Callable[[Any, float], Drawing]] = {
    Figures: lists.figures,
    Bars: grids.bars,
    Table: grids.table,
    Ladder: grids.ladder,
    List: lists.listed,
    Columns: lists.columns,
    Prose: lists.prose,
    Lines: lines.lines,
    Dots: dots.dots,
    HeatMap: heat.heat_map,
    Lineage: _lineage,
    Outlines: _frames,
}
