"""Bodies that are drawn as pictures: lines over time, dots, heat maps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from lib.cards.pieces import NOTHING, Day, Name, Number, Piece, Said


@dataclass(frozen=True)
class Series:
    """Counts over time, constant from one step to the next.

    Attributes:
        name: Its words.
        term: Code of the term that colours it.
        steps: Days with the count from that day on.
        now: The count at the as-of date.
        kind: ``solid``, ``dotted``, or ``band`` for counts stacked above the first series.
    """

    name: str
    term: str
    steps: tuple[tuple[date, float], ...]
    now: Number
    kind: Literal["solid", "dotted", "band"] = "solid"


@dataclass(frozen=True)
class Goal:
    """A target as a straight line from where its pace is measured to its due day.

    Attributes:
        label: Words at its end.
        base_day: Day its pace is measured from.
        base: Count on that day.
        due: Due day.
        value: Count to reach.
    """

    label: Said
    base_day: date
    base: float
    due: date
    value: float


@dataclass(frozen=True)
class Outlook:
    """The recent pace carried on from the count of the day to a due day, with its interval."""

    label: Said
    now: float
    due: date
    expected: float
    low: float
    high: float


@dataclass(frozen=True)
class Break:
    """A day on which what is counted changes, so that lines do not run over it."""

    day: date
    words: str


@dataclass(frozen=True)
class Lines:
    """Counts over time against targets.

    Attributes:
        series: The counts.
        goals: Targets.
        outlook: The recent pace carried on, or None.
        breaks: Days that lines do not run over.
        as_of: The as-of date; counts end there.
        first: Left end of the axis.
        last: Right end.
        to_goals: Whether the axis reaches up to the targets, or only to the counts.
        unit: What is counted, for the axis.
        large: Whether it is the main chart of its page: higher, and to zoom into.
    """

    series: tuple[Series, ...]
    goals: tuple[Goal, ...]
    outlook: Outlook | None
    breaks: tuple[Break, ...]
    as_of: date
    first: date
    last: date
    to_goals: bool = True
    unit: str = ""
    large: bool = False


@dataclass(frozen=True)
class Dot:
    """A mark on a lane.

    Attributes:
        at: Where: a day, or a share from 0 to 1.
        words: What it is.
        term: Code of the term or kind of event that colours and shapes it.
        hollow: Whether it lies after the as-of date.
        key: What a click gives back; "" for nothing.
    """

    at: date | float
    words: Piece
    term: str = ""
    hollow: bool = False
    key: str = ""


@dataclass(frozen=True)
class Lane:
    """A row of dots, with a bar where a span is told, and what stands right of it."""

    label: Said
    dots: tuple[Dot, ...] = ()
    span: tuple[date, date] | tuple[float, float] | None = None
    words: Piece = ""
    key: str = ""
    told: Said = NOTHING


@dataclass(frozen=True)
class Dots:
    """Marks in lanes over one axis, of time or of shares.

    Attributes:
        lanes: First on top.
        first: Left end of a time axis; None for shares from 0 to 100 percent.
        last: Right end.
        as_of: The as-of date on a time axis.
    """

    lanes: tuple[Lane, ...]
    first: date | None = None
    last: date | None = None
    as_of: date | None = None


@dataclass(frozen=True)
class HeatColumn:
    """A column of a heat map: number, name, group (its key tells it apart), how far it is met."""

    number: int
    name: Name
    group: Name
    met: Number


@dataclass(frozen=True)
class HeatRow:
    """A row of a heat map.

    Attributes:
        unit: The ward.
        place: Where it lies.
        met: Criteria met of those that apply, or none.
        day: Of its latest result.
        results: Code of the result in each column.
    """

    unit: Name
    place: str
    met: Said
    day: Day
    results: tuple[str, ...]


@dataclass(frozen=True)
class HeatMap:
    """Wards by criteria.

    Attributes:
        columns: The criteria.
        rows: The wards.
        order: Identity of rows and their order; another one is shown from its beginning.
        counts: Cells by result code, for the legend.
    """

    columns: tuple[HeatColumn, ...]
    rows: tuple[HeatRow, ...]
    order: str
    counts: tuple[tuple[str, Number], ...]
