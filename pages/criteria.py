"""Criteria: which are met where, what holds wards up, who is nearly there."""

from __future__ import annotations

import streamlit as st

from lib.cards import (
    criteria,
    criteria_heat,
    criteria_lists,
    criteria_shares,
    criteria_totals,
    criteria_wording,
)
from lib.ui.choices.criteria import choose_cells, choose_former
from lib.ui.frame import run

page = run.here()

page.heading(criteria.headline)
if page.card(criteria_totals.totals):
    left, right = st.columns([7, 5], gap="small")
    with left:
        page.show(criteria_totals.totals, criteria_totals.without_totals)
    with right:
        page.show(criteria_wording.criteria_wording)
elif page.card(criteria.figures):
    page.show(criteria.figures)
    with page.framed(criteria_heat.heat_map):
        choose_cells(page)
    left, right = st.columns([7, 5], gap="small")
    with left:
        page.show(criteria_shares.shares, criteria_shares.claims)
    with right:
        page.show(criteria_lists.left_out, criteria_shares.blocking, criteria_lists.nearest)
        with page.framed(criteria_lists.without_own):
            choose_former(page)
    page.show(criteria_wording.criteria_wording)
else:
    page.show(criteria_wording.criteria_wording)
