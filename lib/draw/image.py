"""A drawing as SVG text made into an image of the page. No Streamlit.

Streamlit drops SVG elements from the HTML of a page, but shows an image that carries its
drawing in its own address; nothing is fetched for it. `pictures.js` puts the drawing itself in the
image's place, so that it is written in the page's face.
"""

from __future__ import annotations

from html import escape
from urllib.parse import quote

_FONT = "'Source Sans','Segoe UI','Noto Sans',Arial,'Liberation Sans',sans-serif"
# The first is the page's; the others are what offices have, for a drawing outside of the page.


def image(inner: str, width: float, height: float, words: str, look: str) -> str:
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
    return f'<img class="wa-drawn {look}" alt="{escape(words)}" src="{address}">'
