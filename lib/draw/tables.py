"""Tables and ladders as HTML."""

from __future__ import annotations

from markupsafe import Markup

from lib.cards.bodies import Ladder, Table
from lib.cards.pieces import NOTHING, Chip, Piece
from lib.draw.inline import Place, chip, joined, piece, tag
from lib.words.terms import term

_KINDS = {"number": "n", "day": "d"}


def table(body: Table, at: Place) -> Markup:
    """A table; one of even columns stands in line with others of the same columns."""
    kinds = [_KINDS.get(column.kind, "") for column in body.columns]
    rows = Markup()
    for place, row in enumerate(body.rows):
        cells = [
            tag("td", piece(cell, at), class_=kind, data_of=column.head if body.even else "")
            for cell, kind, column in zip(row, kinds, body.columns, strict=True)
        ]
        if body.even:
            cells = _named(row, cells, at)
        rows += tag("tr", joined(cells), class_="wa-marked" if place in body.marked else "")
    inner = tag("tbody", rows)
    if any(column.head for column in body.columns):
        heads = joined(
            tag("th", column.head, class_=kind, title=column.help, scope="col")
            for column, kind in zip(body.columns, kinds, strict=True)
        )
        inner = tag("thead", tag("tr", heads)) + inner
    if body.even:
        return _even(inner, len(body.columns) - 1)
    # What may be longer than its place is reached by Tab, by a link in it or by itself.
    has_stop = "<a " in inner or "<button" in inner
    stop = {} if has_stop else {"tabindex": "0"}
    return tag("div", tag("table", inner, class_="wa-bars"), class_="wa-scroll", **stop)


def _named(row: tuple[Piece | None, ...], cells: list[Markup], at: Place) -> list[Markup]:
    """Cells of a row that its first one names; alone it heads the rows below it."""
    if all(cell == NOTHING for cell in row[1:]):
        return [tag("th", piece(row[0], at), colspan=str(len(row)), scope="rowgroup")]
    return [tag("th", piece(row[0], at), scope="row"), *cells[1:]]


def _even(inner: Markup, columns: int) -> Markup:
    """A table whose columns but the first are of one width."""
    table = tag("table", inner, class_="wa-side", style=f"--n:{columns}")
    return tag("div", table, class_="wa-aside")


def ladder(body: Ladder, at: Place) -> Markup:
    """The steps of one ward, or those of several side by side."""
    rows = Markup()
    several = len(body.heads) > 1
    heads = [head.words if several else "" for head in body.heads] or [""]
    for place, steps in enumerate(zip(*body.steps, strict=True)):
        entry = term(steps[0].status)
        cells = tag("th", chip(Chip(entry.code, entry.words)), scope="row")
        cells += joined(
            tag("td", piece(step.told, at), class_=step.place, data_of=head)
            for step, head in zip(steps, heads, strict=True)
        )
        rows += tag("tr", cells, class_="wa-marked" if place in body.marked else "")
    if not several:
        return tag("table", rows, class_="wa-bars wa-ladder")
    top = tag("th", "") + joined(tag("th", head, scope="col") for head in heads)
    return _even(tag("thead", tag("tr", top)) + tag("tbody", rows), len(heads))
