"""What slides are made on: our own plain master, or an office's with its fonts and logo."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PackageNotFoundError, PythonPptxError

from lib.draw.pptx.texts import emu
from lib.errors import Message, Refused

WIDTH, HEIGHT = 1280.0, 720.0
TITLE = (40.0, 22.0, 1200.0, 66.0)
"""Left, top, width, height of a slide's title on our own master, pixels."""
_LONGEST = 255  # letters of a property of a document
_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)

NOT_A_DECK = Message("the template is no PowerPoint file (.pptx)")
NO_TITLE = Message(
    "the template has no layout with a title and nothing else to fill in; add one such as "
    "“Title Only”"
)
NOT_WIDE = Message("the slides of the template are not 16:9 (13.33 by 7.5 inches)")
UNREADABLE = (
    PackageNotFoundError, PythonPptxError, TypeError, ZeroDivisionError,
    zipfile.BadZipFile, KeyError, ValueError, SyntaxError, AttributeError,
    NotImplementedError, RuntimeError, EOFError, OSError, zlib.error,
)  # fmt: skip
"""What python-pptx raises for files that are no presentations."""


def opened(content: bytes | None) -> tuple[Any, Any]:
    """A presentation without slides, and the layout of each slide.

    Args:
        content: An office's template; None for our own.

    Raises:
        Refused: When the template cannot be used, and why.
    """
    if content is None:
        return _own()
    try:
        return _office(content)
    except UNREADABLE as error:
        raise Refused(NOT_A_DECK) from error


def _office(content: bytes) -> tuple[Any, Any]:
    made = Presentation(io.BytesIO(content))
    if abs(made.slide_width / made.slide_height - WIDTH / HEIGHT) > 0.01:
        raise Refused(NOT_WIDE)
    layout = next((each for each in made.slide_layouts if _only_title(each)), None)
    if layout is None:
        raise Refused(NO_TITLE)
    for slide in list(made.slides._sldIdLst):
        made.part.drop_rel(slide.rId)
        made.slides._sldIdLst.remove(slide)
    return made, layout


def entitle(made: Any, title: str) -> None:
    """Give a deck its title as a property; a property holds 255 letters of it."""
    short = title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1]}…"
    made.core_properties.title = short


def _only_title(layout: Any) -> bool:
    kinds = [each.placeholder_format.type for each in layout.placeholders]
    aside = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
    return [kind in _TITLES for kind in kinds if kind not in aside] == [True]


def _own() -> tuple[Any, Any]:
    made = Presentation()
    made.slide_width, made.slide_height = emu(WIDTH), emu(HEIGHT)
    layout = next(each for each in made.slide_layouts if _only_title(each))
    for other in [each for each in made.slide_layouts if each is not layout]:
        made.slide_layouts.remove(other)
    for holder in (made.slide_master, layout):
        for shape in list(holder.placeholders):
            if shape.placeholder_format.type in _TITLES:
                shape.left, shape.top, shape.width, shape.height = map(emu, TITLE)
            else:
                shape._element.getparent().remove(shape._element)
    return made, layout
