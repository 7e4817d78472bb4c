"""Overview: the state of the programme on the as-of date, in one glance."""

from __future__ import annotations

import streamlit as st

from lib.cards import changes, districts, not_known, overview, rollout
from lib.cards import map as maps
from lib.ui.choices import changes as choose
from lib.ui.frame import run

page = run.here()

page.heading(overview.headline)
page.show(overview.figures)
left, right = st.columns([7, 5], gap="small")
with left:
    page.show(maps.reports)
    page.show(overview.milestones)
with right:
    page.show(overview.places)
    page.show(districts.per_district)
    page.show(rollout.curve)
    page.show(not_known.unknowns)
with page.framed(changes.changes):
    choose.since(page.seen, page.view)
