"""Charts of criteria: shares met, what blocks, claims and findings, totals. No Streamlit here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import plotly.graph_objects as go

from lib.ui.figures_rows import INK, Part, bar, in_percent, row_label, rows_figure, words_at
from lib.words import wording
from lib.words.terms import RESULT, STATUS
from lib.words.wording import _

_TRACK = "#edf1f5"
_BLUE, _NAVY, _AMBER, _RED = "#0072B2", "#12365c", "#F0C419", "#8C2D04"
_ROW = 25  # pixels for one bar


@dataclass(frozen=True)
class Difference:
    """Claims and findings of one criterion, in wards.

    Attributes:
        label: Name of the criterion.
        more: Claimed as met, found not met.
        less: The other way round.
        inspected: Wards inspected.
    """

    label: str
    more: int
    less: int
    inspected: int


@dataclass(frozen=True)
class SetShare:
    """Share of one criterion met, in one criteria set."""

    label: str
    set_id: str
    part: int
    whole: int


def _share_words(row: Part) -> str:
    if row.share is None:
        return "–"
    counts = f"{wording.number(row.part)}/{wording.number(row.whole)}"
    return f"<b>{wording.percent(row.share)}</b>  {counts}"


def shares_met(rows: Sequence[Part]) -> go.Figure:
    """Share of assessed wards that meet each criterion; groups in a darker, stronger row.

    Args:
        rows: Groups each followed by their criteria, in the order to show.
    """
    labels = [row_label(row.label, 46, strong=row.strong) for row in rows]
    figure = rows_figure(labels, 40 + _ROW * len(rows))
    places = range(len(rows))
    figure.add_trace(bar(places, [1.0] * len(rows), _TRACK))
    colours = [_NAVY if row.strong else _BLUE for row in rows]
    figure.add_trace(
        bar(places, [row.share or 0.0 for row in rows], colours, "%{y}: %{x:.0%}<extra></extra>")
    )
    words_at(figure, places, [1.01] * len(rows), [_share_words(row) for row in rows])
    in_percent(figure)
    return figure


def totals_met(rows: Sequence[Part]) -> go.Figure:
    """Criteria met of all, one bar for each ward, coloured by its status.

    Args:
        rows: Wards in the order to show.
    """
    figure = rows_figure([row_label(row.label, 40) for row in rows], 40 + 34 * len(rows))
    places = range(len(rows))
    figure.add_trace(bar(places, [1.0] * len(rows), _TRACK))
    colours = [STATUS[row.status].fill for row in rows]
    figure.add_trace(bar(places, [row.share or 0.0 for row in rows], colours))
    words = [
        f"<b>{row.part}/{row.whole}</b>  {STATUS[row.status].icon} {escape(row.note)}"
        for row in rows
    ]
    words_at(figure, places, [1.01] * len(rows), words)
    in_percent(figure)
    figure.update_xaxes(range=[0, 1.62])
    return figure


def blocking_criteria(rows: Sequence[Part]) -> go.Figure:
    """Wards that do not meet each criterion, most on top.

    Args:
        rows: Part is the wards that do not meet it, whole those assessed.
    """
    figure = rows_figure([row_label(row.label, 30) for row in rows], 40 + 40 * len(rows))
    places = range(len(rows))
    figure.add_trace(
        bar(
            places,
            [row.part for row in rows],
            RESULT["not_met"].fill,
            "%{y}: %{x}<extra></extra>",
        )
    )
    words = [
        f"<b>{wording.number(row.part)}</b> / {wording.number(row.whole)}"
        f" ({wording.percent(row.share)})"
        for row in rows
    ]
    most = max((row.part for row in rows), default=1)
    words_at(figure, places, [row.part + most * 0.02 for row in rows], words)
    figure.update_xaxes(range=[0, most * 1.5], nticks=4, tickformat=",d")
    return figure


def claims_and_findings(rows: Sequence[Difference]) -> go.Figure:
    """Wards whose claim an inspection did not confirm (right), and the other way (left).

    Args:
        rows: Criteria in the order to show.
    """
    figure = rows_figure([row_label(row.label, 46) for row in rows], 44 + _ROW * len(rows))
    places = range(len(rows))
    figure.add_trace(bar(places, [row.more for row in rows], _RED))
    figure.add_trace(bar(places, [-row.less for row in rows], _BLUE))
    most = max((max(row.more, row.less) for row in rows), default=1) or 1
    right = [f"<b>{wording.number(row.more)}</b> / {wording.number(row.inspected)}" for row in rows]
    words_at(figure, places, [row.more + most * 0.02 for row in rows], right)
    figure.add_trace(
        go.Scatter(
            y=list(places),
            x=[-row.less - most * 0.02 for row in rows],
            mode="text",
            text=[wording.number(row.less) if row.less else "" for row in rows],
            textposition="middle left",
            textfont={"size": 13, "color": INK},
            hoverinfo="skip",
        )
    )
    left = max((row.less for row in rows), default=0)
    figure.update_xaxes(
        range=[-left - most * 0.25, most * 1.45], showticklabels=False, showgrid=False
    )
    figure.add_vline(x=0, line={"color": "#8fa1b3", "width": 1})
    return figure


def sets_compared(rows: Sequence[SetShare], sets: Sequence[str]) -> go.Figure:
    """Share met of the same criteria in several sets: hollow for earlier, full for the newest.

    Args:
        rows: One per criterion and set, criteria in the order to show.
        sets: Sets, the oldest first.
    """
    labels = list(dict.fromkeys(row.label for row in rows))
    figure = rows_figure([row_label(label, 46) for label in labels], 64 + 28 * len(labels))
    place = {label: at for at, label in enumerate(labels)}
    known = [row for row in rows if row.whole]
    for label in labels:
        shares = [row.part / row.whole for row in known if row.label == label]
        if len(shares) > 1:
            figure.add_trace(
                go.Scatter(
                    x=[min(shares), max(shares)],
                    y=[place[label]] * 2,
                    mode="lines",
                    line={"color": "#b9c7d4", "width": 3},
                    hoverinfo="skip",
                    showlegend=False,
                )
            )
    for at, set_id in enumerate(sets):
        own = [row for row in known if row.set_id == set_id]
        newest = at == len(sets) - 1
        figure.add_trace(
            go.Scatter(
                x=[row.part / row.whole for row in own],
                y=[place[row.label] for row in own],
                mode="markers",
                name=escape(set_id),
                marker={
                    "symbol": "circle" if newest else "circle-open",
                    "size": 13,
                    "color": _BLUE if newest else _RED,
                    "line": {"width": 2.4, "color": _BLUE if newest else _RED},
                },
                customdata=[[row.part, row.whole] for row in own],
                hovertemplate="%{x:.0%} (%{customdata[0]}/%{customdata[1]})<extra>"
                + escape(set_id)
                + "</extra>",
            )
        )
    words = [
        " → ".join(
            wording.percent(row.part / row.whole)
            for set_id in sets
            for row in known
            if row.label == label and row.set_id == set_id
        )
        for label in labels
    ]
    words_at(figure, range(len(labels)), [1.03] * len(labels), words)
    in_percent(figure)
    figure.data[-1].showlegend = False
    figure.update_layout(
        showlegend=True,
        margin_t=34,
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "yref": "paper"},
    )
    return figure


def alt_of_shares(rows: Sequence[Part]) -> str:
    """What a chart of shares says, in one line for those who do not see it."""
    return "; ".join(
        _("{name}: {share}", name=row.label, share=wording.percent(row.share)) for row in rows
    )
