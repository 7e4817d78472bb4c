"""Charts: data in, Plotly figure out. No Streamlit here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from lib.words import wording
from lib.words.terms import STATUS
from lib.words.wording import _

FONT = '"Source Sans", "Source Sans 3", "Segoe UI", sans-serif'
_TARGET = "#8C2D04"
_GRID = "#e6ebf0"


@dataclass(frozen=True)
class Goal:
    """A target drawn as a dashed line from where its pace is measured to its due date.

    Attributes:
        label: Words at its end.
        base_day: Day its pace is measured from; the line starts there at `base`.
        due: Due date.
        value: Wards to reach.
        base: Wards at the start of the line.
    """

    label: str
    base_day: date
    due: date
    value: float
    base: float = 0.0


def _plain(figure: go.Figure, height: int) -> go.Figure:
    figure.update_layout(
        height=height,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        font={"family": FONT, "size": 14, "color": "#1c2733"},
        plot_bgcolor="#ffffff",
        paper_bgcolor="#ffffff",
        showlegend=False,
        hoverlabel={"font": {"family": FONT, "size": 13}, "bgcolor": "#ffffff"},
        separators=",." if wording.language() == "vi" else ".,",
        dragmode=False,
    )
    figure.update_xaxes(showgrid=True, gridcolor=_GRID, zeroline=False, fixedrange=True)
    figure.update_yaxes(
        showgrid=False, zeroline=True, zerolinecolor="#c6d0da", fixedrange=True, rangemode="tozero"
    )
    return figure


def rollout_curve(
    steps: pd.DataFrame, goals: Sequence[Goal], until: date, height: int = 270
) -> go.Figure:
    """Wards recognised and reported complete over time, with targets as dashed lines.

    Args:
        steps: Columns day, recognised, reported_complete: cumulative counts, one row per
            day on which one of them changed, in order.
        goals: Targets to draw.
        until: The as-of date; the curves end there.
        height: Pixels.
    """
    figure = go.Figure()
    first = pd.Timestamp(2021, 1, 1)
    last = max([until, *(goal.due for goal in goals)])
    # Without a target to the right the labels at the as-of date need room.
    room = pd.Timedelta(days=60) if last > until else (pd.Timestamp(until) - first) * 0.55
    most = 0 if steps.empty else int(steps[["recognised", "reported_complete"]].max().max())
    highest = max([most, *(goal.value for goal in goals)])
    for status, dash in (("reported_complete", "dot"), ("recognised", "solid")):
        known = STATUS[status]
        days = [first, *steps["day"], pd.Timestamp(until)]
        counts = [0, *steps[status], steps[status].iloc[-1] if len(steps) else 0]
        figure.add_trace(
            go.Scatter(
                x=days,
                y=counts,
                mode="lines",
                line={"shape": "hv", "width": 3, "color": known.fill, "dash": dash},
                name=known.words,
                hovertemplate="%{x|%d/%m/%Y}: %{y}<extra>" + known.words + "</extra>",
            )
        )
        if not counts[-1] and status != "recognised":
            continue
        figure.add_annotation(
            x=pd.Timestamp(until),
            y=counts[-1],
            text=f"<b>{wording.number(counts[-1])}</b> {known.words.lower()}",
            showarrow=False,
            xanchor="left",
            yanchor="bottom",
            xshift=6,
            yshift=-4 if status == "recognised" else 16,
            font={"color": "#0b4f80" if status == "recognised" else "#7a6200", "size": 14},
        )
    for goal in goals:
        figure.add_trace(
            go.Scatter(
                x=[pd.Timestamp(goal.base_day), pd.Timestamp(goal.due)],
                y=[goal.base, goal.value],
                mode="lines+markers",
                line={"dash": "dash", "width": 2, "color": _TARGET},
                marker={"symbol": ["circle-open", "diamond"], "size": 9, "color": _TARGET},
                name=goal.label,
                hovertemplate="%{x|%d/%m/%Y}: %{y}<extra></extra>",
            )
        )
        if goal is not goals[-1]:
            continue  # labels of earlier targets would cover each other; the pointer names them
        figure.add_annotation(
            x=pd.Timestamp(goal.due),
            y=goal.value,
            text=goal.label,
            showarrow=False,
            xanchor="right",
            yanchor="middle",
            xshift=-12,
            font={"color": _TARGET, "size": 14},
        )
    figure.update_xaxes(range=[first, pd.Timestamp(last) + room], dtick="M12", tickformat="%Y")
    figure.update_yaxes(
        title={"text": _("wards"), "font": {"size": 13}},
        tickformat=",d",
        # Half a ward is none: few wards get a tick each.
        **({"dtick": 1} if highest <= 4 else {"nticks": 4}),
    )
    return _plain(figure, height)
