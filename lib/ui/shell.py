"""The frame around every page: what Streamlit runs at each rerun."""

from __future__ import annotations

import streamlit as st

from lib.ui import address, blocks, controls, lists, navigation, trouble, view, wording
from lib.ui.server import connection

state = st.session_state
st.set_page_config(layout="wide", initial_sidebar_state="collapsed")  # titles: the pages' own
wording.use(state.get("lang") or st.query_params.get("lang", "vi"))
pages = navigation.page_objects()
state["pages"] = pages
chosen = st.navigation(list(pages.values()), position="hidden")
here = next(path for path, page in pages.items() if page is chosen)
state["page"] = here

lists.understand()
address.receive(view.KEYS, here)
wording.use(state["lang"])
if "go" in state:  # a click that leads to another page
    target = state.pop("go")
    st.switch_page(pages[target], query_params=address.parameters(view.KEYS, target))
blocks.style()
navigation.top_bar(here)
connection.watch()
controls.filter_bar(here)
blocks.notices()
with st.container(key="page"):
    try:
        chosen.run()
    except Exception as error:  # the frame stays usable whatever a page does
        trouble.explain(error)
blocks.footer(view.current(here))
address.write(view.KEYS, here)
