"""The kinds of a card: what is told, whatever the medium.

A card is a value: its words are in the language of the run that made it, its numbers carry what
they count. Screen, paper, slide and test read the same card. Plain frozen dataclasses, tuples
only; no kind knows how it is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Literal

# Pieces: what sentences and cells are made of. A numeral on the screen stands in a Number, a Day
# or a Name, never in plain words; so every one of them can be asked where it comes from.


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


Look = Literal["", "strong", "dim", "struck", "fell", "line"]


@dataclass(frozen=True)
class Said:
    """Words with numbers, days and names in them.

    Attributes:
        parts: The pieces, to be read one after the other.
        look: How it stands out; ``line`` begins a line of its own, smaller.
    """

    parts: tuple[Piece, ...] = ()
    look: Look = ""

    def __str__(self) -> str:
        return "".join(map(str, self.parts))

    def __bool__(self) -> bool:
        return bool(self.parts)


Piece = str | Number | Day | Name | Chip | Said

# Bodies.


@dataclass(frozen=True)
class Tile:
    """A large number with its name and one line of context.

    Attributes:
        number: The number; its label is the tile's name.
        below: Context.
        term: Status whose sign and colour stand beside the name, or "".
    """

    number: Number
    below: Said = Said()
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
        chip: A label at its end, or None.
        strong: Whether it sums up the rows under it.
    """

    label: Said
    parts: tuple[BarPart, ...]
    words: Said = Said()
    chip: Chip | None = None
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
    """The recent pace carried on to a due day, with its interval."""

    label: Said
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
    words: str
    term: str = ""
    hollow: bool = False
    key: str = ""


@dataclass(frozen=True)
class Lane:
    """A row of dots, with a bar where a span is told."""

    label: Said
    dots: tuple[Dot, ...] = ()
    span: tuple[date, date] | tuple[float, float] | None = None
    words: str = ""
    key: str = ""


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
    """A column of a heat map: number, name, group, and how far it is met."""

    number: int
    name: str
    group: str
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


@dataclass(frozen=True)
class MapClass:
    """How the units (or points) of one class look, and their words in the legend.

    Attributes:
        label: Words of the legend and, where a unit has no words of its own, of its tooltip.
        fill: Colour, ``#rrggbb``.
        hatch: "", ``hatch``, ``cross`` or ``dots``: pattern instead of the colour.
        shape: Mark of a point: ``check``, ``diamond``, ``ring``, ``square`` or ``disc``.
        count: Units in it, for the legend; None for none.
        stroke: Border colour.
        size: Diameter of a point, pixels.
        rank: Higher is drawn above.
    """

    label: str
    fill: str
    hatch: str = ""
    shape: str = "disc"
    count: Number | None = None
    stroke: str = "#8fa1b3"
    size: int = 15
    rank: int = 0


@dataclass(frozen=True)
class MapPoint:
    """A ward drawn as a point: key, degrees, place of its class, words of its tooltip."""

    key: str
    lat: float
    lon: float
    place: int
    name: str
    line: str = ""


@dataclass(frozen=True)
class MapBody:
    """A map.

    Attributes:
        view: Identity of the view; the map moves only when it changes.
        bounds: West, south, east, north to move to then.
        outline: Name of the faint background layer.
        layer: Name of the layer that carries classes.
        classes: All classes.
        values: Class of a unit by its code, with its tooltip words ("" for the class's).
        rest: Class by kind for units without an entry in `values`.
        points: Wards as points.
        labels: Names written on the map: latitude, longitude, text, lighter text.
        chosen: Keys outlined as chosen.
        areas: Classes of areas in the order of the legend.
        marks: Classes of points in the order of the legend.
        trouble: Words to show when a layer cannot be loaded.
        line: Whose outlines are drawn.
    """

    view: str
    bounds: tuple[float, float, float, float]
    outline: str
    layer: str
    classes: tuple[MapClass, ...]
    values: tuple[tuple[str, int, str], ...]
    rest: tuple[tuple[str, int], ...]
    points: tuple[MapPoint, ...]
    labels: tuple[tuple[float, float, str, str], ...]
    chosen: tuple[str, ...]
    areas: tuple[MapClass, ...]
    marks: tuple[MapClass, ...]
    trouble: str = ""
    line: str = ""


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes:
        name: Short English name.
        head: Its words.
        help: A longer explanation, or "".
        kind: What its cells hold; decides alignment and sorting.
        width: Pixels on the screen; 0 for what the words need.
    """

    name: str
    head: str
    help: str = ""
    kind: Literal["text", "number", "day", "link"] = "text"
    width: int = 0


@dataclass(frozen=True)
class Table:
    """A table of pieces.

    Attributes:
        columns: The columns.
        rows: A cell for each column; None for an empty one.
        marked: Places of the rows that stand out.
        sortable: Whether the reader can sort and search it.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Piece | None, ...], ...]
    marked: tuple[int, ...] = ()
    sortable: bool = False


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
    """The ladder of statuses for one or several wards, highest step first."""

    heads: tuple[Name, ...]
    steps: tuple[tuple[Step, ...], ...]


@dataclass(frozen=True)
class Kin:
    """A unit in a lineage: its name, status, and what it took or gave."""

    unit: Name
    chip: Chip | None
    told: Said
    own: bool = False


@dataclass(frozen=True)
class Lineage:
    """Predecessors and successors of a unit, generation by generation, oldest first.

    Attributes:
        generations: Units of each generation.
        links: Pairs of (generation, place) of predecessor and successor, with the words of
            what passed between them.
        dates: Day and words of the event between two generations.
    """

    generations: tuple[tuple[Kin, ...], ...]
    links: tuple[tuple[tuple[int, int], tuple[int, int], str], ...]
    dates: tuple[Said, ...] = ()


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
    head: Said = Said()
    term: str = ""
    further: Said = Said()


@dataclass(frozen=True)
class Columns:
    """Lists side by side."""

    lists: tuple[List, ...]


@dataclass(frozen=True)
class Prose:
    """Paragraphs; `look` sets apart an empty state that says what to do."""

    paragraphs: tuple[Said, ...]
    look: Literal["", "note", "empty"] = ""


@dataclass(frozen=True)
class Outline:
    """The outline of a unit at the scale of its row; rings in kilometres, or a point."""

    unit: Name
    rings: tuple[tuple[tuple[float, float], ...], ...]
    marks: tuple[tuple[float, float], ...]
    told: Said


@dataclass(frozen=True)
class Outlines:
    """Outlines side by side, `span` kilometres wide each."""

    outlines: tuple[Outline, ...]
    span: float


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
        alt: The picture in words, for those who do not see it; "" where there is none.
    """

    name: str
    title: Said
    below: Said = Said()
    bodies: tuple[Body, ...] = ()
    remarks: tuple[Said, ...] = ()
    behind: Behind = Behind()
    note: Said = Said()
    alt: str = ""


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
    found: dict[str, Number] = {}
    for piece in pieces(card):
        if isinstance(piece, Number):
            known = found.setdefault(piece.name, piece)
            if known != piece:
                raise ValueError(f"{card.name}.{piece.name} is {known} and {piece}")
    return found
