"""Parts of the map page: the finding, the map, the legend, the card."""

from __future__ import annotations

import streamlit as st

from lib.cards import ward
from lib.situation.situation import Situation
from lib.ui import blocks, map_frame, phrases
from lib.ui.choices import ward as leads
from lib.ui.frame import run
from lib.ui.map_state import Drawing
from lib.view.view import View
from lib.words import wording
from lib.words.wording import _, ngettext

_HEIGHT = 640


def the_map(seen: Situation, chosen: View) -> Drawing:
    """The map and the line under it."""
    with st.container(key="tall"):
        drawing = map_frame.show(seen, chosen, height=_HEIGHT)
    if chosen.after_reform:
        words = _("Generalised outlines, valid since 1 July 2025.")
    elif seen.own_outlines:
        words = _("Outlines from before 1 July 2025, from the office's own files in geo/until2025.")
    else:
        words = _(
            "No outlines from before 1 July 2025 are public: wards are shown as points; "
            "the faint lines are today's boundaries."
        )
    st.html(f'<p class="wa-sub">{words}</p>')
    return drawing


def finding(seen: Situation, chosen: View, drawing: Drawing) -> None:
    """Legend with counts under a title that says what it shows."""
    reported = len(seen.statuses)
    place = seen.units.province_name(chosen.province, seen.day) if chosen.province else ""
    if chosen.district:
        place = f"{seen.units.name(chosen.district)}, {place}"
    title = "" if chosen.province else _province_finding(seen, chosen.metric)
    if seen.is_selective:
        title = ngettext("{n} ward matches the filter", "{n} wards match the filter", reported)
        title = phrases.placed(place, title)
    title = title or (
        ngettext(
            "{place}: {n} ward has a report",
            "{place}: {n} wards have a report",
            reported,
            place=place,
        )
        if place
        else ngettext("{n} ward has a report", "{n} wards have a report", reported)
    )
    with st.container(key="card_legend"):
        blocks.card_title(title)
        if sum(cls.count or 0 for cls in drawing.points):
            words = _("Points: wards") if chosen.province else _("Points: wards with a report")
            if chosen.province and chosen.after_reform:
                words = _("Points: former wards with a report")
            st.html(f'<p class="wa-sub">{words}</p>')
            st.html(blocks.legend(drawing.points, column=True, marks=True))
        if drawing.areas:
            inside = _("Shaded: provinces")
            if chosen.province:
                inside = _("Shaded: today's wards") if chosen.after_reform else _("Shaded: wards")
            elif not chosen.after_reform:
                inside = _("Large points: provinces")
            st.html(f'<p class="wa-sub">{inside}</p>')
            st.html(blocks.legend(drawing.areas, column=True))
        missing = seen.without_outline
        st.html(
            f'<p class="wa-sub">{_("Wards without an outline: {n}", n=wording.number(missing))}</p>'
        )


def _province_finding(seen: Situation, metric: str) -> str:
    """What a map coloured by province shows; "" for one coloured by ward."""
    if metric == "province_share":
        n = int((seen.provinces["recognised"] > 0).sum())
        return ngettext(
            "{n} province has a recognised ward", "{n} provinces have a recognised ward", n
        )
    if metric == "pace":
        behind = ("lagging", "off_track", "regressing", "overdue")
        n = sum(seen.pace_label(str(key)) in behind for key in seen.provinces.index)
        return ngettext(
            "{n} province is behind pace or overdue",
            "{n} provinces are behind pace or overdue",
            n,
        )
    return ""


def card(seen: Situation, chosen: View) -> None:
    """Card of the chosen ward, or what to do to get one."""
    if chosen.ward:
        page = run.here()
        with page.framed(ward.map_card):
            leads.from_the_map(page.view)
        return
    with st.container(key="card_ward"):
        blocks.card_title(_("Choose a ward"))
        words = _("Click a province, then a ward, or search for a name above the map.")
        st.html(f'<p class="wa-sub">{words}</p>')
