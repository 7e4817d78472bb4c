"""A drawing as SVG text made into an image of the page. No Streamlit.

Streamlit drops SVG elements from the HTML of a page, but shows an image that carries its
drawing in its own address; nothing is fetched for it.
"""

from __future__ import annotations

from html import escape
from urllib.parse import quote

_FONT = "'Segoe UI','Noto Sans',Arial,'Liberation Sans',sans-serif"
# Fonts of the page do not reach into an image; these are what offices have installed.


def picture(inner: str, width: float, height: float, words: str, look: str) -> str:
    """HTML of an image.

    Args:
        inner: SVG elements; text from data in them already escaped.
        width: Of the drawing, pixels.
        height: Of the drawing, pixels.
        words: What it shows, for those who do not see it.
        look: Class of the style sheet.
    """
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}" height="{height:g}" font-family="{_FONT}">{inner}</svg>'
    )
    address = "data:image/svg+xml," + quote(drawing, safe=" ,.:;/=()+-*")
    return f'<img class="{look}" alt="{escape(words)}" src="{address}">'
