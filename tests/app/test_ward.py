"""The page of one ward, the way to it, and what changed on the overview."""

from __future__ import annotations

from datetime import date

import pytest

from tests.app.pages import LANGUAGES, assert_stands, headline, opened, words

DAY = "2026-09-30"
OLD, NEW = "until2025-00019", "from2025-00004"


@pytest.mark.parametrize("dataset", ["public", "demo"])
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("ward", ["", OLD, NEW, "from2025-01"])
def test_it_stands_for_wards_of_both_divisions(dataset: str, lang: str, ward: str) -> None:
    at = opened("ward", lang, asof=DAY, dataset=dataset, **({"ward": ward} if ward else {}))
    assert_stands(at)
    assert "nan" not in words(at).lower().split()


def test_a_wrong_key_is_told_and_the_right_ones_are_one_click() -> None:
    at = opened("ward", "en", asof=DAY, ward="26776")
    assert "ward=26776" in words(at)
    at.button(key="maybe_until2025-26776").click().run()
    assert headline(at) == "Phường Tân Chánh Hiệp"


def test_a_ward_goes_into_the_comparison_and_the_count_is_shown() -> None:
    at = opened("ward", "en", asof=DAY, ward=OLD)
    at.button(key="compare_add").click().run()
    assert OLD in at.query_params["compare"]
    assert "Compare (1)" in {link.proto.label for link in at.get("page_link")}


def test_the_card_on_the_map_leads_to_the_file_and_into_the_comparison() -> None:
    at = opened("map", "en", asof=DAY, province="01", ward=NEW)
    assert_stands(at)
    assert "Ward profile" in {link.proto.label for link in at.get("page_link")}
    at.button(key="compare_add").click().run()
    assert NEW in at.query_params["compare"]


def test_a_day_chosen_for_the_changes_stands_in_the_address() -> None:
    at = opened("overview", "en", asof="2025-06-30")
    at.date_input(key="since_day").set_value(date(2025, 6, 1)).run()
    assert "2025-06-01" in at.query_params["since"]
    assert "3 wards newly recognised" in words(at)
    untouched = opened("overview", "en", asof="2025-06-30")
    assert "since" not in untouched.query_params
