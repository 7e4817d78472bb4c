"""Overview: the state of the programme on the as-of date, in one glance."""

from __future__ import annotations

import streamlit as st

from lib.ui import data, overview, view

chosen = view.current("overview")
seen = data.situation(chosen.dataset, chosen.day)

overview.headline(seen)
overview.figures_row(seen)
left, right = st.columns([7, 5], gap="small")
with left:
    overview.country_map(seen, chosen)
with right:
    overview.province_list(seen)
    overview.curve(seen)
left, right = st.columns([7, 5], gap="small")
with left:
    overview.milestones(seen)
with right:
    overview.unknowns(seen)
