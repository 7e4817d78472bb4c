"""The palette: each colour once, named for what it says; `lib.words.terms` gives it to a term.

Blue, amber and dark red are told apart by those who see no red and green, and text on each has a
contrast of 4.5 to 1. Style sheets and scripts of the browser repeat the few they need.
"""

from __future__ import annotations

INK, SOFT, NAVY = "#1c2733", "#55677a", "#12365c"
"""Text, text beside it, headings and what is chosen."""
ACCENT, TARGET = "#0072B2", "#8C2D04"
"""What is recognised or met; what is to be reached, and what is wrong."""
AMBER, STEEL, SILVER = "#F0C419", "#8DB4D6", "#BDBDBD"
"""What is claimed, under way, registered."""
STEEL_EDGE, DEEP_BLUE, DEEP_AMBER = "#4d7ea8", "#0b4f80", "#7a6200"
"""Edges and words of what is steel, blue and amber."""
LINE, GRID, EDGE, AXIS = "#c3ced9", "#e6ebf0", "#8fa1b3", "#c6d0da"
"""Frames, grids of charts, edges of outlines, axes."""
SEA, LAND, BORDER = "#e4edf5", "#f3f1ec", "#a9b4bf"
SLATE, HEAD, MARKED, BAND = "#33475b", "#eef2f6", "#fdf6dd", "#f3f6f9"
"""Labels on maps; grounds of heads, of rows that differ, of headings between rows."""
