"""A list whose words change shows the new ones, also after runs that were cut short."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from lib.ui.frame import choice_list


def _page() -> None:
    import streamlit as st

    from lib.ui.frame import choice_list

    choice_list.begin()
    choice_list.choose("Kind", st.session_state["words"], "kind")
    if not st.session_state["cut"]:
        choice_list.end()


def test_words_are_set_anew_until_a_run_with_them_has_ended_and_arrived(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seconds = 0.0
    monkeypatch.setattr(choice_list, "monotonic", lambda: seconds)
    at = AppTest.from_function(_page)

    def is_set(*, word: str, cut: bool, after: float) -> bool:
        nonlocal seconds
        seconds += after
        at.session_state["words"] = {"a": "-", "b": word}
        at.session_state["cut"] = cut
        if "kind" not in at.session_state:
            at.session_state["kind"] = "b"
        at.run()
        told = at.get("selectbox")[0].proto
        assert list(told.options) == ["-", word]
        return bool(told.set_value)

    assert is_set(word="hai", cut=False, after=0)
    assert not is_set(word="hai", cut=False, after=5)
    assert is_set(word="two", cut=True, after=5)  # cut short: perhaps never sent
    assert is_set(word="two", cut=False, after=5)
    assert is_set(word="two", cut=False, after=0.5)  # ended, perhaps not yet there
    assert not is_set(word="two", cut=False, after=5)
    assert at.session_state["kind"] == "b"
