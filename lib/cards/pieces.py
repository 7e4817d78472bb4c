"""Pieces: what sentences and cells are made of.

A numeral on the screen stands in a Number, a Day or a Name, never in plain words; so every one
of them can be asked where it comes from.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True)
class Asks:
    """What a number counts, as a small query; worked out only when a reader asks.

    Attributes:
        rule: Name of a rule of `lib.cards.explain`.
        about: What it is asked of: statuses, unit keys, days, as the rule says.
    """

    rule: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True)
class Number:
    """A number and what it counts.

    Attributes:
        name: Short English name, unique in its card; ``<card>.<name>`` is its address.
        value: The value; None when it is not known.
        words: As the language writes it; "–" for none.
        label: What it is, to head its explanation.
        asks: What was counted; None where the number repeats what another one explains.
    """

    name: str
    value: float | None
    words: str
    label: str = ""
    asks: Asks | None = None

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True)
class Day:
    """A date as precisely as it is known."""

    words: str
    day: date | None = None

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True)
class Name:
    """A name, a code or another text of the data, with where it leads.

    Attributes:
        words: As it is shown.
        key: Unit key, source id, or another key of the data; "" when it leads nowhere.
        page: Page that a click opens; ``web`` for the address of a source.
        strong: Whether it is the subject of its row.
    """

    words: str
    key: str = ""
    page: Literal[
        "", "overview", "map", "ward", "sources", "criteria", "timeline", "compare", "data", "web"
    ] = ""
    strong: bool = False

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True)
class Chip:
    """A status, pace label or kind of no value: word, sign and colour (see `lib.words.terms`).

    Attributes:
        code: Its code.
        words: Its word.
        only_sign: Whether the sign alone is drawn; the word is still there to be read out.
    """

    code: str
    words: str
    only_sign: bool = False

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True)
class Share:
    """A share drawn on one scale from 0 to 100 percent; the number itself stands beside it.

    Attributes:
        value: The share, 0 to 1.
        words: What it is, for those who do not see it.
        term: Code of the term that colours it; "" for the accent.
        kind: A bar, or a dot on a track.
    """

    value: float
    words: str
    term: str = ""
    kind: Literal["bar", "dot"] = "bar"

    def __str__(self) -> str:
        return ""


@dataclass(frozen=True)
class Course:
    """A share over time as a stepped line, on the same axes in every cell.

    Attributes:
        steps: Day, share from that day on, and of how many; a line breaks where those change.
        first: Left end of the axis.
        last: Right end.
        words: What it is, for those who do not see it.
    """

    steps: tuple[tuple[date, float, float], ...]
    first: date
    last: date
    words: str

    def __str__(self) -> str:
        return ""


Look = Literal["", "strong", "dim", "struck", "fell", "line", "screen"]


@dataclass(frozen=True)
class Said:
    """Words with numbers, days and names in them.

    Attributes:
        parts: The pieces, to be read one after the other.
        look: How it stands out; ``line`` begins a line of its own, smaller; ``screen`` is said
            only where something can be clicked.
    """

    parts: tuple[Piece, ...] = ()
    look: Look = ""

    def __str__(self) -> str:
        return "".join(map(str, self.parts))

    def __bool__(self) -> bool:
        return bool(self.parts)


NOTHING = Said()

Piece = str | Number | Day | Name | Chip | Share | Course | Said
