"""Lists as paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from lib.cards.bodies import List
from lib.cards.pieces import Said
from lib.draw.pptx.texts import Line
from lib.draw.pptx.words import words_of
from lib.draw.rows import plain
from lib.words.colours import INK, NAVY, SOFT
from lib.words.terms import term

_SIZE, _HEAD, _FURTHER = 20.0, 22.0, 17.0  # heights of letters, pixels


def list_lines(body: List, scale: float = 1.0) -> Iterator[Line]:
    """Paragraphs of a list: its head, its items, what is not listed.

    Args:
        body: The list.
        scale: How much larger its letters are than usual.
    """
    if body.head:
        sign = f"{term(body.term).icon} " if body.term else ""
        yield Line(f"{sign}{plain(body.head)}", _HEAD * scale, bold=True, ink=NAVY)
    for item in body.items:
        parts = [
            f"{item.when}" if item.when else "",
            f"{term(item.term).icon}" if item.term else "",
            f"{item.number}" if item.number else "",
            _one_line(item.told),
        ]
        yield Line("  ".join(part for part in parts if part), _SIZE * scale, ink=INK)
    if body.further:
        yield Line(plain(body.further), _FURTHER * scale, ink=SOFT)


def _one_line(said: Said) -> str:
    return words_of(said).strip("\n").replace("\n", " · ")
