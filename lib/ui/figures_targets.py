"""The chart of counts against targets, with the recent rate carried on. No Streamlit here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

import pandas as pd
import plotly.graph_objects as go

from lib.domain.forecast import Forecast
from lib.ui import wording
from lib.ui.figures_timeline import Span, add_as_of, lay_out
from lib.ui.terms import STATUS
from lib.ui.wording import _

_TARGET_INK = "#8C2D04"
_LABEL_DAYS = 1500  # as long on the axis as a label is wide
_PAPER = "rgba(255, 255, 255, 0.85)"  # a line behind a label must not strike it through
_BAND = "rgba(0, 114, 178, 0.18)"


@dataclass(frozen=True)
class TargetLine:
    """A target as a straight line from where its pace is measured to its due day."""

    label: str
    base_day: date
    base: float
    due: date
    value: float


def progress_chart(
    steps: pd.DataFrame,
    lines: Sequence[TargetLine],
    forecast: Forecast | None,
    day: date,
    span: Span,
    *,
    whole: bool,
    now: float = 0.0,
    height: int = 390,
) -> go.Figure:
    """Wards recognised and reported complete against the targets, and where the rate leads.

    Args:
        steps: Result of `timeline.held`.
        lines: Targets.
        forecast: The recent rate carried on; None for no band.
        day: The as-of date; the counts end there.
        span: First and last day shown.
        now: Wards recognised on the as-of date in the scope of the forecast; the band starts
            there.
        whole: Whether the axis reaches up to the targets, or only to the counts.
        height: Pixels.
    """
    figure = go.Figure()
    start = min(span[0], date(2021, 1, 1))
    for status, dash, width in (("reported_complete", "dot", 2), ("recognised", "solid", 3.5)):
        known = STATUS[status]
        look = (
            {"fill": "tozeroy", "fillcolor": "rgba(0,0,0,0)",
             "fillpattern": {"shape": "/", "fgcolor": known.fill, "size": 7, "solidity": 0.25}}
            if status == "reported_complete" else {}
        )  # fmt: skip
        figure.add_trace(
            go.Scatter(
                x=[pd.Timestamp(start), *steps["day"]],
                y=[0, *steps[status]],
                mode="lines",
                line={"shape": "hv", "width": width, "color": known.fill, "dash": dash},
                name=known.words,
                hovertemplate="%{x|%d/%m/%Y}: %{y}<extra>" + known.words + "</extra>",
                **look,
            )
        )
    if forecast is not None:
        _add_band(figure, forecast, day, now)
    top = _top(steps, lines if whole else (), forecast)
    placed = [] if forecast is None else [(forecast.due, forecast.high)]
    for line in sorted(lines, key=lambda one: -one.value):
        # A label on top of another helps nobody; the pointer names the line.
        free = not any(
            abs((line.due - due).days) < _LABEL_DAYS and abs(line.value - value) < 0.09 * top
            for due, value in placed
        )
        _add_target(figure, line, named=whole and free)
        if free:
            placed.append((line.due, line.value))
    add_as_of(figure, day)
    figure.update_yaxes(
        title={"text": _("wards"), "font": {"size": 13}},
        range=[0, top],
        **({"dtick": 1} if top < 6 else {"nticks": 5}),
        tickformat=",d",
        rangemode="tozero",
        showgrid=True,
        gridcolor="#f0f3f6",
        zeroline=True,
        zerolinecolor="#c6d0da",
        fixedrange=True,
    )
    lay_out(figure, height, span)
    figure.update_layout(
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "font": {"size": 13}},
        margin={"t": 34},
    )
    return figure


def _add_band(figure: go.Figure, forecast: Forecast, day: date, now: float) -> None:
    """Expected count with its interval, from the as-of date to the due day."""
    ends = [pd.Timestamp(day), pd.Timestamp(forecast.due)]
    figure.add_trace(
        go.Scatter(
            x=[ends[0], ends[1], ends[1]],
            y=[now, forecast.high, forecast.low],
            fill="toself",
            mode="lines",
            line={"width": 0},
            fillcolor=_BAND,
            hoverinfo="skip",
            name=_("80% interval"),
        )
    )
    figure.add_trace(
        go.Scatter(
            x=ends,
            y=[now, forecast.expected],
            mode="lines",
            line={"width": 2, "dash": "dashdot", "color": STATUS["recognised"].fill},
            name=_("at the recent pace"),
            hovertemplate="%{x|%d/%m/%Y}: %{y:.0f}<extra></extra>",
        )
    )
    words = _(
        "{n} expected ({low}–{high})",
        n=wording.number(forecast.expected),
        low=wording.number(forecast.low),
        high=wording.number(forecast.high),
    )
    figure.add_annotation(
        x=ends[1], y=forecast.high, text=words, showarrow=False, xanchor="right",
        yanchor="bottom", font={"color": "#0b4f80", "size": 14},
        bgcolor=_PAPER,
    )  # fmt: skip


def _add_target(figure: go.Figure, line: TargetLine, *, named: bool) -> None:
    figure.add_trace(
        go.Scatter(
            x=[pd.Timestamp(line.base_day), pd.Timestamp(line.due)],
            y=[line.base, line.value],
            mode="lines+markers",
            line={"dash": "dash", "width": 2, "color": _TARGET_INK},
            marker={"symbol": ["circle-open", "diamond"], "size": 9, "color": _TARGET_INK},
            name=escape(line.label),
            showlegend=False,
            hovertemplate="%{x|%d/%m/%Y}: %{y}<extra>" + escape(line.label) + "</extra>",
        )
    )
    if named:
        figure.add_annotation(
            x=pd.Timestamp(line.due), y=line.value, text=escape(line.label), showarrow=False,
            xanchor="right", yanchor="bottom", yshift=6, xshift=6,
            font={"color": _TARGET_INK, "size": 14}, bgcolor=_PAPER,
        )  # fmt: skip


def _top(steps: pd.DataFrame, lines: Sequence[TargetLine], forecast: Forecast | None) -> float:
    """Upper end of the axis: a little above the highest value, at least one ward."""
    values = [1.0, *(line.value for line in lines)]
    if len(steps):
        values.append(float(steps[["recognised", "reported_complete"]].to_numpy().max()))
    if forecast is not None:
        values.append(forecast.high)
    return max(values) * 1.12
