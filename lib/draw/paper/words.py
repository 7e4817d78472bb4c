"""Pieces of cards as typst markup; every text stands in a string, so none is read as markup."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lib.cards.pieces import Chip, Course, Name, Piece, Said, Share
from lib.draw import cell_pictures, fonts
from lib.draw.hatches import INK
from lib.draw.svg.drawing import Drawing
from lib.draw.svg.fills import definitions
from lib.draw.svg.flow import course
from lib.words.colours import ACCENT
from lib.words.terms import Term, term

_LOOKS = {
    "strong": "#strong[{}]",
    "dim": "#dim[{}]",
    "struck": "#strike[{}]",
    "fell": "#fell[{}]",
    "line": "#aside[{}]",
}


def quoted(text: str) -> str:
    """A text as a string of typst."""
    clean = re.sub(r"[\x00-\x08\x0b-\x1f\x7f\ufeff\ufffe\uffff]", "", text.replace("\r\n", "\n"))
    return '"' + clean.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def plain(text: str) -> str:
    """A text within markup; a line break in it stays one."""
    return "#linebreak()".join(f"#{quoted(line)}" for line in text.split("\n") if line)


def joined(parts: Iterable[str]) -> str:
    """Markup one after the other."""
    return "".join(parts)


def piece(part: Piece | None) -> str:
    """A piece as markup."""
    if part is None:
        return plain("–")
    if isinstance(part, Said):
        if part.look == "screen":
            return ""
        inner = joined(map(piece, part.parts))
        return _LOOKS[part.look].format(inner) if part.look and inner else inner
    if isinstance(part, Chip):
        return chip(part)
    if isinstance(part, Share):
        return share(part)
    if isinstance(part, Course):
        drawn = course(part)
        return image(drawn, part.words, f"{drawn.width / 16:.2f}em")
    if isinstance(part, Name):
        inner = plain(part.words)
        if part.page == "web" and part.key.startswith(("https://", "http://")):
            inner = f"#link({quoted(part.key)})[{inner}]"
        return f"#strong[{inner}]" if part.strong else inner
    return plain(str(part))


def chip(part: Chip) -> str:
    """A term: its word and sign on its colour."""
    entry = term(part.code)
    words = "" if part.only_sign else part.words
    return (
        f"#chip({quoted(entry.fill)}, {quoted(entry.ink)}, {quoted(entry.icon)}, {quoted(words)})"
    )


def look(entry: Term | None, *, plain: bool = False) -> str:
    """Colour, pattern and ink of a term, as the preamble fills with them; None for the accent."""
    if entry is None or plain or not entry.hatch:
        return f'({quoted(entry.fill if entry else ACCENT)}, "", "")'
    return f"({quoted(entry.fill)}, {quoted(entry.hatch)}, {quoted(entry.pattern_ink or INK)})"


def share(part: Share) -> str:
    """A share as a bar, or as a dot on a track."""
    value = min(max(part.value, 0.0), 1.0)
    entry = term(part.term) if part.term else None
    if part.kind == "dot":
        drawn = cell_pictures.dot(value, entry.fill if entry else ACCENT)
        return image(drawn, part.words, f"{drawn.width / 16:.2f}em")
    return f"#bar((({value:.4f}, {look(entry)}),))"


def image(drawing: Drawing, words: str, width: str) -> str:
    """A drawing as an image with its description."""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="0 0 {drawing.width:.1f} {drawing.height:.1f}" '
        f'width="{drawing.width:.1f}" height="{drawing.height:.1f}" '
        f'font-family="{fonts.FAMILY}" {fonts.PLAIN}>'
        f"<defs>{definitions(drawing.inner)}</defs>{drawing.inner}</svg>"
    )
    alt = quoted(words or "–")
    return f'#image(bytes({quoted(svg)}), format: "svg", width: {width}, alt: {alt})'
