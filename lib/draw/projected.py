"""A chart for a projector: large type, as large as there is room, light or dark."""

from __future__ import annotations

import json
from typing import Any

import plotly.graph_objects as go

_TYPE = 24
_DARK = {
    "#ffffff": "#05090e",
    "rgba(255, 255, 255, 0.85)": "rgba(5, 9, 14, 0.85)",
    "#1c2733": "#ffffff",
    "#55677a": "#d5e0ec",
    "#12365c": "#ffffff",
    "#0b4f80": "#9cd2ff",
    "#7a6200": "#f7d85a",
    "#8c2d04": "#ff9d6b",
    "#0072b2": "#4db4ec",
    "#e6ebf0": "#26313d",
    "#f0f3f6": "#26313d",
    "#c6d0da": "#4a5b6c",
    "rgba(0, 114, 178, 0.18)": "rgba(77, 180, 236, 0.28)",
}


def projected(made: go.Figure, *, dark: bool) -> go.Figure:
    """A chart enlarged for a projector; the figure given is not changed.

    Args:
        made: The chart as a page shows it.
        dark: Whether it stands on black.
    """
    content: dict[str, Any] = json.loads(made.to_json())
    layout = content["layout"]
    layout.pop("height", None)
    if dark:
        content = json.loads(_darkened(json.dumps(content)))
        layout = content["layout"]
    drawn = go.Figure(content)
    drawn.update_layout(
        font={"size": _TYPE}, legend={"font": {"size": _TYPE}}, title={"text": ""}, autosize=True
    )
    drawn.update_layout(margin={"l": 12, "r": 24, "t": 12, "b": 12})
    for axis in (drawn.update_xaxes, drawn.update_yaxes):
        axis(tickfont={"size": _TYPE}, title={"font": {"size": _TYPE}}, automargin=True)
    drawn.update_annotations(font={"size": _TYPE})
    return drawn


def _darkened(text: str) -> str:
    for light, dark in _DARK.items():
        for written in {light, light.upper().replace("RGBA", "rgba")}:
            text = text.replace(f'"{written}"', f'"{dark}"')
    return text
