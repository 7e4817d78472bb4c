"""What a click on the map opens: a province, or the card of a ward."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from lib.domain.units import PROVINCE_LEVEL
from lib.situation import data
from lib.ui.frame import session
from lib.view.view import View


def opens(view: View) -> Callable[[str], None]:
    """What takes over the key of a unit that was clicked; away from the map page, it leads there.

    Before the reform the outline of a province of today stands for the former one of its
    name, else for the first that went into it.
    """

    def take_over(key: str) -> None:
        units = data.units()
        if key not in units:
            return
        if units.kind(key) in PROVINCE_LEVEL:
            here = units.provinces_here(key, view.day)
            same = [each for each in here if units.bare_name(each) == units.bare_name(key)]
            session.open_province(next(iter([*same, *here]), ""))
            session.open_ward("")
        else:
            session.open_ward(key)
        if view.page != "map":
            st.session_state["go"] = "map"

    return take_over
