"""The shared filters: every card of a page speaks of the same wards."""

from __future__ import annotations

from tests.app.pages import assert_stands, notes, opened, words

BEFORE = "2025-06-30"


def test_a_ward_of_another_district_is_shown_without_the_district() -> None:
    at = opened("map", "en", asof=BEFORE, province="79", district="760", ward="until2025-26776")
    assert_stands(at)
    assert at.selectbox(key="district").value == ""
    assert "Tân Chánh Hiệp" in words(at)


def test_everything_the_address_asks_in_vain_is_said_in_one_line() -> None:
    at = opened("overview", "en", asof="2030-01-01", status="best", colour="red")
    [line] = notes(at)
    assert all(part in line for part in ("asof=2030-01-01", "status=best", "colour=red"))


def test_good_keys_of_a_comparison_stay_and_bad_ones_are_named() -> None:
    at = opened("compare", "en", compare="until2025-26776,<b>x,until2025-99999,until2025-00019")
    assert_stands(at)
    said = words(at)
    assert "No unit has the key <b>x." in said
    assert "No unit has the key until2025-99999." in said
    assert at.session_state["compare"][0] == "until2025-26776"
    assert "Phường Điện Biên" in said
