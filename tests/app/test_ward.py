"""The page of one ward, the way to it, and what changed on the overview."""

from __future__ import annotations

from datetime import date

import pytest

from lib.situation import data
from tests.app.pages import LANGUAGES, assert_stands, headline, markup, opened, words

DAY = "2026-09-30"
OLD, NEW = "until2025-00019", "from2025-00004"


@pytest.mark.parametrize("dataset", ["public", "demo"])
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("ward", ["", OLD, NEW, "from2025-20333"])
def test_it_stands_for_wards_of_both_divisions(dataset: str, lang: str, ward: str) -> None:
    at = opened("ward", lang, asof=DAY, dataset=dataset, **({"ward": ward} if ward else {}))
    assert_stands(at)
    assert "nan" not in words(at).lower().split()


@pytest.mark.parametrize("dataset", ["public", "demo"])
def test_it_stands_when_the_filter_leaves_nothing_and_before_any_report(dataset: str) -> None:
    at = opened("ward", "en", asof="2021-01-01", dataset=dataset)
    assert_stands(at)
    assert "No ward with a report matches the filter" in words(at)
    assert_stands(opened("ward", "en", asof="2021-01-01", dataset=dataset, ward=OLD))


def test_a_pilot_is_told_as_the_record_has_it() -> None:
    at = opened("ward", "en", asof=DAY, ward=OLD)
    said = words(at)
    assert headline(at) == "Phường Điện Biên"
    assert "21/22 criteria met, as reported" in said
    assert "Split on 1 Jul 2025 between 4 units" in said
    assert "This unit no longer exists; it is shown as it last was." in said
    assert "2 observations" in said
    assert "S16" in said


def test_a_ward_of_today_does_not_inherit_a_title() -> None:
    at = opened("ward", "en", asof="2025-07-15", dataset="demo", ward=NEW)
    said = words(at)
    assert "10 former units are recognised; the title is not carried over here." in said
    assert "No report no published report by 15 Jul 2025" in said


def test_observations_after_the_day_are_listed_but_pale() -> None:
    html = markup(opened("ward", "en", asof="2022-12-31", ward=OLD))
    assert html.count('<tr class="later">') == 1


def test_every_predecessor_has_a_link() -> None:
    at = opened("ward", "en", asof=DAY, dataset="demo", ward=NEW)
    labels = {link.proto.label.replace("\\", "") for link in at.get("page_link")}
    before = data.units().predecessors(NEW)["key"]
    assert {data.units().name(key) for key in before} <= labels


def test_a_wrong_key_is_told_and_the_right_ones_are_one_click() -> None:
    at = opened("ward", "en", asof=DAY, ward="26776")
    assert "ward=26776" in words(at)
    at.button(key="maybe_until2025-26776").click().run()
    assert headline(at) == "Phường Tân Chánh Hiệp"


def test_a_province_is_no_ward() -> None:
    at = opened("ward", "en", asof=DAY, ward="from2025-01")
    assert_stands(at)
    assert "TP. Hà Nội is not a ward; choose one." in words(at)


def test_the_list_has_every_ward_of_the_filter_highest_step_first() -> None:
    at = opened("ward", "en", asof=DAY, province="48")
    table = at.dataframe[0].value
    seen = data.situation("public", date.fromisoformat(DAY))
    here = [key for key in seen.statuses.index if "from2025-48" in seen.units.regions(key)]
    assert len(table) == len(here)
    recognised = int((seen.statuses.loc[here, "status"] == "recognised").sum())
    assert table["Status"].str.endswith("Recognised").tolist() == [
        place < recognised for place in range(len(table))
    ]


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
