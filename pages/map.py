"""Map: from the country down to one ward."""

from __future__ import annotations

import streamlit as st

from lib.situation import data
from lib.ui import map_page
from lib.ui.frame import search_box, session

chosen = session.current("map")
seen = data.situation(chosen.dataset, chosen.day, chosen.narrowed)

way, box = st.columns([8, 4], gap="small", vertical_alignment="center")
with way:
    search_box.breadcrumb(chosen)
with box:
    search_box.search_box(chosen)
left, right = st.columns([8, 4], gap="small")
with left:
    drawing = map_page.the_map(seen, chosen)
with right:
    map_page.finding(seen, chosen, drawing)
    map_page.card(seen, chosen)
