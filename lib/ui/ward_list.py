"""The ward page without a ward: search, what a wrong key may mean, the wards with reports."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import pandas as pd
import streamlit as st

from lib.domain.names import sort_key
from lib.domain.search import Hit
from lib.domain.selection import candidates
from lib.domain.statuses import RANK
from lib.domain.units import PROVINCE_LEVEL
from lib.situation import data
from lib.situation.situation import Situation
from lib.ui import blocks, phrases
from lib.ui.frame import search_box, session
from lib.view.view import View
from lib.words import wording
from lib.words.terms import STATUS
from lib.words.wording import _, ngettext


def headline(seen: Situation, chosen: View) -> None:
    """What to do; for a key that is no ward what it may mean."""
    blocks.heading(
        _("Choose a ward to see everything known about it"),
        _("Search for an old or new name, or choose one from the list."),
    )
    if chosen.ward:
        words = _("{name} is not a ward; choose one.", name=seen.units.full_name(chosen.ward))
        st.html(f'<div class="wa-note" role="status">{escape(words)}</div>')
    for name, text in session.refused():
        if name == "ward":
            _offer(seen, text)


def _offer(seen: Situation, text: str) -> None:
    maybe = [
        key
        for part in text[:200].split(",")
        for key in ((part,) if part in seen.units else candidates(seen.units, part, seen.day))
        if seen.units.kind(key) not in PROVINCE_LEVEL
    ]
    if not maybe:
        return
    with st.container(key="note_ward", horizontal=True, vertical_alignment="center"):
        words = escape(_("Did you mean:"))
        st.html(f'<span role="status">{words}</span>')
        for key in list(dict.fromkeys(maybe))[:6]:
            st.button(
                wording.plain_markdown(seen.units.full_name(key, seen.day)),
                key=f"maybe_{key}",
                on_click=session.open_ward,
                args=(key,),
            )


def search(chosen: View) -> None:
    """The search box; a ward found is opened here."""
    box, _rest = st.columns([5, 7], gap="small")
    with box:
        search_box.search_box(chosen, _found)


def _found(hit: Hit, chosen: View) -> None:
    units = data.units()
    if units.kind(hit.key) in PROVINCE_LEVEL:
        session.open_province(next(iter(units.as_of_key(hit.key, chosen.day)), ""))
    elif units.kind(hit.key) != "district":
        session.open_ward(hit.key)


def to_open(seen: Situation) -> None:
    """The wards with a report; a click opens the page of one."""
    with_reports(seen, session.open_ward, _("Click a row to open its page."))


def with_reports(seen: Situation, takes: Callable[[str], None], below: str) -> None:
    """The wards with a report that the filter leaves.

    Args:
        seen: The situation.
        takes: What a click on a row does with its unit key.
        below: What a click does, in words.
    """
    table = seen.statuses
    with st.container(key="card_list"):
        if table.empty:
            blocks.card_title(_("No ward with a report matches the filter"))
            words = _("Widen the filter or choose a later date; the search finds every ward.")
            st.html(f'<p class="wa-sub">{escape(words)}</p>')
            return
        blocks.card_title(
            ngettext("{n} ward has a report", "{n} wards have a report", len(table)),
            below,
        )
        shown, keys = _listed(seen, table)

        def clicked() -> None:
            cells = st.session_state["ward_rows"]["selection"]["cells"]
            if cells:
                takes(keys[cells[0][0]])

        st.dataframe(
            shown,
            key="ward_rows",
            on_select=clicked,
            selection_mode="single-cell",
            hide_index=True,
            width="stretch",
            height=520,
        )


def _listed(seen: Situation, table: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """The list as shown, and the unit key of each row; highest step first."""
    units = seen.units
    rank = table["status"].map(RANK).to_dict()
    keys = sorted(
        map(str, table.index),
        key=lambda key: (-rank[key], sort_key(units.bare_name(key, seen.day)), key),
    )
    order = table.loc[keys]
    counts = [
        f"{int(met)}/{int(total)}" if pd.notna(met) and pd.notna(total) else ""
        for met, total in zip(order["criteria_met"], order["criteria_total"], strict=True)
    ]
    days = [
        phrases.report_day(seen, day) if pd.notna(day) else _("undated")
        for day in order["last_report"]
    ]
    states = [f"{STATUS[code].icon} {STATUS[code].words}" for code in order["status"].astype(str)]
    frame = {
        _("Ward"): [units.name(key, seen.day) for key in keys],
        _("City, province"): [units.province_name(key, seen.day) for key in keys],
        _("Status"): states,
        _("Newest report"): days,
        _("Criteria"): counts,
        _("Wave"): [phrases.wave_name(code) for code in order["wave"].astype(str)],
    }
    return pd.DataFrame(frame), keys
