"""Tables, ladders and bars: rows of cells, each a drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lib.cards.bodies import BarPart, Bars, Column, Ladder, Table
from lib.cards.pieces import NOTHING, Chip, Piece, Said
from lib.draw.svg.columns import widths
from lib.draw.svg.drawing import Drawing, moved, path, rect, stacked, told
from lib.draw.svg.fills import term_fill
from lib.draw.svg.flow import DIM, PLAIN, STRONG, Style, atoms, narrowest, paragraph, widest
from lib.words import colours
from lib.words.colours import ACCENT, GRID, LINE, SOFT
from lib.words.terms import term

_PAD = 8.0
_HEAD = Style(14, SOFT, bold=True)
_BAR = 200.0


def as_table(body: Ladder) -> Table:
    """A ladder as a table: a row for each step, a column for each ward."""
    columns = [
        Column("step", ""),
        *(Column(str(n), each.words) for n, each in enumerate(body.heads)),
    ]
    if len(body.heads) < 2:
        columns[1:] = [Column("0", "")]
    looks = {"current": "strong", "ahead": "dim", "lost": "struck"}
    rows: list[tuple[Piece | None, ...]] = []
    for steps in zip(*body.steps, strict=True):
        entry = term(steps[0].status)
        cells = [Said((step.told,), looks.get(step.place, "")) for step in steps]  # type: ignore[arg-type]
        rows.append((Chip(entry.code, entry.words), *cells))
    return Table(tuple(columns), tuple(rows), body.marked)


def is_right(column: Column) -> bool:
    """Whether the cells of a column end at the right."""
    return column.kind == "number"


def is_heading(row: Sequence[Piece | None], body: Table) -> bool:
    """Whether a row heads those below it: its first cell stands alone."""
    return body.even and all(cell == NOTHING for cell in row[1:])


def shares(body: Table, room: float, pad: float = 2 * _PAD, *, fill: bool = True) -> list[float]:
    """Widths of the columns of a table within `room` pixels; all of it unless `fill` is off."""
    low, high = _needs(body, pad)
    return widths(low, high, room if fill else min(room, sum(high)))


def tallest(body: Table, room: float) -> float:
    """About how many lines the tallest cell of a table has within `room` pixels."""
    low, high = _needs(body, 2 * _PAD)
    columns = zip(high, widths(low, high, room), strict=True)
    return max((needed / width for needed, width in columns), default=0.0)


def _needs(body: Table, pad: float) -> tuple[list[float], list[float]]:
    """What each column needs so that no word is broken, and so that no line is."""
    rows = [row for row in body.rows if not is_heading(row, body)]
    low, high = [], []
    for place, column in enumerate(body.columns):
        cells = [row[place] for row in rows]
        head = Said((column.head,))
        low.append(max([narrowest(head, _HEAD), *map(narrowest, cells)]) + pad)
        high.append(max([widest(head, _HEAD), *map(widest, cells)]) + pad)
    return low, high


def printed(body: Table) -> Table:
    """A table without columns that only lead somewhere on the screen."""
    kept = [
        place
        for place, column in enumerate(body.columns)
        if column.head or any(_says(row[place]) for row in body.rows)
    ]
    rows = tuple(tuple(row[place] for place in kept) for row in body.rows)
    return replace(body, columns=tuple(body.columns[place] for place in kept), rows=rows)


def _says(cell: Piece | None) -> bool:
    return cell is not None and any(True for _each in atoms(cell))


def table(body: Table, room: float) -> Drawing:
    """A table with its head; wider than `room` where its words are."""
    body = printed(body)
    columns = shares(body, room)
    rows = []
    if any(column.head for column in body.columns):
        heads = [Said((column.head,)) for column in body.columns]
        rows.append(_row(heads, body.columns, columns, _HEAD, colours.HEAD))
    for place, row in enumerate(body.rows):
        if is_heading(row, body):
            rows.append(_row(row[:1], body.columns[:1], [sum(columns)], STRONG, colours.BAND))
        else:
            ground = colours.MARKED if place in body.marked else ""
            rows.append(_row(row, body.columns, columns, PLAIN, ground))
    return stacked(rows, 0)


def ladder(body: Ladder, room: float) -> Drawing:
    """A ladder as the table it is."""
    return table(as_table(body), room)


def _row(
    cells: Sequence[Piece | None],
    kinds: Sequence[Column],
    columns: Sequence[float],
    style: Style,
    ground: str,
) -> Drawing:
    drawn = [
        paragraph(cell, width - 2 * _PAD, style, right=is_right(kind))
        for cell, kind, width in zip(cells, kinds, columns, strict=True)
    ]
    height = max([each.height for each in drawn] or [0]) + 8
    width = sum(columns)
    inner = rect(0, 0, width, height, ground) if ground else ""
    x = 0.0
    for each, column in zip(drawn, columns, strict=True):
        inner += moved(each, x + _PAD, 4)
        x += column
    return Drawing(width, height, inner + path(f"M0 {height:.1f}H{width:.1f}", GRID))


def bar(parts: Sequence[BarPart], width: float, height: float = 14) -> str:
    """One stacked bar on its track."""
    inner, x = rect(0, 0, width, height, colours.HEAD), 0.0
    for part in parts:
        long = max(0.0, min(1.0, part.share)) * width
        ground = term_fill(term(part.term)) if part.term else ACCENT
        drawn = rect(x, 0, min(long, width - x), height, ground)
        inner += told(drawn, part.words)
        x += long
    return inner


def bars(body: Bars, room: float) -> Drawing:
    """Rows of bars: name, bar, words, label; a legend below."""
    texts = [[row.label, row.words, row.standing] for row in body.rows]
    low = [
        max(map(narrowest, column), default=0.0) + 2 * _PAD for column in zip(*texts, strict=True)
    ]
    high = [max(map(widest, column), default=0.0) + 2 * _PAD for column in zip(*texts, strict=True)]
    if not texts:
        return Drawing(room, 0, "")
    name, words, label = widths(low, high, max(room - _BAR, 0.0))
    if sum(high) < room - _BAR:  # what is left makes the bars longer
        name, words, label = high
    long = max(room - name - words - label, _BAR)
    columns = [name, long, words, label]
    rows = [_bar_heads(body.heads, columns)] if body.heads else []
    for row in body.rows:
        style = STRONG if row.strong else PLAIN
        cells = [
            paragraph(row.label, name - 2 * _PAD, style),
            paragraph(row.words, words - 2 * _PAD, right=True),
            paragraph(row.standing, label - 2 * _PAD),
        ]
        height = max([18.0, *(each.height for each in cells)]) + 6
        inner = moved(cells[0], _PAD, 3)
        middle = height / 2 - 7
        drawn = Drawing(long, 14, bar(row.parts, long - 2 * _PAD))
        inner += moved(drawn, name + _PAD, middle)
        inner += moved(cells[1], name + long + _PAD, 3)
        inner += moved(cells[2], name + long + words + _PAD, 3)
        rows.append(Drawing(sum(columns), height, inner))
    if body.scale == "share":
        rows.append(_scale(name + _PAD, long - 2 * _PAD))
    chart = stacked(rows, 0)
    chips = Said(tuple(p for code in body.terms for p in (Chip(code, term(code).words), "  ")))
    return stacked([chart, paragraph(chips, room, DIM)])


def _bar_heads(heads: Sequence[str], columns: Sequence[float]) -> Drawing:
    drawn = [
        paragraph(Said((head,)), width - 2 * _PAD, _HEAD, right=place == 2)
        for place, (head, width) in enumerate(zip(heads, columns, strict=False))
    ]
    inner, x = "", 0.0
    height = max(each.height for each in drawn) + 4
    for each, width in zip(drawn, columns, strict=False):
        inner += moved(each, x + _PAD, height - each.height - 2)
        x += width
    return Drawing(sum(columns), height, inner + path(f"M0 {height:.1f}H{sum(columns):.1f}", LINE))


def _scale(left: float, width: float) -> Drawing:
    """0 to 100 percent under the bars."""
    inner = path(f"M{left:.1f} 2H{left + width:.1f}", LINE)
    for part in (0.0, 0.5, 1.0):
        x = left + width * part
        inner += path(f"M{x:.1f} 2v4", LINE)
        words = paragraph(f"{part:.0%}", 44, Style(13, SOFT))
        inner += moved(words, x - (0, 11, 30)[int(part * 2)], 5)
    return Drawing(left + width, 24, inner)
