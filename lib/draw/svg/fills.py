"""Colours with the pattern of their term, so that a copy in black and white can still be read."""

from __future__ import annotations

import re

from lib.draw import hatches
from lib.words.terms import Term

BAND = "url(#wa-falling-d9eaf5-4fa3d1)"
"""A light area beside lines."""
_USED = re.compile(r"url\(#(wa-(\w+)-([0-9A-Fa-f]{6})-([0-9A-Fa-f]{6}))\)")


def fill(colour: str, hatch: str = "", ink: str = "") -> str:
    """How an area is filled: its colour, and over it its pattern (see `lib.draw.hatches`)."""
    return f"url(#wa-{hatch}-{colour[1:]}-{(ink or hatches.INK)[1:]})" if hatch else colour


def term_fill(entry: Term) -> str:
    """How an area of a term is filled."""
    return fill(entry.fill, entry.hatch, entry.pattern_ink)


def definitions(inner: str) -> str:
    """The patterns that elements are filled with, for the head of their drawing."""
    used = sorted({match.groups() for match in _USED.finditer(inner)})
    return "".join(_pattern(*each) for each in used)


def _pattern(name: str, hatch: str, ground: str, ink: str) -> str:
    size = hatches.SIZE
    return (
        f'<pattern id="{name}" width="{size}" height="{size}" patternUnits="userSpaceOnUse">'
        f'<rect width="{size}" height="{size}" fill="#{ground}"/>'
        f'<path d="{hatches.PATHS[hatch]}" fill="none" stroke="#{ink}" '
        f'stroke-width="{hatches.WIDTHS[hatch]}" stroke-linecap="round"/></pattern>'
    )
