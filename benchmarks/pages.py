"""What both recolouring pages share: the button and the turn it counts."""

from __future__ import annotations

import streamlit as st


def turn() -> int:
    """Draw the button; how often it was pressed in this session."""
    st.set_page_config(layout="wide")

    def pressed() -> None:
        st.session_state["turn"] += 1

    st.session_state.setdefault("turn", 0)
    st.button("Next shades", key="next", on_click=pressed)
    return int(st.session_state["turn"])
