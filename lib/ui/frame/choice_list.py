"""Values to choose, whose words change with the language, the day and the data.

The browser hands back the words a control shows, not the value they stand for, and goes on
showing the old ones when they change. So a list whose words have changed is set anew, and words
that arrive late (from a click before the new ones were there) still stand for their value. A
slider or pills have a key for each language instead: late words are those of another control.

What a run has set is lost when the next one begins before it has left the server. So a list is
set by every run until one has ended and been given time to arrive.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from time import monotonic
from typing import Literal

import streamlit as st

from lib.words import wording

_WORDS = "words_of_lists"
_UNSURE = "lists_with_old_words"
_ENDED = "run_ended"
_ARRIVES = 1.0  # seconds until the browser surely has what a run that ended has set


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
    shown: dict[str, tuple[dict[str, str], dict[str, str]]] = state.setdefault(_WORDS, {})
    now, ever = shown.get(key, ({}, {}))
    unsure: set[str] = state.setdefault(_UNSURE, set())
    if now != words:
        unsure.add(key)
    if key in unsure and key in state:
        state[key] = state[key]
    shown[key] = (dict(words), ever | {each: value for value, each in words.items()})
    chosen: str = st.selectbox(
        label,
        list(words),
        format_func=words.__getitem__,
        key=key,
        on_change=on_change,
        disabled=disabled,
        help=help,
        width=width,
    )
    return chosen


def all_words() -> dict[str, list[str]]:
    """The words of each list shown so far, by its key."""
    return {key: list(now.values()) for key, (now, _ever) in st.session_state[_WORDS].items()}


def spoken_key(name: str) -> str:
    """Key of a slider or pills in the language of this run."""
    return f"{name}_{wording.language()}"


def begin() -> None:
    """Put values in place of words that arrived late; at the start of a run."""
    state = st.session_state
    for key, (now, ever) in state.get(_WORDS, {}).items():
        arrived = state.get(key)
        if arrived not in now and arrived in ever:
            state[key] = ever[arrived]
    if monotonic() - state.pop(_ENDED, monotonic()) > _ARRIVES:
        state.pop(_UNSURE, None)


def end() -> None:
    """Note that all lists of a run are on their way."""
    st.session_state[_ENDED] = monotonic()
