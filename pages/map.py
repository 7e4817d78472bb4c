"""Map: from the country down to one ward."""

from __future__ import annotations

import streamlit as st

from lib.cards import map as maps
from lib.cards import unnamed, ward
from lib.ui.choices import ward as choices
from lib.ui.frame import run, search_box

page = run.here()

left, right = st.columns([9, 3], gap="small")
with right:
    with st.container(key="finder"):
        search_box.search_box(page.view)
    page.screen.maps.fill_the_page()
    if not page.view.ward:
        with st.container(key="alone"):
            page.show(maps.no_ward)
    page.show(unnamed.on_map)
    if page.view.ward:
        with page.framed(ward.map_card):
            choices.from_the_map(page.view)
with left, st.container(key="tall", gap="small"):
    with st.container(key="map_head", gap=None):
        search_box.breadcrumb(page.view)
        page.heading(maps.headline)
    page.show(maps.whole)
