"""Values that the server set for a control before the browser had shown them.

With every message the browser hands back what all its controls show. What the server has set since
(a province by a click on the map, a day by a step, an address by a link) is not among it while it
is on its way, and is lost for good when the next run begins before the one that set it was sent.
So each run ends with its number in a hidden field: a message that brings it back comes from a
browser that has what this run set. Until then a value that the browser has not changed is an old
one, and the server's stands in its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state import SessionState

from lib.view.address import KEYS

FIELD = "run_shown"
"""Key of the hidden field that a run writes its number into."""
_CONTROLS = "late_values"


@dataclass
class _Controls:
    """What is known of the controls of a session.

    Attributes:
        run: Number of the run under way.
        shown: Number of the newest run that the browser has shown to its end.
        now: The server's values by key.
        ended: The same at the end of runs since `shown`, by number.
        browser: Values that the browser handed back, each with the run it began by that.
        words: Words of the values that a list offers now, and values by all words it ever showed.
    """

    run: int = 0
    shown: int = 0
    now: dict[str, Any] = field(default_factory=dict)
    ended: dict[int, dict[str, Any]] = field(default_factory=dict)
    browser: dict[str, tuple[Any, int]] = field(default_factory=dict)
    words: dict[str, tuple[dict[str, str], dict[str, str]]] = field(default_factory=dict)

    def hear(self, state: SessionState) -> None:
        """Note which run the browser has shown, as its message says; hand-made ones may not."""
        text = state[FIELD] if FIELD in state else ""  # noqa: SIM401  # there is no get
        for run in self.ended:
            if text == str(run):
                self.shown = max(self.shown, run)

    def meant(self, key: str, value: Any) -> Any:
        """The value itself where the browser handed back words that a list showed earlier."""
        offered, ever = self.words.get(key, ({}, {}))
        return ever.get(value, value) if isinstance(value, str) and value not in offered else value

    def is_late(self, key: str, value: Any) -> bool:
        """Whether the browser handed back a value that is older than the server's."""
        if key not in self.now:
            return False
        had, since = self.browser.get(key, (self.now[key], 0))
        if self.shown and self.shown >= since:
            had = self.ended[self.shown].get(key, had)
        return bool(value == had != self.now[key])


def _controls() -> _Controls:
    state = _state()
    if _CONTROLS not in state:
        state[_CONTROLS] = _Controls()
    found: _Controls = state[_CONTROLS]
    return found


def _state() -> SessionState:
    """The session's values, read without a pause in which the next run might begin."""
    context = get_script_run_ctx()
    return context.session_state._state if context else SessionState()  # none for a mere import


def begin() -> None:
    """Put the server's values in place of late ones, and of lost ones; first in a run."""
    controls, state = _controls(), _state()
    controls.run += 1
    controls.hear(state)
    for key in KEYS:
        if key in controls.now and key not in state:  # no control handed it back
            state[key] = controls.now[key]
    for key in {*controls.now, *controls.words}:
        if key not in state or state.is_new_state_value(key):  # as one is that a callback has set
            continue
        found = controls.meant(key, state[key])
        if controls.is_late(key, found):
            found = controls.now[key]
        else:
            controls.browser[key] = (found, controls.run)
        if found != state[key]:
            state[key] = found
    keep()
    controls.ended = {run: told for run, told in controls.ended.items() if run >= controls.shown}


def keep() -> None:
    """Note the values as they are: the server's, until the browser changes them."""
    controls, state = _controls(), _state()
    for key in {*KEYS, *controls.now}:
        if key in state:
            controls.now[key] = state[key]


def end() -> None:
    """Tell the browser, in a field that nobody sees, which run it has shown."""
    keep()
    controls = _controls()
    controls.ended[controls.run] = dict(controls.now)
    st.session_state[FIELD] = str(controls.run)
    with st.container(key="shown"):
        st.text_input("run", key=FIELD, label_visibility="collapsed")


def show(key: str, value: Any) -> None:
    """Set what a control shows that stands for a value of the address, before it is drawn."""
    _controls().now[key] = value
    st.session_state[key] = value


def is_late(key: str) -> bool:
    """Whether a control was not used, but handed back an old value; for what its change calls."""
    state, controls = _state(), _controls()
    controls.hear(state)
    arrived = state[key]
    return not state.is_new_state_value(key) and controls.is_late(key, controls.meant(key, arrived))


def offer(key: str, words: Mapping[str, str]) -> bool:
    """Note the words of the values that a list offers; whether they are others than before."""
    book = _controls().words
    before, ever = book.get(key, ({}, {}))
    book[key] = (dict(words), ever | {each: value for value, each in words.items()})
    return before != words


def all_words() -> dict[str, list[str]]:
    """The words of each list shown so far, by its key."""
    return {key: list(now.values()) for key, (now, _ever) in _controls().words.items()}


def is_behind() -> bool:
    """Whether a run has ended that the browser has not shown; its URL may be an earlier one."""
    controls = _controls()
    return max(controls.ended, default=0) > controls.shown


def run_number() -> int:
    """Number of the run under way."""
    return _controls().run


def run_shown() -> int:
    """Number of the newest run that the browser has shown to its end; 0 for none."""
    return _controls().shown
