"""A share in a cell of a table, all on one scale: a bar, or a dot on a track."""

from __future__ import annotations

from markupsafe import Markup

from lib.cards.pieces import Share
from lib.draw.picture import picture
from lib.words.terms import term

_ACCENT = "#0072B2"
_WIDTH = 120


def share(drawn: Share) -> Markup:
    """A share from 0 to 100 percent."""
    part = min(max(drawn.value, 0.0), 1.0)
    fill = term(drawn.term).fill if drawn.term else _ACCENT
    if drawn.kind == "bar":
        bar = '<div class="wa-bar" title="{}"><i style="width:{:.2f}%;background:{}"></i></div>'
        return Markup(bar).format(drawn.words, part * 100, fill)  # noqa: S704  (format escapes)
    at = 6 + (_WIDTH - 12) * part
    inner = (
        '<path d="M6 8H114" stroke="#c6d0da" stroke-width="2"/>'
        '<path d="M6 4v8M60 5v6M114 4v8" stroke="#c6d0da"/>'
        f'<circle cx="{at:.1f}" cy="8" r="5.5" fill="{fill}" stroke="#12365c"/>'
    )
    return Markup(picture(inner, _WIDTH, 16, drawn.words, "wa-dot"))  # noqa: S704  (escaped there)
