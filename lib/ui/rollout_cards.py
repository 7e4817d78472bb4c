"""Cards on the roll-out: where it is, how far each place is, how it went, what comes."""

from __future__ import annotations

import streamlit as st

from lib.situation.situation import Situation
from lib.ui import blocks, map_frame
from lib.view.view import View
from lib.words.wording import _, ngettext

_SHOWN_PLACES = 6
_SHOWN_MILESTONES = 10


def country_map(seen: Situation, view: View) -> None:
    """34 provinces, a point for every ward with a report, and the legend with counts."""
    silent = int((seen.selected_provinces["wards_with_report"] == 0).sum())
    title = (
        _("Where the reports are in {place}", place=seen.units.full_name(seen.scope))
        if seen.province
        else ngettext(
            "{n} province has a ward that matches the filter",
            "{n} provinces have a ward that matches the filter",
            len(seen.selected_provinces) - silent,
        )
        if seen.is_selective
        else ngettext(
            "{n} province has no published report",
            "{n} provinces have no published report",
            silent,
        )
        if silent
        else _("Every province has a published report")
    )
    with st.container(key="card_map"):
        below = (
            _("Click a ward or a point to open it on the map page.")
            if seen.province
            else _("Click a province or point to open it on the map page.")
        )
        blocks.card_title(title, below)
        drawing = map_frame.show(seen, view, height=520, wheel=False, opens_page=True)
        map_frame.legend(drawing, column=False)
