"""Bodies of words and numbers: figures, bars, tables, ladders, lists, prose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lib.cards.charts import Dots, HeatMap, Lines
from lib.cards.map_kinds import MapBody
from lib.cards.pieces import NOTHING, Day, Name, Number, Piece, Said
from lib.cards.shapes import Lineage, Outlines


@dataclass(frozen=True)
class Tile:
    """A large number with its name and one line of context.

    Attributes:
        number: The number; its label is the tile's name.
        below: Context.
        term: Status whose sign and colour stand beside the name, or "".
    """

    number: Number
    below: Said = NOTHING
    term: str = ""


@dataclass(frozen=True)
class Figures:
    """Large numbers side by side."""

    tiles: tuple[Tile, ...]


@dataclass(frozen=True)
class BarPart:
    """One part of a bar.

    Attributes:
        share: Length as a part of the whole scale, 0 to 1.
        term: Code of the term that colours it; "" for the accent.
        words: What it is, for the pointer.
    """

    share: float
    term: str = ""
    words: str = ""


@dataclass(frozen=True)
class BarRow:
    """A row of bars.

    Attributes:
        label: Its name.
        parts: Bar segments from the left.
        words: What stands right of the bar.
        standing: Labels at its end.
        strong: Whether it sums up the rows under it.
    """

    label: Said
    parts: tuple[BarPart, ...]
    words: Said = NOTHING
    standing: Said = NOTHING
    strong: bool = False


@dataclass(frozen=True)
class Bars:
    """Horizontal bars.

    Attributes:
        rows: The rows, first on top.
        heads: Words over name, bar, numbers and label; empty for none.
        scale: ``share`` draws 0 to 100 percent under them, "" nothing.
        terms: Codes of the terms in use, for a legend.
    """

    rows: tuple[BarRow, ...]
    heads: tuple[str, ...] = ()
    scale: Literal["", "share"] = ""
    terms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes:
        name: Short English name.
        head: Its words.
        help: A longer explanation, or "".
        kind: What its cells hold; decides alignment and sorting.
        width: Pixels on the screen; 0 for what the words need.
        detail: Whether a wide table does without it where letters are large: in a show, on slides.
    """

    name: str
    head: str
    help: str = ""
    kind: Literal["text", "number", "day", "link", "chip"] = "text"
    width: int = 0
    detail: bool = False


@dataclass(frozen=True)
class Table:
    """A table of pieces.

    Attributes:
        columns: The columns.
        rows: A cell for each column; None for an empty one.
        marked: Places of the rows that stand out.
        sortable: Whether the reader can sort and search it.
        even: Whether all columns but the first are of one width, so that tables with the same
            columns stand in line; the first cell of a row names it, and marked rows differ.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Piece | None, ...], ...]
    marked: tuple[int, ...] = ()
    sortable: bool = False
    even: bool = False


@dataclass(frozen=True)
class Step:
    """A step of the ladder.

    Attributes:
        status: The status.
        place: ``passed``, ``current``, ``lost`` or ``ahead``.
        told: Its date and what is not known of it.
    """

    status: str
    place: str
    told: Said


@dataclass(frozen=True)
class Ladder:
    """The ladder of statuses for one or several wards, highest step first.

    Attributes:
        heads: The wards.
        steps: Steps of each ward.
        marked: Places of the steps in which the wards differ.
    """

    heads: tuple[Name, ...]
    steps: tuple[tuple[Step, ...], ...]
    marked: tuple[int, ...] = ()


@dataclass(frozen=True)
class Item:
    """An item of a list: when, what, and a sign."""

    told: Said
    when: Day | None = None
    term: str = ""
    number: Number | None = None


@dataclass(frozen=True)
class List:
    """A list; `head` stands over it, `further` under it."""

    items: tuple[Item, ...]
    head: Said = NOTHING
    term: str = ""
    further: Said = NOTHING


@dataclass(frozen=True)
class Columns:
    """Lists side by side."""

    lists: tuple[List, ...]


@dataclass(frozen=True)
class Prose:
    """Paragraphs; `look` sets apart an empty state that says what to do."""

    paragraphs: tuple[Said, ...]
    look: Literal["", "note", "empty"] = ""


Body = (
    Figures
    | Bars
    | Lines
    | Dots
    | HeatMap
    | MapBody
    | Table
    | Ladder
    | Lineage
    | List
    | Columns
    | Prose
    | Outlines
)
