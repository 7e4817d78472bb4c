"""A card alone on a page of a screen's shape: how large its words and pictures may be.

A short card is set larger, one a little too long smaller; a long one goes on over further pages.
"""

from __future__ import annotations

from dataclasses import replace

from lib.cards.bodies import Bars, Body, Columns, Figures, Ladder, List, Prose, Table
from lib.cards.card import Card
from lib.cards.charts import Dots, HeatMap, Lines
from lib.cards.map_kinds import MapBody
from lib.cards.pieces import Said
from lib.cards.shapes import Outlines
from lib.draw import fonts
from lib.draw.paper.sizes import Paper
from lib.draw.rows import plain
from lib.draw.svg import dots, grids
from lib.draw.svg.flow import widest

MOST_LINES = 24
"""Lines of a card that may be set smaller to stay on one page."""
_LARGEST, _HEADING = 1.6, 1.5
_LINE, _BETWEEN = 1.22, 0.7  # of the height of letters
_BAR = 200.0
_BROKEN = 0.6  # of their width without a break that columns may have in larger letters


def lines(body: Body) -> int:
    """About how many lines a body has."""
    match body:
        case Table() | Bars() | HeatMap():
            return len(body.rows)
        case List():
            return len(body.items)
        case Columns():
            return max((len(each.items) for each in body.lists), default=0)
        case Dots() if body.first is not None:
            return sum(len(words) for _label, words in dots.listed(body))
    return 0


def left(card: Card, title: str, paper: Paper) -> Paper:
    """Paper as high as a picture of a card may be, below its title and beside its other words."""
    told: list[Said] = [card.below, *card.remarks, card.note]
    used = _tall(title, _HEADING, paper)
    used += sum(_tall(plain(each), 1.0, paper) for each in told)
    used += _tall("S" if card.behind.sources else "", 1.0, paper)
    beside = [each for each in card.bodies if not isinstance(each, Lines | MapBody | Outlines)]
    shown = (paper.height - used) * (0.52 if beside else 0.96)
    return replace(paper, height=max(shown, paper.height / 3))


def _tall(words: str, factor: float, paper: Paper) -> float:
    """Points that a paragraph takes."""
    if not words:
        return 0.0
    size = paper.size * factor
    long = fonts.width(words, size, bold=factor > 1)
    return (int(long / (0.95 * paper.width)) + 1) * _LINE * size + _BETWEEN * paper.size


def most(card: Card, paper: Paper) -> float:
    """How much larger the words of a card may be, so that its columns do not break."""
    return max(1.0, min([_LARGEST, *(_most(body, paper) for body in card.bodies)]))


def _most(body: Body, paper: Paper) -> float:
    match body:
        case Ladder() | Table():
            table = grids.as_table(body) if isinstance(body, Ladder) else body
            needed = sum(grids.shares(table, 0))
            rows = [row for row in table.rows if not grids.is_heading(row, table)]
            columns = zip(*rows, strict=True)
            whole = sum(max(map(widest, column), default=0.0) for column in columns)
            return 0.85 * paper.room / max(needed, _BROKEN * whole, 1.0)
        case Bars():
            texts = [[row.label, row.words, row.standing] for row in body.rows]
            whole = sum(
                max(map(widest, column), default=0.0) for column in zip(*texts, strict=True)
            )
            return paper.room / (whole + _BAR + 60)
        case Figures() | List() | Prose():
            return _LARGEST
        case Columns():
            return 1.3
    return 1.0  # a picture takes what is left


def grown(title: str, inner: str, largest: float) -> str:
    """Markup that is set as large as the page below its title allows."""
    return f"#grown([{title}], {largest:.2f})[{inner}]"
