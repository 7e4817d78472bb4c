"""How large the words of a card are on its slides: as large as its first slide has room for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lib.cards.bodies import Body, Columns, List, Prose
from lib.cards.card import Card
from lib.draw.pptx import tables
from lib.draw.pptx.lists import list_lines
from lib.draw.pptx.texts import Line, height
from lib.draw.pptx.words import words_of
from lib.draw.rows import plain
from lib.words.colours import SOFT

GAP, BETWEEN = 10.0, 24.0
"""Pixels below a body, and between lists that stand side by side."""
_STEPS = (1.5, 1.35, 1.2, 1.1, 1.0, 0.92, 0.85, 0.8)
_TOLD = (List, Columns, Prose, *tables.TABULAR)
_PROSE, _BELOW, _REMARK = 20.0, 18.0, 14.0


def scale(card: Card, room: float, tall: float) -> float:
    """How much larger than usual the words of a card are.

    The largest with which all of it stands on one slide and no word of a table is broken; a card
    of several slides keeps the usual size, or the largest that breaks no word.

    Args:
        card: The card.
        room: Width to fill, pixels.
        tall: Height to fill.
    """
    if not all(isinstance(body, _TOLD) for body in card.bodies):
        return 1.0
    whole = [step for step in _STEPS if not _breaks(card, room, step)]
    for step in whole:
        if used(card, room, step) <= tall:
            return step
    return next((step for step in whole if step <= 1), _STEPS[-1])


def used(card: Card, room: float, step: float) -> float:
    """Pixels that the words and tables of a card take below one another."""
    told = [*below_lines(card, step), *remark_lines(card, step)]
    total = sum(height([line], room) for line in told) + 2 * GAP
    return total + used_by(card.bodies, room, step)


def used_by(bodies: Sequence[Body], room: float, step: float) -> float:
    """Pixels that words and tables take below one another; other bodies count as none."""
    told = [body for body in bodies if isinstance(body, _TOLD)]
    return sum(_used(body, room, step) + GAP for body in told)


def below_lines(card: Card, step: float) -> Iterator[Line]:
    """What stands under the title."""
    if card.below:
        yield Line(plain(card.below), _BELOW * min(step, 1.2), ink=SOFT)


def remark_lines(card: Card, step: float) -> Iterator[Line]:
    """What stands below everything else."""
    for each in (*card.remarks, card.note):
        if each and (words := words_of(each).strip()):
            yield Line(words, _REMARK * max(step, 1.0), ink=SOFT)


def prose_lines(body: Prose, step: float) -> list[Line]:
    """Paragraphs."""
    told = (words_of(each).strip() for each in body.paragraphs)
    return [Line(words, _PROSE * step) for words in told if words]


def column_width(body: Columns, room: float) -> tuple[int, float]:
    """How many lists stand side by side, three at most, and how wide each is."""
    across = min(len(body.lists), 3)
    return across, (room - BETWEEN * (across - 1)) / across


def _used(body: Body, room: float, step: float) -> float:
    if isinstance(body, Columns) and len(body.lists) > 1:
        across, wide = column_width(body, room)
        tall = [height(list(list_lines(each, step)), wide) for each in body.lists]
        rows = [max(tall[begin : begin + across]) for begin in range(0, len(tall), across)]
        return sum(rows) + 2 * GAP * len(rows)
    if isinstance(body, Columns):
        return sum(_used(each, room, step) for each in body.lists)
    if isinstance(body, List):
        return height(list(list_lines(body, step)), room)
    if isinstance(body, Prose):
        return height(prose_lines(body, step), room)
    grid = tables.grid_of(body, "", step)  # type: ignore[arg-type]
    if not grid.rows:
        return 40.0
    columns = tables.column_widths(grid, room)
    return tables.head_height(grid, columns) + sum(tables.row_heights(grid, columns))


def _breaks(card: Card, room: float, step: float) -> bool:
    """Whether a table of a card breaks a word with letters so much larger."""
    return any(
        tables.breaks_words(tables.grid_of(body, "", step), room)
        for body in card.bodies
        if isinstance(body, tables.TABULAR)
    )
