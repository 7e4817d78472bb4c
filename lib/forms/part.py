"""The head of a part of the data page."""

from __future__ import annotations

import streamlit as st

from lib.draw.html import tag


def head(title: str, below: str = "") -> None:
    """Its title, and the line under it."""
    line = tag("p", below, class_="wa-sub") if below else ""
    st.html(tag("h2", title, class_="wa-card-title") + line)
