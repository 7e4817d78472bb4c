"""What a browser tells unasked: that the connection is back, that it is narrow."""

from __future__ import annotations

import streamlit as st

from lib.words import wording

# The notice of a lost connection is part of the start page (connection.js), so that it also
# stands when there has been no connection at all.
_SCRIPT = """
const telephone = matchMedia("(max-width: 700px)");
let run = () => {};
let tellWidth = () => {};
document.addEventListener("wa-connected-again", () => run());
telephone.addEventListener("change", () => tellWidth());

export default function ({ data, setTriggerValue }) {
  document.documentElement.lang = data.language;
  run = () => setTriggerValue("again", true);
  tellWidth = () => {
    const width = telephone.matches ? "narrow" : "wide";
    if (width !== data.width) setTriggerValue("width", width);
  };
  tellWidth();
}
"""
_watch = st.components.v2.component("connection", js=_SCRIPT)
_WIDTH = "width"
_TOLD = "width_is_told"


def watch() -> None:
    """Hear the browser.

    After a lost connection the page is run again: the view is taken from the address at once.
    """
    width = st.session_state.setdefault(_WIDTH, "wide")
    with st.container(key="connection"):
        _watch(
            key="reconnected",
            data={"language": wording.language(), "width": width},
            on_again_change=_nothing,
            on_width_change=_take_width,
        )


def is_narrow() -> bool:
    """Whether the browser has the width of a telephone."""
    return bool(st.session_state.get(_WIDTH) == "narrow")


def has_told_width() -> bool:
    """Whether this run, asked once, was begun by a browser that told its width.

    It begins while the browser still loads its controls, which then show what this run says
    of them and not what the run before it set.
    """
    return bool(st.session_state.pop(_TOLD, False))


def _take_width() -> None:
    told = (st.session_state.get("reconnected") or {}).get("width")
    st.session_state[_WIDTH] = told or "wide"
    st.session_state[_TOLD] = True


def _nothing() -> None:
    """The run itself is what is wanted."""
