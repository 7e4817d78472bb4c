"""Wards by criteria: every row, with the heads of the columns and a legend."""

from __future__ import annotations

from itertools import groupby

from lib.cards.charts import HeatColumn, HeatMap
from lib.cards.pieces import Piece, Said
from lib.draw import fonts
from lib.draw.svg.drawing import SMALL, Drawing, moved, path, rect, stacked, text
from lib.draw.svg.fills import term_fill
from lib.draw.svg.flow import Style, paragraph
from lib.words.colours import LINE, NAVY, SOFT
from lib.words.terms import RESULT
from lib.words.wording import _

_ROW = 19.0
SIGNED = ("met", "not_met", "not_applicable")
"""Results whose sign stands in the cell."""


def legend(body: HeatMap) -> Said:
    """What the cells mean, with the number of cells at each result."""
    parts: list[Piece] = []
    for code, number in body.counts:
        parts += [f"{RESULT[code].icon} {number.label}: ", number, "   "]
    return Said(tuple(parts))


def groups(body: HeatMap) -> list[tuple[str, list[HeatColumn]]]:
    """Columns by their group, in the order shown."""
    return [
        (group.words, list(inside)) for group, inside in groupby(body.columns, lambda c: c.group)
    ]


def heat_map(body: HeatMap, room: float) -> Drawing:
    """The whole table as cells."""
    ward, place = (
        max([fonts.width(words, SMALL, bold=True) for words in labels] or [0]) + 10
        for labels in (
            [_("Ward"), *(row.unit.words for row in body.rows)],
            [row.place for row in body.rows],
        )
    )
    left = ward + place + 64 + 88
    cell = max((room - left) / max(len(body.columns), 1), 30.0)
    wide = left + cell * len(body.columns)
    rows = "".join(
        moved(Drawing(wide, _ROW, _row(body, number, ward, place, left, cell)), 0, number * _ROW)
        for number in range(len(body.rows))
    )
    table = Drawing(wide, len(body.rows) * _ROW, rows)
    heads = _heads(body, ward, place, left, cell)
    return stacked([_legend(body, room), stacked([heads, table], 0), _names(body, room)], 10)


def _legend(body: HeatMap, room: float) -> Drawing:
    inner, x, y = "", 0.0, 0.0
    for code, number in body.counts:
        words = Said((f"{number.label}: ", Said((number,), "strong")))
        wide = fonts.width(str(words), 16, bold=True) + 50
        if x and x + wide > room:
            x, y = 0.0, y + 26
        inner += moved(Drawing(24, 18, _cell(code, 24)), x, y + 2)
        inner += moved(paragraph(words, wide), x + 32, y)
        x += wide
    return Drawing(room, y + 26, inner)


def _ground(code: str) -> str:
    """Plain under a sign, which tells the results apart by itself."""
    return RESULT[code].fill if code in SIGNED else term_fill(RESULT[code])


def _cell(code: str, width: float) -> str:
    entry = RESULT[code]
    made = rect(0, 0, width, _ROW, _ground(code), 'stroke="#ffffff"')
    if code in SIGNED:
        made += text(width / 2, 14, entry.icon, size=12, fill=entry.ink, anchor="middle")
    return made


def _row(body: HeatMap, number: int, ward: float, place: float, left: float, cell: float) -> str:
    row = body.rows[number]
    inner = text(0, 14, row.unit.words) + text(ward, 14, row.place, fill=SOFT)
    inner += text(ward + place + 52, 14, str(row.met) or "–", anchor="end")
    inner += text(left - 8, 14, row.day.words, fill=SOFT, anchor="end")
    x = left
    for code, run in groupby(row.results):
        count = len(list(run))
        entry = RESULT[code]
        inner += rect(x, 0.5, cell * count, _ROW - 1, _ground(code))
        if code in SIGNED:
            inner += "".join(
                text(x + cell * (n + 0.5), 14, entry.icon, size=12, fill=entry.ink, anchor="middle")
                for n in range(count)
            )
        x += cell * count
    return inner


def _heads(body: HeatMap, ward: float, place: float, left: float, cell: float) -> Drawing:
    wide = left + cell * len(body.columns)
    inner = text(0, 40, _("Ward"), fill=SOFT, bold=True)
    inner += text(ward + place + 52, 40, _("Met"), fill=SOFT, bold=True, anchor="end")
    inner += text(left - 8, 40, _("Assessed"), fill=SOFT, bold=True, anchor="end")
    for number, column in enumerate(body.columns):
        x = left + cell * (number + 0.5)
        inner += text(x, 24, str(column.number), fill=NAVY, bold=True, anchor="middle")
        small = min(12.0, 12 * (cell - 3) / fonts.width(column.met.words, 12))
        inner += text(x, 40, column.met.words, size=round(small, 1), fill=SOFT, anchor="middle")
    x = left
    for _group, inside in groups(body):
        inner += path(f"M{x:.1f} 4V46", LINE)
        x += cell * len(inside)
    return Drawing(wide, 48, inner + path(f"M0 47H{wide:.1f}", LINE))


def _names(body: HeatMap, room: float) -> Drawing:
    """What the numbers over the columns stand for."""
    drawn = []
    for group, inside in groups(body):
        parts: list[Piece] = [Said((f"{group}: ",), "strong")]
        for place, column in enumerate(inside):
            parts.append(f"{'; ' if place else ''}{column.number} {column.name.words}")
        drawn.append(paragraph(Said(tuple(parts)), room, Style(14)))
    return stacked(drawn, 3)
