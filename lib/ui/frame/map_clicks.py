"""What the map answers: a province or ward that was clicked, or what was chosen on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from lib.domain.units import PROVINCE_LEVEL
from lib.situation import data
from lib.ui.frame import session
from lib.view.view import View

_CHOICES = (
    "asof", "metric", "level", "wave", "province", "district", "ward", "hide", "small", "beside",
)  # fmt: skip


def answered(view: View) -> Callable[[Mapping[str, object]], None]:
    """What takes over an answer of the map: a unit that was clicked, or choices made on it."""

    def act_on(answer: Mapping[str, object]) -> None:
        chosen = {name: str(answer[name]) for name in _CHOICES if answer.get(name) is not None}
        if chosen:
            session.choose(view.page, chosen)
            session.hold()
        if answer.get("number"):
            session.open_number(str(answer["number"]))
        elif answer.get("key"):
            _open(view, str(answer["key"]))

    return act_on


def _open(view: View, key: str) -> None:
    """Open a province or the card of a ward; away from the map page, lead there.

    Before the reform the outline of a province of today stands for the former one of its
    name, else for the first that went into it.
    """
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
