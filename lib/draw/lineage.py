"""Where a unit came from and what it became, as an image. No Streamlit."""

from __future__ import annotations

from html import escape

from markupsafe import Markup

from lib.cards.shapes import Kin, Lineage
from lib.draw.picture import picture
from lib.words.terms import term

_BOX_WIDTH, _GAP = 360, 10
_BOX_HEIGHT, _LINE = 66, 18
_COLUMN_GAP = 80
_HEAD = 34
_LETTERS, _SMALL_LETTERS = 38, 50
"""Letters that fit into a line of a box, large and small."""


def drawing(body: Lineage) -> Markup:
    """A column for each generation, oldest on the left; dashed for a part of a unit."""
    rows = max(len(generation) for generation in body.generations)
    shares = any(kin.passed for generation in body.generations for kin in generation)
    box = _BOX_HEIGHT + (_LINE if shares else 0)
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
    words = " → ".join(
        ", ".join(
            f"{kin.unit} ({kin.chip}{f'; {kin.passed}' if kin.passed else ''})"
            for kin in generation
        )
        for generation in body.generations
    )
    return Markup(picture("".join(drawn), width, height, words, "wa-graph"))  # noqa: S704  (escaped)


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
    lines = [str(line) for line in (kin.passed, kin.chip.words, kin.told) if line]
    below = "".join(
        f'<text x="{left + 34}" y="{top + 39 + _LINE * place:.1f}" font-size="14" fill="#55677a">'
        f"{escape(_short(line, _SMALL_LETTERS))}</text>"
        for place, line in enumerate(lines)
    )
    frame = f'rx="6" stroke="{border}" stroke-width="{weight}"'
    return (
        f'<rect x="{left}" y="{top:.1f}" width="{_BOX_WIDTH}" height="{height}" '
        f'fill="#ffffff" {frame}/>'
        f'<rect x="{left}" y="{top:.1f}" width="26" height="{height}" '
        f'fill="{known.fill}" {frame}/>'
        f'<text x="{left + 13}" y="{top + height / 2 + 5:.1f}" font-size="14" text-anchor="middle" '
        f'fill="{known.ink}">{escape(known.icon)}</text>'
        f'<text x="{left + 34}" y="{top + 21:.1f}" font-size="16" fill="#1c2733" '
        f'font-weight="{700 if kin.own else 600}">{escape(_short(kin.unit.words, _LETTERS))}</text>'
        + below
    )


def _short(text: str, letters: int) -> str:
    return text if len(text) <= letters else text[: letters - 1].rstrip(" ,") + "…"
