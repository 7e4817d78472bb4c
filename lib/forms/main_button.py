"""A button that changes something, and beside it what it still waits for."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lib.words.wording import _


def main_button(label: str, key: str, missing: Sequence[str]) -> bool:
    """Draw it; whether it was pressed.

    Args:
        label: What it says.
        key: Its key.
        missing: What has to be given before it can be pressed, each in a few words.
    """
    with st.container(horizontal=True, vertical_alignment="center"):
        pressed = st.button(label, type="primary", key=key, disabled=bool(missing))
        waits_for(missing)
    return pressed


def waits_for(missing: Sequence[str]) -> None:
    """The line beside buttons that cannot be pressed yet; nothing where they can."""
    if missing:
        st.caption(" · ".join(missing))


def reason_missing(why: str) -> list[str]:
    """That a reason is to be given; nothing where one is."""
    return [] if why.strip() else [_("A reason is needed")]
