"""Where a unit came from and what it became, as an image. No Streamlit."""

from __future__ import annotations

import math
from html import escape

from markupsafe import Markup

from lib.cards.shapes import Kin, Lineage
from lib.draw import fonts
from lib.draw.image import image
from lib.draw.svg.drawing import Drawing
from lib.words.terms import term

_BOX_WIDTH, _GAP = 360, 10
_BOX_HEIGHT, _LINE = 66, 18
_COLUMN_GAP = 80
_HEAD = 34
_ROOM = (_BOX_WIDTH - 42) / 1.08
"""Pixels for a line of a box; another font may be wider than ours."""


def drawing(body: Lineage) -> Markup:
    """The same as an image of the page."""
    made = graph(body)
    return Markup(image(made.inner, made.width, made.height, words(body), "wa-graph"))  # noqa: S704  (escaped)


def words(body: Lineage) -> str:
    """What the drawing shows."""
    return " → ".join(
        ", ".join(
            f"{kin.unit} ({kin.chip}{f'; {kin.passed}' if kin.passed else ''})"
            for kin in generation
        )
        for generation in body.generations
    )


def graph(body: Lineage) -> Drawing:
    """A column for each generation, oldest on the left; dashed for a part of a unit."""
    rows = max(len(generation) for generation in body.generations)
    full = any(len(_lines(kin)) > 2 for generation in body.generations for kin in generation)
    box = _BOX_HEIGHT + (_LINE if full else 0)
    height = _HEAD + rows * (box + _GAP)
    width = len(body.generations) * (_BOX_WIDTH + _COLUMN_GAP) - _COLUMN_GAP + 4
    middle = _HEAD + (height - _HEAD - _GAP) / 2

    def corner(generation: int, place: int) -> tuple[float, float]:
        above = len(body.generations[generation]) * (box + _GAP) - _GAP
        top = middle - above / 2 + place * (box + _GAP)
        return generation * (_BOX_WIDTH + _COLUMN_GAP) + 2, top

    drawn = [_line(corner(*start), corner(*end), box, part) for start, end, part in body.links]
    for column, (generation, head) in enumerate(zip(body.generations, body.heads, strict=True)):
        drawn.append(
            f'<text x="{corner(column, 0)[0]}" y="18" font-size="15" fill="#55677a">'
            f"{escape(str(head))}</text>"
        )
        drawn += [_box(kin, *corner(column, place), box) for place, kin in enumerate(generation)]
    return Drawing(width, height, "".join(drawn))


def _line(start: tuple[float, float], end: tuple[float, float], box: int, part: str) -> str:
    (left, y), (right, z) = start, end
    left, y, z = left + _BOX_WIDTH, y + box / 2, z + box / 2
    bend = (right - left) / 2
    dash = ' stroke-dasharray="6 4"' if part else ""
    return (
        f'<path d="M{left:.1f} {y:.1f}C{left + bend:.1f} {y:.1f} {right - bend:.1f} {z:.1f} '
        f'{right:.1f} {z:.1f}" fill="none" stroke="#55677a" stroke-width="1.6"{dash}/>'
    )


def _box(kin: Kin, left: float, top: float, height: int) -> str:
    border, weight = ("#12365c", 2.2) if kin.own else ("#c3ced9", 1)
    known = term(kin.chip.code)
    below = "".join(
        f'<text x="{left + 34}" y="{top + 39 + _LINE * place:.1f}" '
        f'font-size="{_fitting(line, 14):g}" fill="#55677a">{escape(line)}</text>'
        for place, line in enumerate(_lines(kin))
    )
    frame = f'rx="6" stroke="{border}" stroke-width="{weight}"'
    name = kin.unit.words
    return (
        f'<rect x="{left}" y="{top:.1f}" width="{_BOX_WIDTH}" height="{height}" '
        f'fill="#ffffff" {frame}/>'
        f'<rect x="{left}" y="{top:.1f}" width="26" height="{height}" '
        f'fill="{known.fill}" {frame}/>'
        f'<text x="{left + 13}" y="{top + height / 2 + 5:.1f}" font-size="14" text-anchor="middle" '
        f'fill="{known.ink}">{escape(known.icon)}</text>'
        f'<text x="{left + 34}" y="{top + 21:.1f}" font-size="{_fitting(name, 16, bold=True):g}" '
        f'fill="#1c2733" {fonts.BOLD}>{escape(name)}</text>' + below
    )


def _fitting(text: str, size: float, *, bold: bool = False) -> float:
    """The size in which a line fits into a box; a long one is set smaller, never cut."""
    return min(size, math.floor(10 * size * _ROOM / fonts.width(text or " ", size, bold=bold)) / 10)


def _lines(kin: Kin) -> list[str]:
    """What stands in a box below the name: share, status, what more is told."""
    return [str(line) for line in (kin.passed, kin.chip.words, kin.told) if line]
