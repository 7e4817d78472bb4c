"""Controls of the ward page and of a ward's card: ways on, search, what a wrong key may mean."""

from __future__ import annotations

import streamlit as st

from lib.domain.search import Hit
from lib.domain.selection import candidates
from lib.domain.units import PROVINCE_LEVEL
from lib.draw.html import tag
from lib.situation import data
from lib.ui.frame import navigation, search_box, session
from lib.view.view import View
from lib.words import wording
from lib.words.wording import _


def ways_on(view: View) -> None:
    """From the page of a ward into the comparison, to the map, to another ward."""
    with st.container(key="actions", horizontal=True, vertical_alignment="center"):
        _comparison(view)
        navigation.link("map", _("On the map"), ward=view.ward)
        navigation.link("ward", _("Another ward"), ward="")


def from_the_map(view: View) -> None:
    """From the card of a ward to its page and into the comparison."""
    with st.container(key="leads", horizontal=True, gap="small", vertical_alignment="center"):
        navigation.link("ward", _("Ward profile"), ward=view.ward)
        _comparison(view)


def _comparison(view: View) -> None:
    if view.ward not in view.compare:
        st.button(
            _("+ Compare"), key="compare_add", on_click=session.compare_with, args=(view.ward,)
        )
    if view.compare:
        navigation.link("compare", _("Compare ({n})", n=wording.number(len(view.compare))))


def refused(view: View) -> None:
    """Units that a key may mean which is no unit."""
    units = data.units()
    maybe = [
        key
        for name, text in session.refused()
        if name == "ward"
        for part in text[:200].split(",")
        for key in ((part,) if part in units else candidates(units, part, view.day))
        if units.kind(key) not in PROVINCE_LEVEL
    ]
    if not maybe:
        return
    with st.container(key="note_ward", horizontal=True, vertical_alignment="center"):
        st.html(tag("span", _("Did you mean:"), role="status"))
        for key in list(dict.fromkeys(maybe))[:6]:
            st.button(
                wording.plain_markdown(units.full_name(key, view.day)),
                key=f"maybe_{key}",
                on_click=session.open_ward,
                args=(key,),
            )


def search(view: View) -> None:
    """The search box; a ward found is opened here."""
    box, _rest = st.columns([5, 7], gap="small")
    with box:
        search_box.search_box(view, _open)


def _open(hit: Hit, view: View) -> None:
    units = data.units()
    if units.kind(hit.key) in PROVINCE_LEVEL:
        session.open_province(next(iter(units.as_of_key(hit.key, view.day)), ""))
    elif units.kind(hit.key) != "district":
        session.open_ward(hit.key)
