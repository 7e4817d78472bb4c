"""The URL of a visitor: read when new, written on change, wrong values said once."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from lib import clock


def small_page() -> None:
    """A page with one control: the status; the table belongs to the data page."""
    import streamlit as st

    from lib.ui.frame import session

    page = st.session_state.get("page", "overview")
    session.receive(page)
    st.selectbox("Status", ["", "recognised", "registered"], key="status")
    st.text(f"refused: {session.refused()}")
    st.text(f"link: {session.parameters('data', status='registered', table='sources')}")
    session.write(page)


def opened(page: str = "overview", **query: str) -> AppTest:
    at = AppTest.from_function(small_page, default_timeout=60)
    at.session_state["page"] = page
    for name, text in query.items():
        at.query_params[name] = text
    return at.run()


def refused(at: AppTest) -> str:
    return str(at.text[0].value).removeprefix("refused: ")


def test_a_value_of_the_url_is_taken_over() -> None:
    at = opened(status="recognised")
    assert at.selectbox(key="status").value == "recognised"
    assert at.query_params == {"status": "recognised"}
    assert refused(at) == "[]"


def test_without_a_url_the_defaults_stand_and_are_not_written() -> None:
    at = opened()
    assert at.selectbox(key="status").value == ""
    assert at.query_params == {}


def test_a_default_that_is_written_in_the_url_is_taken_out() -> None:
    assert opened(lang="vi", asof=clock.today().isoformat()).query_params == {}


def test_a_wrong_value_falls_back_is_said_and_leaves_the_url() -> None:
    at = opened(status="famous")
    assert at.selectbox(key="status").value == ""
    assert refused(at) == "[('status', 'famous')]"
    assert at.query_params == {}


def test_a_wrong_value_is_said_once() -> None:
    assert refused(opened(status="famous").run()) == "[]"


def test_an_unknown_key_is_said_and_leaves_the_url() -> None:
    at = opened(status="recognised", colour="red")
    assert refused(at) == "[('colour', 'red')]"
    assert at.query_params == {"status": "recognised"}


def test_a_widget_decides_after_the_first_run() -> None:
    at = opened(status="recognised")
    at.selectbox(key="status").select("").run()
    assert at.selectbox(key="status").value == ""
    assert at.query_params == {}
    at.selectbox(key="status").select("recognised").run()
    assert at.query_params == {"status": "recognised"}


def test_going_back_in_the_browser_decides_over_the_widget() -> None:
    at = opened()
    at.selectbox(key="status").select("recognised").run()
    at.query_params.clear()  # what the back button does
    at.run()
    assert at.selectbox(key="status").value == ""


def test_a_key_of_another_page_is_neither_read_nor_written() -> None:
    at = opened(table="sources")
    assert "table" not in at.session_state
    assert at.query_params == {}
    assert opened("data", table="sources").query_params == {"table": "sources"}


def test_a_link_to_the_same_page_is_taken_over_and_its_mark_leaves_the_url() -> None:
    at = opened()
    at.query_params.update(status="recognised", via="link")  # what the server hears of such a click
    at.run()
    assert at.selectbox(key="status").value == "recognised"
    assert refused(at) == "[]"
    assert at.query_params == {"status": "recognised"}


def test_a_link_carries_the_view_with_its_changes() -> None:
    at = opened()
    assert at.text[1].value == "link: {'status': 'registered', 'table': 'sources'}"


def test_a_tab_open_over_midnight_moves_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 25))
    at = opened()
    assert at.session_state["asof"] == date(2026, 11, 25)
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 26))
    at.run()
    assert at.session_state["asof"] == date(2026, 11, 26)
    assert at.query_params == {}


def test_a_day_that_was_chosen_stays_over_midnight(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 26))
    at = opened(asof="2026-11-25")
    at.run()
    assert at.session_state["asof"] == date(2026, 11, 25)
    assert at.query_params == {"asof": "2026-11-25"}
