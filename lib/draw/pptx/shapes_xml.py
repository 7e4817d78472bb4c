"""Shapes of a map written as PowerPoint's XML at once.

python-pptx measures a whole group again with every shape that is added, and a freeform with
every point: two minutes for a map of the country, where this takes a second.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from xml.sax.saxutils import quoteattr

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from lib.draw import hatches

_EMU = 9525  # of a pixel
PATTERNS = {
    "hatch": "ltUpDiag", "cross": "diagCross", "dots": "pct20", "falling": "ltDnDiag",
    "level": "ltHorz", "upright": "ltVert", "grid": "smGrid", "spots": "dotGrid",
    "ticks": "dashUpDiag",
}  # fmt: skip
"""Patterns of areas by the name that every medium knows them by (see `lib.draw.hatches`)."""

DASHED = '<a:prstDash val="dash"/>'
"""A border of dashes."""
PARTED = " | "
"""Between the parts of a unit's name: name, key, what is told."""

Points = Sequence[tuple[float, float]]
_Box = tuple[float, float, float, float]


def paint(ground: str, hatch: str = "", ink: str = "") -> str:
    """A fill: a colour, or a pattern over it."""
    if not hatch:
        return f"<a:solidFill>{_colour(ground)}</a:solidFill>"
    return (
        f'<a:pattFill prst="{PATTERNS[hatch]}"><a:fgClr>{_colour(ink or hatches.INK)}</a:fgClr>'
        f"<a:bgClr>{_colour(ground)}</a:bgClr></a:pattFill>"
    )


def _colour(code: str) -> str:
    return f'<a:srgbClr val="{code.lstrip("#").upper()}"/>'


def freeform(
    number: int, name: str, rings: Sequence[Points], fill: str, stroke: str, dash: str = ""
) -> str:
    """A shape of one or several closed lines.

    Args:
        number: Its id on the slide.
        name: Its name.
        rings: Lines in pixels of the slide.
        fill: Of `paint`.
        stroke: Colour of its border.
        dash: `DASHED`, or "" for a whole line.
    """
    xs = [x for ring in rings for x, _y in ring]
    ys = [y for ring in rings for _x, y in ring]
    left, top, wide, tall = min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)

    def point(spot: tuple[float, float]) -> str:
        return f'<a:pt x="{_emu(spot[0] - left)}" y="{_emu(spot[1] - top)}"/>'

    lines = "".join(
        f"<a:moveTo>{point(ring[0])}</a:moveTo>"
        + "".join(f"<a:lnTo>{point(spot)}</a:lnTo>" for spot in ring[1:])
        + "<a:close/>"
        for ring in rings
    )
    geometry = (
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        '<a:rect l="l" t="t" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{_emu(wide)}" h="{_emu(tall)}">{lines}</a:path></a:pathLst></a:custGeom>'
    )
    return _shape(number, name, (left, top, wide, tall), geometry, fill, stroke, dash)


def preset(number: int, name: str, kind: str, place: _Box, fill: str, stroke: str) -> str:
    """A shape that PowerPoint knows: ``ellipse``, ``diamond``, ``rect``, ``donut``."""
    geometry = f'<a:prstGeom prst="{kind}"><a:avLst/></a:prstGeom>'
    return _shape(number, name, place, geometry, fill, stroke, "")


def _emu(pixels: float) -> int:
    return round(pixels * _EMU)


def _place(place: _Box, *, child: bool = False) -> str:
    left, top, wide, tall = map(_emu, place)
    inner = f'<a:off x="{left}" y="{top}"/><a:ext cx="{wide}" cy="{tall}"/>'
    if child:
        inner += f'<a:chOff x="{left}" y="{top}"/><a:chExt cx="{wide}" cy="{tall}"/>'
    return f"<a:xfrm>{inner}</a:xfrm>"


def _shape(
    number: int, name: str, place: _Box, geometry: str, fill: str, stroke: str, dash: str
) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={_attribute(name)}/><p:cNvSpPr/><p:nvPr/>'
        f"</p:nvSpPr><p:spPr>{_place(place)}{geometry}{fill}"
        f'<a:ln w="6350"><a:solidFill>{_colour(stroke)}</a:solidFill>{dash}</a:ln>'
        "</p:spPr></p:sp>"
    )


def _attribute(text: str) -> str:
    return quoteattr("".join(letter for letter in text if letter >= " "))


def add_group(shapes: Any, name: str, words: str, place: _Box, parts: Iterable[str]) -> Any:
    """Put shapes on a slide as one group.

    Args:
        shapes: Of the slide.
        name: Of the group.
        words: What it shows, for those who do not see it.
        place: Of the group: pixels.
        parts: Of `freeform` and `preset`.
    """
    head = (
        f"<p:grpSp {nsdecls('p', 'a', 'r')}><p:nvGrpSpPr>"
        f'<p:cNvPr id="{next_number(shapes)}" name={_attribute(name)} descr={_attribute(words)}/>'
        f"<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>{_place(place, child=True)}</p:grpSpPr>"
    )
    made = parse_xml(head + "".join(parts) + "</p:grpSp>")
    shapes._spTree.append(made)
    return made


def next_number(shapes: Any) -> int:
    """The next free id of a slide."""
    numbers = [int(each.get("id")) for each in shapes._spTree.iter(qn("p:cNvPr"))]
    return max(numbers, default=1) + 1


def renumber(element: Any, shapes: Any) -> None:
    """Give a copied element ids that are free on a slide; before it is put there."""
    number = next_number(shapes)
    for offset, each in enumerate(element.iter(qn("p:cNvPr"))):
        each.set("id", str(number + offset))
