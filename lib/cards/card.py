"""The kinds of a card: what is told, whatever the medium.

A card is a value: its words are in the language of the run that made it, its numbers carry what
they count. Screen, paper, slide and test read the same card. Plain frozen dataclasses, tuples
only; no kind knows how it is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace

from lib.cards.bodies import Body, Prose, Table
from lib.cards.pieces import NOTHING, Chip, Day, Name, Number, Said
from lib.words.wording import _

MOST_COLUMNS = 8
"""Columns of a table that can be read where letters are large."""


@dataclass(frozen=True)
class Citation:
    """One source behind a number, and what it says of it."""

    source_id: str
    says: str = ""


@dataclass(frozen=True)
class Behind:
    """What stands behind a card.

    Attributes:
        sources: Their ids, in the order to show.
        wards: Wards whose reports stand behind it; what each source says of them is looked up
            when asked.
        cited: Other sources with what they say.
    """

    sources: tuple[str, ...] = ()
    wards: tuple[str, ...] = ()
    cited: tuple[Citation, ...] = ()


@dataclass(frozen=True, eq=False)  # told apart by identity: what is drawn of it is kept beside it
class Card:
    """What a reader is told, in one piece.

    Attributes:
        name: Short English name, unique on its page.
        title: The finding, a sentence.
        below: The line under it.
        bodies: What shows it, one below the other.
        remarks: Lines under the bodies.
        behind: Its sources.
        note: How it was counted.
        folded: Whether it is shown only when its title is clicked.
        idle: Whether nothing happened that it could tell of.
        alt: The picture in words, for those who do not see it; "" where there is none.
    """

    name: str
    title: Said
    below: Said = NOTHING
    bodies: tuple[Body, ...] = ()
    remarks: tuple[Said, ...] = ()
    behind: Behind = Behind()
    note: Said = NOTHING
    alt: str = ""
    folded: bool = False
    idle: bool = False

    @property
    def tells_nothing(self) -> bool:
        """Whether it only says so: good to know on a page, no screen of a show."""
        said = [body for body in self.bodies if isinstance(body, Prose) and body.look == "empty"]
        return self.idle or bool(said and len(said) == len(self.bodies))


def essential(card: Card) -> Card:
    """A card for large letters: wide tables without their columns of detail, which it says."""
    bodies: list[Body] = []
    left: dict[str, None] = {}
    for body in card.bodies:
        if isinstance(body, Table) and len(body.columns) > MOST_COLUMNS:
            kept = [n for n, column in enumerate(body.columns) if not column.detail]
            left |= {column.head: None for column in body.columns if column.detail}
            columns = tuple(body.columns[n] for n in kept)
            rows = tuple(tuple(row[n] for n in kept) for row in body.rows)
            bodies.append(replace(body, columns=columns, rows=rows))
        else:
            bodies.append(body)
    if not left:
        return card
    told = _(
        "Left out here so that it can be read: {columns}. The page and the workbook have them.",
        columns=", ".join(left),
    )
    return replace(card, bodies=tuple(bodies), remarks=(*card.remarks, Said((told,))))


def pieces(value: object) -> Iterator[Number | Day | Name | Chip | str]:
    """Every piece a reader sees in a card or a part of it, in order; texts included."""
    if isinstance(value, Number | Day | Name | Chip):
        yield value
    elif isinstance(value, Said):
        for part in value.parts:
            if isinstance(part, str):
                yield part
            else:
                yield from pieces(part)
    elif isinstance(value, tuple):
        for each in value:
            yield from pieces(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from pieces(getattr(value, field.name))


def numbers(card: Card) -> dict[str, Number]:
    """The numbers of a card by name; a name stands for one value only."""
    by_name: dict[str, Number] = {}
    for piece in pieces(card):
        if isinstance(piece, Number):
            first = by_name.setdefault(piece.name, piece)
            if first != piece:
                raise ValueError(f"{card.name}.{piece.name} is {first} and {piece}")
    return by_name
