"""What the server sets for a control holds, however soon the browser answers with the old value."""

from __future__ import annotations

from datetime import date
from typing import Any

from streamlit.testing.v1 import AppTest

from lib.ui.frame.late_values import FIELD

JANUARY, FEBRUARY, MARCH = (date(2025, month, 1) for month in (1, 2, 3))
OLD = {"province": "", "asof": JANUARY, "order": "weakest", "find": "", "step": JANUARY}
NEW = {"province": "79", "asof": FEBRUARY, "order": "name", "find": "x", "step": FEBRUARY}


def _page() -> None:
    from datetime import date

    import streamlit as st

    from lib.ui.frame import late_values
    from lib.ui.frame.choice_list import choose

    def slid() -> None:
        if not late_values.is_late("step"):
            state["asof"] = state["step"]

    def forget() -> None:
        state["district"] = ""

    def go() -> None:
        state["province"], state["district"], state["asof"] = "79", "760", date(2025, 2, 1)
        state["order"], state["find"] = "name", "x"

    state = st.session_state
    late_values.begin()
    for name, value in (("asof", date(2025, 1, 1)), ("order", "weakest"), ("district", "")):
        state.setdefault(name, value)
    words = {"": "All", "01": "One", "79": "Two"}
    choose("Province", words, "province", on_change=forget)
    st.date_input("Day", key="asof", min_value=date(2021, 1, 1), max_value=date(2026, 1, 1))
    st.segmented_control("Order", ["weakest", "name"], key="order")
    st.text_input("Find", key="find")
    late_values.show("step", state["asof"])
    days = [date(2025, month, 1) for month in range(1, 13)]
    st.select_slider("Step", days, key="step", on_change=slid)
    st.button("Go", key="go", on_click=go)
    st.button("Other", key="other")
    late_values.end()


class _Browser:
    """One that shows what it showed before, until it says that it has shown a run."""

    def __init__(self) -> None:
        self.at = AppTest.from_function(_page).run()
        self.runs = 1
        assert self.seen() == OLD

    def seen(self) -> dict[str, Any]:
        return {name: self.at.session_state[name] for name in OLD}

    def tells(self, press: str, shown: int, values: dict[str, Any]) -> dict[str, Any]:
        """Press a button while the controls show these values."""
        at = self.at
        at.selectbox(key="province").set_value(values["province"])
        at.date_input(key="asof").set_value(values["asof"])
        at.button_group(key="order").set_value(values["order"])
        at.text_input(key="find").set_value(values["find"])
        at.select_slider(key="step").set_value(values["step"])
        at.text_input(key=FIELD).set_value(str(shown))
        at.button(key=press).click().run()
        assert not at.exception
        self.runs += 1
        return self.seen()


def test_what_a_press_sets_outlives_presses_before_the_browser_shows_it() -> None:
    browser = _Browser()
    assert browser.tells("go", 1, OLD) == NEW
    assert browser.tells("other", 1, OLD) == NEW
    assert browser.tells("other", 1, OLD) == NEW
    assert browser.at.session_state["district"] == "760"  # no change of the province told
    assert browser.at.get("selectbox")[0].proto.set_value  # and shown, at last
    assert browser.tells("other", browser.runs, NEW) == NEW


def test_what_the_visitor_chose_meanwhile_counts() -> None:
    browser = _Browser()
    browser.tells("go", 1, OLD)
    chosen = {"province": "01", "asof": MARCH, "order": "weakest", "find": "y", "step": JANUARY}
    assert browser.tells("other", 1, chosen) == chosen | {"order": "name", "step": MARCH}


def test_a_value_chosen_and_taken_back_at_once_stays_taken_back() -> None:
    browser = _Browser()
    for values in (NEW, OLD | {"step": FEBRUARY}, OLD):
        last = browser.tells("other", 1, values)
    assert last == OLD


def test_an_old_value_chosen_again_once_the_new_one_was_shown_counts() -> None:
    browser = _Browser()
    browser.tells("go", 1, OLD)
    assert browser.tells("other", 2, OLD | {"step": FEBRUARY, "asof": FEBRUARY}) == OLD | {
        "step": FEBRUARY,
        "asof": FEBRUARY,
    }
