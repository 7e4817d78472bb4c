"""Figures, lists and prose."""

from __future__ import annotations

from lib.cards.bodies import Columns, Figures, Item, List, Prose, Tile
from lib.cards.pieces import Chip, Piece, Said
from lib.draw.svg.drawing import SIZE, Drawing, moved, rect, stacked
from lib.draw.svg.fills import term_fill
from lib.draw.svg.flow import STRONG, Style, paragraph
from lib.words import colours
from lib.words.colours import LINE, NAVY, SOFT
from lib.words.terms import term

_GAP = 12.0
_TILE = 190.0  # at least
_COLUMN = 240.0
_INDENT = 18.0


def figures(body: Figures, room: float) -> Drawing:
    """Large numbers in frames side by side."""
    count = len(body.tiles)
    most = max(1, min(count, int((room + _GAP) // (_TILE + _GAP))))
    across = -(-count // -(-count // most)) if count else 1  # rows as even as can be
    width = (room - _GAP * (across - 1)) / across
    drawn = [_tile(tile, width - 24) for tile in body.tiles]
    rows = []
    for begin in range(0, count, across):
        row = drawn[begin : begin + across]
        height = max(each.height for each in row) + 18
        inner = "".join(
            rect(n * (width + _GAP), 0.5, width, height - 1, "#ffffff", f'stroke="{LINE}" rx="6"')
            + moved(each, n * (width + _GAP) + 12, 9)
            for n, each in enumerate(row)
        )
        rows.append(Drawing(room, height, inner))
    return stacked(rows, _GAP)


def _tile(tile: Tile, width: float) -> Drawing:
    sign: tuple[Piece, ...] = (Chip(tile.term, "", only_sign=True), " ") if tile.term else ()
    return stacked(
        [
            paragraph(Said((*sign, tile.number.label)), width, Style(15, colours.SLATE)),
            paragraph(tile.number, width, Style(34, NAVY, bold=True)),
            paragraph(tile.below, width, Style(14, SOFT)),
        ],
        2,
    )


def prose(body: Prose, room: float) -> Drawing:
    """Paragraphs; one that says what to do stands on a ground of its own."""
    inset = 12.0 if body.look else 0.0
    told = stacked((paragraph(each, room - 2 * inset) for each in body.paragraphs), 6)
    if not body.look:
        return told
    ground = rect(0, 0, room, told.height + 16, "#eef4fa", 'rx="6"')
    return Drawing(room, told.height + 16, ground + moved(told, inset, 8))


def columns(body: Columns, room: float) -> Drawing:
    """Lists side by side, as many as there is room for."""
    across = max(1, min(len(body.lists), int((room + _GAP) // (_COLUMN + _GAP))))
    width = (room - _GAP * (across - 1)) / across
    rows = []
    for begin in range(0, len(body.lists), across):
        row = [listed(each, width) for each in body.lists[begin : begin + across]]
        inner = "".join(moved(each, n * (width + _GAP), 0) for n, each in enumerate(row))
        rows.append(Drawing(room, max(each.height for each in row), inner))
    return stacked(rows, _GAP)


def listed(body: List, room: float) -> Drawing:
    """A list: its head, its items with day, sign and number, what is further."""
    head: tuple[Piece, ...] = (Chip(body.term, "", only_sign=True), " ") if body.term else ()
    drawn = [paragraph(Said((*head, body.head)), room, STRONG)] if body.head else []
    drawn += [_item(item, room) for item in body.items]
    if body.further:
        drawn.append(paragraph(body.further, room, Style(14, SOFT)))
    return stacked(drawn, 4)


def told(item: Item) -> Said:
    """An item in one sentence: its day, what is told, its number."""
    parts: list[Piece] = [item.when, "  "] if item.when else []
    parts.append(item.told)
    if item.number:
        parts += ["  ", Said((item.number,), "strong")]
    return Said(tuple(parts))


def _item(item: Item, room: float) -> Drawing:
    words = paragraph(told(item), room - _INDENT)
    return Drawing(room, words.height, _sign(item) + moved(words, _INDENT, 0))


def _sign(item: Item) -> str:
    if not item.term:
        return f'<circle cx="6" cy="{SIZE * 0.72:.1f}" r="2.2" fill="{SOFT}"/>'
    return rect(0, 5, 12, 12, term_fill(term(item.term)), f'stroke="{LINE}"')
