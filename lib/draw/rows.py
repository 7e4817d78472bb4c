"""What a body tells, as rows of typed values: for workbooks."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from lib.cards.bodies import Bars, Body, Columns, Figures, Ladder, List, Prose, Table
from lib.cards.charts import Dots, HeatMap, Lines
from lib.cards.map_kinds import MapBody, SmallMap
from lib.cards.pieces import NOTHING, Chip, Day, Number, Piece, Said, Share
from lib.cards.shapes import Lineage, Outlines
from lib.draw.sheet import Sheet
from lib.draw.svg import dots, grids, maps
from lib.words import wording
from lib.words.terms import RESULT, term
from lib.words.wording import _

Value = str | float | datetime.date | None
Grid = tuple[Sequence[str], list[Sequence[Value]]]
"""Heads, which may be empty, and rows."""

_EARLIEST = datetime.date(1900, 3, 1)  # before it a spreadsheet counts days wrongly


def plain(said: Said) -> str:
    """A sentence as it is written on paper."""
    if said.look == "screen":
        return ""
    parts = [plain(part) if isinstance(part, Said) else str(part) for part in said.parts]
    begins = "\n" if said.look == "line" else ""
    return begins + "".join(parts).strip(" ") if begins else "".join(parts)


def value_of(piece: Piece | None) -> Value:
    """A piece as a typed value: a number, a full date, or words."""
    if piece is None:
        return None
    if isinstance(piece, Number):
        return piece.value if piece.value is not None else None
    if isinstance(piece, Day):
        is_whole = piece.day and piece.words == wording.day(piece.day) and piece.day >= _EARLIEST
        return piece.day if is_whole else (None if piece.words == "–" else piece.words)
    if isinstance(piece, Chip):
        return piece.words or term(piece.code).words
    if isinstance(piece, Share):
        return piece.value
    if isinstance(piece, Said):
        parts = [part for part in piece.parts if part != ""]
        return value_of(parts[0]) if len(parts) == 1 else plain(piece).strip() or None
    return str(piece) or None


def grids_of(body: Body, sheet: Sheet) -> Iterator[Grid]:
    """What a body tells, as rows of typed values under heads.

    Args:
        body: The body.
        sheet: Where the names of the units of a map are taken from.
    """
    if isinstance(body, MapBody):
        yield from _map(body, sheet)
    elif isinstance(body, Lines):
        yield from _lines(body)
    elif isinstance(body, Columns):
        yield from map(_list, body.lists)
    else:
        yield _ROWS[type(body)](body)


def _figures(body: Figures) -> Grid:
    rows: list[Sequence[Value]] = [
        (tile.number.label, tile.number.value, plain(tile.below)) for tile in body.tiles
    ]
    return (_("Figure"), _("Value"), _("Remark")), rows


def _prose(body: Prose) -> Grid:
    return (), [(plain(each),) for each in body.paragraphs]


def _ladder(body: Ladder) -> Grid:
    return _table(grids.as_table(body))


def _outlines(body: Outlines) -> Grid:
    rows: list[Sequence[Value]] = [
        (each.unit.words, each.unit.key, plain(each.told)) for each in body.outlines if each
    ]
    return (_("Unit"), _("Key"), _("Remark")), rows


def _bars(body: Bars) -> Grid:
    shares = max((len(row.parts) for row in body.rows), default=0)
    heads = [*(body.heads or ("", "", "", "")), "", "", "", ""][:4]
    names = [heads[0], heads[2], heads[3], *([heads[1], ""] * shares)]
    rows: list[Sequence[Value]] = []
    for row in body.rows:
        parts = [x for part in row.parts for x in (part.words or _word(part.term), part.share)]
        rows.append((value_of(row.label), value_of(row.words), value_of(row.standing), *parts))
    return names, rows


def _word(code: str) -> str:
    return term(code).words if code else ""


def _table(body: Table) -> Grid:
    rows: list[Sequence[Value]] = []
    for row in body.rows:
        cells = row[:1] if all(cell == NOTHING for cell in row[1:]) else row
        rows.append([value_of(cell) for cell in cells])
    return [column.head for column in body.columns], rows


def _list(body: List) -> Grid:
    rows: list[Sequence[Value]] = [(plain(body.head),)] if body.head else []
    for item in body.items:
        when = value_of(item.when) if item.when else None
        number = item.number.value if item.number else None
        rows.append((plain(item.told), when, _word(item.term), number))
    if body.further:
        rows.append((plain(body.further),))
    return (), rows


def _lines(body: Lines) -> Iterator[Grid]:
    for series in body.series:
        rows: list[Sequence[Value]] = list(series.steps)
        if not series.steps or series.steps[-1][0] < body.as_of:
            rows.append((body.as_of, series.now.value))
        yield (_("Day"), series.name), rows
    goals: list[Sequence[Value]] = [
        (plain(goal.label), goal.base_day, goal.base, goal.due, goal.value) for goal in body.goals
    ]
    if goals:
        yield (_("Target"), _("From"), _("Count then"), _("Due"), _("Count to reach")), goals
    if body.outlook:
        told = body.outlook
        row = (plain(told.label), told.due, told.expected, told.low, told.high)
        yield (_("Forecast"), _("Due"), _("Expected"), _("At least"), _("At most")), [row]


def _dots(body: Dots) -> Grid:
    rows: list[Sequence[Value]] = []
    if body.first is None:
        for lane in body.lanes:
            marks = [x for dot in lane.dots for x in (_word(dot.term), dot.at)]
            rows.append((value_of(lane.label), value_of(lane.told), *marks))
        return (), rows
    for lane in body.lanes:
        for dot in lane.dots:
            rows.append((plain(lane.label), dot.at, str(dot.words)))
    for label, told in dots.listed(body):
        spans = [each for each in body.lanes if each.label is label and each.span]
        for lane in spans:
            first, last = lane.span or (None, None)
            rows.append((plain(label), first, str(told[0]), last))
    return (_("Kind"), _("Day"), _("What"), _("Until")), rows


def _heat_map(body: HeatMap) -> Grid:
    heads = [_("Ward"), _("City, province"), _("Met"), _("Of"), _("Assessed")]
    heads += [f"{column.number} {column.name}" for column in body.columns]
    share: list[Value] = [_("Met, of those assessed"), None, None, None, None]
    rows: list[Sequence[Value]] = [[*share, *(column.met.value for column in body.columns)]]
    for row in body.rows:
        met, applicable = _met(row.met)
        results = [RESULT[code].words for code in row.results]
        rows.append([row.unit.words, row.place, met, applicable, value_of(row.day), *results])
    return heads, rows


def _met(said: Said) -> tuple[Value, Value]:
    values = [part.value for part in said.parts if isinstance(part, Number)]
    return (values[0], values[1]) if len(values) == 2 else (None, None)


def _map(body: MapBody, sheet: Sheet) -> Iterator[Grid]:
    for classes, head in ((body.marks, body.marks_told), (body.areas, body.areas_told)):
        if classes:
            rows: list[Sequence[Value]] = [
                (str(cls.label), cls.count.value if cls.count else None) for cls in classes
            ]
            yield (head, _("Count")), rows
    points: list[Sequence[Value]] = [
        (each.name, each.key, str(body.classes[each.place].label), each.line, each.lat, each.lon)
        for each in body.points
    ]
    if points:
        yield (_("Ward"), _("Key"), _("Class"), _("What"), _("Latitude"), _("Longitude")), points
    classes_of = maps.Classes(body)
    areas: list[Sequence[Value]] = []
    for shape in sheet.outlines(body.layer) if body.layer else ():
        cls = classes_of.of(shape.key, shape.kind)
        areas.append((shape.name, shape.key, str(cls.label), classes_of.words(shape.key, cls)))
    if areas:
        yield (_("Unit"), _("Key"), _("Class"), _("What")), areas
    for one in body.small.maps if body.small else ():
        yield from _small(one, sheet)


def _small(one: SmallMap, sheet: Sheet) -> Iterator[Grid]:
    """Units of one of several maps, those without an outline too."""
    on, classes_of = one.body, maps.Classes(one.body)
    found: list[Sequence[Value]] = [
        (each.name, each.key, str(on.classes[each.place].label)) for each in on.points
    ]
    for shape in sheet.outlines(on.layer) if on.layer else ():
        if (not one.only or shape.key in one.only) and classes_of.has(shape.key):
            cls = classes_of.of(shape.key, shape.kind)
            found.append((shape.name, shape.key, str(cls.label)))
    if found:
        yield (f"{_('Unit')}: {one.title}", _("Key"), _("Class")), found


def _lineage(body: Lineage) -> Grid:
    rows: list[Sequence[Value]] = [
        (
            plain(head),
            kin.unit.words,
            kin.unit.key,
            kin.chip.words,
            str(kin.passed),
            plain(kin.told),
        )
        for head, generation in zip(body.heads, body.generations, strict=True)
        for kin in generation
    ]
    return (_("When"), _("Unit"), _("Key"), _("Status"), _("Share"), _("What")), rows


_ROWS: Mapping[type, Callable[[Any], Grid]] = {
    Figures: _figures,
    Bars: _bars,
    Table: _table,
    Ladder: _ladder,
    List: _list,
    Prose: _prose,
    Dots: _dots,
    HeatMap: _heat_map,
    Lineage: _lineage,
    Outlines: _outlines,
}
