"""Counts over time against targets, as a Plotly figure. No Streamlit."""

from __future__ import annotations

from datetime import date, timedelta
from html import escape
from textwrap import wrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from lib.cards.charts import Goal, Lines, Outlook, Series
from lib.draw.peaks import peak
from lib.draw.plotly import PAPER, as_of_line, blank, day_pattern, time_axis
from lib.words import colours
from lib.words.colours import INK
from lib.words.terms import term
from lib.words.wording import _

_BAND = "rgba(0, 114, 178, 0.18)"
_LABEL_DAYS = 1500  # as long on the axis as a label is wide
_LETTER, _WIDTH = 8.0, 370  # pixels of a letter, and of a small chart on a projector of 1280
_LARGE = 700  # pixels of a large one there
_LINE = 18  # letters in a line of words on a break, in a small chart
_HIGH = 0.09  # height of a label, of the axis


def curve(body: Lines) -> go.Figure:
    """The chart of a body: stepped lines, targets, the recent pace carried on."""
    made = blank(390 if body.large else 300)
    top = _top(body)
    for series in body.series:
        if series.kind == "band":
            _add_stacked(made, body, series)
        else:
            _add_series(made, body, series)
    if body.outlook is not None:
        _add_outlook(made, body, body.outlook)
    end = _end(body)
    _add_goals(made, body, top, end)
    for each in body.breaks:
        made.add_vline(x=pd.Timestamp(each.day), line={"color": INK, "width": 1, "dash": "dot"})
        lines = [str(each.words)] if body.large else wrap(str(each.words), _LINE)
        made.add_annotation(
            x=pd.Timestamp(each.day), y=1 if body.large else 0.8, yref="paper",
            text="<br>".join(map(escape, lines)), align="right", showarrow=False,
            xanchor="right", yanchor="top", xshift=-4,
            font={"size": 16, "color": colours.SOFT}, bgcolor=PAPER,
        )  # fmt: skip
    if body.large:
        as_of_line(made, body.as_of)
        legend = {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "font": {"size": 16}}
        made.update_layout(showlegend=True, legend=legend, margin={"t": 34})
    if body.large:
        time_axis(made, body.first, body.last)
    else:
        made.update_xaxes(
            range=[pd.Timestamp(body.first), end],
            dtick="M24",
            tickformat="%Y",
        )
    made.update_yaxes(
        title={"text": escape(body.unit), "font": {"size": 16}},
        range=[0, top],
        tickformat=",d",
        **({"dtick": 1} if top < 6 else {"nticks": 5}),  # half a ward is none
    )
    return made


def _end(body: Lines) -> pd.Timestamp:
    """End of the axis of a small chart: the labels at the as-of date need room."""
    share = min(_LETTER * max(map(_letters, body.series), default=0) / _WIDTH, 0.55)
    today = pd.Timestamp(body.as_of)
    room = (today - pd.Timestamp(body.first)) * max(share / (1 - share), 0.1)
    return max(pd.Timestamp(body.last) + pd.Timedelta(days=60), today + room)


def _segments(body: Lines, series: Series) -> tuple[list[Any], list[float | None]]:
    """Days and counts of a stepped line, interrupted where what is counted changes."""
    steps = [*series.steps, (body.as_of, float(series.now.value or 0))]
    days: list[Any] = [pd.Timestamp(min(body.first, steps[0][0]))]
    counts: list[float | None] = [0]
    last = 0.0
    for day, count in steps:
        for each in body.breaks:
            turn = pd.Timestamp(each.day)
            if days[-1] < turn <= pd.Timestamp(day):
                days += [turn, turn, turn]
                counts += [last, None, count if turn == pd.Timestamp(day) else last]
        days.append(pd.Timestamp(day))
        counts.append(count)
        last = count
    return days, counts


def _add_series(made: go.Figure, body: Lines, series: Series) -> None:
    entry = term(series.term)
    days, counts = _segments(body, series)
    dotted = series.kind == "dotted"
    made.add_trace(
        go.Scatter(
            x=days,
            y=counts,
            mode="lines",
            line={
                "shape": "hv",
                "width": 2 if dotted else 3.5,
                "color": entry.fill,
                "dash": "dot" if dotted else "solid",
            },
            # Hatched under its line: beside the recognised, never part of them.
            **({"fill": "tozeroy", "fillcolor": "rgba(0,0,0,0)", "fillpattern": {
                "shape": "/", "fgcolor": entry.fill, "size": 7, "solidity": 0.25,
            }} if dotted and body.large else {}),
            name=series.name,
            hovertemplate="%{x|" + day_pattern() + "}: %{y}<extra>" + escape(series.name)
            + "</extra>",
        )
    )  # fmt: skip
    first = series is body.series[0]
    if series.now.value or (first and not any(each.now.value for each in body.series)):
        ink = colours.DEEP_BLUE if first else colours.DEEP_AMBER
        _name(made, body, series, series.now.value or 0, ink)


def _name(made: go.Figure, body: Lines, series: Series, at: float, ink: str) -> None:
    """What a series counts on the as-of date, beside its end; a large chart has a legend."""
    if body.large:
        return
    told = sorted((each for each in body.series if each.now.value), key=_now)
    shift = -4 + 20 * told.index(series) if series in told else -4  # none covers another
    name = series.name.partition(",")[0]  # which wards is told by the sentence below the title
    made.add_annotation(
        x=pd.Timestamp(body.as_of), y=at, showarrow=False, xanchor="left", yanchor="bottom",
        text=f"<b>{series.now.words}</b> {escape(name[:1].lower() + name[1:])}",
        xshift=6, yshift=shift, font={"color": ink, "size": 16}, bgcolor=PAPER,
    )  # fmt: skip


def _letters(series: Series) -> int:
    """Letters beside the end of a series."""
    told = bool(series.now.value)
    return len(f"{series.now.words} {series.name.partition(',')[0]}") if told else 0


def _now(series: Series) -> float:
    return series.now.value or 0.0


def _add_stacked(made: go.Figure, body: Lines, series: Series) -> None:
    """Counts that stand above the first series, as an area with a hatching of its own."""
    below = dict(body.series[0].steps)
    xs: list[Any] = []
    ys: list[float | None] = []
    ends = [day for day, _count in series.steps[1:]] + [body.as_of]
    for (day, count), end in zip(series.steps, ends, strict=True):
        if count and day < end:
            low, high = below[day], below[day] + count
            corners = [pd.Timestamp(each) for each in (day, end, end, day, day)]
            xs += [*corners, corners[-1]]
            ys += [low, low, high, high, low, None]
    fill = term(series.term).fill
    made.add_trace(
        go.Scatter(
            x=xs, y=ys, mode="lines", fill="toself", line={"width": 1, "color": fill},
            fillcolor=_BAND, hoverinfo="text", hovertext=escape(series.name), hoveron="fills",
            fillpattern={"shape": "\\", "fgcolor": fill, "size": 8, "solidity": 0.2},
            name=series.name,
        )
    )  # fmt: skip
    if series.now.value:
        top = (body.series[0].now.value or 0) + series.now.value
        _name(made, body, series, top, colours.DEEP_BLUE)


def _add_outlook(made: go.Figure, body: Lines, outlook: Outlook) -> None:
    """Expected count with its interval, from the as-of date to the due day."""
    ends = [pd.Timestamp(body.as_of), pd.Timestamp(outlook.due)]
    made.add_trace(
        go.Scatter(
            x=[ends[0], ends[1], ends[1]],
            y=[outlook.now, outlook.high, outlook.low],
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
            y=[outlook.now, outlook.expected],
            mode="lines",
            line={"width": 2, "dash": "dashdot", "color": term("recognised").fill},
            name=escape(str(outlook.label)),  # beside its end it would cover a target
            hovertemplate="%{x|" + day_pattern() + "}: %{y:.0f}<extra></extra>",
        )
    )


def _add_goals(made: go.Figure, body: Lines, top: float, end: pd.Timestamp) -> None:
    first = pd.Timestamp(body.first)
    span = (pd.Timestamp(body.last) if body.large else end) - first
    wide = _LARGE if body.large else _WIDTH
    placed: list[tuple[date, float]] = []
    for goal in sorted(body.goals, key=lambda one: -one.value):
        # A label on top of another helps nobody; the pointer names the line.
        free = body.to_goals and not any(
            abs((goal.due - due).days) < _LABEL_DAYS and abs(goal.value - value) < _HIGH * top
            for due, value in placed
        )
        _add_goal(made, goal)
        half = timedelta(days=_LABEL_DAYS // 2)
        at_end = not body.large or goal.due + half > body.last  # counts stand beside it
        begin = goal.due - 2 * half if at_end else goal.due - half
        above = max(goal.value, peak(body, begin, goal.due if at_end else goal.due + half))
        if free and above <= top:
            needed = _LETTER * len(str(goal.label)) / (1 if at_end else 2)
            if (pd.Timestamp(goal.due) - first) / span * wide < needed:
                raised = above + _HIGH * top  # over the counts, where there is room
                above = raised if raised + _HIGH * top <= top else above
                _label(made, goal, above, top, at=first, anchor="left")
            else:
                anchor = "right" if at_end else "center"
                _label(made, goal, above, top, at=pd.Timestamp(goal.due), anchor=anchor)
            placed.append((goal.due, goal.value))


def _add_goal(made: go.Figure, goal: Goal) -> None:
    words = escape(str(goal.label))
    made.add_trace(
        go.Scatter(
            x=[pd.Timestamp(goal.base_day), pd.Timestamp(goal.due)],
            y=[goal.base, goal.value],
            mode="lines+markers",
            line={"dash": "dash", "width": 2, "color": colours.TARGET},
            marker={"symbol": ["circle-open", "diamond"], "size": 9, "color": colours.TARGET},
            name=words,
            showlegend=False,
            hovertemplate="%{x|" + day_pattern() + "}: %{y}<extra>" + words + "</extra>",
        )
    )


def _label(
    made: go.Figure, goal: Goal, above: float, top: float, *, at: pd.Timestamp, anchor: str
) -> None:
    """What a target is, above its end and above the counts around it, joined to it by a line."""
    due = pd.Timestamp(goal.due)
    if above > goal.value:
        made.add_shape(
            type="line", x0=due, x1=due, y0=goal.value, y1=above + _HIGH / 2 * top,
            line={"width": 1, "color": colours.TARGET},
        )  # fmt: skip
    made.add_annotation(
        x=at, y=above, yshift=6, showarrow=False, text=escape(str(goal.label)), yanchor="bottom",
        xanchor=anchor, font={"color": colours.TARGET, "size": 16}, bgcolor=PAPER,
    )  # fmt: skip


def _top(body: Lines) -> float:
    """Upper end of the axis: a little above the highest value, at least one ward."""
    values = [1.0, *(count for series in body.series for _day, count in series.steps)]
    bands = [dict(series.steps) for series in body.series if series.kind == "band"]
    values += [count + sum(band[day] for band in bands) for day, count in body.series[0].steps]
    if body.to_goals:
        values += [goal.value for goal in body.goals]
    if body.outlook is not None:
        values.append(body.outlook.high)
    return max(values) * 1.12
