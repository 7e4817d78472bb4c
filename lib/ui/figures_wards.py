"""Small charts of wards in a row of a table: criteria met over time, a share on a track.

No Streamlit.
"""

from __future__ import annotations

from datetime import date

import pandas as pd

from lib.domain.rows import records
from lib.draw.picture import picture


def share_line(
    steps: pd.DataFrame, start: date, end: date, words: str, *, width: int = 240, height: int = 64
) -> str:
    """Share over time as a stepped line with points, 0 to 100 percent, on a common time axis.

    Args:
        steps: Columns day and share (0-1), oldest first; total too, when its change is a
            break of the line (another criteria set).
        start: Left end of the axis.
        end: Right end: the as-of date.
        words: What it shows, for those who do not see it.
        width: Pixels.
        height: Pixels.
    """
    days = max((end - start).days, 1)
    top, low = 8, height - 16

    def x(day: pd.Timestamp) -> float:
        return 4 + (width - 12) * (day.date() - start).days / days

    def y(share: float) -> float:
        return low - (low - top) * share

    rows = list(records(steps))
    lines, dots = "", ""
    for place, row in enumerate(rows):
        following = rows[place + 1] if place + 1 < len(rows) else None
        until = x(following.day) if following else width - 8
        lines += f"M{x(row.day):.1f} {y(row.share):.1f}H{until:.1f}"
        if following and getattr(following, "total", None) == getattr(row, "total", None):
            lines += f"V{y(following.share):.1f}"
        full = "#0072B2" if row.share >= 1 else "#8DB4D6"
        dots += (
            f'<circle cx="{x(row.day):.1f}" cy="{y(row.share):.1f}" r="3" fill="{full}" '
            'stroke="#12365c" stroke-width=".8"/>'
        )
    years = "".join(
        f'<path d="M{x(pd.Timestamp(year, 1, 1)):.1f} {low}v3" stroke="#8fa1b3"/>'
        + (
            f'<text x="{x(pd.Timestamp(year, 1, 1)):.1f}" y="{height - 3}" font-size="10" '
            f'fill="#55677a">{year}</text>'
            if (year - start.year) % 2 == 0 and width - x(pd.Timestamp(year, 1, 1)) > 26
            else ""
        )
        for year in range(start.year, end.year + 1)
        if date(year, 1, 1) >= start
    )
    drawn = (
        f'<path d="M4 {low}H{width - 8}" stroke="#c6d0da"/>'
        f'<path d="M4 {top}H{width - 8}" stroke="#c6d0da" stroke-dasharray="3 3"/>{years}'
        f'<path d="{lines}" fill="none" stroke="#12365c" stroke-width="1.8"/>{dots}'
    )
    return picture(drawn, width, height, words, "wa-steps")


def share_dot(share: float, words: str, *, marked: bool = False) -> str:
    """A share as a dot on a track from 0 to 100 percent, one scale in every column."""
    at = 6 + 108 * min(max(share, 0.0), 1.0)
    fill = "#F0C419" if marked else "#0072B2"
    drawn = (
        '<path d="M6 8H114" stroke="#c6d0da" stroke-width="2"/>'
        '<path d="M6 4v8M60 5v6M114 4v8" stroke="#c6d0da"/>'
        f'<circle cx="{at:.1f}" cy="8" r="5.5" fill="{fill}" stroke="#12365c"/>'
    )
    return picture(drawn, 120, 16, words, "wa-dot")
