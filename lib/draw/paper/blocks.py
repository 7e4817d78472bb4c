"""Bodies of cards as typst markup: text as text, charts and maps as images with a description."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lib.cards.bodies import (
    BarRow,
    Bars,
    Body,
    Columns,
    Figures,
    Item,
    Ladder,
    List,
    Prose,
    Table,
)
from lib.cards.charts import Dots, HeatMap, Lines
from lib.cards.map_kinds import MapBody
from lib.cards.pieces import Said
from lib.cards.shapes import Lineage
from lib.draw import lineage
from lib.draw.paper import tables
from lib.draw.paper.sizes import Paper
from lib.draw.paper.words import image, joined, look, piece, plain, quoted
from lib.draw.sheet import Sheet
from lib.draw.svg import body as drawings
from lib.draw.svg import dots, grids, lists
from lib.draw.svg.columns import widths
from lib.draw.svg.drawing import Drawing
from lib.draw.svg.flow import narrowest, widest
from lib.words.terms import term
from lib.words.wording import _

_LANES = 22  # of shares in one image, so that it fits on a page
_PAD = 16.0
_WIDEST = 1150.0  # pixels of a drawing on such a page
_SCREEN = 700.0  # pixels of a drawing on a page as flat as a screen, so that its words are large


def block(body: Body, paper: Paper, sheet: Sheet, alt: str) -> str:
    """A body as markup.

    Args:
        body: The body.
        paper: What it is set on.
        sheet: Where maps take their outlines from.
        alt: What it shows, where it is an image.
    """
    match body:
        case Figures():
            return _figures(body, paper)
        case Bars():
            return _bars(body, paper)
        case Table():
            shown = grids.printed(body)
            return tables.fitted(
                lambda on: tables.table_block(shown, on), tables.wanted_width(shown, paper), paper
            )
        case Ladder():
            return tables.table_block(grids.as_table(body), paper)
        case List():
            return _list(body)
        case Columns():
            return _columns(body, paper)
        case Prose():
            return _prose(body)
        case HeatMap():
            return tables.fitted(
                lambda on: tables.heat_block(body, on), tables.needed_width(body, paper), paper
            )
        case Dots() if body.first is not None:
            return picture(dots.chart(body, paper.room), paper, alt) + _told(body)
        case Dots():
            return joined(picture(dots.dots(part, paper.room), paper, alt) for part in _parts(body))
        case Lineage() if paper.is_slide:
            return _columns(lineage.lists(body), paper)
    room = _SCREEN if paper.is_slide and isinstance(body, MapBody) else paper.room
    drawing = drawings.drawn(body, room, sheet)
    if paper.is_slide and isinstance(body, Lines):  # a chart as wide as the page it is alone on
        wide = room * drawing.height / drawing.width * paper.width / max(paper.height, 1)
        drawing = drawings.drawn(body, max(room, min(wide, _WIDEST)), sheet)
    return picture(drawing, paper, alt)


def picture(drawing: Drawing, paper: Paper, alt: str) -> str:
    """A drawing as wide as the text, or as high as the page."""
    least = _SCREEN if paper.is_slide else paper.room
    most = paper.height if paper.is_slide else 0.9 * paper.height
    scale = min(paper.width / max(drawing.width, least), most / drawing.height)
    width = f"{100 * drawing.width * scale / paper.width:.2f}%"
    return f"\n#block({image(drawing, alt, width)[1:]})\n"


def _parts(body: Dots) -> Iterator[Dots]:
    for begin in range(0, len(body.lanes), _LANES):
        yield replace(body, lanes=body.lanes[begin : begin + _LANES])


def _figures(body: Figures, paper: Paper) -> str:
    count = len(body.tiles)
    most = max(1, min(count, int(paper.room // 190)))
    across = -(-count // -(-count // most)) if count else 1
    tiles = []
    for tile in body.tiles:
        sign = (
            f"#text(fill: {_colour(tile.term)})[{plain(term(tile.term).icon)} ]"
            if tile.term
            else ""
        )
        tiles.append(
            f"tile([{sign}{plain(tile.number.label)}], [{piece(tile.number)}], "
            f"[{piece(tile.below)}])"
        )
    return f"\n#grid(columns: (1fr,) * {across}, gutter: 8pt, {', '.join(tiles)})\n"


def _colour(code: str) -> str:
    return f"rgb({quoted(term(code).fill)})"


def _bars(body: Bars, paper: Paper) -> str:
    texts = [[row.label, row.words, row.standing] for row in body.rows]
    if not texts:
        return ""
    low, high = (
        [max(map(measure, column), default=0.0) + _PAD for column in zip(*texts, strict=True)]
        for measure in (narrowest, widest)
    )
    for place, head in zip((0, 1, 2), (*body.heads[:1], *body.heads[2:4]), strict=False):
        low[place] = max(low[place], narrowest(Said((head,))) + _PAD)
        high[place] = max(high[place], low[place], widest(Said((head,))) / 2 + _PAD)
    long = max(paper.room - sum(high), 200.0)
    name, words, label = widths(low, high, paper.room - long)
    shares = [name, long, words, label]
    is_labelled = any(row.standing for row in body.rows)
    kept = shares if is_labelled else shares[:3]
    heads = [*body.heads, *("" for _each in range(len(kept) - len(body.heads)))][: len(kept)]
    cells = [cell for row in body.rows for cell in _bar_row(row)[: len(kept)]]
    made = tables.tabled(kept, [f"[{plain(each)}]" for each in heads] if body.heads else [], cells,
                   {2}, paper)  # fmt: skip
    if body.scale == "share":
        made += f"\n#dim[{plain(_('Bars: 0–100%'))}]\n"
    legend = "  ".join(_term(code) for code in body.terms)
    return made + (f"\n{legend}\n" if legend else "")


def _term(code: str) -> str:
    return f"#swatch({look(term(code))}) {plain(term(code).words)}"


def _bar_row(row: BarRow) -> list[str]:
    name = piece(row.label)
    parts = "".join(
        f"({max(0.0, min(1.0, part.share)):.4f}, {look(term(part.term) if part.term else None)}),"
        for part in row.parts
    )
    return [
        f"[#strong[{name}]]" if row.strong else f"[{name}]",
        f"bar(({parts}))" if parts else "[]",
        f"[{piece(row.words)}]",
        f"[{piece(row.standing)}]",
    ]


def _list(body: List) -> str:
    sign = f"#chip({quoted(term(body.term).fill)}, {quoted(term(body.term).ink)}, {quoted(term(body.term).icon)}, \"\") " if body.term else ""  # fmt: skip  # noqa: E501
    head = f"\n#block(sticky: true)[{sign}#strong[{piece(body.head)}]]\n" if body.head else ""
    items = joined(_item(item) for item in body.items)
    further = f"\n#dim[{piece(body.further)}]\n" if body.further else ""
    return f"{head}{items}{further}"


def _item(item: Item) -> str:
    swatch = f"#swatch({look(term(item.term))}) " if item.term else ""
    return f"\n- {swatch}{piece(lists.told(item))}"


def _columns(body: Columns, paper: Paper) -> str:
    across = max(1, min(len(body.lists), int(paper.room // 250)))
    cells = ", ".join(f"[{_list(each)}\n]" for each in body.lists)
    return f"\n#grid(columns: (1fr,) * {across}, gutter: 12pt, {cells})\n"


def _prose(body: Prose) -> str:
    told = joined(f"\n{piece(each)}\n" for each in body.paragraphs)
    return f"\n#empty-state[{told}]\n" if body.look and told.strip() else told


def _told(body: Dots) -> str:
    """What the marks of a chart over time are."""
    made = ""
    for label, words in dots.listed(body):
        made += f"\n#block(sticky: true, above: 0.9em)[#strong[{piece(label)}]]\n"
        made += joined(f"\n- {piece(each)}" for each in words) + "\n"
    return made
