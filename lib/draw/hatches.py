"""Patterns of areas: one drawing for the map, legends and lists. No Streamlit.

Classes of a map differ by a pattern as well as by colour, so that neighbours are told apart on a
grey or washed-out projector and by every eye. A pattern lies over the colour, in an ink that
stands out from it.
"""

from __future__ import annotations

from urllib.parse import quote

SIZE = 8
"""Width and height of a tile, pixels; tiles fit beside each other."""
INK = "#6f7f8f"
"""Ink of patterns that have none of their own: kinds of no value, light and quiet."""
PATHS = {
    "hatch": "M-2 2l4-4M0 8l8-8M6 10l4-4",  # thin, rising
    "cross": "M-1 7l2 2M0 0l8 8M7-1l2 2M-2 2l4-4M0 8l8-8M6 10l4-4",
    "dots": "M2 2h.01M6 6h.01",
    "falling": "M-2 6l4 4M0 0l8 8M6-2l4 4",  # bold
    "level": "M0 2h8M0 6h8",
    "upright": "M2 0v8M6 0v8",
    "grid": "M0 4h8M4 0v8",
    "spots": "M4 4h.01",
    "ticks": "M2.5 5.5l3-3",
}
"""Line of a tile by the name of the pattern, as an SVG path."""
WIDTHS = {
    "hatch": 1, "cross": 1, "dots": 1.8, "falling": 1.3, "level": 1.1, "upright": 1.1,
    "grid": 1.1, "spots": 2.6, "ticks": 1.2,
}  # fmt: skip


def swatch(fill: str, hatch: str, ink: str = "") -> str:
    """Style of a field that looks like an area: its colour and, over it, its pattern."""
    if not hatch:
        return f"background:{fill}"
    return f'background:{fill} url("data:image/svg+xml,{quote(tile(hatch, ink))}")'


def tile(name: str, ink: str = "") -> str:
    """A tile as SVG."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{SIZE}" height="{SIZE}">'
        f'<path d="{PATHS[name]}" fill="none" stroke="{ink or INK}" '
        f'stroke-width="{WIDTHS[name]}" stroke-linecap="round"/></svg>'
    )


def drawn() -> dict[str, object]:
    """The same for the map's script, which draws them as patterns."""
    lines = {name: {"d": path, "width": WIDTHS[name]} for name, path in PATHS.items()}
    return {"size": SIZE, "ink": INK, "lines": lines}
