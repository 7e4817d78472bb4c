"""The timeline page: both languages, both datasets, empty results, and its controls."""

from __future__ import annotations

import re
from datetime import date

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from tests.app.pages import LANGUAGES, assert_stands, headline, notes, opened, words

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


def test_the_headline_carries_the_recent_pace_to_the_target(public: AppTest) -> None:
    # The window begins with the reform: what was recognised before it counts no more.
    assert headline(public) == (
        "No ward was recognised from 1 Jul 2025 on; the target is 697 by 2030"
    )
    demo = opened("timeline", "en", dataset="demo", asof="2026-11-25")
    assert "At the recent pace" in headline(demo)
    # 152 in 512 days, 1,497 days to go: 152 + 444 of the wards that exist.
    assert headline(demo).startswith("At the recent pace 596 wards would be recognised by 2030")


def test_a_date_before_any_data_says_so() -> None:
    at = opened("timeline", "en", asof="2021-01-05")
    assert headline(at) == "No ward had a published report by this date"
    assert "No target with a date and a number of wards is known" in words(at)
    assert "42 observations are after the as-of date" in words(at)


def test_a_place_where_nothing_had_begun_has_a_stated_label() -> None:
    table = opened("timeline", "en", asof="2022-12-31").dataframe[0].value
    row = table[table["place"] == "Bà Rịa - Vũng Tàu"].iloc[0]
    assert list(row["label"]) == ["before_base"]


def test_the_table_has_both_denominators_and_keeps_flags_beside_the_label(
    public: AppTest,
) -> None:
    table = public.dataframe[0].value
    city = table[table["place"].str.startswith("TP. Hồ Chí Minh")].iloc[0]
    assert (city["goal"], city["published"], city["rebased"]) == (78, "249 / 249", "78 / 78")
    assert list(city["label"]) == ["off_track"]
    assert set(city["flags"]) == {"unchanged", "no_recent_report"}
    assert city["source"].startswith("/sources?")
    assert "source=S26,S27,S01" in city["source"]


def test_provinces_without_a_target_are_listed_with_the_reason(public: AppTest) -> None:
    assert "27 provinces have no known target to measure against" in words(public)
    assert "no source in the record states a target : An Giang" in words(public)


def test_a_figure_outweighed_by_another_source_is_said_to_be_left_out(public: AppTest) -> None:
    assert "2 targets are overruled by other sources" in words(public)


def test_empty_days_are_skipped_and_said(public: AppTest) -> None:
    # The last change before is 1 January 2026, when the targets of 2025 were past due.
    assert "204 days without a change, between 1 Jan 2026 and 25 Jul 2026" in words(public)


def test_a_step_moves_the_as_of_date_to_the_day_of_the_change_before() -> None:
    at = opened("timeline", "en", **PUBLIC)
    at.button(key="step_back").click().run()
    assert at.session_state["asof"] == date(2026, 1, 1)
    assert "1 Jan 2026: 7 targets overdue" in words(at)
    at.button(key="step_on").click().run()
    assert at.session_state["asof"] == date.today()


def test_the_slider_moves_the_as_of_date() -> None:
    at = opened("timeline", "en", **PUBLIC)
    at.select_slider(key="step_en").set_value(date(2025, 4, 22)).run()
    assert at.session_state["asof"] == date(2025, 4, 22)
    assert "22 Apr 2025: 3 wards recognised" in words(at)
    assert at.query_params["asof"] == "2025-04-22"


def test_a_kind_in_the_address_narrows_the_events_and_an_unknown_one_is_refused() -> None:
    at = opened("timeline", "en", kind="workshop", **PUBLIC)
    assert "Up to this date: 2 events," in words(at)
    assert at.query_params["kind"] == "workshop"
    at = opened("timeline", "en", kind="party", **PUBLIC)
    assert len(notes(at)) == 1


def test_a_filter_without_events_says_what_to_do() -> None:
    at = opened("timeline", "en", asof="2021-01-05", kind="workshop")
    assert any("No event matches" in info.value for info in at.info)


def test_a_province_measured_by_a_former_one_says_whose_figures_they_are() -> None:
    at = opened("timeline", "en", province="79", asof="2026-01-01")
    assert headline(at) == (
        "TP. Hồ Chí Minh (former): no ward was recognised from 1 Jul 2025 on; "
        "the target is 78 by 2030"
    )
    assert "0.0 a year (0.0–4.6), from 0 recognised from 1 Jul 2025 on" in words(at)


def test_the_expected_date_stands_between_those_of_the_ends_of_the_interval() -> None:
    shown = words(opened("timeline", "en", dataset="demo", asof="2026-09-30", province="48"))
    found = re.search(
        r"([\d.]+) per year \(([\d.]+)–([\d.]+)\)"
        r".* Forecast date (.+?) \(between (.+?) and (.+?)\)",
        shown,
    )
    assert found
    rate, low, high = map(float, found.groups()[:3])
    day, early, late = (pd.Timestamp(text) for text in found.groups()[3:])
    asof = pd.Timestamp("2026-09-30")
    # Days that are left stand to each other as the rates do, the other way round.
    assert (early - asof) / (day - asof) == pytest.approx(rate / high, rel=0.02)
    assert (late - asof) / (day - asof) == pytest.approx(rate / low, rel=0.02)
