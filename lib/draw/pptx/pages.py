"""The slides of one card, filled from top to bottom; nothing is cut off unsaid.

Shapes of ours are named `wa:<card>.<part>`, so that a later run finds them again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pptx.oxml.ns import qn

from lib.cards.bodies import Bars, Body, Columns, Figures, List, Prose
from lib.cards.card import Card, essential
from lib.cards.charts import Dots, Lines
from lib.cards.map_kinds import MapBody
from lib.cards.shapes import Outlines
from lib.draw.pptx import charts, frames, lanes, maps, sizes, tables
from lib.draw.pptx.foot import draw_band, draw_foot
from lib.draw.pptx.lists import list_lines
from lib.draw.pptx.pictures import place_picture
from lib.draw.pptx.texts import Line, box, fill, fitted, height
from lib.draw.rows import plain
from lib.draw.sheet import Sheet
from lib.draw.svg.dots import listed
from lib.words import wording
from lib.words.colours import NAVY, SOFT
from lib.words.terms import term
from lib.words.wording import _

LEFT, RIGHT, TOP, BOTTOM = 40.0, 1240.0, 100.0, 650.0
ROOM = RIGHT - LEFT
MOST_SLIDES = 12
"""Slides that one card may take; what is left then is said, and stands in the workbook."""
_LEAST_CHART = 300.0
_MOST_REMARKS = 160.0  # room kept for them under a picture


@dataclass(frozen=True)
class Slide:
    """What one scene shows.

    Attributes:
        key: Its name in the deck, by which it is found again.
        title: Its headline; "" for that of the card.
        card: The card.
        sheet: What it carries.
        note: What the speaker reads.
    """

    key: str
    title: str
    card: Card
    sheet: Sheet
    note: str = ""


class Pages:
    """The slides of one card, filled from top to bottom."""

    def __init__(self, made: Any, layout: Any, slide: Slide, *, own: bool) -> None:
        self.made, self.layout, self.told, self.own = made, layout, slide, own
        self.card, self.sheet = essential(slide.card), slide.sheet
        self.title = slide.title or str(slide.card.title) or slide.sheet.title
        self.slides: list[Any] = []
        self.y = TOP
        self.bottom = BOTTOM
        self.scale = sizes.scale(self.card, ROOM, BOTTOM - TOP)

    @property
    def shapes(self) -> Any:
        """Shapes of the last slide."""
        return self.slides[-1].shapes

    def draw(self) -> None:
        """Draw everything."""
        self._begin()
        self._text(list(sizes.below_lines(self.card, self.scale)), "below")
        bodies = list(self.card.bodies)
        told = list(sizes.remark_lines(self.card, self.scale))
        below = height(told, ROOM) + sizes.GAP if told else 0.0
        for number, body in enumerate(bodies):
            last = number == len(bodies) - 1
            self.bottom = BOTTOM - below if last and below < _MOST_REMARKS else BOTTOM
            self._body(body, number, last=last)
        self.bottom = BOTTOM
        if told:
            self._text(told, "remarks")
        total = len(self.slides)
        for place, slide in enumerate(self.slides, 1):
            if total > 1:
                part = Line(f"{place}/{total}", 14, ink=SOFT, align="right")
                box(slide.shapes, (RIGHT - 90, 78, 90, 20), [part], self._name("part"))
            draw_foot(slide, self.sheet, self.told.note)

    def _name(self, part: str) -> str:
        return f"wa:{self.card.name}.{part}"

    def _begin(self) -> None:
        slide = self.made.slides.add_slide(self.layout)
        slide._element.find(qn("p:cSld")).set("name", f"{self.told.key}#{len(self.slides)}")
        title = slide.shapes.title
        title.name = self._name("title")
        line = fitted(Line(self.title, 32, bold=True, ink=NAVY), ROOM, 66, 14)
        fill(title.text_frame, [line], face=self.own)
        self.slides.append(slide)
        self.y = TOP
        if self.sheet.synthetic:
            draw_band(slide, own=self.own)

    def _room(self, least: float) -> float:
        """Room left on the slide; a new one is begun when it is too little."""
        if self.bottom - self.y < least and self.y > TOP + 60:
            self._begin()
        return self.bottom - self.y

    def _text(self, lines: Sequence[Line], part: str) -> None:
        """Paragraphs; they go on over further slides."""
        left = list(lines)
        number = 0
        while left:
            room = self._room(height(left[:1], ROOM))
            count = 1
            while count < len(left) and height(left[: count + 1], ROOM) <= room:
                count += 1
            some, left = left[:count], left[count:]
            some = [fitted(some[0], ROOM, room, 11)] if count == 1 else some
            tall = height(some, ROOM)
            name = self._name(part if not number else f"{part}.{number}")
            box(self.shapes, (LEFT, self.y, ROOM, tall), some, name)
            self.y += tall + sizes.GAP
            number += 1

    def _body(self, body: Body, number: int, *, last: bool) -> None:
        name = self._name(str(number))
        words = self._words
        if isinstance(body, Figures):
            self._figures(body, name)
        elif isinstance(body, Bars):
            self._bars(body, name, last=last)
        elif isinstance(body, Lines):
            charts.lines(self.shapes, self._place(_LEAST_CHART, last=last), body, words, name)
        elif isinstance(body, MapBody) and maps.fits(body, self.sheet):
            place = self._place(self.bottom - self.y, last=True)
            maps.draw(self.shapes, place, body, self.sheet, words, name)
        elif isinstance(body, tables.TABULAR):
            self._table(body, words, number)
        elif isinstance(body, Columns) and len(body.lists) > 1:
            self._columns(body, number)
        elif isinstance(body, List | Columns):
            lists = body.lists if isinstance(body, Columns) else (body,)
            lines = [line for each in lists for line in list_lines(each, self.scale)]
            self._text(lines, str(number))
        elif isinstance(body, Dots):
            self._lanes(body, number)
        elif isinstance(body, Outlines):
            below = sizes.used_by(self.card.bodies[number + 1 :], ROOM, self.scale)
            room = self.bottom - self.y - below - sizes.GAP
            place = self._place(max(_LEAST_CHART, room), last=last)
            self.y += frames.draw(self.shapes, place, body, name) - place[3]
        elif isinstance(body, Prose):
            self._text(sizes.prose_lines(body, self.scale), str(number))
        else:
            place = self._place(_LEAST_CHART, last=last)
            tall = place_picture(self.shapes, place, body, self.sheet, words, name)
            self.y += tall - place[3]

    def _bars(self, body: Bars, name: str, *, last: bool) -> None:
        """Bars; many of them over further slides, so that their names can be read."""
        parts = charts.parted(body)
        for place, part in enumerate(parts):
            if place:
                self._begin()
            tall = max(_LEAST_CHART, min(34.0 * len(part.rows) + 60, self.bottom - self.y))
            at = self._place(tall, last=last and place == len(parts) - 1)
            own = f"{name}.{place}" if place else name
            charts.bars(self.shapes, at, part, self._words, own)

    def _place(self, least: float, *, last: bool) -> tuple[float, float, float, float]:
        """Where a picture stands: what it needs, or all that is left for the last one."""
        room = self._room(min(least, self.bottom - TOP))
        tall = room if last else min(least, room)
        place = (LEFT, self.y, ROOM, tall)
        self.y += tall + sizes.GAP
        return place

    @property
    def _words(self) -> str:
        """What a picture shows, for those who do not see it."""
        words = self.card.alt or f"{self.title} {plain(self.card.below)}".strip()
        return f"{words} ({self.sheet.day}, {self.sheet.dataset})"

    def _lanes(self, body: Dots, number: int) -> None:
        """Marks in lanes, over further slides where there are many; then what each is."""
        per_slide = int((BOTTOM - TOP - 60) // lanes.LEAST_ROW)
        for begin in range(0, len(body.lanes), per_slide):
            part = replace(body, lanes=body.lanes[begin : begin + per_slide])
            least = min(lanes.least(part), BOTTOM - TOP)
            place = (LEFT, self.y, ROOM, self._room(least))
            if place[1] != self.y:  # a new slide was begun
                place = (LEFT, self.y, ROOM, self.bottom - self.y)
            name = self._name(f"{number}" if not begin else f"{number}.{begin}")
            self.y += lanes.draw(self.shapes, place, part, self._words, name) + sizes.GAP
        lines = []
        for label, told in listed(body) if body.first else ():
            lines.append(Line(plain(label), 16, bold=True, ink=NAVY))
            lines += [Line(f"– {each}", 15) for each in told]
        if lines:
            self._begin()
            self._text(lines, f"{number}.list")

    def _figures(self, body: Figures, name: str) -> None:
        tiles = body.tiles
        across = -(-len(tiles) // max(-(-len(tiles) // 5), 1)) or 1  # rows of about the same length
        wide = (ROOM - 16 * (across - 1)) / across
        rows = -(-len(tiles) // across)
        tall = min(250.0 if across < 5 else 190.0, (BOTTOM - TOP) / max(rows, 1) - 16)
        large = 84 if across < 5 else 58
        for place, tile in enumerate(tiles):
            if place % across == 0:
                self._room(tall)
            left = LEFT + (place % across) * (wide + 16)
            sign = f"{term(tile.term).icon} " if tile.term else ""
            label = Line(f"{sign}{tile.number.label}", 22 if across < 5 else 17, ink=SOFT)
            below = Line(plain(tile.below), 19 if across < 5 else 15, ink=SOFT)
            lines = [
                fitted(label, wide, 52, 12),
                fitted(Line(tile.number.words, large, bold=True, ink=NAVY), wide, large * 1.3, 30),
                fitted(below, wide, max(tall - large * 1.3 - 58, 40), 10),
            ]
            box(self.shapes, (left, self.y, wide, tall), lines, f"{name}.{tile.number.name}")
            if place % across == across - 1 or place == len(tiles) - 1:
                self.y += tall + sizes.GAP

    def _columns(self, body: Columns, number: int) -> None:
        """Lists side by side, three at most; one that is too long goes below the others."""
        across, wide = sizes.column_width(body, ROOM)
        for start in range(0, len(body.lists), across):
            group = body.lists[start : start + across]
            some = [list(list_lines(each, self.scale)) for each in group]
            tall = max(height(lines, wide) for lines in some)
            if tall > BOTTOM - TOP:
                self._text([line for lines in some for line in lines], f"{number}.{start}")
                continue
            self._room(tall)
            for place, lines in enumerate(some):
                at = (LEFT + place * (wide + sizes.BETWEEN), self.y, wide, tall)
                box(self.shapes, at, lines, self._name(f"{number}.{start + place}"))
            self.y += tall + 2 * sizes.GAP

    def _table(self, body: Any, words: str, number: int) -> None:
        name = self._name(str(number))
        grid = tables.grid_of(body, words, self.scale)
        columns = tables.column_widths(grid, ROOM) if grid.rows else []
        if not grid.rows:
            self._text([Line(_("no rows"), 18, ink=SOFT)], f"{number}.empty")
            return
        tall = list(tables.row_heights(grid, columns))
        head = tables.head_height(grid, columns)
        begin, part = 0, 0
        while begin < len(tall):
            if part and len(self.slides) >= MOST_SLIDES:
                left = Line(
                    _(
                        "{n} more rows are in the workbook of this card.",
                        n=wording.number(len(tall) - begin),
                    ),
                    16,
                    ink=SOFT,
                )
                self._text([left], f"{number}.left")
                return
            if part:
                self._begin()
            room = self._room(head + tall[begin] + 30) - head
            end = tables.page_end(grid, tall, begin, room, BOTTOM - TOP - head)
            if len(self.slides) >= MOST_SLIDES and end < len(tall):
                end = max(begin + 1, end - 2)  # room to say what is left
            place = (LEFT, self.y)
            drawn = tables.draw(
                self.shapes, place, grid, columns, slice(begin, end), f"{name}.{part}"
            )
            self.y += drawn + sizes.GAP
            begin, part = end, part + 1
