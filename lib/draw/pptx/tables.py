"""Tables as PowerPoint's own; a long one goes on over further slides."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pptx.enum.text import MSO_ANCHOR

from lib.cards.bodies import Ladder, Table
from lib.cards.charts import HeatMap
from lib.cards.pieces import NOTHING, Said
from lib.cards.shapes import Lineage
from lib.draw.pptx.texts import LEADING, Line, colour, describe, emu, width, wrapped, write
from lib.draw.pptx.words import words_of
from lib.draw.rows import plain
from lib.draw.svg import grids
from lib.draw.svg.columns import widths
from lib.words import colours
from lib.words.colours import INK, NAVY
from lib.words.terms import RESULT
from lib.words.wording import _

SIZE = 16.0
_SMALL = 13.0
_LEADING_OF_SIGNS = 1.7  # they are lent by other faces, whose lines are higher
_PAD, _LITTLE = 7.0, 4.0
_HEAD, _MARKED, _WHITE = "#e8eef4", colours.MARKED, "#ffffff"
_WIDE = 12  # columns from which letters are smaller


@dataclass(frozen=True)
class Cell:
    """A cell: its words, colour of ground and ink."""

    text: str
    bold: bool = False
    ground: str = _WHITE
    ink: str = INK
    right: bool = False


@dataclass(frozen=True)
class Grid:
    """A table ready to be drawn.

    Attributes:
        heads: Its first row; empty for none.
        rows: The others.
        words: What it shows, for those who do not see it.
        scale: How much larger its letters are than usual.
    """

    heads: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    words: str
    scale: float = 1.0

    @property
    def pad(self) -> float:
        """Room left and right in a cell, pixels."""
        columns = len(self.rows[0]) if self.rows else len(self.heads)
        return _LITTLE if columns >= _WIDE else _PAD

    @property
    def size(self) -> float:
        """Height of its letters, pixels."""
        columns = len(self.rows[0]) if self.rows else len(self.heads)
        return self.scale * (_SMALL if columns >= _WIDE else SIZE)


def grid_of(body: Table | Ladder | HeatMap | Lineage, words: str, scale: float = 1.0) -> Grid:
    """A body as a table, its letters so much larger than usual."""
    return replace(_grid(body, words), scale=scale)


def _grid(body: Table | Ladder | HeatMap | Lineage, words: str) -> Grid:
    if isinstance(body, HeatMap):
        return _heat_map(body, words)
    if isinstance(body, Lineage):
        return _lineage(body, words)
    table = grids.as_table(body) if isinstance(body, Ladder) else body
    return _table(grids.printed(table), words)


def _table(body: Table, words: str) -> Grid:
    rights = [grids.is_right(column) for column in body.columns]
    heads = tuple(
        Cell(column.head, bold=True, ground=_HEAD, ink=NAVY, right=right)
        for column, right in zip(body.columns, rights, strict=True)
    )
    rows = []
    for place, row in enumerate(body.rows):
        lone = grids.is_heading(row, body)
        ground = _HEAD if lone else _MARKED if place in body.marked else _WHITE
        rows.append(
            tuple(
                Cell(
                    "" if lone and cell == NOTHING else words_of(cell).strip("\n"),
                    bold=lone or (isinstance(cell, Said) and cell.look == "strong"),
                    ground=ground,
                    right=right,
                )
                for cell, right in zip(row, rights, strict=True)
            )
        )
    return Grid(heads if any(cell.text for cell in heads) else (), tuple(rows), words)


def _heat_map(body: HeatMap, words: str) -> Grid:
    heads = [_("Ward"), _("City, province"), _("Met"), _("Assessed")]
    heads += [str(column.number) for column in body.columns]
    rows = []
    for row in body.rows:
        cells = [Cell(row.unit.words), Cell(row.place), Cell(words_of(row.met)), Cell(str(row.day))]
        for code in row.results:
            entry = RESULT[code]
            cells.append(Cell(entry.icon, ground=entry.fill, ink=entry.ink))
        rows.append(tuple(cells))
    made = tuple(Cell(head, bold=True, ground=_HEAD, ink=NAVY) for head in heads)
    return Grid(made, tuple(rows), words)


def _lineage(body: Lineage, words: str) -> Grid:
    heads = (_("When"), _("Unit"), _("Status"), _("Share"), _("What"))
    rows = [
        (
            Cell(plain(head)),
            Cell(kin.unit.words, bold=kin.own),
            Cell(words_of(kin.chip)),
            Cell(str(kin.passed)),
            Cell(plain(kin.told)),
        )
        for head, generation in zip(body.heads, body.generations, strict=True)
        for kin in generation
    ]
    return Grid(
        tuple(Cell(head, bold=True, ground=_HEAD, ink=NAVY) for head in heads), tuple(rows), words
    )


def column_widths(grid: Grid, room: float) -> list[float]:
    """Widths of the columns, pixels."""
    low, high = _needs(grid)
    natural = widths(low, high, room)
    factor = room / sum(natural)
    return [each * factor for each in natural]


def breaks_words(grid: Grid, room: float) -> bool:
    """Whether its columns are too narrow for its longest words."""
    return bool(grid.rows) and sum(_needs(grid)[0]) > room


def _needs(grid: Grid) -> tuple[list[float], list[float]]:
    """What each column needs so that no word is broken, and so that no line is."""
    every = [*([grid.heads] if grid.heads else []), *grid.rows]
    low, high = [], []
    for column in zip(*every, strict=True):
        texts = [(cell.text, cell.bold) for cell in column]
        words = [(word, bold) for text, bold in texts for word in (text.split() or [""])]
        high.append(max(_long(text, grid.size, bold=bold) for text, bold in texts) + 2 * grid.pad)
        low.append(max(width(word, grid.size, bold=bold) for word, bold in words) + 2 * grid.pad)
    return low, high


def _long(text: str, size: float, *, bold: bool) -> float:
    return max(width(line, size, bold=bold) for line in text.split("\n"))


def row_heights(grid: Grid, columns: Sequence[float]) -> Iterator[float]:
    """Height of each row below the head, pixels."""
    return (_height(row, columns, grid) for row in grid.rows)


def head_height(grid: Grid, columns: Sequence[float]) -> float:
    """Height of the head, pixels; 0 without one."""
    return _height(grid.heads, columns, grid) if grid.heads else 0.0


def _height(row: Sequence[Cell], columns: Sequence[float], grid: Grid) -> float:
    lines = max(
        wrapped(cell.text, grid.size, column - 2 * grid.pad, bold=cell.bold)
        for cell, column in zip(row, columns, strict=True)
    )
    signs = any(unicodedata.category(letter) == "So" for cell in row for letter in cell.text)
    return lines * grid.size * (_LEADING_OF_SIGNS if signs else LEADING) + 8


def page_end(grid: Grid, tall: Sequence[float], begin: int, room: float, full: float) -> int:
    """Where the rows of a slide end: about as many on each, and none that heads others last.

    Args:
        grid: The table.
        tall: Height of each row.
        begin: First row of the slide.
        room: Pixels for its rows.
        full: Pixels on each slide after it.
    """
    left = sum(tall[begin:])
    if left > room:
        slides = 1 + math.ceil((left - room) / full)
        room = min(room, left / slides + max(tall[begin:]))
    end, used = begin, 0.0
    while end < len(tall) and (used + tall[end] <= room or end == begin):
        used += tall[end]
        end += 1
    while begin + 1 < end < len(tall) and _heads_others(grid.rows[end - 1]):
        end -= 1
    return end


def _heads_others(row: Sequence[Cell]) -> bool:
    first, *others = row
    return first.ground == _HEAD and not any(cell.text for cell in others)


def draw(
    shapes: Any,
    place: tuple[float, float],
    grid: Grid,
    columns: Sequence[float],
    part: slice,
    name: str,
) -> float:
    """Draw a part of the rows under the head; the height drawn, pixels.

    Args:
        shapes: Of the slide.
        place: Left and top in pixels.
        grid: The table.
        columns: Widths of its columns.
        part: Which rows.
        name: Of the shape.
    """
    rows = [*([grid.heads] if grid.heads else []), *grid.rows[part]]
    tall = [_height(row, columns, grid) for row in rows]
    left, top = place
    frame = shapes.add_table(
        len(rows), len(columns), *map(emu, (left, top, sum(columns), sum(tall)))
    )
    frame.name = name
    describe(frame, grid.words)
    table = frame.table
    table.first_row, table.horz_banding = bool(grid.heads), False
    for column, wide in zip(table.columns, columns, strict=True):
        column.width = emu(wide)
    for line, row, high in zip(table.rows, rows, tall, strict=True):
        line.height = emu(high)
        for into, cell in zip(line.cells, row, strict=True):
            _fill(into, cell, grid)
    return sum(tall)


def _fill(into: Any, cell: Cell, grid: Grid) -> None:
    into.margin_left = into.margin_right = emu(grid.pad)
    into.margin_top = into.margin_bottom = emu(3)
    into.vertical_anchor = MSO_ANCHOR.MIDDLE
    into.fill.solid()
    into.fill.fore_color.rgb = colour(cell.ground)
    line = Line(cell.text, grid.size, cell.bold, cell.ink, "right" if cell.right else "left")
    write(into.text_frame.paragraphs[0], line)


TABULAR = (Table, Ladder, HeatMap, Lineage)
"""Bodies that are drawn as tables."""
