"""Lists as paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from lib.cards.bodies import List
from lib.cards.pieces import Said
from lib.draw.pptx.texts import INK, NAVY, SOFT, Line
from lib.draw.rows import plain
from lib.words.terms import term

USUAL, LARGE, FEW_ITEMS = 20.0, 26.0, 9
"""Heights of their letters, pixels: usual, and where there are few items."""


def list_lines(body: List, size: float = USUAL) -> Iterator[Line]:
    """Paragraphs of a list: its head, its items, what is not listed.

    Args:
        body: The list.
        size: Height of its letters, pixels.
    """
    if body.head:
        sign = f"{term(body.term).icon} " if body.term else ""
        yield Line(f"{sign}{plain(body.head)}", 22, bold=True, ink=NAVY)
    for item in body.items:
        parts = [
            f"{item.when}" if item.when else "",
            f"{term(item.term).icon}" if item.term else "",
            f"{item.number}" if item.number else "",
            _one_line(item.told),
        ]
        yield Line("  ".join(part for part in parts if part), size, ink=INK)
    if body.further:
        yield Line(plain(body.further), 17, ink=SOFT)


def _one_line(said: Said) -> str:
    return plain(said).replace("\n", " · ")
