"""Patterns of the kinds of no value: one drawing for the map, legends and lists. No Streamlit."""

from __future__ import annotations

from urllib.parse import quote

SIZE = 6
"""Width and height of a tile, pixels; tiles fit beside each other."""
GROUND, INK = "#f3f5f7", "#9aa8b5"
PATHS = {
    "hatch": "M-1 1l2-2M0 6l6-6M5 7l2-2",
    "cross": "M-1 5l2 2M0 0l6 6M5-1l2 2",
    "dots": "M3 3h.01",
}
"""Line of a tile by the name of the pattern, as an SVG path."""
WIDTHS = {"hatch": 1.2, "cross": 1.2, "dots": 2}


def tile(name: str) -> str:
    """A tile as SVG."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{SIZE}" height="{SIZE}">'
        f'<rect width="{SIZE}" height="{SIZE}" fill="{GROUND}"/>'
        f'<path d="{PATHS[name]}" stroke="{INK}" stroke-width="{WIDTHS[name]}" '
        'stroke-linecap="round"/></svg>'
    )


def style() -> str:
    """Rules of the style sheet that fill a swatch."""
    return " ".join(
        f'.wa-swatch.{name} {{ background: url("data:image/svg+xml,{quote(tile(name))}"); }}'
        for name in PATHS
    )


def drawn() -> dict[str, object]:
    """The same for the map's script, which draws them as patterns."""
    lines = {name: {"d": path, "width": WIDTHS[name]} for name, path in PATHS.items()}
    return {"size": SIZE, "ground": GROUND, "ink": INK, "lines": lines}
