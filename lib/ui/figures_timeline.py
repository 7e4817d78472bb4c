"""The chart of events and waves on one time axis. No Streamlit here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from lib.ui.figures import FONT
from lib.words import wording

_NAVY = "#12365c"
_GRID = "#e6ebf0"
_CLOSE_DAYS = 70  # marks nearer than this would cover each other
_LANE = 27  # pixels
_LEFT = 176

Span = tuple[date, date]


@dataclass(frozen=True)
class WaveBar:
    """A wave as a bar from its first to its last dated report."""

    key: str
    label: str
    first: date
    last: date
    text: str


@dataclass(frozen=True)
class Mark:
    """An event as a mark in its lane.

    Attributes:
        key: What a click gives back.
        lane: Words of its lane.
        day: Its day.
        symbol: Plotly symbol.
        colour: Colour of the mark.
        ahead: Whether it lies after the as-of date: drawn hollow.
        text: Words under the pointer.
    """

    key: str
    lane: str
    day: date
    symbol: str
    colour: str
    ahead: bool
    text: str


def folded_lines(text: str, width: int = 64) -> str:
    """Text as Plotly shows it under the pointer: escaped, in lines."""
    return "<br>".join(escape(line) for line in wrap(text, width))


def events_chart(
    bars: Sequence[WaveBar], marks: Sequence[Mark], day: date, span: Span
) -> go.Figure:
    """Waves as bars and events as marks on one time axis, a lane for each kind.

    Args:
        bars: Waves, the first on top.
        marks: Events; lanes in the order in which they first occur.
        day: The as-of date.
        span: First and last day shown.
    """
    lanes = list(dict.fromkeys([bar.label for bar in bars] + [mark.lane for mark in marks]))
    place = {lane: len(lanes) - 1 - number for number, lane in enumerate(lanes)}
    figure = go.Figure()
    if bars:
        figure.add_trace(
            go.Bar(
                base=[bar.first.isoformat() for bar in bars],
                # A wave reported on one day only still has a width to click on.
                x=[max((bar.last - bar.first).days, 12) * 86_400_000 for bar in bars],
                y=[place[bar.label] for bar in bars],
                orientation="h",
                width=0.5,
                marker={"color": "#8DB4D6", "line": {"color": "#4d7ea8", "width": 1}},
                customdata=[[bar.key] for bar in bars],
                hovertext=[bar.text for bar in bars],
                hovertemplate="%{hovertext}<extra></extra>",
            )
        )
    if marks:
        figure.add_trace(
            go.Scatter(
                x=[mark.day for mark in marks],
                y=[
                    place[mark.lane] + lift for mark, lift in zip(marks, _lifts(marks), strict=True)
                ],
                mode="markers",
                marker={
                    "symbol": [mark.symbol + ("-open" if mark.ahead else "") for mark in marks],
                    "color": [mark.colour for mark in marks],
                    "size": 12,
                    "line": {
                        "width": [2 if mark.ahead else 1 for mark in marks],
                        "color": [mark.colour if mark.ahead else "#ffffff" for mark in marks],
                    },
                },
                customdata=[[mark.key] for mark in marks],
                hovertext=[mark.text for mark in marks],
                hovertemplate="%{hovertext}<extra></extra>",
                selected={"marker": {"size": 17}},
                unselected={"marker": {"opacity": 0.55}},
            )
        )
    add_as_of(figure, day)
    figure.update_yaxes(
        tickvals=list(place.values()),
        ticktext=[escape(lane) for lane in place],
        range=[-0.6, len(lanes) - 0.4],
        showgrid=True,
        gridcolor="#f0f3f6",
        zeroline=False,
        fixedrange=True,
        tickfont={"size": 13, "color": "#1c2733"},
    )
    lay_out(figure, 44 + _LANE * max(len(lanes), 3), span)
    return figure


def _lifts(marks: Sequence[Mark]) -> list[float]:
    """How far each mark is moved off the middle of its lane, so that none covers another."""
    found = []
    last: dict[str, tuple[date, int]] = {}
    for mark in marks:
        before, step = last.get(mark.lane, (date.min, -1))
        near = before != date.min and mark.day - before < timedelta(days=_CLOSE_DAYS)
        step = (step + 1) % 3 if near else 0
        last[mark.lane] = (mark.day, step)
        found.append((0.0, 0.26, -0.26)[step])
    return found


def add_as_of(figure: go.Figure, day: date) -> None:
    """The as-of date as an upright line."""
    figure.add_shape(
        type="line", xref="x", yref="paper", x0=pd.Timestamp(day), x1=pd.Timestamp(day), y0=0,
        y1=1, line={"color": _NAVY, "width": 1.5, "dash": "dot"},
    )  # fmt: skip


def lay_out(figure: go.Figure, height: int, span: Span) -> None:
    """Frame and time axis, the same for all charts of the page so that they stand in line."""
    figure.update_layout(
        height=height,
        margin={"l": _LEFT, "r": 16, "t": 8, "b": 30},
        font={"family": FONT, "size": 14, "color": "#1c2733"},
        plot_bgcolor="#ffffff",
        paper_bgcolor="#ffffff",
        showlegend=False,
        hoverlabel={"font": {"family": FONT, "size": 13}, "bgcolor": "#ffffff", "align": "left"},
        separators=",." if wording.language() == "vi" else ".,",
        dragmode="zoom",
        hovermode="closest",
        bargap=0.3,
        # A zoom by hand outlives a rerun, but not another choice of the period.
        uirevision=f"{span[0]}-{span[1]}",
    )
    figure.update_xaxes(
        type="date",
        range=[pd.Timestamp(span[0]), pd.Timestamp(span[1])],
        showgrid=True,
        gridcolor=_GRID,
        zeroline=False,
        automargin=False,
        tickformatstops=[
            {"dtickrange": [None, "M1"], "value": "%d/%m/%y"},
            {"dtickrange": ["M1", "M12"], "value": "%m/%Y"},
            {"dtickrange": ["M12", None], "value": "%Y"},
        ],
    )
    figure.update_yaxes(automargin=False)
