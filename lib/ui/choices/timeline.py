"""Controls of the timeline: period, scale, kinds and scope of events, targets listed."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from lib.situation.situation import Situation
from lib.situation.timeline import timeline_of
from lib.ui.frame import late_values
from lib.ui.frame.choice_list import choose, spoken_key
from lib.words import wording
from lib.words.event_kinds import kind_order, kind_words
from lib.words.wording import _


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
