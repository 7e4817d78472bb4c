"""The chart of events and waves, its filters, and the sources of what is clicked."""

from __future__ import annotations

from html import escape
from typing import Any

import streamlit as st

from lib.cards.card import Citation
from lib.domain.rows import records
from lib.situation.timeline import Event, Timeline
from lib.ui import blocks, figures_timeline, phrases, timeline_words
from lib.ui.citations import source_mark, source_rows
from lib.ui.figures_timeline import Mark, WaveBar
from lib.ui.frame.choice_list import choose, spoken_key
from lib.ui.timeline_page import CONFIG, span_of
from lib.view.view import View
from lib.words import wording
from lib.words.wording import _, ngettext


def events(line: Timeline, chosen: View) -> None:
    """Milestones and waves on one axis with filters; a click opens the sources."""
    with st.container(key="card_events"):
        head = st.container()  # its words need the filters, which stand below it
        shown = _filtered(line, line.events)
        past = sum(each.day <= line.day for each in shown)
        title = _(
            "Up to this date: {n} events, {m} waves; {k} dates to come",
            n=wording.number(past),
            m=wording.number(len(line.waves)),
            k=wording.number(len(shown) - past),
        )
        below = _(
            "Click a mark or bar for its sources; drag to zoom, double-click to reset. "
            "Hollow marks are after the as-of date."
        )
        with head:
            blocks.card_title(title, below)
        _drawn(line, shown, chosen.lang)
        if line.undated_events:
            words = ngettext(
                "{n} event has no date and is not shown on the axis; see the data page.",
                "{n} events have no date and are not shown on the axis; see the data page.",
                line.undated_events,
            )
            st.html(f'<p class="wa-sub">{escape(words)}</p>')
        cited = [
            Citation(source, timeline_words.event(line.seen, each))
            for each in shown
            for source in each.sources
        ]
        source_mark("events", line.seen.table("sources"), cited)


def _take_kinds(pills: str) -> None:
    st.session_state["kind"] = list(st.session_state[pills])


def _filtered(line: Timeline, found: list[Event]) -> list[Event]:
    """Events of the chosen kinds and scope; draws the two controls."""
    state = st.session_state
    kinds = sorted({each.kind for each in found}, key=_kind_order)
    state["kind"] = [code for code in state.get("kind") or [] if code in kinds]
    place = line.seen.units.province_name(line.seen.province) if line.seen.province else ""
    words = {
        "": _("All places"),
        "national": _("Whole country"),
        "place": place or _("Cities and provinces"),
    }
    with st.container(key="kinds", horizontal=True, gap="medium", vertical_alignment="bottom"):
        choose(_("Scope"), words, "scope", width=190)
        if kinds:
            pills = spoken_key("kinds")
            state[pills] = state["kind"]
            st.pills(
                _("Kind of event"),
                kinds,
                selection_mode="multi",
                format_func=lambda code: wording.plain_markdown(timeline_words.kind_words(code)),
                key=pills,
                on_change=_take_kinds,
                args=(pills,),
            )
    scope = state["scope"]
    return [
        each
        for each in found
        if (not state["kind"] or each.kind in state["kind"])
        and (not scope or _is_national(each) == (scope == "national"))
    ]


def _is_national(event: Event) -> bool:
    if event.targets:
        return all(each.progress.scope_key == "national" for each in event.targets)
    return event.scope_key == "national"


def _kind_order(code: str) -> int:
    known = list(timeline_words.KINDS)
    return known.index(code) if code in known else len(known)


@st.fragment
def _drawn(line: Timeline, shown: list[Event], language: str) -> None:
    wording.use(language)
    if not shown and line.waves.empty:
        st.info(_("No event matches. Choose another kind, scope or later date."))
        return
    left, right = st.columns([9, 3], gap="small")
    bars, marks = _bars(line), _marks(line, shown)
    with left:
        span = span_of(line.day, st.session_state.get("span"))
        answer = st.plotly_chart(
            figures_timeline.events_chart(bars, marks, line.day, span),
            width="stretch",
            config=CONFIG,
            key=f"events_{span[0]}_{span[1]}",
            on_select="rerun",
            selection_mode="points",
            alt=_("Events and waves on a time axis"),
        )
    with right:
        _chosen(line, shown, _clicked(answer))


def _clicked(answer: object) -> str:
    """Key of the mark or bar clicked last; "" for none."""
    selection = getattr(answer, "selection", None)
    for point in (selection or {}).get("points", []):
        data = point.get("customdata")
        if data:
            return str(data[0] if isinstance(data, list) else data.get("0", ""))
    return ""


def _chosen(line: Timeline, shown: list[Event], key: str) -> None:
    """Sources of what was clicked."""
    sources = line.seen.table("sources")
    for each in shown:
        if each.key == key:
            head = wording.day(each.day, each.precision)
            blocks.card_title(f"{head} · {timeline_words.kind_words(each.kind)}")
            words = timeline_words.event(line.seen, each)
            st.html(source_rows(sources, [Citation(source, words) for source in each.sources]))
            return
    for row in records(line.waves):
        if f"wave:{row.wave}" == key:
            blocks.card_title(_wave_words(row))
            st.html(source_rows(sources, [Citation(source) for source in row.sources]))
            return
    st.info(_("Click an event in the chart to see its sources here."))


def _bars(line: Timeline) -> list[WaveBar]:
    return [
        WaveBar(
            f"wave:{row.wave}",
            _("Wave {name}", name=phrases.wave(str(row.wave))),
            row.first.date(),
            row.last.date(),
            figures_timeline.folded_lines(_wave_words(row)),
        )
        for row in records(line.waves)
    ]


def _wave_words(wave: Any) -> str:
    return ngettext(
        "{name}: {n} ward, reports from {first} to {last}",
        "{name}: {n} wards, reports from {first} to {last}",
        wave.wards,
        name=_("Wave {name}", name=phrases.wave(str(wave.wave))),
        first=wording.day(wave.first),
        last=wording.day(wave.last),
    )


def _marks(line: Timeline, shown: list[Event]) -> list[Mark]:
    found = []
    for each in sorted(shown, key=lambda one: (_kind_order(one.kind), one.day)):
        look = timeline_words.kind_look(each.kind)
        head = wording.day(each.day, each.precision)
        text = figures_timeline.folded_lines(f"{head} · {timeline_words.event(line.seen, each)}")
        found.append(
            Mark(
                each.key, timeline_words.kind_words(each.kind), each.day, look.symbol, look.colour,
                each.day > line.day, text,
            )
        )  # fmt: skip
    return found
