"""A table that the reader can sort and search: Streamlit's grid, with the words of the cells.

Sorting goes by the values beneath, whatever the language writes. A click on a cell with a number
that can be asked opens what is behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from lib.cards.bodies import Column, Table
from lib.cards.card import pieces
from lib.cards.pieces import Chip, Day, Name, Number, Piece, Said
from lib.draw.html import Place
from lib.words.terms import term

_ROW = 35  # pixels
_TALLEST = 640
_PLAIN = "#e2e7ec"


@dataclass(frozen=True)
class Grid:
    """A table as Streamlit's grid takes it.

    Attributes:
        cells: The values.
        written: How those of a column are written.
        columns: Heads, widths and kinds of its columns.
        asked: Addresses of numbers that can be asked, by row and name of the column.
    """

    cells: pd.DataFrame
    written: Any
    columns: Mapping[str, Any]
    asked: Mapping[tuple[int, str], str]


def grid(body: Table, at: Place) -> Grid:
    """A table laid out.

    Args:
        body: The table.
        at: Where its names lead.
    """
    asked = {
        (place, column.name): address
        for place, row in enumerate(body.rows)
        for column, cell in zip(body.columns, row, strict=True)
        if (address := _asked(cell, at))
    }
    cells = dict(zip((column.name for column in body.columns), zip(*body.rows, strict=True),
                     strict=True))  # fmt: skip
    table = pd.DataFrame(
        {
            column.name: [_value(column, cell, at) for cell in cells[column.name]]
            for column in body.columns
        }
    )
    written = {
        column.name: _words(cells[column.name])
        for column in body.columns
        if column.kind in ("number", "day")
    }
    columns = {
        column.name: _config(column, cells[column.name], pinned=column is body.columns[0])
        for column in body.columns
    }
    return Grid(table, written, columns, asked)


def show(table: Grid, key: str, ask: Callable[[str], None]) -> None:
    """Draw a table.

    Args:
        table: The table.
        key: Key of the grid.
        ask: Opens a number by its address.
    """

    def clicked() -> None:
        cells = st.session_state[key].selection.cells
        address = table.asked.get(tuple(cells[0])) if cells else None
        if address:
            ask(address)

    st.dataframe(
        table.cells.style.format(table.written, na_rep="–"),  # one for each: it holds a state
        hide_index=True,
        height=min(_ROW * (len(table.cells) + 1) + 3, _TALLEST),
        row_height=_ROW,
        placeholder="–",
        column_config=table.columns,
        key=key,
        on_select=clicked if table.asked else "ignore",
        selection_mode="single-cell",
    )


def _asked(cell: Piece | None, at: Place) -> str:
    """Address of the number of a cell that can be asked; "" where there is none."""
    number = next((each for each in pieces(cell) if isinstance(each, Number) and each.asks), None)
    return f"{at.card}.{number.name}" if number and at.asks else ""


def _value(column: Column, cell: Piece | None, at: Place) -> Any:
    """What a cell is sorted by."""
    if column.kind == "chip":
        return [chip.code if isinstance(chip, Chip) else str(chip) for chip in _chips(cell)]
    if column.kind == "number":
        return cell.value if isinstance(cell, Number) else None
    if column.kind == "day":
        return pd.Timestamp(cell.day) if isinstance(cell, Day) and cell.day else pd.NaT
    if column.kind == "link":
        # The words stand behind the address, where the grid finds them.
        address = at.address(cell) if isinstance(cell, Name) and at.address else ""
        return f"{address}#{cell}" if address else None
    return None if cell is None else str(cell)


def _chips(cell: Piece | None) -> tuple[Piece, ...]:
    if cell is None:
        return ()
    return cell.parts if isinstance(cell, Said) else (cell,)


def _words(cells: tuple[Piece | None, ...]) -> Any:
    """How the values of a column are written, as their cells say."""
    words: dict[Any, str] = {}
    for cell in cells:
        if isinstance(cell, Number) and cell.value is not None:
            words[cell.value] = cell.words
        elif isinstance(cell, Day) and cell.day is not None:
            words[pd.Timestamp(cell.day)] = cell.words
    return lambda value: words.get(value, "–")


def _config(column: Column, cells: tuple[Piece | None, ...], *, pinned: bool) -> Any:
    looks: dict[str, Any] = {"label": column.head, "help": column.help or None,
                             "width": column.width or None, "pinned": pinned}  # fmt: skip
    kinds = st.column_config
    if column.kind == "number":
        return kinds.NumberColumn(**looks)
    if column.kind == "day":
        return kinds.DateColumn(**looks)
    if column.kind == "link":
        return kinds.LinkColumn(display_text=r"#(.*)$", **looks)
    if column.kind != "chip":
        return kinds.TextColumn(**looks)
    chips = {
        chip.code if isinstance(chip, Chip) else str(chip): chip
        for cell in cells
        for chip in _chips(cell)
    }
    return kinds.MultiselectColumn(
        options=list(chips),
        color=[
            _PLAIN if isinstance(chip, str) else term(code).fill for code, chip in chips.items()
        ],
        format_func=lambda code: _chip_words(chips.get(code, code)),
        **looks,
    )


def _chip_words(chip: Piece) -> str:
    if not isinstance(chip, Chip):
        return str(chip)
    sign = term(chip.code).icon
    return sign if chip.only_sign else f"{sign} {chip.words}"
