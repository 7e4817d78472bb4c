"""Pieces of cards as words of a slide."""

from __future__ import annotations

from collections.abc import Sequence

from lib.cards.pieces import Chip, Course, Piece, Said
from lib.draw.rows import value_of
from lib.words import wording
from lib.words.terms import term


def words_of(piece: Piece | None) -> str:
    """A piece in words; a term with its sign, as colour alone tells nothing."""
    if piece is None:
        return "–"
    if isinstance(piece, Chip):
        known = term(piece.code)
        if piece.only_sign:
            return known.icon
        return f"{known.icon} {piece.words or known.words}".strip()
    if isinstance(piece, Said):
        parts = [words_of(part) for part in piece.parts]
        begins = "\n" if piece.look == "line" else ""
        return begins + _glued(parts) if piece.look != "screen" else ""
    if isinstance(piece, Course):
        return " → ".join(wording.percent(share) for _day, share, _of in piece.steps[-4:])
    return str(piece) or str(value_of(piece) or "")


def _glued(parts: Sequence[str]) -> str:
    """Parts of a sentence; signs side by side are told apart."""
    only_signs = len(parts) > 1 and all(len(part) <= 1 for part in parts)
    return (" " if only_signs else "").join(parts)
