"""What an update of a deck did, line by line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["number", "text", "kept", "added", "removed", "hidden"]


@dataclass(frozen=True)
class Change:
    """One thing that is not what it was, or was left although it would be something else.

    Attributes:
        kind: A ``number`` or ``text`` that changed; what was typed by hand and is ``kept``; a
            slide ``added`` or ``removed``, or ``hidden`` because something on it is by hand.
        slide: Number of the slide in the new deck; 0 for one that is no longer there.
        what: What it is, in words of the slide: label, row and column, line of a chart, unit.
        before: As it was.
        now: As it is, or would be for what is kept.
    """

    kind: Kind
    slide: int
    what: str
    before: str
    now: str


Note = Callable[[Kind, str, str, str], None]
"""Told kind, what it is, before and now."""
