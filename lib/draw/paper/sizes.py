"""Sizes of paper."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Paper:
    """A size of paper.

    Attributes:
        name: As typst calls it.
        flipped: Whether it lies on its side.
        width: Of the text, points.
        height: Of the text.
        size: Of the letters.
    """

    name: str
    flipped: bool
    width: float
    height: float
    size: float

    @property
    def room(self) -> float:
        """Width of the text in pixels of a drawing whose letters are sixteen high."""
        return self.width * 16 / self.size

    @property
    def is_slide(self) -> bool:
        """Whether it has the shape of a screen, a card on each page."""
        return self.name != A4.name

    @property
    def is_upright(self) -> bool:
        """Whether a table that is too wide can go on pages turned round."""
        return not self.is_slide and not self.flipped

    @property
    def turned(self) -> Paper:
        """The same paper on its side."""
        return replace(self, flipped=True, width=A4_WIDE.width, height=A4_WIDE.height)


A4 = Paper("a4", False, 511, 700, 10)
A4_WIDE = Paper("a4", True, 758, 452, 10)
SLIDE = Paper("presentation-16-9", False, 770, 360, 13)
PAPERS = {"a4": A4, "a4-landscape": A4_WIDE, "16:9": SLIDE}
