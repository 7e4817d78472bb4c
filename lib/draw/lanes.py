"""Marks and bars in lanes over a time axis, as a Plotly figure. No Streamlit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from html import escape
from textwrap import wrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from lib.cards.charts import Dot, Dots, Lane
from lib.draw.plotly import as_of_line, blank, time_axis
from lib.words import colours
from lib.words.colours import INK
from lib.words.event_kinds import kind_look

_CLOSE_DAYS = 70  # marks nearer than this would cover each other
_HEIGHT = 27  # pixels of a lane
_SHORTEST = 12  # days: a bar of one day still has a width to click on
_DAY = 86_400_000  # milliseconds


def lanes(body: Dots) -> go.Figure:
    """The chart of a body with a time axis: bars of spans, marks of days.

    Args:
        body: Marks in lanes; `first`, `last` and `as_of` are days.
    """
    first, last = body.first or date.min, body.last or date.max
    made = blank(44 + _HEIGHT * max(len(body.lanes), 3))
    rows = {len(body.lanes) - 1 - number: lane for number, lane in enumerate(body.lanes)}
    spans = [(row, lane) for row, lane in rows.items() if lane.span is not None]
    if spans:
        made.add_trace(_bars(spans))
    marks = [
        (row + lift, dot)
        for row, lane in rows.items()
        for dot, lift in zip(lane.dots, _lifts(lane.dots), strict=True)
    ]
    if marks:
        made.add_trace(_marks(marks))
    if body.as_of:
        as_of_line(made, body.as_of)
    made.update_yaxes(
        tickvals=list(rows),
        ticktext=[escape(str(lane.label)) for lane in rows.values()],
        range=[-0.6, len(rows) - 0.4],
        showgrid=True,
        gridcolor="#f0f3f6",
        zeroline=False,
        tickfont={"size": 16, "color": INK},
    )
    time_axis(made, first, last)
    return made


def clicked(answer: object) -> str:
    """Key of the mark or bar clicked last, from what the chart answered; "" for none."""
    selection = getattr(answer, "selection", None)
    for point in (selection or {}).get("points", []):
        data = point.get("customdata")
        if data:
            return str(data[0] if isinstance(data, list) else data.get("0", ""))
    return ""


def folded(words: object, width: int = 64) -> str:
    """Text as Plotly shows it under the pointer: escaped, in lines."""
    return "<br>".join(escape(line) for line in wrap(str(words), width))


def _bars(spans: list[tuple[int, Lane]]) -> go.Bar:
    ends: list[Any] = [lane.span for _row, lane in spans]
    return go.Bar(
        base=[begin.isoformat() for begin, _end in ends],
        x=[max((end - begin).days, _SHORTEST) * _DAY for begin, end in ends],
        y=[row for row, _lane in spans],
        orientation="h",
        width=0.5,
        marker={"color": colours.STEEL, "line": {"color": colours.STEEL_EDGE, "width": 1}},
        customdata=[[lane.key] for _row, lane in spans],
        hovertext=[folded(lane.words) for _row, lane in spans],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _marks(marks: list[tuple[float, Dot]]) -> go.Scatter:
    looks = [kind_look(dot.term) for _row, dot in marks]
    hollow = [dot.hollow for _row, dot in marks]
    colours = [look.colour for look in looks]
    return go.Scatter(
        x=[pd.Timestamp(dot.at) for _row, dot in marks],
        y=[row for row, _dot in marks],
        mode="markers",
        marker={
            "symbol": [
                look.symbol + ("-open" if ahead else "")
                for look, ahead in zip(looks, hollow, strict=True)
            ],
            "color": colours,
            "size": 12,
            "line": {
                "width": [2 if ahead else 1 for ahead in hollow],
                "color": [
                    colour if ahead else "#ffffff"
                    for colour, ahead in zip(colours, hollow, strict=True)
                ],
            },
        },
        customdata=[[dot.key] for _row, dot in marks],
        hovertext=[folded(dot.words) for _row, dot in marks],
        hovertemplate="%{hovertext}<extra></extra>",
        selected={"marker": {"size": 17}},
        unselected={"marker": {"opacity": 0.55}},
    )


def _lifts(dots: Iterable[Dot]) -> list[float]:
    """How far each mark is moved off the middle of its lane, so that none covers another."""
    made = []
    before, step = date.min, -1
    for dot in dots:
        at = dot.at if isinstance(dot.at, date) else date.min
        near = before != date.min and at - before < timedelta(days=_CLOSE_DAYS)
        step = (step + 1) % 3 if near else 0
        before = at
        made.append((0.0, 0.26, -0.26)[step])
    return made
