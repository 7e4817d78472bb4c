"""The grid of a comparison: one label column, one column per unit, equal widths in every card."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lib.domain.selection import MOST


@dataclass(frozen=True)
class GridRow:
    """One row.

    Attributes:
        label: HTML of its name.
        cells: HTML of each column.
        marked: Whether the columns differ in it.
        heading: Whether it only names the rows below it.
    """

    label: str
    cells: Sequence[str]
    marked: bool = False
    heading: bool = False


def side_grid(rows: Iterable[GridRow], columns: int) -> str:
    """HTML of the grid.

    Args:
        rows: From top to bottom.
        columns: Units beside each other, at most `MOST`.
    """
    return (
        f'<div class="wa-side n{min(columns, MOST)}" role="table">'
        f"{''.join(_row(row) for row in rows)}</div>"
    )


def _row(row: GridRow) -> str:
    look = "r" + (" d" if row.marked else "") + (" t" if row.heading else "")
    sign = '<b class="wa-differs" aria-hidden="true">≠</b>' if row.marked else ""
    cells = "".join(f'<div class="c" role="cell">{cell}</div>' for cell in row.cells)
    return (
        f'<div class="{look}" role="row"><div class="h" role="rowheader">{sign}{row.label}</div>'
        f"{cells}</div>"
    )
