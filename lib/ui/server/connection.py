"""What the page does when the connection comes back, and the language that it says it has."""

from __future__ import annotations

import streamlit as st

from lib.words import wording

# The notice itself is part of the start page (connection.js), so that it also stands when
# there has been no connection at all.
_SCRIPT = """
let run = () => {};
document.addEventListener("wa-connected-again", () => run());

export default function ({ data, setTriggerValue }) {
  document.documentElement.lang = data.language;
  run = () => setTriggerValue("again", true);
}
"""
_watch = st.components.v2.component("connection", js=_SCRIPT)


def watch() -> None:
    """Run the page again after a lost connection: the view is taken from the address at once."""
    with st.container(key="connection"):
        _watch(key="reconnected", data={"language": wording.language()}, on_again_change=_nothing)


def _nothing() -> None:
    """The run itself is what is wanted."""
