"""Values to choose, whose words change with the language, the day and the data.

The browser hands back the words a control shows, not the value they stand for, and goes on
showing the old ones when they change. So a list whose words have changed is set anew until a run
with them has reached the browser, and words that arrive late (from a click before the new ones
were there) still stand for their value. A slider or pills have a key for each language instead:
late words are those of another control.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

import streamlit as st

from lib.ui.frame import late_values
from lib.words import wording

_CHANGED = "lists_with_new_words"


def choose(
    label: str,
    words: Mapping[str, str],
    key: str,
    *,
    on_change: Callable[[], None] | Literal["rerun"] = "rerun",
    disabled: bool = False,
    help: str | None = None,
    width: int | Literal["stretch"] = "stretch",
) -> str:
    """A list of which one value is chosen; `st.selectbox` with values that have words.

    Args:
        label: What is chosen.
        words: Words of each value, in the order shown; at least one.
        key: Where the value stands in the session.
        on_change: Called when the visitor chose another one.
        disabled: Whether nothing can be chosen.
        help: Explanation beside the label.
        width: Pixels, or all there is.
    """
    state = st.session_state
    changed: dict[str, int] = state.setdefault(_CHANGED, {})
    if late_values.offer(key, words):
        changed[key] = late_values.run_number()
    if changed.get(key, 0) > late_values.run_shown() and key in state:
        state[key] = state[key]

    def used() -> None:
        if callable(on_change) and not late_values.is_late(key):
            on_change()

    chosen: str = st.selectbox(
        label,
        list(words),
        format_func=words.__getitem__,
        key=key,
        on_change=used,
        disabled=disabled,
        help=help,
        width=width,
    )
    return chosen


def spoken_key(name: str) -> str:
    """Key of a slider or pills in the language of this run."""
    return f"{name}_{wording.language()}"
