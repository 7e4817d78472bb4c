"""The timeline page: both languages, both datasets, empty results, and its controls."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from lib import clock
from tests.app.pages import LANGUAGES, assert_stands, notes, opened, words

PUBLIC = {"asof": "2026-07-25"}


@pytest.fixture(scope="module")
def public() -> AppTest:
    return opened("timeline", "en", **PUBLIC)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("dataset", ["public", "demo"])
def test_the_page_stands_in_both_languages_and_datasets(lang: str, dataset: str) -> None:
    at = opened("timeline", lang, dataset=dataset, **PUBLIC)
    assert_stands(at)
    assert notes(at) == []
    assert ("mỗi năm" in words(at)) == (lang == "vi")


@pytest.mark.parametrize(
    "query",
    [
        {"asof": "2021-01-05"},
        {"asof": "2022-12-31", "province": "79"},
        {"province": "01", "district": "003"},
        {"province": "04"},
        {"province": "79", "status": "recognised", "wave": "pilot-2021"},
        {"scope": "place", "kind": "workshop"},
        {"dataset": "demo", "asof": "2021-01-05"},
        {"dataset": "demo", "province": "46"},
    ],
)
def test_the_page_stands_with_little_or_nothing_to_show(query: dict[str, str]) -> None:
    assert_stands(opened("timeline", "en", **query))


def test_the_table_sorts_by_values_and_its_links_keep_the_base_path(public: AppTest) -> None:
    table = public.dataframe[0].value
    city = table[table["place"].str.startswith("TP. Hồ Chí Minh")].iloc[-1]
    assert (city["now"], city["goal"], city["published"]) == (0, 78, "249 / 249")
    assert city["due"] == pd.Timestamp(2030, 12, 31)
    assert list(city["label"]) == ["off_track"]
    assert set(city["notes"]) == {"late", "unchanged", "no_recent_report"}
    assert city["source"].startswith("sources?")
    assert "source=S26,S27,S01" in city["source"]
    assert city["source"].endswith("#S26,S27,S01")


@pytest.mark.parametrize(("key", "chosen"), [("due", "all"), ("span", "near"), ("scale", "counts")])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_choice_stands_in_the_address(key: str, chosen: str, lang: str) -> None:
    at = opened("timeline", lang, **{key: chosen}, **PUBLIC)
    assert_stands(at)
    assert at.query_params[key] == chosen
    assert at.session_state[f"{key}_{lang}"] == chosen


def test_a_step_moves_the_as_of_date_to_the_day_of_the_change_before() -> None:
    at = opened("timeline", "en", **PUBLIC)
    at.button(key="step_back").click().run()
    assert at.session_state["asof"] == date(2026, 1, 1)
    at.button(key="step_on").click().run()
    assert at.session_state["asof"] == clock.today()


def test_the_slider_moves_the_as_of_date() -> None:
    at = opened("timeline", "en", **PUBLIC)
    at.select_slider(key="step_en").set_value(date(2025, 4, 22)).run()
    assert at.session_state["asof"] == date(2025, 4, 22)
    assert at.query_params["asof"] == "2025-04-22"


def test_a_kind_in_the_address_narrows_the_events_and_an_unknown_one_is_refused() -> None:
    at = opened("timeline", "en", kind="workshop", **PUBLIC)
    assert at.query_params["kind"] == "workshop"
    at = opened("timeline", "en", kind="party", **PUBLIC)
    assert len(notes(at)) == 1
