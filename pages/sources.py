"""Sources: where every number comes from, and where sources differ."""

from __future__ import annotations

import streamlit as st

from lib.situation import data
from lib.ui import sources_page
from lib.ui.frame import session

chosen = session.current("sources")
seen = data.situation(chosen.dataset, chosen.day, chosen.narrowed)

sources_page.headline(seen)
sources_page.chosen_rows(seen, st.session_state["source"])
sources_page.conflicts(seen)
sources_page.all_sources(seen)
