"""What has no shape of PowerPoint's own is a picture of 300 dots to the inch."""

from __future__ import annotations

import io
from typing import Any

from lib.cards.bodies import Body
from lib.draw import picture, typst
from lib.draw.pptx.texts import describe, emu
from lib.draw.sheet import Sheet
from lib.draw.svg import body as bodies

_DPI = 300


def place_picture(
    shapes: Any,
    place: tuple[float, float, float, float],
    body: Body,
    sheet: Sheet,
    words: str,
    name: str,
) -> float:
    """Draw a body as a picture within a place; its height in pixels.

    Args:
        shapes: Of the slide.
        place: Left, top, width, height in pixels.
        body: The body.
        sheet: Where maps take their outlines from.
        words: What it shows, for those who do not see it.
        name: Of the shape.
    """
    left, top, wide, tall = place
    drawn = bodies.drawn(body, 960, sheet)
    svg = picture.document(drawn, words, words, sheet.lang)
    factor = min(wide / drawn.width, tall / drawn.height)
    size = (drawn.width * factor, drawn.height * factor)
    made = shapes.add_picture(io.BytesIO(typst.raster(svg, _DPI)), *map(emu, (left, top, *size)))
    made.name = name
    describe(made, words)
    return size[1]
