"""The URL: read when it is new, written when the view changes, wrong values said once."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from lib.ui import address, view


def small_page() -> None:
    """A page with two keys: `size` on every page, `only` on the page "there"."""
    import streamlit as st

    from lib.ui import address

    def a_size(text: str) -> str:
        if text not in ("small", "large"):
            raise ValueError(text)
        return text

    keys = {
        "size": address.Key("size", a_size, lambda: "small"),
        "only": address.Key("only", a_size, lambda: "", pages=("there",)),
    }
    page = st.session_state.get("page", "here")
    address.receive(keys, page)
    st.selectbox("Size", ["small", "large"], key="size")
    st.text(f"refused: {address.refused()}")
    st.text(f"link: {address.parameters(keys, 'there', size='large', only='small')}")
    address.write(keys, page)


def opened(page: str = "here", **query: str) -> AppTest:
    at = AppTest.from_function(small_page)
    at.session_state["page"] = page
    for name, text in query.items():
        at.query_params[name] = text
    return at.run()


def refused(at: AppTest) -> str:
    return str(at.text[0].value).removeprefix("refused: ")


def test_a_value_of_the_url_is_taken_over() -> None:
    at = opened(size="large")
    assert at.selectbox(key="size").value == "large"
    assert at.query_params == {"size": "large"}
    assert refused(at) == "[]"


def test_without_a_url_the_defaults_stand_and_are_not_written() -> None:
    at = opened()
    assert at.selectbox(key="size").value == "small"
    assert at.query_params == {}


def test_a_default_that_is_written_in_the_url_is_taken_out() -> None:
    assert opened(size="small").query_params == {}


def test_a_wrong_value_falls_back_is_said_and_leaves_the_url() -> None:
    at = opened(size="huge")
    assert at.selectbox(key="size").value == "small"
    assert refused(at) == "[('size', 'huge')]"
    assert at.query_params == {}


def test_a_wrong_value_is_said_once() -> None:
    at = opened(size="huge")
    assert refused(at.run()) == "[]"


def test_an_unknown_key_is_said_and_leaves_the_url() -> None:
    at = opened(size="large", colour="red")
    assert refused(at) == "[('colour', 'red')]"
    assert at.query_params == {"size": "large"}


def test_a_widget_decides_after_the_first_run() -> None:
    at = opened(size="large")
    at.selectbox(key="size").select("small").run()
    assert at.selectbox(key="size").value == "small"
    assert at.query_params == {}
    at.selectbox(key="size").select("large").run()
    assert at.query_params == {"size": "large"}


def test_going_back_in_the_browser_decides_over_the_widget() -> None:
    at = opened()
    at.selectbox(key="size").select("large").run()
    at.query_params.clear()  # what the back button does
    at.run()
    assert at.selectbox(key="size").value == "small"


def test_a_key_of_another_page_is_neither_read_nor_written() -> None:
    at = opened(only="large")
    assert "only" not in at.session_state
    assert at.query_params == {}
    assert opened("there", only="large").query_params == {"only": "large"}


def test_a_link_to_the_same_page_is_taken_over_and_its_mark_leaves_the_url() -> None:
    at = opened()
    at.query_params.update(size="large", via="link")  # what the server hears of such a click
    at.run()
    assert at.selectbox(key="size").value == "large"
    assert refused(at) == "[]"
    assert at.query_params == {"size": "large"}


def test_a_link_carries_the_view_with_its_changes() -> None:
    at = opened()
    assert at.text[1].value == "link: {'size': 'large', 'only': 'small'}"


@pytest.mark.parametrize("text", ["", "31/12/2022", "2022-13-01", "2022-02-30", "today", "２"])
def test_a_day_is_written_in_one_way(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        address.iso_day(text)


def test_a_day_is_read_as_iso() -> None:
    assert address.iso_day("2022-12-31") == date(2022, 12, 31)


@settings(deadline=None)  # the first one reads the files
@given(st.sampled_from(sorted(view.KEYS)), st.text(max_size=50))
def test_any_text_is_either_read_or_refused(name: str, text: str) -> None:
    key = view.KEYS[name]
    try:
        value = key.read(text)
    except ValueError:
        return
    assert key.read(key.write(value)) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("lang", "fr"),
        ("lang", "VI"),
        ("asof", "2020-12-31"),
        ("asof", "9999-01-01"),
        ("dataset", "../public"),
        ("dataset", "/etc"),
        ("dataset", "units"),
        ("province", "7"),
        ("province", "79a"),
        ("district", "76"),
        ("status", "famous"),
        ("status", "not_registered"),
        ("metric", "beauty"),
        ("ward", "26776"),
        ("ward", "until2025-99999"),
        ("ward", "../../etc/passwd"),
        ("table", "../units/units"),
    ],
)
def test_a_value_that_does_not_exist_is_refused(name: str, text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        view.KEYS[name].read(text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("lang", "en"),
        ("asof", "2022-12-31"),
        ("dataset", "public"),
        ("province", "79"),
        ("district", "761"),
        ("wave", "pilot-2021"),
        ("wave", "Đợt 1 (năm 2024)"),
        ("status", "recognised"),
        ("metric", "pace"),
        ("ward", "until2025-26776"),
        ("table", "observations"),
        ("source", "S01,S02"),
        ("source", "Báo cáo 12/2024,S02"),
    ],
)
def test_a_value_that_exists_comes_back_as_it_was_written(name: str, text: str) -> None:
    key = view.KEYS[name]
    assert key.write(key.read(text)) == text
