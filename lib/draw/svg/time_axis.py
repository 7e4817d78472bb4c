"""A time axis: where a day stands, and the years under it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lib.draw import fonts
from lib.draw.svg.drawing import SMALL, path, text
from lib.words import wording
from lib.words.colours import GRID, LINE, NAVY, SOFT


@dataclass(frozen=True)
class TimeAxis:
    """Days from left to right.

    Attributes:
        first: Day at the left end.
        last: Day at the right end.
        left: Of the field, pixels.
        right: Of the field.
    """

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Where a day stands; one outside the axis at its end."""
        days = max((self.last - self.first).days, 1)
        part = min(max((day - self.first).days / days, 0.0), 1.0)
        return self.left + (self.right - self.left) * part

    def drawn(self, top: float, bottom: float) -> str:
        """Years as upright lines with their numbers; months where the axis is short."""
        ticks = [
            (date(year, 1, 1), str(year)) for year in range(self.first.year, self.last.year + 1)
        ]
        if (self.last - self.first).days < 800:
            ticks = [
                (day := date(year, month, 1), wording.day(day, "month"))
                for year in range(self.first.year, self.last.year + 1)
                for month in (1, 4, 7, 10)
            ]
        inner, used = "", self.left - 20
        for day, words in ticks:
            if not self.first <= day <= self.last:
                continue
            x = self.x(day)
            inner += path(f"M{x:.1f} {top:.1f}V{bottom + 4:.1f}", GRID)
            half = fonts.width(words, SMALL) / 2
            if x - half > used + 8:
                inner += text(x, bottom + 19, words, fill=SOFT, anchor="middle")
                used = x + half
        return inner + path(f"M{self.left:.1f} {bottom:.1f}H{self.right:.1f}", LINE)

    def as_of(self, day: date, top: float, bottom: float) -> str:
        """The as-of date as an upright dotted line, its date on top."""
        if not self.first <= day <= self.last:
            return ""
        x = self.x(day)
        line = path(f"M{x:.1f} {top:.1f}V{bottom:.1f}", NAVY, 1.5, 'stroke-dasharray="2 3"')
        return line + text(x, top - 4, wording.day(day), fill=NAVY, anchor="middle")
