"""Viewers without a browser see what goes wrong on a page."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.viewers.load import LIST, room, thinking
from benchmarks.viewers.served import Served
from benchmarks.viewers.session import Failed, Viewer
from tests.browser.server import running

PAGE = """
import streamlit as st

chosen = st.selectbox("Province", ["all", "good", "told", "raised"], key="province")
st.date_input("Day", key="asof")
st.session_state["times"] = st.session_state.get("times", 0) + 1
st.query_params["chosen"] = chosen
st.query_params["times"] = str(st.session_state["times"])
if chosen == "told":
    st.error("cannot be shown")
if chosen == "raised":
    raise ValueError("a defect")
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    script = Path(tmp_path_factory.mktemp("page")) / "page.py"
    script.write_text(PAGE, encoding="utf-8")
    with running(str(script)) as (address, process):
        yield Served(address, process)


def test_a_viewer_finds_a_list_by_its_key_and_keeps_one_session(served: Served) -> None:
    async def look() -> list[dict[str, str]]:
        async with Viewer(served.address) as seen:
            first = seen.parameters
            await seen.choose(LIST, "good")
            return [first, seen.parameters]

    assert asyncio.run(look()) == [
        {"chosen": "all", "times": "1"},
        {"chosen": "good", "times": "2"},
    ]


@pytest.mark.parametrize(("option", "words"), [("told", "cannot be shown"), ("raised", ": ")])
def test_what_a_page_shows_as_an_error_is_one(served: Served, option: str, words: str) -> None:
    async def look() -> None:
        async with Viewer(served.address) as seen:
            with pytest.raises(Failed, match=words):
                await seen.choose(LIST, option)
            await seen.choose(LIST, "good")  # the session goes on

    asyncio.run(look())


def test_choices_of_all_viewers_are_timed_and_their_errors_counted(served: Served) -> None:
    load = asyncio.run(
        thinking(lambda: Viewer(served.address), served, viewers=4, seconds=3, think=0.2)
    )
    assert len(load.opened) == 4
    assert load.took and load.errors  # two of the three choices fail
    assert load.cpu > 0
    assert all(0 < each < 3 for each in load.took)


def test_a_page_that_does_not_answer_is_an_error_of_each(served: Served) -> None:
    del served
    found = asyncio.run(room(lambda: Viewer("http://127.0.0.1:9", patience=2), 3))
    assert (len(found.errors), found.opened) == (3, [])
