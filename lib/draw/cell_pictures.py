"""Pictures in a cell of a table: a share on a track, a share over time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import zip_longest

from markupsafe import Markup

from lib.cards.pieces import Course, Share
from lib.draw.image import image
from lib.draw.svg.drawing import Drawing
from lib.words import colours
from lib.words.terms import term

_WIDTH, _HEIGHT = 220, 72
BESIDE = 150
"""Width of a share over time in a drawing, where columns stand close together."""
_TYPE = 14
_DOT_WIDTH = 120


def share(drawn: Share) -> Markup:
    """A share as a bar, or as a dot on a track."""
    part = min(max(drawn.value, 0.0), 1.0)
    fill = term(drawn.term).fill if drawn.term else colours.ACCENT
    if drawn.kind == "dot":
        return _image(dot(part, fill), drawn.words, "wa-dot")
    bar = Markup('<div class="wa-bar" title="{}"><i style="width:{:.2f}%;background:{}"></i></div>')
    return bar.format(drawn.words, part * 100, fill)


def dot(part: float, fill: str) -> Drawing:
    """A share from 0 to 1 as a dot on a track."""
    at = 6 + (_DOT_WIDTH - 12) * part
    inner = (
        f'<path d="M6 8H114" stroke="{colours.AXIS}" stroke-width="2"/>'
        f'<path d="M6 4v8M60 5v6M114 4v8" stroke="{colours.AXIS}"/>'
        f'<circle cx="{at:.1f}" cy="8" r="5.5" fill="{fill}" stroke="{colours.NAVY}"/>'
    )
    return Drawing(_DOT_WIDTH, 16, inner)


def course(drawn: Course) -> Markup:
    """A share over time as an image of the page."""
    return _image(steps(drawn), drawn.words, "wa-steps")


def steps(drawn: Course, *, width: int = _WIDTH, height: int = _HEIGHT) -> Drawing:
    """A share over time as a stepped line with points, 0 to 100 percent."""
    days = max((drawn.last - drawn.first).days, 1)
    top, low, end = 8, height - _TYPE - 6, width - 8

    def x(day: date) -> float:
        return 4 + (end - 4) * (day - drawn.first).days / days

    def y(part: float) -> float:
        return low - (low - top) * part

    line, dots = "", ""
    for (day, part, total), after in zip_longest(drawn.steps, drawn.steps[1:]):
        line += f"M{x(day):.1f} {y(part):.1f}H{x(after[0]) if after else end:.1f}"
        if after and after[2] == total:
            line += f"V{y(after[1]):.1f}"
        fill = colours.ACCENT if part >= 1 else colours.STEEL
        dots += (
            f'<circle cx="{x(day):.1f}" cy="{y(part):.1f}" r="3" fill="{fill}" '
            f'stroke="{colours.NAVY}" stroke-width=".8"/>'
        )
    inner = (
        f'<path d="M4 {low}H{end}" stroke="{colours.AXIS}"/>'
        f'<path d="M4 {top}H{end}" stroke="{colours.AXIS}" stroke-dasharray="3 3"/>'
        f"{_years(drawn, x, low, width)}"
        f'<path d="{line}" fill="none" stroke="{colours.NAVY}" stroke-width="1.8"/>{dots}'
    )
    return Drawing(width, height, inner)


def _years(drawn: Course, x: Callable[[date], float], low: int, width: int) -> str:
    """A tick for every year, and every other one written where there is room."""
    ticks = ""
    for year in range(drawn.first.year, drawn.last.year + 1):
        begins = date(year, 1, 1)
        if begins < drawn.first:
            continue
        ticks += f'<path d="M{x(begins):.1f} {low}v3" stroke="{colours.EDGE}"/>'
        if (year - drawn.first.year) % 2 == 0 and width - x(begins) > 2.5 * _TYPE:
            ticks += (
                f'<text x="{x(begins):.1f}" y="{low + _TYPE + 2}" font-size="{_TYPE}" '
                f'fill="{colours.SOFT}">{year}</text>'
            )
    return ticks


def _image(drawing: Drawing, words: str, look: str) -> Markup:
    made = image(drawing.inner, drawing.width, drawing.height, words, look)
    return Markup(made)  # noqa: S704  (escaped there)
