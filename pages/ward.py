"""Ward: everything known of one ward, on one page to print."""

from __future__ import annotations

import streamlit as st

from lib.cards import ward, ward_list
from lib.ui.choices import ward as choices
from lib.ui.frame import run

page = run.here()

if ward.has_page(page.seen, page.view.ward):
    page.heading(ward.headline)
    choices.ways_on(page.view)
    left, right = st.columns([7, 5], gap="small")
    with left:
        page.show(ward.ladder, ward.lineage, ward.events)
    with right:
        page.show(ward.location, ward.indicators, ward.criteria_total)
    page.show(ward.criteria)  # a long list: it takes the whole width, in columns
    page.show(ward.observations, ward.sources)
else:
    page.heading(ward_list.headline)
    choices.refused(page.view)
    choices.search(page.view)
    page.show(ward_list.to_open)
