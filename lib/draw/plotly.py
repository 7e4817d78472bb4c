"""Charts: the bodies of cards as Plotly figures. No Streamlit."""

from __future__ import annotations

from functools import singledispatch
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from lib.cards.bodies import Body
from lib.cards.charts import Goal, Lines, Outlook, Series
from lib.words import wording
from lib.words.terms import term
from lib.words.wording import _

FONT = '"Source Sans", "Source Sans 3", "Segoe UI", sans-serif'
INK = "#1c2733"
_GRID = "#e6ebf0"
_TARGET = "#8C2D04"
_BAND = "rgba(0, 114, 178, 0.18)"
_PAPER = "rgba(255, 255, 255, 0.85)"  # a line behind a label must not strike it through
_LABEL_DAYS = 1500  # as long on the axis as a label is wide


@singledispatch
def figure(body: Body) -> go.Figure:
    """The chart of a body; TypeError for one that is drawn otherwise."""
    raise TypeError(f"{type(body).__name__} is not a chart")


def blank(height: int) -> go.Figure:
    """An empty chart in the look of the product."""
    made = go.Figure(layout={"template": {}})  # Plotly's own is 6 KB in every message
    made.update_layout(
        height=height,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        font={"family": FONT, "size": 16, "color": INK},
        plot_bgcolor="#ffffff",
        paper_bgcolor="#ffffff",
        showlegend=False,
        hoverlabel={"font": {"family": FONT, "size": 14}, "bgcolor": "#ffffff"},
        separators=",." if wording.language() == "vi" else ".,",
        dragmode=False,
    )
    made.update_xaxes(gridcolor=_GRID, zeroline=False, fixedrange=True)
    made.update_yaxes(
        showgrid=False, zeroline=True, zerolinecolor="#c6d0da", fixedrange=True, rangemode="tozero"
    )
    return made


def day_pattern() -> str:
    """How the pointer writes a day, in the language of the run (d3 formats)."""
    return "%d/%m/%Y" if wording.language() == "vi" else "%-d %b %Y"


@figure.register
def _lines(body: Lines) -> go.Figure:
    made = blank(390 if body.outlook else 300)
    top = _top(body)
    for series in body.series:
        _add_series(made, body, series)
    if body.outlook is not None:
        _add_outlook(made, body, body.outlook)
    _add_goals(made, body, top)
    for each in body.breaks:
        made.add_vline(x=pd.Timestamp(each.day), line={"color": INK, "width": 1, "dash": "dot"})
        made.add_annotation(
            x=pd.Timestamp(each.day), y=1, yref="paper", text=escape(each.words),
            showarrow=False, xanchor="right", yanchor="top", xshift=-4,
            font={"size": 14, "color": "#55677a"}, bgcolor=_PAPER,
        )  # fmt: skip
    room = pd.Timedelta(days=60)
    if body.last <= body.as_of:  # the labels at the as-of date need room
        room = (pd.Timestamp(body.as_of) - pd.Timestamp(body.first)) * 0.45
    made.update_xaxes(
        range=[pd.Timestamp(body.first), pd.Timestamp(body.last) + room],
        dtick="M12" if (body.last - body.first).days > 800 else None,
        tickformat="%Y" if (body.last - body.first).days > 800 else "%m/%Y",
    )
    made.update_yaxes(
        title={"text": escape(body.unit), "font": {"size": 14}},
        range=[0, top],
        tickformat=",d",
        **({"dtick": 1} if top < 6 else {"nticks": 5}),  # half a ward is none
    )
    return made


def _segments(body: Lines, series: Series) -> tuple[list[Any], list[float | None]]:
    """Days and counts of a stepped line, interrupted where what is counted changes."""
    days: list[Any] = [pd.Timestamp(body.first)]
    counts: list[float | None] = [0]
    for day, count in (*series.steps, (body.as_of, series.now.value)):
        for each in body.breaks:
            if days[-1] < pd.Timestamp(each.day) <= pd.Timestamp(day):
                days += [pd.Timestamp(each.day), pd.Timestamp(each.day)]
                counts += [counts[-1], None]
        if counts[-1] is None:  # the line begins anew with what counts from then on
            days.append(days[-1])
            counts.append(count)
        days.append(pd.Timestamp(day))
        counts.append(count)
    return days, counts


def _add_series(made: go.Figure, body: Lines, series: Series) -> None:
    known = term(series.term)
    days, counts = _segments(body, series)
    band = series.kind == "band"
    made.add_trace(
        go.Scatter(
            x=days,
            y=counts,
            mode="lines",
            line={
                "shape": "hv",
                "width": 0 if band else 3,
                "color": known.fill,
                "dash": "dot" if series.kind == "dotted" else "solid",
            },
            **({"fill": "tozeroy", "fillcolor": "rgba(0,0,0,0)", "fillpattern": {
                "shape": "/", "fgcolor": known.fill, "size": 7, "solidity": 0.25,
            }} if band else {}),
            name=series.name,
            hovertemplate="%{x|" + day_pattern() + "}: %{y}<extra>" + escape(series.name)
            + "</extra>",
        )
    )  # fmt: skip
    if not series.now.value and series is not body.series[0]:
        return
    first = series is body.series[0]
    made.add_annotation(
        x=pd.Timestamp(body.as_of),
        y=series.now.value or 0,
        text=f"<b>{series.now.words}</b> {escape(series.name.lower())}",
        showarrow=False,
        xanchor="left",
        yanchor="bottom",
        xshift=6,
        yshift=-4 if first else 16,
        font={"color": "#0b4f80" if first else "#7a6200", "size": 16},
        bgcolor=_PAPER,
    )


def _add_outlook(made: go.Figure, body: Lines, outlook: Outlook) -> None:
    """Expected count with its interval, from the as-of date to the due day."""
    now = float(body.series[0].now.value or 0)
    ends = [pd.Timestamp(body.as_of), pd.Timestamp(outlook.due)]
    made.add_trace(
        go.Scatter(
            x=[ends[0], ends[1], ends[1]],
            y=[now, outlook.high, outlook.low],
            fill="toself",
            mode="lines",
            line={"width": 0},
            fillcolor=_BAND,
            hoverinfo="skip",
            name=_("80% interval"),
        )
    )
    made.add_trace(
        go.Scatter(
            x=ends,
            y=[now, outlook.expected],
            mode="lines",
            line={"width": 2, "dash": "dashdot", "color": term("recognised").fill},
            name=_("at the recent pace"),
            hovertemplate="%{x|" + day_pattern() + "}: %{y:.0f}<extra></extra>",
        )
    )
    _label(made, outlook.due, outlook.high, str(outlook.label), "#0b4f80", shift=0)


def _add_goals(made: go.Figure, body: Lines, top: float) -> None:
    placed = [(body.outlook.due, body.outlook.high)] if body.outlook else []
    for goal in sorted(body.goals, key=lambda one: -one.value):
        # A label on top of another helps nobody; the pointer names the line.
        free = body.to_goals and not any(
            abs((goal.due - due).days) < _LABEL_DAYS and abs(goal.value - value) < 0.09 * top
            for due, value in placed
        )
        _add_goal(made, goal)
        if free:
            _label(made, goal.due, goal.value, str(goal.label), _TARGET, shift=6)
            placed.append((goal.due, goal.value))


def _add_goal(made: go.Figure, goal: Goal) -> None:
    words = escape(str(goal.label))
    made.add_trace(
        go.Scatter(
            x=[pd.Timestamp(goal.base_day), pd.Timestamp(goal.due)],
            y=[goal.base, goal.value],
            mode="lines+markers",
            line={"dash": "dash", "width": 2, "color": _TARGET},
            marker={"symbol": ["circle-open", "diamond"], "size": 9, "color": _TARGET},
            name=words,
            showlegend=False,
            hovertemplate="%{x|" + day_pattern() + "}: %{y}<extra>" + words + "</extra>",
        )
    )


def _label(made: go.Figure, due: Any, value: float, words: str, ink: str, shift: int) -> None:
    made.add_annotation(
        x=pd.Timestamp(due), y=value, text=escape(words), showarrow=False, xanchor="right",
        yanchor="bottom", yshift=shift, xshift=shift, font={"color": ink, "size": 16},
        bgcolor=_PAPER,
    )  # fmt: skip


def _top(body: Lines) -> float:
    """Upper end of the axis: a little above the highest value, at least one ward."""
    values = [1.0, *(count for series in body.series for _day, count in series.steps)]
    if body.to_goals:
        values += [goal.value for goal in body.goals]
    if body.outlook is not None:
        values.append(body.outlook.high)
    return max(values) * 1.12
