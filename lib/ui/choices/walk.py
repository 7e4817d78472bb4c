"""Walking the as-of date over the days on which something changes."""

from __future__ import annotations

import time
from datetime import date

import streamlit as st

from lib.situation.situation import Situation
from lib.situation.timeline import timeline_of
from lib.ui.frame import late_values, session
from lib.ui.frame.choice_list import spoken_key
from lib.words import wording
from lib.words.wording import _

_PAUSE = 1.6  # seconds a day stays on screen
_FORGOTTEN = 15.0  # seconds after which a walk that stopped ticking is over


def choose_day(seen: Situation) -> None:
    """Slider, steps and play over the days with a change."""
    state = st.session_state
    day, options = seen.day, timeline_of(seen).steps
    if options:
        place = options.index(day)
        step = spoken_key("step")
        late_values.show(step, day)
        with st.container(key="walk", horizontal=True, gap="small", vertical_alignment="center"):
            st.button(
                _("Previous change"), key="step_back", disabled=place == 0,
                on_click=_go, args=(options[max(place - 1, 0)],),
            )  # fmt: skip
            playing = _is_playing() and place < len(options) - 1
            st.button(
                _("Pause") if playing else _("Play"),
                key="play",
                help=_("Play through the days with changes"),
                on_click=_pause if playing else _play,
                args=() if playing else (options[0] if place == len(options) - 1 else day,),
            )
            st.button(
                _("Next change"), key="step_on", disabled=place == len(options) - 1,
                on_click=_go, args=(options[min(place + 1, len(options) - 1)],),
            )  # fmt: skip
            st.select_slider(
                _("As-of date, stepping through the days with a change"),
                options,
                format_func=wording.day,
                key=step,
                on_change=_slid,
                args=(step,),
                label_visibility="collapsed",
            )
        if playing:
            state["drawn_at"] = time.monotonic()
            _tick(options)


def _go(day: date) -> None:
    st.session_state["asof"] = day
    _pause()


def _slid(step: str) -> None:
    if not late_values.is_late(step):
        _go(st.session_state[step])


def _play(start: date) -> None:
    st.session_state["asof"] = start
    st.session_state["played_at"] = time.monotonic()


def _pause() -> None:
    st.session_state["played_at"] = 0.0


def _is_playing() -> bool:
    return bool(time.monotonic() - st.session_state.get("played_at", 0.0) < _FORGOTTEN)


@st.fragment(run_every=_PAUSE)
def _tick(options: list[date]) -> None:
    """Go on to the next day once the present one has been on screen long enough."""
    state = st.session_state
    now = time.monotonic()
    later = [each for each in options if each > state["asof"]]
    if not session.in_step("timeline"):
        return  # the browser has not yet drawn the day before
    # Also called while the page is drawn, when the date must not change any more.
    if not later or now - state.get("drawn_at", 0.0) < _PAUSE * 0.8 or not _is_playing():
        return
    state["asof"] = later[0]
    state["played_at"] = now
    st.rerun()
