"""Timeline: what happened when, how counts stand to targets, and where the pace leads."""

from __future__ import annotations

import streamlit as st

from lib.situation import data
from lib.situation.timeline import timeline_of
from lib.ui import timeline_events, timeline_page, timeline_table, timeline_walk
from lib.ui.frame import session

chosen = session.current("timeline")
seen = data.situation(chosen.dataset, chosen.day, chosen.narrowed)
line = timeline_of(seen)

timeline_page.headline(line)
timeline_walk.walk(line)
left, right = st.columns([9, 3], gap="small")
with left:
    timeline_page.curve(line)
with right:
    timeline_page.outlook_card(line)
timeline_events.events(line, chosen)
timeline_table.targets(line)
timeline_table.without_target(line)
