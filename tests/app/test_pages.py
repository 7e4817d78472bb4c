"""Overview, map, data and sources in both languages: what they say, and odd addresses."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.pages import (
    LANGUAGES,
    assert_stands,
    figures,
    headline,
    markup,
    notes,
    opened,
    words,
)

PAGES = ("overview", "map", "data", "sources")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("dataset", ["public", "demo"])
@pytest.mark.parametrize("day", ["2026-07-25", "2022-12-31"])
def test_a_page_stands_in_both_languages_on_both_sides_of_the_reform(
    page: str, lang: str, dataset: str, day: str
) -> None:
    at = opened(page, lang, dataset=dataset, asof=day)
    assert_stands(at)
    assert notes(at) == []
    brand = {"vi": "Công an phường kiểu mẫu", "en": "Model Ward Police Atlas"}[lang]
    assert brand in words(at)
    other = {"vi": "Boundaries", "en": "Địa giới"}[lang]
    assert other not in words(at)


def chosen_province(at: AppTest, code: str) -> AppTest:
    return at.selectbox(key="province").select(code).run()


def test_choosing_another_province_forgets_the_district() -> None:
    at = opened("map", "en", province="79", district="761")
    assert_stands(at)
    assert at.selectbox(key="district").value == "until2025-761"
    chosen_province(at, "from2025-01")
    assert at.selectbox(key="district").value == ""
    assert at.query_params["province"] == "01"
    assert "district" not in at.query_params
    assert notes(at) == []


def test_the_whole_country_has_no_district_to_choose() -> None:
    assert opened("map", "en").selectbox(key="district").disabled
    assert not opened("map", "en", province="79").selectbox(key="district").disabled


def test_a_province_that_went_into_another_is_followed_over_the_reform() -> None:
    at = opened("overview", "en", asof="2025-06-30", province="77")  # Bà Rịa - Vũng Tàu
    at.date_input(key="asof").set_value(date(2025, 7, 1)).run()
    assert_stands(at)
    assert at.selectbox(key="province").value == "from2025-79"


@pytest.mark.parametrize(
    ("page", "name", "text"),
    [
        ("overview", "asof", "31/12/2022"),
        ("overview", "asof", "1999-01-01"),
        ("overview", "asof", "2099-01-01"),
        ("overview", "lang", "fr"),
        ("overview", "dataset", "../public"),
        ("overview", "dataset", "nothing"),
        ("overview", "province", "00"),
        ("overview", "province", "../.."),
        ("overview", "wave", "never"),
        ("overview", "status", "famous"),
        ("overview", "nonsense", "1"),
        ("map", "metric", "beauty"),
        ("map", "ward", "26776"),
        ("map", "ward", "until2025-99999"),
        ("map", "ward", "<script>alert(1)</script>"),
        ("data", "table", "nothing"),
        ("data", "table", "assessments"),  # known, but empty in the public record
    ],
)
def test_a_wrong_value_in_the_address_falls_back_and_is_said_in_one_line(
    page: str, name: str, text: str
) -> None:
    at = opened(page, **{name: text})
    assert_stands(at)
    said = notes(at)
    assert len(said) == 1
    assert f"{name}={text}" in said[0]
    assert "<script" not in markup(at)
    assert name not in at.query_params or at.query_params[name] != text
    assert notes(at.run()) == []


@pytest.mark.parametrize("province", ["01", ""])
def test_a_district_outside_the_province_is_said_and_dropped(province: str) -> None:
    at = opened("map", "en", province=province, district="761")
    assert_stands(at)
    assert len(notes(at)) == 1
    assert at.selectbox(key="province").value == (f"from2025-{province}" if province else "")
    assert at.selectbox(key="district").value == ""


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_filter_that_leaves_nothing_still_gives_a_page(page: str, lang: str) -> None:
    at = opened(page, lang, province="04", status="recognised", asof="2026-07-25")
    assert_stands(at)


def test_the_language_changes_words_and_keeps_the_view() -> None:
    vietnamese = opened("overview", "vi", asof="2022-12-31", province="79")
    english = opened("overview", "en", asof="2022-12-31", province="79")
    assert list(figures(vietnamese).values()) == list(figures(english).values())
    english.button(key="speak_vi_now").click().run()
    assert headline(english) == headline(vietnamese)
    assert "lang" not in english.query_params
    assert english.query_params["asof"] == "2022-12-31"
    links = [link.proto.query_string for link in english.get("page_link")]
    assert all("asof=2022-12-31&province=79" in link and "lang" not in link for link in links)
