"""What all charts have in common: frame, fonts, time axis. No Streamlit."""

from __future__ import annotations

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from lib.words import colours, wording

FONT = '"Source Sans", "Source Sans 3", "Segoe UI", sans-serif'
PAPER = "rgba(255, 255, 255, 0.85)"
"""Behind a label: a line must not strike it through."""
_LEFT = 176  # pixels


def blank(height: int) -> go.Figure:
    """An empty chart in the look of the product."""
    made = go.Figure(layout={"template": {}})  # Plotly's own is 6 KB in every message
    made.update_layout(
        height=height,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        font={"family": FONT, "size": 16, "color": colours.INK},
        plot_bgcolor="#ffffff",
        paper_bgcolor="#ffffff",
        showlegend=False,
        hoverlabel={"font": {"family": FONT, "size": 16}, "bgcolor": "#ffffff"},
        separators=",." if wording.language() == "vi" else ".,",
        dragmode=False,
    )
    ticks = {"size": 16, "color": colours.INK}
    made.update_xaxes(gridcolor=colours.GRID, zeroline=False, fixedrange=True, tickfont=ticks)
    made.update_yaxes(
        tickfont=ticks,
        showgrid=False,
        zeroline=True,
        zerolinecolor=colours.AXIS,
        fixedrange=True,
        rangemode="tozero",
    )
    return made


def day_pattern() -> str:
    """How the pointer writes a day, in the language of the run (d3 formats)."""
    return "%d/%m/%Y" if wording.language() == "vi" else "%-d %b %Y"


def time_axis(made: go.Figure, first: date, last: date) -> None:
    """A time axis to zoom into, the same for all large charts so that they are in line."""
    made.update_layout(
        margin={"l": _LEFT, "r": 16, "b": 30},
        dragmode="zoom",
        hovermode="closest",
        # A zoom by hand outlives a rerun, but not another choice of the period.
        uirevision=f"{first}-{last}",
    )
    made.update_xaxes(
        type="date",
        range=[pd.Timestamp(first), pd.Timestamp(last)],
        fixedrange=False,
        automargin=False,
        tickformatstops=[
            {"dtickrange": [None, "M1"], "value": "%d/%m/%y"},
            {"dtickrange": ["M1", "M12"], "value": "%m/%Y"},
            {"dtickrange": ["M12", None], "value": "%Y"},
        ],
    )
    made.update_yaxes(automargin=False)


def as_of_line(made: go.Figure, day: date) -> None:
    """The as-of date as an upright line."""
    made.add_vline(x=pd.Timestamp(day), line={"color": colours.NAVY, "width": 1.5, "dash": "dot"})
