"""Controls of the timeline: a walk over its days, axes, kinds and scope of events, targets."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import date

import streamlit as st

from lib.situation.situation import Situation
from lib.situation.timeline import timeline_of
from lib.ui.frame import late_values, session
from lib.ui.frame.choice_list import choose, spoken_key
from lib.words import wording
from lib.words.event_kinds import kind_order, kind_words
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


def choose_axes() -> None:
    """Period and scale of the chart of counts."""
    with st.container(key="axes", horizontal=True, gap="medium"):
        _one_of(
            "span",
            _("Period"),
            {
                "all": _("2021–2030"),
                "past": _("until the as-of date"),
                "near": _("a year before and after"),
            },
        )
        _one_of(
            "scale",
            _("Scale"),
            {"targets": _("up to the target"), "counts": _("to the counts only")},
        )


def choose_due() -> None:
    """Which targets the table lists."""
    with st.container(key="which_due"):
        words = {"next": _("due next"), "last": _("due last"), "all": _("all")}
        _one_of("due", _("Targets"), words, hidden=True)


def choose_events(seen: Situation) -> None:
    """Scope and kinds of the events shown; only kinds that occur can be chosen."""
    state = st.session_state
    kinds = sorted({each.kind for each in timeline_of(seen).events}, key=kind_order)
    state["kind"] = [code for code in state.get("kind") or [] if code in kinds]
    place = seen.units.province_name(seen.province) if seen.province else ""
    words = {
        "": _("All places"),
        "national": _("Whole country"),
        "place": place or _("Cities and provinces"),
    }
    with st.container(key="kinds", horizontal=True, gap="medium", vertical_alignment="bottom"):
        choose(_("Scope"), words, "scope", width=190)
        if kinds:
            pills = spoken_key("kinds")
            late_values.show(pills, state["kind"])
            st.pills(
                _("Kind of event"),
                kinds,
                selection_mode="multi",
                format_func=lambda code: wording.plain_markdown(kind_words(code)),
                key=pills,
                on_change=_take_kinds,
                args=(pills,),
            )


def _take_kinds(pills: str) -> None:
    if not late_values.is_late(pills):
        st.session_state["kind"] = list(st.session_state[pills])


def _one_of(name: str, label: str, words: Mapping[str, str], *, hidden: bool = False) -> None:
    """Segments of which one is chosen, for a key of the address; a click never empties it."""
    state = st.session_state
    segments = spoken_key(name)
    late_values.show(segments, state.get(name) or next(iter(words)))
    st.segmented_control(
        label,
        list(words),
        format_func=words.__getitem__,
        key=segments,
        on_change=_take,
        args=(name, segments),
        label_visibility="collapsed" if hidden else "visible",
    )


def _take(name: str, segments: str) -> None:
    state = st.session_state
    if not late_values.is_late(segments):
        state[name] = state[segments] or state[name]
