"""Overview: the state of the programme on the as-of date, in one glance."""

from __future__ import annotations

import streamlit as st

from lib.situation import data
from lib.ui import changes_card, overview, rollout_cards, view

chosen = view.current("overview")
seen = data.situation(chosen.dataset, chosen.day, chosen.narrowed)

overview.headline(seen)
overview.figures_row(seen)
left, right = st.columns([7, 5], gap="small")
with left:
    rollout_cards.country_map(seen, chosen)
    rollout_cards.milestones(seen)
with right:
    rollout_cards.places_list(seen)
    rollout_cards.curve(seen)
    overview.unknowns(seen)
changes_card.changes(seen, chosen)
