"""Where a ward came from and what it became, drawn as a small graph (SVG text). No Streamlit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from lib.draw.picture import picture

_BOX_WIDTH, _BOX_HEIGHT, _GAP = 318, 46, 10
_COLUMN_GAP = 92
_HEAD = 44
_LETTERS = 37
"""Letters of a name that fit into a box."""


@dataclass(frozen=True)
class Kin:
    """One unit in the graph.

    Attributes:
        name: What stands in the box.
        below: A second, lighter line: what is known of it.
        fill: Colour of its mark: that of its status.
        sign: Sign of its status.
        part: Whether only a part of the unit went over.
        main: Whether it is the main successor.
    """

    name: str
    below: str
    fill: str
    sign: str
    part: bool = False
    main: bool = False


def lineage_graph(
    before: Sequence[Kin], ward: Kin, after: Sequence[Kin], heads: tuple[str, str, str], words: str
) -> str:
    """Predecessors on the left, the ward, successors on the right.

    A dashed line stands for a part of a unit, a solid one for the whole.

    Args:
        before: Predecessors.
        ward: The ward itself.
        after: Successors.
        heads: Words above the three columns; "" leaves one out.
        words: What it shows, for those who do not see it.
    """
    columns = [list(before), [ward], list(after)]
    shown = [place for place, column in enumerate(columns) if column]
    left = {column: at * (_BOX_WIDTH + _COLUMN_GAP) + 2 for at, column in enumerate(shown)}
    rows = max(len(column) for column in columns)
    height = _HEAD + rows * (_BOX_HEIGHT + _GAP)
    width = len(shown) * (_BOX_WIDTH + _COLUMN_GAP) - _COLUMN_GAP + 4
    middle = _HEAD + (height - _HEAD - _GAP) / 2

    def tops(column: int) -> list[float]:
        count = len(columns[column])
        start = middle - (count * (_BOX_HEIGHT + _GAP) - _GAP) / 2
        return [start + place * (_BOX_HEIGHT + _GAP) for place in range(count)]

    drawn = []
    for column, kin in ((0, before), (2, after)):
        for each, top in zip(kin, tops(column), strict=True):
            sides = (left[column] + _BOX_WIDTH, left[1]) if column == 0 else (
                left[1] + _BOX_WIDTH, left[column]
            )  # fmt: skip
            ends = (top + _BOX_HEIGHT / 2, middle) if column == 0 else (
                middle, top + _BOX_HEIGHT / 2
            )  # fmt: skip
            drawn.append(_line(sides, ends, part=each.part))
    for column in shown:
        drawn.append(
            f'<text x="{left[column]}" y="18" font-size="14" fill="#55677a">'
            f"{escape(heads[column])}</text>"
        )
        for each, top in zip(columns[column], tops(column), strict=True):
            drawn.append(_box(each, left[column], top, chosen=column == 1))
    return picture("".join(drawn), width, height, words, "wa-graph")


def _line(sides: tuple[float, float], ends: tuple[float, float], *, part: bool) -> str:
    bend = (sides[1] - sides[0]) / 2
    dash = ' stroke-dasharray="6 4"' if part else ""
    return (
        f'<path d="M{sides[0]:.1f} {ends[0]:.1f}C{sides[0] + bend:.1f} {ends[0]:.1f} '
        f'{sides[1] - bend:.1f} {ends[1]:.1f} {sides[1]:.1f} {ends[1]:.1f}" fill="none" '
        f'stroke="#55677a" stroke-width="1.6"{dash}/>'
    )


def _box(kin: Kin, left: float, top: float, *, chosen: bool) -> str:
    border = "#12365c" if chosen or kin.main else "#c3ced9"
    weight = 2.2 if chosen else 1.4 if kin.main else 1
    return (
        f'<rect x="{left}" y="{top:.1f}" width="{_BOX_WIDTH}" height="{_BOX_HEIGHT}" rx="6" '
        f'fill="#ffffff" stroke="{border}" stroke-width="{weight}"/>'
        f'<rect x="{left}" y="{top:.1f}" width="26" height="{_BOX_HEIGHT}" rx="6" '
        f'fill="{kin.fill}" stroke="{border}" stroke-width="{weight}"/>'
        f'<text x="{left + 13}" y="{top + 28:.1f}" font-size="14" text-anchor="middle" '
        f'fill="{_ink(kin.fill)}">{escape(kin.sign)}</text>'
        f'<text x="{left + 34}" y="{top + 20:.1f}" font-size="14.5" fill="#1c2733" '
        f'font-weight="{700 if chosen else 600}">{escape(_short(kin.name))}</text>'
        f'<text x="{left + 34}" y="{top + 37:.1f}" font-size="12.5" fill="#55677a">'
        f"{escape(_short(kin.below, _LETTERS + 8))}</text>"
    )


def _short(text: str, letters: int = _LETTERS) -> str:
    return text if len(text) <= letters else text[: letters - 1].rstrip(" ,") + "…"


def _ink(fill: str) -> str:
    """Dark or white, whichever is read better on a fill."""
    red, green, blue = (int(fill[place : place + 2], 16) for place in (1, 3, 5))
    return "#ffffff" if 0.299 * red + 0.587 * green + 0.114 * blue < 140 else "#1c2733"
