"""Parts of a page: heading, figures, cards, legends, footer."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import streamlit as st

from lib.words.terms import term


def heading(title: str, below: str = "") -> None:
    """The page's sentence of the day and the line under it."""
    st.html(f'<div class="wa-head"><h1>{escape(title)}</h1><p>{escape(below)}</p></div>')


def card_title(title: str, below: str = "") -> None:
    """Title of a card: its finding in words."""
    extra = f'<p class="wa-sub">{escape(below)}</p>' if below else ""
    st.html(f'<h2 class="wa-card-title">{escape(title)}</h2>{extra}')


def chip(code: str, extra: str = "") -> str:
    """HTML of a status or pace label: colour, sign and word."""
    known = term(code)
    words = known.words + (f" {extra}" if extra else "")
    return (
        f'<span class="wa-chip" style="background:{known.fill};color:{known.ink}">'
        f"{known.icon} {escape(words)}</span>"
    )


def bars(parts: Iterable[tuple[float, str]]) -> str:
    """HTML of one stacked bar; parts are shares of the whole (0 to 1) with their colour."""
    inner = "".join(
        f'<i style="width:{max(0.0, min(1.0, share)) * 100:.2f}%;background:{colour}"></i>'
        for share, colour in parts
    )
    return f'<div class="wa-bar">{inner}</div>'
