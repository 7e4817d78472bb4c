"""Cards as screens of a projector: one or a pair each, long ones in parts, so that nothing is cut.

A screen has room for a dozen lines of large type. Lists, bars and tables are divided between
their rows; charts, maps and drawings take a screen as they are. What needs more than four
screens is one that scrolls; a lineage is shown a few units a screen, however many.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from lib.cards.bodies import BarRow, Bars, Body, Columns, Figures, Ladder, List, Prose, Table
from lib.cards.card import Card, essential, pieces
from lib.cards.charts import Lines
from lib.cards.pieces import NOTHING, Chip, Said
from lib.cards.shapes import Lineage

_ROOM = 14.0  # lines of a screen
_WIDTH = 96  # letters of a line
_LETTERS = 104  # letters of all cells of a row
_PAD = 2  # letters of room around a cell
_ACROSS = 3  # lists side by side
_HEADING = 2.8  # lines of the large number over a list
_HALF = 12.0  # lines of a card that shares its screen
_BETWEEN = 0.8  # lines between two bodies
_LARGEST = 1.4  # times the usual type
_KIN = 3  # units of a generation on one screen: their smallest words are 24 pixels or more
_MOST = 4  # parts; nobody pages through the rows of a longer table, it scrolls


@dataclass(frozen=True)
class Screen:
    """What one screen shows.

    Attributes:
        card: The card, with the bodies of this screen.
        part: Which part of its card it is, from 1.
        parts: Of how many.
    """

    card: Card
    part: int = 1
    parts: int = 1

    @property
    def room(self) -> float:
        """How much larger than usual its words can be, 1 to 1.4: a short list fills the screen."""
        bodies = self.card.bodies
        if not bodies or not all(isinstance(body, Table | Bars | List | Prose) for body in bodies):
            return 1.0
        lines = sum(_lines(body) + _BETWEEN for body in bodies) + 1.5 * len(self.card.remarks)
        return round(min(max(_ROOM / lines, 1.0), _LARGEST), 2)


def headed(cards: Iterable[Card]) -> list[Card]:
    """The cards of a page to be shown one after the other.

    Its sentence of the day heads the cards that have no title; where all have one, it stands alone.
    A card that has nothing to tell is no screen, unless there is no other.
    """
    cards = list(cards)
    cards = [_to_look_at(card) for card in cards if not card.tells_nothing] or cards
    screens: list[Card] = []
    head: Card | None = None
    sentence = NOTHING
    untitled = any(not card.title for card in cards)
    for card in cards:
        if card.name == "headline":
            head, sentence = card, card.title
            continue
        if not card.title and screens and _fits_below(screens[-1], card):
            screens[-1] = replace(screens[-1], bodies=(*screens[-1].bodies, *card.bodies))
            continue
        if not card.title:
            screens.append(replace(card, title=sentence))
        else:
            screens += [head, card] if head and not untitled else [card]
        head = None
    return [*screens, head] if head else screens


def _to_look_at(card: Card) -> Card:
    """A card without the words on what a click does: nobody clicks in a show."""
    below = card.below
    parts = tuple(
        part for part in below.parts if not (isinstance(part, Said) and part.look == "screen")
    )
    if below.look == "screen":
        return replace(card, below=NOTHING)
    return card if parts == below.parts else replace(card, below=replace(below, parts=parts))


def _fits_below(card: Card, other: Card) -> bool:
    """Whether the table of a card without a title has room below a list."""
    kinds = [isinstance(body, List | Prose) for body in card.bodies]
    kinds += [isinstance(body, Table) for body in other.bodies]
    lines = sum(_lines(body) + _BETWEEN for body in (*card.bodies, *other.bodies))
    return bool(other.bodies) and all(kinds) and lines <= _ROOM and not other.remarks


def paired(cards: Iterable[Card]) -> list[tuple[Card, ...]]:
    """Cards a screen each, or two side by side where both are short."""
    pairs: list[tuple[Card, ...]] = []
    for card in cards:
        if pairs and len(pairs[-1]) == 1 and _is_short(card) and _is_short(pairs[-1][0]):
            pairs[-1] = (pairs[-1][0], card)
        else:
            pairs.append((card,))
    return pairs


def _is_short(card: Card) -> bool:
    """Whether half a screen has room for a card: a chart, or text in few lines."""
    if not card.title or not card.bodies:
        return False
    if [type(body) for body in card.bodies] == [Lines]:
        return True  # a chart is as small as its half
    if not all(isinstance(body, List | Prose) for body in card.bodies):
        return False
    lines = sum(_lines(body, _WIDTH // 2) + _BETWEEN for body in card.bodies)
    return lines + sum(_text_lines(str(each), _WIDTH // 2) for each in card.remarks) <= _HALF


def of_card(card: Card) -> list[Screen]:
    """The screens of one card; its tables without columns of detail."""
    card = _to_look_at(essential(card))
    groups: list[list[Body]] = [[]]
    left = _ROOM
    for body in card.bodies:
        for piece in _divided(body, left if left < _ROOM and _lines(body) > _ROOM else _ROOM):
            lines = _lines(piece)
            if groups[-1] and lines > left:
                groups.append([])
                left = _ROOM
            groups[-1].append(piece)
            left -= lines + _BETWEEN
    scrolls = not any(isinstance(body, Lineage) for body in card.bodies)  # a drawing would shrink
    if len(groups) == 1 or (scrolls and len(groups) > _MOST):
        return [Screen(card)]
    last = len(groups)
    return [
        Screen(
            replace(card, bodies=tuple(group), remarks=card.remarks if n == last else ()), n, last
        )
        for n, group in enumerate(groups, 1)
    ]


def _divided(body: Body, first: float) -> list[Body]:
    """A body in parts that each fit a screen, the first one into what is left of one."""
    if isinstance(body, Table):
        parts = _runs(_row_lines(body), first)
        return [
            replace(
                body,
                rows=body.rows[a:b],
                marked=tuple(each - a for each in body.marked if a <= each < b),
            )
            for a, b in parts
        ] or [body]
    if isinstance(body, Bars):
        parts = _runs([_bar_lines(row) for row in body.rows], first)
        return [replace(body, rows=body.rows[a:b]) for a, b in parts] or [body]
    if isinstance(body, List):
        parts = _runs([_text_lines(str(item.told), _WIDTH) for item in body.items], first)
        end = len(body.items)
        return [
            replace(
                body,
                items=body.items[a:b],
                further=body.further if b == end else type(body.further)(),
            )
            for a, b in parts
        ] or [body]
    if isinstance(body, Columns):
        return _divided_columns(body, first)
    if isinstance(body, Lineage):
        return list(_divided_lineage(body))
    return [body]


def _divided_lineage(body: Lineage) -> Iterator[Lineage]:
    """A lineage whose largest generation is shown a few units a screen, the others on each."""
    largest = max(range(len(body.generations)), key=lambda n: len(body.generations[n]), default=0)
    kin = body.generations[largest] if body.generations else ()
    parts = max(1, ceil(len(kin) / _KIN))
    for part in range(parts):
        a, b = (round(len(kin) * n / parts) for n in (part, part + 1))
        generations = list(body.generations)
        if generations:
            generations[largest] = kin[a:b]
        moved = (
            (_moved(start, largest, a), _moved(end, largest, a), words)
            for start, end, words in body.links
            if all(n != largest or a <= place < b for n, place in (start, end))
        )
        yield replace(body, generations=tuple(generations), links=tuple(moved))


def _moved(end: tuple[int, int], largest: int, by: int) -> tuple[int, int]:
    return (end[0], end[1] - by) if end[0] == largest else end


def _divided_columns(body: Columns, first: float) -> list[Body]:
    """Lists side by side, each going on where it ended on the screen before."""
    if _lines(body) <= first:
        return [body]
    parts: list[Body] = []
    for start in range(0, len(body.lists), _ACROSS):
        group = body.lists[start : start + _ACROSS]
        width = _WIDTH // len(group)
        pages: list[list[List]] = []
        for each in group:
            lines = [_text_lines(str(item.told), width) for item in each.items]
            for n, (a, b) in enumerate(_runs(lines, first - _HEADING) or [(0, 0)]):
                while len(pages) <= n:
                    pages.append([])
                further = each.further if b == len(each.items) else NOTHING
                pages[n].append(replace(each, items=each.items[a:b], further=further))
        parts += [Columns(tuple(page)) for page in pages]
        first = _ROOM
    return parts


def _runs(lines: Sequence[float], first: float) -> list[tuple[int, int]]:
    """Rows in runs that fit a screen, of about the same length; a head takes a line of each."""
    if not lines:
        return []
    room = _ROOM - 1
    if first >= _ROOM:  # a screen of its own: no last screen with a single row
        even = sum(lines) / ceil(sum(lines) / room) + max(lines) / 2
        room = min(room, max(even, *lines))
    runs: list[tuple[int, int]] = []
    start, left = 0, min(max(first - 1, 1.0), room)
    for place, each in enumerate(lines):
        if each > left and place > start:
            runs.append((start, place))
            start, left = place, room
        left -= each
    return [*runs, (start, len(lines))]


def _lines(body: Body, width: int = _WIDTH) -> float:
    """How many lines a body takes; charts, maps and drawings fill a screen."""
    if isinstance(body, Figures):
        return 5.5 * ceil(len(body.tiles) / 4)
    if isinstance(body, Table):
        return 1 + sum(_row_lines(body))
    if isinstance(body, Bars):
        return 1 + sum(_bar_lines(row) for row in body.rows)
    if isinstance(body, List):
        return bool(body.head) + sum(_text_lines(str(item.told), width) for item in body.items)
    if isinstance(body, Columns):
        width = width // max(min(len(body.lists), _ACROSS), 1)
        rows = ceil(len(body.lists) / _ACROSS)
        longest = (sum(_text_lines(str(i.told), width) for i in each.items) for each in body.lists)
        return rows * (_HEADING + max(longest, default=0))
    if isinstance(body, Prose):
        return sum(_text_lines(str(each), width) for each in body.paragraphs)
    if isinstance(body, Ladder):
        return 7.0
    return _ROOM


def _bar_lines(row: BarRow) -> float:
    """Lines of a bar; labels at its end stand below each other."""
    labels = sum(isinstance(piece, Chip) for piece in pieces(row.standing))
    return (1.0, 1.3, 2.1)[min(labels, 2)] if row.standing else 1.0


def _row_lines(body: Table) -> list[float]:
    """Lines of each row, its columns as wide as a browser makes them."""
    texts = [[str(cell or "") for cell in row] for row in body.rows]
    low, high = [], []
    for place, column in enumerate(body.columns):
        words = [column.head, *(row[place] for row in texts)]
        low.append(max(len(word) for text in words for word in text.split() or [""]) + _PAD)
        high.append(max(len(line) for text in words for line in text.split("\n")) + _PAD)
    spare = _LETTERS - sum(low)
    more = max(sum(high) - sum(low), 1)
    share = max(min(spare / more, 1.0), 0.0)
    wide = [a + share * (b - a) - _PAD for a, b in zip(low, high, strict=True)]
    return [
        max(
            (sum(_text_lines(line, int(w)) for line in text.split("\n"))
             for text, w in zip(row, wide, strict=True)),
            default=1.0,
        )
        for row in texts
    ]  # fmt: skip


def _text_lines(text: str, width: int) -> float:
    """Lines of a text with the room around them; what is wrapped stands closer."""
    return 1 + 0.65 * (max(1, ceil(len(text) / max(width, 1))) - 1)
