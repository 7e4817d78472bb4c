"""The map component on a page: draws a state, hands back what was clicked."""

from __future__ import annotations

from datetime import date

import streamlit as st
from streamlit_folium import st_folium

from lib.domain.units import PROVINCE_LEVEL
from lib.draw import leaflet as maps
from lib.situation import data
from lib.situation.situation import Situation
from lib.ui import blocks, map_state
from lib.ui.frame import session
from lib.ui.map_state import Drawing
from lib.ui.server import routes
from lib.view.view import View


def show(
    seen: Situation, chosen: View, *, height: int, wheel: bool = True, opens_page: bool = False
) -> Drawing:
    """Draw the map of a view; a click is taken over before the next run.

    Args:
        seen: The situation to draw.
        chosen: The view: place, ward, metric.
        height: Pixels.
        wheel: Whether the mouse wheel zooms.
        opens_page: Whether a click leads to the map page (from the overview).
    """
    drawing = map_state.draw(
        seen,
        routes.layer_address,
        ward=chosen.ward,
        metric=chosen.metric,
    )
    key = f"map_{chosen.page}"

    def clicked() -> None:
        answer = st.session_state.get(key) or {}
        if answer.get("key"):
            take_over(str(answer["key"]), seen.day, opens_page=opens_page)

    st_folium(
        maps.base_map({name: routes.file_address(name) for name in maps.FILES}, wheel=wheel),
        key=key,
        height=height,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=maps.shown(drawing.state),
        on_change=clicked,
    )
    return drawing


def take_over(key: str, day: date, *, opens_page: bool = False) -> None:
    """Open what was clicked: a province, or the card of a ward.

    Before the reform the outline of a province of today stands for the former one of its
    name, else for the first that went into it.
    """
    units = data.units()
    if key not in units:
        return
    if units.kind(key) in PROVINCE_LEVEL:
        here = units.provinces_here(key, day)
        same = [each for each in here if units.bare_name(each) == units.bare_name(key)]
        session.open_province(next(iter([*same, *here]), ""))
        session.open_ward("")
    else:
        session.open_ward(key)
    if opens_page:
        st.session_state["go"] = "map"


def legend(drawing: Drawing, *, column: bool) -> None:
    """Legend of points and areas with the counts of each class."""
    if drawing.points:
        st.html(blocks.legend(drawing.points, column=column, marks=True))
    if drawing.areas:
        st.html(blocks.legend(drawing.areas, column=column))
