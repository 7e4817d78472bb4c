"""Criteria: which are met where, what holds wards up, who is nearly there."""

from __future__ import annotations

import streamlit as st

from lib.situation import data
from lib.ui import criteria_cards, criteria_charts, criteria_page, criteria_totals
from lib.ui.frame import session

chosen = session.current("criteria")
seen = data.situation(chosen.dataset, chosen.day, chosen.narrowed)
state = criteria_page.state_of(seen)

if not state.is_published:
    criteria_totals.headline(state)
    left, right = st.columns([7, 5], gap="small")
    with left:
        criteria_totals.totals(state)
        criteria_totals.without_totals(state)
    with right:
        criteria_totals.criteria_wording(state)
elif state.rows.empty:
    criteria_page.nothing(state)
    criteria_totals.criteria_wording(state)
else:
    criteria_page.headline(state)
    criteria_page.figures_row(state)
    criteria_page.heat_map(state)
    left, right = st.columns([7, 5], gap="small")
    with left:
        criteria_charts.shares(state)
        criteria_charts.claims(state)
    with right:
        criteria_cards.left_out(state)
        criteria_charts.blocking(state)
        criteria_cards.nearest(state)
        criteria_cards.without_own(state)
    criteria_totals.criteria_wording(state)
