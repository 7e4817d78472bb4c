"""Dots over shares from 0 to 100 percent, as HTML: prints as it stands and needs no script."""

from __future__ import annotations

from markupsafe import Markup

from lib.cards.charts import Dot, Dots, Lane
from lib.draw.html import Place, joined, piece, tag
from lib.words.terms import term


def share_dots(body: Dots, at: Place) -> Markup:
    """A row for each lane: its name, a line with its dots, what is told of it."""
    used = {dot.term: dot for lane in body.lanes for dot in lane.dots}
    legend = joined(
        tag("span", _dot(dot, inline=True) + tag("span", term(code).words), class_="row")
        for code, dot in sorted(used.items())
    )
    rows = joined(_lane(lane, at) for lane in body.lanes)
    table = tag("table", tag("tbody", rows), class_="wa-bars")
    return tag("div", legend, class_="wa-legend") + table


def _lane(lane: Lane, at: Place) -> Markup:
    inner = Markup()
    if lane.span:
        low, high = (float(each) for each in lane.span)  # type: ignore[arg-type]  # shares
        inner += tag("u", "", style=f"left:{low:.2%};width:{high - low:.2%}")
    inner += joined(map(_dot, lane.dots))
    cells = tag("td", piece(lane.label, at)) + tag("td", tag("div", inner, class_="wa-lane"))
    return tag("tr", cells + tag("td", piece(lane.told, at), class_="n"))


def _dot(dot: Dot, *, inline: bool = False) -> Markup:
    """A dot; hollow ones show the ground through."""
    colour = term(dot.term).fill
    look = f"border-color:{colour};background:{'#fff' if dot.hollow else colour}"
    if inline:
        return tag("i", "", class_="wa-spot", style=look)
    return tag("i", "", class_="wa-spot", style=f"{look};left:{dot.at:.2%}", title=str(dot.words))
