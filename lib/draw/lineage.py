"""Where a unit came from and what it became, as an image. No Streamlit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape

from markupsafe import Markup

from lib.cards.bodies import Columns, Item, List
from lib.cards.pieces import Piece, Said
from lib.cards.shapes import Kin, Lineage
from lib.draw import fonts
from lib.draw.image import image
from lib.draw.svg.drawing import Drawing
from lib.words import colours
from lib.words.terms import term

_WIDTH = 660
"""Two generations fit into the ward page at full size on a projector of 1280 pixels, three on a
screen of 1440."""
_NARROWEST, _GAP, _HEAD = 222, 10, 34
_NAME, _TEXT = 16, 14
_WIDER = 1.08
"""Another font may be wider than ours."""


@dataclass(frozen=True)
class _Box:
    """Where a unit is drawn, and the lines of its name and of what stands below."""

    kin: Kin
    left: float
    top: float
    width: float
    name: list[str]
    below: list[str]

    @property
    def height(self) -> float:
        return 10 + 20 * len(self.name) + 18 * len(self.below)


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


def lists(body: Lineage) -> Columns:
    """The same as a list for each generation: shorter than the drawing."""
    return Columns(
        tuple(
            List(tuple(Item(Said(tuple(_told(kin)))) for kin in generation), head)
            for generation, head in zip(body.generations, body.heads, strict=True)
        )
    )


def _told(kin: Kin) -> Iterator[Piece]:
    parts: tuple[Piece, ...] = (kin.chip, kin.passed, kin.told)
    yield kin.unit
    for part in parts:
        if part:
            yield " "
            yield part


def graph(body: Lineage) -> Drawing:
    """A column for each generation, oldest on the left; dashed for a part of a unit."""
    count = len(body.generations)
    between = 72 if count < 3 else 38
    width = max(_NARROWEST, (_WIDTH - 4 - between * (max(count, 2) - 1)) / max(count, 2))
    columns = [
        _column(generation, place * (width + between) + 2, width)
        for place, generation in enumerate(body.generations)
    ]
    tall = [column[-1].top + column[-1].height for column in columns]
    boxes = [
        [replace(box, top=box.top + _HEAD + (max(tall) - own) / 2) for box in column]
        for column, own in zip(columns, tall, strict=True)
    ]
    drawn = [
        _line(boxes[start[0]][start[1]], boxes[end[0]][end[1]], part)
        for start, end, part in body.links
    ]
    for column, head in zip(boxes, body.heads, strict=True):
        drawn.append(
            f'<text x="{column[0].left:.1f}" y="18" font-size="15" fill="{colours.SOFT}">'
            f"{escape(str(head))}</text>"
        )
        drawn += [_drawn(box) for box in column]
    wide = count * (width + between) - between + 4
    return Drawing(round(wide), round(_HEAD + max(tall) + _GAP), "".join(drawn))


def _column(generation: tuple[Kin, ...], left: float, width: float) -> list[_Box]:
    """Boxes of a generation one below the other, from 0 on."""
    room, top = (width - 42) / _WIDER, 0.0
    column = []
    for kin in generation:
        name = list(_wrapped(kin.unit.words, _NAME, room, bold=True))
        said = (str(line) for line in (kin.passed, kin.chip.words, kin.told) if line)
        below = [line for each in said for line in _wrapped(each, _TEXT, room)]
        column.append(_Box(kin, left, top, width, name, below))
        top += column[-1].height + _GAP
    return column


def _line(start: _Box, end: _Box, part: str) -> str:
    left, right = start.left + start.width, end.left
    y, z = start.top + start.height / 2, end.top + end.height / 2
    bend = (right - left) / 2
    dash = ' stroke-dasharray="6 4"' if part else ""
    return (
        f'<path d="M{left:.1f} {y:.1f}C{left + bend:.1f} {y:.1f} {right - bend:.1f} {z:.1f} '
        f'{right:.1f} {z:.1f}" fill="none" stroke="{colours.SOFT}" stroke-width="1.6"{dash}/>'
    )


def _drawn(box: _Box) -> str:
    border, weight = (colours.NAVY, 2.2) if box.kin.own else (colours.LINE, 1)
    entry = term(box.kin.chip.code)
    left, top, words = box.left, box.top, box.left + 34
    frame = f'height="{box.height:.1f}" rx="6" stroke="{border}" stroke-width="{weight}"'
    name = "".join(
        f'<text x="{words:.1f}" y="{top + 21 + 20 * place:.1f}" font-size="{_NAME}" '
        f'fill="{colours.INK}" {fonts.BOLD}>{escape(line)}</text>'
        for place, line in enumerate(box.name)
    )
    below = "".join(
        f'<text x="{words:.1f}" y="{top + 19 + 20 * len(box.name) + 18 * place:.1f}" '
        f'font-size="{_TEXT}" fill="{colours.SOFT}">{escape(line)}</text>'
        for place, line in enumerate(box.below)
    )
    return (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{box.width:.1f}" fill="#ffffff" {frame}/>'
        f'<rect x="{left:.1f}" y="{top:.1f}" width="26" fill="{entry.fill}" {frame}/>'
        f'<text x="{left + 13:.1f}" y="{top + box.height / 2 + 5:.1f}" font-size="{_TEXT}" '
        f'text-anchor="middle" fill="{entry.ink}">{escape(entry.icon)}</text>{name}{below}'
    )


def _wrapped(text: str, size: float, room: float, *, bold: bool = False) -> Iterator[str]:
    """Lines of a text that fit, broken at its dots, then at spaces, then inside a long word."""

    def broken(text: str, marks: list[str]) -> list[str]:
        if fonts.width(text, size, bold=bold) <= room or len(text) == 1:
            return [text]
        mark = marks[0] if marks else ""
        lines: list[str] = []
        for part in text.split(mark) if mark else text:
            longer = f"{lines[-1]}{mark}{part}" if lines else part
            if lines and fonts.width(longer, size, bold=bold) <= room:
                lines[-1] = longer
            else:
                lines += broken(part, marks[1:])
        return lines

    yield from broken(text, [" · ", " "])
