"""Text on a slide, measured so that it fits its box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.util import Emu, Pt

from lib.draw import fonts
from lib.words.colours import INK

FACE = "Arial"
"""A face with every Vietnamese mark that offices have; an office's template brings its own."""
WIDER = 1.14
"""How much wider texts may be in it than in the font they are measured with."""
_CAPITAL = 0.06  # of the height of a letter: by how much capitals are wider still
LEADING = 1.25
_POINTS = 0.75  # of a pixel
_ALIGN = {"left": PP_ALIGN.LEFT, "right": PP_ALIGN.RIGHT, "center": PP_ALIGN.CENTER}


@dataclass(frozen=True)
class Line:
    """A paragraph.

    Attributes:
        text: Its words.
        size: Height of the font, pixels of a slide 1280 wide.
        bold: Whether it is bold.
        ink: Colour.
        align: Where it stands.
    """

    text: str
    size: float
    bold: bool = False
    ink: str = INK
    align: Literal["left", "right", "center"] = "left"


def emu(pixels: float) -> Emu:
    """Pixels of a slide 1280 wide as PowerPoint counts."""
    return Emu(round(pixels * 9525))


def colour(code: str) -> RGBColor:
    """``#rrggbb`` as PowerPoint has it."""
    parsed: RGBColor = RGBColor.from_string(code.lstrip("#").upper())
    return parsed


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Width of one line in pixels, a little generous."""
    capitals = sum(letter.isupper() for letter in text)
    return WIDER * fonts.width(text, size, bold=bold) + _CAPITAL * size * capitals


def wrapped(text: str, size: float, room: float, *, bold: bool = False) -> int:
    """Lines that a text takes."""
    count = 0
    for paragraph in text.split("\n"):
        count += 1
        used = 0.0
        for word in paragraph.split(" "):
            long = width(word, size, bold=bold)
            if used and used + long > room:
                count, used = count + 1, 0.0
            count += int((long - 0.01) // room) if long > room else 0
            used += min(long, room) + width(" ", size, bold=bold)
    return count


def height(lines: Sequence[Line], room: float) -> float:
    """Pixels that paragraphs take."""
    return sum(
        wrapped(each.text, each.size, room, bold=each.bold) * each.size * LEADING + 3
        for each in lines
    )


def fitted(line: Line, room: float, tall: float, least: float) -> Line:
    """A paragraph in the largest size, down to the least, in which it fits a box."""
    size = line.size
    while size > least and height([_of_size(line, size)], room) > tall:
        size -= 1
    return _of_size(line, size)


def _of_size(line: Line, size: float) -> Line:
    return Line(line.text, size, line.bold, line.ink, line.align)


def box(
    shapes: Any, place: tuple[float, float, float, float], lines: Sequence[Line], name: str
) -> Any:
    """A text box.

    Args:
        shapes: Of the slide.
        place: Left, top, width, height in pixels.
        lines: Its paragraphs.
        name: Of the shape.
    """
    made = shapes.add_textbox(*map(emu, place))
    made.name = name
    fill(made.text_frame, lines)
    return made


def fill(frame: Any, lines: Sequence[Line], *, face: bool = True) -> None:
    """Write paragraphs into a frame of text that neither grows nor shrinks."""
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        write(paragraph, line, face=face)


def write(paragraph: Any, line: Line, *, face: bool = True) -> None:
    """Write one paragraph; line breaks within it stay."""
    paragraph.alignment = _ALIGN[line.align]
    for place, part in enumerate(line.text.split("\n")):
        if place:
            paragraph.add_line_break()
        run = paragraph.add_run()
        run.text = part
        run.font.size = Pt(line.size * _POINTS)
        run.font.bold = line.bold
        run.font.color.rgb = colour(line.ink)
        if face:
            run.font.name = FACE


def described(shape: Any) -> str:
    """The words of a shape for those who do not see it."""
    return shape._element.xpath(".//p:cNvPr")[0].get("descr") or ""


def describe(shape: Any, words: str) -> None:
    """Give a shape the words for those who do not see it."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", words)
