"""A drawing with its size, and the elements it is made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from lib.draw import fonts
from lib.words.colours import INK

SIZE, SMALL = 16.0, 14.0
"""Heights of text, pixels."""


@dataclass(frozen=True)
class Drawing:
    """SVG elements that fill a field from its upper left corner.

    Attributes:
        width: Of the field, pixels.
        height: Of the field.
        inner: The elements; text in them already escaped.
    """

    width: float
    height: float
    inner: str


NONE = Drawing(0, 0, "")


def moved(drawing: Drawing, x: float, y: float) -> str:
    """The elements of a drawing at another place."""
    if not drawing.inner:
        return ""
    return f'<g transform="translate({x:.1f} {y:.1f})">{drawing.inner}</g>'


def stacked(drawings: Iterable[Drawing], gap: float = 8) -> Drawing:
    """Drawings one below the other."""
    inner, top, width = "", 0.0, 0.0
    for each in drawings:
        if not each.height:
            continue
        top += gap if top else 0
        inner += moved(each, 0, top)
        top += each.height
        width = max(width, each.width)
    return Drawing(width, top, inner)


def rect(x: float, y: float, width: float, height: float, fill: str, extra: str = "") -> str:
    """A rectangle."""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{height:.1f}" '
        f'fill="{fill}" {extra}/>'
    )


def path(d: str, stroke: str, width: float = 1, extra: str = "") -> str:
    """A line."""
    return f'<path d="{d}" fill="none" stroke="{stroke}" stroke-width="{width:g}" {extra}/>'


def text(
    x: float,
    y: float,
    words: str,
    *,
    size: float = SMALL,
    fill: str = INK,
    bold: bool = False,
    anchor: str = "start",
    halo: bool = False,
) -> str:
    """One line of text; a halo keeps it legible over lines."""
    look = f'x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" '
    look += f"{fonts.BOLD} " if bold else ""
    look += f'text-anchor="{anchor}" ' if anchor != "start" else ""
    written = escape(words, quote=False)
    made = f'<text {look}fill="{fill}">{written}</text>'
    if halo:  # drawn twice: not every reader knows paint-order
        ground = f'stroke="#ffffff" stroke-width="{size / 5:.1f}" stroke-linejoin="round"'
        back = f'<text {look}fill="#ffffff" {ground} aria-hidden="true">{written}</text>'
        return back + made
    return made


def told(inner: str, words: str) -> str:
    """Elements with what they show, for the pointer and for those who do not see them."""
    return f"<g><title>{escape(words, quote=False)}</title>{inner}</g>" if words else inner
