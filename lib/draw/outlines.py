"""Outlines of units among their neighbours, all at one scale, as images. No Streamlit."""

from __future__ import annotations

import math
from collections.abc import Iterable
from html import escape

from markupsafe import Markup

from lib.cards.shapes import Line, Outline
from lib.draw.image import image
from lib.draw.svg.drawing import Drawing
from lib.words import colours, wording
from lib.words.terms import term
from lib.words.wording import _

_WIDTH, _HEIGHT = 240, 180
LINE, FAINT, LAND, SEA, CHOSEN = colours.EDGE, colours.LINE, "#ffffff", colours.SEA, "#4f7ba6"


def drawing(outline: Outline, span: float) -> Markup:
    """A unit among its neighbours, as an image of the page."""
    made = frame(outline, span)
    return Markup(image(made.inner, _WIDTH, _HEIGHT, words(outline), "wa-outline"))  # noqa: S704  (escaped)


def words(outline: Outline) -> str:
    """What the drawing shows."""
    return _("Outline of {name}", name=outline.unit.words)


def frame(outline: Outline, span: float) -> Drawing:
    """A unit among its neighbours.

    Args:
        outline: The unit.
        span: Kilometres across the frame.
    """
    fill = term(outline.term).fill if outline.term else CHOSEN
    scale = _WIDTH / span
    look = f'fill="{fill}" stroke="{colours.NAVY}"'
    mark = (
        f'<path d="{_path(outline.own, scale)}" {look} fill-opacity=".82" stroke-width="1.4"/>'
        if outline.own
        else f'<path d="{_path(outline.today, scale)}" fill="{fill}" fill-opacity=".16" '
        f'stroke="{colours.NAVY}" stroke-width="1.4" stroke-dasharray="5 3"/>'
    )
    if outline.point and not outline.own:
        x, y = _WIDTH / 2 + outline.point[0] * scale, _HEIGHT / 2 + outline.point[1] * scale
        mark += f'<circle cx="{x:.4g}" cy="{y:.4g}" r="7" {look} stroke-width="1.6"/>'
    drawn = (
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="{SEA}"/>'
        f'<path d="{_path(outline.land, scale)}" fill="{LAND}" stroke="{LINE}" '
        'stroke-width=".8" fill-rule="evenodd"/>'
        f'<path d="{_path(outline.neighbours, scale)}" fill="none" stroke="{FAINT}" '
        f'stroke-width=".8"/>{mark}{_scale_bar(span)}'
    )
    return Drawing(_WIDTH, _HEIGHT, drawn)


def _path(lines: Iterable[Line], scale: float) -> str:
    x, y = _WIDTH / 2, _HEIGHT / 2
    return "".join(
        "M" + "L".join(f"{x + east * scale:.4g},{y + south * scale:.4g}" for east, south in line)
        + "Z"
        for line in lines
    )  # fmt: skip


def _scale_bar(span: float) -> str:
    """A bar of a round length with its length in words."""
    third = span / 3
    power = 10 ** math.floor(math.log10(third))
    length = max(step * power for step in (1, 2, 5) if step * power <= third)
    pixels = length / span * _WIDTH
    x, y = 8, _HEIGHT - 9
    label = f"{wording.number(length, 0 if length >= 1 else 1)} km"
    return (
        f'<path d="M{x} {y - 4}v4h{pixels:.1f}v-4" fill="none" stroke="{colours.SLATE}" '
        f'stroke-width="1.4"/><text x="{x + pixels + 5:.1f}" y="{y}" font-size="14" '
        f'fill="{colours.SLATE}">{escape(label)}</text>'
    )
