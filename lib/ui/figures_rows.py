"""Charts of horizontal rows: the parts they are made of. No Streamlit here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

import plotly.graph_objects as go

from lib.draw.plotly import FONT
from lib.words import wording

INK = "#1c2733"
_GRID = "#e6ebf0"


@dataclass(frozen=True)
class Part:
    """A part of a whole as a bar.

    Attributes:
        label: Name of the row.
        part: How many.
        whole: Of how many; 0 when nothing is known.
        strong: A sum over the rows under it.
        status: Status that colours it, where it is one ward.
        note: Words behind the numbers.
    """

    label: str
    part: int
    whole: int
    strong: bool = False
    status: str = ""
    note: str = ""

    @property
    def share(self) -> float | None:
        """Part of the whole; None when nothing is known."""
        return self.part / self.whole if self.whole else None


def row_label(text: str, width: int, *, strong: bool = False) -> str:
    """A name as Plotly shows it as it is, broken into at most two lines."""
    lines = wrap(text, width) or [""]
    if len(lines) > 2:
        lines = [lines[0], " ".join(lines[1:])[: width - 1].rstrip() + "…"]
    words = "<br>".join(escape(line) for line in lines)
    return f"<b>{words}</b>" if strong else words


def rows_figure(labels: Sequence[str], height: int) -> go.Figure:
    """An empty chart of horizontal rows, the first one on top."""
    figure = go.Figure(layout={"template": {}})  # Plotly's own is 6 KB in every message
    figure.update_layout(
        height=height,
        margin={"l": 8, "r": 8, "t": 8, "b": 26},
        font={"family": FONT, "size": 14, "color": INK},
        plot_bgcolor="#ffffff",
        paper_bgcolor="#ffffff",
        showlegend=False,
        barmode="overlay",
        bargap=0.3,
        hoverlabel={"font": {"family": FONT, "size": 13}, "bgcolor": "#ffffff"},
        separators=",." if wording.language() == "vi" else ".,",
        dragmode=False,
    )
    ticks = {"size": 13, "color": INK}
    figure.update_xaxes(gridcolor=_GRID, zeroline=False, fixedrange=True, tickfont=ticks)
    figure.update_yaxes(
        tickmode="array",
        tickvals=list(range(len(labels))),
        ticktext=list(labels),
        range=[len(labels) - 0.5, -0.5],
        showgrid=False,
        zeroline=False,
        fixedrange=True,
        automargin=True,
        tickfont=ticks,
        ticklabelstandoff=6,
    )
    return figure


def in_percent(figure: go.Figure) -> None:
    """A scale from 0 to 100 percent, with room for words on its right."""
    ticks = [0, 0.25, 0.5, 0.75, 1]
    figure.update_xaxes(
        range=[0, 1.34], tickvals=ticks, ticktext=[wording.percent(tick) for tick in ticks]
    )


def bar(
    places: Sequence[int], values: Sequence[float], colours: str | Sequence[str], hover: str = ""
) -> go.Bar:
    """Bars from 0 to the values; without a hover text the pointer passes them by."""
    return go.Bar(
        y=list(places),
        x=list(values),
        orientation="h",
        marker={"color": colours if isinstance(colours, str) else list(colours)},
        hovertemplate=hover or None,
        hoverinfo=None if hover else "skip",
    )


def words_at(
    figure: go.Figure, places: Sequence[int], x: Sequence[float], words: Sequence[str]
) -> None:
    """Words right of a place on each row."""
    figure.add_trace(
        go.Scatter(
            y=list(places),
            x=list(x),
            mode="text",
            text=list(words),
            textposition="middle right",
            textfont={"size": 13, "color": INK},
            hoverinfo="skip",
            cliponaxis=False,
        )
    )
