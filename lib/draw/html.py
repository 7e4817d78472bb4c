"""Pieces and bodies of cards as HTML; everything from data escaped. No Streamlit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import singledispatch

from markupsafe import Markup, escape

from lib.cards.bodies import (
    BarPart,
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
    Tile,
)
from lib.cards.card import Card
from lib.cards.pieces import Chip, Day, Name, Number, Piece, Said
from lib.words.terms import term
from lib.words.wording import _

_LOOKS = {
    "strong": "b",
    "dim": 'span class="wa-dim"',
    "struck": "s",
    "fell": 'b class="wa-fell"',
    "line": 'div class="wa-sub"',
}
_ACCENT = "#0072B2"


@dataclass(frozen=True)
class Place:
    """Where a body is drawn.

    Attributes:
        card: Name of its card: the first half of the address of its numbers.
        address: Address that a name leads to, "" for none; None on paper, where nothing is
            clicked.
        asks: Whether its numbers can be asked.
    """

    card: str
    address: Callable[[Name], str] | None = None
    asks: bool = True


def joined(parts: Iterable[Markup]) -> Markup:
    """Markup one after the other."""
    return Markup().join(parts)


def tag(name: str, content: object, **attributes: str) -> Markup:
    """An element; ``class_`` is its class, underscores in other names are hyphens."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value
    )
    start, end = Markup(f"<{name}{written}>"), Markup(f"</{name}>")  # noqa: S704  (escaped above)
    return start + escape(content) + end


def piece(part: Piece | None, at: Place) -> Markup:
    """A piece: a number that can be asked, a name that leads somewhere, a chip, words."""
    if part is None:
        return Markup('<span class="wa-dim">–</span>')
    if isinstance(part, Number):
        return _number(part, at)
    if isinstance(part, Name):
        return _name(part, at)
    if isinstance(part, Chip):
        return _chip(part)
    if isinstance(part, Said):
        inner = joined(piece(each, at) for each in part.parts)
        look = _LOOKS.get(part.look)
        if not look:
            return inner
        start, end = Markup(f"<{look}>"), Markup(f"</{look.split()[0]}>")  # noqa: S704  (ours)
        return start + inner + end
    if isinstance(part, Day):
        return tag("time", part.words, datetime=part.day.isoformat() if part.day else "")
    return escape(part)


def _number(number: Number, at: Place) -> Markup:
    if number.asks is None or at.address is None or not at.asks:
        return escape(number.words)
    return tag(
        "button",
        number.words,
        class_="wa-n",
        data_number=f"{at.card}.{number.name}",
        title=_("What is counted here?"),
        aria_haspopup="dialog",
    )


def _name(name: Name, at: Place) -> Markup:
    words = tag("b", name.words) if name.strong else escape(name.words)
    if name.page == "web":
        if at.address is None or not name.key.startswith(("https://", "http://")):
            return words
        return tag("a", words, href=name.key, target="_blank", rel="noopener noreferrer")
    address = at.address(name) if at.address and name.page else ""
    return tag("a", words, class_="wa-go", href=address, target="_self") if address else words


def _chip(chip: Chip) -> Markup:
    known = term(chip.code)
    look = f"background:{known.fill};color:{known.ink}"
    if chip.only_sign:
        sign = tag("span", known.icon, aria_hidden="true")
        hidden = tag("span", chip.words, class_="wa-unseen")
        return tag("span", sign + hidden, class_="wa-sign", style=look, title=chip.words)
    return tag("span", f"{known.icon} {chip.words}", class_="wa-chip", style=look)


def heading(card: Card, at: Place) -> Markup:
    """The page's sentence of the day and the line under it."""
    inner = tag("h1", piece(card.title, at)) + tag("p", piece(card.below, at))
    return tag("div", inner, class_="wa-head")


def card_head(card: Card, at: Place) -> Markup:
    """Title of a card, its finding in words, and the line under it."""
    title = tag("h2", piece(card.title, at), class_="wa-card-title")
    return title + (sub(card.below, at) if card.below else Markup())


def sub(said: Said, at: Place) -> Markup:
    """A smaller line."""
    return tag("p", piece(said, at), class_="wa-sub")


@singledispatch
def markup(body: Body, at: Place) -> Markup:
    """A body as HTML; TypeError for one that is drawn otherwise."""
    raise TypeError(f"{type(body).__name__} is not drawn as HTML")


@markup.register
def _figures_body(body: Figures, at: Place) -> Markup:
    return tag("div", joined(_tile(tile, at) for tile in body.tiles), class_="wa-tiles")


def _tile(tile: Tile, at: Place) -> Markup:
    sign = Markup()
    if tile.term:
        known = term(tile.term)
        sign = tag("span", known.icon, class_="i", style=f"color:{known.fill}", aria_hidden="true")
        sign += Markup(" ")
    inner = (
        tag("div", sign + escape(tile.number.label), class_="t")
        + tag("div", piece(tile.number, at), class_="v")
        + tag("div", piece(tile.below, at), class_="s")
    )
    return tag("div", inner, class_="wa-kpi", data_tile=tile.number.name)


@markup.register
def _bars_body(body: Bars, at: Place) -> Markup:
    heads = joined(tag("th", head) for head in body.heads)
    rows = joined(_bar_row(row, at) for row in body.rows)
    table = tag("table", (tag("tr", heads) if body.heads else Markup()) + rows, class_="wa-bars")
    return table + (_terms(body.terms) if body.terms else Markup())


def _bar_row(row: BarRow, at: Place) -> Markup:
    name = piece(row.label, at)
    cells = tag("td", tag("b", name) if row.strong else name)
    cells += tag("td", bar(row.parts), class_="bar")
    cells += tag("td", piece(row.words, at), class_="n")
    if row.chip:
        cells += tag("td", _chip(row.chip))
    return tag("tr", cells)


def bar(parts: Iterable[BarPart]) -> Markup:
    """One stacked bar."""
    inner = joined(
        tag(
            "i",
            "",
            style=f"width:{max(0.0, min(1.0, part.share)) * 100:.2f}%;"
            f"background:{term(part.term).fill if part.term else _ACCENT}",
            title=part.words,
        )
        for part in parts
    )
    return tag("div", inner, class_="wa-bar")


def _terms(codes: Iterable[str]) -> Markup:
    rows = (tag("span", _chip(Chip(code, term(code).words)), class_="row") for code in codes)
    return tag("div", joined(rows), class_="wa-legend")


@markup.register
def _list_body(body: List, at: Place) -> Markup:
    head = Markup()
    if body.head:
        sign = _chip(Chip(body.term, "", only_sign=True)) + " " if body.term else Markup()
        head = tag("div", sign + piece(body.head, at), class_="wa-change")
    items = joined(_item(item, at) for item in body.items)
    further = sub(body.further, at) if body.further else Markup()
    return head + (tag("ul", items, class_="wa-list") if body.items else Markup()) + further


def _item(item: Item, at: Place) -> Markup:
    inner = Markup()
    if item.when:
        inner += piece(item.when, at)
    if item.term:
        known = term(item.term)
        look = "" if known.hatch else f"background:{known.fill}"
        inner += tag("span", "", class_=f"wa-swatch {known.hatch}".strip(), style=look)
    inner += tag("span", piece(item.told, at))
    if item.number:
        inner += tag("b", piece(item.number, at), class_="n")
    return tag("li", inner)


@markup.register
def _columns_body(body: Columns, at: Place) -> Markup:
    columns = (tag("div", markup(each, at)) for each in body.lists)
    return tag("div", joined(columns), class_="wa-columns")


@markup.register
def _prose_body(body: Prose, at: Place) -> Markup:
    looks = {"": "wa-prose", "note": "wa-note", "empty": "wa-empty"}
    told = joined(tag("p", piece(each, at)) for each in body.paragraphs)
    return tag("div", told, class_=looks[body.look], role="status" if body.look else "")


@markup.register
def _table_body(body: Table, at: Place) -> Markup:
    kinds = {"number": "n", "day": "d"}
    heads = joined(
        tag("th", column.head, class_=kinds.get(column.kind, ""), title=column.help, scope="col")
        for column in body.columns
    )
    rows = joined(
        tag(
            "tr",
            joined(
                tag("td", piece(cell, at), class_=kinds.get(column.kind, ""))
                for column, cell in zip(body.columns, row, strict=True)
            ),
            class_="wa-marked" if place in body.marked else "",
        )
        for place, row in enumerate(body.rows)
    )
    headed = any(column.head for column in body.columns)
    head = tag("thead", tag("tr", heads)) if headed else Markup()
    table = tag("table", head + tag("tbody", rows), class_="wa-bars")
    return tag("div", table, class_="wa-scroll")


@markup.register
def _ladder_body(body: Ladder, at: Place) -> Markup:
    heads = tag("th", "") + joined(tag("th", piece(head, at), scope="col") for head in body.heads)
    rows = Markup()
    for steps in zip(*body.steps, strict=True):
        known = term(steps[0].status)
        cells = tag("th", _chip(Chip(known.code, known.words)), scope="row")
        cells += joined(tag("td", piece(step.told, at), class_=step.place) for step in steps)
        rows += tag("tr", cells)
    top = tag("tr", heads) if len(body.heads) > 1 else Markup()
    return tag("table", top + rows, class_="wa-bars wa-ladder")
