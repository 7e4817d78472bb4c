"""Bodies of cards as HTML; everything from data escaped."""

from __future__ import annotations

from collections.abc import Iterable
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
from lib.cards.pieces import Chip, Said
from lib.draw import hatches, tables
from lib.draw.inline import Place, chip, joined, piece, tag
from lib.words import colours
from lib.words.terms import term

__all__ = [
    "Place", "card_head", "chip", "heading", "joined", "markup", "piece", "sub", "tag",
]  # fmt: skip


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
        entry = term(tile.term)
        sign = tag("span", entry.icon, class_="i", style=f"color:{entry.fill}", aria_hidden="true")
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
    if row.standing:
        cells += tag("td", piece(row.standing, at))
    return tag("tr", cells)


def bar(parts: Iterable[BarPart]) -> Markup:
    """One stacked bar; its parts differ by pattern as well as by colour."""
    inner = joined(
        tag(
            "i",
            "",
            style=f"width:{max(0.0, min(1.0, part.share)) * 100:.2f}%;{_ground(part.term)}",
            title=part.words,
        )
        for part in parts
    )
    return tag("div", inner, class_="wa-bar")


def _ground(code: str) -> str:
    if not code:
        return f"background:{colours.ACCENT}"
    entry = term(code)
    return hatches.swatch(entry.fill, entry.hatch, entry.pattern_ink)


def _terms(codes: Iterable[str]) -> Markup:
    rows = (tag("span", chip(Chip(code, term(code).words)), class_="row") for code in codes)
    return tag("div", joined(rows), class_="wa-legend")


@markup.register
def _list_body(body: List, at: Place) -> Markup:
    head = Markup()
    if body.head:
        sign = chip(Chip(body.term, "", only_sign=True)) + " " if body.term else Markup()
        head = tag("div", sign + piece(body.head, at), class_="wa-change")
    items = joined(_item(item, at) for item in body.items)
    further = sub(body.further, at) if body.further else Markup()
    return head + (tag("ul", items, class_="wa-list") if body.items else Markup()) + further


def _item(item: Item, at: Place) -> Markup:
    inner = Markup()
    if item.when:
        inner += piece(item.when, at)
    if item.term:
        inner += tag("span", "", class_="wa-swatch", style=_ground(item.term))
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


markup.register(Table, tables.table)
markup.register(Ladder, tables.ladder)
