"""Overview: the state of the programme on the as-of date, in one glance."""

from __future__ import annotations

import streamlit as st

from lib.cards import overview, rollout
from lib.ui import changes_card, rollout_cards
from lib.ui.frame import run

page = run.here()

page.heading(overview.headline)
page.show(overview.figures)
left, right = st.columns([7, 5], gap="small")
with left:
    rollout_cards.country_map(page.seen, page.view)
    page.show(overview.milestones)
with right:
    page.show(overview.places)
    page.show(rollout.curve)
    page.show(overview.unknowns)
changes_card.changes(page.seen, page.view)
