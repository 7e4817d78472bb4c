"""A share on a track, small in a row of a table. No Streamlit."""

from __future__ import annotations

from lib.draw.picture import picture


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
