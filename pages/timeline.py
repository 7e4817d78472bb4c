"""Timeline: what happened when, how counts stand to targets, and where the pace leads."""

from __future__ import annotations

import streamlit as st

from lib.cards import districts, events, rollout, targets, timeline, unnamed, walk
from lib.ui.choices import timeline as choices
from lib.ui.frame import run

page = run.here()

page.heading(timeline.headline)
with page.framed(walk.days):
    choices.choose_day(page.seen)
left, right = st.columns([9, 3], gap="small")
with left, page.framed(rollout.progress):
    choices.choose_axes()
with right:
    page.show(timeline.outlook)
with page.framed(events.events, opens=events.opened):
    choices.choose_events(page.seen)
with page.framed(targets.targets):
    choices.choose_due()
page.show(targets.without_target)
page.show(districts.per_district)
page.show(unnamed.counts)
