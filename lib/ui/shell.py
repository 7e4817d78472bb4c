"""The frame around every page: what Streamlit runs at each rerun."""

from __future__ import annotations

from urllib.parse import parse_qsl

import streamlit as st

from lib.forms import card_menu
from lib.server import journal
from lib.ui.frame import (
    connection,
    filter_bar,
    footer,
    late_values,
    navigation,
    notices,
    run,
    session,
    show,
)
from lib.words import wording

journal.begin()
late_values.begin()
state = st.session_state
st.set_page_config(layout="wide", initial_sidebar_state="collapsed")  # titles: the pages' own
wording.use(state.get("lang") or st.query_params.get("lang", "vi"))
pages = navigation.page_objects()
state["pages"] = pages
chosen = st.navigation(list(pages.values()), position="hidden")
here = next(path for path, page in pages.items() if page is chosen)
state["page"] = here

session.receive(here)
wording.use(state["lang"])
if "go" in state:  # a click that leads to another page
    target = state.pop("go")
    st.switch_page(pages[target], query_params=session.parameters(target))
if to := run.destination():  # a link in our own HTML
    path, _question, query = to.partition("?")
    target = path if path in pages else "overview"
    asked = dict(parse_qsl(query))
    if target != here:
        st.switch_page(pages[target], query_params=asked)
    session.take(here, asked)  # like a control of this page; the URL is written at the end
notices.words_of_style()
run.listen()
told_width = connection.has_told_width()
if session.is_presented() or told_width:
    session.keep_choices()
if not session.is_presented():
    navigation.top_bar(here)
    filter_bar.filter_bar(here)
connection.watch()
above = st.container()  # filled at the end: only the page knows whether it has the number asked for
notices.of_the_data()
with st.container(key="page"):
    try:
        showing = run.begin(here)
        if session.is_presented():
            show.present_page(showing)
        else:
            chosen.run()
        if not card_menu.open_asked(showing):
            run.explain_number()
    except Exception as error:  # the frame stays usable whatever a page does
        notices.explain(error)
with above:
    notices.of_the_address()
if not session.is_presented():
    footer.footer(session.current(here))
run.end()
late_values.end()
session.write(here)
