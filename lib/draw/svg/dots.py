"""Marks in lanes: over time with a list of what each is, or over shares from 0 to 100 percent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lib.cards.charts import Dot, Dots, Lane
from lib.cards.pieces import Piece, Said
from lib.draw.svg.drawing import Drawing, moved, path, rect, stacked, text, told
from lib.draw.svg.flow import STRONG, Style, paragraph, widest
from lib.draw.svg.marks import event
from lib.draw.svg.time_axis import TimeAxis
from lib.words import colours
from lib.words.colours import GRID, LINE, SOFT
from lib.words.event_kinds import kind_look
from lib.words.terms import term

_ROW = 28.0
_CLOSE = 13.0  # pixels: marks nearer than this would cover each other


def dots(body: Dots, room: float) -> Drawing:
    """Marks in lanes; over time, with the list of them."""
    if body.first is None or body.last is None:
        return _over_shares(body, room)
    return stacked([chart(body, room), *_list(body, room)], 6)


def _label_width(body: Dots, room: float) -> float:
    return min(max((widest(lane.label) for lane in body.lanes), default=0) + 12, room * 0.36)


def chart(body: Dots, room: float) -> Drawing:
    """The lanes over a time axis without the list."""
    left = _label_width(body, room)
    axis = TimeAxis(body.first or date.min, body.last or date.max, left, room - 14)
    labels = [paragraph(lane.label, left - 10) for lane in body.lanes]
    top, inner, rows = 22.0, "", []
    for label in labels:
        height = max(_ROW, label.height + 4)
        rows.append((top, height))
        top += height
    inner = axis.drawn(20, top)
    for lane, label, (y, height) in zip(body.lanes, labels, rows, strict=True):
        middle = y + height / 2
        inner += path(f"M{left:.1f} {middle:.1f}H{room - 14:.1f}", GRID)
        inner += moved(label, 0, middle - label.height / 2)
        inner += _span(lane, axis, middle) + _marks(lane, axis, middle)
    if body.as_of:
        inner += axis.as_of(body.as_of, 18, top)
    return Drawing(room, top + 26, inner)


def _span(lane: Lane, axis: TimeAxis, y: float) -> str:
    if lane.span is None:
        return ""
    begin, end = (axis.x(each) for each in lane.span)  # type: ignore[arg-type]  # days here
    look = f'stroke="{colours.STEEL_EDGE}" stroke-width="1" rx="2"'
    return told(rect(begin, y - 7, max(end - begin, 4), 14, colours.STEEL, look), str(lane.words))


def _marks(lane: Lane, axis: TimeAxis, y: float) -> str:
    inner, before, step = "", -99.0, 0
    for dot in lane.dots:
        if not isinstance(dot.at, date) or not axis.first <= dot.at <= axis.last:
            continue
        x = axis.x(dot.at)
        step = (step + 1) % 3 if x - before < _CLOSE else 0
        before = x
        look = kind_look(dot.term)
        mark = event(look.symbol, x, y + (0, 7, -7)[step], look.colour, hollow=dot.hollow, size=5.5)
        inner += told(mark, str(dot.words))
    return inner


def listed(body: Dots) -> Iterator[tuple[Said, list[Piece]]]:
    """What a chart over time shows, lane by lane, in words."""
    for lane in body.lanes:
        told_of: list[Piece] = [lane.words] if lane.words else []
        told_of += [lane.told] if lane.told else []
        told_of += [dot.words for dot in lane.dots]
        if told_of:
            yield lane.label, told_of


def _list(body: Dots, room: float) -> Iterator[Drawing]:
    small = Style(14)
    for label, told_of in listed(body):
        yield paragraph(label, room, STRONG)
        for words in told_of:
            drawn = paragraph(words, room - 18, small)
            ring = f'<circle cx="6" cy="10" r="2.2" fill="{SOFT}"/>'
            yield Drawing(room, drawn.height, ring + moved(drawn, 18, 0))


def _over_shares(body: Dots, room: float) -> Drawing:
    name = min(max((widest(lane.label) for lane in body.lanes), default=0) + 14, room * 0.42)
    words = min(max((widest(lane.told) for lane in body.lanes), default=0) + 14, room * 0.3)
    left, right = name + 8, room - words - 8
    rows = [_share_row(lane, room, name, left, right) for lane in body.lanes]
    ends = "".join(
        path(f"M{left + (right - left) * part:.1f} 2v4", LINE)
        + text(left + (right - left) * part, 19, f"{part:.0%}", fill=SOFT, anchor="middle")
        for part in (0.0, 0.5, 1.0)
    )
    axis = Drawing(room, 24, path(f"M{left:.1f} 2H{right:.1f}", LINE) + ends)
    return stacked([_terms(body, room), stacked([*rows, axis], 0)])


def _share_row(lane: Lane, room: float, name: float, left: float, right: float) -> Drawing:
    label = paragraph(lane.label, name)
    aside = paragraph(lane.told, room - right - 16, right=True)
    height = max(label.height, aside.height, 22) + 4
    y = height / 2
    inner = path(f"M{left:.1f} {y:.1f}H{right:.1f}", GRID, 2)
    if lane.span:
        low, high = (left + (right - left) * float(each) for each in lane.span)  # type: ignore[arg-type]
        inner += path(f"M{low:.1f} {y:.1f}H{high:.1f}", "#9fb3c6", 4)
    for dot in lane.dots:
        x = left + (right - left) * float(dot.at)  # type: ignore[arg-type]  # a share here
        inner += told(_spot(dot, x, y), str(dot.words))
    inner += moved(label, 0, (height - label.height) / 2)
    inner += moved(aside, right + 16, (height - aside.height) / 2)
    return Drawing(room, height, inner)


def _spot(dot: Dot, x: float, y: float) -> str:
    colour = term(dot.term).fill
    ground = "#ffffff" if dot.hollow else colour
    look = f'fill="{ground}" stroke="{colour}" stroke-width="2.4"'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6" {look}/>'


def _terms(body: Dots, room: float) -> Drawing:
    used = {dot.term: dot for lane in body.lanes for dot in lane.dots}
    inner, x = "", 8.0
    for code, dot in sorted(used.items()):
        words = term(code).words
        drawn = paragraph(words, room)
        inner += _spot(dot, x, 11) + moved(drawn, x + 14, 0)
        x += widest(words) + 44
    return Drawing(room, 24, inner)
