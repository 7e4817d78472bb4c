"""A chart on a telephone: the same figure with its words inside. No Streamlit."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from lib.draw.plotly import PAPER
from lib.words.colours import INK

_WIDTH = 262  # pixels of the plot on the narrowest telephone
_LETTER = 8.2  # pixels of a letter of 16, on average
_BREAK = 0.6  # height of the words on a break, of the plot
_LANE = 58  # pixels of a lane with its name above its marks


def narrowed(made: go.Figure) -> go.Figure:
    """Give the plot the width that names and margins took; the figure itself is changed."""
    made.update_layout(margin={"l": 8, "r": 8}, dragmode=False)
    made.update_layout(legend={"x": 0, "font": {"size": 16}})
    names = made.layout.yaxis.ticktext
    if names:
        _name_lanes_inside(made, names)
    else:
        made.update_yaxes(automargin=True)
    made.update_xaxes(dtick="M24", tickangle=0)
    first, last = (pd.Timestamp(each) for each in made.layout.xaxis.range)
    for note in made.layout.annotations:
        if note.yref == "paper":
            note.y = _BREAK  # the top is for the forecast
        if note.xref != "paper" and note.x is not None:
            _keep_inside(note, (pd.Timestamp(note.x) - first) / (last - first))
    return made


def _name_lanes_inside(made: go.Figure, names: tuple[str, ...]) -> None:
    made.update_layout(height=44 + _LANE * len(names))
    rows = made.layout.yaxis.tickvals
    for row, name in zip(rows, names, strict=True):
        made.add_annotation(
            x=0, xref="paper", xanchor="left", y=row + 0.5, yanchor="top", text=name,
            showarrow=False, font={"size": 16, "color": INK}, bgcolor=PAPER,
        )  # fmt: skip
    made.update_yaxes(showticklabels=False)


def _keep_inside(note: Any, at: float) -> None:
    """Move words that would be cut off at an edge to it."""
    width = _LETTER * len(re.sub(r"<[^>]*>", "", note.text or ""))
    if note.xanchor == "right" and at * _WIDTH < width:
        note.update(xref="paper", x=0, xanchor="left", xshift=0)
    elif note.xanchor == "left" and (1 - at) * _WIDTH < width:
        note.update(xref="paper", x=1, xanchor="right", xshift=0)
