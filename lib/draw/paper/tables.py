"""Tables on paper: as wide as they need to be, their heads on every page they go over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from lib.cards.bodies import Body, Table
from lib.cards.card import Card
from lib.cards.charts import HeatMap, HeatRow
from lib.draw.paper.sizes import Paper
from lib.draw.paper.words import joined, look, piece, plain, quoted
from lib.draw.svg import grids, heat
from lib.draw.svg.flow import widest
from lib.words import colours
from lib.words.terms import RESULT
from lib.words.wording import _

_SMALLEST = 0.8  # a table that would be set smaller than this goes on pages turned round
_PAD = 16.0
_MANY_COLUMNS = 9
_MANY_ROWS, _TALL = 24, 5  # rows, and lines of a cell
_TINIEST = 0.35
_TOGETHER = 14  # rows of a table that stay on one page, unless they are tall
_LEGIBLE = 8.0  # points: letters are not made smaller than this for the sake of line breaks


def turned(card: Card, paper: Paper) -> Paper:
    """The paper of a card: on its side where a table of it would be set too small."""
    if not paper.is_upright:
        return paper
    needed = max((needed_width(body, paper) for body in card.bodies), default=0.0)
    return paper.turned if needed * _SMALLEST > paper.room else paper


def fitted(make: Callable[[Paper], str], needed: float, paper: Paper) -> str:
    """A table as it is, or set smaller, so that it is as wide as it needs to be."""
    factor = min(1.0, paper.room / needed) if needed else 1.0
    size = paper.size * max(factor, _TINIEST)
    made = make(replace(paper, size=size))
    return f"\n#[#set text(size: {size:.2f}pt)\n{made}]\n" if factor < 1 else made


def needed_width(body: Body, paper: Paper) -> float:
    """Width in pixels that the columns of a table need so that no word is broken; 0 for others.

    A table of many columns that would break most of its lines counts as too wide for the paper,
    and so does a long one whose cells would be tall.
    """
    if isinstance(body, HeatMap):
        return 340 + 22.0 * len(body.columns)
    if not isinstance(body, Table):
        return 0.0
    narrow = sum(grids.shares(body, 0))
    is_crowded = len(body.columns) > _MANY_COLUMNS and narrow > 0.6 * paper.room
    is_crowded |= len(body.rows) > _MANY_ROWS and grids.tallest(body, paper.room) > _TALL
    return max(narrow, paper.room / _SMALLEST + 1) if is_crowded and paper.is_upright else narrow


def wanted_width(body: Table, paper: Paper) -> float:
    """Width in pixels for which a table is set smaller: with many columns, to break few lines."""
    narrow = sum(grids.shares(body, 0))
    if len(body.columns) <= _MANY_COLUMNS:
        return narrow
    whole = sum(grids.shares(body, 1e6, fill=False))
    return max(narrow, min(whole, paper.room * paper.size / _LEGIBLE))


def table_block(body: Table, paper: Paper) -> str:
    """A table."""
    shares = grids.shares(body, paper.room)
    heads = [f"[{plain(column.head)}]" for column in body.columns]
    cells = []
    for place, row in enumerate(body.rows):
        if grids.is_heading(row, body):
            span = f'colspan: {len(body.columns)}, fill: rgb("{colours.BAND}")'
            head = f"table.cell({span})[#strong[{piece(row[0])}]]"
            cells.append(f"table.header(level: 2, repeat: false, {head})")  # never alone below
            continue
        marked = place in body.marked
        for cell in row:
            inner = f"[{piece(cell)}]"
            cells.append(f'table.cell(fill: rgb("{colours.MARKED}")){inner}' if marked else inner)
    right = {place for place, column in enumerate(body.columns) if grids.is_right(column)}
    has_heads = any(column.head for column in body.columns)
    return tabled(shares, heads if has_heads else [], cells, right, paper)


def tabled(
    shares: Sequence[float], heads: Sequence[str], cells: Iterable[str], right: set[int],
    paper: Paper,
) -> str:  # fmt: skip
    """A table whose head stands on every page that it goes over."""
    if not shares:
        return ""
    columns = ", ".join(f"{share:.1f}fr" for share in shares)
    aligned = ", ".join("right" if place in right else "left" for place in range(len(shares)))
    head = f"table.header({', '.join(f'strong(dim{each})' for each in heads)}),\n" if heads else ""
    inside = list(cells)
    inner = ",\n".join(inside)
    table = f"table(columns: ({columns},), align: ({aligned},),\n{head}{inner},\n)"
    if len(inside) <= _TOGETHER * len(shares):  # a short one is not torn from its heading
        return f"\n#together({table})\n"
    return f"\n#{table}\n"


def heat_block(body: HeatMap, paper: Paper) -> str:
    """The whole table, its head repeated, and what the numbers over its columns stand for."""
    unit = max([widest(row.unit) for row in body.rows] or [0.0])
    place = max([widest(row.place) for row in body.rows] or [0.0])
    left = [each + _PAD for each in (unit, place, 48.0, 80.0)]
    cell = max((paper.room - sum(left)) / max(len(body.columns), 1), 18.0)
    heads = [
        f"[{plain(words)}]" for words in (_("Ward"), _("City, province"), _("Met"), _("Assessed"))
    ]
    heads += [
        f"[{column.number}#linebreak()#text(size: 0.7em)[{piece(column.met)}]]"
        for column in body.columns
    ]
    cells = (each for row in body.rows for each in _heat_row(row))
    table = tabled([*left, *(cell for _column in body.columns)], heads, cells, {2, 3}, paper)
    keyed = "   ".join(
        f"#swatch({look(RESULT[code], plain=code in heat.SIGNED)}) {plain(RESULT[code].icon)} "
        f"{plain(number.label)}: #strong[{piece(number)}]"
        for code, number in body.counts
    )
    told = joined(
        f"\n#strong[{plain(group)}]: "
        + plain("; ").join(f"{column.number} {plain(column.name.words)}" for column in inside)
        + "\n"
        for group, inside in heat.groups(body)
    )
    short = f"#[#set text(size: 0.8em)\n#set table(inset: (x: 2pt, y: 1.6pt))\n{table}]"
    return f"\n{keyed}\n{told}\n{short}\n"


def _heat_row(row: HeatRow) -> Iterator[str]:
    yield f"[{piece(row.unit)}]"
    yield f"[{plain(row.place)}]"
    yield f"[{piece(row.met) or '–'}]"
    yield f"[{piece(row.day)}]"
    for code in row.results:
        yield f"h{code.replace('_', '')}"


def signs() -> str:
    """The cells of heat maps, each result once."""
    made = ""
    for code, entry in RESULT.items():
        ground = look(entry, plain=code in heat.SIGNED)
        made += (
            f"#let h{code.replace('_', '')} = table.cell(fill: filled({ground}), align: center)"
            f"[#text(fill: rgb({quoted(entry.ink)}))[{plain(entry.icon)}]]\n"
        )
    return made
