"""Pieces of cards as words of a slide."""

from __future__ import annotations

from collections.abc import Sequence

from lib.cards.pieces import Chip, Course, Piece, Said
from lib.draw.rows import value_of
from lib.words import wording
from lib.words.terms import term

_CHANGES = 3  # of a course that a cell has room for


def words_of(piece: Piece | None) -> str:
    """A piece in words; a term with its sign, as colour alone tells nothing."""
    if piece is None:
        return "–"
    if isinstance(piece, Chip):
        entry = term(piece.code)
        if piece.only_sign:
            return entry.icon
        return f"{entry.icon} {piece.words or entry.words}".strip()
    if isinstance(piece, Said):
        parts = [
            f"  {words_of(part)}" if isinstance(part, Course) else words_of(part)
            for part in piece.parts
        ]
        begins = "\n" if piece.look == "line" else ""
        return begins + _glued(parts) if piece.look != "screen" else ""
    if isinstance(piece, Course):
        return " → ".join(_changes(piece))
    return str(piece) or str(value_of(piece) or "")


def _changes(course: Course) -> list[str]:
    """The last shares of a course that differ, each with its day."""
    told: list[str] = []
    before = None
    for day, share, _of in course.steps:
        words = wording.percent(share)
        if words != before:
            told.append(f"{words} {wording.day(day)}")
        before = words
    return told[-_CHANGES:]


def _glued(parts: Sequence[str]) -> str:
    """Parts of a sentence; signs side by side are told apart."""
    only_signs = len(parts) > 1 and all(len(part) <= 1 for part in parts)
    return (" " if only_signs else "").join(parts)
