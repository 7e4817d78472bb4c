"""The font of exports: its files, and how wide a text is in it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import fontpkg_source_sans_3
from PIL import ImageFont

FAMILY = "Source Sans 3"
FAMILIES = f"'{FAMILY}','Source Sans','Noto Sans','Segoe UI',Arial,sans-serif"
"""What a drawing asks for: the font it was measured with, then what offices have."""
FOLDER = Path(fontpkg_source_sans_3.__file__).parent / "files"
PLAIN = "style=\"font-variation-settings:'wght' 400\""
BOLD = 'font-weight="700" style="font-variation-settings:\'wght\' 700"'
"""Weights as attributes; what draws an SVG without a browser takes the axis, not the weight."""
_UNITS = 1000


@lru_cache(maxsize=2)
def _face(bold: bool) -> ImageFont.FreeTypeFont:
    path = str(FOLDER / "SourceSans3[wght].ttf")
    face = ImageFont.truetype(path, _UNITS, layout_engine=ImageFont.Layout.BASIC)
    face.set_variation_by_axes([700 if bold else 400])
    return face


@lru_cache(maxsize=4096)
def _letter(letter: str, bold: bool) -> float:
    return _face(bold).getlength(letter) / _UNITS


@lru_cache(maxsize=50_000)
def width(text: str, size: float, *, bold: bool = False) -> float:
    """Width of a text.

    Args:
        text: One line.
        size: Height of the font; the width is of the same unit.
        bold: Whether it is bold.
    """
    return size * sum(_letter(letter, bold) for letter in text)
