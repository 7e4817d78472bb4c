"""Controls of the sources page: back to all sources, a filter of the list."""

from __future__ import annotations

import streamlit as st

from lib.words.wording import _


def show_all() -> None:
    """Leave the sources a number was opened from."""
    st.button(_("Show all sources"), on_click=_clear)


def _clear() -> None:
    st.session_state["source"] = ""


def find() -> None:
    """Words that the list of sources is filtered by."""
    st.text_input(_("Filter sources"), key="find", placeholder=_("publisher, title …"))
