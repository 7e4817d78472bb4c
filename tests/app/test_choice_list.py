"""A list whose words change shows the new ones, also after runs that were cut short."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from lib.ui.frame.late_values import FIELD


def _page() -> None:
    import streamlit as st

    from lib.ui.frame import choice_list, late_values

    late_values.begin()
    choice_list.choose("Kind", st.session_state["words"], "kind")
    late_values.end()


def test_words_are_set_anew_until_the_browser_has_shown_them() -> None:
    at = AppTest.from_function(_page)

    def is_set(*, word: str, shown: int) -> bool:
        at.session_state["words"] = {"a": "-", "b": word}
        if "kind" not in at.session_state:
            at.session_state["kind"] = "b"
        if shown:
            at.text_input(key=FIELD).set_value(str(shown))
        at.run()
        told = at.get("selectbox")[0].proto
        assert list(told.options) == ["-", word]
        return bool(told.set_value)

    assert is_set(word="hai", shown=0)
    assert not is_set(word="hai", shown=1)
    assert is_set(word="two", shown=2)
    assert is_set(word="two", shown=2)  # cut short before it left, perhaps
    assert is_set(word="two", shown=2)
    assert not is_set(word="two", shown=4)
    assert at.session_state["kind"] == "b"
